"""A complaint: an apology for what was said, the facts once, a call back; or a person, soon."""

from __future__ import annotations

import re

from agent.events import Slot
from agent.tasks.take_message import learn_message
from agent.turn import Task, Turn

SETTLE_TURNS = 2
"""Angry turns after which a person takes over."""
_SUPERIOR = re.compile(r"責任者|上の者|上の人|上司|上を出|社長を?出")
_ABOUT = (
    ("late", ("届か", "届いてな", "届いていな", "来ない", "来てない", "遅い", "まだ")),
    ("broken", ("壊れ", "不良", "割れ", "動かな", "傷", "汚れ")),
    ("wrong_item", ("違うもの", "違う商品", "違うの", "間違って届", "頼んだのと")),
    ("billing", ("請求", "返金", "料金", "引き落と", "二重")),
    ("no_call", ("電話すると", "電話するって", "連絡がな", "何回電話", "何度電話", "待た")),
    ("manner", ("態度", "対応", "失礼", "言い方")),
)


def go_on(turn: Turn) -> bool:
    """Apologise first; ask only what was not said; never promise what is not ours to give."""
    if turn.note("complaint_heard") != "1" and not turn.value("message"):
        turn.ask("complaint")
        return True
    turn.remember("plan", "callback")
    if turn.person is None and not turn.value("target_department"):
        department = turn.knowledge.manual.rules.answers_for
        if department:
            turn.learn(Slot("target_department", department, "", 1.0))
    turn.drop("hear_complaint")
    turn.push("call_back")
    return False


def _opened(turn: Turn) -> None:
    times = turn.add_one("complaints")
    about = next((t for t, cues in _ABOUT if any(c in turn.said.text for c in cues)), "")
    wants_superior = times == SETTLE_TURNS and _SUPERIOR.search(turn.said.text) is not None
    if (times > SETTLE_TURNS or wants_superior) and turn.knowledge.manual.operators:
        turn.drop("hear_complaint")
        turn.push("hand_over")
        turn.remember("hand_over_why", "complaint")
        return
    turn.say("apologise", f"complaint_{about}" if about and times == 1 else "complaint")
    turn.learn(Slot("kind", "complaint", turn.said.text, 0.9))
    if about or len(turn.said.text) >= 12:
        learn_message(turn, turn.said.text)


def _told(turn: Turn) -> bool:
    if len(turn.said.text) < 4:
        return False
    learn_message(turn, turn.said.text)
    return True


TASK = Task("hear_complaint", ("complaint",), go_on, {"complaint": _told}, _opened)
