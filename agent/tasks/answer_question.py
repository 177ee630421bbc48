"""A question is answered from the manual word for word; what is not there is asked about inside
and called back."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.tasks import form
from agent.tasks.take_message import add_to_message, matter_of, without_words
from agent.turn import Task, Turn

LEAST_CLAUSE = 6
"""Characters from which a clause can be a question of its own."""
LEAST_CHARS = 5
"""Shorter is no matter that anybody could look into."""
_LITTLE = frozenset(("yes", "no", "thanks", "goodbye", "greeting"))
SHORT = 12
"""Characters of はい、お願いします and the like, which ask nothing."""
_NO_MATTER = frozenset(("repeat_request", "goodbye", "greeting", "wait"))


def go_on(turn: Turn) -> bool:
    """Answer; or take the details, for somebody who knows to call back."""
    if turn.note("answer_now"):
        if _calls_back(turn):
            return go_on(turn)
        turn.drop("answer_question")
        return False
    rule = turn.knowledge.manual.rules.unanswered
    if not turn.value("message"):
        turn.ask("inquiry")
        return True
    turn.assign(rule.department)
    if turn.note("inquiry_taken") != "1":
        turn.remember("inquiry_taken", "1")
        turn.say("inform", "will_check", turn.target_name())
    if form.ask_next(turn, asked_beyond_answer(turn) or rule.ask):
        return True
    turn.remember("plan", turn.note("plan") or "callback")
    turn.drop("answer_question")
    turn.push("call_back")
    return False


def _calls_back(turn: Turn) -> bool:
    """Say the answer; True where it promises a call back, for which the details are taken now."""
    say_answer(turn)
    answer = next((f.value for act in turn.acts for f in act.facts if f.name == "answer"), "")
    if "折り返し" not in answer or not asked_beyond_answer(turn) or turn.note("promised") == "1":
        return False
    if not turn.value("message"):
        add_to_message(turn)
    turn.remember("inquiry_taken", "1")
    return bool(turn.value("message"))


def asked_beyond_answer(turn: Turn) -> tuple[str, ...]:
    """What the manual wants taken down when more is asked than the last answer tells."""
    key = turn.note("answered")
    entry = next((e for e in turn.knowledge.manual.faq if e.id == key), None)
    return entry.ask_when_unanswered if entry is not None else ()


def say_answer(turn: Turn) -> bool:
    """The manual's answer that was found for this call, word for word; False when none was."""
    key = turn.note("answer_now")
    entry = next((e for e in turn.knowledge.manual.faq if e.id == key), None)
    turn.remember("answer_now", "")
    turn.remember("answered", key)
    turn.remember("question", turn.said.text)
    if entry is not None:
        turn.say("inform", "answer", Fact("answer", entry.answer, "manual"))
    return entry is not None


def _inquiry_said(turn: Turn) -> bool:
    if look_up(turn):
        return True
    is_matter = turn.intents[0] not in _NO_MATTER and not is_preamble(turn.said.text)
    if is_matter and len(turn.said.text) >= LEAST_CHARS:
        return add_to_message(turn)
    return False


_PREAMBLE = re.compile(
    r"^(?:少し|一つ|いくつか|御社に|そちらに|そちらの?|[、。 ])*"
    r"(?:お尋ね|お聞き|お伺い|伺い|聞き|質問|相談|ご相談|問い合わせ|お願い|注文|教えて)"
    r"(?:を|が|し|いたし|させて|の件)*(?:たい|ある|あり|ござい|いただ|て|欲し|ほし)?\S{0,14}$"
)


def is_preamble(text: str) -> bool:
    """The caller only says that a question will follow."""
    bare = re.sub(r"ちょっと", "", matter_of(text))
    return not bare or _PREAMBLE.match(bare) is not None


def look_up(turn: Turn) -> bool:
    """Find the manual's answer to this turn; True when there is one."""
    if turn.said.intent in _LITTLE and len(turn.said.text) < SHORT:
        return False
    faq = turn.knowledge.faq
    hit = faq.answer(turn.said.text, turn.said.reading)
    if hit is None:
        clauses = [c for c in re.split(r"[、。]|のと", turn.said.text) if len(c) >= LEAST_CLAUSE]
        found = (faq.answer(clause, "") for clause in clauses if len(clauses) > 1)
        hit = next((answer for answer in found if answer is not None), None)
    if hit is None:
        return False
    turn.remember("answer_now", hit.entry.id)
    return True


def _opened(turn: Turn) -> None:
    if not look_up(turn) and not is_preamble(turn.said.text):
        add_to_message(turn)


TASK = Task(
    "answer_question",
    ("faq",),
    go_on,
    {"inquiry": _inquiry_said, "detail": form.detail_said},
    _opened,
    {"inquiry": without_words, "detail": form.without_detail},
)
