"""When the client is open, when it opens next, and why it is closed.

What holds for a day, first found first: its special hours, an own day off, a period out of the
ordinary (夏季休業), a Japanese holiday (振替休日 included), the weekday. A manual without hours is
open whenever none of the written exceptions says otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

import jpholiday

from knowledge.schema import DAYS, Day, Manual, Period, spans

JAPAN = dt.timezone(dt.timedelta(hours=9), "JST")
"""Japanese time; it has no summer time."""
MORNING_UNTIL = dt.time(10, 30)
"""Until then おはようございます is what one says."""
HORIZON_DAYS = 400
"""A client that does not open within a year and a bit is taken as never opening again."""
TOLD_DAYS = 62
"""Days ahead of which a caller may be told the hours: two months, the next holidays among them."""
_WHOLE_DAY = ((dt.time(0), dt.time(23, 59)),)
_LAST_MINUTE = dt.time(23, 59)
"""How the manual's shape writes 24:00."""
_ONE_DAY = dt.timedelta(days=1)

Why = Literal["own_holiday", "period", "holiday", "weekday", "before_hours", "break", "after_hours"]
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Closure:
    """Why the client is closed at a moment."""

    why: Why
    """weekday: a day without hours; break: between two spans of one day."""
    name: str = ""
    """Of the holiday or the period: 勤労感謝の日, 夏季休業. May be told."""
    message: str = ""
    """The client's own words for the period; may be told."""


class Hours:
    """The business hours of one client; with `instead` those of its weekdays that differ."""

    def __init__(self, manual: Manual, instead: Mapping[Day, str] = MappingProxyType({})) -> None:
        week = {**manual.hours, **instead}
        self.are_written = bool(week)
        self._week = {DAYS.index(day): spans(text) for day, text in week.items()}
        self._special = {day: spans(text) for day, text in manual.special_hours.items()}
        self._own_holidays = frozenset(manual.closed_on)
        self._periods = tuple((p, spans(p.hours)) for p in manual.periods)
        self.spans_on = lru_cache(maxsize=2048)(self._spans_on)
        """day -> [start, end) of each of its openings, in order."""
        self._keeps_holidays = manual.holidays == "closed" and self.are_written

    def is_open(self, at: dt.datetime) -> bool:
        """True within business hours; a manual without hours is open unless it says otherwise."""
        return any(start <= at < end for start, end in self.spans_on(at.date()))

    def next_open(self, at: dt.datetime) -> dt.datetime | None:
        """`at` itself when open, else the next opening; None when there is none within a year."""
        for ahead in range(HORIZON_DAYS):
            if at.date() > dt.date.max - (ahead + 1) * _ONE_DAY:
                return None
            for start, end in self.spans_on(at.date() + ahead * _ONE_DAY):
                if at < end:
                    return max(at, start)
        return None

    def next_workday(self, day: dt.date) -> dt.date:
        """The first day after `day` on which people work.

        Without written hours those are Monday to Friday but holidays; where no day is open
        within a year, simply the next day.
        """
        if day >= dt.date.max - HORIZON_DAYS * _ONE_DAY:
            return dt.date.max
        for ahead in range(1, HORIZON_DAYS):
            here = day + ahead * _ONE_DAY
            if self.is_workday(here):
                return here
        return day + _ONE_DAY

    def is_workday(self, day: dt.date) -> bool:
        """True for a day with hours; without written hours also neither weekend nor holiday."""
        if not self.spans_on(day):
            return False
        return self.are_written or (day.weekday() < 5 and not holiday_name(day))

    def closed_because(self, at: dt.datetime) -> Closure | None:
        """Why it is closed at `at`; None when it is open."""
        day = at.date()
        today = self.spans_on(day)
        if any(start <= at < end for start, end in today):
            return None
        period = self._period(day)
        named = Closure("period", period.name, period.message) if period is not None else None
        if today:
            return named or Closure(_part_of_day(at, today))
        if day in self._own_holidays or day in self._special:
            return named or Closure("own_holiday")
        holiday = holiday_name(day) if self._keeps_holidays else ""
        return named or (Closure("holiday", holiday) if holiday else Closure("weekday"))

    def _spans_on(self, day: dt.date) -> tuple[Span, ...]:
        return tuple(
            (dt.datetime.combine(day, start), _end(day, end))
            for start, end in sorted(self._times(day))
        )

    def _times(self, day: dt.date) -> tuple[tuple[dt.time, dt.time], ...]:
        if day in self._special:
            return self._special[day]
        if day in self._own_holidays:
            return ()
        for period, times in self._periods:
            if period.start <= day <= period.end:
                return times
        if self._keeps_holidays and holiday_name(day):
            return ()
        return self._week.get(day.weekday(), ()) if self.are_written else _WHOLE_DAY

    def _period(self, day: dt.date) -> Period | None:
        """The period whose hours a day has; a day with special hours has its own."""
        if day in self._special:
            return None
        return next((p for p, _ in self._periods if p.start <= day <= p.end), None)


def japan_time(moment: dt.datetime) -> dt.datetime:
    """Wall time in Japan without an offset; a time without one is taken as that already."""
    return moment if moment.tzinfo is None else moment.astimezone(JAPAN).replace(tzinfo=None)


def _part_of_day(at: dt.datetime, today: tuple[Span, ...]) -> Why:
    if at < today[0][0]:
        return "before_hours"
    return "after_hours" if at >= today[-1][1] else "break"


def _end(day: dt.date, time: dt.time) -> dt.datetime:
    if time == _LAST_MINUTE:
        return dt.datetime.combine(day, dt.time()) + _ONE_DAY
    return dt.datetime.combine(day, time)


@lru_cache(maxsize=4096)
def holiday_name(day: dt.date) -> str:
    """The Japanese public holiday of a day (振替休日 and 国民の休日 too), or empty."""
    return jpholiday.is_holiday_name(day) or ""
