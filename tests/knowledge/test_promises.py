"""What holds for every promise, whatever the manual, the calendar, the clock and the wish."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.feeds import Calendars, packed
from knowledge.presence import Spell
from knowledge.schedule import Schedule
from knowledge.schema import DAYS, Manual, Whereabouts
from knowledge.statuses import StatusEntry, Statuses
from speech.reading.dates import When

FIRST = dt.datetime(2026, 11, 20)
LAST = dt.datetime(2027, 1, 12)
STATUSES: tuple[Whereabouts, ...] = (
    "在席",
    "離席",
    "会議",
    "来客",
    "電話中",
    "外出",
    "出張",
    "休暇",
    "直行",
    "直帰",
)

moments = st.datetimes(FIRST, LAST).map(lambda t: t.replace(second=0, microsecond=0))
days_of_week = st.sampled_from(["9:00-18:00", "9:00-12:00, 13:00-17:30", "18:00-24:00", "closed"])
hours = st.one_of(st.just({}), st.fixed_dictionaries(dict.fromkeys(DAYS, days_of_week)))
lengths = st.integers(5, 5 * 24 * 60).map(lambda m: dt.timedelta(minutes=m))
rows = st.tuples(moments, lengths, st.sampled_from(STATUSES[1:])).map(
    lambda r: Spell(r[0], r[0] + r[1], r[2], "calendar")
)
entries = st.builds(
    lambda start, length, status: StatusEntry(
        staff="栗本",
        status=status,
        start=start,
        until=start + length if length is not None else None,
        set_at=start,
    ),
    moments,
    st.one_of(st.none(), lengths),
    st.sampled_from(STATUSES),
)
wishes = st.builds(
    When,
    st.one_of(st.none(), st.dates(FIRST.date(), LAST.date())),
    st.one_of(st.none(), st.times().map(lambda t: t.replace(second=0, microsecond=0))),
    is_vague=st.booleans(),
    bound=st.sampled_from(["at", "about", "from", "until"]),
)


@st.composite
def schedules(draw: st.DrawFn) -> tuple[Schedule, Manual]:
    manual = Manual.model_validate(
        {
            "company": {"name": "会社", "reading": "かいしゃ"},
            "hours": draw(hours),
            "holidays": draw(st.sampled_from(["open", "closed"])),
            "closed_on": draw(st.lists(st.dates(FIRST.date(), LAST.date()), max_size=3)),
            "staff": [
                {
                    "name": "栗本",
                    "reading": "くりもと",
                    "status": draw(st.sampled_from(STATUSES)),
                    "returns": draw(st.sampled_from(["", "明日", "15時", "夕方", "12月1日10時"])),
                }
            ],
        }
    )
    known = Statuses(tuple(draw(st.lists(entries, max_size=3))))
    busy = Calendars({"栗本": packed(draw(st.lists(rows, max_size=6)))})
    return Schedule(manual, known, busy), manual


@settings(deadline=None, max_examples=150)
@given(schedules(), moments, st.one_of(st.none(), wishes))
def test_a_promise_is_never_before_she_can_and_never_outside_hours(
    made: tuple[Schedule, Manual], now: dt.datetime, wish: When | None
) -> None:
    schedule, manual = made
    person = manual.staff[0]
    promised = schedule.promise(person, now, wish)
    if promised.at is None:
        assert promised.bound == "unknown"
        return
    assert promised.at >= now
    assert schedule.is_open(promised.at)
    there = schedule.presence(person, promised.at)
    usual = there.source == "manual"
    assert there.is_in or usual, "somebody wrote that she is away then"
    back = schedule.presence(person, now).back
    if back is not None and wish is None:
        assert promised.at >= dt.datetime.combine(back.day, back.time or dt.time())
        assert promised.at.date() == back.day


@settings(deadline=None, max_examples=100)
@given(schedules(), moments, moments)
def test_who_calls_later_or_wishes_later_is_not_promised_earlier(
    made: tuple[Schedule, Manual], one: dt.datetime, other: dt.datetime
) -> None:
    schedule, manual = made
    person = manual.staff[0]
    earlier, later = sorted((one, other))
    wishes_for = [When(t.date(), t.time(), bound="from") for t in (earlier, later)]
    first, second = (schedule.promise(person, FIRST, wish).at for wish in wishes_for)
    if first is not None and second is not None:
        assert first <= second


@settings(deadline=None, max_examples=100)
@given(schedules(), moments, rows)
def test_one_appointment_more_never_makes_a_promise_earlier(
    made: tuple[Schedule, Manual], now: dt.datetime, row: Spell
) -> None:
    schedule, manual = made
    person = manual.staff[0].model_copy(update={"status": "在席"})
    plain = Schedule(manual, Statuses(), Calendars())
    fuller = Schedule(manual, Statuses(), Calendars({"栗本": packed([row])}))
    before, after = plain.promise(person, now).at, fuller.promise(person, now).at
    assert before is None or after is None or before <= after
    assert schedule.promise(person, now) == schedule.promise(person, now)


@settings(deadline=None, max_examples=100)
@given(schedules(), moments, wishes)
def test_a_wish_that_is_kept_is_near_what_was_wished(
    made: tuple[Schedule, Manual], now: dt.datetime, wish: When
) -> None:
    schedule, manual = made
    promised = schedule.promise(manual.staff[0], now, wish)
    if promised.at is None or not promised.keeps_wish or wish.time is None:
        return
    wished = wish.at(now)
    if wish.bound == "until":
        assert promised.at < wished
    else:
        assert promised.at >= wished
        assert wish.bound == "from" or promised.at - wished <= dt.timedelta(hours=1)
