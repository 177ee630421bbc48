"""While a person is rung: what the caller tells is passed on, and nobody waits for ever."""

from __future__ import annotations

from agent.patience import Step, note_while_waiting
from agent.tasks.asked_beside import told_at_once
from agent.tasks.emergency import answers_while_ringing
from agent.turn import Turn
from speech.endpointing import Expect

MAX_RINGING = 2
"""Silences while a person is rung, after which a call back is promised instead; by custom."""


def speaks_while_ringing(turn: Turn, *, has_told: bool, carry_on: Step) -> bool:
    """The caller speaks while a person is being rung; False where nobody is."""
    if not _is_ringing(turn):
        return False
    if turn.meant("request_callback", "call_again", "leave_message"):
        turn.remember("operator_tried", "1")
        return False
    if turn.meant("goodbye"):
        turn.remember("closing", "done")
        carry_on(turn)
    elif answers_while_ringing(turn) or told_at_once(turn):
        turn.say("transfer", "waiting")
        turn.waits_silently = True
    elif has_told or note_while_waiting(turn):
        turn.say("transfer", "waiting_noted")
        turn.waits_silently = True
    else:
        _ring_on(turn, carry_on, nobody_comes=turn.add_one("waiting") > 1)
    return True


def rings_still(turn: Turn, carry_on: Step) -> bool:
    """Silence while a person is rung is waiting; nobody comes: somebody will call back."""
    if not _is_ringing(turn):
        return False
    nobody_comes = turn.count("silences") > MAX_RINGING
    if nobody_comes:
        turn.remember("silences", "0")
    _ring_on(turn, carry_on, nobody_comes=nobody_comes)
    return True


def _is_ringing(turn: Turn) -> bool:
    last = turn.state.last
    return bool(turn.state.escalated) and last is not None and last.expect is Expect.NOTHING


def _ring_on(turn: Turn, carry_on: Step, *, nobody_comes: bool) -> None:
    """Let it ring, or have somebody call back."""
    if nobody_comes:
        turn.remember("operator_tried", "1")
        turn.push("hand_over")
        carry_on(turn)
    else:
        turn.say("transfer", "waiting")
        turn.waits_silently = True
