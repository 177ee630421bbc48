"""A person takes over: somebody is rung where the manual names an operator, else calls back."""

from __future__ import annotations

from agent.events import Slot
from agent.turn import Task, Turn


def go_on(turn: Turn) -> bool:
    """Say that a person is called, or take what is needed for a person to call back at once."""
    turn.drop("hand_over")
    why = turn.note("hand_over_why") or "asked"
    if turn.knowledge.manual.operators and turn.note("operator_tried") != "1":
        turn.remember("operator_tried", "1")
        turn.escalate = why
        turn.say("transfer", why if why in ("emergency", "foreign") else "operator")
        turn.waits_silently = True
        return True
    turn.escalate = why
    turn.remember("plan", "callback")
    if not turn.value("target") and not turn.value("target_department"):
        department = turn.knowledge.manual.rules.answers_for
        if department:
            turn.learn(Slot("target_department", department, "", 1.0))
    turn.say("apologise", "no_operator")
    turn.push("call_back")
    return False


def _opened(turn: Turn) -> None:
    if turn.meant("foreign_language"):
        turn.remember("hand_over_why", "foreign")


TASK = Task("hand_over", ("human_operator", "foreign_language"), go_on, opened=_opened)
