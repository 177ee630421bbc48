"""A complaint: an apology for what was said, the facts once, a call back; or a person, soon.

Nothing that is not ours to give is promised: asked for money, a replacement or a day, the caller
hears that somebody who may decide will call.
"""

from __future__ import annotations

import re

from agent.events import Slot
from agent.near_sounds import likenesses
from agent.tasks.take_message import add_to_message, matter_of, without_words
from agent.turn import Task, Turn

_SUPERIOR = re.compile(
    r"責任者|上の(?:者|人|方(?!は|が))|上司|上を出|社長を?出|店長を?出|を出(?:せ|してくれ)|偉い人|話の?(?:分|わ)かる|担当者?を出|"
    r"(?:答えられる|決められる|判断できる|分かる|わかる|できる)(?:方|人|者)|(?:人|方|者|誰か)に(?:代わ|替わ|かわ)"
)
_DEMANDS = re.compile(
    r"返金|弁償|賠償|慰謝料|補償|交換して|取り替え|タダ|無料に|値引|返して|約束し|いつ届|今日届|届くの|"
    r"いつになったら|何時に来|誠意|どうしてくれ"
)
"""What only somebody inside can say."""
_SUPERIOR_SOUNDS = (
    "ウエノモノオダ", "ウエノヒトオダ", "ウエノカタオダ", "ジョーシオダ", "セキニンシャオダ",
    "セキニンシャニカワ", "ハナシノワカル", "テンチョーオダ", "シャチョーオダ",
)  # fmt: skip
SUPERIOR_FROM = 0.85
"""Likeness from which a superior was called for: 質へのものを立って .87; お家の者をお願い .83."""
_ANGRY = re.compile(
    r"ふざけ|いい加減|どうなってん|どうなってるん(?:だ|です)|どうなってるの|どういうこと|ひど[いく]|最悪|許せ|怒|腹が立|納得|おかしい|誠意|いつまで|悪かった|仕事にならな|困って|困る|話にならな|なんとかし"
)
_ABOUT = (
    (
        "calls",
        (
            "電話してくる",
            "かけてくる",
            "かけてこない",
            "かかってくる",
            "電話はやめ",
            "電話をやめ",
            "電話しないで",
        ),
    ),
    (
        "again",
        (
            "何回電話",
            "何度電話",
            "何度も電話",
            "何回も電話",
            "何度も言",
            "何回も言",
            "何度言",
            "何回言",
            "先週も電話",
            "前にも電話",
            "前にも言",
        ),
    ),
    ("stopped", ("止まってる", "止まって、", "回も止ま", "よく止ま", "度も止ま", "すぐ止ま")),
    ("noise", ("騒音", "うるさ", "隣の部屋", "騒い", "物音", "上の階", "足音")),
    (
        "wrong_item",
        (
            "違うもの",
            "違う商品",
            "違うの",
            "間違って届",
            "頼んだのと",
            "色が違",
            "サイズが違",
            "注文と違",
        ),
    ),
    ("missing", ("入ってな", "入っていな", "足りな", "数が")),
    ("no_call", ("電話すると", "電話するって", "連絡がな", "連絡が来", "電話がな", "折り返しが")),
    ("repair", ("修理", "直って", "直らな", "直してもら", "エアコン", "給湯", "お湯が")),
    (
        "broken",
        (
            "壊れ",
            "不良",
            "割れ",
            "動かな",
            "傷",
            "汚れ",
            "破れ",
            "使えな",
            "電源が",
            "取っ手",
            "ヒビ",
            "ひび",
            "欠け",
            "水漏れ",
            "だめになっ",
        ),
    ),
    ("billing", ("請求", "料金", "引き落と", "二重", "振り込", "領収")),
    ("pain", ("痛い", "痛く", "痛み", "腫れ", "詰め物", "かぶせ物", "被せ物", "差し歯")),
    ("waited", ("待た", "待って")),
    (
        "late",
        (
            "届か",
            "届いてな",
            "届いていな",
            "来ない",
            "来てない",
            "来なかった",
            "遅い",
            "遅れ",
            "まだ",
        ),
    ),
    (
        "manner",
        (
            "態度",
            "対応",
            "失礼な",
            "失礼だ",
            "失礼じゃ",
            "失礼すぎ",
            "失礼ですよ",
            "失礼でしょ",
            "言い方",
            "口のきき方",
        ),
    ),
)
MAX_HEARD = 3
"""Times the complaint goes on while the same thing is asked; then that is done without."""
_CALLED = re.compile(
    r"いますか|いる[？?。]?$|いらっしゃ|お願い|代わ|替わ|出して|出せ|つない|呼んで|折り返|電話(?:くれ|して|ください)"
)
_LEAST_SAID = 8
"""Characters; a shorter complaint has not said what it is about."""


def go_on(turn: Turn) -> bool:
    """Apologise first; ask only what was not said; never promise what is not ours to give."""
    if not turn.value("message"):
        turn.ask("complaint")
        return True
    rule = turn.knowledge.manual.rules.complaint
    turn.assign(rule.department)
    turn.remember("promise_as", "complaint")
    turn.remember("plan", "callback")
    turn.drop("hear_complaint")
    turn.push("call_back")
    return False


def topic_of(text: str) -> str:
    """What is complained of, by its words; empty where that is not said."""
    return next((t for t, cues in _ABOUT if any(c in text for c in cues)), "")


def is_displeased(text: str) -> bool:
    """The words themselves complain."""
    has_cue = any(cue in text for _, cues in _ABOUT for cue in cues)
    return has_cue or _DEMANDS.search(text) is not None or _ANGRY.search(text) is not None


def is_angry(text: str) -> bool:
    """Anger shows in the words, whatever they are about."""
    return _ANGRY.search(text) is not None


def goes_on_complaining(turn: Turn) -> bool:
    """A turn of a complaint that answers nothing: hear it out, and count it."""
    is_about = turn.value("kind") == "complaint" and turn.note("promised") != "1"
    if not is_about or turn.answered or len(turn.said.text) < 4:
        return False
    if turn.meant("decline_number") or turn.add_one(f"heard:{turn.state.asked}") > MAX_HEARD:
        return False
    if turn.said.slots and not is_displeased(turn.said.text):
        return False
    _hear(turn)
    return True


def wants_superior(turn: Turn) -> bool:
    """「答えられる方に代わってください」 in a complaint."""
    return turn.value("kind") == "complaint" and _asks_superior(turn)


def _asks_superior(turn: Turn) -> bool:
    """By its words, or nearly by its sounds."""
    if _SUPERIOR.search(turn.said.text) is not None:
        return True
    return max(likenesses(_SUPERIOR_SOUNDS, turn.said.reading)) >= SUPERIOR_FROM


def hears_more(turn: Turn) -> bool:
    """More of a complaint that is already promised to be passed on: it is kept beside it."""
    is_promised = turn.value("kind") == "complaint" and turn.note("promised") == "1"
    if not is_promised or not add_to_message(turn):
        return False
    turn.say("backchannel", "complaint_noted")
    return True


def _hear(turn: Turn) -> None:
    rule = turn.knowledge.manual.rules.complaint
    text = turn.said.text
    about = topic_of(text)
    if about or len(text) >= _LEAST_SAID:
        add_to_message(turn)
    if turn.count("complaints") and not is_displeased(text) and not turn.meant("complaint"):
        turn.say("backchannel", "noted")  # a plain fact: heard, and no reason for another apology
        return
    times = turn.add_one("complaints")
    is_asked = _asks_superior(turn)
    if times >= rule.turns or (is_asked and (times > 1 or turn.value("message"))):
        _give_to_person(turn, about)
        return
    demands = _DEMANDS.search(text) is not None
    if about or not demands or times == 1:
        entry = f"complaint_{about}" if about else "complaint"
        turn.say("apologise", "complaint" if turn.was_said(f"apologise.{entry}") else entry)
    if demands:
        has_apologised = any(act.kind == "apologise" for act in turn.acts)
        turn.say("refuse", "beyond_me_either" if has_apologised else "beyond_me")


def _give_to_person(turn: Turn, about: str) -> None:
    """It does not settle: somebody who may decide takes over."""
    turn.drop("hear_complaint")
    if turn.note("operator_tried") == "1":
        turn.say("apologise", "complaint")
        return
    is_first = turn.count("complaints") == 1 and about
    turn.say("apologise", f"complaint_{about}" if is_first else "complaint_unsettled")
    turn.remember("hand_over_why", "complaint")
    turn.push("hand_over")


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "complaint", turn.said.text, 0.9))
    if not _CALLED.search(turn.said.text):  # who was rude is not who calls back about it
        for name in ("target", "target_maybe", "target_choices", "target_unknown"):
            turn.forget(name)
    _hear(turn)


def _told(turn: Turn) -> bool:
    if len(matter_of(turn.said.text)) < 4 or turn.said.intent in ("yes", "no"):
        return False
    if turn.meant("complaint") or _asks_superior(turn):
        return False  # heard as one more turn of the complaint
    return add_to_message(turn)


TASK = Task(
    "hear_complaint",
    ("complaint",),
    go_on,
    {"complaint": _told},
    _opened,
    {"complaint": without_words},
)
