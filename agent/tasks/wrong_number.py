"""A wrong number: say whose number this is, kindly, and let the caller go."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.turn import STACK, Task, Turn

_KNOWS = re.compile(r"間違え|まちがえ|間違い")


def go_on(turn: Turn) -> bool:
    """Name the company; close when the caller has understood."""
    knows = _KNOWS.search(turn.said.text) is not None or turn.meant("goodbye")
    if knows or turn.was_said("inform.wrong_number"):
        turn.say("close", "wrong_number")
        turn.ends = True
        return True
    company = Fact("company", turn.knowledge.manual.company_name, "manual")
    turn.say("inform", "wrong_number", company)
    return True


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "wrong_number", turn.said.text, 0.9))
    turn.remember(STACK, "wrong_number")


TASK = Task("wrong_number", ("wrong_number",), go_on, opened=_opened)
