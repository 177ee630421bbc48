"""A recorded caller as a line: a file in, a stereo recording out, as fast as the machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from itertools import chain, count, islice
from pathlib import Path

import numpy as np

from agent.transport.playback import PlaybackQueue
from agent.transport.recording import CallRecording
from speech.audio import FRAME_MS, FRAME_SAMPLES, AudioFrame, Samples, stream_audio

TRAILING_MS = 20_000
"""Quiet after the recording in which the agent can finish, ask again, and close the call."""

_FLOOR_RMS = 10.0
"""About -70 dBFS, the comfort noise of a quiet line; a telephone is never digitally silent."""


class WavLine:
    """Implements agent.line.Line on a recording of what a caller said.

    After the recording's end the caller stays on the line, silent, until the agent hangs up or
    `trailing_ms` of quiet (frames in which the agent has nothing to say either) have passed.
    """

    def __init__(
        self,
        source: Path | Samples | Iterator[AudioFrame],
        record_to: Path | None = None,
        trailing_ms: int = TRAILING_MS,
    ) -> None:
        """Open the recording; `source` is a file, int16 16 kHz mono samples of shape (n,), or the
        frames themselves.

        Raises AudioUnreadable where the file cannot be read.
        """
        if isinstance(source, Path):
            source = stream_audio(source)
        frames = _as_frames(source) if isinstance(source, np.ndarray) else source
        first = list(islice(frames, 1))  # so that a bad file is refused here, not in the call
        self._caller = chain(first, frames)
        self._queue = PlaybackQueue()
        self._recording = CallRecording(record_to) if record_to else None
        self._trailing_ms = trailing_ms
        self._hanging_up = False

    @property
    def is_live(self) -> bool:
        """Never: the next frame comes when it is asked for."""
        return False

    @property
    def queued_ms(self) -> int:
        """Milliseconds the agent has queued and not yet sent, rounded up."""
        return self._queue.queued_ms

    @property
    def sent(self) -> Samples:
        """What the agent sent during the frame that just came in, (320,) int16."""
        return self._queue.sent

    async def frames(self) -> AsyncGenerator[AudioFrame, None]:
        """The recording, then quiet; however it ends, the stereo recording is whole."""
        try:
            at_ms = 0
            for frame in self._caller:
                if self._is_over:
                    return
                yield self._exchange(frame)
                await asyncio.sleep(0)  # the agent's other tasks get their turn every frame
                at_ms = frame.start_ms + FRAME_MS
            quiet_ms = 0
            for frame in _line_floor(at_ms):
                if self._is_over or quiet_ms >= self._trailing_ms:
                    return
                quiet_ms += 0 if self._queue.queued_ms else FRAME_MS
                yield self._exchange(frame)
                await asyncio.sleep(0)
        finally:
            if self._recording:
                self._recording.close()

    def play(self, samples: Samples) -> None:
        """Queue int16 16 kHz mono audio behind what is already queued."""
        self._queue.play(samples)

    def clear(self) -> int:
        """Drop what is queued; returns how many ms were dropped."""
        return self._queue.clear()

    def take_digits(self) -> str:
        """None: a recording presses no keys."""
        return ""

    async def transfer(self, target: str) -> bool:
        """Not possible here."""
        return False

    async def hang_up(self) -> None:
        """End the frames once what is queued has been sent."""
        self._hanging_up = True

    @property
    def _is_over(self) -> bool:
        return self._hanging_up and not self._queue.queued_ms

    def _exchange(self, frame: AudioFrame) -> AudioFrame:
        """One frame in, one frame out."""
        sent = self._queue.next_frame()
        if self._recording:
            self._recording.write(frame.samples, sent)
        return frame


def _as_frames(samples: Samples) -> Iterator[AudioFrame]:
    padded = np.pad(samples, (0, -samples.size % FRAME_SAMPLES))
    for i, piece in enumerate(padded.reshape(-1, FRAME_SAMPLES)):
        yield AudioFrame(piece, i * FRAME_MS)


def _line_floor(from_ms: int) -> Iterator[AudioFrame]:
    """Quiet line noise without end, the same in every run."""
    rng = np.random.default_rng(0)
    for start_ms in count(from_ms, FRAME_MS):
        noise = rng.normal(0.0, _FLOOR_RMS, FRAME_SAMPLES)
        yield AudioFrame(np.rint(noise).astype(np.int16), start_ms)
