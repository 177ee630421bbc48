"""A day and time counted from a booking: 一日遅らせて, 同じ日の午後に, 来週の同じ時間に."""

from __future__ import annotations

import datetime as dt
import re

from agent.tasks.booking_words import SAME
from agent.tasks.day_values import keep
from agent.tasks.when import MAX_ASKED, hear
from agent.turn import Turn
from speech.reading.dates import choices_in
from speech.reading.numbers import number_value

_SAME_DAY = re.compile(r"同じ日|同日|その日|当日")
_SHIFT = re.compile(
    r"(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?P<unit>日|週間|時間|分)(?:だけ|ほど|くらい|ぐらい|ばかり|分)?、?"
    r"(?P<way>遅らせ|遅く|ずら[しせす]|後(?:ろ|(?=[のにへ]))|先(?=[のにへ])|延ば|延期|早[めく]|前倒|前(?=[のにへ]))"
)
_SAME_WEEKDAY = re.compile(r"同じ曜日?")
_OWN_DAY = re.compile(r"(?<!同じ)曜|(?<!曜)日")
_WEEKS = {"再来週|翌々週": 2, "[来翌]週|次の週": 1}


def shift(turn: Turn, name: str, base: str, told: str = "") -> bool:
    """「一日遅らせて」: slot `name` counted from `base`; True when that was said, now or in what
    was `told` before.

    A time told behind it is that day's: 一日ずらして、3時からに.
    """
    said = told or turn.said.text
    found = _SHIFT.search(said)
    if found is None or not base or base.startswith("T"):
        return False
    count = number_value(found["n"]) or 0
    step = {
        "日": dt.timedelta(days=1),
        "週間": dt.timedelta(weeks=1),
        "時間": dt.timedelta(hours=1),
        "分": dt.timedelta(minutes=1),
    }
    sign = -1 if found["way"].startswith(("早", "前")) else 1
    moved = dt.datetime.fromisoformat(base) + sign * count * step[found["unit"]]
    keep(turn, name, moved.isoformat(timespec="minutes")[: len(base)])
    rest = said[found.end() :]
    if any(one.time and not one.day for one in choices_in(rest, turn.knowledge.now)):
        hear(turn, name, rest)
    return True


def shift_told(turn: Turn) -> bool:
    """「30分早められます？」, told before the booking: the wish is counted from it now."""
    told = (text for text in reversed(turn.state.heard[::2]) if _SHIFT.search(text))
    return any(shift(turn, "wish", turn.value("booked"), text) for text in told)


def without_shift(said: str) -> str:
    """What is told of a booking beside 一週間先に延ばして."""
    return _SHIFT.sub("", said)


def on_same_day(turn: Turn, said: str) -> None:
    """「同じ日の午後イチに」: the wish on the day of the booking, its time still to come."""
    day = turn.value("booked").partition("T")[0]
    if day[:1].isdigit() and _SAME_DAY.search(said) and not turn.value("wish"):
        keep(turn, "wish", day)


TO_TIME = re.compile(
    r"時(?:半|[0-9]+分)?(?:ごろ|頃|から|以降)?に(?:変|替|ずら|移|し(?:て|た)|遅らせ|早め|でき|お願い)"
)


_OTHER_DAY = re.compile(
    r"別の日|(?:ほか|他|違う)の日|日に?ち|日程|日を(?:変|改|ずら)|延期|延ば|先に(?:し|延)|(?:行|伺|来)(?:け|え|られ)な|"
    r"来週|再来週|来月|今週|リスケ|熱|体調|風邪|都合"
)
"""Said before, it asks for another day than the one booked."""


def to_that_time(turn: Turn) -> None:
    """「明日3時の予約を4時に変えられますか」: the same day, at another time."""
    day, _, _ = turn.value("booked").partition("T")
    wish, told = turn.value("wish"), (*turn.state.heard[::2], turn.said.text)
    is_answer = turn.state.asked == "when" and not any(map(_OTHER_DAY.search, told))
    is_then = is_answer or TO_TIME.search(turn.said.text) is not None
    if day[:1].isdigit() and wish.startswith("T") and is_then:
        keep(turn, "wish", f"{day}{wish}")


def as_before(turn: Turn, said: str) -> bool:
    """「来週の同じ曜日で、時間も同じで」: the wish on the weekday, or at the clock time, of the
    booking; a week without a day of its own is counted from it. True when that was said."""
    day, _, clock = turn.value("booked").partition("T")
    same_day, same_time = _SAME_WEEKDAY.search(said), SAME.search(said)
    if not day or not (same_day or same_time):
        return False
    wished, _, at = turn.value("wish").partition("T")
    weeks = _weeks_ahead(said)
    if weeks and (same_day or not _OWN_DAY.search(said)):
        wished = (dt.date.fromisoformat(day) + dt.timedelta(weeks=weeks)).isoformat()
    at = clock if same_time else at
    if not wished:
        return False
    if same_time and not clock:  # of a booking whose time was not told
        for what in ("time", "exact_time"):
            turn.remember(f"asked:wish:{what}", str(MAX_ASKED))
        keep(turn, "wish", wished)
        turn.remember("vague:wish", "")
        turn.remember("vague_time:wish", "同じ時間")
        return True
    keep(turn, "wish", f"{wished}T{at}" if at else wished)
    for note in ("vague:wish", "vague_time:wish"):
        turn.remember(note, "")
    return True


def _weeks_ahead(said: str) -> int:
    return next((n for words, n in _WEEKS.items() if re.search(words, said)), 0)
