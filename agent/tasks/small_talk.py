"""Who is speaking, are you a machine, hello: answered in a sentence, then back to the call."""

from __future__ import annotations

from agent.events import Fact
from agent.turn import Task, Turn


def go_on(turn: Turn) -> bool:
    """Answer honestly and go on."""
    turn.drop("small_talk")
    if turn.note("talk") == "who_are_you":
        manual = turn.knowledge.manual
        turn.say(
            "inform",
            "automatic",
            Fact("agent", manual.agent.name, "manual"),
            Fact("company", manual.company_name, "manual"),
        )
    elif turn.note("talk") == "wait":
        turn.say("backchannel", "take_your_time")
        turn.question = None
        return True
    if not turn.stack and turn.note("promised") != "1":
        turn.ask("purpose", entry="purpose_soft")
        return True
    return False


def _opened(turn: Turn) -> None:
    turn.remember("talk", next(i for i in ("who_are_you", "wait", "greeting") if turn.meant(i)))


TASK = Task("small_talk", ("who_are_you", "wait", "greeting"), go_on, opened=_opened)
