"""「修理じゃなくて、料金が知りたいんです」: what was taken wrongly is dropped, the rest taken anew.

What is denied must be what the desk was about: a word of its own last sentence, or the word for
what it had begun. What a caller corrects of her own (3日じゃなくて4日) is put right elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.call_words import NO_NEED
from agent.events import Act, Decision, Slot, Understanding
from agent.state import DialogueState, merge_slots
from agent.tasks.entry_fits import asks_for_work
from agent.turn import STACK
from agent.understanding import understand
from agent.utterance import heard_from, listen
from knowledge import Knowledge
from speech.endpointing import Expect

_NOT_THAT = re.compile(
    r"(?:^|[、。 ])(?P<wrong>[^、。 0-9]{1,12}?)(?:の(?:件|話|こと|方|ほう))?(?:って)?(?:じゃ|では)"
    r"(?:な(?:くって|くて|く|い(?:んです|です|の|って)?)|ありません)"
    r"(?:ですね|けど|が|よ|ね)*[、。 ]*"
)
_AT = frozenset(
    ("detail", "caller", "caller_name", "caller_company", "callback_number", "when", "message",
     "order_items", "offer_callback", "offer_message", "target", "inquiry")
)  # fmt: skip
"""Questions by which the desk shows what it took the call to be about."""
_BEGUN = {
    "take_message": "伝言",
    "take_order": "注文|追加",
    "reserve": "予約|変更|キャンセル|取り消し|見学",
    "call_back": "折り返し|電話",
    "reach_person": "呼び出し|取り次ぎ|担当者",
}
"""Tasks -> what callers call them."""
_KINDS = frozenset(
    ("", "job_application", "order", "reservation_new", "reservation_change", "reservation_cancel")
)
_OF_MATTER = (
    STACK, "plan", "promise_as", "inquiry_taken", "view", "maybe", "doubtful", "answer_now",
    "answered", "question", "asks_more", "job_told", "detail", "when_for",
)  # fmt: skip
"""Notes about what the call was taken to be about."""
_SLOTS = ("kind", "purpose", "message", "aside", "wish", "booked", "order")
LEAST_REST = 3
"""Characters: 料金."""


def taken_anew(
    said: Understanding, state: DialogueState, knowledge: Knowledge
) -> tuple[Understanding, DialogueState] | None:
    """What is meant instead, and the call without what was denied; None where nothing was."""
    found = _NOT_THAT.search(said.text)
    if found is None or state.asked not in _AT or state.note("promised") == "1":
        return None
    if NO_NEED.search(said.text):
        return None  # 電話をもらうほどのことじゃないんで、結構です
    if state.value("kind") not in _KINDS or not _is_of_desk(found["wrong"], state):
        return None
    rest = said.text[found.end() :]
    if len(rest.strip("、。 ")) < LEAST_REST:
        return None
    before = _without_matter(state)
    heard = heard_from(listen(said.text, said.reading), found.end())
    return understand(rest, heard, before, knowledge), before


def dropped(decision: Decision, state: DialogueState) -> Decision:
    """`decision`, taken on the call without its matter, with an excuse and that matter gone."""
    notes = {name: "" for name in _OF_MATTER if state.note(name)} | dict(decision.notes)
    gone = tuple(Slot(name, "", "", 0.0) for name in _gone(state))
    excuse = Act("apologise", "misheard")
    return replace(
        decision,
        acts=(excuse, *decision.acts),
        notes=tuple(notes.items()),
        slots=merge_slots(gone, decision.slots),
    )


def _is_of_desk(wrong: str, state: DialogueState) -> bool:
    acts = state.last.acts if state.last is not None else ()
    told = tuple(act for act in acts if act.topic != "will_ask")  # said to a question beside it
    if any(fact.source == "manual" and wrong in fact.value for act in told for fact in act.facts):
        return True
    if state.value("kind") == "job_application" and asks_for_work(wrong):
        return True
    begun = (_BEGUN.get(task, "") for task in state.note(STACK).split(","))
    return any(words and re.search(words, wrong) is not None for words in begun)


def _gone(state: DialogueState) -> tuple[str, ...]:
    """Slots of the matter; a department that nobody named goes too."""
    department = state.slot("target_department")
    is_assigned = department is not None and not department.spoken
    names = (*_SLOTS, "target_department") if is_assigned else _SLOTS
    details = [slot.name for slot in state.slots if slot.name.startswith("detail:")]
    return tuple(name for name in (*names, *details) if state.value(name))


def _without_matter(state: DialogueState) -> DialogueState:
    gone = _gone(state)
    denied = f"{state.note('denied')},{state.note('answered')}".strip(",")
    notes = {name: value for name, value in state.notes if name not in _OF_MATTER}
    last = state.last
    if last is not None:
        last = replace(last, acts=(), asked="purpose", expect=Expect.OPEN)
    return replace(
        state,
        slots=tuple(slot for slot in state.slots if slot.name not in gone),
        notes=tuple((notes | {"denied": denied}).items()),
        last=last,
    )
