"""Danger now: the one line of advice that is anybody's to give, the least that must be known, and
a person at once."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.danger import NEAR, has_ended, is_danger, is_denied, is_said, is_threat, is_victim
from agent.danger_harm import named_for
from agent.danger_sounds import sounds_grave, sounds_near
from agent.events import Fact, Slot
from agent.hazards import nearness
from agent.stated_names import COMMON
from agent.tasks.take_message import add_to_message, without_words
from agent.turn import Task, Turn
from speech.reading.name_words import is_name, likelihood

_LIFE = re.compile(
    r"倒れ|意識|ぐったり|返事がな|反応がな|呼吸|息(?:を|が|して|でき)|血|怪我|けが|ケガ|救急|死|助けて|(?:体|手|足|人|子|さん|[母父夫妻])[がは][^、。]{0,4}動かな|苦し|溺|痙攣|けいれん|心臓|溺れ|飲み込"
)
_FIRE = re.compile(r"火事|火が(?!つか|点か|付か)|燃え|煙|爆発|ガス")
_CRIME = re.compile(r"泥棒|強盗|襲|殺|刃物|侵入|不審者|暴れ")
_SYSTEM = re.compile(r"サーバ|システム|ネット|回線|業務")
"""動かない of a machine is no matter of life."""
_PLACE = re.compile(
    r"丁目|番地|号室|[0-9]{3}(?:です|の)|ハイツ|コーポ|荘の|階|ビル|マンション|アパート|町|市|区|駅|店|支店|工場|事務所|倉庫|エレベーター"
)
_HAPPENS = re.compile(r"水漏|漏れ|水浸し|閉じ込め|停電|止ま|落ちて|緊急|大変|破裂|鳴って|臭")


def sounds_urgent(text: str) -> bool:
    """The words themselves tell of danger, or of something that is down."""
    return any(said.search(text) for said in (_LIFE, _FIRE, _CRIME, _SYSTEM, _HAPPENS))


_PEOPLE = re.compile(
    r"主人|夫|旦那|妻|家内|息子|娘|子ども|子供|赤ちゃん|[父母兄弟姉妹]|祖父|祖母|お客|同僚|友人|人が|さんが"
)
_MISSING = re.compile(
    r"帰って(?:こ|来)な|行方|連絡がつかな|見つからな|連れて(?:い|行)かれ|逮捕|捕ま"
)
"""Somebody is gone: nobody asks where."""
_WHAT_TO_DO = re.compile(r"どうしたら|どうすれば|どうしよう|何をすれば|飲ませて|冷やし")
_ASKS = re.compile(
    r"(?:か|かね|かな|かしら|の)(?:ねえ?|なあ?)?$|(?:です|ます|でしょう)よね$|(?:どう|何を?)(?:したら|すれば)[^、]{0,6}$"
)
_MAY_I = re.compile(rf"{_WHAT_TO_DO.pattern}|大丈夫|平気|危な")
_WANTS_AMBULANCE = re.compile(r"(?:救急|消防|119)(?!.*ほど(?:じゃ|では)な)")
_FOR_ONE = re.compile(
    r"(?:知らせ|伝え|連絡を?(?:取|と)|お電話|電話する)[^。]{0,12}(?:たい|ほし|欲し|くださ|下さ|いただ|もらえ)"
)
"""The one who is asked for is to be told of it."""
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
        if turn.add_one("emergency_asked") == 1 and all(a.kind != "instruct" for a in turn.acts):
            is_of_people = _PEOPLE.search(turn.said.text) is not None
            turn.say("backchannel", "worry" if is_of_people else "trouble")
        turn.escalate = "emergency"
        entry = "emergency_number" if turn.note("place") else "emergency"
        turn.ask("emergency", entry="emergency_place" if turn.value("callback_number") else entry)
        return True
    return call_person(turn, "emergency")


def ends(turn: Turn) -> bool:
    """「もう止まってます」, 「事故じゃなくて」: no emergency any more; somebody calls back."""
    words = turn.knowledge.manual.rules.emergency.words
    is_over = has_ended(turn.said.text)
    denies = not is_over and is_denied(turn.said.text, words)
    if turn.value("kind") != "emergency" or not (denies or is_over):
        return False
    add_to_message(turn)
    before = turn.note("kind_before")
    if denies and not before:
        turn.forget("kind")
    else:
        turn.learn(Slot("kind", before or "inquiry", turn.said.text, 0.9))
    turn.learn(Slot("urgency", "normal" if denies else "high", turn.said.text, 0.9))
    if not denies:
        turn.remember("urgent", "1")
    turn.remember("over", "1")
    return True


def _calm_down(turn: Turn) -> None:
    denies = turn.value("urgency") == "normal"
    turn.say(*(("apologise", "misheard") if denies else ("backchannel", "danger_over")))
    turn.assign(turn.knowledge.manual.rules.unanswered.department)
    turn.remember("plan", "callback")
    turn.drop("emergency")
    turn.push("call_back")


def answers_while_ringing(turn: Turn) -> bool:
    """What a caller asks while a person is rung for her is kept, and answered as far as may be."""
    number = turn.slot("callback_number")
    if turn.is_yes and number is not None and turn.was_read_back("confirm.emergency_heard"):
        turn.learn(replace(number, confirmed=True))
    if turn.value("kind") != "emergency" or not _asks(turn.said.text):
        return False
    add_to_message(turn)
    _advise(turn)
    _answer(turn)
    return True


def call_person(turn: Turn, why: str) -> bool:
    """Somebody takes over at once; the caller is not asked who she is."""
    turn.drop("emergency")
    number = turn.slot("callback_number")
    if why == "emergency" and number is not None and number.value and not number.confirmed:
        turn.say("confirm", "emergency_heard", Fact("number", number.spoken, "caller"))
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
    if _asks(turn.said.text):
        _answer(turn)
    lacks_rest = _PLACE.search(turn.said.text) or _WHAT_TO_DO.search(turn.said.text)
    if turn.value("callback_number") or not lacks_rest:
        turn.remember("enough", "1")  # nothing more is to be had: a person, without it
    return True


def _asks(text: str) -> bool:
    return bool(_asked_in(text))


def _asked_in(text: str) -> str:
    """Those of its sentences that ask something."""
    parts = re.split(r"(?<=[。？?!！])", text)
    return "".join(p for p in parts if p.endswith(("?", "？")) or _ASKS.search(p.rstrip("。!！ ")))


def _answer(turn: Turn) -> None:
    """The advice that may be given, or that somebody who knows is about to answer."""
    text = _asked_in(turn.said.text)
    if any(act.kind == "instruct" for act in turn.acts):
        return
    own = turn.note("advice")
    if _WANTS_AMBULANCE.search(text):
        turn.say("instruct", "call_119_now", Fact("number", "119", "built_in"))
    elif own and _MAY_I.search(text) and turn.was_said("instruct.own_advice") < MAX_ADVISED:
        turn.say("instruct", "own_advice", Fact("text", own, "manual"))
    elif _WHAT_TO_DO.search(text) and _is_grave(turn.value("message"), ""):
        turn.say("refuse", "treatment")
    else:
        turn.say("inform", "operator_answers")


MAX_ADVISED = 2
"""Times the manual's advice is told to one who asks again what to do."""


def _take(turn: Turn) -> None:
    add_to_message(turn)
    _keep_name(turn)
    if _PLACE.search(turn.said.text) or _MISSING.search(turn.said.text):
        turn.remember("place", "1")
    _advise(turn)


def _keep_name(turn: Turn) -> None:
    """大西です, between where and what: a surname people have, and no place."""
    named = next((slot for slot in turn.said.slots if slot.name == "caller_name"), None)
    if named is None or turn.value("caller_name") or turn.value("relation"):
        return
    if is_name(named.value) and likelihood(named.value) > COMMON:
        turn.learn(named)


def _is_grave(text: str, reading: str) -> bool:
    """Somebody's life is at stake, by words or by sound."""
    if (_LIFE.search(text) and not _SYSTEM.search(text)) or _FIRE.search(text):
        return True
    return _CRIME.search(text) is None and sounds_grave(reading)


def _advise(turn: Turn) -> None:
    """What may be said at once: 119 or 110, or the manual's own advice for such a case."""
    text, reading = turn.said.text, turn.said.reading
    own = _own_advice(turn)
    if own and turn.note("advice") != own:
        turn.remember("advice", own)
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


def _own_advice(turn: Turn) -> str:
    """The manual's advice for what was told so far, this turn before what went before it."""
    advice = turn.knowledge.manual.rules.emergency.advice
    text, reading = turn.said.text, turn.said.reading
    named = [word for word in advice if is_said(word, text, reading)]
    named = named or [word for word in advice if sounds_near(word, reading)]
    named = named or _meant(list(advice), text) or _meant(named_for(text, advice), text, 0.0)
    if not named and not turn.note("advice"):
        named = [word for word in advice if is_said(word, turn.value("message"), "")]
    return advice[max(named, key=len)] if named else ""


def _meant(words: list[str], text: str, least: float = NEAR) -> list[str]:
    """The one of them that is meant by `text`, if any: 上から水がぽたぽた is 天井から水."""
    told = re.sub("[。？！?!]", "、", text)  # 変な臭いがするの。ガスかしら is one matter
    nearest = max(words, key=lambda word: nearness(word, told), default="")
    return [nearest] if nearest and nearness(nearest, told) >= least else []


def _is_news(turn: Turn) -> bool:
    """A colleague's family, or one who wants her told: what happened elsewhere is news for her."""
    if turn.person is None or is_threat(turn.said.text, turn.said.reading):
        return False
    words = turn.knowledge.manual.rules.emergency.words
    is_for_her = _FOR_ONE.search(turn.said.text) and not is_danger(turn.said.text, words)
    return turn.value("kind") == "family" or is_for_her is not None


def _pass_on(turn: Turn) -> None:
    """She is told at once and calls; the number is asked for even where she has it."""
    turn.drop("emergency")
    add_to_message(turn)
    turn.say("backchannel", "worry")
    for note in ("promised", "promised_for", "skip_number", "number_known"):
        turn.remember(note, "")
    turn.remember("urgent", "1")
    turn.remember("plan", "callback")
    turn.push("call_back")


def _opened(turn: Turn) -> None:
    if _is_news(turn):
        _pass_on(turn)
        return
    if turn.value("kind") != "emergency":
        turn.remember("kind_before", turn.value("kind"))
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
