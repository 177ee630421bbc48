"""The noise floor follows the line, not the speech on it."""

from __future__ import annotations

import numpy as np
import pytest

from speech.audio import AudioFrame
from speech.vad.energy import EnergyVad, NoiseFloor, band_dbfs


def tone(hz: float, amplitude: float) -> np.ndarray:
    return amplitude * np.sin(2 * np.pi * hz * np.arange(320) / 16_000)


def noise(rms: float, frames: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, rms, (frames, 320))


def test_level_is_that_of_the_telephone_band():
    assert band_dbfs(tone(1000, 32767)) == pytest.approx(-3.0, abs=0.1)
    assert band_dbfs(tone(50, 32767)) < -60
    assert band_dbfs(np.zeros(320)) == pytest.approx(-120)


@pytest.mark.parametrize("rms", [30, 100, 300])
def test_the_floor_finds_steady_noise(rms):
    floor = NoiseFloor()
    levels = [band_dbfs(frame) for frame in noise(rms, 200)]
    found = [floor.push(level) for level in levels]
    assert found[-1] == pytest.approx(np.mean(levels), abs=1.5)


def test_the_floor_follows_noise_that_grows_within_two_seconds():
    floor = NoiseFloor()
    for frame in noise(30, 150):
        quiet = floor.push(band_dbfs(frame))
    for frame in noise(200, 110):
        loud = floor.push(band_dbfs(frame))
    assert loud - quiet > 14


def test_steady_noise_is_no_speech_and_what_stands_out_is():
    vad = EnergyVad()
    quiet = [vad.push(AudioFrame(f.astype(np.int16), 0)) for f in noise(100, 100)]
    loud = [vad.push(AudioFrame(f.astype(np.int16), 0)) for f in noise(1000, 20)]
    assert max(quiet[5:]) < 0.3
    assert min(loud) > 0.9
