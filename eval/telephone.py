"""The telephone between a simulated caller and the agent.

What the agent hears of a caller has gone through this channel, 20 ms at a time: the caller's
voice at its level, the agent's own voice come back as echo, the noise around the caller; all of
it cut to 300-3400 Hz, coded as G.711 mu-law at 8 kHz, and with packets missing where packets get
lost. A line is never digitally silent: under everything lies a noise floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.noise import BAND_HIGH_HZ, BAND_LOW_HZ, LOOP_S, Floats, NoiseKind, noise_loop
from speech.audio import (
    FRAME_SAMPLES,
    SAMPLE_RATE_HZ,
    SAMPLES_PER_MS,
    Samples,
    mulaw_decode,
    mulaw_encode,
)

INT16_FULL_SCALE = 32768.0
FLOOR_DBFS = -66.0
"""Noise of an idle line, about 15 units of int16: just above mu-law's smallest step (8)."""
ACTIVE_RANGE_DB = 20.0
"""Frames within this of the loudest count as speech, after the margin of ITU-T P.56 (15.9 dB)
between activity threshold and active level."""

_BAND_TAPS = 255  # Hamming: transition of 3.3 / 255 * 16 kHz = 207 Hz
_EDGE_HZ = 100.0  # half a transition: 300 and 3400 Hz themselves pass, as G.712 wants
_HALF_BAND_TAPS = 63  # images of 0-3600 Hz begin at 4400 Hz
DELAY_SAMPLES = (_BAND_TAPS - 1) // 2 + (_HALF_BAND_TAPS - 1) // 2
"""How much later a sound leaves the channel than it entered (both filters are symmetric)."""
DELAY_MS = round(DELAY_SAMPLES / SAMPLES_PER_MS)


@dataclass(frozen=True, slots=True)
class Channel:
    """How good the line is. Levels are in dB of int16 full scale, in the telephone band."""

    snr_db: float = 20.0
    """Active speech level over noise level, both in 300-3400 Hz; 0..60."""
    noise: NoiseKind = "pink"
    level_dbfs: float = -26.0
    """Active speech level; -26 is what telephone tests use (ITU-T P.56 / P.800)."""
    echo_db: float | None = -28.0
    """The agent's voice come back, against its level as sent: -60..-10; None for no echo."""
    echo_delay_ms: int = 90
    """0..500."""
    loss: float = 0.0
    """Share of 20 ms packets lost, 0..0.5."""
    loss_burst: float = 2.0
    """Mean number of packets lost in a row, at least 1 (a two-state Gilbert model)."""

    def __post_init__(self) -> None:
        """Refuse what no telephone line does."""
        checks = (
            (0.0 <= self.snr_db <= 60.0, "snr_db must lie in 0..60"),
            (-60.0 <= self.level_dbfs <= -6.0, "level_dbfs must lie in -60..-6"),
            (self.echo_db is None or -60.0 <= self.echo_db <= -10.0, "echo_db: -60..-10"),
            (0 <= self.echo_delay_ms <= 500, "echo_delay_ms must lie in 0..500"),
            (0.0 <= self.loss <= 0.5, "loss must lie in 0..0.5"),
            (self.loss_burst >= 1.0, "loss_burst must be at least 1"),
        )
        for holds, message in checks:
            if not holds:
                raise ValueError(message)


class Telephone:
    """One call's channel; keeps the state of its filters, noise and losses.

    `talkers` are the voices of babble, needed for that noise only.
    """

    def __init__(self, channel: Channel, seed: int, talkers: Sequence[Floats] = ()) -> None:
        self.channel = channel
        rng = np.random.default_rng([seed, 0x7E1])
        self._rng = rng
        self._noise = noise_loop(channel.noise, rng, talkers)
        self._noise *= np.float32(10.0 ** ((channel.level_dbfs - channel.snr_db) / 20.0))
        self._noise_at = int(rng.integers(LOOP_S * SAMPLE_RATE_HZ))
        self._band = _Fir(telephone_band())
        self._interpolate = _Fir(2.0 * band_pass(_HALF_BAND_TAPS, 0.0, SAMPLE_RATE_HZ / 4))
        self._echo_gain = 0.0 if channel.echo_db is None else 10.0 ** (channel.echo_db / 20.0)
        delay = channel.echo_delay_ms * SAMPLES_PER_MS
        self._echo_line = np.zeros(delay, dtype=np.float32)
        self._losing = False

    def carry(self, voice: Floats, sent: Samples) -> Samples:
        """Send 20 ms: `voice` float (320,) as the caller speaks, `sent` int16 (320,) by the agent.

        Returns what the agent hears, int16 (320,).
        """
        mix = voice + self._echo(sent)
        coded = self._band(mix) + self._next_noise()
        coded += self._floor()
        if self._lost():
            coded = self._floor()
        heard = mulaw_decode(mulaw_encode(_int16(coded[::2] * INT16_FULL_SCALE)))
        wide = np.zeros(FRAME_SAMPLES, dtype=np.float32)
        wide[::2] = heard
        return _int16(self._interpolate(wide))

    def _echo(self, sent: Samples) -> Floats:
        self._echo_line = np.concatenate((self._echo_line, sent / np.float32(INT16_FULL_SCALE)))
        back, self._echo_line = np.split(self._echo_line, [FRAME_SAMPLES])
        return np.asarray(back * np.float32(self._echo_gain), dtype=np.float32)

    def _next_noise(self) -> Floats:
        at = np.arange(self._noise_at, self._noise_at + FRAME_SAMPLES)
        self._noise_at += FRAME_SAMPLES
        return np.asarray(self._noise.take(at, mode="wrap"))

    def _floor(self) -> Floats:
        level = 10.0 ** (FLOOR_DBFS / 20.0)
        return np.asarray(level * self._rng.standard_normal(FRAME_SAMPLES), dtype=np.float32)

    def _lost(self) -> bool:
        """Gilbert's model: the chance to leave the bad state is 1 / mean burst."""
        loss, leave = self.channel.loss, 1.0 / self.channel.loss_burst
        draw = self._rng.random()
        enter = min(1.0, leave * loss / (1.0 - loss))
        self._losing = draw >= leave if self._losing else draw < enter
        return self._losing


def _int16(floats: Floats) -> Samples:
    return np.asarray(np.clip(np.rint(floats), -32768, 32767), dtype=np.int16)


class _Fir:
    """A filter that remembers the tail of what it was given."""

    def __init__(self, taps: Floats) -> None:
        self._taps = taps
        self._tail = np.zeros(len(taps) - 1, dtype=np.float32)

    def __call__(self, samples: Floats) -> Floats:
        joined = np.concatenate((self._tail, samples)).astype(np.float32)
        self._tail = joined[len(joined) - len(self._tail) :]
        return np.asarray(np.convolve(joined, self._taps, mode="valid"), dtype=np.float32)


def band_pass(taps: int, low_hz: float, high_hz: float) -> Floats:
    """Windowed-sinc (Hamming) band pass at 16 kHz, linear phase, `taps` odd."""
    n = np.arange(taps) - (taps - 1) / 2

    def low_pass(hz: float) -> Floats:
        cut = 2.0 * hz / SAMPLE_RATE_HZ
        return np.asarray(cut * np.sinc(cut * n), dtype=np.float32)

    window = np.hamming(taps).astype(np.float32)
    return np.asarray((low_pass(high_hz) - low_pass(low_hz)) * window, dtype=np.float32)


def telephone_band() -> Floats:
    """The filter both ends of a line have: 300-3400 Hz within 1 dB."""
    return band_pass(_BAND_TAPS, BAND_LOW_HZ - _EDGE_HZ, BAND_HIGH_HZ + _EDGE_HZ)


def in_band(samples: Floats) -> Floats:
    """The telephone band of a whole stretch, same length, not delayed."""
    full = np.convolve(samples, telephone_band(), mode="full")
    half = (_BAND_TAPS - 1) // 2
    return np.asarray(full[half : half + len(samples)], dtype=np.float32)


def active_rms(samples: Floats) -> float:
    """RMS over the 20 ms frames that hold speech; 0 for nothing. Any scale."""
    whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
    if whole == 0:
        return 0.0
    power = np.mean(np.square(samples[:whole].reshape(-1, FRAME_SAMPLES)), axis=1)
    speech = power >= power.max() * 10.0 ** (-ACTIVE_RANGE_DB / 10.0)
    return float(np.sqrt(np.mean(power[speech])))


def at_level(samples: Floats, level_dbfs: float) -> Floats:
    """The same speech with its active level in the telephone band at `level_dbfs`."""
    level = active_rms(in_band(samples))
    if level == 0.0:
        return samples
    return np.asarray(samples * (10.0 ** (level_dbfs / 20.0) / level), dtype=np.float32)


def frames_of(samples: Floats) -> list[Floats]:
    """Cut into 20 ms frames (320,), the last filled up with zeros."""
    padded = np.pad(samples, (0, -len(samples) % FRAME_SAMPLES))
    return list(padded.reshape(-1, FRAME_SAMPLES).astype(np.float32))


def through_telephone(
    samples: Floats,
    channel: Channel,
    seed: int,
    talkers: Sequence[Floats] = (),
    *,
    before_ms: int = 300,
    after_ms: int = 700,
) -> Samples:
    """A whole utterance through a line of its own, with the line's noise before and after."""
    telephone = Telephone(channel, seed, talkers)
    quiet = np.zeros(FRAME_SAMPLES, dtype=np.int16)
    padding = (before_ms * SAMPLES_PER_MS, after_ms * SAMPLES_PER_MS)
    voiced = np.pad(at_level(samples, channel.level_dbfs), padding)
    return np.concatenate([telephone.carry(frame, quiet) for frame in frames_of(voiced)])
