"""A question is answered from the manual word for word; what is not there is asked about inside
and called back."""

from __future__ import annotations

import re

from agent.events import Fact, Slot
from agent.tasks.take_message import learn_message
from agent.turn import Task, Turn

LEAST_CHARS = 5
"""Shorter is no matter that anybody could look into."""
_NO_MATTER = frozenset(("repeat_request", "goodbye", "greeting", "wait"))


def go_on(turn: Turn) -> bool:
    """Answer; or take the details, for somebody who knows to call back."""
    if turn.note("answer_now"):
        entry = next(
            (e for e in turn.knowledge.manual.faq if e.id == turn.note("answer_now")), None
        )
        turn.remember("answer_now", "")
        turn.drop("answer_question")
        if entry is not None:
            turn.say("inform", "answer", Fact("answer", entry.answer, "manual"))
        return False
    if not turn.value("message"):
        turn.ask("inquiry")
        return True
    if turn.note("inquiry_taken") != "1":
        turn.remember("inquiry_taken", "1")
        turn.say("inform", "will_check", turn.target_name())
    if turn.person is None and not turn.value("target_department"):
        department = turn.knowledge.manual.rules.answers_for
        if department:
            turn.learn(Slot("target_department", department, "", 1.0))
    turn.remember("plan", turn.note("plan") or "callback")
    turn.drop("answer_question")
    turn.push("call_back")
    return False


def _inquiry_said(turn: Turn) -> bool:
    if look_up(turn):
        return True
    is_matter = turn.intents[0] not in _NO_MATTER and not is_preamble(turn.said.text)
    if is_matter and len(turn.said.text) >= LEAST_CHARS:
        learn_message(turn, turn.said.text)
        return True
    return False


_PREAMBLE = re.compile(
    r"^(?:えー?っ?と|あの|すみません|ちょっと|少し|一つ|御社に|そちらに|[、。 ])*"
    r"(?:お尋ね|お聞き|お伺い|伺い|聞き|質問|相談|ご相談|問い合わせ|お願い)"
    r"(?:を|が|し|いたし|させて)*(?:たい|ある|あり|ござい|いただ|て)?\S{0,12}$"
)


def is_preamble(text: str) -> bool:
    """The caller only says that a question will follow."""
    return _PREAMBLE.match(text) is not None


def look_up(turn: Turn) -> bool:
    """Find the manual's answer to this turn; True when there is one."""
    hit = turn.knowledge.faq.answer(turn.said.text, turn.said.reading)
    if hit is None:
        return False
    turn.remember("answer_now", hit.entry.id)
    return True


def _opened(turn: Turn) -> None:
    found = look_up(turn)
    if turn.meant("job_application"):
        turn.learn(Slot("kind", "job_application", turn.said.text, 0.9))
    if not found and not turn.value("message") and not is_preamble(turn.said.text):
        learn_message(turn, turn.said.text)


TASK = Task(
    "answer_question", ("faq", "job_application"), go_on, {"inquiry": _inquiry_said}, _opened
)
