"""A whole recording as turns: cut where nobody speaks, so that hours need no more memory."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Iterable

from speech.audio import FRAME_MS, AudioFrame
from speech.engines import Asr, AsrStream, BiasWord, Vad
from speech.transcript import Transcript

LEAD_MS = 400
"""Sound kept before speech is noticed: soft beginnings, and what the detector needs to wake up."""
PAUSE_MS = 700
"""Silence that ends a piece; shorter pauses are within a sentence."""
LONGEST_MS = 30_000
"""A piece is cut at the next short pause after this, and hard at twice this."""
SHORT_PAUSE_MS = 120
SPEECH = 0.4
"""Vad probability from which a frame counts as speech."""


class _Piece:
    """One stretch of speech being recognised."""

    def __init__(self, stream: AsrStream) -> None:
        self.stream = stream
        self.length_ms = 0
        self.silence_ms = 0

    async def push(self, frame: AudioFrame, speaks: bool) -> None:
        await self.stream.push(frame)
        self.length_ms += FRAME_MS
        self.silence_ms = 0 if speaks else self.silence_ms + FRAME_MS

    @property
    def is_over(self) -> bool:
        if self.length_ms >= LONGEST_MS and self.silence_ms >= SHORT_PAUSE_MS:
            return True
        return self.silence_ms >= PAUSE_MS or self.length_ms >= 2 * LONGEST_MS


async def recognise(
    asr: Asr, vad: Vad, frames: Iterable[AudioFrame], bias: tuple[BiasWord, ...] = ()
) -> AsyncGenerator[Transcript, None]:
    """The pieces of a recording in which something was understood, in order."""
    lead: deque[AudioFrame] = deque(maxlen=LEAD_MS // FRAME_MS)
    piece: _Piece | None = None
    for frame in frames:
        speaks = vad.push(frame) >= SPEECH
        if piece is None:
            lead.append(frame)
            if not speaks:
                continue
            piece = _Piece(asr.stream(lead[0].start_ms, bias))
            for earlier in lead:
                await piece.push(earlier, True)
            lead.clear()
            continue
        await piece.push(frame, speaks)
        if piece.is_over:
            heard = await piece.stream.finish()
            piece = None
            if heard.reading:
                yield heard
    if piece is not None:
        heard = await piece.stream.finish()
        if heard.reading:
            yield heard
