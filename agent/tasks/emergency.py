"""Danger now: the one line of advice that is anybody's to give, the least that must be known, and
a person at once."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.tasks.take_message import learn_message
from agent.turn import Task, Turn

_LIFE = re.compile(r"倒れ|意識|息|血|怪我|けが|ケガ|救急|死|火事|燃え|煙|爆発|助けて|動かな|苦し")
_FIRE = re.compile(r"火事|燃え|煙|爆発|ガス")
_CRIME = re.compile(r"泥棒|強盗|襲|殺|刃物|侵入")


def go_on(turn: Turn) -> bool:
    """Hand over at once when somebody can be rung; else the number, for a call in minutes."""
    if turn.note("emergency_place") != "1":
        turn.remember("emergency_place", "1")
        turn.ask("emergency")
        return True
    turn.drop("emergency")
    turn.remember("hand_over_why", "emergency")
    turn.push("hand_over")
    return False


def _told(turn: Turn) -> bool:
    if len(turn.said.text) < 2:
        return False
    learn_message(turn, f"{turn.value('message')}。{turn.said.text}".lstrip("。"))
    return True


def _opened(turn: Turn) -> None:
    text = turn.said.text
    turn.learn(Slot("kind", "emergency", text, 0.9))
    turn.learn(Slot("urgency", "emergency", text, 0.9))
    learn_message(turn, f"{turn.value('message')}。{text}".lstrip("。"))
    if turn.note("advised") == "1":
        return
    if _LIFE.search(text) or _FIRE.search(text):
        turn.remember("advised", "1")
        turn.say("instruct", "call_119", Fact("number", "119", "built_in"))
    elif _CRIME.search(text):
        turn.remember("advised", "1")
        turn.say("instruct", "call_110", Fact("number", "110", "built_in"))


TASK = Task("emergency", ("emergency",), go_on, {"emergency": _told}, _opened)
