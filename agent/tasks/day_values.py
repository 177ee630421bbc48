"""Days and times of a booking as values: how they are completed, said, and known to be past.

A value is local ISO 8601 without offset: a day (2026-12-02), a minute (2026-12-02T13:30), or a
time alone (T13:30) until its day is known.
"""

from __future__ import annotations

import datetime as dt
import re

from agent.events import Slot
from agent.turn import Turn
from speech.reading.dates import When, day_spoken, time_spoken

LONG_AHEAD = dt.timedelta(days=300)
"""A day and month that far ahead was this year's, and is past."""
BOUND = {"from": "以降", "until": "まで"}
"""What is said behind a time that is no point."""
SETS = re.compile(
    r"(?:[月火水木金土日]曜|[0-9]日|時|半)[^、。]{0,4}?(?:で|に|が)(?:[、。]|$|お願い|して|しと|いい|変)"
)
"""A day or time that is wished: じゃあ火曜の5時半で."""
_PAST_WORDS = re.compile(r"昨日|きのう|一昨日|おととい|先週|先月|昨年|去年")


def spoken(value: str, now: dt.datetime) -> str:
    """A value as the agent says it: 明日、11月25日水曜日の午後3時."""
    day, _, clock = value.partition("T")
    parts = [day_spoken(dt.date.fromisoformat(day), now)] if day else []
    parts += [time_spoken(dt.time.fromisoformat(clock))] if clock else []
    return "の".join(parts)


def completed(when: When, known: str) -> str:
    """What was known with what was said in its place; a vague day leaves none."""
    day, _, clock = known.partition("T")
    day = when.day.isoformat() if when.day is not None and not when.day_word else day
    if when.time is not None and not when.time_word:
        clock = when.time.isoformat(timespec="minutes")
    elif when.time_word:
        clock = ""
    return f"{day}T{clock}" if clock else day


def past_words(when: When, said: str, now: dt.datetime) -> str:
    """How a day that is over is said back; empty for one that is not."""
    found = _PAST_WORDS.search(said)
    if found and not re.match(r"(?:の[^、。]{1,4})?(?:から|より)", said[found.end() :]):
        return found.group()  # 昨日から痛いので、今日: since when is no wish
    if when.day is None or not is_past(when, now):
        return ""
    is_this_year = when.day > now.date() + LONG_AHEAD
    return f"{when.day.month}月{when.day.day}日" if is_this_year else when.spoken


def is_past(when: When, now: dt.datetime) -> bool:
    """That day, or minute, is over."""
    if when.day is None:
        return False
    if when.day > now.date() + LONG_AHEAD:
        return True
    if when.time is not None and not when.is_vague:
        return dt.datetime.combine(when.day, when.time) <= now
    return when.day < now.date()


def keep(turn: Turn, name: str, value: str) -> None:
    """Slot `name` has this value, said as the agent says it: 12月1日火曜日の午後5時以降."""
    told = spoken(value, turn.knowledge.now)
    told += turn.note(f"bound:{name}") if "T" in value else ""
    known = turn.slot(name)
    if known is None or (known.value, known.spoken) != (value, told):
        turn.learn(Slot(name, value, told, 0.9))
