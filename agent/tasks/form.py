"""What the manual wants asked, one thing after the other: 人数, 商品名, 希望職種.

Names and numbers have their own ways (call_back), days and times theirs (when); everything else
a client writes is asked by its word and kept in the caller's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.events import Fact, Slot
from agent.turn import Turn

_OWN_WAYS = frozenset(("name", "company", "phone", "date", "time"))
_IN_WORDS = {
    "people": "人数",
    "menu": "内容",
    "staff": "担当者",
    "email": "メールアドレス",
    "address": "住所",
}
"""Kinds that have a question of their own in the talk script -> how the report names them."""
MAX_ASKED = 2
SURE = 0.8
"""Confidence from which an answer was a complaint or an emergency instead."""
SHORT = 8
"""Characters of はい、そうです and the like, which tell nothing."""
_NO_ANSWER = frozenset(
    ("repeat_request", "goodbye", "wait", "greeting", "request_callback", "thanks")
)
_NOTHING = re.compile(
    r"^(?:いえ|いや|いいえ)?[、 ]*(?:特に|とくに)?(?:ない|なし|ありません|ございません|無い|以上)"
)
_UNKNOWN = re.compile(r"分から|わから|知りません|忘れ|覚えて|手元に")


def ask_next(turn: Turn, asked: Iterable[str]) -> bool:
    """Ask for the first of `asked` that is neither known nor given up; False when none is."""
    for item in asked:
        label = _IN_WORDS.get(item, item)
        if item in _OWN_WAYS or turn.value(f"detail:{label}") or turn.note(f"skip:{label}") == "1":
            continue
        if turn.add_one(f"asked:{label}") > MAX_ASKED:
            continue
        turn.remember("detail", label)
        if item in _IN_WORDS:
            turn.ask("detail", entry=f"detail_{item}")
        else:
            turn.ask("detail", Fact("item", item, "manual"))
        return True
    return False


def detail_said(turn: Turn) -> bool:
    """The answer, in the caller's words; a no, or not knowing, is one too."""
    label = turn.note("detail")
    if label and not can_answer(turn, label):
        return False
    if label and turn.meant("decline_number"):
        turn.remember(f"skip:{label}", "1")
        return True
    if turn.value(f"detail:{label}") != turn.state.value(f"detail:{label}"):
        return True  # given by its own word, and kept
    text = turn.said.text.strip("、。 ")
    if not label or not text or turn.said.intent in _NO_ANSWER or _is_something_else(turn):
        return False
    if (turn.is_no and len(text) < SHORT) or _NOTHING.match(text) or _UNKNOWN.search(text):
        turn.remember(f"skip:{label}", "1")
        return True
    if turn.said.intent == "yes" and len(text) < SHORT:
        return False
    turn.learn(Slot(f"detail:{label}", text, turn.said.reading, 0.8))
    return True


def text_asks(turn: Turn) -> bool:
    """The caller asks back instead of answering."""
    return turn.said.text.rstrip("。").endswith(("か", "？", "?"))


_COUNTS = re.compile(r"[0-9〇一二三四五六七八九十]|ひとり|ふたり|人|名|まだ|未定|わか|分か")
_OPEN = ("内容", "お困り", "用件", "状況", "症状")


def can_answer(turn: Turn, label: str) -> bool:
    """A question is no answer to one, and a count or a number needs a figure."""
    text = turn.said.text
    asks = text_asks(turn) and turn.meant("faq", "ask_private", "ask_mobile")
    if asks and not any(word in label for word in _OPEN):
        return False
    if turn.said.intent.startswith("reservation_") and "予約" in text:
        return turn.value("kind").startswith("reservation_")
    return label != "人数" or turn.is_no or _COUNTS.search(text) is not None


def _is_something_else(turn: Turn) -> bool:
    """A name, a number, or a wish of its own instead of an answer."""
    names = {slot.name for slot in turn.said.slots if turn.value(slot.name) == slot.value}
    if names & {"callback_number", "caller_name", "target"}:
        return True
    if text_asks(turn) and turn.knowledge.faq.answer(turn.said.text, turn.said.reading):
        return True
    if turn.said.intent in ("complaint", "emergency"):
        return turn.said.confidence >= SURE
    return turn.meant(
        "ask_mobile", "ask_private", "ask_email", "reach_person", "human_operator", "who_are_you",
        "call_again", "leave_message",
    )  # fmt: skip


def without_detail(turn: Turn) -> None:
    """Go on without it."""
    turn.remember(f"skip:{turn.note('detail')}", "1")


def details(turn_values: Iterable[Slot]) -> dict[str, str]:
    """What was asked by its word -> the answer."""
    return {
        slot.name.removeprefix("detail:"): slot.value
        for slot in turn_values
        if slot.name.startswith("detail:") and slot.value
    }
