"""What a turn tells of a booking that is made: the day it is on, the day it is wanted on instead,
or something that is put into it while its day stays.
"""

from __future__ import annotations

import datetime as dt
import re

from agent.tasks import moved_days, when
from agent.tasks.booking_words import (
    ADDS,
    BOOKING,
    IS_BOOKED,
    MOVES,
    OTHER_THING,
    STAYS,
    TO_ANOTHER,
    TO_DAY,
)
from agent.tasks.day_values import forget
from agent.turn import Turn
from speech.reading.dates import choices_in

_FROM_TO = re.compile(r"を、?(?=[^。]*に(?:変更|変え|移|ずらし|延期))")
SAME_TIME = re.compile(r"を、?(?=[^。]*同じ(?:お)?(?:時間|時刻))")
_WISHED = re.compile(
    r"に(?:変|替|移|ずら|して|しと|でき|お願い|なり)|(?:が|で)(?:いい|よい|ええ|お願い|よろし|でき)|希望|なら|でも|以降|"
    r"(?:時|半|日|曜)で[。、]?$"
)
"""What makes a day that is told beside a change the wish, not the booking."""


def only_adds(turn: Turn, text: str) -> bool:
    """「火曜に予約してる者ですが、人数が3人になりました」: its day stays."""
    if STAYS.search(text):
        return True
    mark = BOOKING.search(text)
    after = text[mark.end() :] if mark is not None else text
    rest = OTHER_THING.sub("", after)
    moves = MOVES.search(rest) or TO_DAY.search(rest)
    named = any(one.day is not None for one in choices_in(after, turn.knowledge.now))
    tells = ADDS.search(after) or OTHER_THING.search(after)
    return not moves and tells is not None and not (named and mark is not None)


def take_addition(turn: Turn) -> None:
    """Keep the day of the booking; what is told is put into it."""
    turn.remember("adds", "1")
    mark = IS_BOOKED.search(turn.said.text)
    before, _, _ = turn.said.text.partition("予約")
    before = turn.said.text[: mark.end()] if mark and before == turn.said.text else before
    if not turn.value("booked") and choices_in(before, turn.knowledge.now):
        when.hear(turn, "booked", before)
    forget(turn, "wish")
    turn.say("backchannel", "noted")


_PAUSE = re.compile(r"(?:(?:なん|の)?です(?:けれ?ど?も?|が)|は)?、")


def _between_days(text: str, now: dt.datetime) -> re.Match[str] | None:
    """「明日のワクチン、来週に変えて」: the pause between the day booked and the one wished."""
    pauses = _PAUSE.finditer(text) if TO_DAY.search(text) else ()
    for pause in pauses:
        if choices_in(text[: pause.start()], now) and choices_in(text[pause.end() :], now):
            return pause
    return None


def hear_both(turn: Turn, kind: str, text: str) -> None:
    """「十日の予約を一日遅らせたい」: the day booked stands before 予約, the wish after it."""
    marks = (TO_ANOTHER, BOOKING, SAME_TIME, _FROM_TO)
    found = next((m for mark in marks if (m := mark.search(text))), None)
    found = _between_days(text, turn.knowledge.now) if found is None else found
    before, after = (text[: found.start()], text[found.end() :]) if found else (text, "")
    made = IS_BOOKED.search(text) if found is None else None
    if made is not None:  # あさっての3時に診てもらうことになっとる, and the day is within it
        before, after = text[: made.end()], text[made.end() :]
    is_wish = turn.value("booked") or TO_DAY.search(text) or moved_days.TO_TIME.search(text)
    if found is None and made is None and is_wish:
        before, after = "", text
    if kind == "reservation_cancel":
        when.hear(turn, "booked", text)
        return
    now = turn.knowledge.now
    if after and not choices_in(before, now) and not turn.value("booked"):
        told = choices_in(after, now)
        if len(told) == 1 and not (_WISHED.search(after) or TO_DAY.search(text)):
            before, after = after, ""  # 予約の変更を。金曜の4時なんですが
    if before:
        when.hear(turn, "booked", moved_days.without_shift(before))
    if not moved_days.shift(turn, "wish", turn.value("booked")) and after:
        moved_days.on_same_day(turn, after)
        when.hear(turn, "wish", after)
        moved_days.to_that_time(turn)
        moved_days.as_before(turn, after)
