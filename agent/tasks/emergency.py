"""Danger now: the one line of advice that is anybody's to give, the least that must be known, and
a person at once."""

from __future__ import annotations

import re

from agent.danger import has_ended, is_said, is_threat, is_victim
from agent.danger_sounds import sounds_grave, sounds_near
from agent.events import Fact, Slot
from agent.tasks.take_message import add_to_message, without_words
from agent.turn import Task, Turn

_LIFE = re.compile(
    r"倒れ|意識|ぐったり|返事がな|反応がな|呼吸|息(?:を|が|して|でき)|血|怪我|けが|ケガ|救急|死|助けて|(?:体|手|足|人|子|さん|[母父夫妻])[がは][^、。]{0,4}動かな|苦し|溺|痙攣|けいれん|心臓|溺れ|飲み込"
)
_FIRE = re.compile(r"火事|火が(?!つか|点か|付か)|燃え|煙|爆発|ガス")
_CRIME = re.compile(r"泥棒|強盗|襲|殺|刃物|侵入|不審者|暴れ")
_SYSTEM = re.compile(r"サーバ|システム|ネット|回線|業務")
"""動かない of a machine is no matter of life."""
_PLACE = re.compile(
    r"丁目|番地|号室|階|ビル|マンション|アパート|町|市|区|駅|店|支店|工場|事務所|倉庫|エレベーター"
)
_HAPPENS = re.compile(r"水漏|漏れ|水浸し|閉じ込め|停電|止ま|落ちて|緊急|大変|破裂|鳴って|臭")


def sounds_urgent(text: str) -> bool:
    """The words themselves tell of danger, or of something that is down."""
    return any(said.search(text) for said in (_LIFE, _FIRE, _CRIME, _SYSTEM, _HAPPENS))


_WHAT_TO_DO = re.compile(r"どうしたら|どうすれば|どうしよう|何をすれば|飲ませて|冷やし")
MAX_ASKED = 2
_NO_ANSWER = frozenset(("repeat_request", "wait"))
_HURRIES = frozenset(("yes", "urgent", "thanks", "greeting"))
"""Tells neither where nor the number."""


def go_on(turn: Turn) -> bool:
    """Ask once for where and the number, where they were not said; then a person."""
    if turn.note("threat") == "1":
        return call_person(turn, "threat")
    missing = not (turn.note("place") and turn.value("callback_number"))
    if missing and turn.count("emergency_asked") < MAX_ASKED and turn.note("enough") != "1":
        turn.add_one("emergency_asked")
        turn.escalate = "emergency"
        entry = "emergency_number" if turn.note("place") else "emergency"
        turn.ask("emergency", entry="emergency_place" if turn.value("callback_number") else entry)
        return True
    return call_person(turn, "emergency")


def ends(turn: Turn) -> bool:
    """「もう止まってます」: no emergency any more, but somebody calls back soon."""
    if turn.value("kind") != "emergency" or not has_ended(turn.said.text):
        return False
    add_to_message(turn)
    turn.learn(Slot("kind", "inquiry", turn.said.text, 0.9))
    turn.learn(Slot("urgency", "high", turn.said.text, 0.9))
    turn.remember("urgent", "1")
    turn.remember("over", "1")
    return True


def _calm_down(turn: Turn) -> None:
    turn.say("backchannel", "danger_over")
    turn.assign(turn.knowledge.manual.rules.unanswered.department)
    turn.remember("plan", "callback")
    turn.drop("emergency")
    turn.push("call_back")


def call_person(turn: Turn, why: str) -> bool:
    """Somebody takes over at once; the caller is not asked who she is."""
    turn.drop("emergency")
    turn.remember("hand_over_why", why)
    turn.remember("promise_as", "emergency")
    turn.remember("skip_caller", "1")
    turn.push("hand_over")
    return False


def _told(turn: Turn) -> bool:
    if len(turn.said.text) < 2 or turn.said.intent in _NO_ANSWER:
        return False
    if ends(turn):
        _calm_down(turn)
        return True
    _take(turn)
    if turn.said.intent in _HURRIES and not (turn.said.slots or turn.note("place")):
        return True  # はい、急いでください: asked once more, then without
    if _WHAT_TO_DO.search(turn.said.text):
        turn.say("refuse", "treatment")
    else:
        turn.remember("enough", "1")
    return True


def _take(turn: Turn) -> None:
    add_to_message(turn)
    if _PLACE.search(turn.said.text):
        turn.remember("place", "1")
    _advise(turn)


def _is_grave(text: str, reading: str) -> bool:
    """Somebody's life is at stake, by words or by sound."""
    if (_LIFE.search(text) and not _SYSTEM.search(text)) or _FIRE.search(text):
        return True
    return _CRIME.search(text) is None and sounds_grave(reading)


def _advise(turn: Turn) -> None:
    """What may be said at once: 119 or 110, or the manual's own advice for such a case."""
    text, reading = turn.said.text, turn.said.reading
    advice = turn.knowledge.manual.rules.emergency.advice
    named = [word for word in advice if is_said(word, text, reading)]
    named = named or [word for word in advice if sounds_near(word, reading)]
    own = advice[max(named, key=len)] if named else ""
    if own and turn.note("own_advice") != "1":
        turn.remember("own_advice", "1")
        turn.say("instruct", "own_advice", Fact("text", own, "manual"))
    if turn.note("advised") == "1" or is_threat(text, reading):
        turn.remember("threat", "1" if is_threat(text, reading) else turn.note("threat"))
        return
    if is_victim(text):
        turn.remember("advised", "1")
        turn.say("instruct", "call_110", Fact("number", "110", "built_in"))
    elif _is_grave(text, reading):
        turn.remember("advised", "1")
        turn.say("instruct", "call_119", Fact("number", "119", "built_in"))
    elif _CRIME.search(text):
        turn.remember("advised", "1")
        turn.say("instruct", "call_110", Fact("number", "110", "built_in"))


def _opened(turn: Turn) -> None:
    text = turn.said.text
    turn.learn(Slot("kind", "emergency", text, 0.9))
    turn.learn(Slot("urgency", "emergency", text, 0.9))
    _take(turn)


TASK = Task(
    "emergency",
    ("emergency",),
    go_on,
    {"emergency": _told},
    _opened,
    {"emergency": without_words},
)
