"""A recorded caller: what goes in, what stays on the line after it, what is recorded."""

from __future__ import annotations

import tracemalloc
from contextlib import aclosing

import numpy as np
import pytest
import soundfile

from agent.transport.wav_line import WavLine
from speech.audio import level_dbfs, read_audio, write_wav
from speech.errors import AudioUnreadable

NOISE = np.random.default_rng(5).integers(-3000, 3000, 16_000).astype(np.int16)


async def listen(line: WavLine) -> np.ndarray:
    return np.concatenate([frame.samples async for frame in line.frames()])


async def test_the_caller_is_heard_and_then_the_line_is_quiet_but_not_dead(tmp_path):
    write_wav(tmp_path / "caller.wav", NOISE)
    heard = await listen(WavLine(tmp_path / "caller.wav", trailing_ms=2000))
    assert np.array_equal(heard[:16_000], NOISE)
    assert heard.size == 16_000 + 32_000
    assert -75 < level_dbfs(heard[16_000:]) < -60


async def test_two_runs_hear_the_same():
    assert np.array_equal(await listen(WavLine(NOISE)), await listen(WavLine(NOISE)))


async def test_quiet_is_not_counted_while_the_agent_speaks():
    line = WavLine(NOISE, trailing_ms=1000)
    line.play(np.ones(16_000 * 5, np.int16))
    assert (await listen(line)).size == 16_000 * 6


async def test_the_recording_holds_both_sides_even_when_the_call_breaks_off(tmp_path):
    line = WavLine(NOISE, tmp_path / "both.wav")
    agent = np.arange(8_000).astype(np.int16)
    line.play(agent)
    with pytest.raises(RuntimeError):
        async with aclosing(line.frames()) as frames:
            async for frame in frames:
                if frame.start_ms == 400:
                    raise RuntimeError("the call breaks")
    both, _ = soundfile.read(tmp_path / "both.wav", dtype="int16")
    assert both.shape == (420 * 16, 2)
    assert np.array_equal(both[:, 0], NOISE[: 420 * 16])
    assert np.array_equal(both[:, 1], agent[: 420 * 16])


async def test_a_stereo_recording_of_the_agents_own_can_be_answered_again(tmp_path):
    await listen(WavLine(NOISE, tmp_path / "both.wav", trailing_ms=0))
    assert np.array_equal(read_audio(tmp_path / "both.wav"), NOISE), "the silent side is left out"


def test_a_bad_file_is_refused_before_the_call_is_answered(tmp_path):
    (tmp_path / "text.wav").write_text("もしもし")
    with pytest.raises(AudioUnreadable):
        WavLine(tmp_path / "text.wav", tmp_path / "both.wav")
    assert not (tmp_path / "both.wav").exists()


async def test_no_samples_at_all_is_a_silent_caller():
    assert (await listen(WavLine(np.zeros(0, np.int16), trailing_ms=400))).size == 6400


async def test_a_long_call_holds_memory_flat(tmp_path):
    """Four minutes from and to disk; a 40-minute call differs only in how often the loop runs."""
    with soundfile.SoundFile(tmp_path / "long.wav", "w", 8_000, 1, "ULAW") as file:
        for second in range(240):
            file.write(np.random.default_rng(second).normal(0, 0.1, 8_000))
    line = WavLine(tmp_path / "long.wav", tmp_path / "both.wav", trailing_ms=0)
    peaks = {}
    tracemalloc.start()
    async for frame in line.frames():
        if frame.start_ms in (20_000, 230_000):
            peaks[frame.start_ms] = tracemalloc.get_traced_memory()[1]
            tracemalloc.reset_peak()
    tracemalloc.stop()
    assert peaks[230_000] < peaks[20_000] + 200_000
    assert soundfile.info(tmp_path / "both.wav").frames == 240 * 16_000
