"""What a turn told: its slots taken over, weighed against what was known before.

A name said clearly replaces one heard badly, not the reverse; a new target begins the question of
what to do about it anew; a private number is never kept.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.events import Slot
from agent.turn import Turn

_BARE_NAME = 0.6
"""A bare word taken for a name because one was asked for is no surer than this."""
_SURE_NAME = 0.85
"""と申します marks a name this surely; only such a one replaces a known name unasked."""
_TARGETS = ("target", "target_maybe", "target_choices", "target_unknown")


def keep_what_was_said(turn: Turn) -> bool:
    """Take over the slots of this turn; True when something new was learned."""
    learned = False
    for slot in turn.said.slots:
        if slot.name in _TARGETS:
            learned |= _keep_target(turn, slot)
        elif slot.name == "target_department":
            learned |= _keep_department(turn, slot)
        elif slot.name in ("caller_name", "caller_company"):
            learned |= _keep_caller(turn, slot)
        elif slot.name == "callback_number" and _is_private(turn, slot.value):
            turn.learn(replace(slot, value="0", spoken="0", confidence=0.0))  # as if misheard
            learned = True
        elif slot.value != turn.value(slot.name) or not turn.is_confirmed(slot.name):
            turn.learn(slot)
            learned = True
    return learned


def _is_private(turn: Turn, digits: str) -> bool:
    """A private number of somebody's: never said back, and nothing shows that it was known."""
    staff = turn.knowledge.manual.staff
    return any(digits == re.sub(r"\D", "", s.mobile) for s in staff if s.mobile)


def _keep_target(turn: Turn, slot: Slot) -> bool:
    known = turn.value("target")
    wishes = turn.meant("reach_person", "other_person", "ask_email", "leave_message", "urgent")
    if known and (slot.value == known or (slot.name != "target" and not wishes)):
        return False
    if known and not (wishes and slot.name in ("target", "target_choices", "target_maybe")):
        return False
    choices = turn.value("target_choices").split("|")
    if slot.name == "target_choices" and turn.value("target_choices"):
        narrowed = [c for c in slot.value.split("|") if c in choices]
        slot = replace(slot, value="|".join(narrowed)) if narrowed else slot
    for other in _TARGETS:
        turn.forget(other)
    if known:
        turn.remember("plan", "")
        turn.remember("no_callback", "")
        turn.remember("email", "")
    turn.learn(slot)
    return True


def _keep_department(turn: Turn, slot: Slot) -> bool:
    choices = [c for c in turn.value("target_choices").split("|") if c]
    if len(choices) > 1:
        people = [turn.knowledge.directory.person(c) for c in choices]
        kept = [p.id for p in people if p is not None and p.staff.department == slot.value]
        if len(kept) == 1:
            turn.forget("target_choices")
            turn.learn(Slot("target", kept[0], slot.spoken, 0.95))
            return True
    if turn.value("target_department") == slot.value or turn.value("target"):
        return False
    turn.learn(slot)
    return turn.meant("reach_person", "faq", "request_callback", "leave_message")


def _keep_caller(turn: Turn, slot: Slot) -> bool:
    known = turn.value(slot.name)
    asked = turn.state.asked in ("caller", "caller_name", "caller_company")
    leaves = turn.meant("goodbye", "repeat_request", "wait", "call_again")
    if known == slot.value or (leaves and slot.confidence < _BARE_NAME):
        return False
    if known and not (slot.confidence >= _SURE_NAME or turn.is_no or asked):
        return False
    turn.learn(slot)
    return True
