"""Which kinds of call a turn may switch to: a likeness alone neither opens nor ends one.

Where a question is open or a task under way, another whole kind of call needs words of its own in
the turn: digits under a question for a number, one of our own names, or the matter somebody calls
about outweigh what the turn is merely like. Danger needs no likeness: its words are enough.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from agent.alarm import alarm
from agent.asking import asks
from agent.call_words import (
    FED_UP,
    INSISTS,
    IS_KNOWN,
    LEAVES,
    MATTER,
    NO_NEED,
    PLAIN,
    PLAIN_WISH,
    REFUSES,
    TO_ASK,
    WORDS,
)
from agent.corrections import corrects
from agent.danger import has_ended, is_denied
from agent.displeasure import is_angry, is_displeased, topic_of
from agent.doubted import DOUBTED, TOLD
from agent.events import Understanding
from agent.first_words import names_another_firm, opened_by
from agent.matter import is_to_be_passed_on, tells_why
from agent.meant_slots import CERTAIN, DIGITS, NAMES, only_meant
from agent.menu_wishes import as_booking, as_order, by_whom
from agent.of_ours import reports_for_work
from agent.patience import only_tells
from agent.plain_matters import is_ill
from agent.questions import QUESTIONS
from agent.ruled_out import (
    NUMBERS,
    SURE,
    asks_to_know,
    has_words,
    is_for_somebody,
    is_ruled_out,
    is_under_way,
)
from agent.state import DialogueState
from agent.tasks.day_values import SETS
from agent.tasks.family_call import answers_as_family, is_family
from agent.tasks.find_answer import CARRIES
from agent.tasks.reason import TELLS_WHAT
from agent.turn import SOMEBODY, STACK
from agent.utterance import listen
from agent.yes_no import polarity
from knowledge import Knowledge
from speech.reading.lead_ins import without_lead_in

NEAR_ENTRY = 0.55
"""Likeness from which a manual's entry is about the same thing: paraphrases of the manual in
callers' endings (お湯が出ないんですけど) scored .57 to .69, other matters up to .51."""
_ASKED_KINDS = frozenset(
    ("reservation_new", "reservation_cancel", "job_application", "sales_call", "complaint")
)
LEAST_SIGN = 0.3
LONGEST_SIGN = 10
"""Characters up to which a turn can be a yes or no in words that the rules do not know."""
_TELLS = re.compile(r"[0-9]|か(?:ね|な)?[？?。]?$|です$|ます$|で$")
SHORT = 6
"""Characters of a bare yes or no with its politeness."""

_WHO_OR_WHERE = frozenset(
    ("caller", "caller_name", "caller_company", "callback_number", "number_rest", "number_keys")
)
_ASKED_ABOUT = frozenset(("", "repair", "broken", "stopped", "pain", "late", "missing"))
"""What people also merely ask about; a double bill or a rude word is complained of."""
_CALL_BACK = frozenset(("offer_callback", "callback_number", "use_caller_number"))
_GIVES_BACK = re.compile(r"返品|返金|返し(?:たい|て)|交換|届か|届いて")


_BEGS_PARDON = re.compile(
    r"(?:お忙し|突然|夜分|早朝|お休み|お食事|急に|初めて)[^。]{0,12}(?:失礼|すみません|申し訳|恐れ入)"
)
"""お忙しいところ失礼いたします opens a call and ends none."""


def settled(said: Understanding, state: DialogueState, knowledge: Knowledge) -> Understanding:
    """`said` without the kinds of call that nothing in its words bears out. Pure."""
    danger = _of_danger(said, state, knowledge)
    if danger is not None:
        return danger
    if names_another_firm(said, state, knowledge):
        return replace(said, intent="wrong_number", also=(), confidence=CERTAIN, slots=())
    told = by_whom(said, state, knowledge) or as_booking(said, state, knowledge)
    told = told or as_order(said, state, knowledge) or _as_opened(said, state, knowledge)
    if told is not None:
        return told
    if _insists_on_address(said, state):
        return replace(said, intent="ask_email", also=(), confidence=CERTAIN)
    if is_family(said, knowledge) or answers_as_family(said.text, state):
        also = ("leave_message",) if is_to_be_passed_on(said.text) else ()
        return replace(said, intent="family_call", also=also, confidence=CERTAIN)
    if reports_for_work(said.text, knowledge):
        return replace(said, intent="staff_call", also=(), confidence=CERTAIN)
    is_over = state.asked in ("anything_else", "purpose") and _takes_leave(said.text)
    if is_over or _gives_up_asking(said.text, state):
        return replace(said, intent="goodbye", also=(), confidence=CERTAIN, slots=())
    if said.intent == "other" and not state.note(STACK) and FED_UP.search(said.text):
        return replace(said, intent="complaint", also=(), confidence=CERTAIN)
    plain = _plainly(said, state)
    if plain:
        return replace(said, intent=plain, also=(), confidence=max(said.confidence, CERTAIN))
    said = _no_mere_wait(_begging_pardon(said, state))
    said = _refusing(_without_doubtful_sign(said, state), state)
    said = only_meant(said, state, knowledge)
    said = _passing_on(said, state)
    kept = [i for i in (said.intent, *said.also) if not _is_doubtful(i, said, state, knowledge)]
    first = said.intent if said.intent in kept else _instead(said, kept, knowledge)
    return replace(said, intent=first, also=tuple(i for i in kept if i != first))


_NEVER_MIND = re.compile(
    r"^(?:あ|そう(?:です|なん(?:です)?)か|うーん|えっと|それなら|だったら|すみません|[、。 ])*+"
    r"(?:(?:じゃあ?|なら|もう|やっぱり|やっぱ|でしたら)、?(?:もう)?(?:いい|結構|大丈夫)(?:です|や|わ|よ)?|"
    r"(?:じゃあ?|もう)?、?(?:やめ(?:て|と)おき|またにし)ます)"
    r"(?:ありがとう\S*|すみません\S*|失礼\S*|[。、])*$"
)


def _gives_up_asking(text: str, state: DialogueState) -> bool:
    """「あ、そうですか。じゃあいいです」, where particulars of a question are asked for."""
    is_asked = state.asked in ("detail", "caller", "caller_name", "callback_number", "inquiry")
    is_open = state.value("kind") in ("", "inquiry") and state.note("promised") != "1"
    is_open = is_open and not any(state.value(name) for name in SOMEBODY[:-1])
    return is_asked and is_open and _NEVER_MIND.match(text) is not None


def _as_opened(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> Understanding | None:
    """The turn as what its first words open; None where they open nothing of themselves."""
    opening = opened_by(said, state, knowledge)
    if not opening:
        return None
    is_visit = opening == "reservation_new"  # 弁護士さんに聞いていただきたくて calls nobody
    slots = tuple(s for s in said.slots if not (is_visit and s.name in SOMEBODY))
    return replace(said, intent=opening, also=(), confidence=CERTAIN, slots=slots)


_NO_EXCUSE = re.compile(
    r"助けて|どうしたら|どうすれば|救急|119|意識|息が|けいれん|倒れ|血|すぐ来|早く来"
)


def _excuses(said: Understanding, state: DialogueState) -> bool:
    """「子供が熱出しちゃって」, of a booking that is being put off: why it is."""
    is_put_off = state.value("kind") in ("reservation_cancel", "reservation_change")
    return is_put_off and is_ill(said.text) and _NO_EXCUSE.search(said.text) is None


def _of_danger(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> Understanding | None:
    """An emergency, what is said in one, or what may be one; else None."""
    if _excuses(said, state):
        return replace(said, intent="other", also=(), polarity=0.0)
    danger = alarm(said, knowledge)
    if danger == "sure" or state.note(TOLD):
        others = tuple(i for i in (said.intent, *said.also) if i == "human_operator")
        sure = max(said.confidence, CERTAIN)
        return replace(said, intent="emergency", also=others, confidence=sure)
    if state.value("kind") == "emergency":
        words = knowledge.manual.rules.emergency.words
        return _of_emergency(only_meant(said, state, knowledge), words)
    is_beside = is_under_way(state) and said.intent not in ("emergency", "urgent")
    is_beside |= state.value("kind") == "complaint"  # it is part of what is complained of
    is_beside |= state.last is not None and any(a.kind == "refuse" for a in state.last.acts)
    if danger == "likely" and not (is_beside or state.note("doubted")):
        return replace(said, intent=DOUBTED, also=())
    return None


_TAKES_IN = re.compile(
    r"^(?:(?:あ+|ええ|へえ|そう(?:です|なん(?:です)?)(?:か|ね)|なるほど)ね?[、。 ]+)+"
)
"""「そうですか。」 before the farewell itself."""


_EXTENSION = re.compile(r"(?:内線|直通)(?:の?番号)?(?:は|って|を|が)?(?:何番|教え|いくつ|分か)")
"""内線何番？ is no question of the numbers that are written for callers."""


def _plainly(said: Understanding, state: DialogueState) -> str:
    """What is meant by the words alone, whatever the turn is likened to; else empty."""
    if said.intent == "reach_person" and _offers_to_somebody(said):
        return "sales_call"
    if _EXTENSION.search(said.text):
        return "ask_mobile"
    plain = next((i for i, words in PLAIN if words.search(said.text)), "")
    if plain == "nuisance" and state.value("kind") == "complaint":
        return ""  # a rude word of one who has reason to be angry
    if plain == "sales_call" and MATTER.search(said.text) and not has_words(plain, said.text):
        return ""  # 複合機の見積もりの件です
    is_meant = plain in ("nuisance", "sales_call") or is_for_somebody(said, state)
    return plain if is_meant else ""


def _takes_leave(text: str) -> bool:
    """「えーと、そうですか。分かりました。」"""
    return LEAVES.search(_TAKES_IN.sub("", without_lead_in(text))) is not None


_IN_EMERGENCY = frozenset(
    ("emergency", "human_operator", "urgent", "yes", "no", "thanks", "wait", "repeat_request",
     "goodbye", "request_callback", "call_again", "leave_message", "decline_number",
     "foreign_language", "who_are_you", "other")
)  # fmt: skip
"""What is meant by one in danger; where she is and her number are likened to much else."""


def _of_emergency(said: Understanding, words: Collection[str]) -> Understanding:
    is_over = has_ended(said.text) or is_denied(said.text, words)
    kept = [i for i in (said.intent, *said.also) if i in _IN_EMERGENCY]
    kept = [i for i in kept if not (is_over and i == "emergency")]
    first = said.intent if said.intent in kept else "other"
    return replace(said, intent=first, also=tuple(i for i in kept if i != first))


_IN_MESSAGES = frozenset(
    ("reservation_new", "reservation_change", "reservation_cancel", "take_order", "faq", "other")
)
"""What the words of a message are like, which are meant for another's ears."""


_BOOKINGS = frozenset(("reservation_new", "reservation_change", "reservation_cancel", "take_order"))


def _passing_on(said: Understanding, state: DialogueState) -> Understanding:
    """「熊谷さんに、明日の集荷を5時に変えてほしいとお伝えください」: no booking is changed."""
    if state.value("kind") == "staff_call" and _leaves_word(said):
        return replace(said, intent="leave_message", also=(), confidence=CERTAIN)
    if not (said.gives(*NAMES) or state.value("target")):
        return said
    is_message = said.intent == "leave_message" or _adds_to_message(said, state)
    is_message = is_message or _tells_reason(said, state)
    if is_message and (said.intent in _BOOKINGS or any(i in _BOOKINGS for i in said.also)):
        also = tuple(i for i in said.also if i not in _BOOKINGS and i != "leave_message")
        return replace(said, intent="leave_message", also=also, confidence=CERTAIN)
    if _ASKS_THEM.search(said.text):  # an answer is waited for
        return replace(said, intent="leave_message", also=("request_callback",), confidence=CERTAIN)
    if said.intent not in _IN_MESSAGES or not is_to_be_passed_on(said.text):
        return said
    return replace(said, intent="leave_message", also=(), confidence=CERTAIN)


_ASKS_THEM = re.compile(
    r"(?:さん|様|先生|部長|課長|社長)に[^。]*(?:聞い|訊い|確認し|尋ね)て"
    r"(?:ほし|欲し|もら|いただ|おいて|くだ|くれ)"
)
"""栗本さんに、伺ってもいいか聞いてほしいんですけど."""
_TO_BE_DONE = re.compile(
    r"て(?:おいて)?(?:もら[いっえう]|くださ|下さ|ほし|欲し|いただ|くれ)|てお?いて"
)


def _leaves_word(said: Understanding) -> bool:
    """「急ぎの郵便だけ佐藤部長に見てもらってください」, of one of ours who is out."""
    is_for_others = said.intent in ("urgent", "reach_person", "request_callback")
    is_wish = said.intent not in _IN_MESSAGES and not is_for_others
    return not is_wish and not asks(said.text) and _TO_BE_DONE.search(said.text) is not None


def _adds_to_message(said: Understanding, state: DialogueState) -> bool:
    """「来週の火曜に。時間は同じで」, of the meeting in a message that was left for somebody."""
    return state.note("plan") == "message" and re.search("予約|注文", said.text) is None


def _tells_reason(said: Understanding, state: DialogueState) -> bool:
    """「期末の成績のことで相談したくて」, of one who was promised a call: no visit is booked."""
    is_hers = state.note("promised") == "1" and state.value("kind") in ("", "family")
    is_booking = SETS.search(said.text) or re.search("予約|注文", said.text)
    return is_hers and not is_booking and tells_why(said.text.rstrip("。"))


_DEFERS = re.compile(
    r"(?:家賃|支払い?|お金|代金|入金|振り?込み?|請求|返済|納期|納品|期限|返事|返信|退去|引き落とし|手続き?|引き渡し)"
    r"[^。]{0,12}待(?:っ|た|ち)"
)
"""家賃ちょっと待ってもらえないかな: not on the telephone."""


def _no_mere_wait(said: Understanding) -> Understanding:
    """「あ、ちょっと待ってください、10時半じゃなくて11時です」 puts right, and asks for no time;
    「ちょっと困っておりまして、受付時間を知りたいんです」 asks for something else."""
    if said.intent == "wait" and _DEFERS.search(said.text):
        return replace(said, intent="other")
    if said.intent == "wait" and asks_to_know(said.text):
        return replace(said, intent="faq")
    if said.intent != "wait" or not corrects(said.text):
        return said
    return replace(said, intent="other")


def _begging_pardon(said: Understanding, state: DialogueState) -> Understanding:
    """お忙しいところ失礼いたします, as first words: a greeting."""
    is_first = not state.note(STACK) and state.asked in ("", "purpose")
    if not is_first or not _BEGS_PARDON.search(said.text):
        return said
    also = tuple(i for i in said.also if i != "goodbye")
    return replace(said, intent="greeting" if said.intent == "goodbye" else said.intent, also=also)


def _without_doubtful_sign(said: Understanding, state: DialogueState) -> Understanding:
    """A yes or no that only the likeness shows counts in a short turn that tells nothing else:
    「機種は標準のやつで」 was likened to a no by .70, 「大川です」 by .88."""
    if said.intent not in ("yes", "no") or abs(said.polarity) <= LEAST_SIGN:
        is_matter = said.intent == "no" and not said.polarity and TELLS_WHAT.search(said.text)
        return replace(said, intent="other") if is_matter else said
    question = QUESTIONS.get(state.asked, QUESTIONS["purpose"])
    by_words = polarity(listen(said.text, said.reading), question.kind)
    tells = bool(said.slots) or len(said.text) > LONGEST_SIGN or _TELLS.search(said.text)
    if not tells or by_words * said.polarity > 0:
        return said
    return replace(said, intent="other", polarity=0.0)


def _insists_on_address(said: Understanding, state: DialogueState) -> bool:
    """そこを何とかなりませんか, right after an address was refused."""
    refused = state.last is not None and any(
        (act.kind, act.topic) == ("refuse", "email") for act in state.last.acts
    )
    return refused and INSISTS.search(said.text) is not None


def _refusing(said: Understanding, state: DialogueState) -> Understanding:
    """「名前なんか言うか」, 「先生がご存じですから」: what was asked is kept back, or known."""
    refused = state.last is not None and any(act.kind == "refuse" for act in state.last.acts)
    if state.asked == "purpose" and refused and _GIVES_UP.search(said.text):
        return replace(said, intent="goodbye", also=(), polarity=0.0)
    is_all = REFUSES.search(said.text) or _NO_MORE.match(said.text)
    if state.asked == "anything_else" and is_all:
        return replace(said, intent="no", also=(), polarity=-1.0)
    asked = state.asked in _WHO_OR_WHERE and not DIGITS.search(said.text)
    is_number = state.asked in NUMBERS and not DIGITS.search(said.text)
    if is_number and NO_NEED.search(said.text):
        return replace(said, intent="decline_number", also=(), confidence=CERTAIN, polarity=0.0)
    if not asked or not (REFUSES.search(said.text) or IS_KNOWN.search(said.text)):
        return said
    return replace(said, intent="decline_number", also=(), confidence=CERTAIN, polarity=0.0)


_GIVES_UP = re.compile(
    r"もう(?:結構|けっこう|いい(?:です|わ|よ)|大丈夫)|あきらめ|諦め|"
    r"(?:じゃあ?|なら)[、 ]?(?:結構|いいです|いいわ)"
)
"""「融通がきかないのね。もう結構です」, told that it cannot be told."""


_NO_MORE = re.compile(
    r"^(?:いえ|いや|いいえ|もう|特に|とくに|ほかに|他に|は|あの|ええと|[、。 ])*"
    r"(?:ない|無い|ねえ|ありません|ございません|なし|以上)(?:です|だ|よ|わ|ね|や|、?(?:それ|これ)だけだ?)*"
    r"(?:[。、 ]+急い?で(?:い)?(?:る|ます)(?:ので|んで)?)?[。]?$"
)


def _instead(said: Understanding, kept: list[str], knowledge: Knowledge) -> str:
    """What the turn is about when its likeliest meaning was ruled out."""
    if said.intent == "human_operator" and is_displeased(said.text):
        return "complaint"  # of somebody here, whom she does not want
    if said.intent.startswith("reservation_") and _is_left_waiting(said):
        return "complaint"
    if said.intent == "emergency" and is_angry(said.text):
        return "complaint"  # また止まって仕事にならない
    if is_to_be_passed_on(said.text):
        return "leave_message"
    if said.gives(*NAMES):
        return "reach_person"
    if kept:
        return kept[0]
    if said.gives("callback_number"):
        return "other"
    if abs(said.polarity) > 0.5 and len(said.text) <= SHORT:
        return "yes" if said.polarity > 0 else "no"
    is_asked = not only_tells(said.text) and _near_entry(said, knowledge)
    return "faq" if is_asked else "other"


def _is_left_waiting(said: Understanding) -> bool:
    """「点検に来てくださるって聞いて1日待ってたんですが、どなたもお見えにならなくて」."""
    is_wish = PLAIN_WISH.search(said.text) or "予約" in said.text or said.confidence >= SURE
    return not is_wish and is_displeased(said.text) and topic_of(said.text) in _LEFT


_LEFT = frozenset(("visit", "no_call"))


def _is_doubtful(
    intent: str, said: Understanding, state: DialogueState, knowledge: Knowledge
) -> bool:
    """`intent` would begin or end a whole kind of call, and nothing shows that it was meant."""
    if intent == "emergency":
        return True  # what is surely or likely one was taken before
    is_out = is_ruled_out(intent, said, state) or _of_no_booking(intent, said, state)
    if is_out or _is_answered(intent, said, knowledge):
        return True
    if intent == "complaint" and (
        _is_only_broken(said, knowledge) or (CARRIES.search(said.text) and not is_angry(said.text))
    ):
        return True
    if intent.startswith("reservation_") and _is_left_waiting(said):
        return True
    if intent == "faq" and said.confidence < SURE:
        return _gives_digits(said, state)
    if intent not in WORDS and intent != "complaint":
        return False
    if _gives_digits(said, state) and intent != "urgent":
        return True
    if intent == "take_order" and _GIVES_BACK.search(said.text):
        return True
    if intent.startswith("reservation_") and state.asked in _CALL_BACK:
        # 10時はまだ移動中ですね、11時にしてもらえますか: of the call that she wished for then
        is_of_call = state.value("callback_wish") != "" and "予約" not in said.text
        return is_of_call or not has_words(intent, said.text)
    is_weak = intent in said.also or said.confidence < SURE
    is_open = intent in ("complaint", *said.also) or is_under_way(state)
    is_set = intent == said.intent == "reservation_new" and SETS.search(said.text) is not None
    return is_weak and is_open and not (is_set or has_words(intent, said.text))


def _is_answered(intent: str, said: Understanding, knowledge: Knowledge) -> bool:
    """A question that the manual surely answers is that question, whatever kind it is like."""
    if intent == "complaint" and _is_own_mishap(said, knowledge):
        return True
    if intent not in _ASKED_KINDS or not (asks(said.text) or TO_ASK.search(said.text)):
        return False
    if PLAIN_WISH.search(said.text) or is_displeased(said.text):
        return False
    if intent == "reservation_new" and SETS.search(said.text):
        return False  # 火曜の3時がいいの。平日はその日しか休みがなくて
    is_offer = _OFFERS.search(said.text) is not None or said.confidence >= SURE
    if intent == "sales_call" and is_offer and has_words(intent, said.text):
        return False  # 検索順位を上げるサービスのご案内 holds words of the manual's too
    return knowledge.faq.answer(said.text, said.reading) is not None


_APOLOGISES = re.compile(r"申し訳|ご心配|ご迷惑|ご不便|お詫び")
_SURE_MISHAP = 0.9


def _is_own_mishap(said: Understanding, knowledge: Knowledge) -> bool:
    """「留守で受け取れなかったんですが」: the manual tells what to do, and has no reason to be
    sorry."""
    hit = knowledge.faq.answer(said.text, said.reading)
    if hit is None or hit.score < _SURE_MISHAP or is_displeased(said.text):
        return False
    return _APOLOGISES.search(hit.entry.answer) is None


_BRINGS = re.compile(
    r"(?:ご案内|ご提案|ご紹介|ご挨拶)(?:の件)?(?:で(?!す)|に(?!つ)|をさせ|を(?:し|でき)|(?:が|も)(?:ござい|あり))"
)
_TO_WHOM = re.compile(r"ご?(?:責任者|担当(?:者|の方|の者)|決裁者|決定権|社長)")


def _offers_to_somebody(said: Understanding) -> bool:
    """「経費を削減できるご案内で、総務の責任者の方を」: brought to a post, no person."""
    is_for_one = said.gives("target", "target_maybe", "target_choices", "target_unknown")
    is_offer = _BRINGS.search(said.text) and _TO_WHOM.search(said.text)
    return bool(is_offer) and not is_for_one and not MATTER.search(said.text)


_OFFERS = re.compile(
    r"(?:運営|提供|販売|展開|お手伝い)(?:を)?(?:させていただ|し)[^、。]{0,4}(?:ており|てい|ます)|ご担当者様|お時間いただ|弊社|わたくしども"
)
"""How firms introduce themselves that have something to sell."""


_OF_MESSAGE = re.compile(
    r"(?:ご?伝言|メッセージ|折り返し(?:のお?電話)?|お?電話の件)(?:を|は|の|も)?[^、。]{0,8}(?:取り消|キャンセル|なしに|変更|変え)"
)


def _of_no_booking(intent: str, said: Understanding, state: DialogueState) -> bool:
    """5枚は取り消して, in the middle of an order, and 伝言は取り消して: no booking is cancelled."""
    is_booking = intent.startswith("reservation_") and "予約" not in said.text
    return is_booking and (
        state.value("kind") == "order" or _OF_MESSAGE.search(said.text) is not None
    )


def _is_only_broken(said: Understanding, knowledge: Knowledge) -> bool:
    """Something of the manual's questions does not work, and nobody is angry about it."""
    is_weak = "complaint" in said.also or said.confidence < SURE
    is_fed_up = FED_UP.search(said.text) or is_angry(said.text)
    may_be = not is_fed_up and topic_of(said.text) in _ASKED_ABOUT
    return is_weak and may_be and _near_entry(said, knowledge)


def _near_entry(said: Understanding, knowledge: Knowledge) -> bool:
    hits = knowledge.faq.search(said.text, said.reading, 1) if said.text else []
    return bool(hits) and hits[0].score >= NEAR_ENTRY


_COUNTED = re.compile(
    r"[0-9一二三四五六七八九十]+(?:分|時間?|日|人|名|円|つ|個|歳|年|か月|ヶ月|割|%)"
)


def _gives_digits(said: Understanding, state: DialogueState) -> bool:
    counted = _COUNTED.sub("", said.text)  # ほんの10分だけ is no number's end
    return state.asked in NUMBERS and DIGITS.search(counted) is not None
