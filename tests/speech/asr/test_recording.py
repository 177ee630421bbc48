from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from speech.asr import recording
from speech.asr.recording import recognise
from speech.audio import AudioFrame
from speech.engines import BiasWord
from speech.transcript import Transcript


class LoudVad:
    """Speech is what is louder than 1000."""

    def push(self, frame: AudioFrame) -> float:
        return float(np.abs(frame.samples).max() > 1000)


class CountingStream:
    """Says how long it listened; the reading is one ア for each 100 ms."""

    def __init__(self, start_ms: int) -> None:
        self.start_ms = start_ms
        self.frames: list[AudioFrame] = []

    async def push(self, frame: AudioFrame) -> Transcript | None:
        self.frames.append(frame)
        return None

    async def finish(self) -> Transcript:
        end_ms = self.frames[-1].start_ms + 20
        reading = "ア" * ((end_ms - self.start_ms) // 100)
        return Transcript(reading, reading, self.start_ms, end_ms, True, len(reading), 1.0)


class CountingAsr:
    def __init__(self) -> None:
        self.most_frames_held = 0
        self.streams: list[CountingStream] = []

    def stream(self, start_ms: int, bias: tuple[BiasWord, ...] = ()) -> CountingStream:
        self.streams.append(CountingStream(start_ms))
        return self.streams[-1]


def audio(*seconds: tuple[float, bool]) -> Iterator[AudioFrame]:
    at_ms = 0
    for length_s, speaks in seconds:
        for _ in range(round(length_s * 50)):
            yield AudioFrame(np.full(320, 5000 if speaks else 0, np.int16), at_ms)
            at_ms += 20


async def pieces(*seconds: tuple[float, bool]) -> tuple[list[Transcript], CountingAsr]:
    asr = CountingAsr()
    found = [piece async for piece in recognise(asr, LoudVad(), audio(*seconds))]
    return found, asr


async def test_long_pauses_cut_short_ones_do_not() -> None:
    found, _ = await pieces((1, False), (2, True), (0.4, False), (1, True), (2, False), (1, True))
    assert [(p.start_ms, p.end_ms) for p in found] == [(620, 5100), (6020, 7400)]


async def test_the_beginning_of_a_word_is_not_lost() -> None:
    _, asr = await pieces((3, False), (1, True))
    first = asr.streams[0].frames[0].start_ms
    assert first == 3000 + 20 - recording.LEAD_MS


async def test_frames_reach_the_recogniser_once_and_in_order() -> None:
    _, asr = await pieces((0.1, False), (0.5, True), (1, False), (0.5, True), (0.2, False))
    for stream in asr.streams:
        starts = [frame.start_ms for frame in stream.frames]
        assert starts == list(range(starts[0], starts[-1] + 20, 20))


@pytest.mark.parametrize("pauses_s", [0.2, 0.0])
async def test_hours_of_talk_are_cut_into_pieces_of_bounded_length(pauses_s: float) -> None:
    talk = [(4.0, True), (pauses_s, False)] * 60
    _, asr = await pieces(*talk)
    longest_ms = max(20 * len(stream.frames) for stream in asr.streams)
    assert longest_ms <= 2 * recording.LONGEST_MS
    assert len(asr.streams) > 3


async def test_silence_gives_nothing() -> None:
    found, asr = await pieces((5, False))
    assert found == []
    assert asr.streams == []
