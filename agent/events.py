"""Everything that happens in a call: the event log is the call.

`state.py` folds these into the dialogue state, `report.py` sums them up, `records` keeps them and
eval scores them. `at_ms` counts caller audio from the moment the call was answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from speech.endpointing import Expect
from speech.transcript import Transcript

ActKind = Literal[
    "greet",
    "ask",
    "confirm",
    "inform",
    "offer",
    "refuse",
    "apologise",
    "instruct",
    "backchannel",
    "repeat",
    "transfer",
    "close",
]
"""The closed list of what the agent can do with words."""

Source = Literal["manual", "schedule", "caller", "clock", "built_in"]
"""Where a fact may come from; anything else is an invention."""


EndReason = Literal["agent_closed", "caller_hung_up", "transferred", "failed", "time_limit"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value the agent says, and who vouches for it."""

    name: str
    """The placeholder in the talk script: `return_time`, `email`."""
    value: str
    """As it is said or shown: 明日, kurimoto@smilecorp.com."""
    source: Source


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to be known about the call."""

    name: str
    value: str
    """Canonical: 01234567890, 2026-11-22T18:00, kurimoto@smilecorp.com, 江川."""
    spoken: str
    """The caller's own words for it."""
    confidence: float
    """0..1."""
    confirmed: bool = False
    """The caller said yes to the read-back."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the caller meant by one turn."""

    intent: str
    slots: tuple[Slot, ...]
    confidence: float
    """0..1."""
    text: str = ""
    reading: str = ""
    also: tuple[str, ...] = ()
    """What else was meant in the same breath, likeliest first."""
    polarity: float = 0.0
    """-1 no .. 1 yes, read against the agent's open question; near 0 is neither."""

    def gives(self, *names: str) -> bool:
        """The turn holds one of the slots."""
        return any(slot.name in names for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the agent does in a turn; a turn is a few of them."""

    kind: ActKind
    topic: str
    """The entry of the talk script: `absence`, `callback_number`."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A verified member of staff reported where she is; whoever keeps the schedule enters it."""

    staff: str
    """Key of the directory."""
    status: str
    """One of the schedule's words: 外出, 直帰."""
    back: str = ""
    """When she is back: local ISO 8601, to the day or the minute; empty when not said."""
    spoken: str = ""
    """Her own words."""
    start: str = ""
    """From when, where that is not now: a day off to come, local ISO 8601 to the day."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the agent does next and what it then waits for. Pure data: words come later."""

    acts: tuple[Act, ...]
    task: str
    """The call task that decided (tasks/__init__ is the table)."""
    slots: tuple[Slot, ...] = ()
    """Slots learned or changed by this turn."""
    expect: Expect = Expect.OPEN
    asked: str = ""
    """The question now open, by topic; the next answer is read as its answer."""
    interruptible: bool = True
    ends_call: bool = False
    escalate: str = ""
    """Why a person must take over; empty when none need."""
    notes: tuple[tuple[str, str], ...] = ()
    """What the fold must remember beyond slots (task stack, counters), as name and value."""
    change: StatusChange | None = None
    """An entry for the schedule."""


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """The call begins."""

    at_ms: int
    call_id: str
    client: str
    received_at: str
    """ISO 8601 with offset; the only wall-clock time of a call."""
    caller_number: str = ""


@dataclass(frozen=True, slots=True)
class CallerStarted:
    """The caller began to speak (a turn, not a backchannel)."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class CallerSaid:
    """A turn of the caller's, whole."""

    at_ms: int
    """When the turn was taken as ended."""
    transcript: Transcript
    backchannel: bool = False
    """相槌 under the agent's speech: kept in the record, answered by nobody."""
    whole: Transcript | None = None
    """This and the turn just before in one piece, where the caller may have gone on with that."""


@dataclass(frozen=True, slots=True)
class CallerSilent:
    """No input: the caller said nothing for `silence_ms` after the agent had stopped."""

    at_ms: int
    silence_ms: int


@dataclass(frozen=True, slots=True)
class DigitPressed:
    """Keys pressed on the telephone (DTMF), together, when they paused."""

    at_ms: int
    digits: str


@dataclass(frozen=True, slots=True)
class AgentDecided:
    """What the agent decided, and on what understanding (None for greeting and silence)."""

    at_ms: int
    decision: Decision
    understanding: Understanding | None = None


@dataclass(frozen=True, slots=True)
class AgentStarted:
    """The agent begins to speak."""

    at_ms: int
    text: str
    """The whole turn as it is shown, sentences joined."""
    response_gap_ms: int | None = None
    """From the end of the caller's speech to this sound: wait in audio plus real compute."""
    compute_ms: int | None = None
    """The part of the gap that was real compute, which the audio timeline does not show."""


@dataclass(frozen=True, slots=True)
class AgentStopped:
    """The agent fell silent."""

    at_ms: int
    interrupted: bool
    heard: str = ""
    """What of the text the caller can have heard."""


@dataclass(frozen=True, slots=True)
class TurnReopened:
    """The caller went on with the turn that was being answered: the last decision is void.

    What follows is answered together with what was said before.
    """

    at_ms: int


@dataclass(frozen=True, slots=True)
class OperatorRung:
    """A person is being rung."""

    at_ms: int
    operator: str


@dataclass(frozen=True, slots=True)
class OperatorJoined:
    """A person answered."""

    at_ms: int
    operator: str


@dataclass(frozen=True, slots=True)
class Transferred:
    """The caller was handed over."""

    at_ms: int
    target: str


@dataclass(frozen=True, slots=True)
class StageFailed:
    """A stage broke; the call goes on."""

    at_ms: int
    stage: Literal["hear", "understand", "decide", "word", "speak", "line", "schedule"]
    error: str
    """The class name of the error, never its text (which may carry speech)."""


@dataclass(frozen=True, slots=True)
class CallEnded:
    """The call is over."""

    at_ms: int
    reason: EndReason


CallEvent = (
    CallAnswered
    | CallerStarted
    | CallerSaid
    | CallerSilent
    | DigitPressed
    | AgentDecided
    | AgentStarted
    | AgentStopped
    | TurnReopened
    | OperatorRung
    | OperatorJoined
    | Transferred
    | StageFailed
    | CallEnded
)
