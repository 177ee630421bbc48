"""A caller who talks hands-free: the room between mouth, loudspeaker and microphone.

A synthetic impulse response: the direct sound, a few early reflections (table, walls), and a
diffuse tail that decays exponentially (Moorer 1979). It is applied at 8 kHz, in which the line
carries it, by partitioned convolution: a frame costs two small transforms, and nothing is delayed.
"""

from __future__ import annotations

import numpy as np

from eval.noise import Floats

RATE_HZ = 8_000
FRAME = 160
"""Samples in 20 ms."""
T60_S = 0.4
"""Time in which the tail falls by 60 dB: an office or a living room (0.3-0.6 s)."""
DIRECT_TO_REVERBERANT_DB = 3.0
"""Half an arm's length from the microphone in such a room; chosen by custom, not measured."""
_EARLY = 6
_EARLY_MS = (2.0, 20.0)
_EARLY_SHARE = 0.5  # of the reverberant energy


def impulse_response(rng: np.random.Generator) -> Floats:
    """One room, (3200,) at 8 kHz, unit energy; the direct sound is its first sample."""
    size = int(T60_S * RATE_HZ)
    early, tail = np.zeros(size), np.zeros(size)
    first, last = (int(ms * RATE_HZ / 1000) for ms in _EARLY_MS)
    at = rng.choice(np.arange(first, last), _EARLY, replace=False)
    early[at] = rng.choice([-1.0, 1.0], _EARLY) / (1.0 + at / first)
    diffuse = np.arange(last, size)
    tail[diffuse] = rng.standard_normal(len(diffuse)) * 10.0 ** (-3.0 * diffuse / size)
    response = np.sqrt(_EARLY_SHARE) * _unit(early) + np.sqrt(1.0 - _EARLY_SHARE) * _unit(tail)
    response *= 10.0 ** (-DIRECT_TO_REVERBERANT_DB / 20.0)
    response[0] = 1.0
    return np.asarray(_unit(response), dtype=np.float32)


def _unit(response: np.ndarray) -> np.ndarray:
    return np.asarray(response / np.sqrt(np.sum(np.square(response))))


class Room:
    """A room that rings on from frame to frame: uniformly partitioned overlap-save."""

    def __init__(self, response: Floats) -> None:
        parts = np.pad(response, (0, -len(response) % FRAME)).reshape(-1, FRAME)
        self._response = np.fft.rfft(parts, 2 * FRAME)
        self._heard = np.zeros_like(self._response)
        self._before = np.zeros(FRAME, dtype=np.float32)

    def __call__(self, samples: Floats) -> Floats:
        """The next 20 ms, float (160,), with what still rings of those before, (160,)."""
        self._heard = np.roll(self._heard, 1, axis=0)
        self._heard[0] = np.fft.rfft(np.concatenate((self._before, samples)))
        self._before = samples
        ringing = np.fft.irfft(np.sum(self._heard * self._response, axis=0))
        return np.asarray(ringing[FRAME:], dtype=np.float32)
