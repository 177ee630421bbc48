"""What the manual wants asked, one thing after the other: 人数, 商品名, 希望職種.

Names and numbers have their own ways (call_back), days and times theirs (when); everything else
a client writes is asked by its word and kept in the caller's words.
"""

from __future__ import annotations

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
LEAST_CHARS = 1


def ask_next(turn: Turn, asked: Iterable[str]) -> bool:
    """Ask for the first of `asked` that is neither known nor given up; False when none is."""
    for item in asked:
        label = _IN_WORDS.get(item, item)
        if item in _OWN_WAYS or turn.value(f"detail:{label}") or turn.note(f"skip:{label}") == "1":
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
    text = turn.said.text.strip("、。 ")
    if not label or len(text) < LEAST_CHARS or turn.meant("repeat_request", "goodbye"):
        return False
    if turn.is_no:
        turn.remember(f"skip:{label}", "1")
        return True
    turn.learn(Slot(f"detail:{label}", text, turn.said.reading, 0.8))
    return True


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
