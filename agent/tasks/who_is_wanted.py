"""Whom the caller wants is found out: asked for, told apart, or made sure of."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.tasks.reason import TELLS_WHAT
from agent.tasks.take_message import add_to_message, keep_reason
from agent.turn import SOMEBODY, Turn

MAX_ASKED = 2
"""Times somebody's name is asked for where none was given."""
UNKNOWN_AFTER = 1
"""Times a name that is nobody's is asked again."""


def is_unsure(turn: Turn) -> bool:
    """Whom the caller wants is still to be found out."""
    if turn.value("target_choices"):
        return turn.note("either") != "1"
    return bool(turn.value("target_maybe")) or not turn.value("target_department")


def find_out(turn: Turn) -> bool:
    """Ask which of several, whether it is this one, or for whom at all; False when it is asked no
    more."""
    choices = [c for c in turn.value("target_choices").split("|") if c]
    if len(choices) > 1 and turn.was_said("ask.which_person") >= MAX_ASKED:
        either_will_do(turn)
        return False
    if len(choices) > 1:
        people = [p for p in map(turn.knowledge.directory.person, choices) if p is not None]
        named = "と".join(turn.name_of(p).value for p in people[:3])
        turn.ask("which_person", Fact("people", named, "manual"), kind="ask")
        return True
    maybe = turn.knowledge.directory.person(turn.value("target_maybe"))
    if maybe is not None:
        department = maybe.staff.department
        named = f"{department}の{maybe.surname}" if department else maybe.surname
        named += "さん" if turn.note("register") == "family" else ""
        turn.ask("confirm_target", Fact("person", named, "manual"))
        return True
    if turn.was_said("ask.target") >= MAX_ASKED:
        without_target(turn)
        return False
    unknown = turn.value("target_unknown")
    if unknown and turn.add_one("unknown_names") > UNKNOWN_AFTER:
        turn.say("apologise", "unknown_person", Fact("heard", unknown, "caller"))
        turn.forget("target_unknown")
        turn.drop("reach_person")
        _take_matter(turn)
        turn.push("answer_question")
        return False
    if unknown:
        turn.ask("target", Fact("heard", unknown, "caller"), entry="target_again")
        return True
    turn.ask("target")
    return True


def target_confirmed(turn: Turn) -> bool:
    """「営業部の栗本でしょうか」 was answered."""
    maybe = turn.value("target_maybe")
    if target_named(turn):
        return True
    if turn.is_yes:
        turn.learn(Slot("target", maybe, maybe, 0.9, confirmed=True))
        turn.forget("target_maybe")
        return True
    if turn.is_no:
        turn.forget("target_maybe")
        return True
    return False


def target_named(turn: Turn) -> bool:
    """Somebody was named."""
    return turn.said.gives(*SOMEBODY)


_UNKNOWN = re.compile(r"[わ分]から|知ら|覚え")


def target_chosen(turn: Turn) -> bool:
    """Which of several was told; what else tells them apart (男の人のほう, 先週来てくれた方) is
    kept for those who know."""
    if target_named(turn):
        return True
    is_told = turn.meant("reach_person", "other") and not turn.said.slots
    if is_told and not _UNKNOWN.search(turn.said.text):
        keep_reason(turn, beside=True)
    return False


def either_will_do(turn: Turn) -> None:
    """Which of several was not found out: those who bear the name know whose call it is."""
    turn.remember("either", "1")


def _take_matter(turn: Turn) -> None:
    """「田中さんから請求書のことで電話があったみたいで」: what it is about was told before."""
    told = next((t for t in turn.state.heard[::2] if TELLS_WHAT.search(t)), "")
    if told:
        add_to_message(turn, told)


def without_target(turn: Turn) -> None:
    """Whom the caller wants was not found out: somebody inside looks into it."""
    _take_matter(turn)
    turn.forget("target_unknown", "target_maybe", "target_choices")
    turn.drop("reach_person")
    turn.push("answer_question")
