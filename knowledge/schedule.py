"""Where is she, when can she be reached, and when may a call back be promised.

Sources, the most trusted first: a status entry somebody wrote today, her calendar, the manual's
`schedule`, and what the manual says of her when nothing else does. A Schedule is a snapshot:
it reads nothing, and times are the client's local wall time without an offset.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from knowledge.feeds import Calendars
from knowledge.hours import MORNING_UNTIL, Closure, Hours, japan_time
from knowledge.manual import staff_keys
from knowledge.presence import AT_DESK, LEFT, OPEN_END, Presence, Return, Spell, Timeline
from knowledge.schema import Manual, Staff
from knowledge.statuses import Statuses, staff_key
from speech.reading.dates import When, when_in

__all__ = [
    "Closure",
    "Presence",
    "Promise",
    "Return",
    "Schedule",
    "say_day",
    "say_return",
    "say_time",
]

WEEKDAYS = "月火水木金土日"
NEAR_ENOUGH = {"at": dt.timedelta(), "about": dt.timedelta(minutes=30)}
"""How much later than wished a promise still is what was wished; 頃 means half an hour about."""
VAGUE_ENOUGH = dt.timedelta(hours=1)
"""The same for 夕方 or 午後一番, whose hour is only the usual one."""
_ISO = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:[T ]*(\d{1,2}):(\d{2}))?")
_NEXT_WORKDAY = re.compile(r"^(?:翌|来)営業日の?")
_NO_HOUR = re.compile(r"(?<!\d)(?:2[4-9]|[3-9]\d)(?:時(?!間)|:\d)")
"""25時 in a manual is a slip; a caller's is tomorrow's small hours."""
_NO_TIME = dt.time()

Bound = Literal["now", "wish", "return", "hours", "unknown"]


@dataclass(frozen=True, slots=True)
class Promise:
    """When a call back may be promised."""

    at: dt.datetime | None
    """The earliest moment: not before she can, within hours, not before it was wished.
    None when nobody knows when she can."""
    bound: Bound
    """What decided `at`: nothing but the clock, the caller's wish, her return, the client's
    hours; unknown when there is no `at`."""
    keeps_wish: bool = True
    """False: the wish cannot be kept, and `at` is the nearest that can. True without a wish."""
    says_time: bool = True
    """False: only the day of `at` is known; its hour is the opening of that day."""


class Schedule:
    """The client's hours, and its people over time."""

    def __init__(
        self,
        manual: Manual,
        statuses: Statuses | None = None,
        calendars: Calendars | None = None,
    ) -> None:
        self.hours = Hours(manual)
        self.visits = Hours(manual, manual.reservation.hours)
        """When what is reserved can take place."""
        self._statuses = statuses or Statuses()
        self._calendars = calendars or Calendars()
        self._entries: dict[str, list[Spell]] = {}
        for entry in self._statuses.entries:
            spell = entry.spell(self.hours)
            if spell is not None:
                self._entries.setdefault(entry.staff, []).append(spell)
        self._written: dict[str, list[Spell]] = {}
        for absence in manual.schedule:
            start, end = japan_time(absence.start), japan_time(absence.end)
            spell = Spell(start, end, absence.status, "schedule")
            self._written.setdefault(absence.staff, []).append(spell)
        self._timeline = lru_cache(maxsize=4096)(self._new_timeline)
        self.read_return = lru_cache(maxsize=4096)(self._read_return)
        """(words, now) -> Return | None: 明日, 翌営業日, 15時半, 明日10時, 2026-12-01 10:00; None
        when it cannot be read. Two thousand people share few of them."""

    # -- the client's hours --------------------------------------------------------------------

    def is_open(self, at: dt.datetime) -> bool:
        """True within business hours; a manual without hours is always open."""
        return self.hours.is_open(at)

    def closed_because(self, at: dt.datetime) -> Closure | None:
        """Why the client is closed at `at` (a holiday's name, a period's message); None: open."""
        return self.hours.closed_because(at)

    def is_morning(self, at: dt.datetime) -> bool:
        """True while おはようございます is what one says (until 10:30)."""
        return at.time() < MORNING_UNTIL

    def next_open(self, at: dt.datetime) -> dt.datetime | None:
        """`at` itself when open, else the next opening; None when there is none within a year."""
        return self.hours.next_open(at)

    def next_workday(self, day: dt.date) -> dt.date:
        """The first open day after `day`; without written hours no weekend and no holiday."""
        return self.hours.next_workday(day)

    # -- its people ----------------------------------------------------------------------------

    def presence(self, person: Staff, now: dt.datetime) -> Presence:
        """Where `person` is at `now`, and when she can be reached."""
        if person.status == LEFT:
            return Presence(LEFT)
        line, here = self._now(person, now)
        if here is None or here.status == AT_DESK:
            return self._at_her_desk(line, here, now)
        back, then = self._back(line, now)
        if here.source == "manual" and back is None:
            back = self._today_only(person, now)
        return Presence(here.status, back, then if then != here.status else "", here.source)

    def promise(self, person: Staff | None, now: dt.datetime, wish: When | None = None) -> Promise:
        """When a call back from `person` (None: from anybody) may be promised.

        With a wish that cannot be kept, the nearest that can; `until` wishes are kept by any
        moment before, `from` wishes by any after.
        """
        wished = _moment(wish, now)
        begin = max(now, wished) if wished is not None else now
        found = self._reachable(person, begin, now)
        if found is None:
            return Promise(None, "unknown", keeps_wish=wish is None)
        moment, says_time = found
        bound: Bound = "wish" if begin > now else "now"
        if moment > begin:
            bound = "hours" if moment == self.hours.next_open(begin) else "return"
        return Promise(moment, bound, _is_kept(wish, moment, now), says_time)

    def callback_due(self, back: Return | None, now: dt.datetime) -> dt.datetime | None:
        """The earliest moment a call back can be promised for, given when she is back.

        None when nothing, or only "some time today", is known.
        """
        if back is None or (back.time is None and back.day <= now.date()):
            return None
        at = dt.datetime.combine(back.day, back.time or _NO_TIME)
        return self.hours.next_open(max(at, now))

    def _read_return(self, words: str, now: dt.datetime) -> Return | None:
        text = unicodedata.normalize("NFKC", words).strip()
        iso = _ISO.match(text)
        if iso:
            return _written_return(iso)
        workday = _NEXT_WORKDAY.match(text)
        if workday:
            rest = when_in(text[workday.end() :], now)
            return Return(self.next_workday(now.date()), rest.time if rest else None)
        said = None if _NO_HOUR.search(text) else when_in(text, now)
        if said is None:
            return None
        return Return(said.day or now.date(), said.time, said.time_word)

    # -- inside --------------------------------------------------------------------------------

    def _new_timeline(self, person: Staff) -> Timeline:
        key = staff_key(person)
        spells = [*self._entries.get(key, ()), *self._calendars.spells(key)]
        for name in staff_keys(person):
            spells += self._written.get(name, ())
        return Timeline(spells, self.hours)

    def _now(self, person: Staff, now: dt.datetime) -> tuple[Timeline, Spell | None]:
        """Her spells and the one that runs; what is usual counts when nothing else is known."""
        line = self._timeline(person)
        here = line.at(now)
        if here is not None or line.has_come_back(now):
            return line, here
        usual = self._usual(person, now)
        return (line, None) if usual is None else (line.including(usual), usual)

    def _usual(self, person: Staff, now: dt.datetime) -> Spell | None:
        """What the manual says of her when nothing else does, as a spell that runs now."""
        midnight = dt.datetime.combine(now.date() + dt.timedelta(days=1), _NO_TIME)
        if person.status == AT_DESK:
            return None
        back = self.read_return(person.returns, now) if person.returns else None
        if back is None:
            if person.status == "直帰":
                workday = self.next_workday(now.date())
                end = dt.datetime.combine(workday, _NO_TIME)
                return Spell(now, end, person.status, "manual")
            return Spell(now, OPEN_END, person.status, "manual", end_is_known=False)
        if back.time is None and back.day == now.date():
            return Spell(now, midnight, person.status, "manual", end_is_known=False)
        end = dt.datetime.combine(back.day, back.time or _NO_TIME)
        return Spell(now, end, person.status, "manual", word=back.word) if end > now else None

    def _today_only(self, person: Staff, now: dt.datetime) -> Return | None:
        """今日 without an hour is worth telling, though nothing can be promised on it."""
        back = self.read_return(person.returns, now) if person.returns else None
        return back if back is not None and back.day == now.date() and back.time is None else None

    def _at_her_desk(self, line: Timeline, here: Spell | None, now: dt.datetime) -> Presence:
        """In, or gone home because the client is closed."""
        source = here.source if here is not None else "manual"
        if self.is_open(now):
            return Presence(AT_DESK, source=source)
        back, then = self._back(line, now)
        return Presence(AT_DESK, back, then, source) if back else Presence("離席", source=source)

    def _back(self, line: Timeline, now: dt.datetime) -> tuple[Return | None, str]:
        found = line.reachable(now)
        if found is None:
            return None, ""
        moment, last = found
        then = last.status if last is not None else ""
        if not self._says_time(line, moment, now):
            return Return(moment.date()), then
        spell = line.ends_at(moment)
        return Return(moment.date(), moment.time(), spell.word if spell is not None else ""), then

    def _reachable(
        self, person: Staff | None, begin: dt.datetime, now: dt.datetime
    ) -> tuple[dt.datetime, bool] | None:
        """The moment, and whether its hour is more than the opening of a later day."""
        if person is not None and person.status == LEFT:
            return None
        line = self._now(person, now)[0] if person is not None else Timeline((), self.hours)
        found = line.reachable(begin)
        if found is None:
            return None
        is_as_asked = found[0] == begin and begin.time() != _NO_TIME
        return found[0], is_as_asked or self._says_time(line, found[0], now)

    def _says_time(self, line: Timeline, moment: dt.datetime, now: dt.datetime) -> bool:
        """False for the opening of a later day, where nothing written ends at that very time."""
        if moment.date() == now.date():
            return True
        if moment.time() == _NO_TIME:
            return False
        spans = self.hours.spans_on(moment.date())
        return moment != spans[0][0] or line.ends_at(moment) is not None


def _moment(wish: When | None, now: dt.datetime) -> dt.datetime | None:
    """The earliest moment that keeps the wish; None when any does, `until` wishes among them."""
    if wish is None or (wish.day is None and wish.time is None):
        return None
    if wish.bound == "until":
        return None
    if wish.time is None and wish.day is not None:
        return dt.datetime.combine(wish.day, _NO_TIME)
    return wish.at(now)


def _is_kept(wish: When | None, moment: dt.datetime, now: dt.datetime) -> bool:
    if wish is None or (wish.day is None and wish.time is None):
        return True
    last = wish.day if wish.day is not None else now.date()
    if wish.time is None:
        return moment.date() <= last if wish.bound == "until" else _fits_day(wish, moment)
    wished = wish.at(now)
    if wish.bound == "until":
        return moment < wished
    if wish.bound == "from":
        return True
    slack = VAGUE_ENOUGH if wish.is_vague else NEAR_ENOUGH[wish.bound]
    return wished >= now - slack and moment <= wished + slack


def _fits_day(wish: When, moment: dt.datetime) -> bool:
    assert wish.day is not None
    days = 7 if "週" in wish.day_word else 1
    first = wish.day - dt.timedelta(days=wish.day.weekday()) if days > 1 else wish.day
    if wish.bound == "from":
        return moment.date() >= wish.day
    return first <= moment.date() < first + dt.timedelta(days=days)


def _written_return(found: re.Match[str]) -> Return | None:
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        time = dt.time(hour, minute or 0) if hour is not None else None
        return Return(dt.date(year or 0, month or 0, day or 0), time)
    except ValueError:
        return None


def say_day(day: dt.date, now: dt.datetime) -> str:
    """A day as it is said: 本日, 明日, 明後日, then 11月25日水曜日."""
    ahead = (day - now.date()).days
    if ahead in (0, 1, 2):
        return ("本日", "明日", "明後日")[ahead]
    return f"{day.month}月{day.day}日{WEEKDAYS[day.weekday()]}曜日"


def say_time(time: dt.time) -> str:
    """A time as it is said: 16時, 15時30分."""
    return f"{time.hour}時{time.minute}分" if time.minute else f"{time.hour}時"


def say_return(back: Return, now: dt.datetime) -> str:
    """When somebody is back, as it is said: 明日, 16時, 明日10時, 夕方."""
    if back.time is None:
        return say_day(back.day, now)
    day = "" if back.day == now.date() else say_day(back.day, now)
    if back.word:
        return f"{day}の{back.word}" if day else back.word
    return day + say_time(back.time)
