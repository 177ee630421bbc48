"""Speech as what stands out of the line's noise: a detector that needs no model.

Minimum statistics (R. Martin, "Spectral subtraction based on minimum statistics", EUSIPCO 1994)
in six bands of the telephone channel: whatever the quietest moment of the last two seconds held
is noise. It takes any sound for speech, so it serves beside Silero, which hears on too long
after a word's end, and where nothing else can be loaded.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
import numpy.typing as npt

from speech.audio import FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE_HZ, AudioFrame

BAND_HZ = (300, 3400)
_BANDS = 6
_WINDOW_FRAMES = 2_000 // FRAME_MS
_SMOOTHED_FRAMES = 3
_BIN_HZ = SAMPLE_RATE_HZ / FRAME_SAMPLES
_LOW, _HIGH = (round(hz / _BIN_HZ) for hz in BAND_HZ)
_EDGES = np.linspace(_LOW, _HIGH + 1, _BANDS + 1).astype(int)[:-1] - _LOW
# The least of 100 frames of steady noise lies about 2.5 dB below its mean: power in 3.1 kHz and
# 20 ms has 124 degrees of freedom, a deviation of 1.1 dB; a sixth of it smoothed over three
# frames has half of that.
_MINIMUM_BIAS_DB = 2.5
_FLOOR_AT_MOST_DBFS = -35.0  # a call that begins in the middle of a word must not learn it as noise
_FLOOR_AT_LEAST_DBFS = -75.0  # a dead-silent line must not make a breath into speech
_SHARE_DB = 10.0 * float(np.log10(_BANDS))  # a band's share of evenly spread noise

_Floats = npt.NDArray[np.float64]


def band_dbfs(samples: npt.NDArray[Any]) -> float:
    """Level of one frame between 300 and 3400 Hz, (320,) in units of int16, in dBFS."""
    return 10.0 * float(np.log10(np.sum(_powers(samples)) + 1e-12))


class NoiseFloor:
    """The level of the line's own noise, followed within two seconds."""

    def __init__(self, at_least_dbfs: float = _FLOOR_AT_LEAST_DBFS) -> None:
        self._recent: deque[_Floats] = deque(maxlen=_WINDOW_FRAMES)
        self._at_least_dbfs = at_least_dbfs

    def push(self, dbfs: npt.ArrayLike) -> _Floats:
        """Take one frame's level or levels; returns as many noise levels, in dBFS."""
        self._recent.append(np.asarray(dbfs, np.float64))
        lowest = np.min(np.stack(self._recent), axis=0) + _MINIMUM_BIAS_DB
        floor: _Floats = np.clip(lowest, self._at_least_dbfs, _FLOOR_AT_MOST_DBFS)
        return floor


class Prominence:
    """How far the loudest band of the last 60 ms stands above its own noise."""

    def __init__(self) -> None:
        self._recent: deque[_Floats] = deque(maxlen=_SMOOTHED_FRAMES)
        self._floor = NoiseFloor(_FLOOR_AT_LEAST_DBFS - _SHARE_DB)

    def push(self, samples: npt.NDArray[Any]) -> float:
        """Take one frame, (320,) in units of int16; returns dB, about 0 to 3 in steady noise."""
        self._recent.append(np.add.reduceat(_powers(samples), _EDGES))
        dbfs = 10.0 * np.log10(np.mean(np.stack(self._recent), axis=0) + 1e-12)
        return float(np.max(dbfs - self._floor.push(dbfs)))


class EnergyVad:
    """Implements speech.engines.Vad by level alone."""

    def __init__(self, threshold_db: float = 5.0, softness_db: float = 1.5) -> None:
        """Probability is 0.5 where one band stands `threshold_db` above its noise.

        A `softness_db` more makes it 0.73.
        """
        self._threshold_db = threshold_db
        self._softness_db = softness_db
        self._prominence = Prominence()

    def push(self, frame: AudioFrame) -> float:
        """Probability 0..1 that this frame and the two before it are louder than the noise."""
        above_db = self._prominence.push(frame.samples)
        return 1.0 / (1.0 + float(np.exp((self._threshold_db - above_db) / self._softness_db)))


def _powers(samples: npt.NDArray[Any]) -> _Floats:
    """Power per bin between 300 and 3400 Hz; a full-scale sine sums to 0.5."""
    spectrum = np.fft.rfft(samples.astype(np.float64) / 32768.0)[_LOW : _HIGH + 1]
    powers: _Floats = (spectrum.real**2 + spectrum.imag**2) * (2.0 / FRAME_SAMPLES**2)
    return powers
