"""The call's own behaviour, with an ear that hears what the test says and a voice that hums."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np
import pytest

from agent.config import Limits
from agent.events import (
    AgentStarted,
    AgentStopped,
    CallEnded,
    CallerSaid,
    StageFailed,
    StatusChange,
)
from agent.listening import Continued, Held, Interrupted, NumberHeard, Paused, Released
from agent.records.call_log import CallLog, load_events
from knowledge import Knowledge
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual
from speech.audio import AudioFrame
from speech.engines import Voice
from tests.agent.call_room import AFTER_GREETING_MS, NOW, REQUEST, Room, said
from tests.fakes import FakeLine


@pytest.fixture
def room(tmp_path: Path) -> Room:
    knowledge = Knowledge.open(load_manual(find_manual("smile_corp")), NOW)
    return Room(knowledge, tmp_path / "call.jsonl")


async def test_the_call_opens_with_the_company_s_name(room: Room) -> None:
    await room.play({})
    first = room.of(AgentStarted)[0]
    assert isinstance(first, AgentStarted)
    assert first.at_ms == 0 and "スマイルコープ" in first.text


async def test_a_turn_is_answered_in_the_frame_it_ends(room: Room) -> None:
    await room.play({AFTER_GREETING_MS: said(AFTER_GREETING_MS + 20, *REQUEST)})
    answer = room.of(AgentStarted)[1]
    assert isinstance(answer, AgentStarted)
    assert answer.at_ms == AFTER_GREETING_MS + 20
    assert AFTER_GREETING_MS + 20 in room.line.loud_ms
    assert answer.response_gap_ms is not None and answer.response_gap_ms >= 300


async def test_what_was_prepared_in_the_pause_is_said_when_the_turn_ends(room: Room) -> None:
    turn = said(AFTER_GREETING_MS + 220, *REQUEST)
    await room.play({AFTER_GREETING_MS: Paused(turn), AFTER_GREETING_MS + 200: turn})
    prepared = [e.text for e in room.of(AgentStarted) if isinstance(e, AgentStarted)]
    straight = Room(room._knowledge, room._log.with_name("straight.jsonl"))
    await straight.play({AFTER_GREETING_MS + 200: turn})
    assert prepared == [e.text for e in straight.of(AgentStarted) if isinstance(e, AgentStarted)]


async def test_a_pause_taken_back_is_answered_by_nobody(room: Room) -> None:
    turn = said(AFTER_GREETING_MS, *REQUEST)
    await room.play({AFTER_GREETING_MS: Paused(turn), AFTER_GREETING_MS + 100: Continued()})
    assert not room.of(CallerSaid)


async def test_an_interruption_silences_the_agent_at_once(room: Room) -> None:
    start = AFTER_GREETING_MS
    await room.play(
        {
            start: said(start, *REQUEST),
            start + 1000: Interrupted(),
            start + 3000: said(
                start + 3000,
                "今日中に連絡を取りたいのですが。",
                "キョージューニレンラクオトリタイノデスガ",
            ),
        }
    )
    cut = next(e for e in room.of(AgentStopped) if isinstance(e, AgentStopped) and e.interrupted)
    assert cut.at_ms == start + 1020
    quiet = set(range(start + 1040, start + 2980, 20))
    assert not quiet & set(room.line.loud_ms)


async def test_a_backchannel_leaves_the_agent_speaking(room: Room) -> None:
    start = AFTER_GREETING_MS
    await room.play(
        {
            start: said(start, *REQUEST),
            start + 1000: said(start + 1000, "はい。", "ハイ", backchannel=True),
        }
    )
    assert len(room.of(AgentStarted)) == 2 + len(
        [e for e in room.events if type(e).__name__ == "CallerSilent"]
    )
    assert not [
        e
        for e in room.of(AgentStopped)
        if isinstance(e, AgentStopped) and e.interrupted and e.at_ms < 60_000
    ]


async def test_a_caller_who_speaks_over_the_recording_notice_gets_the_word_at_its_end(
    room: Room,
) -> None:
    await room.play({300: Interrupted(), 6000: said(6020, *REQUEST)})
    cut = next(e for e in room.of(AgentStopped) if isinstance(e, AgentStopped))
    assert cut.interrupted and cut.heard == "この通話は、録音しております。"
    assert 1000 <= cut.at_ms <= 2000


@pytest.mark.parametrize(("released_ms", "is_quiet"), [(60_000, True), (600, False)])
async def test_a_voice_to_be_held_over_the_recording_notice_pauses_at_its_end(
    room: Room, released_ms: int, is_quiet: bool
) -> None:
    await room.play({300: Held(), released_ms: Released()})
    after_notice = set(range(1600, 3000, 20)) & set(room.line.loud_ms)
    assert {1000, 1200} <= set(room.line.loud_ms)
    assert (not after_notice) is is_quiet


async def test_words_over_the_recording_notice_are_answered_after_it(room: Room) -> None:
    await room.play({300: said(320, *REQUEST)})
    stops = [e for e in room.of(AgentStopped) if isinstance(e, AgentStopped)]
    starts = [e for e in room.of(AgentStarted) if isinstance(e, AgentStarted)]
    assert starts[1].at_ms >= 1000, "the notice was cut short"
    assert "栗本" in starts[1].text
    assert stops


async def test_an_acknowledgement_between_digits_is_heard(room: Room) -> None:
    await room.play({AFTER_GREETING_MS: NumberHeard()})
    assert AFTER_GREETING_MS + 20 in room.line.loud_ms


async def test_a_broken_recogniser_gets_a_sentence_and_the_call_goes_on(room: Room) -> None:
    start = AFTER_GREETING_MS
    await room.play(
        {
            start: RuntimeError("weights gone"),
            start + 8000: said(start + 8000, *REQUEST),
        }
    )
    failed = room.of(StageFailed)[0]
    assert isinstance(failed, StageFailed) and failed.stage == "hear"
    texts = [e.text for e in room.of(AgentStarted) if isinstance(e, AgentStarted)]
    assert any("栗本" in text for text in texts)


async def test_a_broken_voice_still_says_something_and_reports(room: Room) -> None:
    def break_voice() -> None:
        room.tts.broken = True

    report = await room.play({}, before=break_voice)
    assert room.line.loud_ms, "the caller heard nothing"
    assert any(isinstance(e, StageFailed) and e.stage == "speak" for e in room.events)
    assert report.to_json()["client"]


async def test_a_caller_who_hangs_up_leaves_a_report(room: Room) -> None:
    room.line = FakeLine(2_000)
    report = await room.play({})
    ended = room.of(CallEnded)[0]
    assert isinstance(ended, CallEnded) and ended.reason == "caller_hung_up"
    assert report.to_json()["transcript"]


async def test_every_event_is_on_disk_before_the_caller_hears_its_answer(room: Room) -> None:
    on_disk_when_heard: list[bool] = []
    play = room.line.play

    def watch(samples: np.ndarray) -> None:  # type: ignore[type-arg]
        kinds = [type(e).__name__ for e in load_events(room._log)]
        on_disk_when_heard.append("AgentStarted" in kinds)
        play(samples)

    room.line.play = watch  # type: ignore[method-assign]
    await room.play({AFTER_GREETING_MS: said(AFTER_GREETING_MS, *REQUEST)})
    assert on_disk_when_heard and all(on_disk_when_heard)


async def test_a_recogniser_that_stays_broken_ends_in_a_polite_close(room: Room) -> None:
    await room.play({ms: RuntimeError("gone") for ms in range(0, 90_000, 20)})
    failures = room.of(StageFailed)
    assert 2 <= len(failures) <= 4, "one sentence at a time, then the close"
    ended = room.of(CallEnded)[0]
    assert isinstance(ended, CallEnded) and ended.reason == "agent_closed"


async def test_a_line_that_breaks_still_leaves_a_report(room: Room) -> None:
    frames = room.line.frames

    async def cut() -> AsyncGenerator[AudioFrame, None]:
        async for frame in frames():
            if frame.start_ms >= 3000:
                raise ConnectionError("cable")
            yield frame

    room.line.frames = cut  # type: ignore[method-assign]
    report = await room.play({})
    ended = room.of(CallEnded)[0]
    assert isinstance(ended, CallEnded) and ended.reason == "failed"
    assert report.to_json()["transcript"]


async def test_a_call_without_end_is_closed_with_an_excuse(room: Room) -> None:
    room.limits = Limits(call_ms=20_000)
    await room.play({})
    ended = room.of(CallEnded)[0]
    last = room.of(AgentStarted)[-1]
    assert isinstance(ended, CallEnded) and ended.reason == "time_limit"
    assert isinstance(last, AgentStarted) and "長くなりました" in last.text
    assert ended.at_ms > last.at_ms + 3000, "the excuse was not said to its end"


async def test_a_nod_that_stopped_the_agent_gets_the_sentence_again(room: Room) -> None:
    start = AFTER_GREETING_MS
    await room.play(
        {
            start: said(start, *REQUEST),
            start + 1000: Interrupted(),
            start + 1600: said(start + 1600, "なるほど", "ナルホド", backchannel=True),
        }
    )
    first, again = [e for e in room.of(AgentStarted) if isinstance(e, AgentStarted)][1:3]
    assert again.at_ms == start + 1620 and first.text.endswith(again.text)


async def test_a_voice_that_breaks_in_mid_turn_does_not_hold_the_call(room: Room) -> None:
    synthesize = room.tts.synthesize

    async def breaks(text: str, voice: Voice) -> AsyncGenerator[np.ndarray, None]:
        if "戻" in text:
            raise RuntimeError("voice lost")
        async for piece in synthesize(text, voice):
            yield piece

    room.tts.synthesize = breaks  # type: ignore[method-assign]
    start = AFTER_GREETING_MS
    await room.play({start: said(start, *REQUEST), start + 9000: said(start + 9000, *REQUEST)})
    assert any(isinstance(e, StageFailed) and e.stage == "speak" for e in room.events)
    last = room.of(AgentStarted)[-1]
    assert isinstance(last, AgentStarted) and last.at_ms > start + 9000


REPORTED = (
    "お疲れさまです、栗本です。戻りが遅れて18時に戻ります",
    "オツカレサマデスクリモトデスモドリガオクレテジューハチジニモドリマス",
)
PROVED = ("社員番号は1024です", "シャインバンゴーワイチゼロニーヨンデス")


async def test_what_staff_report_is_entered_while_the_call_goes_on(room: Room) -> None:
    entered: list[StatusChange] = []
    room.enter = entered.append
    later_ms = AFTER_GREETING_MS + 20_000
    report = await room.play(
        {
            AFTER_GREETING_MS: said(AFTER_GREETING_MS + 20, *REPORTED),
            later_ms: said(later_ms + 20, *PROVED),
        }
    )
    assert [change.back for change in entered] == ["2026-11-24T18:00"]
    assert report.outcome == "schedule_changed"


async def test_a_schedule_that_cannot_be_written_is_a_failed_stage_and_no_end(room: Room) -> None:
    def refuse(change: StatusChange) -> None:
        raise KnowledgeError("the folder cannot be written", "free some space")

    room.enter = refuse
    later_ms = AFTER_GREETING_MS + 20_000
    await room.play(
        {
            AFTER_GREETING_MS: said(AFTER_GREETING_MS + 20, *REPORTED),
            later_ms: said(later_ms + 20, *PROVED),
        }
    )
    failed = [event for event in room.of(StageFailed) if isinstance(event, StageFailed)]
    assert [(event.stage, event.error) for event in failed] == [("schedule", "KnowledgeError")]
    assert len(room.of(AgentStarted)) >= 3


@pytest.mark.parametrize("part", ["play", "clear"])
async def test_a_line_that_cannot_play_still_leaves_a_report(room: Room, part: str) -> None:
    def cut(*_: object) -> int:
        raise RuntimeError("no sound card")

    if part == "play":
        room.line.play = cut  # type: ignore[method-assign]
    else:
        room.line.clear = cut  # type: ignore[method-assign]
    report = await room.play({AFTER_GREETING_MS: said(AFTER_GREETING_MS, *REQUEST)})
    ended = room.of(CallEnded)[0]
    assert isinstance(ended, CallEnded) and report.to_json()["client"]
    if part == "play":
        assert ended.reason == "failed" and room.of(StageFailed)


async def test_a_log_that_cannot_be_written_is_told_to_whoever_runs_the_call(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(CallLog, "append", full)
    with pytest.raises(ExceptionGroup) as raised:
        await room.play({})
    assert raised.group_contains(OSError)
