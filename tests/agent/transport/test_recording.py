"""The recording can be played whenever the process stops."""

from __future__ import annotations

import tracemalloc

import numpy as np
import soundfile

from agent.transport.recording import CallRecording


def test_both_sides_are_kept_apart(tmp_path):
    rng = np.random.default_rng(1)
    caller, agent = rng.integers(-9000, 9000, (2, 3200)).astype(np.int16)
    with CallRecording(tmp_path / "calls" / "one.wav") as recording:
        for i in range(0, 3200, 320):
            recording.write(caller[i : i + 320], agent[i : i + 320])
    both, rate_hz = soundfile.read(tmp_path / "calls" / "one.wav", dtype="int16")
    assert rate_hz == 16_000
    assert np.array_equal(both[:, 0], caller)
    assert np.array_equal(both[:, 1], agent)


def test_a_recording_never_closed_can_be_played(tmp_path):
    recording = CallRecording(tmp_path / "killed.wav")
    frame = np.full(320, 7, np.int16)
    for _ in range(75):
        recording.write(frame, frame)
    both, _ = soundfile.read(tmp_path / "killed.wav", dtype="int16")
    assert both.shape == (16_000, 2)
    assert (both == 7).all()


def test_closing_at_once_and_twice_leaves_an_empty_wav(tmp_path):
    recording = CallRecording(tmp_path / "none.wav")
    recording.close()
    recording.close()
    assert soundfile.info(tmp_path / "none.wav").frames == 0


def test_ten_minutes_take_no_more_memory_than_ten_seconds(tmp_path):
    frame = np.zeros(320, np.int16)
    with CallRecording(tmp_path / "long.wav") as recording:
        for _ in range(500):
            recording.write(frame, frame)
        tracemalloc.start()
        for _ in range(30_000):
            recording.write(frame, frame)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 500_000
