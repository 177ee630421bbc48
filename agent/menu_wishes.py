"""What can be booked, wished for by its own name: クリーニングお願いします, 内見したいです.

The client's menu says what its visits are called; such a wish is a booking, whatever entry of the
manual speaks of the same thing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from agent.events import Slot, Understanding
from agent.meant_slots import CERTAIN
from agent.state import DialogueState
from agent.tasks.booking_words import IS_BOOKED
from agent.tasks.order_lines import ours_in
from agent.turn import SOMEBODY
from agent.utterance import listen
from knowledge import Knowledge

_LIKE = frozenset(("other", "faq", "yes", "no", "reach_person", "reservation_new", "take_order"))
_ASKED_AT = frozenset(
    ("", "purpose", "anything_else", "inquiry", "confirm_question", "detail", "offer_message")
)
"""Open questions to which a booking is no answer but a wish of its own."""
_WISH = (
    r"[をのに]?(?:だけ)?[をの]?(?:お?願い(?:し(?:たい|ます)|いたします|でき(?:れば|たら|ます|ません))|"
    r"(?:し|受け|やり|頼み|申し込み|打ち|やって|して|打って|受けさせて)(?:もらい|いただき)?(?:たい|ほし|欲し)|"
    r"を?(?:希望(?:し|です|なん)|申し込(?:み|む)))"
)
_NOT_SO = re.compile(
    r"料金|値段|いくら|キャンセル|取り消|取りやめ|変更|ずらし|について|結果|資料|(?:お?話|説明)を(?:聞|伺)|やめ"
)
_GENERAL = frozenset(("相談", "修理", "見積もり", "見積", "訪問", "予約", "来店", "お試し", "手術"))
"""Nouns of a menu that are wished for without a visit, too."""


def as_booking(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> Understanding | None:
    """The turn as a wish for something on the client's menu; None where it is none, or where
    something else is under way. リハビリお願いします calls for no department."""
    if said.intent not in _LIKE or state.asked not in _ASKED_AT:
        return None
    if state.value("kind") not in ("", "inquiry") or state.value("target"):
        return None
    if said.gives("target", "target_maybe") or _NOT_SO.search(said.text):
        return None
    if IS_BOOKED.search(said.text) or not is_wished(said.text, knowledge):
        return None
    slots = tuple(slot for slot in said.slots if slot.name not in SOMEBODY)
    return replace(said, intent="reservation_new", also=(), confidence=CERTAIN, slots=slots)


def as_order(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> Understanding | None:
    """「紙コップ切らしちゃったんだけど、今日持ってきてもらえる？」: goods of the client's are to be
    brought, and nothing is asked; None where it is something else."""
    orders, text = knowledge.manual.orders, said.text
    is_open = state.value("kind") in ("", "inquiry") and state.asked in _ASKED_AT
    if not (orders.accepted and is_open) or said.gives("target", "target_maybe"):
        return None
    is_wished = _RUN_OUT.search(text) is not None and _BROUGHT.search(text) is not None
    if not is_wished or not ours_in(text, orders.items):
        return None
    slots = tuple(slot for slot in said.slots if slot.name not in SOMEBODY)
    return replace(said, intent="take_order", also=(), confidence=CERTAIN, slots=slots)


_RUN_OUT = re.compile(
    r"切らし|切れ(?:ちゃ|そう|た)|なくな(?:っ|り)|足りな|残り(?:が)?(?:少|わずか)"
)
_BROUGHT = re.compile(
    r"(?:持って(?:き|来)て|届けて|送って|補充して|追加して)(?:もら|いただ|ほし|欲し|くれ|くだ|下さ)|"
    r"(?:補充|追加|注文)(?:を)?(?:お願い|頼)"
)


def by_whom(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> Understanding | None:
    """「瀬川さんで。金曜の11時」, of a booking: by whom she would be served, and nobody called.

    None where the client does not ask by whom, or no booking is wished."""
    rule = knowledge.manual.reservation
    is_booking = state.value("kind").startswith("reservation_") or "reservation_new" in said.also
    if not (rule.accepted and "staff" in rule.ask and is_booking and said.gives("target")):
        return None
    wanted = staff_wanted(said.text, knowledge)
    if not wanted:
        return None
    kept = tuple(slot for slot in said.slots if slot.name not in SOMEBODY)
    slots = (*kept, Slot(f"detail:{BY_WHOM}", wanted, wanted, 0.9))
    intent = "other" if state.value("kind") else "reservation_new"
    return replace(said, intent=intent, also=(), confidence=CERTAIN, slots=slots)


BY_WHOM = "担当者"
"""How the report names whom a visit is booked with."""
_SERVES = re.compile(
    r"^(?:さん|先生|店長|様)?(?:で(?!す)|が(?:いい|よ|空)|を?(?:ご?指名|希望)|"
    r"に(?:お願い|切って|やって|診て|担当|いつも|ずっと|前回?も?|この前))"
)


def staff_wanted(text: str, knowledge: Knowledge) -> str:
    """「できたら瀬川さんで」: the surname by whom she would be served; else empty."""
    people = knowledge.directory.people
    named = (person.surname for person in people if person.surname in text)
    return next((name for name in named if _SERVES.match(text.partition(name)[2])), "")


def is_wished(text: str, knowledge: Knowledge) -> bool:
    """A word of the menu stands before a wish."""
    reservation = knowledge.manual.reservation
    words = _words(tuple(reservation.menu)) if reservation.accepted else ()
    return any(re.search(re.escape(word) + _WISH, text) for word in words)


@lru_cache(maxsize=64)
def _words(menu: tuple[str, ...]) -> tuple[str, ...]:
    """The menu's items and their nouns: クリーニング, 定期検診, 検診."""
    nouns = {
        word.text
        for item in menu
        for word in listen(item).words
        if word.pos == "名詞" and word.kind not in ("数", "接尾") and len(word.text) > 1
    }
    return tuple({*menu, *nouns} - _GENERAL)
