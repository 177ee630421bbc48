"""Offers for sale are refused clearly: no call back, no schedule; material may be sent."""

from __future__ import annotations

from agent.events import Fact, Slot
from agent.turn import STACK, Task, Turn

MAX_REFUSALS = 2
"""Insisting further ends the call, politely."""


def go_on(turn: Turn) -> bool:
    """Refuse, name the one way that is open, and close."""
    rule = turn.knowledge.manual.rules.sales
    gives_in = turn.meant("goodbye", "thanks") or (turn.said.intent in ("yes", "no"))
    if turn.add_one("sales_refused") > MAX_REFUSALS or gives_in:
        turn.say("close", "sales")
        turn.ends = True
        return True
    if turn.count("sales_refused") == 1 and rule.send_to:
        turn.say("refuse", "sales_send", Fact("email", rule.send_to, "manual"))
    else:
        turn.say("refuse", "sales")
    turn.question = None
    return True


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "sales", turn.said.text, 0.9))
    turn.remember(STACK, "screen_sales")
    turn.remember("plan", "none")


TASK = Task("screen_sales", ("sales_call",), go_on, opened=_opened)
