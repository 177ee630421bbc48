"""What the words themselves say was not meant, whatever a turn is likened to."""

from __future__ import annotations

import re

from agent.asking import asks
from agent.call_words import (
    ABOUT_US,
    BY_MAIL,
    EXCUSES,
    IF_MISDIALLED,
    MATTER,
    NO_NEED,
    PROFESSION,
    QUOTE,
    THING_MISTAKEN,
    TO_ASK,
    TO_OWNER,
    WORDS,
)
from agent.danger import has_ended
from agent.displeasure import is_angry, is_displeased, topic_of
from agent.events import Understanding
from agent.meant_slots import DAY, NAMES, is_told
from agent.state import DialogueState
from agent.stated import EMAIL, dictated_email
from agent.tasks.booking_words import asks_of_booked
from agent.tasks.job_application import applies
from agent.turn import SOMEBODY, STACK

SURE = 0.6
"""Confidence below which an intent opens nothing by itself: of 129 typed calls, the switches that
lost one lay between .40 and .57, those that were right above .69."""
ALMOST_SURE = 0.85
"""Confidence from which work is sought though no word of it was said: 事務の仕事を探してて."""
_MAY_ONE = re.compile(r"でき(?:ます|るん(?:です)?|る)か|のことで|について")
_COUNTED = re.compile(
    r"(?<!一)[0-9二三四五六七八九十]+(?:個|箱|本|冊|枚|台|袋|セット|ケース|パック|着|膳|つ)(?!から)"
)
_ORDERED_BEFORE = re.compile(r"(?:注文|購入|頼)(?:し|ん)(?:た|だ)(?!い|く)|買った|届いた")
_VACANT = re.compile(
    r"(?:号室|物件|部屋|アパート|マンション|レジデンス|ハイツ|コーポ)[^。]{0,20}空いて(?:い)?(?:ます|る)(?:か|んですか)|"
    r"空いて(?:い)?る[^。]{0,14}(?:部屋|物件)[^。]{0,8}(?:あり|ある|ござい)"
)
_WANTS_TO_KNOW = re.compile(r"知りた(?:い|く)|教えて(?:ほし|いただ|もら|くだ)")
_WANTS_PERSON = re.compile(
    r"人間?(?:に|と(?!話し?[たて])|を|が|は|の声)|代わ|替わ|かわって|つな|繋|オペレータ|係の|担当|誰か|だれか|責任|上の|上司|社員|スタッフ|"
    r"話せ|機械|自動|ロボット|AI|出して|出せ|呼んで|直接"
)
_OF_OTHERS = re.compile(
    r"隣の(?:家|奥さん|旦那|ご主人)|うちの隣|ご近所|(?:夫|妻|旦那|嫁|上司|大家|彼氏?|彼女)(?:が|に|と)"
)
_WANTS_OURS = re.compile(
    r"(?:案内|資料|カタログ|見積書?|パンフレット)[をも]?[^、。]{0,6}(?:送って|いただけ|もらえ|ください|お願いでき)[^、。]{0,4}(?:か|ません|ですけど|です)?[？?。]?$|"
    r"ご?(?:案内|紹介)[はをも]?[^、。]{0,6}(?:お願いし|していただき|してもらい|してほし|見(?:た|て|まし)|届[いき]|(?:もら|いただ)[いっ]|受け)"
)
"""Sent to her, or asked for: 内見のご案内をお願いしたいんですが."""
_OF_TELEPHONE = re.compile(r"電話|携帯|連絡|かけ|掛け|折り返")
NUMBERS = frozenset(("callback_number", "number_rest", "number_keys", "confirm_number"))
_RULES_OUT = {
    "call_again": re.compile(  # なしにしてください。次はまたこちらから: of another booking
        r"(?:初めて|はじめて)[^。、]{0,6}(?:電話|連絡)|"
        r"(?:キャンセル|取り消|取りやめ|なし(?:に|で)|なかったこと)[^。]{0,24}[。？?、 ]*"
        r"(?:次|つぎ|今度)(?:は|の|回)"
    ),
    "repeat_request": EXCUSES,
    "request_callback": re.compile(f"{NO_NEED.pattern}|{BY_MAIL.pattern}"),
    "urgent": re.compile(  # 今日中に直りますか: how soon something is done, not somebody called
        r"(?:直[りる]|治[りる]|届[きく]|着[きく]|仕上が[りる]|出来上が[りる]|復旧(?:し|する))[^。、]{0,3}(?:か|の|[？?])"
    ),
    "ask_return_time": re.compile(
        r"何時(?:まで|から)[^。]{0,8}(?:電話|受け?付け|営業|開い|開き|閉ま|やって|つなが|繋が|でき)|"
        r"(?:以降|まで|ごろ|頃|[時半分日])なら"
    ),
    "decline_number": re.compile(r"(?:診察券|注文|製造|会員|予約|伝票|管理|社員)の?番号"),
    "ask_email": re.compile(
        r"(?:と|って)[、 ]*(?:お伝え|伝えて)|(?:メール|アドレス)でも?(?:いい|よろし|大丈夫|構)"
    ),
}


def _tells_address(said: Understanding, state: DialogueState) -> bool:
    """エイチ、ハイフン、ナガセ、アットマーク、…です: an address is told, and none is asked for."""
    told = EMAIL.search(said.text) or dictated_email(said.text)
    return bool(told) and state.asked != "email_readback" and "教え" not in said.text


_NO_MESSAGE = re.compile(
    r"伝言(?:とか)?(?:じゃ|では)な|伝言(?:を|は|の)?[^、。]{0,6}(?:取り消|キャンセル|なしに|忘れて)"
)
_WANTS_ADDRESS = re.compile(r"アドレス(?:を|は|って|だけ)*(?:教え|言って|聞か|お願い)")
"""じゃあメールでいいや、アドレス教えて."""
_HAS_RUNG = re.compile(
    r"携帯(?:に|へ|の?ほう)も?[^。]{0,6}(?:(?:かけ|掛け|電話し)(?:た|て(?:い?る|み))|"
    r"いただ(?:い|き)|頂|かかって|着信|ご?連絡(?:が|を)?(?:あ|いただ))"
)
"""携帯にもかけたんですけど出なくて."""
_OWN_MOBILE = re.compile(
    r"(?:ご?連絡|お?電話|折り返し)は、?(?:私の|自分の|こちらの)?携帯|"
    r"(?:私|わたし|僕|自分|こちら)の携帯|"
    r"携帯(?:の?(?:ほう|方))?に(?:して|かけて|(?:お?電話|ご?連絡)(?:を|して)?|お願い)、?"
    r"(?:ほし|欲し|もら|くだ|下さ|いただ|お願い|し(?:ます|たい))"
)
"""連絡は携帯にしてほしいんですけど: the caller's own."""
_WAS_WISHED = re.compile(r"(?:ほし|欲し)かった|たかった")


def is_ruled_out(intent: str, said: Understanding, state: DialogueState) -> bool:
    """The words themselves say that `intent` was not meant."""
    match intent:
        case (
            "repeat_request"
            | "request_callback"
            | "ask_email"
            | "ask_return_time"
            | "decline_number"
            | "call_again"
        ):
            # 診察券ねえ、番号は分からないの: not the telephone's
            is_of_detail = (
                intent == "decline_number"
                and state.asked in ("detail", "when", "anything_else", "")
                and not _OF_TELEPHONE.search(said.text)
            )
            if intent == "ask_email" and _WANTS_ADDRESS.search(said.text):
                return False
            is_hers = intent == "ask_email" and _tells_address(said, state)
            return is_of_detail or is_hers or _RULES_OUT[intent].search(said.text) is not None
        case "leave_message":  # そういう伝言じゃなくて、お電話いただけますか
            return _NO_MESSAGE.search(said.text) is not None
        case "urgent":  # 今日中に欲しかったんですけど: it is too late to hurry
            is_of_work = _RULES_OUT[intent].search(said.text) is not None
            return is_of_work or _WAS_WISHED.search(said.text) is not None
        case "ask_mobile":  # 携帯でいいですか、090-…: the caller's own is told
            is_own = state.asked in NUMBERS and said.gives("callback_number")
            is_own |= _OWN_MOBILE.search(said.text) is not None
            return is_own or _HAS_RUNG.search(said.text) is not None
        case "reach_person":
            named = said.gives(*SOMEBODY)
            is_other = PROFESSION.search(said.text) is not None or is_told(said, state)
            return not named and is_other
        case "reservation_new" | "reservation_change" | "take_order":
            return _is_only_asked_about(intent, said, state)
        case "complaint":
            is_new = is_under_way(state) and state.value("kind") != "complaint"
            return _is_no_complaint(said.text) or (is_new and not is_displeased(said.text))
        case "human_operator":
            is_weak = said.confidence < SURE or intent in said.also
            is_weak |= is_displeased(said.text)
            is_other = TO_OWNER.search(said.text) is not None
            return is_other or (is_weak and _WANTS_PERSON.search(said.text) is None)
        case _:
            return _is_no_such_caller(intent, said, state)


def _is_no_such_caller(intent: str, said: Understanding, state: DialogueState) -> bool:
    """Who calls is no applicant, no stranger to us, no seller, nobody who works here."""
    match intent:
        case "job_application":  # 前に一緒に仕事してた者: work is spoken of, none is sought
            return not applies(said.text) and said.confidence < ALMOST_SURE
        case "wrong_number":
            is_for_us = is_for_somebody(said, state) and "間違" not in said.text
            is_for_us |= state.value("kind") == "staff_call"
            is_for_us |= IF_MISDIALLED.search(said.text) is not None
            is_for_us |= THING_MISTAKEN.search(said.text) is not None
            return is_for_us or ABOUT_US.search(said.text) is not None
        case "sales_call":
            return _is_no_offer(said)
        case "staff_call":  # 中2の野中の母です、今日の英語休ませてください
            return said.gives("relation") and not is_for_somebody(said, state)
        case _:
            return False


def _is_no_offer(said: Understanding) -> bool:
    """What we have is asked for, or somebody here who is known, or a matter under way."""
    if _WANTS_OURS.search(said.text):
        return True
    if has_words("sales_call", said.text):
        return False
    return said.gives(*NAMES) or MATTER.search(said.text) is not None


_HAS_BOOKED = re.compile(
    r"予約[^。]{0,14}(?:入れ|し|取っ|入っ)て(?:い)?る(?:んです|者|の)?(?:けど|が|で)[^。]{0,6}"
    r"(?:場所|住所|駐車場|行き方|何階|持ち物|持って|費用|いくら|時間はどの)"
)
"""明日の3時に入れてるんですけど、場所どこでしたっけ: of a visit that is booked."""
_CHANGES_THING = re.compile(
    r"^(?![^。]*(?:予約|日にち|日程|時間|曜|[0-9]時|[0-9]日))[^。]*?"
    r"(?:銀歯|歯|入れ歯|髪|色|タイヤ|部屋|鍵|業者|契約|口座|機械|機種|眼鏡|薬|弁護士|"
    r"名前|名義|名字|苗字|住所|契約書|連絡先|届け先|宛名|プラン)(?:さん)?を(?:、[^。、]{0,12})?(?:変え|替え|換え|変更)"
)
"""銀歯を変えたいんです: no booking is moved."""
_MORE_GOODS = re.compile(
    r"[0-9一二三四五六七八九十]+(?:台|個|箱|本|枚|袋|ケース|セット|冊)[^。、]{0,6}(?:追加|注文|購入|買い|増や|欲し|ほし)"
)
"""一台追加したいんですけど: goods, and no visit."""


def _is_only_asked_about(intent: str, said: Understanding, state: DialogueState) -> bool:
    """Whether a room is free, whether something can be ordered, what was ordered before."""
    is_had = _HAS_BOOKED.search(said.text) is not None and asks(said.text)
    is_had |= asks_of_booked(said.text)
    if intent == "reservation_change":
        return asks_of_booked(said.text) or _CHANGES_THING.search(said.text) is not None
    if intent == "reservation_new" and (is_had or _MORE_GOODS.search(said.text)):
        return True
    if intent == "reservation_new":
        is_put = TO_ASK.search(said.text) is not None and not DAY.search(said.text)
        return is_put or _VACANT.search(said.text) is not None
    is_asked = _MAY_ONE.search(said.text) and not _COUNTED.search(said.text)
    is_quote = QUOTE.search(said.text)
    is_old = state.value("kind") == "complaint" or _ORDERED_BEFORE.search(said.text)
    return bool(is_asked or is_quote or is_old)


_MOVES_OUT = re.compile(
    r"(?:引っ越|退去|解約|更新|出よ)[^。]{0,14}(?:う?と思|考えて|予定|ことに(?:な|し)|たい)"
)
"""契約の更新やめて引っ越そうと思ってる."""


_NOT_THROUGH = re.compile(r"話し中|(?:電話が?)?(?:なかなか|全然)?(?:つなが|繋が)ら(?:な|ず)")
"""さっきから何回かけても話し中だったんですけど: said before the matter itself."""


def _is_no_complaint(text: str) -> bool:
    """A question without displeasure, the cause of what is mended, somebody else's doings."""
    if _NOT_THROUGH.search(text) and not is_angry(text):
        return True
    if asks_to_know(text) and has_ended(text) and topic_of(text) == "repair":
        return True
    is_elsewhere = asks_to_know(text) or _OF_OTHERS.search(text) is not None
    is_elsewhere |= _MOVES_OUT.search(text) is not None
    return is_elsewhere and not is_displeased(text)


def asks_to_know(text: str) -> bool:
    """The words ask, or say that something is to be told."""
    return asks(text) or _WANTS_TO_KNOW.search(text) is not None


def is_for_somebody(said: Understanding, state: DialogueState) -> bool:
    """One of our names is in the turn, or the call is already for somebody here."""
    return said.gives(*NAMES) or any(state.value(name) for name in ("target", "target_department"))


def is_under_way(state: DialogueState) -> bool:
    """A task is open, or a question other than what the call is about."""
    return bool(state.note(STACK)) or state.asked not in ("", "purpose", "anything_else")


def has_words(intent: str, text: str) -> bool:
    """What is said where such a call is meant was said."""
    if intent == "complaint":
        return is_displeased(text)
    return re.search(WORDS[intent], text) is not None
