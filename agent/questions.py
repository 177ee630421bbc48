"""The questions the agent asks: what it then waits for, and how yes and no are to be read.

「結構です」 and 「大丈夫です」 are yes to a read-back and no to an offer, so every question says
which of the two it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from speech.endpointing import Expect


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question."""

    topic: str
    expect: Expect
    kind: Literal["open", "offer", "confirm"] = "open"
    slot: str = ""
    """The slot its answer fills."""
    tries: int = 2
    """How often it is asked before another way is taken."""


_ALL = (
    Question("purpose", Expect.OPEN),
    Question("anything_else", Expect.OPEN, "offer"),
    Question("target", Expect.NAME, slot="target"),
    Question("which_person", Expect.NAME, slot="target"),
    Question("confirm_target", Expect.YES_NO, "confirm", slot="target"),
    Question("caller", Expect.NAME, slot="caller_name"),
    Question("caller_name", Expect.NAME, slot="caller_name"),
    Question("caller_company", Expect.NAME, slot="caller_company", tries=1),
    Question("offer_callback", Expect.YES_NO, "offer"),
    Question("offer_email", Expect.YES_NO, "offer"),
    Question("offer_message", Expect.YES_NO, "offer"),
    Question("offer_other", Expect.YES_NO, "offer"),
    Question("email_readback", Expect.EMAIL, "confirm"),
    Question("callback_number", Expect.PHONE_NUMBER, slot="callback_number"),
    Question("number_rest", Expect.PHONE_NUMBER, slot="callback_number"),
    Question("number_keys", Expect.PHONE_NUMBER, slot="callback_number", tries=1),
    Question("confirm_number", Expect.YES_NO, "confirm"),
    Question("use_caller_number", Expect.YES_NO, "confirm"),
    Question("message", Expect.OPEN, slot="message"),
    Question("inquiry", Expect.OPEN, slot="message"),
    Question("confirm_question", Expect.YES_NO, "confirm", tries=1),
    Question("when", Expect.DATE),
    Question("confirm_day", Expect.YES_NO, "confirm"),
    Question("booking_matter", Expect.OPEN),
    Question("detail", Expect.OPEN, tries=1),
    Question("order_items", Expect.OPEN, slot="order"),
    Question("confirm_order", Expect.YES_NO, "confirm", slot="order"),
    Question("staff_name", Expect.NAME, slot="caller_name"),
    Question("staff_proof", Expect.OPEN),
    Question("staff_status", Expect.OPEN),
    Question("staff_back", Expect.DATE),
    Question("english_name", Expect.NAME),
    Question("english_number", Expect.PHONE_NUMBER, slot="callback_number"),
    Question("english_confirm", Expect.YES_NO, "confirm"),
    Question("complaint", Expect.OPEN, slot="message"),
    Question("danger_goes_on", Expect.YES_NO, "offer"),
    Question("danger_hurt", Expect.YES_NO, "offer"),
    Question("emergency_number", Expect.PHONE_NUMBER, slot="callback_number", tries=1),
    Question("emergency", Expect.OPEN, slot="message", tries=1),
)
QUESTIONS = {question.topic: question for question in _ALL}

YES_KEYS = frozenset("1")
NO_KEYS = frozenset("29")
"""On the keypad: 1 is yes, 2 (and 9) no."""
