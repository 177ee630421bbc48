"""When the client is open, when next, and why not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.hours import Closure, Hours
from knowledge.schema import Manual

COMPANY = {"name": "会社", "reading": "かいしゃ"}
WEEK = {day: "9:00-12:00, 13:00-18:00" for day in ("mon", "tue", "wed", "thu", "fri")}


def hours(**parts: object) -> Hours:
    return Hours(Manual.model_validate({"company": COMPANY, "hours": WEEK, **parts}))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "closure"),
    [
        ("2026-11-24T09:00", None),
        ("2026-11-24T08:59", Closure("before_hours")),
        ("2026-11-24T12:00", Closure("break")),
        ("2026-11-24T18:00", Closure("after_hours")),
        ("2026-11-22T10:00", Closure("weekday")),
        ("2026-11-23T10:00", Closure("holiday", "勤労感謝の日")),
        ("2026-09-22T10:00", Closure("holiday", "国民の休日")),
        ("2027-03-22T10:00", Closure("holiday", "春分の日 振替休日")),
    ],
)
def test_it_is_said_why_nobody_answers(moment: str, closure: Closure | None) -> None:
    found = hours().closed_because(at(moment))
    if closure is not None and "振替" in closure.name:
        assert found is not None and found.why == "holiday" and "振替休日" in found.name
    else:
        assert found == closure
    assert hours().is_open(at(moment)) == (closure is None)


def test_a_client_may_be_open_on_holidays() -> None:
    assert hours(holidays="open").is_open(at("2026-11-23T10:00"))


def test_a_period_is_told_by_its_name_and_the_clients_own_words() -> None:
    summer = {
        "name": "夏季休業",
        "start": "2026-08-12",
        "end": "2026-08-14",
        "message": "8月14日まで夏季休業をいただいております。",
    }
    short = {"name": "棚卸し", "start": "2026-08-20", "end": "2026-08-20", "hours": "10:00-15:00"}
    own = hours(periods=[summer, short])
    assert own.closed_because(at("2026-08-13T10:00")) == Closure(
        "period", "夏季休業", "8月14日まで夏季休業をいただいております。"
    )
    assert own.next_open(at("2026-08-12T10:00")) == at("2026-08-17T09:00")
    assert own.is_open(at("2026-08-20T10:00"))
    closed = own.closed_because(at("2026-08-20T15:00"))
    assert closed is not None and closed.name == "棚卸し"


def test_the_hours_of_one_day_go_before_all_else() -> None:
    own = hours(
        special_hours={"2026-11-23": "10:00-12:00", "2026-11-25": "closed"},
        closed_on=["2026-11-26"],
    )
    assert own.is_open(at("2026-11-23T11:00"))
    assert own.closed_because(at("2026-11-23T13:00")) == Closure("after_hours")
    assert own.closed_because(at("2026-11-25T13:00")) == Closure("own_holiday")
    assert own.next_workday(dt.date(2026, 11, 24)) == dt.date(2026, 11, 27)


def test_hours_until_midnight_reach_midnight() -> None:
    late = hours(hours={"tue": "18:00-24:00", "wed": "0:00-2:00"})
    assert late.is_open(at("2026-11-24T23:59:59"))
    assert late.is_open(at("2026-11-25T00:00"))
    assert not late.is_open(at("2026-11-25T02:00"))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-12-31T18:00", "2027-01-04T09:00"),  # 1 January is a holiday, 2 and 3 a weekend
        ("2028-02-28T23:59", "2028-02-29T09:00"),
        ("2026-11-24T00:00", "2026-11-24T09:00"),
        ("2026-11-20T18:00", "2026-11-24T09:00"),  # a weekend and a holiday on Monday
    ],
)
def test_the_next_opening_knows_the_calendar(moment: str, opens: str) -> None:
    assert hours().next_open(at(moment)) == at(opens)


def test_without_hours_it_is_always_open_but_people_keep_the_week() -> None:
    always = hours(hours={})
    assert always.is_open(at("2026-11-22T03:00"))
    assert always.next_workday(dt.date(2026, 11, 20)) == dt.date(2026, 11, 24)


def test_a_client_that_never_opens_has_no_next_opening() -> None:
    never = hours(hours={"mon": "closed"})
    assert never.next_open(at("2026-11-24T10:00")) is None
    assert hours().next_open(dt.datetime.max) is None
    assert hours().next_workday(dt.date.max) == dt.date.max


@given(st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2030, 1, 1)))
def test_the_next_opening_is_open_and_nothing_before_it_is(moment: dt.datetime) -> None:
    own = hours()
    opens = own.next_open(moment)
    assert opens is not None and opens >= moment and own.is_open(opens)
    assert (own.closed_because(moment) is None) == own.is_open(moment) == (opens == moment)
    halfway = moment + (opens - moment) / 2
    assert halfway == opens or not own.is_open(halfway)
