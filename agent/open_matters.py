"""What a caller tells while nothing is under way: a matter to be looked into, particulars beside an
answer, more of a complaint that is passed on, a word more for somebody who is told of the call."""

from __future__ import annotations

import re

from agent.asking import asks, wants_assent, wants_done
from agent.displeasure import is_displeased
from agent.events import Fact
from agent.matter import content_of
from agent.patience import is_matter, keep_aside, only_tells
from agent.ruled_out import SURE
from agent.tasks import form
from agent.tasks.answer_question import asked_beyond_answer, leave_open
from agent.tasks.asked_beside import tells_policy
from agent.tasks.find_answer import (
    asks_about,
    asks_nothing,
    entry_of,
    goes_beyond,
    is_none_of_ours,
    is_preamble,
    look_up,
    take_up,
    takes_up,
    will_tell,
)
from agent.tasks.hear_complaint import hears_more
from agent.tasks.take_message import add_to_message, names_in
from agent.tasks.take_order import orders
from agent.turn import Turn
from knowledge.asking import holds_value, names_nothing, shares_noun
from speech.reading.dates import when_in
from speech.reading.lead_ins import HESITATION

_BEGINS = re.compile(
    r"^[^。？?]{0,16}?(?:(?:[にではがのも]|から|って)(?:ですね|ね[ーえ]?|のう)|"
    rf"{HESITATION}|あのお?|それが)[、。 ]*$"
)
_WISHES = re.compile(
    r"たい|ほし|欲し|もらえ|いただけ|ください|くれ|困って|頼|どう|なに|何|いつ|いくら"
)
_PARTICULARS = re.compile(
    r"[0-9一二三四五六七八九十](?:台|個|箱|袋|枚|本|年|階|号|回)|来月|来週|機種|型|標準|号室|サイズ|"
    r"^[一-龥々ァ-ヴー]{2,12}の?[0-9]{2,4}(?:です)?[。]?$|"
    r"(?:来|届か|でき|出来|動か|開か|つながら|入れ|直ら|見られ)(?:ない|ません)(?:ん|です|けど|よ)*[。]?$|"
    r"^(?:(?:注文|予約|受付|お客様)?番号は?、?)?[A-Za-z]{1,3}-?[0-9]{3,}(?:です)?[。]?$|"
    r"^(?:新しい|正しい|旧|古い|担当|名義|宛名|宛先|場所|住所|品番|(?:注文|会員|予約|製造|診察券|伝票)?番号)"
    r"[^、。]{0,6}は[^、。]{2,}"
)
LEAST_TOLD = 22
"""Characters that tell a matter whatever they end in: openings passed over in strangers' calls had
23, 61 and 68 beside the name, what only belongs to a greeting up to 21."""
_HOLDS_ANYTHING = frozenset(
    ("", "message", "inquiry", "complaint", "emergency", "staff_proof", "staff_name")
)
"""Open questions whose answer may be like any entry of the manual."""
TOLD_FROM = 0.45
"""How likely an entry must be to be told, under its name, in the middle of something else: from
here up to where it is told without, 36 of 46 callers' questions to nine manuals asked for it; of
33 from .25 on, 15."""
_OTHER_CALLS = frozenset(
    ("wrong_number", "take_order", "job_application", "sales_call", "complaint", "reservation_new",
     "reservation_change", "reservation_cancel", "other_person", "staff_call", "leave_message")
)  # fmt: skip
_MAY_TALK = re.compile(r"よろしい|大丈夫|お時間|今、?いい|おり?ますか|いらっしゃ|お世話")
"""「今、お電話よろしいでしょうか」 is no matter yet, nor who is wanted."""
_REQUESTS = re.compile(r"ください|下さい")
"""What is wanted of the desk has to be understood, not kept."""


def took_as_inquiry(turn: Turn) -> bool:
    """An unknown wish at the start is a matter for somebody inside, not a failure."""
    if turn.said.intent not in ("other", "faq", "yes", "no"):
        return False
    if turn.stack or turn.state.asked not in ("", "purpose", "anything_else"):
        return False
    if _only_begins(turn):
        turn.ask("purpose", entry="purpose_soft")
        return True
    if hears_more(turn) or _tells_of_promised(turn):
        return True
    if not only_tells(turn.said.text) and take_up(turn):
        turn.push("answer_question")
        return True
    if _asks_of_told(turn):
        turn.push("answer_question")
        return True
    if is_matter(turn.said.text) or len(content_of(turn.said.text)) >= LEAST_TOLD:
        if not is_preamble(turn.said.text):
            leave_open(turn)
        turn.push("answer_question")
        return True
    return False


def _asks_of_told(turn: Turn) -> bool:
    """「送ってもらえますか。お金かかります？」: the answer just told holds it."""
    told, text = entry_of(turn, turn.state.note("answered")), turn.said.text
    is_of_it = told is not None and names_nothing(text) and holds_value(text, told.answer)
    if told is not None and is_of_it:
        will_tell(turn, told.id)
    return is_of_it


def tells_beside_name(turn: Turn) -> None:
    """「6年生の孫のことで、お試しがあるって聞いたもんですから」: more than who calls is told, and
    ご用件は is not asked of one who has said it."""
    if turn.stack or turn.question is not None:
        return
    if turn.state.asked == "anything_else" and form.text_asks(turn):
        took_as_inquiry(turn)  # 初回はお金かかります？, which names what is booked, too
        return
    if turn.state.asked not in ("", "purpose"):
        return
    told = content_of(turn.said.text, names_in(turn))
    is_told = len(told) >= LEAST_TOLD or (is_matter(told) and not _MAY_TALK.search(told))
    if not is_told or is_preamble(turn.said.text) or _REQUESTS.search(told):
        return
    if not took_as_inquiry(turn):
        leave_open(turn)
        turn.push("answer_question")


def _only_begins(turn: Turn) -> bool:
    """昨日の夜にですね: the matter is still to come, and nothing is to be guessed of it."""
    is_first = turn.state.asked in ("", "purpose") and not turn.said.slots
    return is_first and _BEGINS.match(turn.said.text) is not None


def _tells_of_promised(turn: Turn) -> bool:
    """昔からの知り合いなんですよ, of one who is told of the call: kept for her."""
    text = turn.said.text
    is_for_her = turn.person is not None and turn.note("promised") == "1"
    if not is_for_her or asks(text) or _WISHES.search(text) or not is_matter(text):
        return False
    turn.say("backchannel", "noted")
    return add_to_message(turn)


def adds_to_answer(turn: Turn) -> bool:
    """Particulars after an answer from the manual, or a wish to have it done: somebody must look
    into it after all."""
    if turn.answered or not _was_answered(turn):
        return False
    if not (_PARTICULARS.search(turn.said.text) or takes_up(turn)):
        return False
    return _keep_with_question(turn)


def completes_answer(turn: Turn) -> bool:
    """「コーヒーマシン3台、来月からで」, right after 見積もりは無料で…: what the manual wants asked
    beside its answer is told, and is no wish of another kind by a mere likeness."""
    if turn.answered or not _was_answered(turn) or turn.said.confidence >= SURE:
        return False
    if orders(turn):
        return False
    labels = (f"detail:{form.label_of(item)}" for item in asked_beyond_answer(turn))
    if all(turn.value(label) == turn.state.value(label) for label in labels):
        return False
    return _keep_with_question(turn)


def answers_beside(turn: Turn) -> bool:
    """What the manual surely answers is told in the middle of the asking, too, whatever the turn
    is likened to; of 47 questions of callers answered when asked alone, 19 were put off here."""
    if turn.answered or not turn.stack or turn.state.asked in _HOLDS_ANYTHING:
        return False
    if turn.value("kind") in ("emergency", "complaint"):
        return False
    if tells_policy(turn):
        return True
    if turn.value("kind").startswith("reservation_") and _tells_of_visit(turn.said.text):
        return False
    if look_up(turn):
        turn.push("answer_question")
        return True
    return _tells_likely(turn)


_WITH_WHOM = re.compile(r"(?:も|と)、?一緒|連れて|[0-9一二三四五六]人で|家族で")


def _tells_of_visit(text: str) -> bool:
    """「子供も一緒なんですけど」: who comes to what is being booked, and no question."""
    is_asked = asks(text) or wants_assent(text) or wants_done(text) or asks_about(text)
    return _WITH_WHOM.search(text) is not None and not is_asked


def _tells_likely(turn: Turn) -> bool:
    """What is likely asked is named with its answer: to ask back about it would be a second
    question in one turn. It is kept for those inside all the same, who know it better."""
    text = turn.said.text
    is_asked = asks(text) or wants_assent(text)
    if asks_nothing(turn) or not is_asked or is_none_of_ours(turn, text):
        return False
    hit = turn.knowledge.faq.nearest(text, turn.said.reading)
    if hit is None or hit.score < TOLD_FROM or goes_beyond(turn, [hit.entry.id]):
        return False
    if names_nothing(text) or not shares_noun(text, (hit.entry.question, *hit.entry.paraphrases)):
        return False
    keep_aside(turn)
    answer = hit.entry.answer.removeprefix("はい、")
    topic = Fact("topic", turn.knowledge.faq.topic(hit.entry), "manual")
    turn.say("inform", "answer_likely", topic, Fact("answer", answer, "manual"))
    return True


def is_rather_asked(turn: Turn) -> bool:
    """「診断書を一枚お願いしたいんですけど」 is a little like an order: what the manual answers is
    no other kind of call by a mere likeness, in the middle of one."""
    is_likeness = turn.said.intent in _OTHER_CALLS and turn.said.confidence < SURE
    if not is_likeness or when_in(turn.said.text, turn.knowledge.now) is not None:
        return False
    return not is_displeased(turn.said.text) and answers_beside(turn)


def _was_answered(turn: Turn) -> bool:
    return turn.state.asked == "anything_else" and turn.was_read_back("inform.answer")


def _keep_with_question(turn: Turn) -> bool:
    add_to_message(turn, turn.note("question"))
    add_to_message(turn)
    turn.push("answer_question")
    return True
