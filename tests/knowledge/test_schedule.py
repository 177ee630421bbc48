"""Where somebody is, when she is back, and when a call back may be promised."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.feeds import Calendars, packed
from knowledge.presence import Presence, Return, Spell
from knowledge.schedule import Promise, Schedule, say_return
from knowledge.schema import Manual, Whereabouts
from knowledge.statuses import StatusEntry, Statuses
from speech.reading.dates import When

NOW = dt.datetime(2026, 11, 24, 10, 0)  # a Tuesday after a holiday
COMPANY = {"name": "会社", "reading": "かいしゃ"}
WEEK = {day: "9:00-12:00, 13:00-18:00" for day in ("mon", "tue", "wed", "thu", "fri")}
TOMORROW = dt.date(2026, 11, 25)


def manual(**parts: object) -> Manual:
    staff = [{"name": "栗本", "reading": "くりもと", **parts.pop("person", {})}]  # type: ignore[dict-item]
    return Manual.model_validate({"company": COMPANY, "staff": staff, "hours": WEEK, **parts})


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-{text}")


def entry(status: str, start: str, until: str | None = None, **more: str) -> StatusEntry:
    return StatusEntry.model_validate(
        {
            "staff": "栗本",
            "status": status,
            "start": at(start),
            "until": at(until) if until else None,
            "set_at": at(start),
            **more,
        }
    )


def schedule(
    *entries: StatusEntry,
    calendar: tuple[tuple[str, str, Whereabouts], ...] = (),
    **parts: object,
) -> Schedule:
    busy = packed(Spell(at(a), at(b), status, "calendar") for a, b, status in calendar)
    return Schedule(manual(**parts), Statuses(entries), Calendars({"栗本": busy}))


def presence(own: Schedule, now: dt.datetime = NOW, **person: object) -> Presence:
    return own.presence(manual(person=person).staff[0], now)


def promise(own: Schedule, wish: When | None = None, **person: object) -> Promise:
    return own.promise(manual(person=person).staff[0], NOW, wish)


# --- what is written and said -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("明日", Return(TOMORROW)),
        ("明日10時", Return(TOMORROW, dt.time(10))),
        ("15時半", Return(NOW.date(), dt.time(15, 30))),
        ("午後3時", Return(NOW.date(), dt.time(15))),
        ("夕方", Return(NOW.date(), dt.time(17), "夕方")),
        ("翌営業日", Return(TOMORROW)),
        ("翌営業日の10時", Return(TOMORROW, dt.time(10))),
        ("金曜", Return(dt.date(2026, 11, 27))),
        ("来週の火曜日", Return(dt.date(2026, 12, 1))),
        ("2026-12-01 10:00", Return(dt.date(2026, 12, 1), dt.time(10))),
        ("1月5日", Return(dt.date(2027, 1, 5))),
        ("そのうち", None),
        ("2026-02-31", None),
        ("25時", None),
        ("", None),
    ],
)
def test_times_as_clients_write_them(words: str, expected: Return | None) -> None:
    assert Schedule(manual()).read_return(words, NOW) == expected


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (Return(TOMORROW), "明日"),
        (Return(NOW.date(), dt.time(15, 30)), "15時30分"),
        (Return(dt.date(2026, 11, 26), dt.time(9)), "明後日9時"),
        (Return(dt.date(2026, 11, 30)), "11月30日月曜日"),
        (Return(NOW.date(), dt.time(17), "夕方"), "夕方"),
        (Return(TOMORROW, dt.time(17), "夕方"), "明日の夕方"),
    ],
)
def test_times_as_they_are_said(back: Return, said: str) -> None:
    assert say_return(back, NOW) == said


# --- what the manual says ---------------------------------------------------------------------


def test_an_entry_of_the_schedule_comes_before_the_usual() -> None:
    absence = {
        "staff": "栗本",
        "status": "休暇",
        "start": "2026-11-24 09:00",
        "end": "2026-11-26 09:00",
    }
    own = schedule(schedule=[absence], person={"status": "在席"})
    away = presence(own, status="在席")
    assert away.status == "休暇" and away.back == Return(dt.date(2026, 11, 26), dt.time(9))
    assert presence(own, at("11-26T09:00"), status="在席").is_in


def test_a_return_that_has_passed_means_she_is_in() -> None:
    assert presence(schedule(), status="会議", returns="9時").is_in


def test_some_time_today_is_told_but_nothing_is_promised_on_it() -> None:
    own = schedule()
    assert presence(own, status="外出", returns="今日").back == Return(NOW.date())
    assert promise(own, status="外出", returns="今日") == Promise(None, "unknown")


def test_who_has_left_has_no_return_whatever_a_calendar_says() -> None:
    own = schedule(calendar=(("11-24T09:00", "11-24T12:00", "会議"),))
    gone = presence(own, status="退職")
    assert gone.has_left and gone.back is None
    assert promise(own, status="退職").at is None


def test_nobody_is_at_her_desk_while_the_client_is_closed() -> None:
    evening = presence(schedule(), at("11-24T20:00"), status="在席")
    assert not evening.is_in and evening.back == Return(TOMORROW)
    lunch = presence(schedule(), at("11-24T12:10"), status="在席")
    assert lunch.back == Return(NOW.date(), dt.time(13))


# --- entries and calendars --------------------------------------------------------------------


def test_an_entry_comes_before_the_calendar_that_runs_beside_it() -> None:
    own = schedule(
        entry("会議", "11-24T09:30", "11-24T15:00"),
        calendar=(("11-23T00:00", "11-27T00:00", "出張"),),
    )
    here = presence(own)
    assert (here.status, here.back, here.source) == (
        "会議",
        Return(NOW.date(), dt.time(15)),
        "status",
    )
    assert presence(own, at("11-25T10:00")).status == "出張"


def test_what_follows_at_once_keeps_her_longer() -> None:
    own = schedule(
        entry("会議", "11-24T09:30", "11-24T15:00"),
        calendar=(("11-24T15:05", "11-24T17:00", "外出"),),
    )
    here = presence(own)
    assert here.status == "会議" and here.then == "外出"
    assert here.back == Return(NOW.date(), dt.time(17))


def test_a_gap_that_a_call_fits_in_is_a_return() -> None:
    own = schedule(
        calendar=(
            ("11-24T09:30", "11-24T15:00", "会議"),
            ("11-24T15:15", "11-24T17:00", "外出"),
        )
    )
    assert presence(own).back == Return(NOW.date(), dt.time(15))


def test_a_meeting_during_a_trip_is_the_trip() -> None:
    own = schedule(
        calendar=(
            ("11-24T00:00", "11-26T00:00", "出張"),
            ("11-24T09:30", "11-24T11:00", "会議"),
        )
    )
    here = presence(own)
    assert (here.status, here.back, here.then) == ("出張", Return(dt.date(2026, 11, 26)), "")


def test_a_meeting_until_lunch_is_over_after_lunch() -> None:
    own = schedule(entry("会議", "11-24T09:30", "11-24T12:00"))
    assert presence(own).back == Return(NOW.date(), dt.time(13))


def test_back_after_closing_is_back_on_the_next_workday() -> None:
    own = schedule(entry("外出", "11-27T09:00", "11-27T18:30"))
    assert presence(own, at("11-27T10:00")).back == Return(dt.date(2026, 11, 30))


def test_back_on_monday_is_after_mondays_first_meeting() -> None:
    own = schedule(
        calendar=(
            ("11-27T00:00", "11-28T00:00", "休暇"),
            ("11-30T09:00", "11-30T10:30", "会議"),
        )
    )
    here = presence(own, at("11-27T10:00"))
    assert here.back == Return(dt.date(2026, 11, 30), dt.time(10, 30)) and here.then == "会議"


def test_coming_back_early_ends_what_runs_and_not_what_comes() -> None:
    own = schedule(
        entry("在席", "11-24T09:50"),
        calendar=(
            ("11-24T09:00", "11-24T12:00", "会議"),
            ("11-24T14:00", "11-24T15:00", "来客"),
        ),
        person={"status": "外出"},
    )
    assert presence(own, status="外出").is_in
    assert presence(own, at("11-24T14:30"), status="外出").status == "来客"
    assert presence(own, at("11-25T10:00"), status="外出").status == "外出"


def test_at_her_desk_until_five_outweighs_the_calendar_until_five() -> None:
    own = schedule(
        entry("在席", "11-24T09:00", "11-24T17:00"),
        calendar=(("11-24T10:00", "11-24T17:30", "会議"),),
    )
    assert presence(own, at("11-24T11:00")).is_in
    assert presence(own, at("11-24T17:10")).status == "会議"


def test_a_telephone_call_nobody_ends_is_over_after_a_while() -> None:
    own = schedule(entry("電話中", "11-24T10:00"), person={"status": "在席"})
    talking = presence(own, at("11-24T10:29"), status="在席")
    assert talking.status == "電話中" and talking.back is None
    assert presence(own, at("11-24T10:30"), status="在席").is_in


def test_a_meeting_without_an_end_ends_with_the_day_and_promises_nothing() -> None:
    own = schedule(entry("会議", "11-24T09:00"))
    assert presence(own).back is None
    assert promise(own) == Promise(None, "unknown")
    assert presence(own, at("11-25T10:00")).source == "manual"


def test_leave_without_an_end_lasts_until_it_is_cleared() -> None:
    own = schedule(entry("休暇", "11-24T09:00"), person={"status": "在席"})
    assert presence(own, at("12-20T10:00"), status="在席").status == "休暇"


@pytest.mark.parametrize(
    ("hours", "back"), [(WEEK, dt.date(2026, 11, 30)), ({}, dt.date(2026, 11, 30))]
)
def test_going_straight_home_on_friday_is_back_on_monday(
    hours: dict[str, str], back: dt.date
) -> None:
    own = schedule(entry("直帰", "11-27T14:00"), hours=hours)
    assert presence(own, at("11-27T15:00")).back == Return(back)


def test_after_an_entry_ends_she_is_here_whatever_is_usual() -> None:
    own = schedule(entry("会議", "11-24T15:00", "11-24T16:00"), person={"status": "出張"})
    assert presence(own, at("11-24T15:30"), status="出張").status == "会議"
    assert presence(own, at("11-24T16:30"), status="出張").is_in


def test_the_vague_word_is_kept_only_while_it_is_the_reason() -> None:
    out = entry("外出", "11-24T09:00", "11-24T17:00", word="夕方")
    assert presence(schedule(out)).back == Return(NOW.date(), dt.time(17), "夕方")
    longer = schedule(out, calendar=(("11-24T16:30", "11-24T17:30", "会議"),))
    assert presence(longer).back == Return(NOW.date(), dt.time(17, 30))


def test_nothing_private_is_in_a_presence() -> None:
    here = presence(schedule(entry("休暇", "11-24T09:00", "11-24T15:00", note="通院")))
    assert "通院" not in repr(here)


# --- promises ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("back", "now", "due"),
    [
        (Return(TOMORROW), NOW, dt.datetime(2026, 11, 25, 9)),
        (Return(NOW.date(), dt.time(12, 30)), NOW, dt.datetime(2026, 11, 24, 13)),
        (Return(dt.date(2026, 11, 28)), NOW, dt.datetime(2026, 11, 30, 9)),  # a Saturday
        (Return(NOW.date(), dt.time(20)), NOW, dt.datetime(2026, 11, 25, 9)),
        (Return(NOW.date()), NOW, None),
        (None, NOW, None),
    ],
)
def test_a_call_back_is_never_promised_before_it_can_be_made(
    back: Return | None, now: dt.datetime, due: dt.datetime | None
) -> None:
    assert Schedule(manual()).callback_due(back, now) == due


OUT_UNTIL_THREE = entry("外出", "11-24T09:00", "11-24T15:00")


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (None, Promise(at("11-24T15:00"), "return")),
        (When(None, dt.time(16)), Promise(at("11-24T16:00"), "wish")),
        (When(None, dt.time(14)), Promise(at("11-24T15:00"), "return", keeps_wish=False)),
        (When(None, dt.time(14, 45), bound="about"), Promise(at("11-24T15:00"), "return")),
        (When(None, dt.time(14), is_vague=True), Promise(at("11-24T15:00"), "return")),
        (When(None, dt.time(14), bound="from"), Promise(at("11-24T15:00"), "return")),
        (When(None, dt.time(17), bound="until"), Promise(at("11-24T15:00"), "return")),
        (
            When(None, dt.time(14), bound="until"),
            Promise(at("11-24T15:00"), "return", keeps_wish=False),
        ),
        (
            When(None, dt.time(19)),
            Promise(at("11-25T09:00"), "hours", keeps_wish=False, says_time=False),
        ),
        (When(TOMORROW, None), Promise(at("11-25T09:00"), "hours", says_time=False)),
        (When(TOMORROW, dt.time(12, 15)), Promise(at("11-25T13:00"), "hours", keeps_wish=False)),
        (When(TOMORROW, dt.time(10)), Promise(at("11-25T10:00"), "wish")),
        (
            When(dt.date(2026, 11, 28), dt.time(10)),
            Promise(at("11-30T09:00"), "hours", keeps_wish=False, says_time=False),
        ),
        (
            When(dt.date(2026, 11, 30), None, is_vague=True, day_word="来週"),
            Promise(at("11-30T09:00"), "hours", says_time=False),
        ),
        (
            When(dt.date(2026, 11, 20), dt.time(10)),
            Promise(at("11-24T15:00"), "return", keeps_wish=False),
        ),
    ],
)
def test_a_wish_is_kept_or_the_nearest_is_offered(wish: When | None, expected: Promise) -> None:
    assert promise(schedule(OUT_UNTIL_THREE), wish) == expected


def test_a_wish_into_a_later_meeting_is_offered_its_end() -> None:
    own = schedule(calendar=(("11-24T14:00", "11-24T15:30", "会議"),), person={"status": "在席"})
    offered = promise(own, When(None, dt.time(14, 30)), status="在席")
    assert offered == Promise(at("11-24T15:30"), "return", keeps_wish=False)


def test_a_day_wished_of_a_client_without_hours_is_promised_without_an_hour() -> None:
    own = schedule(hours={}, person={"status": "在席"})
    offered = promise(own, When(TOMORROW, None), status="在席")
    assert offered == Promise(at("11-25T00:00"), "wish", says_time=False)


def test_nobody_in_particular_calls_back_within_hours() -> None:
    assert schedule().promise(None, at("11-24T20:00")) == Promise(
        at("11-25T09:00"), "hours", says_time=False
    )
    assert schedule().promise(None, NOW) == Promise(NOW, "now")
    tomorrow_at_ten = When(TOMORROW, dt.time(10))
    assert schedule().promise(None, NOW, tomorrow_at_ten) == Promise(at("11-25T10:00"), "wish")
