"""Which of the names and numbers heard in a turn can have been meant.

A name heard in other words is nobody's, a department heard beside a day must be written, and a
number needs a figure: what merely sounds like one of ours is left out before anything is opened.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.call_words import PROFESSION, TO_ASK, WANTED
from agent.displeasure import is_displeased
from agent.events import Slot, Understanding
from agent.state import DialogueState
from knowledge import Knowledge
from knowledge.directory import Person
from knowledge.presence import LEFT
from speech.reading.letters import is_letters

CERTAIN = 0.8
"""Confidence of what the words say outright."""
NAMES = frozenset(("target", "target_maybe", "target_choices", "target_department"))
"""Slots that hold somebody of ours, or a department."""
DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九]{2,}")
DAY = re.compile(r"[月火水木金土日]曜|[0-9一二三四五六七八九十][月日時]|午後|午前")
"""スイヨーノ sounds like 総務: beside a day a department must be written."""
LEAST_HEARD = 7
"""Digits from which a number was told in words that hold no figure: 午前中 sounds like 5000."""
_FIGURE = re.compile(r"[0-9０-９〇一二三四五六七八九ァ-ヴ]")
_KANJI = re.compile(r"[一-龥々]")
_IS_GOING_ON = re.compile(r"てい?ますか")
"""まだ募集されていますか asks for nobody: いますか by itself does."""
_APPLIES = re.compile(r"応募|募集|求人|採用")
_CALLED = re.compile(r"さん|様|先生|課長|部長|社長")
_SOME_ONE = re.compile(r"(?:男性|女性|男|女|若い|年配|別|ほか|他)の(?:方|ほう|人)")


def only_meant(said: Understanding, state: DialogueState, knowledge: Knowledge) -> Understanding:
    """`said` with the bearer of a title it asks for, and without names nobody can have meant."""
    said = _with_chosen(_with_titled(said, knowledge), state, knowledge)
    kept = tuple(s for s in said.slots if _can_be(s, said, state, knowledge))
    return replace(said, slots=kept)


def _with_titled(said: Understanding, knowledge: Knowledge) -> Understanding:
    """おたくの社長、お願いします: the one who bears the title, where it is hers alone."""
    if said.gives(*NAMES) or not WANTED.search(said.text):
        return said
    titled = [p for p in knowledge.directory.people if p.staff.title and p.staff.title in said.text]
    longest = max((len(p.staff.title or "") for p in titled), default=0)
    bearers = [p for p in titled if len(p.staff.title or "") == longest]
    named = [p for p in titled if f"{p.surname}{p.staff.title}" in said.text] or bearers
    if len(named) != 1 or is_displeased(said.text) or said.intent == "sales_call":
        return said  # who sells asks for whoever decides
    slot = Slot("target", named[0].id, named[0].surname, CERTAIN)
    also = tuple(i for i in said.also if i not in ("reach_person", "complaint"))
    return replace(
        said, intent="reach_person", also=also, slots=(*said.slots, slot), confidence=CERTAIN
    )


_NOT_THAT = re.compile(r"(?:じゃ|では)(?:な(?:いほう|くて?|い)|あり)|以外")
"""経理じゃないほうの."""


def _with_chosen(said: Understanding, state: DialogueState, knowledge: Knowledge) -> Understanding:
    """管理課の拓真のほうです, of two who bear one name: her own first name, or her department."""
    if state.asked != "which_person" or said.gives("target"):
        return said
    choices = map(knowledge.directory.person, state.value("target_choices").split("|"))
    people = [person for person in choices if person is not None]
    *denied, told = _NOT_THAT.split(said.text, maxsplit=1)
    chosen = _told_apart(people, told)
    if denied and not chosen:
        chosen = [p for p in people if p not in _told_apart(people, denied[0])]
    if len(chosen) != 1:
        return said
    others = tuple(s for s in said.slots if s.name not in (*NAMES, "target_unknown"))
    slot = Slot("target", chosen[0].id, chosen[0].surname, CERTAIN)
    return replace(said, intent="reach_person", slots=(*others, slot), confidence=CERTAIN)


def _told_apart(people: list[Person], text: str) -> list[Person]:
    """Those whose first name stands in `text`, or whose department does."""
    by_name = [p for p in people if p.staff.name.split()[-1] in text]
    departments = ((p, re.sub(r"[部課室]$", "", p.staff.department or "-")) for p in people)
    return by_name if len(by_name) == 1 else [p for p, name in departments if name in text]


def _can_be(slot: Slot, said: Understanding, state: DialogueState, knowledge: Knowledge) -> bool:
    """A name heard in other words is nobody's: neither beside the ones asked about, nor of one who
    left, nor 女性のほう."""
    if slot.name == "callback_number" and not DIGITS.search(said.text):
        return _is_heard_number(slot, said, state)
    if slot.name == "target_department" and _is_callers(slot.value, said, knowledge):
        return False
    if slot.name in ("target_department", "target_unknown") and is_told(said, state):
        return False
    asks = PROFESSION.search(said.text) or TO_ASK.search(said.text)
    if slot.name == "target_department" and asks:
        return slot.value in said.text
    if slot.name == "target_department":
        return _is_written(slot.value, said.text, knowledge) or not DAY.search(said.text)
    if slot.name == "target_unknown":
        is_form = state.asked == "detail" and not _CALLED.search(said.text)
        return not (is_form or slot.value in ("者", "士", "方", "人") or is_letters(slot.value))
    if slot.name == "caller_name":
        return not is_letters(slot.value)
    if slot.name not in ("target", "target_maybe"):
        return True
    return _can_be_target(slot, said, state, knowledge)


def _can_be_target(
    slot: Slot, said: Understanding, state: DialogueState, knowledge: Knowledge
) -> bool:
    """Somebody of ours who was heard is meant."""
    if _is_denied(slot, said, state, knowledge):
        return False
    if PROFESSION.search(said.text) or (
        state.asked == "detail" and _is_bare(slot, said, knowledge)
    ):
        return False
    return _is_nobody_else(slot, said, state, knowledge)


_NOT_KNOWN = (
    r"(?:さん|先生|様)?(?:(?:って|という|と)(?:方|人|の)?|の(?:こと|方))?(?:は|に|を|では)?[^。]{0,8}"
    r"(?:知ら(?:な|ん)|存じ(?:ませ|上げませ)|じゃな|違い?ます)"
)
"""藤堂さんって方は知らないんです."""


def _is_denied(slot: Slot, said: Understanding, state: DialogueState, knowledge: Knowledge) -> bool:
    """The one who was asked back about, and is not meant: 藤堂さんって方は知らないんです."""
    person = knowledge.directory.person(slot.value)
    if person is None or state.value("target"):
        return False
    is_asked = state.asked == "confirm_target" and slot.value == state.value("target_maybe")
    if is_asked and said.polarity < 0 and person.surname not in said.text:
        return True
    return re.search(re.escape(person.surname) + _NOT_KNOWN, said.text) is not None


def is_told(said: Understanding, state: DialogueState) -> bool:
    """衛生士さんの募集を見た, 衛生士の免許を: work that is applied for, or an answer of a form."""
    is_form = state.asked == "detail" or _APPLIES.search(said.text) is not None
    return is_form and WANTED.search(_IS_GOING_ON.sub("", said.text)) is None


def _is_nobody_else(
    slot: Slot, said: Understanding, state: DialogueState, knowledge: Knowledge
) -> bool:
    """The person heard was named in writing, or is one of those who can be meant."""
    person = knowledge.directory.person(slot.value)
    if person is None or person.surname in said.text:
        return True
    choices = state.value("target_choices")
    if state.asked == "which_person" and choices:
        return slot.value in choices.split("|")
    is_wanted = said.intent == "reach_person" and _CALLED.search(said.text) is not None
    can_be = person.staff.status != LEFT or is_wanted
    return can_be and _SOME_ONE.search(said.text) is None


def _is_heard_number(slot: Slot, said: Understanding, state: DialogueState) -> bool:
    """A number told in words that hold no figure: ご存じ, 午前中 and 救急 sound like one."""
    if state.asked == "confirm_number" and _FIGURE.search(said.text) is None:
        return False
    heard = len(slot.value.removeprefix(state.value("callback_number")))
    return heard >= LEAST_HEARD or _KANJI.search(said.text) is None


def _is_bare(slot: Slot, said: Understanding, knowledge: Knowledge) -> bool:
    """A name heard in an answer to something else, without さん."""
    person = knowledge.directory.person(slot.value)
    return (
        person is None or re.search(re.escape(person.surname) + r"(?:さん|様)", said.text) is None
    )


def _is_callers(department: str, said: Understanding, knowledge: Knowledge) -> bool:
    """経理の戸田です: where the caller works, not whom she wants."""
    found = next((d for d in knowledge.manual.departments if d.name == department), None)
    names = [re.sub(r"[部課]$", "", n) for n in (department, *(found.aliases if found else ()))]
    callers = [s.value for s in said.slots if s.name == "caller_name"]
    return any(re.search(rf"{n}[部課]?の{c}", said.text) for n in names for c in callers)


def _is_written(department: str, text: str, knowledge: Knowledge) -> bool:
    found = next((d for d in knowledge.manual.departments if d.name == department), None)
    names = (department, *(found.aliases if found is not None else ()))
    return any(re.sub(r"[部課]$", "", name) in text for name in names)
