"""iCalendar text as it comes from calendars, and as it should not come."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calendars import MAX_BYTES, CalendarUnreadable, Expanded, expand
from knowledge.hours import Hours
from knowledge.schema import Manual
from knowledge.titles import part_of_day, status_in

NOW = dt.datetime(2026, 11, 24, 10, 0)  # a Tuesday
WEEK = {day: "9:00-12:00, 13:00-18:00" for day in ("mon", "tue", "wed", "thu", "fri")}
HOURS = Hours(
    Manual.model_validate({"company": {"name": "会社", "reading": "かいしゃ"}, "hours": WEEK})
)
TOKYO = """BEGIN:VTIMEZONE
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
"""


def event(title: str, start: str, end: str, *lines: str, uid: str = "1") -> str:
    head = f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\nSUMMARY:{title}\n"
    return head + "\n".join((f"DTSTART{start}", f"DTEND{end}", *lines)) + "\nEND:VEVENT\n"


def calendar(*events: str, head: str = "") -> bytes:
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//t//\n{head}{''.join(events)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def found(content: bytes, email: str = "") -> list[tuple[str, str, str]]:
    """(start, end, status) of each spell, as month-day and time."""
    spells = expand(content, NOW, HOURS, email).spells
    return [(f"{s.start:%m-%dT%H:%M}", f"{s.end:%m-%dT%H:%M}", s.status) for s in spells]


def timed(title: str, *lines: str) -> str:
    return event(title, ":20261124T140000", ":20261124T150000", *lines)


def all_day(title: str, *lines: str) -> str:
    return event(title, ";VALUE=DATE:20261125", ";VALUE=DATE:20261126", *lines)


@pytest.mark.parametrize(
    ("title", "timed_as", "whole_day_as"),
    [
        ("営業会議", "会議", "会議"),
        ("A社と打ち合わせ", "会議", "会議"),
        ("打合せ", "会議", "会議"),
        ("Kick-off meeting", "会議", "会議"),
        ("B社訪問", "外出", "外出"),
        ("大阪出張（客先打ち合わせ）", "出張", "出張"),
        ("出張報告会", "会議", "会議"),
        ("有給", "休暇", "休暇"),
        ("年休", "休暇", "休暇"),
        ("夏休み", "休暇", "休暇"),
        ("昼休み", "離席", "離席"),
        ("直行 C社", "直行", "直行"),
        ("D社（直帰）", "直帰", "直帰"),
        ("来客 山田様", "来客", "来客"),
        ("電話会議", "会議", "会議"),
        ("資料作成", "会議", "離席"),
        ("在宅勤務", None, None),
        ("母の誕生日", None, None),
        ("見積の締切", None, None),
    ],
)
def test_a_title_becomes_a_status(
    title: str, timed_as: str | None, whole_day_as: str | None
) -> None:
    assert status_in(title, is_whole_day=False) == timed_as
    assert status_in(title, is_whole_day=True) == whole_day_as


def test_part_of_a_day_off() -> None:
    assert [part_of_day(t) for t in ("午前休", "有給（午後半休）", "AM休", "有給")] == [
        "morning",
        "afternoon",
        "morning",
        "whole",
    ]


def test_times_of_every_zone_are_japanese_times() -> None:
    utc = event("会議", ":20261124T050000Z", ":20261124T060000Z", uid="1")
    tokyo = event(
        "会議", ";TZID=Asia/Tokyo:20261124T140000", ";TZID=Asia/Tokyo:20261124T150000", uid="2"
    )
    york = event(
        "会議",
        ";TZID=America/New_York:20261124T000000",
        ";TZID=America/New_York:20261124T010000",
        uid="3",
    )
    floating = event("会議", ":20261124T140000", ":20261124T150000", uid="4")
    content = calendar(utc, tokyo, york, floating, head=TOKYO)
    assert found(content) == [("11-24T14:00", "11-24T15:00", "会議")] * 4


def test_a_whole_day_off_ends_with_the_next_workday() -> None:
    friday = event("休暇", ";VALUE=DATE:20261127", ";VALUE=DATE:20261128")
    assert found(calendar(friday)) == [("11-27T00:00", "11-30T00:00", "休暇")]
    assert found(calendar(all_day("午前休"))) == [("11-25T00:00", "11-25T12:00", "休暇")]
    assert found(calendar(all_day("午後休"))) == [("11-25T12:00", "11-26T00:00", "休暇")]


def test_straight_home_is_not_back_today_and_straight_out_is_not_here_before() -> None:
    assert found(calendar(timed("E社 直帰"))) == [("11-24T14:00", "11-25T00:00", "直帰")]
    assert found(calendar(timed("E社 直行"))) == [("11-24T00:00", "11-24T15:00", "直行")]
    assert found(calendar(timed("直行直帰"))) == [("11-24T00:00", "11-25T00:00", "直帰")]
    [arrival] = expand(calendar(all_day("直行")), NOW, HOURS).spells
    assert not arrival.end_is_known


@pytest.mark.parametrize("secret", ["CLASS:PRIVATE", "CLASS:CONFIDENTIAL", "CLASS:private"])
def test_a_private_event_tells_only_that_she_is_not_here(secret: str) -> None:
    content = calendar(timed("転職の面接", secret))
    assert found(content) == [("11-24T14:00", "11-24T15:00", "離席")]
    assert "面接" not in repr(expand(content, NOW, HOURS))


@pytest.mark.parametrize(
    "free",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Kurimoto@example.com",
    ],
)
def test_what_does_not_keep_her_busy_does_not_count(free: str) -> None:
    assert found(calendar(timed("会議", free)), "kurimoto@example.com") == []


def test_a_series_with_an_exception_a_move_and_a_cancelled_date() -> None:
    weekly = event(
        "定例",
        ";TZID=Asia/Tokyo:20260106T090000",
        ";TZID=Asia/Tokyo:20260106T100000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "EXDATE;TZID=Asia/Tokyo:20261201T090000",
    )
    moved = event(
        "定例",
        ";TZID=Asia/Tokyo:20261125T110000",
        ";TZID=Asia/Tokyo:20261125T120000",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261124T090000",
    )
    cancelled = event(
        "定例",
        ";TZID=Asia/Tokyo:20261208T090000",
        ";TZID=Asia/Tokyo:20261208T100000",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261208T090000",
        "STATUS:CANCELLED",
    )
    content = calendar(weekly, moved, cancelled, head=TOKYO)
    assert found(content) == [("11-25T11:00", "11-25T12:00", "会議")]


def test_an_event_may_give_its_length_instead_of_its_end() -> None:
    text = timed("会議").replace("DTEND:20261124T150000", "DURATION:PT90M")
    assert found(calendar(text)) == [("11-24T14:00", "11-24T15:30", "会議")]


def test_an_event_that_began_long_ago_and_lasts_is_seen() -> None:
    long = event("出張", ";VALUE=DATE:20261001", ";VALUE=DATE:20261201")
    assert found(calendar(long)) == [("10-01T00:00", "12-01T00:00", "出張")]
    endless = event("休職", ";VALUE=DATE:20261001", ";VALUE=DATE:99991231")
    [spell] = expand(calendar(endless), NOW, HOURS).spells
    assert spell.status == "休暇" and spell.end.year > 2900


def test_twenty_years_of_a_daily_series_give_three_weeks() -> None:
    daily = event("朝会", ":20060101T000000Z", ":20060101T003000Z", "RRULE:FREQ=DAILY")
    assert 20 <= len(found(calendar(daily))) <= 24


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=MINUTELY;INTERVAL=1",
        "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3,4;BYSECOND=0,1,2,3",
    ],
)
def test_a_series_that_repeats_within_a_day_is_named_and_passed_over(rule: str) -> None:
    wild = event("会議", ":20060101T000000Z", ":20060101T000001Z", rule)
    got = expand(calendar(wild, timed("会議").replace("UID:1", "UID:2")), NOW, HOURS)
    assert len(got.spells) == 1 and "repeats within a day" in got.doubts[0]


def test_work_on_a_calendar_of_nothing_but_series_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("knowledge.calendars.EXPANSION_S", 0.0)
    series = [
        event("会議", ":19800101T000000Z", ":19800101T003000Z", "RRULE:FREQ=DAILY", uid=str(n))
        for n in range(50)
    ]
    got = expand(calendar(*series), NOW, HOURS)
    assert any("too many" in doubt for doubt in got.doubts)
    assert len({s.start for s in got.spells}) == len(got.spells) > 0  # of one series


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>sign in</html>",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VCALENDAR\r\n" + b"x",
        b"BEGIN:VCALENDAR\n" + b"x" * MAX_BYTES + b"\nEND:VCALENDAR\n",
    ],
)
def test_what_is_no_calendar_says_so(content: bytes) -> None:
    with pytest.raises(CalendarUnreadable):
        expand(content, NOW, HOURS)


@pytest.mark.parametrize(
    "broken",
    [
        timed("会議").replace("DTSTART:20261124T140000", "DTSTART:soon"),
        timed("会議", "RRULE:FREQ=SOMETIMES"),
        timed("会議").replace("END:VEVENT\n", ""),
    ],
)
def test_one_broken_event_does_not_cost_the_others(broken: str) -> None:
    good = event("外出", ":20261124T160000", ":20261124T170000", uid="good")
    got = expand(calendar(good, broken), NOW, HOURS)
    assert ("外出", 16) in [(s.status, s.start.hour) for s in got.spells]
    assert got.doubts


_PIECES = st.sampled_from(
    [
        "BEGIN:VEVENT\n",
        "END:VEVENT\n",
        "DTSTART:20261124T140000\n",
        "DTSTART;VALUE=DATE:20261124\n",
        "DTEND:20261124T130000Z\n",
        "DTEND;TZID=Nowhere:20261124T150000\n",
        "DURATION:-PT1H\n",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n",
        "RRULE:FREQ=WEEKLY;UNTIL=20200101\n",
        "RDATE:20261124T140000,x\n",
        "EXDATE:\n",
        "RECURRENCE-ID:20261124T140000\n",
        "UID:1\n",
        "SUMMARY:会議\n",
        "BEGIN:VALARM\n",
        "TRANSP;=:\n",
        " folded\n",
        ":\n",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(_PIECES, max_size=14))
def test_any_calendar_is_expanded_or_refused(pieces: list[str]) -> None:
    content = f"BEGIN:VCALENDAR\n{''.join(pieces)}END:VCALENDAR\n".encode()
    try:
        got = expand(content, NOW, HOURS)
    except CalendarUnreadable:
        return
    assert isinstance(got, Expanded)
    assert all(s.start < s.end for s in got.spells)
