"""What the agent has said but the line has not yet carried."""

from __future__ import annotations

from collections import deque

import numpy as np

from speech.audio import FRAME_SAMPLES, SAMPLES_PER_MS, Samples


class PlaybackQueue:
    """Queued int16 16 kHz audio, handed out 20 ms at a time.

    The cost of a call to any method does not grow with what is queued, so that an hour may be
    queued at once.
    """

    def __init__(self) -> None:
        self._pieces: deque[Samples] = deque()
        self._queued = 0
        self._sent = np.zeros(FRAME_SAMPLES, np.int16)

    @property
    def queued_ms(self) -> int:
        """Milliseconds not yet handed out, rounded up."""
        return -(-self._queued // SAMPLES_PER_MS)

    @property
    def sent(self) -> Samples:
        """The frame handed out last, shape (320,); zeros before the first."""
        return self._sent

    def play(self, samples: Samples) -> None:
        """Queue samples of shape (n,) behind what is queued."""
        if samples.size:
            self._pieces.append(np.asarray(samples, np.int16).reshape(-1))
            self._queued += samples.size

    def clear(self) -> int:
        """Drop what is queued; returns how many ms were dropped, rounded up."""
        dropped_ms = self.queued_ms
        self._pieces.clear()
        self._queued = 0
        return dropped_ms

    def next_frame(self) -> Samples:
        """Take the next 20 ms, filled up with silence where the queue runs out; becomes `sent`."""
        frame = np.zeros(FRAME_SAMPLES, np.int16)
        filled = 0
        while filled < FRAME_SAMPLES and self._pieces:
            piece = self._pieces.popleft()
            taken = min(piece.size, FRAME_SAMPLES - filled)
            frame[filled : filled + taken] = piece[:taken]
            if taken < piece.size:
                self._pieces.appendleft(piece[taken:])
            filled += taken
        self._queued -= filled
        self._sent = frame
        return frame
