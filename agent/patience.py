"""What is done when a caller was not understood: other words once, then another way, then a person.

No question is asked forever. Giving a question up has its own next step, so that a caller who
cannot or will not answer still leaves with the next step settled.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.questions import QUESTIONS
from agent.tasks.take_message import learn_message
from agent.turn import Turn

MAX_FAILURES = 6
"""Turns not understood in one call before a person, or the end, comes."""
MAX_MUSINGS = 2
_MUSING = re.compile(
    r"^(?:あー|ああ|え[えー]|はあ|へえ|うーん|そう(?:です|なん)?か?ー?ね?|なるほど|[、。 ])+$"
)
"""The caller thinks aloud: nothing was misheard, the question simply stands."""
Step = Callable[[Turn], None]


def not_understood(turn: Turn, ask_again: Step, carry_on: Step) -> None:
    """A turn that answered nothing and asked for nothing."""
    question = QUESTIONS.get(turn.state.asked, QUESTIONS["purpose"])
    if _MUSING.match(turn.said.text) and turn.add_one("musings") <= MAX_MUSINGS:
        ask_again(turn)
        return
    failures = turn.add_one("failures")
    tries = turn.add_one(f"tries:{question.topic}")
    if failures > MAX_FAILURES:
        _last_resort(turn, carry_on)
        return
    if tries >= question.tries and give_up(turn, carry_on):
        return
    if turn.state.was_cut and tries == 1 and turn.state.last is not None:
        for act in turn.state.last.acts:
            turn.say(act.kind, act.topic, *act.facts)
        turn.question = question
        return
    turn.say("apologise", "not_heard")
    ask_again(turn)


def give_up(turn: Turn, carry_on: Step) -> bool:
    """Take another way than the open question; False when there is none but to ask again."""
    asked = turn.state.asked or "purpose"
    if asked in ("target", "which_person", "confirm_target"):
        for name in ("target_unknown", "target_maybe", "target_choices"):
            turn.forget(name)
        turn.drop("reach_person")
        turn.push("answer_question")
    elif asked in _FALLBACK_NOTE:
        turn.remember(_FALLBACK_NOTE[asked], "1")
    elif asked in ("offer_email", "email_readback"):
        turn.remember("email", "given" if asked == "email_readback" else "declined")
    elif asked in ("callback_number", "number_rest", "use_caller_number"):
        turn.forget("callback_number")
        turn.remember("keys_asked", "1")
        turn.ask("number_keys")
        return True
    elif asked in ("message", "inquiry", "complaint", "wishes", "emergency"):
        learn_message(turn, turn.said.text or "（内容は聞き取れず）")
    elif asked == "anything_else":
        turn.remember("closing", "done")
    elif turn.said.text:
        learn_message(turn, turn.said.text)
        turn.push("answer_question")
    else:
        return False
    carry_on(turn)
    return True


_FALLBACK_NOTE = {
    "caller": "skip_caller",
    "caller_name": "skip_caller",
    "caller_company": "skip_caller",
    "offer_callback": "no_callback",
    "offer_message": "no_message",
    "offer_other": "no_other",
    "number_keys": "skip_number",
    "confirm_number": "skip_number",
}
"""Question -> what is then done without."""


def _last_resort(turn: Turn, carry_on: Step) -> None:
    if turn.knowledge.manual.operators and turn.note("operator_tried") != "1":
        turn.remember("hand_over_why", "not_understood")
        turn.push("hand_over")
        carry_on(turn)
        return
    turn.say("close", "not_understood")
    turn.ends = True
    turn.interruptible = False
