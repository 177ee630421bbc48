"""Log-mel: causal, the same in any pushes, the same at both rates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from speech.asr.features import BANDS, LogMel, mel_filters


def speechlike(rate_hz: int, seconds: float = 1.0) -> npt.NDArray[np.float32]:
    """A buzz of 120 Hz up to 3.6 kHz, swelling three times a second."""
    t = np.arange(int(rate_hz * seconds)) / rate_hz
    buzz = sum(np.sin(2 * np.pi * 120 * k * t + k * k) / k for k in range(1, 31))
    swell = 0.1 * (1.2 + np.sin(2 * np.pi * 3 * t))
    return np.asarray(buzz * swell, dtype=np.float32)


def test_any_division_into_pushes_gives_the_same_frames() -> None:
    audio = speechlike(16_000)
    whole = LogMel().push(audio)
    stream = LogMel()
    parts = [stream.push(audio[at : at + 333]) for at in range(0, len(audio), 333)]
    np.testing.assert_allclose(np.concatenate(parts), whole, atol=1e-5)
    assert whole.shape == (98, BANDS)


def test_8_and_16_khz_agree() -> None:
    narrow, wide = LogMel(8_000).push(speechlike(8_000)), LogMel().push(speechlike(16_000))
    assert np.abs(narrow - wide).mean() < 0.05


def test_int16_and_float_agree() -> None:
    audio = speechlike(16_000)
    whole = (audio * 32768).astype(np.int16)
    assert np.abs(LogMel().push(whole) - LogMel().push(audio)).mean() < 0.01


def test_silence_is_finite_and_nothing_is_nothing() -> None:
    assert np.isfinite(LogMel().push(np.zeros(1600, dtype=np.int16))).all()
    assert LogMel().push(np.zeros(10, dtype=np.int16)).shape == (0, BANDS)


def test_other_rates_are_refused() -> None:
    with pytest.raises(ValueError, match="44100"):
        LogMel(44_100)


@pytest.mark.parametrize("warp", [0.75, 1.0, 1.3])
def test_no_filter_is_empty_at_any_warp(warp: float) -> None:
    assert (mel_filters(warp).sum(axis=0) > 0).all()
