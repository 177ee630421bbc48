"""Which day is meant: a mention against a calendar, seen from today.

Weeks begin on Monday. Holidays are the Japanese public ones (jpholiday, Cabinet Office rules);
the days that offices keep are 12/29-1/3 (the Act on Holidays of Administrative Organs), お盆
8/13-16 and 仕事納め 12/28, 仕事始め 1/4, moved to a working day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

import jpholiday

from speech.reading.date_mentions import Mention, Wait
from speech.reading.doubts import Doubt

_DAY = timedelta(days=1)
_YEARS_AHEAD = 9
"""Until the next 29 February, also across 2100."""
_LONGEST_RUN = 40
_MOST_MONTHS = 6
"""How far on 25日の木曜 is looked for."""


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or a stretch of days."""

    first: date
    last: date | None = None
    """Of a stretch, inclusive."""
    doubt: Doubt = Doubt.NONE
    is_vague: bool = False
    """来週, 月末: the usual day for the word, not said as such."""


def days_of(said: Mention, today: date, is_past: bool = False) -> Days | None:
    """The day a mention means, or None where it names no day or one that does not exist.

    `is_past`: where the month or week is not said, the latest such day rather than the next.
    """
    try:
        found = _found(said, today, is_past)
    except (ValueError, OverflowError):
        return None
    if found is None or not said.step:
        return found
    moved = replace(found, first=found.first + said.step * _DAY, last=None)
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
        return _part(said, today)
    if said.week_ahead is not None:
        monday = _monday(today, said.week_ahead)
        return Days(monday, monday + 6 * _DAY, Doubt.VAGUE_DAY, True)
    if said.month is not None or said.month_ahead is not None:
        first = _month(said, today)
        return Days(first, _end_of(first), Doubt.VAGUE_DAY, True)
    if said.year is not None or said.year_ahead is not None:
        year = _year(said, today)
        return Days(date(year, 1, 1), date(year, 12, 31), Doubt.VAGUE_DAY, True)
    return Days(today) if said.step else None


def _monday(today: date, weeks: int) -> date:
    return today + timedelta(days=7 * weeks - today.weekday())


def _year(said: Mention, today: date) -> int:
    if said.year is not None:
        return said.year
    return today.year + (said.year_ahead or 0)


def _month(said: Mention, today: date) -> date:
    """The first of the month that is meant; without a word for it, this month."""
    if said.month is not None:
        year = _year(said, today)
        is_open = said.year is None and said.year_ahead is None
        return date(year + (is_open and said.month < today.month), said.month, 1)
    if said.year_ahead is not None or said.year is not None:
        return date(_year(said, today), 1 if said.part == "年明け" else today.month, 1)
    return _months_on(today.replace(day=1), said.month_ahead or 0)


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    years, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, index + 1, min(day.day, monthrange(years, index + 1)[1]))


def _end_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _on(wait: Wait, count: int, today: date) -> date:
    """`count` units of a wait from today."""
    if wait.unit in ("か月", "年"):
        months = count * (12 if wait.unit == "年" else 1)
        return _months_on(today, months) + (15 * _DAY if wait.and_half else timedelta())
    days = {"日": 1, "週間": 7}.get(wait.unit, 0)
    return today + timedelta(days=min(count, 10_000) * days)


def _later(said: Mention, today: date) -> Days:
    wait = said.later
    assert wait is not None
    day = _on(wait, wait.count, today)
    if wait.most:
        return Days(day, _on(wait, wait.most, today), Doubt.VAGUE_DAY, True)
    if said.weekday is not None and wait.unit in ("週間", "か月"):
        return Days(_monday(day, 0) + said.weekday * _DAY)
    return Days(day)


def _within(wait: Wait, today: date) -> Days:
    return Days(today, _on(wait, max(wait.count, wait.most), today), Doubt.VAGUE_DAY, True)


def _near(said: Mention, today: date) -> Days:
    day = today + (said.near or 0) * _DAY
    if said.near == 0 and said.month_ahead:
        day = _months_on(today, said.month_ahead)
    day += 7 * (said.week_ahead or 0) * _DAY if said.near == 0 else timedelta()
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
        day = date(_year(said, today), month, number)
        return Days(day, doubt=_differs(said, day))
    if said.month_ahead is not None:
        day = _month(said, today).replace(day=number)
        return Days(day, doubt=_differs(said, day))
    if said.week_ahead is not None:
        monday = _monday(today, said.week_ahead)
        named = [d for d in (monday + n * _DAY for n in range(7)) if d.day == number]
        if named:
            return Days(named[0], doubt=_differs(said, named[0]))
    month = {"年明け": 1, "年始": 1, "年末": 12}.get(said.part, said.month or 0)
    return _next_such(replace(said, month=month or None), today, is_past)


def _next_such(said: Mention, today: date, is_past: bool) -> Days | None:
    """The next (or latest) such day; of a bare number, the one whose weekday agrees."""
    number = said.day or 0
    step = -1 if is_past else 1
    candidates = []
    for ahead in range(_YEARS_AHEAD * 12):
        first = _months_on(today.replace(day=1), step * ahead)
        if said.month not in (None, first.month) or number > _end_of(first).day or not number:
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
        back = _after_the_holidays(today)
        return replace(back, first=_next_weekday(back.first, wanted)) if back else None
    has_month = said.month is not None or said.month_ahead is not None
    if said.nth is not None or (has_month and said.week_ahead is None):
        return _nth_weekday(said, today, has_month)
    if said.week_ahead is not None:
        day = _monday(today, said.week_ahead) + wanted * _DAY
        return Days(day, doubt=_week_doubt(said, day, today))
    ahead = (wanted - today.weekday() - 1) % 7 + 1
    day = today + (ahead - 7 if is_past and ahead != 7 else ahead) * _DAY
    return Days(day, doubt=Doubt.WHICH_WEEK)


def _next_weekday(day: date, weekday: int) -> date:
    """The first such weekday from `day` on."""
    return day + (weekday - day.weekday()) % 7 * _DAY


def _week_doubt(said: Mention, day: date, today: date) -> Doubt:
    """Some begin the week on Sunday, and of a week that is going its past days are rarely meant."""
    if said.week_ahead == 0 and day < today:
        return Doubt.PAST
    is_sunday = day.weekday() == 6 or today.weekday() == 6
    return Doubt.WHICH_WEEK if is_sunday else Doubt.NONE


def _nth_weekday(said: Mention, today: date, has_month: bool) -> Days | None:
    first = _month(said, today)
    day = _nth_of(first, said.weekday or 0, said.nth or 1)
    if day is None:
        return None
    if has_month:
        return Days(day, doubt=Doubt.NONE if said.nth else Doubt.VAGUE_DAY)
    if day < today:
        day = _nth_of(_months_on(first, 1), said.weekday or 0, said.nth or 1)
    return Days(day, doubt=Doubt.WHICH_MONTH) if day else None


def _nth_of(first: date, weekday: int, nth: int) -> date | None:
    days = [d for d in _days_of_month(first) if d.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth] if nth <= len(days) else None


def _days_of_month(first: date) -> list[date]:
    return [first.replace(day=n) for n in range(1, _end_of(first).day + 1)]


# --- parts of weeks, months and years, and days with a name ---------------------------------------

_NAMED = {
    "大晦日": ((12, 31), None), "元日": ((1, 1), None), "三が日": ((1, 1), (1, 3)),
    "お盆": ((8, 13), (8, 16)), "クリスマス": ((12, 25), None),
    "クリスマスイブ": ((12, 24), None), "年末年始": ((12, 29), (1, 3)), "年内": ((12, 31), None),
    "年末": ((12, 31), None), "年始": ((1, 4), None), "年明け": ((1, 4), None),
    "年度末": ((3, 31), None), "ゴールデンウィーク": ((4, 29), (5, 5)),
}  # fmt: skip
_EXACT = frozenset(("大晦日", "元日", "クリスマス", "クリスマスイブ", "末日"))
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


def _part(said: Mention, today: date) -> Days | None:
    part = said.part
    if part in _NAMED:
        return _named(said, today)
    if part.removesuffix("明ケ") in _NAMED:
        ended = _named(replace(said, part=part.removesuffix("明ケ")), today)
        return Days(_working(ended.last or ended.first), doubt=Doubt.VAGUE_DAY, is_vague=True)
    if part == "祝日":
        return _holidays(said, today)
    if part == "最終営業日":
        working = [d for d in _days_of_month(_month(said, today)) if not _is_off(d)]
        return Days(working[-1])
    if part == "連休明け":
        return _after_the_holidays(today)
    if part in ("仕事納め", "仕事始め"):
        return _work_ends_or_begins(part, today)
    if said.week_ahead is not None or part.startswith("週"):
        return _week_part(said, today)
    if part == "平日":
        return None
    if part in _MONTH_PARTS:
        return _month_part(said, today)
    return _holiday(said, today)


def _named(said: Mention, today: date) -> Days:
    (month, number), end = _NAMED[said.part]
    year = _year(said, today)
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
    monday = _monday(today, weeks)
    end = monday + last * _DAY if last is not None else None
    return Days(monday + first * _DAY, end, Doubt.VAGUE_DAY, True)


def _month_part(said: Mention, today: date) -> Days:
    """Without a word for the month the next such part: 月初 said on the 20th is next month's."""
    first = _month(said, today)
    start, end = _MONTH_PARTS[said.part]
    has_month = (said.month, said.month_ahead, said.year, said.year_ahead) != (None,) * 4
    close = _end_of(first).replace(day=min(end or start, _end_of(first).day))
    if not has_month and close < today:
        first = _months_on(first, 1)
    days = _days_of_month(first)
    day = days[min(start, len(days)) - 1]
    last = days[min(end, len(days)) - 1] if end else None
    vague = said.part not in _EXACT and said.part != "末日"
    return Days(day, last, Doubt.VAGUE_DAY if vague else Doubt.NONE, vague)


def _holiday(said: Mention, today: date) -> Days | None:
    """A public holiday by name, the next one (or that of the year said)."""
    name = said.part
    is_open = said.year is None and said.year_ahead is None
    years = (today.year, today.year + 1) if is_open else (_year(said, today),)
    for year in years:
        for day, called in jpholiday.year_holidays(year):
            if called.endswith(name) and (not is_open or day >= today):
                return Days(day)
    return None


def _holidays(said: Mention, today: date) -> Days | None:
    """The public holidays of the week or month named, or the next one."""
    first, count = today, 366
    if said.week_ahead is not None:
        first, count = _monday(today, said.week_ahead), 7
    elif said.month is not None or said.month_ahead is not None:
        first = _month(said, today)
        count = _end_of(first).day
    found = [d for d in (first + n * _DAY for n in range(count)) if jpholiday.is_holiday(d)]
    if not found:
        return None
    is_one = count > 31 or len(found) == 1
    return Days(found[0], None if is_one else found[-1], Doubt.VAGUE_DAY, not is_one)


def _working(day: date) -> date:
    """The first working day after `day`."""
    day += _DAY
    while _is_off(day):
        day += _DAY
    return day


def _is_off(day: date) -> bool:
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() >= 5 or new_year or jpholiday.is_holiday(day)


def _after_the_holidays(today: date) -> Days | None:
    """The first working day after the next three or more days off in a row."""
    day = today
    while _is_off(day - _DAY) and (today - day).days < _LONGEST_RUN:
        day -= _DAY
    run = 0
    for _ in range(366):
        if _is_off(day):
            run += 1
        elif run >= 3 and day > today:
            return Days(day, doubt=Doubt.VAGUE_DAY, is_vague=True)
        else:
            run = 0
        day += _DAY
    return None


def _work_ends_or_begins(part: str, today: date) -> Days:
    month, number, step = (12, 28, -1) if part == "仕事納め" else (1, 4, 1)
    for year in (today.year, today.year + 1):
        day = date(year, month, number)
        while day.weekday() >= 5:
            day += step * _DAY
        if day >= today:
            break
    return Days(day, doubt=Doubt.VAGUE_DAY, is_vague=True)
