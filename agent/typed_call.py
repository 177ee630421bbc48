"""A call typed instead of spoken: the dialogue without ears, voice or line.

`denwaban talk` is played on it by hand, and the simulated callers' scripts by `--typed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

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
)
from agent.report import CallReport, report
from agent.responding import Answerable, Response, respond
from agent.state import DialogueState, advance, begin
from agent.utterance import clean
from knowledge import Knowledge
from knowledge.reader import read
from speech.transcript import Transcript

MS_PER_CHAR = 120
"""A typed turn is given the time it takes to say: about eight morae a second."""
LEAST_TURN_MS = 300
MS_PER_KEY = 200


_TERMINAL = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, places of the cursor, keys: CSI
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # titles: OSC, DCS
    r"|\x1b[ -/]*[0-Z\\^-~]"
)
"""Control sequences of terminals (ECMA-48), whole: of their letters nothing was said."""
_HALF_CHARACTERS = re.compile(r"[\ud800-\udfff]+")


def plain(text: str) -> str:
    """What was typed, without what a terminal or a broken program put into it."""
    return _HALF_CHARACTERS.sub(" ", _TERMINAL.sub(" ", text))


@dataclass(slots=True)
class TypedCall:
    """One typed call; `watch` is told of every event."""

    knowledge: Knowledge
    answered: CallAnswered
    watch: Callable[[CallEvent], None] = lambda event: None
    state: DialogueState = field(default_factory=begin)
    events: list[CallEvent] = field(default_factory=list)
    now_ms: int = 0

    def begin(self) -> Response:
        """Pick up."""
        return self._take(self.answered)

    def say(self, text: str, reading: str = "") -> Response:
        """The caller says something; `reading` in katakana, or empty: read from the text."""
        words = clean(plain(text))
        begun = self.now_ms
        self.now_ms += max(LEAST_TURN_MS, len(words) * MS_PER_CHAR)
        heard = reading or read(words)
        said = Transcript(words, heard, begun, self.now_ms, True, len(heard), 1.0)
        return self._take(CallerSaid(self.now_ms, said))

    def wait(self, silence_ms: int) -> Response:
        """The caller says nothing."""
        self.now_ms += silence_ms
        return self._take(CallerSilent(self.now_ms, silence_ms))

    def press(self, digits: str) -> Response:
        """The caller presses keys."""
        self.now_ms += MS_PER_KEY * len(digits)
        return self._take(DigitPressed(self.now_ms, digits))

    def end(self) -> CallReport:
        """Hang up and report."""
        self._record(
            CallEnded(self.now_ms, "agent_closed" if self.state.ended else "caller_hung_up")
        )
        return report(self.events, self.knowledge)

    def _take(self, event: Answerable) -> Response:
        self._record(event)
        response = respond(event, self.state, self.knowledge)
        for failure in response.failures:
            self._record(failure)
        self._record(AgentDecided(self.now_ms, response.decision, response.understanding))
        text = "".join(sentence.text for sentence in response.sentences)
        if text:
            self._record(AgentStarted(self.now_ms, text))
            self.now_ms += len(text) * MS_PER_CHAR
            self._record(AgentStopped(self.now_ms, interrupted=False, heard=text))
        return response

    def _record(self, event: CallEvent) -> None:
        self.events.append(event)
        self.state = advance(self.state, event)
        self.watch(event)
