"""What a caller tells while nothing is under way: a matter to be looked into, particulars beside an
answer, more of a complaint that is passed on, a word more for somebody who is told of the call."""

from __future__ import annotations

import re

from agent.matter import content_of
from agent.patience import is_matter, is_question, only_tells
from agent.ruled_out import SURE
from agent.tasks import form
from agent.tasks.answer_question import asked_beyond_answer, leave_open
from agent.tasks.find_answer import is_preamble, take_up
from agent.tasks.hear_complaint import hears_more
from agent.tasks.take_message import add_to_message, names_in
from agent.turn import Turn
from speech.reading.lead_ins import HESITATION

_BEGINS = re.compile(
    r"^[^。？?]{0,16}?(?:(?:[にではがのも]|から|って)(?:ですね|ね[ーえ]?)|"
    rf"{HESITATION}|あのお?|それが)[、。 ]*$"
)
_WISHES = re.compile(
    r"たい|ほし|欲し|もらえ|いただけ|ください|くれ|困って|頼|どう|なに|何|いつ|いくら"
)
_PARTICULARS = re.compile(
    r"[0-9一二三四五六七八九十](?:台|個|箱|袋|枚|本|年|階|号|回)|来月|来週|機種|型|標準|号室|サイズ"
)
LEAST_TOLD = 22
"""Characters that tell a matter whatever they end in: openings passed over in strangers' calls had
23, 61 and 68 beside the name, what only belongs to a greeting up to 21."""
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
    if is_matter(turn.said.text):
        if not is_preamble(turn.said.text):
            leave_open(turn)
        turn.push("answer_question")
        return True
    return False


def tells_beside_name(turn: Turn) -> None:
    """「6年生の孫のことで、お試しがあるって聞いたもんですから」: more than who calls is told, and
    ご用件は is not asked of one who has said it."""
    if turn.stack or turn.state.asked not in ("", "purpose") or turn.question is not None:
        return
    told = content_of(turn.said.text, names_in(turn))
    if len(told) < LEAST_TOLD or is_preamble(turn.said.text) or _REQUESTS.search(told):
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
    if not is_for_her or is_question(text) or _WISHES.search(text) or not is_matter(text):
        return False
    turn.say("backchannel", "noted")
    return add_to_message(turn)


def adds_to_answer(turn: Turn) -> bool:
    """Particulars after an answer from the manual: somebody must look into it after all."""
    if turn.answered or not _was_answered(turn) or not _PARTICULARS.search(turn.said.text):
        return False
    return _keep_with_question(turn)


def completes_answer(turn: Turn) -> bool:
    """「コーヒーマシン3台、来月からで」, right after 見積もりは無料で…: what the manual wants asked
    beside its answer is told, and is no wish of another kind by a mere likeness."""
    if turn.answered or not _was_answered(turn) or turn.said.confidence >= SURE:
        return False
    labels = (f"detail:{form.label_of(item)}" for item in asked_beyond_answer(turn))
    if all(turn.value(label) == turn.state.value(label) for label in labels):
        return False
    return _keep_with_question(turn)


def _was_answered(turn: Turn) -> bool:
    return turn.state.asked == "anything_else" and turn.was_read_back("inform.answer")


def _keep_with_question(turn: Turn) -> bool:
    add_to_message(turn, turn.note("question"))
    add_to_message(turn)
    turn.push("answer_question")
    return True
