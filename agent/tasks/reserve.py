"""Reservations: wishes are taken in the caller's words and never confirmed here."""

from __future__ import annotations

from agent.events import Slot
from agent.tasks.take_message import learn_message
from agent.turn import Task, Turn

_KINDS = ("reservation_cancel", "reservation_change", "reservation_new")


def go_on(turn: Turn) -> bool:
    """What is wished, then who and where to call back."""
    if not turn.value("message"):
        turn.ask("wishes", entry=f"wishes_{turn.note('reservation', 'reservation_new')}")
        return True
    if turn.note("wishes_taken") != "1":
        turn.remember("wishes_taken", "1")
        turn.say("inform", "wishes_taken")
    turn.remember("plan", "callback")
    turn.drop("reserve")
    turn.push("call_back")
    return False


def _told(turn: Turn) -> bool:
    if len(turn.said.text) < 3:
        return False
    learn_message(turn, turn.said.text)
    return True


def _opened(turn: Turn) -> None:
    kind = next(k for k in _KINDS if turn.meant(k))
    turn.remember("reservation", kind)
    turn.learn(Slot("kind", kind, turn.said.text, 0.9))
    if any(c.isdigit() or c in "一二三四五六七八九十月火水木金土日" for c in turn.said.text):
        learn_message(turn, turn.said.text)


TASK = Task("reserve", _KINDS, go_on, {"wishes": _told}, _opened)
