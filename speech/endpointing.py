"""When has the caller finished? Depends on what the agent is waiting for.

Pure and counted in caller audio: the same frames give the same turns on every machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from speech.audio import FRAME_MS
from speech.completeness import (
    Completeness,
    address,
    completeness,
    name,
    number,
    spelled,
    yes_or_no,
)
from speech.nods import is_nod, opens_turn
from speech.transcript import Transcript


class Expect(StrEnum):
    """What the agent waits for after a turn; set by the dialogue, used to find the turn's end."""

    OPEN = "open"
    YES_NO = "yes_no"
    NAME = "name"
    PHONE_NUMBER = "phone_number"
    EMAIL = "email"
    DATE = "date"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The caller began to speak."""

    at_ms: int
    """Where the speech begins, back-dated from when it was certain."""


@dataclass(frozen=True, slots=True)
class PauseTried:
    """A pause that may be the turn's end: finish the recogniser, prepare the answer.

    The transcript of this try is what `push` wants as `partial` from now on.
    """

    speech_end_ms: int


@dataclass(frozen=True, slots=True)
class SpeechResumed:
    """The pause was none: forget what was prepared."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class NumberChunk:
    """A group of digits (or letters) was said and more are to come: say はい."""

    speech_end_ms: int


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The caller has finished."""

    speech_start_ms: int
    speech_end_ms: int
    """Where the last sound ended, in caller audio."""
    cut: bool = False
    """The turn was as long as a turn may be; the caller is still speaking."""


@dataclass(frozen=True, slots=True)
class NoInput:
    """Nobody has spoken for this long, neither the caller nor the agent."""

    silence_ms: int


TurnEvent = SpeechStarted | PauseTried | SpeechResumed | NumberChunk | TurnEnded | NoInput


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a silence means what, in ms of caller audio."""

    answered: int = 200
    """After a yes or no that was asked for."""
    whole: int = 450
    """After a telephone number or e-mail address with nothing missing; です may yet follow."""
    finished: int = 320
    """After a polite sentence ending."""
    open_ended: int = 540
    """Of the pauses in scripted callers' turns after such words 420 to 520 ms were commonest: of
    875 turns 96 are cut in on with 450, 83 with 500, 74 with 540, 70 with 580."""
    soft: int = 700
    unfinished: int = 950
    filler: int = 1150
    spelling: int = 1200
    """For the rest of a number or address, counted anew when the agent said はい to a part."""
    chunk: int = 360
    """After a group of digits, before the はい."""
    try_after: int = 160
    """Longer than the closure of a っ (about 120) and a lost packet or three."""
    try_answer_after: int = 120
    """The same where a yes or no is awaited, so that 200 leaves time to prepare."""
    longest_turn: int = 30_000


NO_INPUT_MS: dict[Expect, int] = {
    Expect.OPEN: 6_000,
    Expect.YES_NO: 5_000,
    Expect.NAME: 6_000,
    Expect.PHONE_NUMBER: 8_000,
    Expect.EMAIL: 8_000,
    Expect.DATE: 8_000,
    Expect.NOTHING: 10_000,
}
"""Silence before the agent asks again; longer where people look something up."""

_ONSET = 0.5  # speech probability at which a turn may begin
_ONSET_OVER_AGENT = 0.6  # the rest of an echo is speech too, but faint
_OFFSET = 0.35  # below it a turn's frame is silent (Silero's own example: onset - 0.15)
_ONSET_WINDOW = 12  # frames, long enough for ちょっ before the closure and と after it, of which
_ONSET_FRAMES = 4  # must be speech: 80 ms, longer than a click and a packet's edge
_RESUME_FRAMES = 3  # 60 ms of speech end a pause of more than
_LOOSE_PAUSE_MS = 100  # this; within it any speech frame goes on with the word
_DETECTION_MS = 40  # a detector's answer belongs to a sound about this much earlier

_WENT_ON_WITHIN_MS = 1_100
"""Who speaks again so soon after her turn's end, over the agent's first words, had only paused: the
longest wait but one, and too little of the agent's for a reaction."""
_MARGIN_MS = 150
"""By this a caller's next pause may be longer than the one she was cut in on for."""
_MOST_PATIENCE_MS = 1_000
_FORGETS = 0.85
"""Share of the patience that is left after a turn that was not cut in on."""

_JUDGES: dict[Expect, Callable[[Transcript], Completeness]] = {
    Expect.YES_NO: yes_or_no,
    Expect.NAME: name,
    Expect.PHONE_NUMBER: number,
    Expect.EMAIL: address,
}


class Endpointer:
    """Finds the caller's turns, one call long."""

    def __init__(self, waits: Waits | None = None) -> None:
        self._waits = waits or Waits()
        self._recent: deque[tuple[int, bool]] = deque(maxlen=_ONSET_WINDOW)
        self._quiet_ms = 0
        self._turn: _Turn | None = None
        self._ended_ms: int | None = None
        self._patience_ms = 0.0

    @property
    def in_turn(self) -> bool:
        """True from SpeechStarted to TurnEnded."""
        return self._turn is not None

    @property
    def speech_ms(self) -> int:
        """From the turn's beginning to its last sound so far; 0 outside a turn."""
        return self._turn.voice_end_ms - self._turn.start_ms if self._turn else 0

    @property
    def silence_ms(self) -> int:
        """Since the turn's last sound; 0 while the caller speaks or outside a turn."""
        return self._turn.silence_ms if self._turn else 0

    @property
    def resumed_ms(self) -> int:
        """How long the caller has been speaking again after a pause inside the turn; 0 else."""
        return self._turn.resumed_ms if self._turn else 0

    def push(
        self,
        start_ms: int,
        speech: float,
        partial: Transcript | None,
        expect: Expect,
        agent_speaking: bool,
    ) -> tuple[TurnEvent, ...]:
        """Take 20 ms of caller audio that began at `start_ms`.

        `speech` is the detector's 0..1, `partial` the newest transcript of the turn under way
        (after a PauseTried the tried one), `agent_speaking` whether the agent can be heard.
        """
        if self._turn is None:
            return self._await_speech(start_ms, speech, expect, agent_speaking)
        events = self._turn.push(start_ms, speech >= _OFFSET, partial, expect, self._waits)
        if any(isinstance(event, TurnEnded) for event in events):
            self._ended_ms = self._turn.voice_end_ms
            self._turn = None
            self._recent.clear()
            self._quiet_ms = 0
        return events

    def _await_speech(
        self, start_ms: int, speech: float, expect: Expect, agent_speaking: bool
    ) -> tuple[TurnEvent, ...]:
        threshold = _ONSET_OVER_AGENT if agent_speaking else _ONSET
        self._recent.append((start_ms, speech >= threshold))
        voiced = [at for at, is_speech in self._recent if is_speech]
        if len(voiced) >= _ONSET_FRAMES:
            began_ms = max(0, voiced[0] - _DETECTION_MS)
            self._learn_pause(began_ms, agent_speaking)
            patience_ms = round(self._patience_ms)
            self._turn = _Turn(began_ms, start_ms + FRAME_MS, agent_speaking, patience_ms)
            return (SpeechStarted(began_ms),)
        self._quiet_ms = 0 if agent_speaking else self._quiet_ms + FRAME_MS
        if self._quiet_ms >= NO_INPUT_MS[expect] and not voiced:
            silence_ms, self._quiet_ms = self._quiet_ms, 0
            return (NoInput(silence_ms),)
        return ()

    def _learn_pause(self, began_ms: int, agent_speaking: bool) -> None:
        """A caller who was cut in on pauses longer than others: wait for her from now on."""
        if self._ended_ms is None:
            return
        pause_ms = began_ms - self._ended_ms
        if agent_speaking and pause_ms <= _WENT_ON_WITHIN_MS:
            wished_ms = max(self._patience_ms, pause_ms + _MARGIN_MS)
            self._patience_ms = min(_MOST_PATIENCE_MS, wished_ms)
        else:
            self._patience_ms *= _FORGETS


class _Turn:
    """A turn under way."""

    def __init__(
        self, start_ms: int, voice_end_ms: int, over_agent: bool, patience_ms: int = 0
    ) -> None:
        self.start_ms = start_ms
        self._over_agent = over_agent
        self._patience_ms = patience_ms
        self.voice_end_ms = voice_end_ms
        self.silence_ms = 0
        self._resumed_at_ms: int | None = None
        self._run = 0
        self._tried = False
        self._chunk_at_ms: int | None = None
        self._chunk_size = 0

    @property
    def resumed_ms(self) -> int:
        """As the endpointer's."""
        if self._resumed_at_ms is None or self.silence_ms:
            return 0
        return self.voice_end_ms - self._resumed_at_ms

    def push(
        self,
        start_ms: int,
        is_speech: bool,
        partial: Transcript | None,
        expect: Expect,
        waits: Waits,
    ) -> tuple[TurnEvent, ...]:
        now_ms = start_ms + FRAME_MS
        self._run = self._run + 1 if is_speech else 0
        if is_speech and (self.silence_ms <= _LOOSE_PAUSE_MS or self._run >= _RESUME_FRAMES):
            events = self._go_on(now_ms)
        else:
            self.silence_ms = now_ms - self.voice_end_ms
            events = self._pause(now_ms, partial, expect, waits)
        if not events and now_ms - self.start_ms >= waits.longest_turn:
            return (TurnEnded(self.start_ms, self.voice_end_ms, cut=True),)
        return events

    def _go_on(self, now_ms: int) -> tuple[TurnEvent, ...]:
        was_tried, self._tried = self._tried, False
        if self.silence_ms > _LOOSE_PAUSE_MS:
            self._resumed_at_ms = now_ms - self._run * FRAME_MS
        self.voice_end_ms = now_ms
        self.silence_ms = 0
        self._chunk_at_ms = None
        return (SpeechResumed(now_ms - self._run * FRAME_MS),) if was_tried else ()

    def _pause(
        self, now_ms: int, partial: Transcript | None, expect: Expect, waits: Waits
    ) -> tuple[TurnEvent, ...]:
        try_after = waits.try_answer_after if expect is Expect.YES_NO else waits.try_after
        if not self._tried:
            if self.silence_ms < try_after:
                return ()
            self._tried = True
            return (PauseTried(self.voice_end_ms),)
        if self._run:  # a sound begins: a click or the next word, known in 60 ms
            return ()
        if self._is_over(now_ms, partial, expect, waits):
            return (TurnEnded(self.start_ms, self.voice_end_ms),)
        if self._is_chunk(partial, expect, waits):
            self._chunk_at_ms = now_ms
            return (NumberChunk(self.voice_end_ms),)
        return ()

    def _is_over(
        self, now_ms: int, partial: Transcript | None, expect: Expect, waits: Waits
    ) -> bool:
        wait_ms = silence_needed_ms(partial, expect, waits, self._patience_ms)
        reading = partial.reading if partial is not None else ""
        if self._over_agent and is_nod(reading) and not opens_turn(reading):
            wait_ms = min(wait_ms, waits.finished)  # ええ leads on elsewhere, not here
        if wait_ms == waits.spelling and self._chunk_at_ms is not None:
            return now_ms - self._chunk_at_ms >= wait_ms
        return self.silence_ms >= wait_ms

    def _is_chunk(self, partial: Transcript | None, expect: Expect, waits: Waits) -> bool:
        """Has a new part of a number been said that wants a はい?"""
        if partial is None or self._chunk_at_ms is not None or self.silence_ms < waits.chunk:
            return False
        size = _spelled_size(partial, expect)
        is_new, self._chunk_size = size > self._chunk_size, max(size, self._chunk_size)
        return is_new


@lru_cache(maxsize=256)  # asked every 20 ms of a pause
def silence_needed_ms(
    said: Transcript | None, expect: Expect, waits: Waits | None = None, patience_ms: int = 0
) -> int:
    """How long a silence ends a turn that so far is `said`, where `expect` was asked.

    At least `patience_ms` where nothing tells that the answer is whole; no longer than a soft
    ending's wait after a finished sentence.
    """
    waits = waits or Waits()
    if said is None or not said.reading:
        return max(waits.open_ended, patience_ms)
    judged = _JUDGES.get(expect, completeness)(said)
    if judged is Completeness.UNFINISHED and _spelled_size(said, expect):
        return waits.spelling
    if judged is Completeness.ANSWERED:
        return waits.answered if expect is Expect.YES_NO else waits.whole
    if judged is Completeness.FINISHED:
        return max(waits.finished, min(patience_ms, waits.soft))
    usual_ms = {
        Completeness.OPEN_ENDED: waits.open_ended,
        Completeness.SOFT: waits.soft,
        Completeness.UNFINISHED: waits.unfinished,
        Completeness.FILLER: waits.filler,
    }[judged]
    return max(usual_ms, patience_ms)


@lru_cache(maxsize=256)
def _spelled_size(said: Transcript, expect: Expect) -> int:
    """How much of a number or address was said, in digits or sounds; 0 where none or whole."""
    if expect is Expect.PHONE_NUMBER and number(said) is Completeness.UNFINISHED:
        return spelled(said)
    if expect is Expect.EMAIL and address(said) is Completeness.UNFINISHED:
        return len(said.reading)
    return 0
