"""Speech as what stands out of the line's noise: a detector that needs no model.

Minimum statistics (R. Martin, "Spectral subtraction based on minimum statistics", 1994) on the
power in the telephone band: whatever the quietest moment of the last two seconds held is noise.
It takes any sound for speech, so it serves beside Silero (which hears on too long after a word's
end) and where nothing else can be loaded.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
import numpy.typing as npt

from speech.audio import FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE_HZ, AudioFrame

BAND_HZ = (300, 3400)
_WINDOW_FRAMES = 2_000 // FRAME_MS
_BIN_HZ = SAMPLE_RATE_HZ / FRAME_SAMPLES
_BAND = slice(round(BAND_HZ[0] / _BIN_HZ), round(BAND_HZ[1] / _BIN_HZ) + 1)
# The least of 100 frames of steady noise lies about 2.5 dB below its mean: power in 3.1 kHz and
# 20 ms has 124 degrees of freedom, a deviation of 1.1 dB.
_MINIMUM_BIAS_DB = 2.5
_FLOOR_AT_MOST_DBFS = -35.0  # a call that begins in the middle of a word must not learn it as noise
_FLOOR_AT_LEAST_DBFS = -75.0  # a dead-silent line must not make a breath into speech


def band_dbfs(samples: npt.NDArray[Any]) -> float:
    """Level of one frame, (320,) in units of int16, between 300 and 3400 Hz, in dB of full scale."""
    spectrum = np.fft.rfft(samples.astype(np.float64) / 32768.0)[_BAND]
    power = 2.0 * float(np.sum(spectrum.real**2 + spectrum.imag**2)) / FRAME_SAMPLES**2
    return 10.0 * float(np.log10(power + 1e-12))


class NoiseFloor:
    """The level of the line's own noise, followed within two seconds."""

    def __init__(self) -> None:
        self._recent: deque[float] = deque(maxlen=_WINDOW_FRAMES)

    def push(self, dbfs: float) -> float:
        """Take one frame's level; returns the noise level in dBFS, between -75 and -35."""
        self._recent.append(dbfs)
        lowest = min(self._recent) + _MINIMUM_BIAS_DB
        return min(max(lowest, _FLOOR_AT_LEAST_DBFS), _FLOOR_AT_MOST_DBFS)


class EnergyVad:
    """Implements speech.engines.Vad by level alone."""

    def __init__(self, threshold_db: float = 6.0, softness_db: float = 1.5) -> None:
        """Probability is 0.5 at `threshold_db` above the noise and 0.73 a `softness_db` above."""
        self._threshold_db = threshold_db
        self._softness_db = softness_db
        self._floor = NoiseFloor()

    def push(self, frame: AudioFrame) -> float:
        """Probability 0..1 that this frame is louder than the line's noise."""
        dbfs = band_dbfs(frame.samples)
        above_db = dbfs - self._floor.push(dbfs)
        return 1.0 / (1.0 + float(np.exp((self._threshold_db - above_db) / self._softness_db)))
