"""hear: the caller's audio -> what the caller said or did.

    frame -> echo canceller -> voice activity -> endpointer -> recogniser

Everything is counted in caller audio. The recogniser is given each turn with a little of the
audio before it, so that a soft first sound is not lost, and it goes on hearing while the agent
speaks: what is said over a prompt is heard too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from agent.events import CallerSaid, CallerSilent, CallerStarted, DigitPressed
from speech.audio import FRAME_MS, AudioFrame, Samples
from speech.backchannel import InterruptionJudge, Overlap, is_backchannel
from speech.echo import EchoCanceller
from speech.endpointing import (
    Endpointer,
    Expect,
    NoInput,
    NumberChunk,
    PauseTried,
    SpeechResumed,
    SpeechStarted,
    TurnEnded,
    TurnEvent,
)
from speech.engines import Asr, AsrStream, BiasWord, Vad
from speech.transcript import Transcript

PRE_ROLL_MS = 400
"""Audio before the detected onset that the recogniser is given: a soft consonant or a vowel
under the detector's threshold lies there. The recogniser skips silence by itself."""

GOES_ON_WITHIN_MS = 1_100
"""A caller who speaks again so soon may go on with her turn; it is heard in one piece, too."""

SHORTEST_WORDS_MS = 400
"""A shorter sound in which no word was recognised is a cough or a door, and is not answered."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The caller paused; if this is the turn's end, `said` is what will have been said."""

    said: CallerSaid


@dataclass(frozen=True, slots=True)
class Continued:
    """The pause was none: the caller goes on."""


@dataclass(frozen=True, slots=True)
class NumberHeard:
    """A group of digits was said and more are to come: time for a はい."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The caller speaks over the agent and means it."""


@dataclass(frozen=True, slots=True)
class Held:
    """The caller speaks over the agent, and it is not yet clear why: time to pause."""


@dataclass(frozen=True, slots=True)
class Released:
    """It was a はい or nothing: go on where the voice was held."""


Heard = (
    CallerStarted
    | CallerSaid
    | CallerSilent
    | DigitPressed
    | Paused
    | Continued
    | NumberHeard
    | Interrupted
    | Held
    | Released
)


class Ear(Protocol):
    """What a call needs to hear with; one a call."""

    @property
    def is_hearing(self) -> bool:
        """True while the caller is in the middle of a turn."""
        ...

    async def hear(
        self, frame: AudioFrame, *, sent: Samples, digits: str, expect: Expect, agent_left_ms: int
    ) -> list[Heard]:
        """Take 20 ms of the caller, and what was sent to her meanwhile.

        `agent_left_ms` is how much of its turn the agent still has to say, 0 when it is silent.
        """
        ...


class Listener:
    """The ear of one call."""

    def __init__(
        self, vad: Vad, asr: Asr, bias: tuple[BiasWord, ...] = (), keypad_pause_ms: int = 2000
    ) -> None:
        self._vad = vad
        self._asr = asr
        self._bias = bias
        self._echo = EchoCanceller()
        self._endpointer = Endpointer()
        self._judge = InterruptionJudge(can_hold=True)
        self._keypad = _Keypad(keypad_pause_ms)
        self._recent: deque[AudioFrame] = deque(maxlen=PRE_ROLL_MS // FRAME_MS)
        self._turn: _TurnHeard | None = None
        self._before: _TurnHeard | None = None

    @property
    def is_hearing(self) -> bool:
        """True while the caller is in the middle of a turn."""
        return self._turn is not None

    async def hear(
        self, frame: AudioFrame, *, sent: Samples, digits: str, expect: Expect, agent_left_ms: int
    ) -> list[Heard]:
        """Take 20 ms of the caller; what she said or did by them, in order."""
        now_ms = frame.start_ms + FRAME_MS
        clean = self._echo.process(frame, sent)
        self._recent.append(clean)
        await self._listen(clean)
        events = self._endpointer.push(
            frame.start_ms,
            self._vad.push(clean),
            self._turn.newest if self._turn else None,
            expect,
            agent_left_ms > 0,
        )
        heard: list[Heard] = []
        if pressed := self._keypad.push(digits, now_ms):
            heard.append(pressed)
        for event in events:
            heard += await self._take(event, now_ms, expect, agent_left_ms)
        return heard + self._judge_overlap(now_ms)

    async def _listen(self, clean: AudioFrame) -> None:
        if self._turn is not None:
            await self._turn.push(clean)
        elif self._before is not None:
            await self._before.longest.push(clean)
            if clean.start_ms - self._before.ended_ms > GOES_ON_WITHIN_MS:
                self._before = None

    async def _take(
        self, event: TurnEvent, now_ms: int, expect: Expect, agent_left_ms: int
    ) -> list[Heard]:
        if isinstance(event, NoInput):
            return [CallerSilent(now_ms, event.silence_ms)]
        if isinstance(event, SpeechStarted):
            return await self._begin(event, agent_left_ms)
        turn = self._turn
        if turn is None:
            return []
        match event:
            case PauseTried():
                said, whole = await turn.finish(event.speech_end_ms)
                return [Paused(CallerSaid(now_ms, said, whole=whole))] if said.reading else []
            case SpeechResumed():
                turn.forget_try()
                return [Continued()]
            case NumberChunk():
                return [NumberHeard()]
            case TurnEnded():
                return await self._end(turn, event, now_ms, expect)

    async def _begin(self, event: SpeechStarted, agent_left_ms: int) -> list[Heard]:
        first = self._recent[0].start_ms
        before, self._before = self._before, None
        self._turn = turn = _TurnHeard(
            self._asr.stream(first, self._bias), event.at_ms, agent_left_ms, before
        )
        for frame in self._recent:
            await turn.push(frame, is_new=False)
        return [] if turn.is_overlapping else [CallerStarted(event.at_ms)]

    async def _end(
        self, turn: _TurnHeard, event: TurnEnded, now_ms: int, expect: Expect
    ) -> list[Heard]:
        said, whole = await turn.finish(event.speech_end_ms)
        self._turn, self._before = None, turn
        turn.ended_ms = event.speech_end_ms
        speech_ms = event.speech_end_ms - event.speech_start_ms
        released: list[Heard] = [Released()] if turn.is_held else []
        if not said.reading and (turn.is_overlapping or speech_ms < SHORTEST_WORDS_MS):
            return [*released, Continued()]  # a cough, a door: nobody said anything
        over_agent = turn.agent_left_ms > 0
        if is_backchannel(said, speech_ms, over_agent, expect, turn.agent_left_ms):
            return [*released, CallerSaid(now_ms, said, backchannel=True)]
        if turn.is_overlapping:
            return [CallerStarted(turn.began_ms), CallerSaid(now_ms, said, whole=whole)]
        return [CallerSaid(now_ms, said, whole=whole)]

    def _judge_overlap(self, now_ms: int) -> list[Heard]:
        turn = self._turn
        if turn is None or not turn.is_overlapping:
            return []
        heard = self._endpointer
        overlap = self._judge.push(heard.speech_ms, heard.silence_ms, turn.newest, heard.resumed_ms)
        if overlap is Overlap.INTERRUPTION:
            turn.is_overlapping = turn.is_held = False
            return [CallerStarted(turn.began_ms), Interrupted()]
        if overlap is Overlap.HOLD and not turn.is_held:
            turn.is_held = True
            return [Held()]
        if overlap is Overlap.BACKCHANNEL and turn.is_held:
            turn.is_held = False
            return [Released()]
        return []


class _TurnHeard:
    """A turn of the caller's being recognised: by itself, and on from the turn just before it."""

    def __init__(
        self,
        stream: AsrStream,
        began_ms: int,
        agent_left_ms: int,
        before: _TurnHeard | None = None,
    ) -> None:
        self._stream = stream
        self._longer = before.longest if before is not None else None
        self._from_ms: int = before._from_ms if before is not None else began_ms
        self._tried: Transcript | None = None
        self._tried_whole: Transcript | None = None
        self.began_ms = self.ended_ms = began_ms
        self.agent_left_ms = agent_left_ms
        """How much the agent still had to say when the caller began."""
        self.is_overlapping = agent_left_ms > 0
        """Said over the agent, and not yet known to be an interruption."""
        self.is_held = False
        """The agent's voice pauses because of it."""
        self.newest: Transcript | None = None

    @property
    def longest(self) -> AsrStream:
        """The stream that has heard most."""
        return self._longer or self._stream

    async def push(self, frame: AudioFrame, is_new: bool = True) -> None:
        """Take 20 ms, old ones too at the beginning. A partial unlike a tried end voids the try.

        The try stays the newest unless the partial is longer: knowing that nothing follows, the
        try heard further ahead, and partials only catch up with it.
        """
        if self._longer is not None and is_new:
            await self._longer.push(frame)
        partial = await self._stream.push(frame)
        if partial is None:
            return
        if self._tried is not None and partial.reading == self._tried.reading:
            return
        self._tried = None
        is_behind = (
            self.newest is not None
            and self.newest.is_final
            and len(partial.reading) <= len(self.newest.reading)
        )
        if not is_behind:
            self.newest = partial

    async def finish(self, speech_end_ms: int) -> tuple[Transcript, Transcript | None]:
        """The turn as it stands, and on from the one before where there is one.

        Asked again without new words it costs nothing.
        """
        if self._tried is None:
            self._tried = self.newest = await self._stream.finish()
            self._tried_whole = await self._longer.finish() if self._longer is not None else None
        said = replace(self._tried, start_ms=self.began_ms, end_ms=speech_end_ms)
        if self._tried_whole is None:
            return said, None
        return said, replace(self._tried_whole, start_ms=self._from_ms, end_ms=speech_end_ms)

    def forget_try(self) -> None:
        """The caller goes on."""
        self._tried = None


class _Keypad:
    """Gathers keys that are pressed one after the other."""

    def __init__(self, pause_ms: int) -> None:
        self._pause_ms = pause_ms
        self._digits = ""
        self._last_ms = 0

    def push(self, digits: str, now_ms: int) -> DigitPressed | None:
        """The keys together once they paused or # was pressed."""
        if digits:
            self._digits += digits
            self._last_ms = now_ms
        done = self._digits.endswith("#") or now_ms - self._last_ms >= self._pause_ms
        if not self._digits or not done:
            return None
        pressed = DigitPressed(now_ms, self._digits.removesuffix("#"))
        self._digits = ""
        return pressed


def join(transcripts: Sequence[Transcript]) -> Transcript:
    """Several turns as one: words in order, the weakest confidence."""
    first, last = transcripts[0], transcripts[-1]
    readings = "".join(t.reading for t in transcripts)
    return Transcript(
        text="、".join(t.text for t in transcripts),
        reading=readings,
        start_ms=first.start_ms,
        end_ms=last.end_ms,
        is_final=True,
        stable_len=len(readings),
        confidence=min(t.confidence for t in transcripts),
    )
