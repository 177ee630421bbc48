"""Where is she, when is she back, and when may a call back be promised.

Times are the client's local wall time without an offset; `now` is always given, never read.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from knowledge.manual import staff_keys
from knowledge.schema import DAYS, Manual, Staff, spans

DESK_IS_FREE = frozenset({"在席"})
WEEKDAYS = "月火水木金土日"
_MAX_DAYS_AHEAD = 60
_MORNING_UNTIL = dt.time(10, 30)
_SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Return:
    """When somebody is back, as exactly as it is known."""

    day: dt.date
    time: dt.time | None = None
    """None: only the day is known."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Where a person is now."""

    status: str
    """One of schema.Whereabouts."""
    back: Return | None = None

    @property
    def is_in(self) -> bool:
        """True when she can come to the telephone."""
        return self.status in DESK_IS_FREE

    @property
    def has_left(self) -> bool:
        """True when she no longer works for the client."""
        return self.status == "退職"


class Schedule:
    """The client's hours, and its people over time."""

    def __init__(self, manual: Manual) -> None:
        self._hours = {DAYS.index(day): spans(text) for day, text in manual.hours.items()}
        self._closed_on = frozenset(manual.closed_on)
        self._absences: dict[str, list[tuple[dt.datetime, dt.datetime, str]]] = {}
        for entry in manual.schedule:
            item = (_local(entry.start), _local(entry.end), entry.status)
            self._absences.setdefault(entry.staff, []).append(item)

    def is_open(self, at: dt.datetime) -> bool:
        """True within business hours; a manual without hours is always open."""
        return any(start <= at.time() < end for start, end in self._spans_of(at.date()))

    def is_morning(self, at: dt.datetime) -> bool:
        """True while おはようございます is what one says (until 10:30)."""
        return at.time() < _MORNING_UNTIL

    def next_open(self, at: dt.datetime) -> dt.datetime:
        """`at` itself when open, else the next opening (up to 60 days on; then `at`)."""
        day = at.date()
        for ahead in range(_MAX_DAYS_AHEAD):
            here = day + dt.timedelta(days=ahead)
            for start, end in self._spans_of(here):
                if ahead == 0 and at.time() >= end:
                    continue
                if ahead == 0 and at.time() >= start:
                    return at
                return dt.datetime.combine(here, start)
        return at

    def next_workday(self, day: dt.date) -> dt.date:
        """The first open day after `day`."""
        return self.next_open(dt.datetime.combine(day + dt.timedelta(days=1), dt.time())).date()

    def presence(self, person: Staff, now: dt.datetime) -> Presence:
        """Where `person` is at `now`: an entry of the schedule, else what her entry says."""
        for key in staff_keys(person):
            for start, end, status in self._absences.get(key, ()):
                if start <= now < end:
                    return Presence(status, Return(end.date(), end.time()))
        back = self.read_return(person.returns, now) if person.returns else None
        if back is not None and _is_past(back, now):
            return Presence("在席" if person.status != "退職" else person.status)
        return Presence(person.status, back)

    def read_return(self, words: str, now: dt.datetime) -> Return | None:
        """明日, 翌営業日, 15時半, 明日10時, 2026-12-01 10:00; None when it cannot be read."""
        text = unicodedata.normalize("NFKC", words).strip()
        day, rest = self._day_in(text, now)
        time = _time_in(rest)
        if day is None and time is None:
            return None
        return Return(day or now.date(), time)

    def callback_due(self, back: Return | None, now: dt.datetime) -> dt.datetime | None:
        """The earliest moment a call back can be promised for; None when nothing is known.

        Never before she is back, never outside the client's hours.
        """
        if back is None:
            return None
        at = dt.datetime.combine(back.day, back.time or dt.time())
        return self.next_open(max(at, now))

    def _spans_of(self, day: dt.date) -> tuple[tuple[dt.time, dt.time], ...]:
        if day in self._closed_on:
            return ()
        if not self._hours:
            return ((dt.time(0), dt.time(23, 59, 59)),)
        return self._hours.get(day.weekday(), ())

    def _day_in(self, text: str, now: dt.datetime) -> tuple[dt.date | None, str]:
        today = now.date()
        match = re.match(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?", text)
        if match:
            year, month, day = map(int, match.groups())
            return _date(year, month, day), text[match.end() :]
        match = re.match(r"(\d{1,2})[/月](\d{1,2})日?", text)
        if match:
            month, day = map(int, match.groups())
            date = _date(today.year, month, day)
            if date is not None and date < today:
                date = _date(today.year + 1, month, day)
            return date, text[match.end() :]
        for word, ahead in (("明後日", 2), ("あさって", 2), ("明日", 1), ("本日", 0), ("今日", 0)):
            if text.startswith(word):
                return today + dt.timedelta(days=ahead), text[len(word) :]
        for word in ("翌営業日", "来営業日"):
            if text.startswith(word):
                return self.next_workday(today), text[len(word) :]
        match = re.match(r"(来週の?)?([月火水木金土日])曜日?", text)
        if match:
            return _weekday_after(today, match.group(2), bool(match.group(1))), text[match.end() :]
        return None, text


def _weekday_after(today: dt.date, name: str, next_week: bool) -> dt.date:
    monday = today - dt.timedelta(days=today.weekday())
    day = monday + dt.timedelta(days=WEEKDAYS.index(name) + (7 if next_week else 0))
    return day if day > today or next_week else day + dt.timedelta(days=7)


def _time_in(text: str) -> dt.time | None:
    match = re.search(r"(午前|午後|夕方)?\s*(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分|(半))?)", text)
    if match is None:
        return None
    half, hour, colon, minutes, half_past = match.groups()
    number = int(hour) + (12 if half in ("午後", "夕方") and int(hour) < 12 else 0)
    minute = 30 if half_past else int(colon or minutes or 0)
    return dt.time(number, minute) if number < 24 and minute < _SECONDS_A_MINUTE else None


def _is_past(back: Return, now: dt.datetime) -> bool:
    if back.time is None:
        return back.day < now.date()
    return dt.datetime.combine(back.day, back.time) <= now


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _local(at: dt.datetime) -> dt.datetime:
    return at.replace(tzinfo=None)


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
    """When somebody is back, as it is said: 明日, 16時, 明日10時."""
    if back.time is None:
        return say_day(back.day, now)
    day = "" if back.day == now.date() else say_day(back.day, now)
    return day + say_time(back.time)
