"""Calendars fetched between calls: down, slow, huge or broken, they never reach a call."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from knowledge import Knowledge, snapshot
from knowledge.calendars import MAX_BYTES
from knowledge.feeds import SNAPSHOT, packed, read_calendars, refresh, unpacked
from knowledge.presence import Return, Spell
from knowledge.schema import Manual
from knowledge.statuses import StatusEntry, append, client_folder

NOW = dt.datetime(2026, 11, 24, 10, 0)
HOUR = dt.timedelta(hours=1)
MEETING = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTART:20261124T000000Z\r\nDTEND:20261124T060000Z\r\nSUMMARY:\xe6\x9e\xb6\xe7\xa9\xba"
    b"\xe5\x95\x86\xe4\xba\x8b\xe3\x81\xa8\xe4\xbc\x9a\xe8\xad\xb0\r\nEND:VEVENT\r\n"
    b"END:VCALENDAR\r\n"
)


class _Feed(BaseHTTPRequestHandler):
    content: bytes = MEETING
    status: int = 200
    asked: int = 0
    holds = threading.Event()

    def do_GET(self) -> None:
        _Feed.asked += 1
        if self.path == "/silent":
            _Feed.holds.wait(5)
            return
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def feed() -> Iterator[str]:
    _Feed.content, _Feed.status, _Feed.asked = MEETING, 200, 0
    _Feed.holds.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feed)
    thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    _Feed.holds.set()
    server.shutdown()
    server.server_close()


def manual(calendar: str) -> Manual:
    return Manual.model_validate(
        {
            "company": {"name": "会社", "reading": "かいしゃ"},
            "staff": [
                {"name": "栗本", "reading": "くりもと", "calendar": calendar},
                {"name": "佐藤", "reading": "さとう"},
            ],
        }
    )


def back(own: Manual, data: Path, now: dt.datetime = NOW) -> Return | None:
    return snapshot(own, now, data).presence(own.staff[0], now).back


def test_a_feed_tells_when_she_is_back_and_its_titles_are_not_kept(
    feed: str, tmp_path: Path
) -> None:
    own = manual(f"{feed}/secret-token.ics")
    folder = client_folder(tmp_path, own)
    assert refresh(own, tmp_path, folder, NOW) == ()
    assert back(own, tmp_path) == Return(NOW.date(), dt.time(15))
    kept = (folder / SNAPSHOT).read_text()
    assert "架空商事" not in kept and "secret-token" not in kept


def test_a_calendar_that_was_just_read_is_not_fetched_again(feed: str, tmp_path: Path) -> None:
    own = manual(feed)
    folder = client_folder(tmp_path, own)
    for minutes in (0, 1, 4, 6):
        refresh(own, tmp_path, folder, NOW + dt.timedelta(minutes=minutes))
    assert _Feed.asked == 2


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (503, b"", "answered 503"),
        (200, b"<html>", "no iCalendar"),
        (200, MEETING[:60], "breaks off"),
        (200, b"BEGIN:VCALENDAR\n" + b"x" * (MAX_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_a_feed_that_fails_keeps_its_last_good_copy(
    feed: str, tmp_path: Path, status: int, content: bytes, reason: str
) -> None:
    own = manual(feed)
    folder = client_folder(tmp_path, own)
    refresh(own, tmp_path, folder, NOW - 3 * HOUR)
    _Feed.status, _Feed.content = status, content
    [problem] = refresh(own, tmp_path, folder, NOW)
    assert reason in problem.message and "3 hours" in problem.message
    assert back(own, tmp_path) == Return(NOW.date(), dt.time(15))
    _Feed.status, _Feed.content = 200, MEETING
    assert refresh(own, tmp_path, folder, NOW + HOUR) == ()


def test_a_server_that_never_answers_is_given_up(feed: str, tmp_path: Path) -> None:
    own = manual(f"{feed}/silent")
    [problem] = refresh(own, tmp_path, client_folder(tmp_path, own), NOW, timeout_s=0.2)
    assert "in time" in problem.message and "there is no copy" in problem.message
    assert back(own, tmp_path) is None


@pytest.mark.parametrize(
    "calendar", ["missing.ics", "http://127.0.0.1:9/x", "file:///etc/hosts", "http://[bad", "\0"]
)
def test_an_address_that_leads_nowhere_is_a_problem_and_no_more(
    tmp_path: Path, calendar: str
) -> None:
    own = manual(calendar)
    [problem] = refresh(own, tmp_path, client_folder(tmp_path, own), NOW)
    assert "栗本" in problem.message and "cannot be read" in problem.message


def test_a_file_beside_the_manual_is_a_calendar_too(tmp_path: Path) -> None:
    (tmp_path / "kurimoto.ics").write_bytes(MEETING)
    own = manual("kurimoto.ics")
    folder = client_folder(tmp_path / "data", own)
    assert refresh(own, tmp_path, folder, NOW) == ()
    assert back(own, tmp_path / "data") == Return(NOW.date(), dt.time(15))


def test_a_calendar_never_read_or_read_long_ago_is_named(feed: str, tmp_path: Path) -> None:
    own = manual(feed)
    folder = client_folder(tmp_path, own)
    [never] = read_calendars(own, folder, NOW).problems
    assert "not been read yet" in never.message
    refresh(own, tmp_path, folder, NOW)
    [old] = read_calendars(own, folder, NOW + 72 * HOUR).problems
    assert "3 days ago" in old.message


def test_another_address_does_not_inherit_the_old_ones_copy(feed: str, tmp_path: Path) -> None:
    own = manual(feed)
    folder = client_folder(tmp_path, own)
    refresh(own, tmp_path, folder, NOW)
    assert back(manual("other.ics"), tmp_path) is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"栗本": 1}', '{"栗本": {"rows": "", "tried_at": 5}}']
)
def test_a_broken_snapshot_is_as_none(feed: str, tmp_path: Path, content: str) -> None:
    own = manual(feed)
    folder = client_folder(tmp_path, own)
    folder.mkdir(parents=True)
    (folder / SNAPSHOT).write_text(content)
    assert back(own, tmp_path) is None
    assert refresh(own, tmp_path, folder, NOW) == ()


def test_knowledge_takes_a_fresh_snapshot_for_the_next_call(tmp_path: Path) -> None:
    own = manual("")
    knowledge = Knowledge.open(own, NOW, tmp_path)
    end = NOW + HOUR
    meeting = StatusEntry(staff="栗本", status="会議", start=NOW, until=end, set_at=NOW)
    append(client_folder(tmp_path, own), meeting)
    assert knowledge.schedule.presence(own.staff[0], NOW).status == "離席"
    later = knowledge.at(NOW.replace(tzinfo=dt.UTC) - 9 * HOUR, tmp_path)
    assert later.now == NOW and later.directory is knowledge.directory
    assert later.schedule.presence(own.staff[0], NOW).status == "会議"


def test_spells_survive_the_snapshot_and_gibberish_does_not() -> None:
    spells = (
        Spell(NOW, NOW + HOUR, "会議", "calendar"),
        Spell(NOW, NOW + 2 * HOUR, "直行", "calendar", end_is_known=False),
    )
    text = packed(spells)
    assert unpacked(text) == spells
    broken = ["", "x", "20261124T1000 20261124T0900 会議", "20261124T1000 x 会議", "a b 寝坊"]
    assert unpacked("\n".join([*broken, text])) == spells


def test_an_unchanged_calendar_follows_the_days_and_the_hours(tmp_path: Path) -> None:
    leave = MEETING.replace(b"DTSTART:20261124T000000Z", b"DTSTART;VALUE=DATE:20261127")
    (tmp_path / "c.ics").write_bytes(
        leave.replace(b"DTEND:20261124T060000Z", b"DTEND;VALUE=DATE:20261128")
    )
    own = manual("c.ics")
    folder = client_folder(tmp_path, own)
    friday = NOW + 72 * HOUR
    refresh(own, tmp_path, folder, friday)
    assert back(own, tmp_path, friday) == Return(dt.date(2026, 11, 30))
    closed = own.model_copy(update={"closed_on": (dt.date(2026, 11, 30),)})
    refresh(closed, tmp_path, folder, friday, fresh_for=dt.timedelta())
    assert back(closed, tmp_path, friday) == Return(dt.date(2026, 12, 1))


def test_a_copy_that_was_spoilt_on_disk_is_as_none(feed: str, tmp_path: Path) -> None:
    own = manual(feed)
    folder = client_folder(tmp_path, own)
    refresh(own, tmp_path, folder, NOW)
    [copy] = folder.rglob("*.ics")
    copy.write_bytes(b"spoilt")
    _Feed.status = 503
    [problem] = refresh(own, tmp_path, folder, NOW + HOUR)
    assert "there is no copy" in problem.message
