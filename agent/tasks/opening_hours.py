"""「明日やってます？」「木曜はお休みですか」: told from the client's own hours, day by day.

An entry of the manual tells the week as a whole; what is asked of one day gets that day's answer,
be it a holiday or a day with hours of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from agent.asking import asks, wants_assent
from agent.events import Fact
from agent.turn import Turn
from knowledge.hours import TOLD_DAYS, holiday_name
from knowledge.schema import FaqEntry
from knowledge.terms import base_forms
from speech.reading.date_mentions import WEEKDAYS
from speech.reading.dates import choices_in, date_spoken, time_spoken

KEY = "opening_hours"
"""Stands among the ids of the manual's entries that a turn is to be answered by."""
HOURS_TOLD = frozenset(
    ("open_day", "open_as_asked", "open_contrary", "open_not_then", "closed_day", "closed_as_asked")
)
"""Topics of what is said here."""
_SENTENCES = re.compile(r"(?<=[。？?])|、?(?:あと|それと|それから|ついでに|ちなみに)、?")
_RISES = re.compile(
    r"(?:(?:やって|開いて|営業して|診療して|診て)い?(?:ます|る)|休み|まで|から|です|るん)[？?]?$"
)
"""明日やってます: its rising end is not always written."""
_AROUND = re.compile(
    r"^(?:すみません|すいません|あの[うー]?|えー?っ?と|ちょっと|お(?:尋ね|聞き|伺い)し(?:たい|ます)[^、。]{0,8}|"
    r"もしもし|じゃあ?|では|で|ちなみに|そちら(?:様|さん)?|お宅|おたく(?:さん)?|[はって、 ])*"
)
_WHEN = re.compile(
    r"(?:再来週|来週|今週|次|今度)の?|今日|本日|明日|あした|あす|明後日|あさって|"
    r"[月火水木金土日]曜日?|土日|祝日|祭日|平日|週末|"
    r"(?:[0-9]{1,2}月の?)?[0-9]{1,2}日|(?:午前|午後|朝|昼|夕方|夜)の?(?=[0-9])|[0-9]{1,2}時(?:半|[0-9]{1,2}分)?(?:過ぎ|すぎ|ごろ|頃)?|"
    r"夕方|夜|朝(?:早く)?|何時|いつ|何曜日?"
)
_OPENS = re.compile("遣る|開く|空く|営業|診療|開店|見る|受け付ける?|受付|開ける|繋がる|始まる|対応")
_OF_HOUSE = re.compile("開く|営業|診療|受付|受け付ける?|閉まる|開店|閉店|休診")
_CLOSED = re.compile("休診日?|休み|休む|定休日?|休業日?")
_OFF = re.compile(r"お?休み")
"""No wish is read of a day that somebody has off; here the day is asked about."""
_ENDS = re.compile("閉まる|閉める|閉店|終わる|終了")
_BESIDE = re.compile(
    "為る|成る|有る|無い|其方|御店|店|病院|医院|会社|医者|歯医者|事務所|窓口|電話|時間|まで|から|未だ|もう|"
    "遅い|早い|位|大体|普通|普段|通常|次|時|日|何|曜|頃|予定|此れ|今日"
)
"""What is asked with such words alone asks for hours: カラーは何時まで is about more."""
_UNTIL = re.compile(r"(?:何時|いつ)(?:くらい|ぐらい|ごろ|頃)?(?:まで|から|に)")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question for the hours."""

    text: str
    days: tuple[tuple[str, dt.date], ...]
    """How a day is called, and which it is."""
    clock: dt.time | None
    is_polar: bool
    """Whether, not from when to when."""
    is_of_closing: bool
    """お休みですか."""


def asked_in(turn: Turn, text: str) -> bool:
    """A sentence asks for the hours of a day, or for them in general where no entry tells them."""
    asked = _asked(turn, text)
    return asked is not None and (bool(asked.days) or hours_entry(turn) is None)


def names_opening(text: str) -> bool:
    """開いて, 営業, 受付: hours of a house, whoever was spoken of before."""
    return any(map(_OF_HOUSE.fullmatch, _words(text)))


def wants_week(turn: Turn, text: str) -> FaqEntry | None:
    """The entry of the hours for 「何時までですか」, which names no day; else None."""
    asked = _asked(turn, text)
    return hours_entry(turn) if asked is not None and not asked.days else None


def hours_entry(turn: Turn) -> FaqEntry | None:
    """The one entry whose own words ask for the hours in general; None where there is none."""
    found = [
        entry
        for entry in turn.knowledge.manual.faq
        if any(
            _is_asked(f) and not _OF_SOME.search(f) for f in (entry.question, *entry.paraphrases)
        )
    ]
    return found[0] if len(found) == 1 else None


def tell_hours(turn: Turn, text: str = "") -> bool:
    """Say the hours of each day that `text`, or this turn, asks about; False where it asks none."""
    sentences = _SENTENCES.split(text or turn.said.text)
    asked = next(filter(None, (_asked(turn, one) for one in sentences)), None)
    if asked is None:
        return False
    for name, day in asked.days or (("本日", turn.knowledge.now.date()),):
        _say(turn, asked, name, day)
    return True


def _say(turn: Turn, asked: _Asked, name: str, day: dt.date) -> None:
    when = Fact("when", name, "caller")
    spans = turn.knowledge.schedule.hours.spans_on(day)
    if not spans:
        is_expected = asked.is_polar and asked.is_of_closing
        turn.say("inform", "closed_as_asked" if is_expected else "closed_day", when)
        return
    told = "、".join(f"{time_spoken(a.time())}から{time_spoken(b.time())}まで" for a, b in spans)
    hours = Fact("hours", told, "manual")
    if not asked.is_polar:
        turn.say("inform", "open_day", when, hours)
        return
    now = turn.knowledge.now
    at = dt.datetime.combine(day, asked.clock) if asked.clock is not None else None
    is_over = day == now.date() and now >= spans[-1][1]
    is_open = not is_over if at is None else any(start <= at < end for start, end in spans)
    as_said = "open_contrary" if asked.is_of_closing else "open_as_asked"
    turn.say("inform", as_said if is_open else "open_not_then", when, hours)


def _asked(turn: Turn, text: str) -> _Asked | None:
    manual = turn.knowledge.manual
    if not (manual.hours or manual.special_hours) or not _is_asked(text):
        return None
    now = turn.knowledge.now
    when = next(iter(choices_in(_OFF.sub("営業", text), now)), None)
    words = _words(text)
    days = _days(text, now, when.day if when is not None else None)
    if not days and _WHEN_DAY.search(text):
        return None  # too far ahead, or over
    return _Asked(
        text,
        days,
        when.time if when is not None else None,
        is_polar=_UNTIL.search(text) is None and "何曜" not in text and "いつ" not in text,
        is_of_closing=any(map(_CLOSED.fullmatch, words)),
    )


def _is_asked(text: str) -> bool:
    """Hours are asked for, and nothing else."""
    if not (asks(text) or wants_assent(text) or _RISES.search(text)):
        return False
    words = _words(text)
    of_hours = {w for w in words if any(kind.fullmatch(w) for kind in (_OPENS, _CLOSED, _ENDS))}
    is_of_hours = bool(of_hours) or _UNTIL.search(text) is not None
    return is_of_hours and all(map(_BESIDE.fullmatch, words - of_hours))


def _words(text: str) -> frozenset[str]:
    return frozenset(base_forms(_WHEN.sub("今日", _AROUND.sub("", text))))


_WHEN_DAY = re.compile(r"[月火水木金土日]曜|土日|祝日|祭日|週末|今日|本日|明日|明後日|[0-9]日")
_OF_SOME = re.compile(rf"{_WHEN_DAY.pattern}|平日|[0-9]時|夜|朝|夕方")
_WEEKDAY = re.compile(r"(?<![来今週次度]の)([月火水木金土日])曜")
_DATED = re.compile(r"[0-9]日|(?:再来|来|今)週|次の|今度")


def _days(text: str, now: dt.datetime, day: dt.date | None) -> tuple[tuple[str, dt.date], ...]:
    today = now.date()
    ahead = [today + dt.timedelta(days=n) for n in range(TOLD_DAYS)]
    if "土日" in text or "週末" in text:
        return tuple(
            (f"{name}曜日", next(d for d in ahead[1:] if d.weekday() == at))
            for name, at in (("土", 5), ("日", 6))
        )
    if ("祝日" in text or "祭日" in text) and day is None:
        holiday = next((d for d in ahead if holiday_name(d)), None)
        return (("祝日", holiday),) if holiday is not None else ()
    weekday = _WEEKDAY.search(text)
    if weekday is not None and not _DATED.search(text):
        at = WEEKDAYS.index(weekday[1])
        return ((f"{weekday[1]}曜日", next(d for d in ahead[1:] if d.weekday() == at)),)
    if day is None or not today <= day <= ahead[-1]:
        return ()
    near = {0: "本日", 1: "明日"}.get((day - today).days)
    return ((near or date_spoken(day), day),)
