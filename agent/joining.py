"""Decisions on one turn made one: all that is told, and one question at the end.

What is asked beside something else is decided after it, as if it had been said into the first words
of the answer.
"""

from __future__ import annotations

from dataclasses import replace

from agent import policy
from agent.beside import HOLDS_ANYTHING, Part, by_itself
from agent.events import Act, AgentDecided, Decision, Understanding
from agent.patience import keep_aside
from agent.questions import QUESTIONS
from agent.state import DialogueState, advance, merge_slots
from agent.turn import Turn
from agent.understanding import understand
from knowledge import Knowledge
from speech.endpointing import Expect

_OF_DETAILS = frozenset(("detail", "when_for"))
_NOT_HEARD = frozenset(("apologise.not_heard", "repeat.again", "close.not_understood"))
_PUT = ("ask", "confirm", "offer")


def answered_beside(
    said: Understanding | None,
    first: Decision,
    questions: tuple[Part, ...],
    state: DialogueState,
    knowledge: Knowledge,
) -> tuple[Understanding | None, Decision]:
    """`first`, decided on `said`, joined with what the questions beside it are answered."""
    for question in map(by_itself, questions):
        if first.escalate or (first.expect is Expect.NOTHING and not first.ends_call):
            first = _noted(first, question, state, knowledge)
            continue
        before = state if first.ends_call else advance(state, AgentDecided(0, _heard(first)))
        asked = _neither_yes_nor_no(understand(question.text, question.reading, before, knowledge))
        said = _meant_too(said, asked)
        second = policy.answer(before, asked, knowledge)
        if not _is_understood(second) or _only_guesses(first, second):
            second = _looked_into(Turn(before, asked, knowledge))
        if _only_guesses(second, first):  # once it is known what is meant, the rest is too
            first = _noted(first, question, state, knowledge)
        elif first.ends_call:  # what was told before the goodbye is known all the same
            first = replace(second, slots=merge_slots(first.slots, second.slots))
        else:
            first = _joined(first, second, state)
    return said, first


_LOOKED_INTO = frozenset(("will_check", "will_ask"))


def _only_guesses(first: Decision, second: Decision) -> bool:
    """What is looked into anyhow is not guessed at beside it: 洗車もやってる？あといくら？"""
    is_open = any(act.topic in _LOOKED_INTO for act in first.acts)
    return is_open and second.asked == "confirm_question"


def _neither_yes_nor_no(asked: Understanding) -> Understanding:
    """「今の先生がどうも頼りなくて、…」 denies nothing of what is read back in the same turn."""
    intent = "other" if asked.intent in ("yes", "no") else asked.intent
    return replace(asked, intent=intent, polarity=0.0)


def _noted(first: Decision, question: Part, state: DialogueState, knowledge: Knowledge) -> Decision:
    """`first`, by which a person is called, with the question kept for that person."""
    before = advance(state, AgentDecided(0, first))
    turn = Turn(before, Understanding("faq", (), 1.0, question.text, question.reading), knowledge)
    keep_aside(turn)
    return replace(first, slots=merge_slots(first.slots, turn.decision().slots))


def _meant_too(said: Understanding | None, asked: Understanding) -> Understanding | None:
    """The turn meant what is asked beside it, too, and that alone where the rest says nothing."""
    if said is None or asked.intent in (said.intent, *said.also, "other"):
        return said
    if said.intent == "other":
        return replace(said, intent=asked.intent, confidence=asked.confidence)
    return replace(said, also=(*said.also, asked.intent))


def _looked_into(turn: Turn) -> Decision:
    """Nobody here knows: it is passed on with the matter of the call."""
    keep_aside(turn)
    turn.say("inform", "will_ask", turn.target_name())
    turn.question = QUESTIONS.get(turn.state.asked)
    return turn.decision()


def _heard(first: Decision) -> Decision:
    """`first` as the question beside it is to be read against."""
    if first.asked not in HOLDS_ANYTHING:
        return first
    return replace(first, asked="anything_else", expect=Expect.OPEN)


def _is_understood(second: Decision) -> bool:
    entries = {f"{act.kind}.{act.topic}" for act in second.acts}
    return bool(entries) and not (entries & _NOT_HEARD) and not second.ends_call


def _joined(first: Decision, second: Decision, state: DialogueState) -> Decision:
    """Both in one: what is told by the first and by the second, and one question."""
    told, put = _told_and_put(first)
    told = tuple(act for act in told if f"{act.kind}.{act.topic}" not in _NOT_HEARD)
    more, put_next = _told_and_put(second)
    if any(act.topic in _LOOKED_INTO for act in told):
        more = tuple(act for act in more if act.topic not in _LOOKED_INTO)  # said once for both
    is_same = second.asked in (first.asked, _heard(first).asked)
    is_same &= not (second.asked == "when" and put_next)  # the later day counts
    is_read_back = _is_confirm(first) and bool(put) and not _is_confirm(second)
    last = first if (is_same or is_read_back) and put else second
    left: tuple[str, ...] = ()
    if is_read_back:  # nothing is asked or promised before it is known to be right
        more = tuple(act for act in more if not act.topic.startswith("promise"))
        left = ("asked:", "put:", "promised")
    more_notes = {n: value for n, value in second.notes if not n.startswith(left)}
    notes = dict(first.notes) | more_notes
    put_once = f"put:{first.asked}"
    if put_once in notes:  # a question that was not put, or once only, is counted so
        notes[put_once] = dict(last.notes).get(put_once, state.note(put_once, "0"))
    if last is first:
        notes |= {name: value for name, value in first.notes if name in _OF_DETAILS}
    return replace(
        second,
        acts=(
            *told,
            *(act for act in more if act not in told),
            *(put if last is first else put_next),
        ),
        slots=merge_slots(first.slots, second.slots),
        notes=tuple(notes.items()),
        asked=last.asked,
        expect=last.expect,
        interruptible=first.interruptible and second.interruptible,
        change=second.change or first.change,
    )


def _is_confirm(decision: Decision) -> bool:
    question = QUESTIONS.get(decision.asked)
    return question is not None and question.kind == "confirm"


def _told_and_put(decision: Decision) -> tuple[tuple[Act, ...], tuple[Act, ...]]:
    """What is told, and the question at the end, where there is one."""
    acts = tuple(act for act in decision.acts if act.kind != "close")
    is_put = bool(acts) and decision.asked and acts[-1].kind in _PUT
    return (acts[:-1], acts[-1:]) if is_put else (acts, ())
