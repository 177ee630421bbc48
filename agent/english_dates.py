"""Days and times as English speakers say them: December 1st at 10 a.m., next Friday afternoon."""

from __future__ import annotations

import datetime as dt
import re

from speech.reading.dates import When

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}\b(?!\s*:)", re.I),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\b", re.I),
    re.compile(r"\b(?P<month>1[0-2]|[1-9])/(?P<day>[12]\d|3[01]|[1-9])\b"),
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>next|this|coming)\s+)?(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"
    r"(?:day|s|sday|nesday|r|rs|rsday|urday)?\b",
    re.I,
)
_NEAR = (
    (re.compile(r"\bday after tomorrow\b", re.I), 2),
    (re.compile(r"\btomorrow\b", re.I), 1),
    (re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.I), 0),
)
_TIME = re.compile(
    r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m\b\.?|"
    r"\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b|"
    r"\b(?:at|around|about|by|from|after|until)\s+(?P<plain>1[0-2]|[1-9])(?:\s*o[’']?clock)?\b"
    r"(?!\s*(?:[:./-]|people|person|st\b|nd\b|rd\b|th\b))|"
    r"\b(?P<sharp>1[0-2]|[1-9])\s*o[’']?clock\b|\b(?P<noon>noon|midday)\b",
    re.I,
)
_LATE = re.compile(r"\b(?:afternoon|evening|tonight)\b", re.I)
OPENS_AT = 8
"""A bare hour before this one is one of the afternoon: at 3 is 15:00 for an office."""
_WEEK = 7


def english_days(text: str, now: dt.datetime) -> list[dt.date]:
    """The days told, in the order they are said; a date long past is next year's."""
    found: list[tuple[int, dt.date]] = []
    for form in _DATES:
        for said in form.finditer(text):
            day = _date(said, now.date())
            if day is not None:
                found.append((said.start(), day))
    for said in _WEEKDAY.finditer(text):
        ahead = (_WEEKDAYS.index(said["weekday"].lower()) - now.weekday()) % _WEEK or _WEEK
        is_next = (said["which"] or "").lower() == "next" and now.weekday() + ahead < _WEEK
        found.append((said.start(), now.date() + dt.timedelta(ahead + _WEEK * is_next)))
    if not found:
        near = ((said.search(text), days) for said, days in _NEAR)
        found = [(0, now.date() + dt.timedelta(days)) for said, days in near if said][:1]
    return [day for _, day in sorted(dict.fromkeys(found))]


def _date(said: re.Match[str], today: dt.date) -> dt.date | None:
    month = said["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    try:
        day = dt.date(today.year, number, int(said["day"]))
    except ValueError:
        return None
    return day.replace(year=day.year + 1) if day < today and today.month > number else day


def english_time(text: str) -> dt.time | None:
    """The last time told: 3:30 pm, at 10, noon; of a bare hour the office's."""
    times = list(_TIME.finditer(text))
    if not times:
        return None
    said = times[-1]
    if said["noon"]:
        return dt.time(12)
    if said["hour24"]:
        return dt.time(int(said["hour24"]), int(said["minute24"]))
    hour = int(said["hour"] or said["plain"] or said["sharp"]) % 12
    is_bare = not said["half"]
    is_late = _LATE.search(text) is not None or hour < OPENS_AT if is_bare else said["half"] in "pP"
    hour_of_day = hour + 12 * is_late
    return dt.time(hour_of_day, int(said["minute"] or 0))


def english_whens(text: str, now: dt.datetime) -> list[When]:
    """Each day told, the time with the last of them; a time alone where no day is told."""
    days, time = english_days(text, now), english_time(text)
    if not days:
        return [When(None, time)] if time is not None else []
    return [*(When(day, None) for day in days[:-1]), When(days[-1], time)]
