"""Until when, as colleagues write it: 明日18時, 15時半, 金曜, 30分, 定時, 2026-12-01 10:00.

A day without a time counts whole: 出張 until 金曜 is back on the next workday. What is vague is
taken at its usual value, and the caller of this module says so.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from knowledge.errors import KnowledgeError
from knowledge.hours import Hours
from knowledge.presence import whole_days
from speech.reading.dates import When, when_in

REMEDY = "write it like 15時半, 30分, 明日18時, 金曜 or 2026-12-01 10:00"
FARTHEST_DAYS = 5 * 366
_ISO = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[T ]+(\d{1,2}:\d{2}))?(?::\d{2})?")
_ENDING = re.compile(r"(?:まで|迄|いっぱい|一杯)$")
_LENGTH = re.compile(r"^(?:約?(?:\d+|[一二三四五六七八九十]+)(?:分間?|時間半?)|半時間)$")
_CLOSING = re.compile(r"^(?:今日の?|本日の?)?(?:定時|終業|閉店|退勤)")
_ALL_DAY = re.compile(r"^(?:終日|一日中?|1日中)$")
_WORKDAY = re.compile(r"^(?:翌|来)営業日の?")
_NO_HOUR = re.compile(r"(?<!\d)(?:2[5-9]|[3-9]\d)(?:時(?!間)|:\d)")
_MIDNIGHT = re.compile(r"(?<!\d)(?:24時|24:00)")
_LAST_MINUTE = dt.time(23, 59)


@dataclass(frozen=True, slots=True)
class Until:
    """An end, and how it was come by."""

    at: dt.datetime
    """When she can be reached again, before hours are looked at."""
    word: str = ""
    """The vague word `at` stands for: 夕方. Empty when it was said exactly."""
    last_day: dt.date | None = None
    """The last whole day she is away, where no time was given; `at` is then the next workday."""


def read_until(words: str, start: dt.datetime, now: dt.datetime, hours: Hours) -> Until:
    """The end of a spell that begins at `start`.

    Raises KnowledgeError for what is no time, lies before `start`, or is years away.
    """
    text = _ENDING.sub("", unicodedata.normalize("NFKC", words).strip()).strip()
    until = _read(text, now, hours)
    if until is None:
        raise KnowledgeError(f"{words!r} is no time;", REMEDY)
    if until.at <= start:
        raise KnowledgeError(f"{words} is not after {start:%m-%d %H:%M};", REMEDY)
    if until.at - start > dt.timedelta(days=FARTHEST_DAYS):
        raise KnowledgeError(f"{words} is more than five years away;", REMEDY)
    return until


def read_start(words: str, now: dt.datetime) -> dt.datetime:
    """From when: a day alone is its beginning. Raises KnowledgeError for what is no time."""
    text = re.sub(r"から$", "", unicodedata.normalize("NFKC", words).strip())
    moment = _iso(text)
    if moment is not None:
        return moment[0]
    said = None if _NO_HOUR.search(text) else when_in(text, now)
    if said is None:
        raise KnowledgeError(f"{words!r} is no time;", REMEDY)
    if said.time is None and said.day is not None:
        return dt.datetime.combine(said.day, dt.time())
    return said.at(now)


def _read(text: str, now: dt.datetime, hours: Hours) -> Until | None:
    today = now.date()
    iso = _iso(text)
    if iso is not None:
        moment, has_time = iso
        return Until(moment) if has_time else _through(moment.date(), hours)
    if _NO_HOUR.search(text):
        return None
    if _CLOSING.match(text):
        spans = hours.spans_on(today)
        return Until(spans[-1][1]) if spans else None
    if _ALL_DAY.match(text):
        return _through(today, hours)
    workday = _WORKDAY.match(text)
    if workday:
        return _on(hours.next_workday(today), when_in(text[workday.end() :], now), hours)
    if _MIDNIGHT.search(text):
        said = when_in(_MIDNIGHT.sub("23時59分", text), now)
    else:
        said = when_in(f"{text}後" if _LENGTH.match(text) else text, now)
    return _on(said.day or today, said, hours) if said is not None else None


def _on(day: dt.date, said: When | None, hours: Hours) -> Until:
    if said is not None and said.time_word.startswith("午前"):
        return Until(dt.datetime.combine(day, dt.time(12)))  # as an end it is noon, not ten
    if said is not None and said.time is not None:
        moment = dt.datetime.combine(day, said.time)
        if said.time == _LAST_MINUTE:
            moment += dt.timedelta(minutes=1)
        return Until(moment, said.time_word)
    word = said.day_word if said is not None else ""
    if word == "週明け":
        return _through(day - dt.timedelta(days=1), hours, word)
    if word in ("今週", "来週", "再来週"):
        day += dt.timedelta(days=6 - day.weekday())
    return _through(day, hours, word)


def _through(day: dt.date, hours: Hours, word: str = "") -> Until:
    return Until(whole_days(day, day, hours)[1], word, day)


def _iso(text: str) -> tuple[dt.datetime, bool] | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = map(int, found[1].split("-"))
    hour, minute = map(int, (found[2] or "0:00").split(":"))
    try:
        return dt.datetime(year, month, day, hour, minute), found[2] is not None
    except ValueError:
        return None
