"""One suite that every Line passes. A new line adds its factory to LINES."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from agent.line import Line
from agent.transport.wav_line import WavLine
from eval.caller import SimulatedCaller
from eval.script import CallerScript, Stretch, Turn
from eval.voices import PACKAGED_VOICES
from speech.audio import FRAME_MS, FRAME_SAMPLES


def wav_line() -> Line:
    caller = np.random.default_rng(0).integers(-500, 500, 16_000).astype(np.int16)
    return WavLine(caller, trailing_ms=3_000)


def simulated_caller() -> Line:
    words = Turn("はい", (Stretch("はい"),))
    return SimulatedCaller(CallerScript("contract", (words,)), PACKAGED_VOICES[0])


LINES: list[Callable[[], Line]] = [wav_line, simulated_caller]
"""Each makes a fresh line that is not live and on which the caller stays at least two seconds."""


@pytest.fixture(params=LINES, ids=lambda factory: factory.__name__)
def line(request: pytest.FixtureRequest) -> Line:
    made: Line = request.param()
    return made


async def test_frames_are_20_ms_each_and_count_from_zero(line):
    frames = [frame async for frame in line.frames()]
    assert len(frames) >= 100
    assert [frame.start_ms for frame in frames] == list(range(0, FRAME_MS * len(frames), FRAME_MS))
    for frame in frames:
        assert frame.samples.shape == (FRAME_SAMPLES,)
        assert frame.samples.dtype == np.int16


async def test_one_frame_out_for_each_frame_in(line):
    voice = np.arange(1, 10 * FRAME_SAMPLES + 1).astype(np.int16)
    sent = []
    async for frame in line.frames():
        if frame.start_ms == 100:
            line.play(voice[:1000])
            line.play(voice[1000:])
            assert line.queued_ms == 200
        if frame.start_ms == 160:
            assert line.queued_ms == 140
        sent.append(line.sent)
        if frame.start_ms >= 400:
            await line.hang_up()
    out = np.concatenate(sent)
    assert not out[: 6 * FRAME_SAMPLES].any(), "nothing goes out before it was queued"
    assert np.array_equal(out[6 * FRAME_SAMPLES :][: voice.size], voice)
    assert not out[6 * FRAME_SAMPLES + voice.size :].any()


async def test_clear_stops_the_voice_with_the_next_frame(line):
    line.play(np.ones(16_000, np.int16))
    sent_samples = 0
    async for frame in line.frames():
        sent_samples += int(line.sent.sum())
        if frame.start_ms == 180:
            assert line.clear() == 800
            assert line.queued_ms == 0
            await line.hang_up()
    assert sent_samples == 10 * FRAME_SAMPLES


async def test_hanging_up_lets_the_last_sentence_out(line):
    sent_samples = 0
    last_ms = 0
    async for frame in line.frames():
        if frame.start_ms == 40:
            line.play(np.ones(FRAME_SAMPLES * 20, np.int16))
            await line.hang_up()
        sent_samples += int(line.sent.sum())
        last_ms = frame.start_ms
    assert sent_samples == 20 * FRAME_SAMPLES
    assert last_ms == 440


async def test_no_keys_were_pressed_and_an_unknown_target_is_refused_or_reached(line):
    assert line.take_digits() == ""
    assert await line.transfer("nobody") in (True, False)
    assert line.is_live is False
