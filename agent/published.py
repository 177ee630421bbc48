"""The understanding as the outside knows it: a closed list of intents, and plain slots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.events import Slot
from agent.intents import ALSO_FROM
from agent.questions import Question
from agent.understanding import Meaning
from knowledge import Knowledge
from speech.endpointing import Expect
from speech.reading.dates import written_datetime
from speech.reading.emails import written_email
from speech.reading.numbers import number_value
from speech.reading.phone_numbers import digits_in

INTENTS = (
    "reach_person", "leave_message", "ask_return_time", "ask_email", "ask_mobile", "urgent",
    "emergency", "faq", "reservation_new", "reservation_change", "reservation_cancel", "complaint",
    "sales_call", "wrong_number", "job_application", "human_operator", "repeat_request", "yes",
    "no", "goodbye", "other",
)  # fmt: skip
"""What `denwaban understand` may answer."""
_BELONGS_TO = {
    "other_person": "reach_person",
    "family_call": "reach_person",
    "staff_call": "leave_message",
    "request_callback": "leave_message",
    "call_again": "goodbye",
    "thanks": "goodbye",
}
"""A wish to be called back, or a colleague who will be late, is something to pass on; who will call
again takes leave. Greetings, who_are_you, wait, ask_private, decline_number, take_order and the
like ask for nothing on the list: other."""
_NEVER_SECOND = frozenset(("other", "yes", "no"))
_MATTERS = frozenset(
    ("leave_message", "urgent", "emergency", "faq", "complaint", "reservation_new",
     "reservation_change", "reservation_cancel", "job_application", "sales_call")
)  # fmt: skip
"""Intents whose words are a matter to pass on: they are kept as the purpose."""
_PEOPLE = re.compile(r"(?P<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,3})(?:名|人)(?!前|様)")
_GROUP = 3
"""Digits from which a clause is part of a telephone number."""
_ADDRESS_LIKE = re.compile(r"@|アット|あっと|ドット|どっと")


@dataclass(frozen=True, slots=True)
class Published:
    """One answer of `denwaban understand`."""

    intent: str
    also: tuple[str, ...]
    """At most one second intent of the same breath."""
    confidence: float
    """0..1: how often such an answer is right."""
    slots: dict[str, object]


def published(intent: str) -> str:
    """The intent of the closed list that stands for `intent`."""
    return intent if intent in INTENTS else _BELONGS_TO.get(intent, "other")


def publish(found: Meaning, question: Question, knowledge: Knowledge) -> Published:
    """A meaning in public terms, where `question` was what the agent had asked."""
    shares = dict.fromkeys(INTENTS, 0.0)
    for scored in found.scores:
        shares[published(scored.intent)] += scored.score
    ranked = sorted(shares, key=lambda intent: -shares[intent])
    best = ranked[0] if found.said.heard or found.said.text else "other"
    also = tuple(i for i in ranked[1:2] if shares[i] >= ALSO_FROM and i not in _NEVER_SECOND)
    slots = dict(_slots(found, question, knowledge))
    if best in _MATTERS:
        slots["purpose"] = found.said.text
    return Published(best, also, shares[best], slots)


def _slots(
    found: Meaning, question: Question, knowledge: Knowledge
) -> Iterator[tuple[str, object]]:
    for slot in found.slots:
        yield from _public(slot, knowledge)
    text = found.said.text
    if question.expect is Expect.EMAIL or _ADDRESS_LIKE.search(text):
        email = written_email(text)
        if email.value:
            yield "email", email.value
    numbered = any(slot.name == "callback_number" for slot in found.slots)
    dated = _without_digits(text) if numbered else text
    if question.expect not in (Expect.PHONE_NUMBER, Expect.EMAIL):
        when = written_datetime(dated, knowledge.now)
        if when.value:
            yield "datetime", when.value
    people = _PEOPLE.search(text)
    count = number_value(people["n"]) if people else None
    if count:
        yield "people", count


def _without_digits(text: str) -> str:
    """The clauses of a turn that hold no part of a telephone number."""
    clauses = re.split(r"(?<=[、。])", text)
    return "".join(clause for clause in clauses if len(digits_in(clause)) < _GROUP)


def _public(slot: Slot, knowledge: Knowledge) -> Iterator[tuple[str, object]]:
    """The public slots that one of the desk's own comes to."""
    match slot.name:
        case "target" | "target_maybe":
            yield "target", _name(slot.value, knowledge)
        case "target_choices":
            yield "target_candidates", [_name(key, knowledge) for key in slot.value.split("|")]
        case "target_unknown":
            yield "target", slot.value
        case "callback_wish":
            yield "callback_at", slot.value
        case "relation":
            return
        case _ if slot.value:
            yield slot.name, slot.value


def _name(key: str, knowledge: Knowledge) -> str:
    person = knowledge.directory.person(key)
    return person.staff.name.replace(" ", "") if person is not None else key
