"""When the generated calls come in: moments that a manual's own hours make open or closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowledge.hours import Hours
from knowledge.schema import Manual

_ALWAYS_OPEN = (dt.time(10, 0), dt.time(16, 0))
"""The part of a day that is used where no hours are written."""
_MOST_DAYS = 60
_NIGHT = dt.time(22, 30)
_OUTSIDE = (dt.time(19, 30), dt.time(8, 0), dt.time(5, 30), dt.time(12, 30), dt.time(22, 30))


@dataclass(frozen=True, slots=True)
class Moments:
    """Times of calls, local and without an offset."""

    open: dt.datetime
    """Half an hour after opening, on an ordinary working day."""
    middle: dt.datetime
    """A quarter into the longest stretch of that day: whoever is out now ..."""
    back: dt.datetime
    """... until here is back within the same stretch."""
    closed: dt.datetime | None
    """Outside hours, not in the night where that can be had; None: never closed."""
    night: dt.datetime
    """Half past ten at night of the same day."""
    later: dt.date
    """Another working day, a week or more later, for reservations."""


def moments_after(manual: Manual, day: dt.date) -> Moments:
    """The moments of the first ordinary working day after `day`.

    A day is ordinary that is no holiday or period and has the weekday's own hours; where none is
    within two months, the next on which the client opens at all is taken.
    """
    hours = Hours(manual)
    days = [day + dt.timedelta(days=ahead) for ahead in range(1, _MOST_DAYS)]
    working = [d for d in days if hours.is_workday(d)]
    ordinary = [d for d in working if not is_special(manual, d)]
    found = (ordinary or working or days)[0]
    later = [d for d in ordinary or working if (d - found).days >= 7]
    spans = hours.spans_on(found) if manual.hours else ()
    spans = spans or (_at(found, *_ALWAYS_OPEN),)
    opens, closes = spans[0]
    start, end = max(spans, key=lambda span: span[1] - span[0])
    quarter = (end - start) / 4
    return Moments(
        open=opens + min(dt.timedelta(minutes=30), (closes - opens) / 2),
        middle=_to_ten(start + quarter),
        back=_to_ten(end - quarter),
        closed=_outside(hours, found),
        night=dt.datetime.combine(found, _NIGHT),
        later=(later or [found + dt.timedelta(days=7)])[0],
    )


def _at(day: dt.date, start: dt.time, end: dt.time) -> tuple[dt.datetime, dt.datetime]:
    return dt.datetime.combine(day, start), dt.datetime.combine(day, end)


def is_special(manual: Manual, day: dt.date) -> bool:
    """A day with hours or words of its own."""
    in_period = any(p.start <= day <= p.end for p in manual.periods)
    return in_period or day in manual.special_hours or day in manual.closed_on


def _to_ten(moment: dt.datetime) -> dt.datetime:
    """Rounded down to ten minutes."""
    return moment.replace(minute=moment.minute // 10 * 10, second=0, microsecond=0)


def _outside(hours: Hours, day: dt.date) -> dt.datetime | None:
    tried = (dt.datetime.combine(day, time) for time in _OUTSIDE)
    return next((at for at in tried if not hours.is_open(at)), None)
