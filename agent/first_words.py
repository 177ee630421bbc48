"""What first words open, whatever kind of call they are likened to."""

from __future__ import annotations

import re

from agent.asking import wants_done
from agent.call_words import (
    ANOTHER,
    FED_UP,
    IF_MISDIALLED,
    MISDIALLED,
    OTHER_TRADE,
    THING_MISTAKEN,
    TO_EAT,
)
from agent.events import Understanding
from agent.meant_slots import NAMES, only_meant
from agent.own_trouble import is_brought, wants_to_be_heard
from agent.patience import only_tells
from agent.state import DialogueState
from agent.tasks.order_lines import lines_in, ours_in
from agent.tasks.reason import returns_call
from agent.tasks.small_talk import CAN_HEAR
from agent.trades import has_words_of, is_our_trade
from agent.turn import SOMEBODY, STACK
from knowledge import Knowledge

_LIKE_TROUBLE = frozenset(
    ("emergency", "complaint", "urgent", "other", "no", "yes", "wrong_number", "faq")
)
"""What trouble of the caller's own is likened to."""


def opened_by(said: Understanding, state: DialogueState, knowledge: Knowledge) -> str:
    """What first words open by what they tell, whatever they are likened to; else empty.

    借金が返せなくなってしまって, told to lawyers, is a consultation; 「さっきお電話いただいたみたい
    なんですけど」, with nobody named, has somebody find out who it was.
    """
    if state.note(STACK) or state.value("kind") or state.asked not in ("", "purpose"):
        return ""
    if CAN_HEAR.search(said.text):
        return "greeting"
    meant = only_meant(said, state, knowledge)  # 相手の弁護士 is no 弁護士室
    is_one = meant.gives("target", "target_maybe", "target_choices")
    is_named = is_one if wants_to_be_heard(said.text) else meant.gives(*NAMES, *SOMEBODY)
    if returns_call(said.text):
        is_known = is_named or said.gives("caller_name") or wants_done(said.text)
        return "" if is_known else "faq"
    refused = state.last is not None and any(a.kind == "refuse" for a in state.last.acts)
    may_be = said.intent in _LIKE_TROUBLE or (
        said.intent == "reach_person" and wants_to_be_heard(said.text)
    )
    is_like = may_be and not refused and not (is_named or FED_UP.search(said.text))
    if not is_like or said.gives("callback_number") or only_tells(said.text):
        return ""
    return "reservation_new" if is_brought(said.text, knowledge) else ""


_PRESSED_WRONG = re.compile(r"(?:押し|かけ|掛け)(?:まちが|間違)え|(?:まちがい|間違い)電話")


def _has_misdialled(said: Understanding, state: DialogueState) -> bool:
    """「あらやだ、ごめんなさいね。まちがえました」, before anything was promised."""
    if IF_MISDIALLED.search(said.text):
        return False
    is_open = state.value("kind") in ("", "inquiry") or _PRESSED_WRONG.search(said.text) is not None
    is_open = is_open and state.note("promised") != "1"
    of_else = re.search("注文|予約|日|時間|名前|金額|商品|番号を", said.text)
    is_of_thing = THING_MISTAKEN.search(said.text) is not None
    return (
        is_open and of_else is None and not is_of_thing and MISDIALLED.search(said.text) is not None
    )


_DELIVERED = re.compile(r"出前|デリバリー")
"""Meals that are brought: 出前頼みたいんだけど."""
_TAKEN_FOR_OTHER = ("", "inquiry", "reach_person", "order", "reservation_new")


def _takes_us_for_other(said: Understanding, state: DialogueState, knowledge: Knowledge) -> bool:
    """「そこ蕎麦屋だろ」: what the house is called for is none of its trade."""
    found = OTHER_TRADE.search(said.text)
    if found is None or state.value("kind") not in _TAKEN_FOR_OTHER:
        return False
    own = f"{knowledge.manual.company_name} {knowledge.manual.company.name}"
    is_ours = found["name"] in own or is_our_trade(found["name"], knowledge)
    return not is_ours and state.note("promised") != "1"


def names_another_firm(said: Understanding, state: DialogueState, knowledge: Knowledge) -> bool:
    """更科さんかね、ざるそば三つ: another house is called for, and what it sells."""
    if _has_misdialled(said, state) or _takes_us_for_other(said, state, knowledge):
        return True
    if state.asked not in ("", "purpose"):
        return False
    own = (knowledge.manual.company_name, knowledge.manual.company.name)
    called = next((slot.value for slot in said.slots if slot.name == "target_unknown"), "")
    if said.intent == "take_order" and called:  # 更科さん。鴨南蛮二つ
        items = knowledge.manual.orders.items
        is_ours = ours_in(said.text, items) or any(called in name for name in own)
        return not is_ours and any(line.item for line in lines_in(said.text, items))
    if _DELIVERED.search(said.text) and not has_words_of(_DELIVERED, knowledge):
        return True
    found = ANOTHER.search(said.text)
    if found is None or not TO_EAT.search(said.text):
        return False
    return not (
        any(found["name"] in name for name in own) or is_our_trade(found["name"], knowledge)
    )
