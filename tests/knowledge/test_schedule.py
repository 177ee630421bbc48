"""Where somebody is, when she is back, and when a call back may be promised."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.schedule import Return, Schedule, say_return
from knowledge.schema import Manual

NOW = dt.datetime(2026, 11, 24, 10, 0)  # a Tuesday
COMPANY = {"name": "会社", "reading": "かいしゃ"}
WEEK = {day: "9:00-12:00, 13:00-18:00" for day in ("mon", "tue", "wed", "thu", "fri")}


def manual(**parts: object) -> Manual:
    staff = [{"name": "栗本", "reading": "くりもと", **parts.pop("person", {})}]  # type: ignore[dict-item]
    return Manual.model_validate({"company": COMPANY, "staff": staff, "hours": WEEK, **parts})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("明日", Return(dt.date(2026, 11, 25))),
        ("明日10時", Return(dt.date(2026, 11, 25), dt.time(10))),
        ("15時半", Return(dt.date(2026, 11, 24), dt.time(15, 30))),
        ("午後3時", Return(dt.date(2026, 11, 24), dt.time(15))),
        ("翌営業日", Return(dt.date(2026, 11, 25))),
        ("金曜", Return(dt.date(2026, 11, 27))),
        ("来週の火曜日", Return(dt.date(2026, 12, 1))),
        ("2026-12-01 10:00", Return(dt.date(2026, 12, 1), dt.time(10))),
        ("1月5日", Return(dt.date(2027, 1, 5))),
        ("そのうち", None),
        ("2026-02-31", None),
        ("25時", None),
    ],
)
def test_times_as_clients_write_them(words: str, expected: Return | None) -> None:
    assert Schedule(manual()).read_return(words, NOW) == expected


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (Return(dt.date(2026, 11, 25)), "明日"),
        (Return(dt.date(2026, 11, 24), dt.time(15, 30)), "15時30分"),
        (Return(dt.date(2026, 11, 26), dt.time(9)), "明後日9時"),
        (Return(dt.date(2026, 11, 30)), "11月30日月曜日"),
    ],
)
def test_times_as_they_are_said(back: Return, said: str) -> None:
    assert say_return(back, NOW) == said


def test_an_entry_of_the_schedule_comes_before_the_usual() -> None:
    entry = {
        "staff": "栗本",
        "status": "休暇",
        "start": "2026-11-24 09:00",
        "end": "2026-11-26 09:00",
    }
    schedule = Schedule(manual(schedule=[entry], person={"status": "在席"}))
    away = schedule.presence(manual().staff[0], NOW)
    assert away.status == "休暇" and away.back == Return(dt.date(2026, 11, 26), dt.time(9))
    later = schedule.presence(
        manual(person={"status": "在席"}).staff[0], dt.datetime(2026, 11, 26, 9)
    )
    assert later.is_in


def test_a_return_that_has_passed_means_she_is_in() -> None:
    person = manual(person={"status": "会議", "returns": "9時"}).staff[0]
    assert Schedule(manual()).presence(person, NOW).is_in


@pytest.mark.parametrize(
    ("back", "now", "due"),
    [
        (Return(dt.date(2026, 11, 25)), NOW, dt.datetime(2026, 11, 25, 9)),
        (Return(dt.date(2026, 11, 24), dt.time(12, 30)), NOW, dt.datetime(2026, 11, 24, 13)),
        (Return(dt.date(2026, 11, 28)), NOW, dt.datetime(2026, 11, 30, 9)),  # a Saturday
        (Return(dt.date(2026, 11, 24), dt.time(20)), NOW, dt.datetime(2026, 11, 25, 9)),
        (None, NOW, None),
    ],
)
def test_a_call_back_is_never_promised_before_it_can_be_made(
    back: Return | None, now: dt.datetime, due: dt.datetime | None
) -> None:
    assert Schedule(manual()).callback_due(back, now) == due


def test_closed_days_and_year_ends_are_passed_over() -> None:
    closed = ["2026-12-31", "2027-01-01"]
    schedule = Schedule(manual(closed_on=closed))
    assert schedule.next_open(dt.datetime(2026, 12, 30, 23, 59)) == dt.datetime(2027, 1, 4, 9)
    assert not schedule.is_open(dt.datetime(2026, 12, 31, 10))
    assert Schedule(Manual.model_validate({"company": COMPANY})).is_open(NOW)
