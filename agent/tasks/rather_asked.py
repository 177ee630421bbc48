"""Which wishes of a turn are rather questions that the manual answers, whatever it is like.

While nobody of ours is named and nobody displeased, what the manual answers counts.
"""

from __future__ import annotations

import re

from agent.displeasure import is_displeased
from agent.own_trouble import is_brought
from agent.tasks import form
from agent.tasks.entry_fits import asks_for_work
from agent.tasks.find_answer import asks_about, look_up, take_up
from agent.turn import SOMEBODY, Turn
from agent.views import asks_view

_OF_SOMEBODY = frozenset(("reach_person", "ask_return_time", "ask_email", "other_person"))
_OF_A_PERSON = re.compile(
    r"さん|様|さま|先生|くん|君|ちゃん|社員|スタッフ|社長|[店院所塾部課]長|誰|だれ|どなた|個人|住所|自宅|携帯|番号|"
    r"主人|夫|妻|旦那|家内|嫁|[父母兄姉弟妹]|息子|娘|彼|友|名前|いくつ|独身|どこに|[家うち]は"
)
"""Without any of these nothing is asked about anybody: 「辞めた人のも要るの？」."""
_PUT_THROUGH = re.compile(r"代わって|替わって|かわって|つない|繋い|取り次|呼んで|お?手すき|お?手隙")
"""「担任の先生に代わってください」 wants somebody, whoever that may be."""
_COMPLAINT_BELOW = 0.75
"""Confidence below which a complaint without a word of displeasure may be a question instead."""
_BOOKS = re.compile(
    r"予約|[0-9一二三四五六七八九十]+[日時]|明日|明後日|来週|今週|今日|曜|"
    r"(?<![いけきり])取(?:って|れ)|空い|空き|入れ(?:て|ます)|"
    r"申し込|見学|内見|お願い|受けたい|ほしい|欲しい|伺(?:え|い)(?:ます|た)|お?話し?(?:を)?した|相談した"
)
"""What shows that a booking is wished for, not asked about."""
_NOT_BOOKED = re.compile(r"届(?:き|く|け)|着(?:き|く)ます|納期|配達|発送|返金|戻(?:って|り)ます")
"""What has a day and is no booking."""
_HOLDS = re.compile(
    r"取り?置き?(?!場)|取っ(?:とい|てお)|押さえ(?:てお|とい)|キープ|予約(?:は|って|を|も|し|でき)"
)
"""What a client without bookings does not do, whatever entry lies near: 一つ取り置きできますか."""
POLAR = re.compile(r"よね[。]?$|てもいい(?:です|でしょう)か[。]?$")
_CALLS = re.compile(r"電話|折り返|折返|連絡|かけ|掛け|コール")
_OTHER_KINDS = frozenset(
    ("reservation_new", "reservation_change", "reservation_cancel", "take_order", "complaint",
     "wrong_number", "job_application")
)  # fmt: skip
_GIVES_NOTICE = re.compile(
    r"(?:退去|解約|退会|退塾|休会)(?:を)?(?:し(?:たい|ます|よう)|する(?:こと|つもり|んです)|の(?:手続|連絡|申し?出|届|件|こと))"
)
"""退去したいんですけど: an end of what was agreed is given notice of, and no visit is wished."""
_NOW = re.compile(r"(?:今|これ)から(?:伺|うかが|行|すぐ)[^。]{0,6}(?:ても|っても)")
"""今から行っても診てもらえる？"""
_WHETHER = re.compile(r"(?:もらえる|いただける|くれる|できる)(?:ん|の)(?:です)?か(?:ね)?[。？?]*$")
"""札幌なんですけど、来てもらえるんですか: whether it is done at all, and no wish for a day."""
_MAKE_UP = re.compile(
    r"(?:今日|本日|休んだ|その日?|欠席(?:した)?)の?分[^。]{0,8}(?:別|ほか|他|後|あと|違う|いつか)"
)
"""今日の分って別の日に受けられますか: what becomes of a lesson missed."""


def as_questions(turn: Turn, wanted: list[str]) -> list[str]:
    """What a turn wants, where a written answer shows that it asks that and nothing else.

    「何番に送ればいいですか」 sounds like asking somebody's address, 「紙って入っちゃいますよね」
    like a complaint; while nobody is named and nobody displeased, what the manual answers counts.
    """
    if turn.answered:
        return wanted
    doubted = {i for i in wanted if _is_doubted(turn, i)}
    if not doubted:
        return wanted
    text = turn.said.text
    is_question = asks_view(text) or look_up(turn)
    may_ask = doubted & _OF_SOMEBODY or doubted & {"wrong_number"} or asks_about(text)
    may_ask = may_ask or POLAR.search(text) is not None or _GIVES_NOTICE.search(text) is not None
    may_ask = may_ask or _NOW.search(text) is not None
    may_ask = may_ask or not (turn.knowledge.manual.reservation.accepted or _HOLDS.search(text))
    is_none = (
        _WHETHER.search(text) is not None
        or asks_about(text)
        or _NOT_BOOKED.search(text) is not None
    )
    is_none |= _GIVES_NOTICE.search(text) is not None
    is_none |= "ask_private" in doubted and _OF_A_PERSON.search(text) is None
    if not (is_question or (may_ask and take_up(turn)) or is_none):
        return wanted
    return list(dict.fromkeys("faq" if i in doubted else i for i in wanted))


def _is_doubted(turn: Turn, intent: str) -> bool:
    text = turn.said.text
    if intent == "reach_person" and _PUT_THROUGH.search(text):
        return False
    if intent in _OF_SOMEBODY or intent in ("ask_private", "ask_mobile"):
        named = turn.said.gives(*SOMEBODY)
        return not (named or any(turn.value(name) for name in SOMEBODY))
    if asks_about(text) and intent in _OTHER_KINDS and not is_brought(text, turn.knowledge):
        return intent != "job_application" or not asks_for_work(text)
    is_polar = POLAR.search(text) is not None
    if intent == "complaint":
        return not is_displeased(text) and (turn.said.confidence < _COMPLAINT_BELOW or is_polar)
    if intent == "request_callback":
        return form.text_asks(turn) and _CALLS.search(text) is None
    if intent == "wrong_number":
        return form.text_asks(turn) and "間違" not in text and "番号" not in text
    accepted = turn.knowledge.manual.reservation.accepted
    if intent == "reservation_new" and (_GIVES_NOTICE.search(text) or _NOW.search(text)):
        return True
    if intent in ("reservation_change", "reservation_cancel"):
        is_asked = form.text_asks(turn) and _MAKE_UP.search(text) is not None
        return (is_asked or not accepted) and "予約" not in text  # 1着だけ取り消したい, of an order
    if intent == "reservation_new":
        asks = form.text_asks(turn) or is_polar or not accepted
        is_booked = _BOOKS.search(text) is not None and _NOT_BOOKED.search(text) is None
        return asks and not (accepted and is_booked)
    return False
