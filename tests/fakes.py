"""Fast stand-ins for engines and lines: the same protocols, no model, no voice."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import numpy as np

from agent.events import CallerSaid, CallerStarted
from agent.listening import Heard
from agent.transport.playback import PlaybackQueue
from speech.audio import FRAME_MS, FRAME_SAMPLES, SAMPLES_PER_MS, AudioFrame, Samples
from speech.engines import Voice
from speech.transcript import Transcript

MS_PER_CHARACTER = 100


def transcript(text: str, reading: str, end_ms: int = 0) -> Transcript:
    """What a recogniser would return for words heard well."""
    return Transcript(text, reading, 0, end_ms, True, len(reading), 0.95)


class FakeTts:
    """A voice that hums 100 ms a character, a piece a sentence; `broken` makes it fail."""

    def __init__(self) -> None:
        self.broken = False

    async def synthesize(self, text: str, voice: Voice) -> AsyncGenerator[Samples, None]:
        if self.broken:
            raise RuntimeError("no voice")
        for part in text.replace("。", "。\n").split("\n"):
            if part:
                length = len(part) * MS_PER_CHARACTER * SAMPLES_PER_MS
                yield np.full(length, 3000, np.int16)


class FakeLine:
    """A caller of `length_ms` of quiet whose ears can be asked what was played to her."""

    def __init__(self, length_ms: int, is_live: bool = False) -> None:
        self._length_ms = length_ms
        self._queue = PlaybackQueue()
        self._sent = np.zeros(FRAME_SAMPLES, np.int16)
        self.is_live = is_live
        self.hung_up = False
        self.loud_ms: list[int] = []
        """Frames in which the agent could be heard, by their start."""

    @property
    def queued_ms(self) -> int:
        return self._queue.queued_ms

    @property
    def sent(self) -> Samples:
        return self._sent

    async def frames(self) -> AsyncGenerator[AudioFrame, None]:
        for start_ms in range(0, self._length_ms, FRAME_MS):
            self._sent = self._queue.next_frame()
            if self._sent.any():
                self.loud_ms.append(start_ms)
            yield AudioFrame(np.zeros(FRAME_SAMPLES, np.int16), start_ms)

    def play(self, samples: Samples) -> None:
        self._queue.play(samples)

    def clear(self) -> int:
        return self._queue.clear()

    def take_digits(self) -> str:
        return ""

    async def transfer(self, target: str) -> bool:
        return False

    async def hang_up(self) -> None:
        self.hung_up = True


class FakeEar:
    """Hears at given moments (ms of caller audio) what the test says."""

    def __init__(self, script: dict[int, Heard | Exception]) -> None:
        self._script = dict(script)
        self.is_hearing = False

    async def hear(self, frame: AudioFrame, **_: Any) -> list[Heard]:
        heard = self._script.pop(frame.start_ms, None)
        if isinstance(heard, Exception):
            raise heard
        if isinstance(heard, CallerStarted | CallerSaid):
            self.is_hearing = isinstance(heard, CallerStarted)
        return [heard] if heard is not None else []
