"""Which turns are taken as the plainly stated matter that they hold, whatever they are likened to.

「今日の塾、お休みさせてください」 is likened to a booking, 「母ですが、今日はお休みします」 to a
call from the family of somebody here. Danger, anger, one of our people asked for, and a turn that
answers what was asked stay what they are; what is wished for beside the matter is begun first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.call_words import FED_UP
from agent.displeasure import is_angry
from agent.events import Understanding
from agent.matter import content_of
from agent.meant_slots import CERTAIN
from agent.of_ours import reports_for_work
from agent.own_trouble import is_brought
from agent.plain_matters import PlainMatter, is_of_lessons, sentences, stated_in
from agent.state import DialogueState
from agent.tasks.day_values import SETS
from agent.tasks.order_lines import lines_in
from agent.trades import is_our_trade
from agent.turn import PERSON, SOMEBODY
from agent.understanding import understand
from agent.utterance import heard_from, listen
from knowledge import Knowledge
from knowledge.sound import morae
from speech.reading.dates import when_in

_TAKEN_AT = frozenset(
    (
        "",
        "purpose",
        "anything_else",
        "inquiry",
        "confirm_question",
        "target",
        "offer_message",
        "booking_matter",
    )
)
"""Open questions to which a matter is no answer but what the call is about."""
_LIKENED = frozenset(
    ("other", "faq", "reservation_new", "reservation_change", "reservation_cancel", "family_call",
     "complaint", "take_order", "reach_person", "yes", "no", "urgent", "ask_return_time",
     "greeting", "request_callback", "staff_call")
)  # fmt: skip
"""What a plain matter is likened to."""
_SURE = 0.6
"""Confidence from which these are meant all the same."""
_SURELY_MEANT = frozenset(("staff_call", "complaint", "reservation_cancel"))
_BESIDE = frozenset(("take_order", "reservation_new", "reservation_change", "reservation_cancel"))
"""Wishes that are begun before a matter of the same breath."""
_CALLS_HOUSE = re.compile(
    r"(?:^|[、。 ])(?P<name>[^、。？? ]{1,12}?)さん(?:の[^、。？?はがを]{1,6}?)?"
    r"(?:[？?。]|(?:です|でしょう|だ|で(?:よろしい|いい|合ってる?)(?:です|でしょう)?)?"
    r"(?:か(?:ね|い)?|よね)[。、？? ]*)"
)
"""かえでさん？"""
_COMES = re.compile(r"(?:診|見|み|来|直し|伺|受け)(?:に|て|たい|え)|予約|行き|行け|お願い")
_TO_CHANGE = re.compile(r"変え(?:たい|る(?:に|ん|の)|られ)|変更(?:したい|する|でき)")
"""口座を変えたい asks how; 口座が変わりました tells."""
_OURS = ("target", "target_maybe", "target_choices")


def as_notice(said: Understanding, state: DialogueState, knowledge: Knowledge) -> Understanding:
    """`said` as the plain matter in it; unchanged where it holds none. Pure."""
    matter = stated_in(said.text) if state.asked in _TAKEN_AT else None
    if matter is None or not _may_be(said, state, matter) or _is_reason(said, state, matter):
        return said
    if reports_for_work(said.text, knowledge) or is_brought(said.text, knowledge):
        return said
    stands = matter.kind in ("booked", "late")  # what is spoken of was booked before
    if said.intent in _BESIDE and not stands and _wishes_to_come(said.text, knowledge):
        return said
    if matter.kind == "late" and SETS.search(said.text) and "予約" in said.text:
        return replace(said, intent="reservation_change", also=(), confidence=CERTAIN)
    if _gives_up_visit(said.text, matter, knowledge):
        return replace(said, intent="reservation_cancel", also=(), confidence=CERTAIN)
    is_asked = matter.kind in ("papers", "broken") or _TO_CHANGE.search(matter.text) is not None
    if is_asked and _answered(said, knowledge):
        return said
    wish = _wished_beside(said, matter, state, knowledge)
    if wish:
        return replace(said, intent=wish, also=("notice",), confidence=CERTAIN)
    is_with_ours = _WITH_OURS.search(said.text) is not None
    slots = tuple(s for s in said.slots if is_with_ours or s.name not in PERSON)
    also = tuple(i for i in said.also if i in ("request_callback", "leave_message"))
    return replace(said, intent="notice", also=also, confidence=CERTAIN, slots=slots, polarity=0.0)


def _gives_up_visit(text: str, matter: PlainMatter, knowledge: Knowledge) -> bool:
    """「今日の16時のリハビリ、休みます」, where visits are booked: one with a time of its own."""
    is_booked = knowledge.manual.reservation.accepted and _TIMED.search(matter.text) is not None
    return is_booked and matter.kind == "absent" and not is_of_lessons(matter)


_TIMED = re.compile(r"[0-9一二三四五六七八九十]時(?:半|[0-9]+分)?の|(?:午前|午後|朝|夕方)の")


def _wishes_to_come(text: str, knowledge: Knowledge) -> bool:
    """「詰め物が取れちゃいまして、明日の3時ごろに診てもらえませんか」: it is why she would come."""
    when = when_in(text, knowledge.now)
    is_named = when is not None and when.day is not None and when.day >= knowledge.now.date()
    return is_named and knowledge.manual.reservation.accepted and _COMES.search(text) is not None


def _may_be(said: Understanding, state: DialogueState, matter: PlainMatter) -> bool:
    if said.intent not in _LIKENED or FED_UP.search(said.text) or is_angry(said.text):
        return False
    is_sure = said.confidence >= _SURE and matter.kind != "late"
    if said.intent in _SURELY_MEANT and is_sure and not is_of_lessons(matter):
        return False
    if state.value("kind") in ("complaint", "emergency", "sales", "nuisance", "staff_call"):
        return False
    if matter.kind == "late" and _WITH_OURS.search(said.text):
        return True
    return not said.gives(*_OURS) and not any(state.value(name) for name in _OURS)


_WITH_OURS = re.compile(
    r"(?:さん|様|先生|部長|課長|社長|弁護士)と(?:の|、)?[^。]{0,12}(?:約束|お?会い|打ち合わせ|打合せ|面談|相談|アポ)"
)
"""三宅先生と10時にお約束していた安藤です: whom she was to meet is told of it."""


def _is_reason(said: Understanding, state: DialogueState, matter: PlainMatter) -> bool:
    """「今日は休むので、振替を土曜にお願いしたい」, of an absence that was taken before."""
    if matter.kind not in state.note("notice_kinds").split(","):
        return False
    clauses = re.split(r"[、。？?]", said.text)
    return bool(content_of("、".join(c for c in clauses if stated_in(c) is None)))


def _answered(said: Understanding, knowledge: Knowledge) -> bool:
    return knowledge.faq.answer(said.text, said.reading) is not None


def _wished_beside(
    said: Understanding, matter: PlainMatter, state: DialogueState, knowledge: Knowledge
) -> str:
    """What another sentence of the turn wishes for by itself."""
    others = [s for s in sentences(said.text) if s != matter.text]
    orders = knowledge.manual.orders
    if orders.accepted and any(lines_in(other, orders.items) for other in others):
        return "take_order"
    if matter.kind == "late":
        return ""  # of a booking that stands
    meant = (understand(other, "", state, knowledge) for other in others)
    return next((m.intent for m in meant if m.intent in _BESIDE and m.confidence >= _SURE), "")


def without_our_name(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> Understanding:
    """「かえでさん？ おたくで作った入れ歯が…」: a house is called by its name, and nobody in it."""
    found = _CALLS_HOUSE.search(said.text)
    if found is None or state.asked not in ("", "purpose"):
        return said
    rest = said.text[found.end() :].strip("、。？? ")
    is_trade = is_our_trade(found["name"], knowledge)  # そちら歯医者さん？入れ歯が
    if not rest or not (is_trade or _is_house(found["name"], said, knowledge)):
        return said
    if not (is_trade or said.gives(*SOMEBODY)):
        return said
    heard = heard_from(listen(said.text, said.reading), found.end())
    return understand(rest, heard, state, knowledge)


def _is_house(name: str, said: Understanding, knowledge: Knowledge) -> bool:
    """The name is the company's, as it is written or, heard as one of ours, as it is said."""
    company = knowledge.manual.company
    if name in f"{company.name}{company.short}":
        return True
    ours = (knowledge.directory.person(s.value) for s in said.slots if s.name in PERSON)
    house = "".join(morae(company.reading))
    return any(p.surname_reading in house for p in ours if p is not None and p.surname in name)
