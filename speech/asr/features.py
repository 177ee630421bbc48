"""Streaming, causal log-mel features: the same numbers from 8 kHz and from 16 kHz audio.

40 triangular bands on the HTK mel scale from 100 to 3800 Hz (a telephone passes 300-3400 Hz),
25 ms Hann window every 10 ms. Both rates use bins of 31.25 Hz, so one table of filters serves
both. Nothing is normalised over an utterance: a frame is known 25 ms after it began.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

BANDS = 40
LOW_HZ = 100.0
HIGH_HZ = 3800.0
WINDOW_MS = 25
HOP_MS = 10
BIN_HZ = 31.25
"""8000 / 256 = 16000 / 512."""
BINS = 129
"""0-4000 Hz."""
POWER_FLOOR = 1e-10
"""Added before the logarithm; white noise at about -70 dB of full scale, below any real line."""
INT16_FULL_SCALE = 32768.0


def mel_from_hz(hz: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """HTK's mel scale."""
    return np.asarray(2595.0 * np.log10(1.0 + np.asarray(hz, dtype=np.float64) / 700.0))


def hz_from_mel(mel: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Inverse of `mel_from_hz`."""
    return np.asarray(700.0 * (10.0 ** (np.asarray(mel, dtype=np.float64) / 2595.0) - 1.0))


def mel_filters(warp: float = 1.0) -> Floats:
    """Filters (BINS, BANDS). `warp` > 1 puts the filters higher: the voice seems deeper.

    A warp that would reach past 4 kHz is bent back to it piecewise linearly from 3 kHz on, as in
    vocal tract length normalisation (Lee & Rose 1996), so the last band never runs empty.
    """
    edges = hz_from_mel(np.linspace(mel_from_hz(LOW_HZ), mel_from_hz(HIGH_HZ), BANDS + 2))
    knee_hz = min(3000.0, 3000.0 / warp)
    above = edges > knee_hz
    slope = (HIGH_HZ - knee_hz * warp) / (HIGH_HZ - knee_hz)
    edges = np.where(above, knee_hz * warp + (edges - knee_hz) * slope, edges * warp)
    hz = np.arange(BINS) * BIN_HZ
    rising = (hz[:, None] - edges[None, :-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[None, 2:] - hz[:, None]) / (edges[2:] - edges[1:-1])
    return np.maximum(0.0, np.minimum(rising, falling)).astype(np.float32)


class LogMel:
    """Push samples, get the frames that are complete; the remainder waits for the next push."""

    def __init__(self, sample_rate_hz: int = 16_000) -> None:
        if sample_rate_hz not in (8_000, 16_000):
            raise ValueError(f"log-mel is defined for 8000 and 16000 Hz, not {sample_rate_hz}")
        self.sample_rate_hz = sample_rate_hz
        self._window_samples = sample_rate_hz * WINDOW_MS // 1000
        self._hop_samples = sample_rate_hz * HOP_MS // 1000
        self._fft = round(sample_rate_hz / BIN_HZ)
        window = np.hanning(self._window_samples + 1)[:-1]
        # Divided by its sum, so that a tone has the same power at both rates.
        self._window = (window / window.sum()).astype(np.float32)
        self._filters = mel_filters()
        self._waiting = np.zeros(0, dtype=np.float32)

    def push(self, samples: npt.NDArray[np.int16] | npt.NDArray[np.floating]) -> Floats:
        """samples (n,) int16, or float in -1..1 -> natural-log mel power (frames, 40) float32."""
        fresh = samples.astype(np.float32)
        if samples.dtype == np.int16:
            fresh /= np.float32(INT16_FULL_SCALE)
        audio = np.concatenate((self._waiting, fresh))
        count = max(0, (len(audio) - self._window_samples) // self._hop_samples + 1)
        self._waiting = audio[count * self._hop_samples :]
        if count == 0:
            return np.zeros((0, BANDS), dtype=np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(audio, self._window_samples)
        frames = frames[: count * self._hop_samples : self._hop_samples]
        spectrum = np.fft.rfft(frames * self._window, n=self._fft, axis=1)[:, :BINS]
        power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
        mel = np.log(power @ self._filters + np.float32(POWER_FLOOR))
        return np.asarray(mel, dtype=np.float32)
