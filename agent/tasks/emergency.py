"""Danger now: the one line of advice that is anybody's to give, the least that must be known, and
a person at once."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.asking import asks, wants_assent
from agent.danger import has_ended, is_danger, is_denied, is_threat, is_victim
from agent.danger_harm import may_cost_life
from agent.danger_sounds import sounds_grave
from agent.events import Fact, Slot
from agent.own_advice import own_advice
from agent.stated_names import COMMON
from agent.tasks.asked_beside import told_at_once
from agent.tasks.take_message import add_to_message, without_words
from agent.turn import Task, Turn
from speech.reading.name_words import is_name, likelihood

_LIFE = re.compile(
    r"倒れ|意識|ぐったり|返事がな|反応がな|呼吸|息(?:を|が|して|でき)|血|(?:怪我|けが|ケガ)(?!を?させ)|救急|死|助けて|(?:体|手|足|人|子|さん|[母父夫妻])[がは][^、。]{0,4}動かな|苦し|溺|痙攣|けいれん|心臓|溺れ|飲み込"
)
_FIRE = re.compile(r"火事|火が(?!つか|点か|付か)|燃え|煙|爆発|ガス")
_CRIME = re.compile(r"泥棒|強盗|襲|殺|刃物|侵入|不審者|暴れ")
_SYSTEM = re.compile(r"サーバ|システム|ネット|回線|業務")
"""動かない of a machine is no matter of life."""
_PLACE = re.compile(
    r"丁目|番地|号室|[0-9]{3}(?:です|の)|ハイツ|コーポ|荘の|階|ビル|マンション|アパート|町|市|区|駅|店|支店|"
    r"工場|事務所|倉庫|エレベーター|交差点|インター|国道|自宅|の間の|"
    r"の(?:手前|近く|そば|前|横|中|外|ところ)(?:です|で|に|なん|。|$)"
)


_PEOPLE = re.compile(
    r"主人|夫|旦那|妻|家内|息子|娘|子ども|子供|赤ちゃん|[父母兄弟姉妹]|祖父|祖母|お客|同僚|友人|人が|さんが"
)
_MISSING = re.compile(
    r"帰って(?:こ|来)な|行方|連絡がつかな|見つからな|連れて(?:い|行)かれ|逮捕|捕ま"
)
"""Somebody is gone: nobody asks where."""
_WHAT_TO_DO = re.compile(
    r"どうしたら|どうすれば|どうしよう|いかが(?:いた)?しま|何を(?:すれば|したら)|飲ませて|冷やし"
)
_MAY_I = re.compile(
    rf"{_WHAT_TO_DO.pattern}|大丈夫|平気|危な|(?:て|で|ば|たら|まま|ほう|方)[がでも]{{0,2}}(?:いい|ええ|よい|よろし)|"
    r"(?:すれ|切れ|閉めれ|閉め|やれ)ば|どこ(?:に|を|です|$)"
)
"""May I, should I, where is it: what the manual advises is the answer."""
_COMES = re.compile(r"(?:行っ|来[てた]|伺っ|帰っ)")
_WANTS_AMBULANCE = re.compile(r"(?:救急|消防|119)(?!.*ほど(?:じゃ|では)な)")
_FOR_ONE = re.compile(
    r"(?:知らせ|伝え|連絡を?(?:取|と)|お電話|電話する)[^。]{0,12}(?:たい|ほし|欲し|くださ|下さ|いただ|もらえ)"
)
"""The one who is asked for is to be told of it."""
_NO_PLACE = re.compile(r"[0-9][0-9-]{8,}|^[ァ-ヶー]+$")
"""A telephone number; the sounds of what was said, which stand beside the words."""
PLACE = "detail:場所"
LONGEST_PLACE = 24
"""Characters of a clause that tells where, and no story."""
LONGEST_WHO = 12
"""Characters of 岩田と申します, which tells neither where nor the number."""
MAX_ASKED = 2
_NO_ANSWER = frozenset(("repeat_request", "wait"))
_HURRIES = frozenset(("yes", "urgent", "thanks", "greeting"))
"""Tells neither where nor the number."""


def go_on(turn: Turn) -> bool:
    """Ask once for where and the number, where they were not said; then a person."""
    if turn.note("threat") == "1":
        return call_person(turn, "threat")
    has_number = bool(turn.value("callback_number"))
    missing = not (turn.note("place") and has_number)
    if missing and turn.count("emergency_asked") < MAX_ASKED and turn.note("enough") != "1":
        if turn.add_one("emergency_asked") == 1 and all(a.kind != "instruct" for a in turn.acts):
            is_of_people = _PEOPLE.search(turn.said.text) is not None
            turn.say("backchannel", "worry" if is_of_people else "trouble")
        turn.escalate = "emergency"
        _ask_missing(turn, has_number=has_number)
        return True
    return call_person(turn, "emergency")


def _ask_missing(turn: Turn, *, has_number: bool) -> None:
    """Where, the number, or both; and where nobody's life is at stake, in the same breath who."""
    is_asked = turn.was_said("ask.emergency_who") or turn.was_said("ask.emergency_number_who")
    is_known = turn.value("caller_name") or turn.note("kind_before")
    who = "" if turn.note("advised") == "1" or is_asked or is_known else "_who"
    if turn.note("place"):
        turn.ask("emergency_number", entry=f"emergency_number{who}")
    elif has_number:
        turn.ask("emergency", entry="emergency_place")
    else:
        turn.ask("emergency", entry=f"emergency{who}")


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
    if turn.value("kind") != "emergency":
        return False
    _keep_name(turn)
    if not _asks(turn.said.text):
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
    is_only_who = turn.said.gives("caller_name") and len(turn.said.text) <= LONGEST_WHO
    if turn.value("callback_number") or not (lacks_rest or is_only_who):
        turn.remember("enough", "1")  # nothing more is to be had: a person, without it
    return True


def _asks(text: str) -> bool:
    return bool(_asked_in(text))


def _asked_in(text: str) -> str:
    """Those of its sentences that ask something, and clauses that ask what to do."""
    parts = re.split(r"(?<=[。？?!！])", text)
    return "".join(p for p in parts if asks(p) or wants_assent(p) or _WHAT_TO_DO.search(p))


def _asks_what_to_do(text: str) -> bool:
    """What is advised answers it; 私も行ったほうがいいですか is for those who come."""
    return bool(_WHAT_TO_DO.search(text) or (_MAY_I.search(text) and not _COMES.search(text)))


def _answer(turn: Turn) -> None:
    """The advice that may be given, or that somebody who knows is about to answer."""
    text = _asked_in(turn.said.text)
    if any(act.kind == "instruct" for act in turn.acts):
        return
    own = turn.note("advice")
    if _WANTS_AMBULANCE.search(text):
        turn.say("instruct", "call_119_now", Fact("number", "119", "built_in"))
    elif own and _asks_what_to_do(text) and turn.was_said("instruct.own_advice") < MAX_ADVISED:
        turn.say("instruct", "own_advice", Fact("text", own, "manual"))
    elif _WHAT_TO_DO.search(text) and _is_grave(turn.value("message"), ""):
        turn.say("refuse", "treatment")
    elif not told_at_once(turn):
        turn.say("inform", "operator_answers")


MAX_ADVISED = 2
"""Times the manual's advice is told to one who asks again what to do."""


def _take(turn: Turn) -> None:
    add_to_message(turn)
    _keep_name(turn)
    if _keep_place(turn) or _MISSING.search(turn.said.text):
        turn.remember("place", "1")
    _advise(turn)


def _keep_place(turn: Turn) -> bool:
    """藤の間の三輪と申します, 201の水野ですけど: where it is, told with who calls and before what
    happens too, and lost from what is told."""
    name = turn.value("caller_name")
    told = re.split("[。、]", "。".join((*turn.state.heard, turn.said.text)))
    places = [p for p in told if _PLACE.search(p) and not (_NO_PLACE.search(p) or _asks(p))]
    places = [p.split(f"の{name}")[0] if name else p for p in places]
    lost = [p for p in dict.fromkeys(places) if p not in turn.value("message")]
    if lost and len(lost[-1]) <= LONGEST_PLACE:
        turn.learn(Slot(PLACE, lost[-1], lost[-1], 0.8))
    return bool(places)


def _keep_name(turn: Turn) -> None:
    """大西です, between where and what: a surname people have, and no place."""
    named = next((slot for slot in turn.said.slots if slot.name == "caller_name"), None)
    if named is None or turn.value("caller_name") or turn.value("relation"):
        return
    if is_name(named.value) and likelihood(named.value) > COMMON:
        turn.learn(named)


_ANIMAL = re.compile(
    r"(?:犬|猫|ネコ|ワンちゃん|わんちゃん|うさぎ|ウサギ|ハムスター|小鳥|インコ|ペット)(?:ちゃん)?(?:が|は|も|、|の(?!散歩))"
)


def _is_grave(text: str, reading: str) -> bool:
    """Somebody's life is at stake, by words or by sound; no ambulance comes for a dog."""
    if _ANIMAL.search(text) and not (_PEOPLE.search(text) or _FIRE.search(text)):
        return False
    if (
        may_cost_life(text)
        or (_LIFE.search(text) and not _SYSTEM.search(text))
        or _FIRE.search(text)
    ):
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
    found = own_advice(advice, turn.said.text, turn.said.reading)
    if not found and not turn.note("advice"):
        return own_advice(advice, turn.value("message"), "")
    return found


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
    heard = turn.value("target_department")
    if heard and heard.removesuffix("部").removesuffix("課") not in text:
        turn.learn(  # けがをさせた sounds like 経理: whoever is called in such need is named
            turn.state.slot("target_department") or Slot("target_department", "", "", 0.0)
        )
    turn.learn(Slot("kind", "emergency", text, 0.9))
    turn.learn(Slot("urgency", "emergency", text, 0.9))
    _take(turn)


TASK = Task(
    "emergency",
    ("emergency",),
    go_on,
    {"emergency": _told, "emergency_number": _told},
    _opened,
    {"emergency": without_words, "emergency_number": without_words},
)
