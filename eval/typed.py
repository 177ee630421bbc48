"""A script typed instead of spoken: the same caller, but every word is understood as it was said.

What fails here fails for want of understanding or of the desk's own rules; what fails only by
voice was lost on the line, by the recogniser or by the turn-taking.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agent.events import CallAnswered, CallEvent
from agent.report import CallReport
from agent.responding import Response
from agent.typed_call import TypedCall
from eval.choosing import Chooser
from eval.cues import sound_of
from eval.scenario import DEFAULT_NOW
from eval.script import CallerScript, Turn
from eval.voices import reading_of
from knowledge import Knowledge
from speech.endpointing import NO_INPUT_MS

_MAX_STEPS = 60


@dataclass(frozen=True, slots=True)
class TypedScript:
    """A script that was typed to the end."""

    report: CallReport
    events: tuple[CallEvent, ...]
    said: tuple[Turn, ...]
    """The caller's turns of words, in order."""


def typed(
    script: CallerScript,
    knowledge: Knowledge,
    *,
    received_at: datetime = DEFAULT_NOW,
    watch: Callable[[CallEvent], None] = lambda event: None,
) -> TypedScript:
    """Play one script by text alone."""
    name = f"typed-{script.name}"
    answered = CallAnswered(0, name, script.client, received_at.isoformat())
    call = TypedCall(knowledge, answered, watch)
    heard = _spoken(call.begin())
    chooser, said = Chooser(script), []
    for _ in range(_MAX_STEPS):
        turn = chooser.choose(sound_of(heard))
        if turn.when == "hang_up" or call.state.ended:
            break
        if not turn.silent_ms:
            chooser.took(turn)
        said += [turn] if turn.stretches else []
        heard = _done(call, turn, heard)
    report = call.end()
    return TypedScript(report, tuple(call.events), tuple(said))


def _done(call: TypedCall, turn: Turn, heard: str) -> str:
    """One turn of the caller's; what the agent says to it, or said last where nothing new came."""
    if turn.keys:
        return _spoken(call.press(turn.keys))
    if not turn.silent_ms:
        reading = "".join(reading_of(stretch.spoken) for stretch in turn.stretches)
        return _spoken(call.say(turn.text, reading))
    left_ms = turn.silent_ms
    while left_ms >= (wait_ms := NO_INPUT_MS[call.state.expect]) and not call.state.ended:
        left_ms -= wait_ms
        heard = _spoken(call.wait(wait_ms))
    return heard


def _spoken(response: Response) -> str:
    """A turn of the agent's as its voice would read it."""
    return "".join(sentence.spoken for sentence in response.sentences)
