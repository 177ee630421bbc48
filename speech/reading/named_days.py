"""Weeks, months, holidays and the days that have a name: 来週の頭, 月末, 敬老の日, 連休明け.

Weeks begin on Monday. Holidays are the Japanese public ones (jpholiday, Cabinet Office rules);
the days that offices keep are 12/29-1/3 (the Act on Holidays of Administrative Organs), お盆
8/13-16 and 仕事納め 12/28, 仕事始め 1/4, moved to a working day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import jpholiday

from speech.reading.date_mentions import Mention
from speech.reading.doubts import Doubt

ONE_DAY = timedelta(days=1)
_LONGEST_RUN = 40


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or a stretch of days."""

    first: date
    last: date | None = None
    """Of a stretch, inclusive."""
    doubt: Doubt = Doubt.NONE
    is_vague: bool = False
    """来週, 月末: the usual day for the word, not said as such."""


def monday_of(today: date, weeks: int) -> date:
    """The Monday of this week, or so many weeks on."""
    return today + timedelta(days=7 * weeks - today.weekday())


def year_of(said: Mention, today: date) -> int:
    """The year that was said, or this one."""
    if said.year is not None:
        return said.year
    return today.year + (said.year_ahead or 0)


def month_of(said: Mention, today: date) -> date:
    """The first of the month that is meant; without a word for it, this month."""
    if said.month is not None:
        year = year_of(said, today)
        is_open = said.year is None and said.year_ahead is None
        return date(year + (is_open and said.month < today.month), said.month, 1)
    if said.year_ahead is not None or said.year is not None:
        return date(year_of(said, today), 1 if said.part == "年明け" else today.month, 1)
    return months_on(today.replace(day=1), said.month_ahead or 0)


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    years, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, index + 1, min(day.day, monthrange(years, index + 1)[1]))


def end_of(first: date) -> date:
    """The last day of a month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def days_of_month(first: date) -> list[date]:
    """All days of a month."""
    return [first.replace(day=n) for n in range(1, end_of(first).day + 1)]


_NAMED = {
    "大晦日": ((12, 31), None), "正月": ((1, 1), (1, 3)),
    "元日": ((1, 1), None), "三が日": ((1, 1), (1, 3)),
    "お盆": ((8, 13), (8, 16)), "クリスマス": ((12, 25), None),
    "クリスマスイブ": ((12, 24), None), "年末年始": ((12, 29), (1, 3)), "年内": ((12, 31), None),
    "年末": ((12, 31), None), "年始": ((1, 4), None), "年明け": ((1, 4), None),
    "七夕": ((7, 7), None), "ひな祭り": ((3, 3), None), "バレンタイン": ((2, 14), None),
    "ホワイトデー": ((3, 14), None), "ハロウィン": ((10, 31), None),
    "年度末": ((3, 31), None), "ゴールデンウィーク": ((4, 29), (5, 5)),
}  # fmt: skip
_EXACT = frozenset(
    ("大晦日", "元日", "クリスマス", "クリスマスイブ", "七夕", "ひな祭り", "バレンタイン",
     "ホワイトデー", "ハロウィン", "末日")
)  # fmt: skip
_MONTH_PARTS: dict[str, tuple[int, int | None]] = {
    "月初": (1, None), "初": (1, None), "頭": (1, None), "月半ば": (15, None), "半ば": (15, None),
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "前半": (1, 15), "後半": (16, 31),
    "月末": (31, None), "末": (31, None), "末日": (31, None), "イッパイ": (31, None),
    "中": (31, None),
}  # fmt: skip
_WEEK_PARTS: dict[str, tuple[int, int | None]] = {
    "頭": (0, None), "初": (0, None), "週初": (0, None), "週明け": (0, None), "半ば": (2, None),
    "週半ば": (2, None), "前半": (0, 2), "後半": (3, 4), "平日": (0, 4), "末": (5, 6),
    "週末": (5, 6), "中": (4, None), "イッパイ": (4, None),
}  # fmt: skip


def part_of(said: Mention, today: date) -> Days | None:
    """The days of 月末, 来週の頭, 敬老の日; None for a day that is not found in the calendar."""
    part = said.part
    if part in _NAMED:
        return _named(said, today)
    if part.removesuffix("明ケ") in _NAMED:
        ended = _named(replace(said, part=part.removesuffix("明ケ")), today)
        return Days(_working(ended.last or ended.first), doubt=Doubt.VAGUE_DAY, is_vague=True)
    if part in _OF_CALENDAR:
        return _OF_CALENDAR[part](said, today)
    if part in _WEEK_PARTS and (said.week_ahead is not None or part.startswith("週")):
        return _week_part(said, today)
    if part in _MONTH_PARTS:
        return _month_part(said, today)
    return _holiday(said, today)


def _named(said: Mention, today: date) -> Days:
    (month, number), end = _NAMED[said.part]
    year = year_of(said, today)
    is_open = said.year is None and not said.year_ahead
    day = date(year, month, number)
    last = date(year + (end < (month, number)), *end) if end else None
    if is_open and (last or day) < today:
        day = day.replace(year=year + 1)
        last = last.replace(year=last.year + 1) if last else None
    vague = said.part not in _EXACT
    return Days(day, last, Doubt.VAGUE_DAY if vague else Doubt.NONE, vague)


def _week_part(said: Mention, today: date) -> Days:
    first, last = _WEEK_PARTS[said.part]
    weeks = said.week_ahead
    if weeks is None:
        weeks = 0 if today.weekday() < first or said.part == "週末" else 1
    monday = monday_of(today, weeks)
    end = monday + last * ONE_DAY if last is not None else None
    return Days(monday + first * ONE_DAY, end, Doubt.VAGUE_DAY, True)


def _month_part(said: Mention, today: date) -> Days:
    """Without a word for the month the next such part: 月初 said on the 20th is next month's."""
    first = month_of(said, today)
    start, end = _MONTH_PARTS[said.part]
    has_month = (said.month, said.month_ahead, said.year, said.year_ahead) != (None,) * 4
    close = end_of(first).replace(day=min(end or start, end_of(first).day))
    if not has_month and close < today:
        first = months_on(first, 1)
    days = days_of_month(first)
    day = days[min(start, len(days)) - 1]
    last = days[min(end, len(days)) - 1] if end else None
    vague = said.part not in _EXACT
    return Days(day, last, Doubt.VAGUE_DAY if vague else Doubt.NONE, vague)


def _holiday(said: Mention, today: date) -> Days | None:
    """A public holiday by name, the next one (or that of the year said)."""
    name = said.part
    is_open = said.year is None and said.year_ahead is None
    years = (today.year, today.year + 1) if is_open else (year_of(said, today),)
    for year in years:
        for day, called in jpholiday.year_holidays(year):
            if called.endswith(name) and (not is_open or day >= today):
                return Days(day)
    return None


def _nth_week(said: Mention, today: date) -> Days:
    """The nth row of a month's calendar; the first may be short."""
    first = month_of(said, today)
    monday = monday_of(first, (said.nth or 1) - 1)
    last = min(monday + 6 * ONE_DAY, end_of(first))
    return Days(max(first, monday), last, Doubt.VAGUE_DAY, True)


def _holidays(said: Mention, today: date) -> Days | None:
    """The public holidays of the week or month named, or the next one."""
    first, count = today, 366
    if said.week_ahead is not None:
        first, count = monday_of(today, said.week_ahead), 7
    elif said.month is not None or said.month_ahead is not None:
        first = month_of(said, today)
        count = end_of(first).day
    found = [d for d in (first + n * ONE_DAY for n in range(count)) if jpholiday.is_holiday(d)]
    if not found:
        return None
    is_one = count > 31 or len(found) == 1
    return Days(found[0], None if is_one else found[-1], Doubt.VAGUE_DAY, not is_one)


def _working(day: date) -> date:
    """The first working day after `day`."""
    day += ONE_DAY
    while _is_off(day):
        day += ONE_DAY
    return day


def _is_off(day: date) -> bool:
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() >= 5 or new_year or jpholiday.is_holiday(day)


def after_the_holidays(today: date) -> Days | None:
    """The first working day after the next three or more days off in a row."""
    day = today
    while _is_off(day - ONE_DAY) and (today - day).days < _LONGEST_RUN:
        day -= ONE_DAY
    run = 0
    for _ in range(366):
        if _is_off(day):
            run += 1
        elif run >= 3 and day > today:
            return Days(day, doubt=Doubt.VAGUE_DAY, is_vague=True)
        else:
            run = 0
        day += ONE_DAY
    return None


def _work_ends_or_begins(said: Mention, today: date) -> Days:
    month, number, step = (12, 28, -1) if said.part == "仕事納め" else (1, 4, 1)
    for year in (today.year, today.year + 1):
        day = date(year, month, number)
        while day.weekday() >= 5:
            day += step * ONE_DAY
        if day >= today:
            break
    return Days(day, doubt=Doubt.VAGUE_DAY, is_vague=True)


def _last_working_day(said: Mention, today: date) -> Days:
    return Days([day for day in days_of_month(month_of(said, today)) if not _is_off(day)][-1])


_OF_CALENDAR: dict[str, Callable[[Mention, date], Days | None]] = {
    "最終営業日": _last_working_day,
    "第週": _nth_week,
    "祝日": _holidays,
    "連休明け": lambda said, today: after_the_holidays(today),
    "仕事納め": _work_ends_or_begins,
    "仕事始め": _work_ends_or_begins,
}
