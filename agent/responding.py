"""respond: what happened -> what the agent says. Pure and synchronous.

understand -> decide -> word -> check. A stage that breaks is named in `failures`, and the
response is then a recovery sentence: the caller always hears something, and the call goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from agent import grounding, policy
from agent.beside import Part, parts, stays_whole, whole
from agent.danger import may_be_danger
from agent.errors import Ungrounded
from agent.events import (
    Act,
    CallAnswered,
    CallerSaid,
    CallerSilent,
    Decision,
    DigitPressed,
    StageFailed,
    Understanding,
)
from agent.joining import answered_beside
from agent.questions import QUESTIONS
from agent.recovery import CALLS_BACK, GREETING, LAST_WORDS, sentence_for
from agent.state import DialogueState, begin
from agent.tasks.find_answer import denies
from agent.turn import STACK
from agent.understanding import understand
from agent.utterance import listen
from agent.word_order import in_usual_order
from agent.wording import Sentence, word
from knowledge import Knowledge
from speech.reading.dates import choices_in
from speech.transcript import Transcript

MAX_RECOVERIES = 2
"""Turns in a call that may break; after that it is kinder to close than to ask once more."""
Answerable = CallAnswered | CallerSaid | CallerSilent | DigitPressed | StageFailed
Stage = Literal["understand", "decide", "word"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Response:
    """What the agent says next, and why."""

    decision: Decision
    sentences: tuple[Sentence, ...]
    understanding: Understanding | None = None
    failures: tuple[StageFailed, ...] = ()
    """Stages that broke on the way; the sentences then are a recovery."""


def warm_up(knowledge: Knowledge) -> None:
    """Load what the first answer would otherwise wait for (about a second, once a process)."""
    heard = Transcript("もしもし、聞こえますか", "", 0, 0, True, 0, 1.0)
    respond(CallerSaid(0, heard), begin(), knowledge)


class _Broken(Exception):
    """A stage broke."""

    def __init__(self, stage: Stage, error: Exception) -> None:
        super().__init__(stage)
        self.stage: Stage = stage
        self.error = error


def respond(event: Answerable, state: DialogueState, knowledge: Knowledge) -> Response:
    """Answer one event. `state` may or may not have `event` folded in already. Never raises."""
    said: Understanding | None = None
    try:
        beside: tuple[Part, ...] = ()
        if isinstance(event, CallerSaid):
            heard = event.transcript
            own, beside = _run("understand", lambda: _parts(heard, state, knowledge))
            said = _run("understand", lambda: understand(own.text, own.reading, state, knowledge))
        first = _run("decide", lambda: _decide(event, said, state, knowledge))
        said, decision = _run(
            "decide", lambda: answered_beside(said, first, beside, state, knowledge)
        )
        sentences = _run("word", lambda: _words(event, decision, state, knowledge))
        grounded = _grounded(event, sentences, state, knowledge)
    except _Broken as broken:
        failed = StageFailed(event.at_ms, broken.stage, type(broken.error).__name__)
        return _recovery(failed, event, said, state, knowledge)
    if grounded != sentences:
        failed = StageFailed(event.at_ms, "word", Ungrounded.__name__)
        return Response(decision, grounded, said, (failed,))
    return Response(decision, sentences, said)


def _parts(
    said: Transcript, state: DialogueState, knowledge: Knowledge
) -> tuple[Part, tuple[Part, ...]]:
    """What is denied of ours (修理じゃなくて。料金が知りたいんです) stays with what follows."""
    heard = in_usual_order(listen(said.text, said.reading))
    words = knowledge.manual.rules.emergency.words
    if stays_whole(state) or may_be_danger(heard.text, words):
        return whole(heard)

    # 見積もりのことで, beside the number: why she calls, which was asked, is no question
    tells_why = state.last is not None and any(
        act.topic == "purpose_and_number" for act in state.last.acts
    )

    def is_answered(text: str, reading: str) -> bool:
        is_day = state.value("kind").startswith("reservation_") and bool(
            choices_in(text, knowledge.now)
        )  # 29日の日曜、2時は同じで: no question of the hours
        if tells_why or is_day or denies(heard.text):
            return False
        return knowledge.faq.answer(text, reading) is not None

    return parts(heard, state.asked, is_answered)


def _run(stage: Stage, work: Callable[[], T]) -> T:
    try:
        return work()
    except Exception as error:  # whatever broke, the caller must hear a sentence
        raise _Broken(stage, error) from error


def _decide(
    event: Answerable, said: Understanding | None, state: DialogueState, knowledge: Knowledge
) -> Decision:
    match event:
        case CallAnswered():
            return policy.open_call(state, knowledge)
        case CallerSilent():
            return policy.silence(state, knowledge)
        case DigitPressed():
            return policy.keys(state, event.digits, knowledge)
        case StageFailed():
            return policy.broken(state, knowledge)
        case _ if said is not None:
            return policy.answer(state, said, knowledge)
        case _:
            return policy.silence(state, knowledge)


def _words(
    event: Answerable, decision: Decision, state: DialogueState, knowledge: Knowledge
) -> tuple[Sentence, ...]:
    if isinstance(event, StageFailed) and not decision.ends_call:
        text = sentence_for(event.stage)
        return (Sentence(text, text),)
    return word(decision, state, knowledge)


def _grounded(
    event: Answerable,
    sentences: tuple[Sentence, ...],
    state: DialogueState,
    knowledge: Knowledge,
) -> tuple[Sentence, ...]:
    """The sentences, with one recovery sentence in place of those nobody vouches for."""
    heard = [*state.heard, state.caller_number]
    if isinstance(event, CallerSaid):
        heard += [event.transcript.text, event.transcript.reading]
    if isinstance(event, DigitPressed):
        heard.append(event.digits)
    instead = sentence_for("word")
    kept: list[Sentence] = []
    for sentence in sentences:
        unfounded = _run("word", partial(grounding.check, sentence.text, heard, knowledge))
        said = Sentence(instead, instead) if unfounded else sentence
        if not (unfounded and said in kept):
            kept.append(said)
    return tuple(kept)


def _recovery(
    failed: StageFailed,
    event: Answerable,
    said: Understanding | None,
    state: DialogueState,
    knowledge: Knowledge,
) -> Response:
    """A stage broke: what was understood is kept, and the sentence and the state go together.

    Nobody who could not be answered is told that she will be called unless her number is asked
    for, too; what broke before anybody spoke is met with a greeting.
    """
    if state.count("apologise.broken") >= MAX_RECOVERIES:
        last = Decision(
            (Act("close", "broken"),), "close_call", ends_call=True, interruptible=False
        )
        return Response(last, (Sentence(LAST_WORDS, LAST_WORDS, False),), said, (failed,))
    is_greeting = isinstance(event, CallAnswered)
    is_open = not is_greeting and state.asked in ("", "purpose")
    takes_number = is_open and failed.stage != "understand"
    text = CALLS_BACK if takes_number else sentence_for("understand")
    if is_greeting:
        text = GREETING.format(company=knowledge.manual.company.name)
    asked = "callback_number" if takes_number else state.asked
    question = QUESTIONS.get(asked)
    owed = (("plan", "callback"), ("skip_caller", "1"), (STACK, "call_back"))
    decision = Decision(
        (Act("apologise", "broken"),),
        "call_back" if takes_number else "close_call",
        slots=said.slots if said is not None else (),
        expect=question.expect if question is not None else state.expect,
        asked=asked,
        notes=owed if takes_number else (),
    )
    return Response(decision, (Sentence(text, text),), said, (failed,))
