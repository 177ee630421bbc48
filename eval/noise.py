"""What else is on the line: loops of noise, unit RMS within the telephone band, without a seam.

A loop repeats after `LOOP_S`, far longer than any pause a recogniser could learn it in. White,
pink and hum are made in the frequency domain, so their end meets their beginning; babble is
several people talking at once, each wrapped around the loop; street and car are coloured noise
whose level wanders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from speech.audio import SAMPLE_RATE_HZ

Floats = npt.NDArray[np.float32]
NoiseKind = Literal["white", "pink", "hum", "babble", "street", "car"]

LOOP_S = 12
BAND_LOW_HZ = 300.0
BAND_HIGH_HZ = 3400.0
"""The telephone band of ITU-T G.712."""
_MAINS_HZ = 50.0
_HISS_UNDER_HUM_DB = -20.0
"""A humming line hisses too; without it the hum's harmonics are the only sound in the band."""


def noise_loop(kind: NoiseKind, rng: np.random.Generator, talkers: Sequence[Floats] = ()) -> Floats:
    """One loop, float32 (LOOP_S * 16000,), unit RMS in 300-3400 Hz and nothing outside.

    `talkers` are the voices of babble, each a stretch of speech at 16 kHz; ValueError without.
    """
    samples = LOOP_S * SAMPLE_RATE_HZ
    if kind == "babble":
        return _unit_in_band(np.fft.rfft(_babble(talkers, samples, rng)), samples)
    hz = np.asarray(np.fft.rfftfreq(samples, 1.0 / SAMPLE_RATE_HZ), dtype=np.float64)
    spectrum = _random_phases(len(hz), rng)
    if kind == "pink":
        spectrum /= np.sqrt(np.maximum(hz, 1.0))
    elif kind == "hum":
        spectrum = _hum(hz, spectrum)
    elif kind in _ROADS:
        spectrum = _swelling(hz, spectrum, _ROADS[kind], rng)
    return _unit_in_band(spectrum, samples)


def _random_phases(count: int, rng: np.random.Generator) -> npt.NDArray[np.complex128]:
    """White noise as a spectrum: complex normal."""
    return np.asarray(rng.standard_normal(count) + 1j * rng.standard_normal(count))


def _hum(
    hz: npt.NDArray[np.float64], hiss: npt.NDArray[np.complex128]
) -> npt.NDArray[np.complex128]:
    """Odd harmonics of the mains, 6 dB weaker each octave, over a faint hiss."""
    band = (hz >= BAND_LOW_HZ) & (hz <= BAND_HIGH_HZ)
    hum = np.zeros_like(hiss)
    for harmonic in range(7, int(BAND_HIGH_HZ / _MAINS_HZ), 2):
        at = int(np.argmin(np.abs(hz - harmonic * _MAINS_HZ)))
        hum[at] = hiss[at] / np.abs(hiss[at]) / harmonic
    hum_power = float(np.sum(np.abs(hum[band]) ** 2))
    hiss_power = float(np.sum(np.abs(hiss[band]) ** 2))
    gain = np.sqrt(hum_power / hiss_power * 10.0 ** (_HISS_UNDER_HUM_DB / 10.0))
    return np.asarray(hum + gain * hiss)


@dataclass(frozen=True, slots=True)
class _Road:
    """How traffic sounds: falling spectrum, and a level in dB that wanders."""

    db_per_octave: float
    wander_db: float
    """Standard deviation."""
    wander_hz: float
    """The fastest it wanders."""


_ROADS: Mapping[str, _Road] = {
    "street": _Road(db_per_octave=-4.0, wander_db=4.0, wander_hz=0.5),
    "car": _Road(db_per_octave=-10.0, wander_db=1.5, wander_hz=4.0),
}
"""Beside a street cars come and go every few seconds, some 10 dB between the loudest and the
quietest tenth; inside one the rumble falls steeply and stays. Round figures, not fitted to any
recording."""


def _swelling(
    hz: npt.NDArray[np.float64],
    white: npt.NDArray[np.complex128],
    road: _Road,
    rng: np.random.Generator,
) -> npt.NDArray[np.complex128]:
    """Noise of that slope, with a level made of the slowest waves that fit into the loop."""
    samples = 2 * (len(hz) - 1)
    slope = np.maximum(hz, BAND_LOW_HZ) ** (road.db_per_octave / (20.0 * np.log10(2.0)))
    slow = np.where((hz > 0.0) & (hz <= road.wander_hz), _random_phases(len(hz), rng), 0.0)
    wander = np.fft.irfft(slow, samples)
    wander_db = road.wander_db * wander / np.std(wander)
    wave = np.fft.irfft(white * slope, samples) * 10.0 ** (wander_db / 20.0)
    return np.asarray(np.fft.rfft(wave))


def _babble(talkers: Sequence[Floats], samples: int, rng: np.random.Generator) -> Floats:
    """Each talker at the same level, from a random place of the loop on, over and over."""
    if not talkers:
        raise ValueError("babble needs talkers")
    mix = np.zeros(samples, dtype=np.float32)
    for talker in talkers:
        level = float(np.sqrt(np.mean(np.square(talker)))) or 1.0
        repeated = np.resize(talker / level, samples)
        mix += np.roll(repeated, int(rng.integers(samples)))
    return mix


def _unit_in_band(spectrum: npt.NDArray[np.complex128], samples: int) -> Floats:
    """Cut the spectrum to the telephone band and scale the waveform to unit RMS."""
    hz = np.fft.rfftfreq(samples, 1.0 / SAMPLE_RATE_HZ)
    spectrum = np.where((hz >= BAND_LOW_HZ) & (hz <= BAND_HIGH_HZ), spectrum, 0.0)
    wave = np.fft.irfft(spectrum, samples)
    return np.asarray(wave / np.sqrt(np.mean(np.square(wave))), dtype=np.float32)
