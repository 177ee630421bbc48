"""Offers for sale and nuisance calls are refused clearly: no call back, no schedule, no names."""

from __future__ import annotations

from agent.events import Fact, Slot
from agent.tasks.take_message import add_to_message
from agent.turn import STACK, Task, Turn

MAX_REFUSALS = 2
"""Insisting further ends the call, politely."""


def go_on(turn: Turn) -> bool:
    """Refuse, name the one way that is open, and close."""
    rule = turn.knowledge.manual.rules.sales
    gives_in = turn.meant("goodbye", "thanks") or turn.said.intent in ("yes", "no")
    is_nuisance = turn.value("kind") == "nuisance"
    if turn.add_one("sales_refused") > MAX_REFUSALS or (
        gives_in and turn.count("sales_refused") > 1
    ):
        turn.say("close", "nuisance" if is_nuisance else "sales")
        turn.ends = True
        turn.interruptible = False
        return True
    if is_nuisance:
        turn.say("refuse", "nuisance")
    elif turn.count("sales_refused") == 1 and rule.send_to:
        turn.say("refuse", "sales_send", Fact("email", rule.send_to, "manual"))
    else:
        turn.say("refuse", "sales")
    turn.question = None
    return True


def _opened(turn: Turn) -> None:
    is_nuisance = turn.meant("nuisance") and not turn.meant("sales_call")
    rule = turn.knowledge.manual.rules.sales
    if not is_nuisance and not rule.refuse:
        turn.learn(Slot("kind", "sales", turn.said.text, 0.9))
        add_to_message(turn)
        turn.assign()
        turn.drop("screen_sales")
        turn.push("take_message")
        return
    turn.learn(Slot("kind", "nuisance" if is_nuisance else "sales", turn.said.text, 0.9))
    add_to_message(turn)
    turn.remember(STACK, "screen_sales")
    for name in ("target_unknown", "target_maybe", "target_choices"):
        turn.forget(name)
    turn.remember("plan", "none")


TASK = Task("screen_sales", ("sales_call", "nuisance"), go_on, opened=_opened)
