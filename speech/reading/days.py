"""Which day is meant: a mention against a calendar, seen from today.

What a mention does not say is filled in as a caller to an office means it: the next such day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from speech.reading.date_mentions import Mention, Wait
from speech.reading.doubts import Doubt
from speech.reading.named_days import (
    ONE_DAY,
    Days,
    after_the_holidays,
    days_of_month,
    end_of,
    monday_of,
    month_of,
    months_on,
    part_of,
    year_of,
)

_YEARS_AHEAD = 9
"""Until the next 29 February, also across 2100."""
_MOST_MONTHS = 6
"""How far on 25日の木曜 is looked for."""
_YEARS = range(1900, 2200)
"""Outside of these nothing is agreed on the telephone."""


def days_of(said: Mention, today: date, is_past: bool = False) -> Days | None:
    """The day a mention means, or None where it names no day or one that does not exist.

    `is_past`: where the month or week is not said, the latest such day rather than the next.
    """
    try:
        found = _found(said, today, is_past)
    except (ValueError, OverflowError):
        return None
    if found is None or found.first.year not in _YEARS:
        return None
    if not said.step:
        return found
    moved = replace(found, first=found.first + said.step * ONE_DAY, last=None)
    alone = not replace(said, step=0).has_day
    return replace(moved, doubt=Doubt.VAGUE_DAY) if alone else moved


def _found(said: Mention, today: date, is_past: bool) -> Days | None:
    if said.later is not None:
        return _later(said, today)
    if said.within is not None:
        return _within(said.within, today)
    if said.near is not None:
        return _near(said, today)
    if said.day is not None:
        return _of_month(said, today, is_past)
    if said.weekday is not None:
        return _weekday(said, today, is_past)
    if said.part:
        return part_of(said, today)
    if said.week_ahead is not None:
        monday = monday_of(today, said.week_ahead)
        return Days(monday, monday + 6 * ONE_DAY, Doubt.VAGUE_DAY, True)
    if said.month is not None or said.month_ahead is not None:
        first = month_of(said, today)
        return Days(first, end_of(first), Doubt.VAGUE_DAY, True)
    if said.year is not None or said.year_ahead is not None:
        year = year_of(said, today)
        return Days(date(year, 1, 1), date(year, 12, 31), Doubt.VAGUE_DAY, True)
    return Days(today) if said.step else None


def _on(wait: Wait, count: int, today: date) -> date:
    """`count` units of a wait from today."""
    if wait.unit in ("か月", "年"):
        months = count * (12 if wait.unit == "年" else 1)
        return months_on(today, months) + (15 * ONE_DAY if wait.and_half else timedelta())
    days = {"日": 1, "週間": 7}.get(wait.unit, 0)
    return today + timedelta(days=min(count, 10_000) * days)


def _later(said: Mention, today: date) -> Days:
    wait = said.later
    assert wait is not None
    day = _on(wait, wait.count, today)
    if wait.most:
        return Days(day, _on(wait, wait.most, today), Doubt.VAGUE_DAY, True)
    if said.weekday is not None and wait.unit in ("週間", "か月"):
        return Days(monday_of(day, 0) + said.weekday * ONE_DAY)
    return Days(day)


def _within(wait: Wait, today: date) -> Days:
    return Days(today, _on(wait, max(wait.count, wait.most), today), Doubt.VAGUE_DAY, True)


def _near(said: Mention, today: date) -> Days:
    day = today + (said.near or 0) * ONE_DAY
    if said.near == 0 and said.month_ahead:
        day = months_on(today, said.month_ahead)
    day += 7 * (said.week_ahead or 0) * ONE_DAY if said.near in (0, 1) else timedelta()
    if said.day is not None and said.day != day.day:
        named = _of_month(replace(said, near=None), today, False)
        return replace(named, doubt=Doubt.DAY_DIFFERS) if named else Days(day)
    return Days(day, doubt=_differs(said, day))


def _differs(said: Mention, day: date) -> Doubt:
    wrong = said.weekday is not None and said.weekday != day.weekday()
    return Doubt.WEEKDAY_DIFFERS if wrong else Doubt.NONE


def _of_month(said: Mention, today: date, is_past: bool) -> Days | None:
    """A day of the month, with its month or as the next such day."""
    number = said.day or 0
    if said.year is not None or said.year_ahead is not None:
        is_ahead = said.year_ahead is not None and said.year_ahead > 0
        month = said.month or (1 if is_ahead else today.month)
        day = date(year_of(said, today), month, number)
        return Days(day, doubt=_differs(said, day))
    if said.month_ahead is not None:
        day = month_of(said, today).replace(day=number)
        return Days(day, doubt=_differs(said, day))
    if said.week_ahead is not None:
        monday = monday_of(today, said.week_ahead)
        named = [d for d in (monday + n * ONE_DAY for n in range(7)) if d.day == number]
        if named:
            return Days(named[0], doubt=_differs(said, named[0]))
        other = _next_such(replace(said, week_ahead=None), today, is_past)
        return replace(other, doubt=Doubt.DAY_DIFFERS) if other else None
    month = {"年明け": 1, "年始": 1, "年末": 12}.get(said.part, said.month or 0)
    return _next_such(replace(said, month=month or None), today, is_past)


def _next_such(said: Mention, today: date, is_past: bool) -> Days | None:
    """The next (or latest) such day; of a bare number, the one whose weekday agrees."""
    number = said.day or 0
    step = -1 if is_past else 1
    candidates = []
    for ahead in range(_YEARS_AHEAD * 12):
        first = months_on(today.replace(day=1), step * ahead)
        if said.month not in (None, first.month) or number > end_of(first).day or not number:
            continue
        day = first.replace(day=number)
        if (day - today).days * step >= 0:
            candidates.append(day)
        if len(candidates) == _MOST_MONTHS or (candidates and said.month is not None):
            break
    if not candidates:
        return None
    agreeing = [day for day in candidates if not _differs(said, day)]
    if said.month is None and agreeing:
        is_guess = agreeing[0].month != today.month and said.weekday is None
        return Days(agreeing[0], doubt=Doubt.WHICH_MONTH if is_guess else Doubt.NONE)
    return Days(candidates[0], doubt=_differs(said, candidates[0]))


def _weekday(said: Mention, today: date, is_past: bool) -> Days | None:
    wanted = said.weekday or 0
    if said.part == "連休明け":
        back = after_the_holidays(today)
        return replace(back, first=_next_weekday(back.first, wanted)) if back else None
    has_month = said.month is not None or said.month_ahead is not None
    if said.nth is not None or (has_month and said.week_ahead is None):
        return _nth_weekday(said, today, has_month)
    if said.week_ahead is not None:
        day = monday_of(today, said.week_ahead) + wanted * ONE_DAY
        return Days(day, doubt=_week_doubt(said, day, today))
    ahead = (wanted - today.weekday() - 1) % 7 + 1
    day = today + ((ahead - 7 or -7) if is_past else ahead) * ONE_DAY
    return Days(day, doubt=Doubt.WHICH_WEEK)


def _next_weekday(day: date, weekday: int) -> date:
    """The first such weekday from `day` on."""
    return day + (weekday - day.weekday()) % 7 * ONE_DAY


def _week_doubt(said: Mention, day: date, today: date) -> Doubt:
    """Some begin the week on Sunday, and of a week that is going its past days are rarely meant."""
    if said.week_ahead == 0 and day < today:
        return Doubt.PAST
    is_sunday = day.weekday() == 6 or today.weekday() == 6
    return Doubt.WHICH_WEEK if is_sunday else Doubt.NONE


def _nth_weekday(said: Mention, today: date, has_month: bool) -> Days | None:
    first = month_of(said, today)
    day = _nth_of(first, said.weekday or 0, said.nth or 1)
    if day is None:
        return None
    if has_month:
        return Days(day, doubt=Doubt.NONE if said.nth else Doubt.VAGUE_DAY)
    if day < today:
        day = _nth_of(months_on(first, 1), said.weekday or 0, said.nth or 1)
    return Days(day, doubt=Doubt.WHICH_MONTH) if day else None


def _nth_of(first: date, weekday: int, nth: int) -> date | None:
    days = [d for d in days_of_month(first) if d.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth] if nth <= len(days) else None
