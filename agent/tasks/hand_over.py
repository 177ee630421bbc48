"""A person takes over: somebody is rung where the manual names one for this, else calls back."""

from __future__ import annotations

import re

from agent.call_words import MACHINE
from agent.tasks.hear_complaint import wants_superior
from agent.tasks.small_talk import say_who_speaks
from agent.turn import SOMEBODY, Task, Turn
from knowledge.schema import CallKind, Operator

_KINDS: dict[str, CallKind] = {
    "asked": "human_operator",
    "complaint": "complaint",
    "emergency": "emergency",
    "threat": "emergency",
    "not_understood": "human_operator",
    "vip": "vip",
    "scream": "human_operator",
}
"""Why a person is needed -> the manual's word for such calls."""
_SUPERIOR = re.compile(
    r"責任者|上の(?:者|人|方)(?!に[^、。]{0,6}(?:伝|言))|上司を|偉い人|(?:話の(?:分|わ)か|決められ|判断でき|答えられ)る(?:方|人|者|の)"
)
_PRESSING = frozenset(("emergency", "threat", "complaint", "vip", "asked"))
"""Why somebody must call back at once; who was merely not understood is called in her turn."""
_OWN_LINE = frozenset(("emergency", "threat", "vip", "complaint"))


def go_on(turn: Turn) -> bool:
    """Say that a person is called, or take what is needed for a person to call back at once."""
    turn.drop("hand_over")
    why = turn.note("hand_over_why") or "asked"
    if turn.note("register") == "english":
        turn.push("foreign_language")
        return False
    turn.escalate = why
    if who_takes(turn, why) is not None and turn.note("operator_tried") != "1":
        turn.remember("operator_tried", "1")
        if why in ("asked", "complaint") and MACHINE.search(turn.said.text):
            say_who_speaks(turn)
        turn.say("transfer", why if why in _OWN_LINE else "operator")
        turn.waits_silently = True
        return True
    was_rung = turn.note("operator_tried") == "1"
    turn.remember("operator_tried", "1")
    turn.remember("plan", "callback")
    if why in _PRESSING:
        turn.remember("urgent", "1")
    turn.assign()
    if why in ("emergency", "threat"):
        turn.say("inform", "emergency_marked")
    elif why == "complaint" and not was_rung:
        turn.say("inform", "complaint_passed_on")
    else:
        turn.say("apologise", "no_operator" if was_rung else "no_operator_here")
    turn.push("call_back")
    return False


def who_takes(turn: Turn, why: str) -> Operator | None:
    """The operator for it who answers now."""
    rules = turn.knowledge.manual.rules
    named = {
        "complaint": rules.complaint.operator,
        "emergency": rules.emergency.operator,
        "threat": rules.emergency.operator,
    }
    return turn.operator(_KINDS.get(why, "human_operator"), named.get(why, ""))


def _opened(turn: Turn) -> None:
    if turn.value("kind") in ("complaint", "emergency"):
        turn.remember("hand_over_why", turn.value("kind"))


def _hears(turn: Turn) -> bool:
    """責任者を出してください; a complaint's first words are heard by itself."""
    if wants_superior(turn) and turn.value("message"):
        return turn.note("operator_tried") != "1"
    if turn.meant("sales_call", "nuisance") or turn.value("kind") in ("sales", "nuisance"):
        return False
    is_complaint = turn.value("kind") == "complaint" or turn.said.intent == "complaint"
    is_for_one = turn.said.gives(*SOMEBODY)
    return not (is_complaint or is_for_one) and _SUPERIOR.search(turn.said.text) is not None


TASK = Task("hand_over", ("human_operator",), go_on, opened=_opened, hears=_hears)
