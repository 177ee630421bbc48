"""iCalendar text to the times somebody is busy: an event becomes a status and two times.

Titles are read once, for the status (titles.py), and never kept. The work is bounded: events that
lie outside the window are dropped as text before anything is parsed, and series are expanded one
by one until EXPANSION_S is spent.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import icalendar
import recurring_ical_events

from knowledge.hours import JAPAN, Hours, japan_time
from knowledge.presence import Spell, whole_days
from knowledge.titles import part_of_day, status_in

MAX_BYTES = 10_000_000
DAYS_BACK = 1
DAYS_AHEAD = 21
"""Three weeks: longer than any call back is promised ahead."""
MAX_EVENTS = 3000
"""Events parsed, and spells kept, of one calendar: parsing takes 0.1 ms each (measured, one core).
A hundred and thirty a day are nobody's."""
EXPANSION_S = 3.0
"""A daily series of twenty years takes 0.02 s (measured, one core), so some 150 of them."""
MAX_ZONES = 100
OLDEST_YEAR = 1970
"""A series that is said to have begun earlier is an export's mistake (often the year 1)."""

_BEGIN = re.compile(r"^BEGIN:VEVENT[ \t]*\n", re.M | re.I)
_FINISH = re.compile(r"^END:VEVENT[ \t]*(?:\n|\Z)", re.M | re.I)
_ZONE_BEGIN = re.compile(r"^BEGIN:VTIMEZONE[ \t]*\n", re.M | re.I)
_ZONE_FINISH = re.compile(r"^END:VTIMEZONE[ \t]*$", re.M | re.I)
_OWN_ZONE = re.compile(r"^X-WR-TIMEZONE:[^\n]+$", re.M | re.I)
_FOLD = re.compile(r"\n[ \t]")
_START = re.compile(r"^DTSTART[^:\n]*:(\d{4})(\d\d)(\d\d)", re.M | re.I)
_END = re.compile(r"^DTEND[^:\n]*:(\d{4})(\d\d)(\d\d)", re.M | re.I)
_FAR = re.compile(r"^(DTEND[^:\n]*:)[3-9]\d{3}", re.M | re.I)
_FAR_YEAR = r"\g<1>2999"
"""Without end is written as the year 9999, after which no day can be counted."""
_SERIES = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)[;:]", re.M | re.I)
_TOO_OFTEN = re.compile(
    r"^RRULE[^\n]*(?:FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BYSECOND|BYMINUTE|BYHOUR)", re.M | re.I
)
_WITH_DURATION = dt.timedelta(days=60)
"""An event that gives a duration instead of an end may have begun so long ago."""


class CalendarUnreadable(ValueError):
    """What was read is no calendar; the message says why and quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """What one calendar says about the days around now."""

    spells: tuple[Spell, ...]
    doubts: tuple[str, ...] = ()
    """What of it could not be used."""


def expand(content: bytes, now: dt.datetime, hours: Hours, email: str = "") -> Expanded:
    """The spells of one calendar from a day ago to three weeks on, in order.

    `email` is the person's own address: meetings she declined keep her from nothing. Raises
    CalendarUnreadable for what is no iCalendar text.
    """
    text = _text(content)
    if re.search(r"^METHOD:CANCEL[ \t]*$", text, re.M | re.I):
        return Expanded(())
    doubts: list[str] = []
    spells: list[Spell] = []
    begun = time.perf_counter()
    for series in _series(_near(text, now.date(), doubts), doubts):
        for event in _occurrences(series, now, doubts):
            spell = _spell(event, hours, email)
            if spell is not None:
                spells.append(spell)
        if time.perf_counter() - begun > EXPANSION_S or len(spells) > MAX_EVENTS:
            doubts.append("it holds too many events; only a part was used")
            break
    spells.sort(key=lambda s: (s.start, s.end))
    return Expanded(tuple(spells[:MAX_EVENTS]), tuple(dict.fromkeys(doubts)))


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise CalendarUnreadable("it is larger than 10 MB")
    text = content.decode("utf-8", "replace").lstrip("\ufeff \r\n").replace("\r\n", "\n")
    if not text[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise CalendarUnreadable("it is no iCalendar text")
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise CalendarUnreadable("it breaks off in the middle")
    return _FOLD.sub("", text)


def _near(text: str, today: dt.date, doubts: list[str]) -> str:
    """The calendar without the events that cannot touch the window."""
    first, last = today - dt.timedelta(days=DAYS_BACK), today + dt.timedelta(days=DAYS_AHEAD)
    head, *blocks = _BEGIN.split(text)
    kept, around = [], [head]
    for block in blocks:
        end = _FINISH.search(block)
        if end is None:
            doubts.append("an event without an end was passed over")
            continue
        around.append(block[end.end() :])
        body = block[: end.start()]
        if _TOO_OFTEN.search(body):
            doubts.append("an event that repeats within a day was passed over")
        elif _may_touch(body, first, last):
            kept.append(f"BEGIN:VEVENT\n{_FAR.sub(_FAR_YEAR, body)}END:VEVENT\n")
    if len(kept) > MAX_EVENTS:
        doubts.append("it holds too many events; only a part was used")
    inside = (*_zones("".join(around)), *kept[:MAX_EVENTS])
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(inside)}END:VCALENDAR\n"


def _zones(around: str) -> Iterator[str]:
    """The time zones a calendar defines, and the one it is in."""
    own = _OWN_ZONE.search(around)
    if own is not None:
        yield f"{own.group()}\n"
    for block in _ZONE_BEGIN.split(around)[1 : MAX_ZONES + 1]:
        end = _ZONE_FINISH.search(block)
        if end is not None:
            yield f"BEGIN:VTIMEZONE\n{block[: end.start()]}END:VTIMEZONE\n"


def _may_touch(body: str, first: dt.date, last: dt.date) -> bool:
    start = _date(_START.search(body))
    if start is None:
        return True  # judged when it is parsed
    if _SERIES.search(body):
        return start.year >= OLDEST_YEAR
    end = _date(_END.search(body)) or start + _WITH_DURATION
    return start <= last + dt.timedelta(days=1) and end >= first - dt.timedelta(days=1)


def _date(found: re.Match[str] | None) -> dt.date | None:
    if found is None:
        return None
    try:
        return dt.date(*map(int, found.groups()))
    except ValueError:
        return None


def _series(text: str, doubts: list[str]) -> Iterator[Any]:
    try:
        calendar = icalendar.Calendar.from_ical(text)
        if not isinstance(calendar, icalendar.Calendar):
            raise ValueError("another component")
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as wrong:
        raise CalendarUnreadable("it is not well-formed iCalendar") from wrong
    if any(event.errors for event in calendar.walk("VEVENT")):
        doubts.append("an event that cannot be read was passed over")
    yield from query.series


def _occurrences(series: Any, now: dt.datetime, doubts: list[str]) -> list[icalendar.Event]:
    """The events of one series in the window; none when its rule makes no sense."""
    midnight = dt.datetime.combine(now.date(), dt.time(), JAPAN)
    first, last = midnight - dt.timedelta(days=DAYS_BACK), midnight + dt.timedelta(days=DAYS_AHEAD)
    try:
        found = series.between(first, last)
        return [occurrence.as_component(False) for occurrence in found]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        doubts.append("an event that cannot be read was passed over")
        return []


def _spell(event: icalendar.Event, hours: Hours, email: str) -> Spell | None:
    """An event as a spell; None when it keeps nobody from the telephone."""
    times = _times(event)
    if times is None or _is_free(event, email):
        return None
    start, end = times
    is_whole_day = start.time() == end.time() == dt.time()
    title = str(event.get("SUMMARY", ""))
    if _word(event, "CLASS") in ("PRIVATE", "CONFIDENTIAL"):
        title = ""
    status = status_in(title, is_whole_day=is_whole_day) if title.strip() else "離席"
    if status is None:
        return None
    is_known = True
    if is_whole_day:
        is_known = status != "直行"
        start, end = _whole(start, end, title, hours) if is_known else (start, end)
    elif status == "直帰":
        end = whole_days(start.date(), end.date(), hours)[1]
    if "直行" in title:
        start = dt.datetime.combine(start.date(), dt.time())
    return Spell(start, end, status, "calendar", is_known)


def _whole(
    start: dt.datetime, end: dt.datetime, title: str, hours: Hours
) -> tuple[dt.datetime, dt.datetime]:
    last = end.date() - dt.timedelta(days=1)
    first_moment, back = whole_days(start.date(), last, hours)
    noon = dt.time(12)
    part = part_of_day(title)
    if part == "morning":
        return first_moment, dt.datetime.combine(last, noon)
    return (dt.datetime.combine(start.date(), noon) if part == "afternoon" else first_moment), back


def _times(event: icalendar.Event) -> tuple[dt.datetime, dt.datetime] | None:
    try:
        start, end = _local(event.decoded("DTSTART")), _local(event.decoded("DTEND"))
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    return (start, end) if start < end else None


def _local(moment: Any) -> dt.datetime:
    """Wall time in Japan; a time without a zone is taken as that already."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time())
    return japan_time(moment)


def _is_free(event: icalendar.Event, email: str) -> bool:
    if _word(event, "TRANSP") == "TRANSPARENT" or _word(event, "STATUS") == "CANCELLED":
        return True
    if _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") in ("FREE", "WORKINGELSEWHERE"):
        return True
    invited = event.get("ATTENDEE", [])
    for attendee in invited if isinstance(invited, list) else [invited]:
        is_her = bool(email) and str(attendee).lower().removeprefix("mailto:") == email.lower()
        if is_her and str(attendee.params.get("PARTSTAT", "")).upper() == "DECLINED":
            return True
    return False


def _word(event: icalendar.Event, name: str) -> str:
    return str(event.get(name, "")).strip().upper()
