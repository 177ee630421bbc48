"""What a telephone call does to a voice, cheaply, on one row of 8 kHz audio (numpy only).

Everything is drawn anew for every row of every epoch. Filters (room, microphone, band) are one
multiplication in the frequency domain; codecs are G.711 mu-law by table and, for low-rate ones,
the modulated noise of ITU-T P.810 (MNRU), which is how their damage is rated.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import fft

from speech.asr.features import BANDS, BINS, POWER_FLOOR, mel_filters

Floats = npt.NDArray[np.float32]
RATE_HZ = 8_000
WARPS = np.linspace(0.82, 1.22, 41)
_TAIL = 4_000
"""Samples a room may ring on after the row."""


class Channel:
    """Draws a telephone line and its surroundings for each row."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._mu_law = self.mu_law_table()
        self._noises = self._make_noises()

    @staticmethod
    def mu_law_table() -> Floats:
        """int16 + 32768 -> the same after mu-law coding and decoding (G.711, mu = 255)."""
        x = np.arange(-32768, 32768) / 32768.0
        coded = np.round(np.sign(x) * np.log1p(255 * np.abs(x)) / np.log(256) * 127) / 127
        decoded = np.sign(coded) * (256 ** np.abs(coded) - 1) / 255
        return np.asarray(decoded, dtype=np.float32)

    def _make_noises(self) -> list[Floats]:
        """A minute each of noises of three colours, wide and in the telephone band, unit power.

        In the band a noise masks more at the same ratio: nothing of it lies beside the speech.
        """
        spectra = fft.rfft(self._rng.standard_normal((3, RATE_HZ * 60)).astype(np.float32))
        hz = np.maximum(fft.rfftfreq(RATE_HZ * 60, 1 / RATE_HZ), 20.0)
        slopes = np.array([0.0, 0.5, 1.0])[:, None]
        coloured = spectra * (1000.0 / hz) ** slopes
        in_band = coloured * ((hz > 300) & (hz < 3400))
        noises = fft.irfft(np.concatenate([coloured, in_band])).astype(np.float32)
        return [noise / noise.std() for noise in noises]

    def __call__(self, speech: Floats, babble: Floats | None) -> Floats:
        """speech (n,) of unit power -> the line's audio (n,), -1..1, in which it is heard."""
        rng = self._rng
        audio = self._filtered(speech) if rng.random() < 0.85 else speech.copy()
        snr_db = rng.uniform(2, 26) if rng.random() < 0.6 else rng.uniform(14, 42)
        noise = self._noise(len(audio), babble)
        audio += noise * np.float32(10 ** (-snr_db / 20))
        if rng.random() < 0.3:
            quality_db = rng.uniform(10, 32)
            audio *= 1 + np.float32(10 ** (-quality_db / 20)) * self._slice(0, len(audio))
        audio *= np.float32(10 ** (rng.uniform(-40, -13) / 20))
        if rng.random() < 0.12:
            limit = np.float32(np.abs(audio).max() * rng.uniform(0.15, 0.6))
            audio = np.clip(audio, -limit, limit)
        audio += self._slice(0, len(audio)) * np.float32(10 ** (rng.uniform(-85, -60) / 20))
        if rng.random() < 0.15:
            self._lose_packets(audio)
        if rng.random() < 0.6:
            audio = self._mu_law[(np.clip(audio, -1, 0.9999) * 32768).astype(np.int32) + 32768]
        return audio

    def _slice(self, colour: int, size: int) -> Floats:
        noise = self._noises[colour]
        at = int(self._rng.integers(0, len(noise) - size))
        return noise[at : at + size]

    def _noise(self, size: int, babble: Floats | None) -> Floats:
        """Noise of unit power: coloured, swelling, hum, or other people."""
        rng = self._rng
        noise = self._slice(int(rng.integers(0, 6)), size).copy()
        if rng.random() < 0.3:
            beat = np.arange(0, size, 80) / RATE_HZ * rng.uniform(0.2, 6) * 2 * np.pi
            noise *= np.repeat(1 + 0.9 * np.sin(beat), 80)[:size].astype(np.float32)
        if babble is not None:
            noise = babble + np.float32(rng.uniform(0, 0.5)) * noise
        if rng.random() < 0.2:
            t = np.arange(size, dtype=np.float32) / RATE_HZ
            base = rng.choice([50.0, 60.0, rng.uniform(80, 1200)])
            for harmonic in range(1, 7):
                size_of = np.float32(rng.uniform(0, 1) / harmonic)
                noise += size_of * np.sin(np.float32(2 * np.pi * base * harmonic) * t)
        return noise / np.float32(noise.std() + 1e-9)

    def _filtered(self, speech: Floats) -> Floats:
        """Room, microphone and band in one go."""
        rng = self._rng
        size = fft.next_fast_len(len(speech) + _TAIL, real=True)
        hz = np.linspace(0, RATE_HZ / 2, size // 2 + 1, dtype=np.float32)
        spectrum = fft.rfft(speech, size)
        spectrum *= np.exp(self._microphone_log(hz))
        if rng.random() < 0.4:
            spectrum *= fft.rfft(self._room(), size)
        out = fft.irfft(spectrum, size)[: len(speech)].astype(np.float32)
        return np.asarray(out / np.float32(out.std() + 1e-9))

    def _microphone_log(self, hz: Floats) -> Floats:
        """Natural log of a smooth random response, a tilt and the two edges of the band."""
        rng = self._rng
        points = np.linspace(0, RATE_HZ / 2, 9)
        curve = rng.normal(0, rng.uniform(0, 0.5), 9) + rng.uniform(-0.9, 0.9) * np.linspace(
            -1, 1, 9
        )
        response = np.interp(hz, points, curve).astype(np.float32)
        if rng.random() < 0.6:
            low, high = rng.uniform(60, 380), rng.uniform(2900, 3950)
            response -= np.log1p((low / np.maximum(hz, 1)) ** 6).astype(np.float32) / 2
            response -= np.log1p((hz / high) ** np.float32(rng.uniform(12, 40))) / 2
        return response

    def _room(self) -> Floats:
        """A synthetic impulse response: the direct sound, echoes, an exponential tail."""
        rng = self._rng
        ring_s = rng.uniform(0.08, 0.6)
        size = min(_TAIL, int(ring_s * RATE_HZ))
        decay = np.exp(-6.9 * np.arange(size) / (ring_s * RATE_HZ))
        response = rng.standard_normal(size) * decay
        response *= 10 ** (-rng.uniform(2, 20) / 20) / np.sqrt(np.square(response).sum())
        response[0] += 1.0
        return np.asarray(response, dtype=np.float32)

    def _lose_packets(self, audio: Floats) -> None:
        """Gaps of 20-60 ms, silent or the last packet again; in place."""
        rng = self._rng
        for _ in range(rng.poisson(len(audio) / RATE_HZ * rng.uniform(0.1, 0.8))):
            size = int(rng.choice([160, 160, 320, 480]))
            at = int(rng.integers(size, len(audio) - size))
            kept = np.float32(rng.choice([0.0, 0.7]))
            audio[at : at + size] = audio[at - size : at] * kept


class WarpedLogMel:
    """log-mel of frames at any place, with any vocal tract warp; see speech.asr.features."""

    def __init__(self) -> None:
        window = np.hanning(201)[:-1]
        self._window = (window / window.sum()).astype(np.float32)
        self._filters = [mel_filters(float(warp)) for warp in WARPS]

    def __call__(self, audio: Floats, starts: npt.NDArray[np.int64], warp: float) -> Floats:
        """audio (n,), the first sample of each frame (t,) -> (t, 40)."""
        frames = np.lib.stride_tricks.sliding_window_view(audio, 200)[starts] * self._window
        spectrum = fft.rfft(frames, 256, axis=1)[:, :BINS]
        power = spectrum.real**2 + spectrum.imag**2
        filters = self._filters[int(np.abs(WARPS - warp).argmin())]
        mel = np.log(power @ filters + np.float32(POWER_FLOOR))
        return np.asarray(mel, dtype=np.float32)


def mask(mel: Floats, rng: np.random.Generator) -> None:
    """SpecAugment (Park et al. 2019), gently, in place: bands, and stretches up to 100 ms."""
    fill = mel.mean()
    if rng.random() < 0.7:
        for _ in range(int(rng.integers(1, 3))):
            width = int(rng.integers(1, 8))
            at = int(rng.integers(0, BANDS - width))
            start = int(rng.integers(0, len(mel) // 2))
            mel[start : start + int(rng.integers(200, len(mel))), at : at + width] = fill
    for _ in range(int(rng.integers(0, 6))):
        width = int(rng.integers(2, 11))
        at = int(rng.integers(0, len(mel) - width))
        mel[at : at + width] = fill
