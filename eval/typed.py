"""A script typed instead of spoken: the same caller, but every word is understood as it was said.

What fails here fails for want of understanding or of the desk's own rules; what fails only by
voice was lost on the line, by the recogniser or by the turn-taking.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from agent.events import (
    AgentDecided,
    AgentStarted,
    AgentStopped,
    CallAnswered,
    CallEnded,
    CallerSaid,
    CallerSilent,
    CallEvent,
    DigitPressed,
    EndReason,
)
from agent.report import CallReport, report
from agent.responding import Answerable, respond
from agent.state import advance, begin
from eval.choosing import Chooser
from eval.script import CallerScript, Turn
from eval.simulate import DEFAULT_NOW
from eval.voices import reading_of
from knowledge import Knowledge
from knowledge.reader import read
from speech.endpointing import NO_INPUT_MS
from speech.transcript import Transcript

_MS_PER_CHAR = 120
"""About eight morae a second."""
_MAX_STEPS = 60


def typed(
    script: CallerScript,
    knowledge: Knowledge,
    *,
    received_at: datetime = DEFAULT_NOW,
    watch: Callable[[CallEvent], None] = lambda event: None,
) -> CallReport:
    """Play one script by text alone; the report of the call."""
    call = _Typed(knowledge, watch)
    call.take(CallAnswered(0, f"typed-{script.name}", script.client, received_at.isoformat()))
    chooser = Chooser(script)
    for _ in range(_MAX_STEPS):
        turn = chooser.choose(read(call.last_spoken))
        if turn.when == "hang_up" or call.state.ended:
            break
        if not turn.silent_ms:
            chooser.took(turn)
        call.do(turn)
    return call.end()


class _Typed:
    """The agent's side of a typed call."""

    def __init__(self, knowledge: Knowledge, watch: Callable[[CallEvent], None]) -> None:
        self._knowledge = knowledge
        self._watch = watch
        self._events: list[CallEvent] = []
        self._now_ms = 0
        self.state = begin()
        self.last_spoken = ""
        """The agent's last turn as its voice would read it."""

    def do(self, turn: Turn) -> None:
        """One turn of the caller's."""
        if turn.silent_ms:
            self._stay_silent(turn.silent_ms)
        elif turn.keys:
            self._now_ms += 200 * len(turn.keys)
            self.take(DigitPressed(self._now_ms, turn.keys))
        else:
            begun_ms = self._now_ms
            self._now_ms += _MS_PER_CHAR * max(3, len(turn.text))
            reading = "".join(reading_of(stretch.spoken) for stretch in turn.stretches)
            heard = Transcript(
                turn.text, reading, begun_ms, self._now_ms, True, len(turn.text), 1.0
            )
            self.take(CallerSaid(self._now_ms, heard))

    def _stay_silent(self, left_ms: int) -> None:
        while left_ms >= (wait_ms := NO_INPUT_MS[self.state.expect]) and not self.state.ended:
            left_ms -= wait_ms
            self._now_ms += wait_ms
            self.take(CallerSilent(self._now_ms, wait_ms))

    def take(self, event: Answerable) -> None:
        """Something happened: what the agent says to it."""
        self._record(event)
        response = respond(event, self.state, self._knowledge)
        for failure in response.failures:
            self._record(failure)
        self._record(AgentDecided(self._now_ms, response.decision, response.understanding))
        self.last_spoken = "".join(sentence.spoken for sentence in response.sentences)
        text = "".join(sentence.text for sentence in response.sentences)
        if text:
            self._record(AgentStarted(self._now_ms, text))
            self._now_ms += _MS_PER_CHAR * len(text)
            self._record(AgentStopped(self._now_ms, interrupted=False, heard=text))

    def end(self) -> CallReport:
        """Hang up; the report."""
        reason: EndReason = "agent_closed" if self.state.ended else "caller_hung_up"
        self._record(CallEnded(self._now_ms, reason))
        return report(self._events, self._knowledge)

    def _record(self, event: CallEvent) -> None:
        self._events.append(event)
        self.state = advance(self.state, event)
        self._watch(event)
