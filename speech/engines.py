"""The three engines of a call, as protocols: Vad, Asr, Tts.

A new engine is one file, one line in its registry, and passes the contract suite in
tests/contracts. Engines that compute are fast and may block for a few milliseconds; engines that
wait (a server, a large model) do so in their async methods, so that a call never stands still.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from speech.audio import AudioFrame, Samples
from speech.transcript import Transcript


class Vad(Protocol):
    """Voice activity detection on one call's audio. Keeps state; one instance a call."""

    def push(self, frame: AudioFrame) -> float:
        """Probability 0..1 that somebody speaks, as of this frame."""
        ...


class AsrStream(Protocol):
    """One turn being recognised."""

    async def push(self, frame: AudioFrame) -> Transcript | None:
        """Take 20 ms; a new partial when the words changed, else None."""
        ...

    async def finish(self) -> Transcript:
        """The final transcript of everything pushed so far.

        The stream stays usable: a pause may be tried as the turn's end and taken back, so
        `push` and `finish` may follow again.
        """
        ...


@dataclass(frozen=True, slots=True)
class BiasWord:
    """A word this client's callers are likely to say, from the manual alone."""

    text: str
    """As it shall be written: 栗本."""
    reading: str
    """Katakana as pronounced: クリモト."""


class Asr(Protocol):
    """A recogniser; one instance serves many calls."""

    def stream(self, start_ms: int, bias: tuple[BiasWord, ...] = ()) -> AsrStream:
        """Begin a turn whose first pushed frame starts at `start_ms` of caller audio."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """How a client's agent sounds."""

    name: str = "mei_normal"
    """A packaged voice, or the path of an .htsvoice file (engine-specific otherwise)."""
    speed: float = 1.0
    """0.5..2.0, 1.0 is the voice's own rate."""
    pitch: float = 0.0
    """Semitones, -12..12."""
    depth: float = 0.0
    """-1..1: formants lower (a larger speaker) or higher; 0 is the voice's own."""


class Tts(Protocol):
    """A Japanese voice; one instance serves one client (its readings) and many calls."""

    def synthesize(self, text: str, voice: Voice) -> AsyncGenerator[Samples, None]:
        """Speak `text`: int16 mono 16 kHz pieces, the first as early as possible.

        Pieces are breath groups with their pauses, so joining them gives the sentence.
        Closing the generator stops the work (barge-in).
        """
        ...
