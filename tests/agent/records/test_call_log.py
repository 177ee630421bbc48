"""The log survives: every event comes back as it was, and a torn line costs only itself."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.events import (
    Act,
    AgentDecided,
    AgentStarted,
    CallAnswered,
    CallEnded,
    CallerSaid,
    CallerStarted,
    CallEvent,
    Decision,
    Fact,
    Slot,
    Understanding,
)
from agent.records.call_log import CallLog, CallLogError, decode, encode, load_events
from speech.endpointing import Expect
from speech.transcript import Transcript

SAID = CallerSaid(
    5120,
    Transcript(
        "栗本さんをお願いします", "クリモトサンオオネガイシマス", 3000, 4700, True, 14, 0.93
    ),
)
DECIDED = AgentDecided(
    5120,
    Decision(
        acts=(Act("inform", "absence", (Fact("return_time", "明日", "schedule"),)),),
        task="take_call",
        slots=(Slot("target", "栗本", "くりもと", 0.8, True),),
        expect=Expect.YES_NO,
        notes=(("asked_again", "1"), ("stack", "message")),
    ),
    Understanding("ask_for_person", (), 0.7, "栗本さん", "クリモトサン"),
)


@pytest.mark.parametrize("kind", get_args(CallEvent))
@given(data=st.data())
@settings(deadline=None)  # the first draw builds the strategy
def test_every_event_survives_the_log(kind, data):
    event = data.draw(st.from_type(kind))
    back = decode(json.loads(json.dumps(encode(event))))
    assert type(back) is kind
    assert repr(back) == repr(event), "by its repr, because nan equals nothing"


def test_a_call_reads_back_as_it_happened(tmp_path):
    path = tmp_path / "calls" / "one.jsonl"
    events = (
        CallAnswered(0, "one", "スマイルコープ", "2026-11-22T10:00:00+09:00"),
        SAID,
        DECIDED,
        AgentStarted(5200, "栗本は\n本日出張しております。", 480, 80),
    )
    with CallLog(path) as log:
        for i, event in enumerate(events):
            log.append(event)
            assert load_events(path) == events[: i + 1], "on disk before append returns"
    assert isinstance(load_events(path)[2].decision.expect, Expect)
    assert len(path.read_bytes().splitlines()) == len(events)
    assert "栗本さんをお願いします" in path.read_text(encoding="utf-8")


def test_only_the_owner_may_read_a_call(tmp_path):
    CallLog(tmp_path / "one.jsonl").close()
    assert stat.S_IMODE((tmp_path / "one.jsonl").stat().st_mode) == 0o600


@pytest.mark.parametrize("torn", [1, 10, 80])
def test_a_torn_last_line_costs_only_itself(tmp_path, torn):
    path = tmp_path / "one.jsonl"
    with CallLog(path) as log:
        log.append(CallerStarted(3000))
        log.append(SAID)
    path.write_bytes(path.read_bytes()[:-torn])
    assert load_events(path) == (CallerStarted(3000),)
    with CallLog(path) as log:
        log.append(DECIDED)
    assert load_events(path) == (CallerStarted(3000), DECIDED)


def test_a_killed_process_loses_nothing_it_appended(tmp_path):
    path = tmp_path / "one.jsonl"
    child = (
        "import os, signal\nfrom pathlib import Path\n"
        "from agent.events import CallerStarted\nfrom agent.records.call_log import CallLog\n"
        f"log = CallLog(Path({str(path)!r}))\n"
        "for i in range(3): log.append(CallerStarted(i))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", child], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert load_events(path) == tuple(CallerStarted(i) for i in range(3))


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[]",
        b'{"at_ms": 3}',
        b'{"event": "CallerDanced", "at_ms": 3}',
        b'{"event": "CallerStarted"}',
        b'{"event": "CallerStarted", "at_ms": "soon"}',
        b'{"event": "CallEnded", "at_ms": 3, "reason": "boredom"}',
    ],
)
def test_a_damaged_line_is_named(tmp_path, line):
    path = tmp_path / "one.jsonl"
    path.write_bytes(b'{"event":"CallerStarted","at_ms":1}\n' + line + b"\n")
    with pytest.raises(CallLogError, match=r"one\.jsonl line 2"):
        load_events(path)


def test_logs_outlive_versions():
    assert decode({"event": "CallerStarted", "at_ms": 3, "mood": "good"}) == CallerStarted(3)
    assert decode({"event": "AgentStarted", "at_ms": 3, "text": "はい"}).response_gap_ms is None


def test_an_engines_own_numbers_are_kept_as_plain_ones(tmp_path):
    heard = Transcript("はい", "ハイ", 0, int(np.int64(400)), True, 2, np.float32(0.5))
    with CallLog(tmp_path / "one.jsonl") as log:
        log.append(CallerSaid(np.int64(500), heard))
    assert load_events(tmp_path / "one.jsonl") == (CallerSaid(500, heard),)


def test_text_that_is_no_unicode_is_kept(tmp_path):
    path = tmp_path / "one.jsonl"
    event = AgentStarted(1, "\ud800 broken \x00 text")
    with CallLog(path) as log:
        log.append(event)
    assert load_events(path) == (event,)


def test_an_event_is_with_the_disk_before_it_is_acknowledged(tmp_path, monkeypatch) -> None:
    order: list[str] = []
    write, sync = os.write, os.fsync

    def written(descriptor: int, data: bytes) -> int:
        order.append("write")
        return write(descriptor, data)

    def synced(descriptor: int) -> None:
        sync(descriptor)
        order.append("sync")

    with CallLog(tmp_path / "call.jsonl") as log:
        monkeypatch.setattr(os, "write", written)
        monkeypatch.setattr(os, "fsync", synced)
        log.append(CallEnded(20, "agent_closed"))
        order.append("acknowledged")
    assert order[-2:] == ["sync", "acknowledged"] and "write" in order
