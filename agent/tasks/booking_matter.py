"""「今日の3時に予約してる田中ですけど」: a booking is named, and what becomes of it is asked.

Nothing is moved or given up on the likeness of such words: callers wait to be asked.
"""

from __future__ import annotations

import re

from agent.asking import asks
from agent.events import Slot
from agent.tasks import when
from agent.tasks.booked_days import hear_both, only_adds, take_addition
from agent.tasks.booking_words import (
    MOVES,
    TO_DAY,
    gives_up,
    kind_in,
    only_names_booking,
    would_come,
)
from agent.tasks.take_message import add_to_message
from agent.turn import Turn
from speech.reading.dates import choices_in

_OPEN = "booking_open"
"""Note: a booking was named, and nothing wished of it yet."""
_WISHES = re.compile(r"取りたい|入れたい|予約したい|お願いした|空い|取れ")
_LEAST_TOLD = 4
"""Characters of what can be told of a booking."""
_LEAST_MATTER = 10
"""Characters of a matter that can be passed on as it is: 見てほしい書類があって."""
_HINDERED = re.compile(
    r"都合|仕事|用事|急[にな用]|熱|体調|風邪|具合|け(?:な|ません)|れ(?:な|ません)|無理|だめ|ダメ|駄目|変|予約"
)
"""Why she cannot come: whether it is moved or given up is still asked."""


def is_open(turn: Turn) -> bool:
    """What becomes of the booking is still to be told."""
    return turn.note(_OPEN) == "1"


def ask(turn: Turn) -> None:
    """Ask what becomes of it."""
    turn.ask("booking_matter")


def begins(turn: Turn) -> bool:
    """The booking is named, and no more; its day is kept."""
    is_taken = turn.knowledge.manual.reservation.accepted and not turn.value("kind")
    if not is_taken or not only_names_booking(turn.said.text):
        turn.remember(_OPEN, "")
        return False
    turn.remember(_OPEN, "1")
    turn.learn(Slot("kind", "reservation_change", turn.said.text, 0.6))
    turn.drop("answer_question")
    when.hear(turn, "booked")
    return True


def told(turn: Turn) -> bool:
    """The answer: given up, moved, something put into it; a day alone is the one booked."""
    text = turn.said.text
    if turn.said.intent == "notice":
        return _leaves(turn)  # 20分遅れます is passed on
    if gives_up(text):
        return _settles(turn, "reservation_cancel")
    days = choices_in(text, turn.knowledge.now)
    if only_adds(turn, text):
        take_addition(turn)
        return _settles(turn, "reservation_change")
    kind = kind_in(text, "reservation_change", is_open=True, now=turn.knowledge.now)
    if MOVES.search(text) or TO_DAY.search(text) or (turn.value("booked") and days):
        hear_both(turn, kind, text)
        return _settles(turn, kind)
    is_asked = asks(text)
    if days and not is_asked and not _WISHES.search(text):
        return when.hear(turn, "booked")
    if would_come(text, turn.knowledge.now) or _WISHES.search(text) or (days and is_asked):
        when.hear(turn, "wish")
        return _settles(turn, "reservation_new")
    return _beside(turn)


def _settles(turn: Turn, kind: str) -> bool:
    turn.remember(_OPEN, "")
    turn.learn(Slot("kind", kind, turn.said.text, 0.9))
    add_to_message(turn)
    return True


def _leaves(turn: Turn) -> bool:
    """Nothing becomes of the booking: what is told or asked instead is what she called about."""
    turn.remember(_OPEN, "")
    turn.drop("reserve")
    turn.forget("kind")
    return False


def _beside(turn: Turn) -> bool:
    """A question is what she called about; anything else is kept, and asked after once more."""
    if asks(turn.said.text):
        return _leaves(turn)
    if len(turn.said.text) < _LEAST_TOLD or turn.said.gives("caller_name", "callback_number"):
        return False
    add_to_message(turn)
    if len(turn.said.text) >= _LEAST_MATTER and not _HINDERED.search(turn.said.text):
        leave(turn)
    return True


def leave(turn: Turn) -> None:
    """It was not told: whoever keeps the book is told that she called about it."""
    turn.remember(_OPEN, "")
    turn.remember("adds", "1")
