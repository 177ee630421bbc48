"""What callers hear first: the greeting of the hour, of closed days and periods, the recording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from eval.gate.call import GateCall, Making
from eval.gate.moments import is_special
from eval.gate.words import words
from knowledge.hours import Hours, holiday_name
from knowledge.schema import DAYS, Manual, spans
from knowledge.written import Where

_MORNING_UNTIL = dt.time(10, 30)
_EVENING_FROM = dt.time(17)
_NIGHT_FROM, _NIGHT_UNTIL = dt.time(20), dt.time(7)
_NOON = dt.time(12)
_MOST_DAYS = 400
_TIMES = {"morning": dt.time(10, 15), "day": dt.time(13, 30), "evening": dt.time(17, 15)}
"""A time at which each greeting of the day holds."""
_CALLER = [{"say": words("first_caller")}, {"hang_up": True}]


def first_words_calls(making: Making) -> Iterator[GateCall]:
    """One call for each greeting, day off, period and special day that the manual writes."""
    manual, moments = making.manual, making.moments
    if not manual.service.enabled:
        off = _Moment("service", moments.open, manual.service.message, ("service",), "応答の停止中")
        yield _call(making, off)
        return
    yield _recording(making)
    for moment in (*_of_the_day(making), *_periods(manual), *_days_off(making)):
        yield _call(making, moment)


@dataclass(frozen=True, slots=True)
class _Moment:
    """One moment with its first words."""

    name: str
    at: dt.datetime
    words: str
    """As the manual has them; empty: whatever is packaged."""
    where: Where
    doing: str


def closed_words(manual: Manual, at: dt.datetime) -> str:
    """The greeting outside hours."""
    own = manual.greeting
    is_night = at.time() >= _NIGHT_FROM or at.time() < _NIGHT_UNTIL
    return (is_night and own.night) or own.closed or own.text


def open_words(manual: Manual, at: dt.datetime) -> str:
    """The greeting within hours."""
    own = manual.greeting
    if at.time() < _MORNING_UNTIL:
        return own.morning or own.text
    return (own.evening if at.time() >= _EVENING_FROM else own.day) or own.text


def _recording(making: Making) -> GateCall:
    notice = making.manual.recording
    said = {"words": [notice.text or "録音"], "turn": 1}
    has = "あり" if notice.notice else "なし"
    return making.call(
        "first-recording",
        {"turns": _CALLER, "expect": {"said" if notice.notice else "never_said": [said]}},
        where=("recording",),
        subject=f"録音のご案内（{has}）",
        remedy="recording_remedy",
    )


def _of_the_day(making: Making) -> Iterator[_Moment]:
    manual, moments = making.manual, making.moments
    hours, now = Hours(manual), moments.open
    yield _Moment("text", now, open_words(manual, now), ("greeting", "text"), "営業時間中")
    for name, time in _TIMES.items():
        at = dt.datetime.combine(now.date(), time)
        if getattr(manual.greeting, name) and hours.is_open(at):
            yield _Moment(name, at, open_words(manual, at), ("greeting", name), f"{at:%H:%M}")
    if moments.closed is not None:
        at = moments.closed
        yield _Moment("closed", at, closed_words(manual, at), ("greeting", "closed"), "営業時間外")
    if manual.greeting.night and not hours.is_open(moments.night):
        at = moments.night
        yield _Moment("night", at, closed_words(manual, at), ("greeting", "night"), "夜間")


def _periods(manual: Manual) -> Iterator[_Moment]:
    for number, period in enumerate(manual.periods):
        at = dt.datetime.combine(period.start, _NOON)
        if period.start in manual.special_hours or not (period.message or not spans(period.hours)):
            continue
        said = period.message or closed_words(manual, at)
        yield _Moment(f"period-{number}", at, said, ("periods", number), period.name)


def _days_off(making: Making) -> Iterator[_Moment]:
    manual = making.manual
    named = [period for period in manual.periods if period.message]
    for number, day in enumerate(manual.closed_on[:1]):
        if not any(p.start <= day <= p.end for p in named):
            at = dt.datetime.combine(day, _NOON)
            where: Where = ("closed_on", number)
            yield _Moment("off", at, closed_words(manual, at), where, f"休業日の{day:%m月%d日}")
    for day, text in manual.special_hours.items():
        last = max((end for _, end in spans(text)), default=_NOON)
        at = dt.datetime.combine(day, last) + dt.timedelta(minutes=20)
        if at.date() == day:
            where = ("special_hours", str(day))
            doing = f"{day:%m月%d日}の終わったあと"
            yield _Moment(f"special-{day}", at, closed_words(manual, at), where, doing)
    holiday = _on_holiday(making)
    if holiday is not None:
        said = (closed_words if manual.holidays == "closed" else open_words)(manual, holiday)
        doing = f"祝日（{holiday_name(holiday.date())}）"
        yield _Moment("holiday", holiday, said, ("holidays",), doing)


def _on_holiday(making: Making) -> dt.datetime | None:
    """A moment of the next holiday at which the weekday's hours would be open."""
    manual, first = making.manual, making.moments.open.date()
    for ahead in range(_MOST_DAYS):
        day = first + dt.timedelta(days=ahead)
        hours = spans(manual.hours.get(DAYS[day.weekday()], "closed"))
        if hours and holiday_name(day) and not is_special(manual, day):
            return dt.datetime.combine(day, hours[0][0]) + dt.timedelta(minutes=30)
    return None


def _call(making: Making, moment: _Moment) -> GateCall:
    wanted = moment.words.replace("{company}", making.manual.company_name)
    said = [{"words": [wanted], "turn": 1}] if wanted else []
    return making.call(
        f"first-{moment.name}",
        {"now": moment.at, "turns": _CALLER, "expect": {"said": said}},
        where=moment.where,
        subject=f"第一声（{moment.doing}）",
        remedy="first_remedy",
    )
