"""The end: who took the call, anything else, goodbye. The caller has the last word but one."""

from __future__ import annotations

from agent.events import Fact
from agent.turn import Task, Turn


def go_on(turn: Turn) -> bool:
    """Say who took the call and listen once more; then say goodbye."""
    if turn.meant("goodbye") or turn.note("closing") == "1":
        _goodbye(turn)
        return True
    if turn.note("promised") == "1":
        turn.remember("closing", "1")
        turn.ask("anything_else", _agent(turn), entry="received", kind="close")
        return True
    turn.ask("anything_else")
    return True


def _goodbye(turn: Turn) -> None:
    if turn.note("promised") == "1" and turn.note("closing") != "1":
        turn.say("close", "received_goodbye", _agent(turn))
    else:
        turn.say("close", "goodbye")
    turn.ends = True
    turn.interruptible = False


def _agent(turn: Turn) -> Fact:
    return Fact("agent", turn.knowledge.manual.agent.name, "manual")


def _else_answer(turn: Turn) -> bool:
    """はい、いいえ、ありがとう after the promise: all of them end the call."""
    little = {"thanks", "yes", "no", "goodbye", "other"}
    if set(turn.intents) <= little and (turn.said.polarity or turn.said.intent != "other"):
        turn.remember("closing", "1")
        return True
    return False


TASK = Task("close_call", ("goodbye",), go_on, {"anything_else": _else_answer})
