"""speak: sentences -> audio on the line; knows what the caller can have heard.

A `Speech` is a turn of the agent's whose first piece of audio is already made, so that it starts
the moment it is delivered; the rest is made while the first piece plays. Stopping it is barge-in.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np

from agent.line import Line
from agent.wording import Sentence
from speech.audio import SAMPLES_PER_MS, Samples
from speech.engines import Tts, Voice


@dataclass(frozen=True, slots=True, eq=False)
class ReadyLine:
    """A sentence whose audio exists already."""

    sentence: Sentence
    samples: Samples


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of audio and the sentence it belongs to."""

    sentence: int
    samples: Samples


@dataclass(slots=True, eq=False)
class Speech:
    """One turn of the agent's, ready to start."""

    sentences: tuple[Sentence, ...]
    rest: AsyncGenerator[Piece, None]
    first: Piece | None
    compute_ms: float
    """Real time from the sentences to the first piece."""
    pieces: list[Piece] = field(default_factory=list)
    """What has been queued on the line so far."""
    complete: bool = False
    """Every piece has been queued."""

    @property
    def text(self) -> str:
        """The whole turn as it is shown."""
        return "".join(sentence.text for sentence in self.sentences)


class Speaker:
    """The agent's voice on one line."""

    def __init__(self, line: Line, tts: Tts, voice: Voice) -> None:
        self._line = line
        self._tts = tts
        self._voice = voice
        self._speech: Speech | None = None
        self._held: list[Samples] | None = None

    @property
    def is_speaking(self) -> bool:
        """True from the first queued sample until the last one was sent."""
        return self._speech is not None

    @property
    def left_ms(self) -> int:
        """How much of its turn the agent still has to say, as far as it is made; 0 when silent."""
        return max(1, self._unsent_ms) if self.is_speaking else 0

    @property
    def is_interruptible(self) -> bool:
        """False while a sentence is being said that the caller must hear."""
        if self._speech is None:
            return True
        index = self._current_sentence(self._speech)
        return self._speech.sentences[index].interruptible if self._speech.sentences else True

    async def prepare(self, sentences: Sequence[Sentence]) -> Speech:
        """Make the first piece of a turn, without a sound yet."""
        started = perf_counter()
        rest = self._pieces(tuple(sentences))
        first = await anext(rest, None)
        return Speech(tuple(sentences), rest, first, (perf_counter() - started) * 1000)

    def start(self, speech: Speech) -> None:
        """Begin to speak: the first piece goes on the line at once. `finish` must follow."""
        self._speech = speech
        if speech.first is not None:
            self._queue(speech, speech.first)

    async def finish(self, speech: Speech) -> None:
        """Queue the rest of a turn as it is made; cancelling this is part of barge-in.

        Where the voice breaks the turn ends with what was made, and the error is raised.
        """
        try:
            async with aclosing(speech.rest) as rest:
                async for piece in rest:
                    if self._speech is not speech:
                        return
                    self._queue(speech, piece)
        finally:
            speech.complete = True

    async def discard(self, speech: Speech) -> None:
        """Let go of a turn that was prepared for nothing."""
        await speech.rest.aclose()

    def ready(self, line: ReadyLine) -> Speech:
        """A turn from audio that exists already; it cannot fail."""
        return Speech((line.sentence,), _nothing_more(), Piece(0, line.samples), 0.0)

    def acknowledge(self, line: ReadyLine) -> None:
        """Say a short はい from ready audio into the caller's pause; no turn of its own."""
        self._line.play(line.samples)

    def take_finished(self) -> Speech | None:
        """The turn that has just been said to its end, once."""
        speech = self._speech
        if speech is None or not speech.complete or self._unsent_ms > 0:
            return None
        self._speech = None
        return speech

    def stop(self) -> str:
        """Fall silent at once; returns what of the turn the caller can have heard."""
        speech = self._speech
        if speech is None:
            return ""
        heard = self._heard(speech)
        self._line.clear()
        self._speech = self._held = None
        return heard

    @property
    def unheard(self) -> tuple[Sentence, ...]:
        """The sentences of the turn that have not been said to their end."""
        return (
            self._speech.sentences[self._current_sentence(self._speech) :] if self._speech else ()
        )

    def hold(self) -> None:
        """Pause where the voice is: the caller may want the word. `release` goes on from there."""
        if self._speech is None or self._held is not None:
            return
        left = min(self._line.queued_ms * SAMPLES_PER_MS, self._queued(self._speech))
        self._line.clear()
        said = np.concatenate([np.zeros(0, np.int16), *(p.samples for p in self._speech.pieces)])
        self._held = [said[said.size - left :]]

    def release(self) -> None:
        """Go on where the voice was held; nothing where it was not."""
        held, self._held = self._held, None
        for samples in held or ():
            self._line.play(samples)

    async def _pieces(self, sentences: tuple[Sentence, ...]) -> AsyncGenerator[Piece, None]:
        for index, sentence in enumerate(sentences):
            voice = replace(self._voice, speed=self._voice.speed * sentence.pace)
            async with aclosing(self._tts.synthesize(sentence.spoken, voice)) as audio:
                async for samples in audio:
                    yield Piece(index, samples)

    def _queue(self, speech: Speech, piece: Piece) -> None:
        speech.pieces.append(piece)
        if self._held is None:
            self._line.play(piece.samples)
        else:
            self._held.append(piece.samples)

    @property
    def _unsent_ms(self) -> int:
        held = sum(len(samples) for samples in self._held or ())
        return self._line.queued_ms + held // SAMPLES_PER_MS

    @staticmethod
    def _queued(speech: Speech) -> int:
        return sum(len(piece.samples) for piece in speech.pieces)

    def _sent_ms(self, speech: Speech) -> int:
        return max(0, self._queued(speech) // SAMPLES_PER_MS - self._unsent_ms)

    def _current_sentence(self, speech: Speech) -> int:
        remaining_ms = self._sent_ms(speech)
        for piece in speech.pieces:
            remaining_ms -= len(piece.samples) // SAMPLES_PER_MS
            if remaining_ms < 0:
                return piece.sentence
        return speech.pieces[-1].sentence if speech.pieces else 0

    def _heard(self, speech: Speech) -> str:
        """Whole sentences that were sent, and of the one cut off its share by duration."""
        lengths = [0] * len(speech.sentences)
        for piece in speech.pieces:
            lengths[piece.sentence] += len(piece.samples) // SAMPLES_PER_MS
        remaining_ms = self._sent_ms(speech)
        heard = ""
        for sentence, length_ms in zip(speech.sentences, lengths, strict=True):
            if remaining_ms < length_ms or length_ms == 0:
                share = remaining_ms / length_ms if length_ms else 0.0
                return heard + sentence.text[: int(len(sentence.text) * share)]
            heard += sentence.text
            remaining_ms -= length_ms
        return heard


async def _nothing_more() -> AsyncGenerator[Piece, None]:
    """A generator that ends at once."""
    no_pieces: tuple[Piece, ...] = ()
    for piece in no_pieces:
        yield piece
