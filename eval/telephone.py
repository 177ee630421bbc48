"""The telephone between a simulated caller and the agent.

What the agent hears of a caller has gone through this channel, 20 ms at a time: the caller's
voice at its level, the agent's own voice come back as echo, both in a room where the caller talks
hands-free; the noise around the caller; all of it cut to 300-3400 Hz, coded at 8 kHz (G.711, or GSM
full rate and then G.711, as a call from a mobile comes over the network), and with packets missing
where packets get lost. A line is never digitally silent: under everything lies a noise floor.

What is not modelled: a packet lost is a gap with the floor in it (no concealment), a hands-free
telephone sends while the agent speaks too (no half duplex), and a mobile codes silence like speech.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np

from eval.gsm import Gsm
from eval.noise import BAND_HIGH_HZ, BAND_LOW_HZ, LOOP_S, Floats, NoiseKind, noise_loop
from eval.room import Room, impulse_response
from speech.audio import (
    FRAME_SAMPLES,
    SAMPLE_RATE_HZ,
    SAMPLES_PER_MS,
    Samples,
    alaw_decode,
    alaw_encode,
    mulaw_decode,
    mulaw_encode,
)

Codec = Literal["mulaw", "alaw", "gsm"]

INT16_FULL_SCALE = 32768.0
FLOOR_DBFS = -66.0
"""Noise of an idle line, about 15 units of int16: just above mu-law's smallest step (8)."""
ACTIVE_RANGE_DB = 20.0
"""Frames within this of the loudest count as speech, after the margin of ITU-T P.56 (15.9 dB)
between activity threshold and active level."""

LOUDEST_ECHO_DB = -10.0
SPEAKERPHONE_LEVEL_DB = -6.0
"""What arrives of voice and noise from farther off; the ratio between them stays as set."""
SPEAKERPHONE_ECHO_DB = 8.0
"""So much more of the agent comes back where a loudspeaker stands beside the microphone: -20 dB
for a line that has -28. Chosen by custom (the loudest echo the canceller is tested with)."""

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
    codec: Codec = "mulaw"
    """G.711 as in Japan and North America, as elsewhere, or GSM 06.10 before G.711 mu-law."""
    speakerphone: bool = False
    """Hands-free in a room (`eval.room`): 6 dB less of everything, 8 dB more of echo."""

    def __post_init__(self) -> None:
        """Refuse what no telephone line does."""
        checks = (
            (0.0 <= self.snr_db <= 60.0, "snr_db must lie in 0..60"),
            (-60.0 <= self.level_dbfs <= -6.0, "level_dbfs must lie in -60..-6"),
            (self.echo_db is None or -60.0 <= self.echo_db <= LOUDEST_ECHO_DB, "echo_db: -60..-10"),
            (0 <= self.echo_delay_ms <= 500, "echo_delay_ms must lie in 0..500"),
            (0.0 <= self.loss <= 0.5, "loss must lie in 0..0.5"),
            (self.loss_burst >= 1.0, "loss_burst must be at least 1"),
            (self.noise in get_args(NoiseKind), f"noise is one of {get_args(NoiseKind)}"),
            (self.codec in get_args(Codec), f"codec is one of {get_args(Codec)}"),
        )
        for holds, message in checks:
            if not holds:
                raise ValueError(message)


CONDITIONS: Mapping[str, Mapping[str, Any]] = {
    "own": {},
    "clean": {"snr_db": 40.0, "noise": "white", "loss": 0.0},
    "20dB": {"snr_db": 20.0, "loss": 0.0},
    "10dB": {"snr_db": 10.0, "loss": 0.0},
    "loss5": {"snr_db": 20.0, "loss": 0.05, "loss_burst": 3.0},
    "mobile": {"snr_db": 15.0, "noise": "street", "loss": 0.01, "codec": "gsm"},
    "speakerphone": {"snr_db": 20.0, "loss": 0.0, "speakerphone": True},
}
"""The lines that figures are given for, as changes to a caller's own channel. At -26 dBFS an SNR
of 40 dB lies at the floor: what is left there is an idle line's hiss."""


def under(channel: Channel, name: str) -> Channel:
    """The same caller's channel under a condition of `CONDITIONS`; ValueError for another name."""
    if name not in CONDITIONS:
        raise ValueError(f"no condition is called {name}; there are: {', '.join(CONDITIONS)}")
    return replace(channel, **CONDITIONS[name])


class Telephone:
    """One call's channel; keeps the state of its filters, room, codec, noise and losses.

    `talkers` are the voices of babble, needed for that noise only.
    """

    def __init__(self, channel: Channel, seed: int, talkers: Sequence[Floats] = ()) -> None:
        self.channel = channel
        rng = np.random.default_rng([seed, 0x7E1])
        self._rng = rng
        self._gain = _gain(SPEAKERPHONE_LEVEL_DB if channel.speakerphone else 0.0)
        self._noise = noise_loop(channel.noise, rng, talkers)
        self._noise *= self._gain * _gain(channel.level_dbfs - channel.snr_db)
        self._noise_at = int(rng.integers(LOOP_S * SAMPLE_RATE_HZ))
        self._to_8_khz = _Halving(telephone_band())
        self._to_16_khz = _Doubling()
        self._echo = _Echo(channel)
        self._room: Callable[[Floats], Floats] = lambda samples: samples
        if channel.speakerphone:
            self._room = Room(impulse_response(np.random.default_rng([seed, 0x4007])))
        self._mobile: Callable[[Samples], Samples] = lambda samples: samples
        if channel.codec == "gsm":
            self._mobile = Gsm()
        self._g711 = _A_LAW if channel.codec == "alaw" else _MU_LAW
        self._losing = False

    def carry(self, voice: Floats, sent: Samples) -> Samples:
        """Send 20 ms: `voice` float (320,) as the caller speaks, `sent` int16 (320,) by the agent.

        Returns what the agent hears, int16 (320,).
        """
        mix = voice * self._gain + self._echo(sent)
        around = self._room(self._to_8_khz(mix)) + self._next_noise() + self._floor()
        coded = self._mobile(_int16(around * INT16_FULL_SCALE))
        if self._lost():
            coded = _int16(self._floor() * INT16_FULL_SCALE)
        return _int16(self._to_16_khz(self._g711[coded.view(np.uint16)]))

    def _next_noise(self) -> Floats:
        at = np.arange(self._noise_at, self._noise_at + FRAME_SAMPLES, 2)
        self._noise_at += FRAME_SAMPLES
        return np.asarray(self._noise.take(at, mode="wrap"))

    def _floor(self) -> Floats:
        drawn = self._rng.standard_normal(FRAME_SAMPLES)[::2]
        return np.asarray(_FLOOR_GAIN * drawn, dtype=np.float32)

    def _lost(self) -> bool:
        """Gilbert's model: the chance to leave the bad state is 1 / mean burst."""
        loss, leave = self.channel.loss, 1.0 / self.channel.loss_burst
        draw = self._rng.random()
        enter = min(1.0, leave * loss / (1.0 - loss))
        self._losing = draw >= leave if self._losing else draw < enter
        return self._losing


def _gain(db: float) -> np.float32:
    return np.float32(10.0 ** (db / 20.0))


def _int16(floats: Floats) -> Samples:
    return np.asarray(np.rint(floats).clip(-32768, 32767), dtype=np.int16)


_FLOOR_GAIN = _gain(FLOOR_DBFS)
_EVERY_INT16 = np.arange(65_536).astype(np.uint16).view(np.int16)
_MU_LAW = mulaw_decode(mulaw_encode(_EVERY_INT16))
_A_LAW = alaw_decode(alaw_encode(_EVERY_INT16))
"""Each sample, by its bits taken as unsigned, as it comes out of the codec."""


class _Echo:
    """The agent's voice on its way back."""

    def __init__(self, channel: Channel) -> None:
        louder_db = SPEAKERPHONE_ECHO_DB if channel.speakerphone else 0.0
        self._gain = np.float32(0.0)
        if channel.echo_db is not None:
            self._gain = _gain(min(channel.echo_db + louder_db, LOUDEST_ECHO_DB))
        self._gain /= np.float32(INT16_FULL_SCALE)
        self._line = np.zeros(channel.echo_delay_ms * SAMPLES_PER_MS, dtype=np.float32)

    def __call__(self, sent: Samples) -> Floats:
        """20 ms of the agent's in, int16 (320,), and what comes back meanwhile, float (320,)."""
        self._line = np.concatenate((self._line, sent * self._gain))
        back, self._line = self._line[:FRAME_SAMPLES], self._line[FRAME_SAMPLES:]
        return back


class _Halving:
    """A filter at 16 kHz of which every second sample is wanted, and no other is worked out.

    Its taps are split into those that meet the even samples and those that meet the odd ones.
    """

    def __init__(self, taps: Floats) -> None:
        self._even, self._odd = taps[0::2], taps[1::2]
        self._tail = np.zeros(len(taps) - 1, dtype=np.float32)

    def __call__(self, samples: Floats) -> Floats:
        """20 ms at 16 kHz, (320,) -> (160,)."""
        joined = np.concatenate((self._tail, samples), dtype=np.float32)
        self._tail = joined[len(samples) :]
        evens = np.convolve(joined[0::2], self._even, mode="valid")
        odds = np.convolve(joined[1::2], self._odd, mode="valid")
        return np.asarray(evens + odds[: len(evens)], dtype=np.float32)


class _Doubling:
    """Back to 16 kHz by a half-band filter: every second sample is one that came in."""

    def __init__(self) -> None:
        self._between = (2.0 * band_pass(_HALF_BAND_TAPS, 0.0, SAMPLE_RATE_HZ / 4))[0::2]
        self._tail = np.zeros(len(self._between) - 1, dtype=np.float32)

    def __call__(self, samples: Samples) -> Floats:
        """20 ms at 8 kHz, (160,) -> (320,), in int16 units."""
        joined = np.concatenate((self._tail, samples), dtype=np.float32)
        self._tail = joined[len(samples) :]
        wide = np.empty(2 * len(samples), dtype=np.float32)
        wide[0::2] = np.convolve(joined, self._between, mode="valid")
        middle = len(self._between) // 2
        wide[1::2] = joined[middle : middle + len(samples)]
        return wide


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
