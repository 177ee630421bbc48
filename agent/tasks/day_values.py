"""Days and times of a booking as values: how they are completed, said, and known to be past.

A value is local ISO 8601 without offset: a day (2026-12-02), a minute (2026-12-02T13:30), or a
time alone (T13:30) until its day is known.
"""

from __future__ import annotations

import datetime as dt
import re

from agent.events import Slot
from agent.turn import Turn
from speech.reading.dates import When, choices_in, day_spoken, time_spoken

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


_BUSY = re.compile(
    r"休み|定休|仕事|出張|用事|予定|都合|行け|来れ|来られ|無理|だめ|駄目|ダメ|授業|学校|会議|埋ま|出かけ|留守|いない|空いて(?:い)?な|"
    r"ふさが"
)
_WHY = re.compile(
    r"^(?P<why>[^。]*?(?:なの|る|い|た|ん|す)(?:で|から|けれ?ども?|けど|が)|[^。]*?(?:ため|くて|なくて))、(?P<wish>[^。]*)"
)
_WEEK = re.compile(r"再来週|来週")
_BARE_WEEKDAY = re.compile(r"(?:じゃあ?|では|あの|できれば|[、 ])*[月火水木金土日]曜")


def own_wish(said: str, now: dt.datetime) -> str:
    """「月曜か火曜が休みなんで、来週の火曜の2時で」: what stands before the wish is why.

    来週は火曜が仕事なので、水曜で is that week's.
    """
    found = _WHY.match(said)
    if found is None or not _BUSY.search(found["why"]):
        return said
    wish, week = said[found.start("wish") :], _WEEK.search(found["why"])
    if not any(one.day is not None for one in choices_in(wish, now)):
        return said
    return f"{week.group()}の{wish}" if week and _BARE_WEEKDAY.match(wish) else wish


def is_past(when: When, now: dt.datetime) -> bool:
    """That day, or minute, is over."""
    if when.day is None:
        return False
    if when.day > now.date() + LONG_AHEAD:
        return True
    if when.time is not None and not when.is_vague:
        return dt.datetime.combine(when.day, when.time) <= now
    return when.day < now.date()


def forget(turn: Turn, name: str) -> None:
    """Nothing of slot `name` stands, nor the words that left it open."""
    turn.forget(name)
    for words in ("vague_day", "vague_time"):
        turn.remember(f"{words}:{name}", "")


def keep(turn: Turn, name: str, value: str) -> None:
    """Slot `name` has this value, said as the agent says it: 12月1日火曜日の午後5時以降."""
    told = spoken(value, turn.knowledge.now)
    told += turn.note(f"bound:{name}") if "T" in value else ""
    known = turn.slot(name)
    if known is None or (known.value, known.spoken) != (value, told):
        turn.learn(Slot(name, value, told, 0.9))
