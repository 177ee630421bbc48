"""One suite that every voice activity detector passes; engines come from the registry."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyopenjtalk
import pytest
import soxr

from eval.telephone import Channel, through_telephone
from speech.audio import FRAME_SAMPLES, AudioFrame
from speech.errors import EngineUnavailable
from speech.vad.registry import ENGINES, make_vad

BEFORE_MS = 1000


@cache
def voice() -> np.ndarray:
    wave, rate_hz = pyopenjtalk.tts("もしもし、栗本さんをお願いしたいのですが", half_tone=-6.0)
    samples = soxr.resample(wave, rate_hz, 16_000) / 32768
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0] : loud[-1] + 1].astype(np.float32)


def heard(snr_db: float, level_dbfs: float = -26) -> np.ndarray:
    channel = Channel(snr_db=snr_db, noise="white", level_dbfs=level_dbfs, echo_db=None)
    return through_telephone(voice(), channel, seed=1, before_ms=BEFORE_MS, after_ms=1500)


def probabilities(name: str, samples: np.ndarray) -> np.ndarray:
    vad = make_vad(name)
    frames = samples[: samples.size // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return np.array([vad.push(AudioFrame(frame, i * 20)) for i, frame in enumerate(frames)])


@pytest.fixture(params=list(ENGINES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("snr_db", [40, 20, 10])
def test_speech_is_told_from_the_lines_noise(name, snr_db):
    found = probabilities(name, heard(snr_db))
    assert ((found >= 0) & (found <= 1)).all()
    first = BEFORE_MS // 20
    last = first + voice().size // 320
    assert (found[5 : first - 1] < 0.5).mean() > 0.95
    assert (found[first:last] > 0.5).mean() > 0.6
    assert (found[last + 15 :] < 0.5).mean() > 0.95


@pytest.mark.parametrize("snr_db", [40, 20])
def test_the_end_is_noticed_within_100_ms(name, snr_db):
    found = probabilities(name, heard(snr_db))
    end_ms = BEFORE_MS + 10 + voice().size / 16
    last_speech_ms = 20 * (np.flatnonzero(found > 0.35)[-1] + 1)
    assert -200 <= last_speech_ms - end_ms <= 100


def test_a_quiet_caller_is_heard(name):
    assert (probabilities(name, heard(25, level_dbfs=-42)) > 0.5).sum() > 40


def test_silence_and_digital_silence_are_no_speech(name):
    assert probabilities(name, np.zeros(16_000, np.int16)).max() < 0.5
    hiss = np.random.default_rng(1).normal(0, 8, 32_000).astype(np.int16)
    assert (probabilities(name, hiss)[5:] < 0.5).all()


def test_calls_do_not_disturb_each_other(name):
    samples = heard(20)
    alone = probabilities(name, samples)
    probabilities(name, np.random.default_rng(2).integers(-9000, 9000, 16_000).astype(np.int16))
    assert np.allclose(alone, probabilities(name, samples))


def test_an_unknown_detector_names_the_known_ones():
    with pytest.raises(EngineUnavailable) as caught:
        make_vad("webrtc")
    assert "silero" in caught.value.remedy
