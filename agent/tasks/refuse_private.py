"""Mobile, home, whereabouts, is she employed here: refused, always with another way."""

from __future__ import annotations

from agent.turn import Task, Turn


def go_on(turn: Turn) -> bool:
    """Refuse what was asked, in other words each time, and go on to what can be done."""
    turn.drop("refuse_private")
    topic = "mobile" if turn.note("private") == "ask_mobile" else "private"
    turn.say("refuse", topic)
    if turn.note("promised") != "1":
        turn.remember("no_callback", "")
        if turn.person is not None or turn.value("target_department"):
            turn.push("reach_person")
        elif not turn.stack:
            turn.push("answer_question")
    return False


def _opened(turn: Turn) -> None:
    turn.remember("private", "ask_mobile" if turn.meant("ask_mobile") else "ask_private")


TASK = Task("refuse_private", ("ask_mobile", "ask_private"), go_on, opened=_opened)
