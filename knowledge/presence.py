"""One person over time: the spells during which she cannot be reached, and when she can again.

A spell comes from one of three sources. A status entry was written by somebody who knows better
than the calendar: from its start to the end of that day (or its own end) it takes the place of
whatever the calendar and the manual's schedule had running then; what begins later stays, so a
meeting until 15:00 by entry and an outing from 15:00 by calendar are one absence until 17:00.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.hours import Hours
from knowledge.schema import Whereabouts

Source = Literal["status", "calendar", "schedule", "manual"]

AT_DESK = "在席"
LEFT = "退職"
OPEN_END = dt.datetime.max
SHORTEST_GAP = dt.timedelta(minutes=10)
"""Less time than this between two spells is no return: a call back would not fit in. A choice of
the trade (a slot a secretary would still promise), not a measurement."""
_MAX_STEPS = 2000


@dataclass(frozen=True, slots=True)
class Return:
    """When somebody can be reached again, as exactly as it is known."""

    day: dt.date
    time: dt.time | None = None
    """None: only the day is known."""
    word: str = ""
    """How a time was written that stands for a vague one: 夕方. Said instead of the time."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Where a person is now. Holds nothing that a caller must not hear, and no note."""

    status: str
    """One of schema.Whereabouts: the only reason that may ever be told."""
    back: Return | None = None
    """When she can really be reached: behind meetings that follow, within hours, on a workday.
    None when that is not known, or when she can be reached now."""
    then: str = ""
    """Another status that keeps her last before she is back: in a 会議 now, 外出 after it."""
    source: Source = "manual"

    @property
    def is_in(self) -> bool:
        """True when she can come to the telephone."""
        return self.status == AT_DESK and self.back is None

    @property
    def has_left(self) -> bool:
        """True when she no longer works for the client."""
        return self.status == LEFT


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time with one status. Times are local, without an offset."""

    start: dt.datetime
    end: dt.datetime
    """Exclusive. The end of a spell of 在席 is how long she is known to be there."""
    status: Whereabouts
    source: Source
    end_is_known: bool = True
    """False: `end` is only when the entry stops counting, not when she is back."""
    word: str = ""
    """How its end was written, where that was vague."""

    def covers(self, at: dt.datetime) -> bool:
        """True from start to before end."""
        return self.start <= at < self.end


class Timeline:
    """The spells of one person, settled between the sources."""

    def __init__(self, spells: Iterable[Spell], hours: Hours) -> None:
        self._hours = hours
        known = sorted(spells, key=lambda s: (s.start, s.end))
        entries = [s for s in known if s.source == "status"]
        lower = [s for s in known if s.source != "status"]
        for entry in entries:
            lower = [piece for spell in lower for piece in _yield_to(entry, spell)]
        settled = sorted((*entries, *lower), key=lambda s: (s.start, s.end))
        self._away = tuple(s for s in settled if s.status != AT_DESK)
        self._all = tuple(settled)

    def at(self, now: dt.datetime) -> Spell | None:
        """The spell that tells where she is; None when no source says.

        An entry comes first, then what lasts longest: a meeting during a trip is the trip.
        """
        here = [s for s in self._all if s.covers(now)]
        return max(here, key=lambda s: (s.source == "status", s.end), default=None)

    def has_come_back(self, now: dt.datetime) -> bool:
        """True when a spell ended earlier today: she was away and is here again."""
        ended = [s for s in self._all if s.end <= now and s.end.date() == now.date()]
        return any(s.end_is_known or s.end.time() > dt.time() for s in ended)

    def reachable(self, at: dt.datetime) -> tuple[dt.datetime, Spell | None] | None:
        """The first moment from `at` on when she can be reached, and what keeps her until then.

        Within hours, in no spell, and with SHORTEST_GAP before the next. None when it is not known.
        """
        last: Spell | None = None
        for _ in range(_MAX_STEPS):
            moment = self._hours.next_open(at)
            if moment is None or moment > OPEN_END - SHORTEST_GAP:
                return None
            hits = [s for s in self._away if s.start < moment + SHORTEST_GAP and s.end > moment]
            if not hits:
                return moment, last
            last = max(hits, key=lambda s: (s.end, not s.end_is_known))
            if not last.end_is_known:
                return None
            at = last.end
        return None

    def ends_at(self, moment: dt.datetime) -> Spell | None:
        """A spell that is known to end at `moment`."""
        return next((s for s in self._away if s.end == moment and s.end_is_known), None)

    def including(self, spell: Spell) -> Timeline:
        """The same with one spell more."""
        return Timeline((*self._all, spell), self._hours)


def whole_days(first: dt.date, last: dt.date, hours: Hours) -> tuple[dt.datetime, dt.datetime]:
    """From the start of a day to the start of the workday after `last`."""
    midnight = dt.time()
    end = hours.next_workday(last)
    return dt.datetime.combine(first, midnight), dt.datetime.combine(end, midnight)


def _yield_to(entry: Spell, spell: Spell) -> list[Spell]:
    """What is left of a calendar's or schedule's spell beside a status entry."""
    is_running = spell.covers(entry.start)
    is_during = entry.status == AT_DESK and entry.start <= spell.start < entry.end
    if not (is_running or is_during) or spell.status == LEFT:
        return [spell]
    end = max(entry.end, _end_of_day(entry.start)) if is_running else entry.end
    before = replace(spell, end=entry.start, end_is_known=True)
    after = replace(spell, start=end)
    return [piece for piece in (before, after) if piece.start < piece.end]


def _end_of_day(at: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(at.date() + dt.timedelta(days=1), dt.time())
