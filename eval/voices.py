"""Callers' voices: Open JTalk with HTS voices, made unlike the agent's.

The package brings one voice (mei_normal, which the agent speaks with too), so a caller's formants
and pitch are moved: the sound is synthesised at a changed rate and resampled by that factor, which
scales the vocal tract, while speed and pitch are corrected for it. Any .htsvoice file of a given
directory gives further callers. This is not the product's TTS on purpose: a recogniser must not
be tested only on what its own side says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyopenjtalk
import soxr
from pyopenjtalk.htsengine import HTSEngine

from eval.noise import Floats
from eval.speech_style import Style
from eval.telephone import in_band
from speech.asr.phones import kana_from_phones, phones_from_open_jtalk
from speech.audio import FRAME_SAMPLES, SAMPLE_RATE_HZ, SAMPLES_PER_MS

DEFAULT_DIRECTORY = Path("../shared/voices")
_PACKAGED = "mei_normal"
_SILENCE_BELOW_DB = -40.0
"""Stretches this far under the loudest, in the telephone band, are the synthesiser's lead-in and
tail and not speech. In the band, so that a turn does not end later than the line carries it."""


SPEEDS = (0.5, 2.0)
TREMOR_HZ = 5.0
"""Vocal tremor of old speakers lies at 4-7 Hz."""


@dataclass(frozen=True, slots=True)
class CallerVoice:
    """How one caller sounds."""

    name: str
    path: str = ""
    """An .htsvoice file; empty for the packaged voice."""
    formants: float = 1.0
    """Factor on all resonances: 0.85 a large man, 1.15 a child."""
    pitch: float = 0.0
    """Semitones against the voice's own pitch."""
    speed: float = 1.0
    """Factor on the voice's own rate of speech, 0.5..2."""
    tremor: float = 0.0
    """How far the pitch trembles up and down, as a share of it; 0.01 can be heard."""

    @property
    def is_like_the_agents(self) -> bool:
        """Would it pass for the packaged voice as it is, which the agent speaks with?"""
        return not self.path and abs(self.pitch) < 1.0 and abs(self.formants - 1.0) < 0.05


PACKAGED_VOICES: tuple[CallerVoice, ...] = (
    CallerVoice("mei-low", formants=0.85, pitch=-12.0),
    CallerVoice("mei-bright", formants=1.10, pitch=-2.0, speed=1.08),
    CallerVoice("mei-calm", formants=0.92, pitch=-6.0, speed=0.92),
    CallerVoice("mei-brisk", formants=0.96, pitch=-4.0, speed=1.18),
)
"""Four callers from the one packaged voice, none with the agent's formants or pitch. That voice
speaks at about 385 Hz (measured), so all of them are lowered: mei-low speaks at about 190."""


def find_voices(directory: Path | None = None) -> tuple[CallerVoice, ...]:
    """The packaged callers and one for each .htsvoice under `directory`, in order of name.

    Without a directory `DEFAULT_DIRECTORY` is taken where it exists. Raises FileNotFoundError
    for a directory that was named and holds no voice.
    """
    folder = DEFAULT_DIRECTORY if directory is None else directory
    paths = sorted(folder.rglob("*.htsvoice"), key=lambda path: path.name)
    if directory is not None and not paths:
        raise FileNotFoundError(f"no .htsvoice file under {directory}")
    return PACKAGED_VOICES + tuple(
        CallerVoice(path.stem, str(path)) for path in paths if path.stem != _PACKAGED
    )


def varied(voice: CallerVoice, rng: np.random.Generator) -> CallerVoice:
    """The same speaker on another day: formants, pitch and speed a little off."""
    return replace(
        voice,
        formants=voice.formants * float(rng.uniform(0.95, 1.05)),
        pitch=voice.pitch + float(rng.uniform(-2.0, 2.0)),
        speed=voice.speed * float(rng.uniform(0.88, 1.15)),
    )


def voice_for(name: str, style: Style, seed: int) -> CallerVoice:
    """The caller of that name, speaking in that style; `find_voices` says which there are.

    Seed 0 is the voice as written, any other the same speaker with formants and pitch a little
    off, never as far as the agent's own. Raises ValueError for a voice that is not there.
    """
    voices = {voice.name: voice for voice in find_voices()}
    if name not in voices:
        raise ValueError(f"no voice is called {name}; there are: {', '.join(voices)}")
    voice = own = voices[name]
    rng = np.random.default_rng([seed, 0x701CE])
    while seed != 0 and (voice is own or voice.is_like_the_agents):
        voice = varied(own, rng)
    speed = float(np.clip(own.speed * style.pace, *SPEEDS))
    return replace(voice, speed=speed, tremor=style.tremor)


def labels_of(text: str) -> list[str]:
    """Full-context labels of `text`, by the dictionary alone (fast, the same every time)."""
    labels: list[str] = pyopenjtalk.extract_fullcontext(text, use_vanilla=True)
    return labels


def reading_of(text: str) -> str:
    """Katakana as pronounced of what `speak` says for `text`: exactly the phones it speaks."""
    phones = [label.split("-", 1)[1].split("+", 1)[0] for label in labels_of(text)]
    return kana_from_phones(phones_from_open_jtalk(phones))


def speak(text: str, voice: CallerVoice) -> Floats:
    """`text` in this voice: float32 (n,) at 16 kHz, peak 0.5, without silence around it."""
    engine = _engine(voice.path)
    engine.set_speed(voice.speed / voice.formants)
    engine.add_half_tone(voice.pitch - 12.0 * float(np.log2(voice.formants)))
    wave = engine.synthesize(labels_of(text))
    # Read as if sampled at rate * formants: everything moves up by that factor.
    rate_hz = engine.get_sampling_frequency() * voice.formants
    samples = soxr.resample(wave.astype(np.float32), rate_hz, SAMPLE_RATE_HZ)
    trimmed = trim(_trembling(np.asarray(samples, dtype=np.float32), voice.tremor))
    peak = float(np.max(np.abs(trimmed), initial=0.0))
    return trimmed if peak == 0.0 else trimmed * np.float32(0.5 / peak)


def _trembling(samples: Floats, tremor: float) -> Floats:
    """The same sound with time running a little faster and slower in turn."""
    if tremor == 0.0:
        return samples
    at = np.arange(len(samples), dtype=np.float64)
    turn = 2.0 * np.pi * TREMOR_HZ / SAMPLE_RATE_HZ
    return np.interp(at + tremor / turn * np.sin(turn * at), at, samples).astype(np.float32)


def trim(samples: Floats) -> Floats:
    """Without the near-silence before and after; the last sample is the end of the speech."""
    hop = FRAME_SAMPLES // 4
    whole = len(samples) // hop * hop
    if whole == 0:
        return samples
    power = np.mean(np.square(in_band(samples)[:whole].reshape(-1, hop)), axis=1)
    loud = np.flatnonzero(power > power.max() * 10.0 ** (_SILENCE_BELOW_DB / 10.0))
    if len(loud) == 0:
        return samples
    return samples[loud[0] * hop : (loud[-1] + 1) * hop]


@lru_cache(maxsize=32)
def _engine(path: str) -> HTSEngine:
    voice = path.encode() if path else pyopenjtalk.DEFAULT_HTS_VOICE
    return HTSEngine(voice)


BABBLE_LINES = (
    "それで、先週の会議のあとに、みんなで駅前の店まで歩いて行ったんです。",
    "この書類は三部ずつ印刷して、奥の棚に並べておいてください。",
    "昨日の雨で道が混んでいて、着くまでに二時間もかかりましたよ。",
    "来月の旅行の話ですけど、山と海のどちらがいいと思いますか。",
)
"""Small talk in the background: words that no call is about."""


BABBLE_TALKERS = 8
"""So many that no word can be made out, as in an office or a canteen."""


@lru_cache(maxsize=1)
def babble_talkers() -> tuple[Floats, ...]:
    """People talking in the background, for `eval.noise`; from the packaged voice alone."""
    rng = np.random.default_rng(0xBABB)
    return tuple(
        speak(BABBLE_LINES[index % len(BABBLE_LINES)], _somebody(rng))
        for index in range(BABBLE_TALKERS)
    )


def _somebody(rng: np.random.Generator) -> CallerVoice:
    return CallerVoice(
        "somebody",
        formants=float(rng.uniform(0.8, 1.12)),
        pitch=float(rng.uniform(-14.0, 0.0)),
        speed=float(rng.uniform(0.8, 1.25)),
    )


def duration_ms(samples: Sequence[float] | Floats) -> int:
    """Length of 16 kHz audio, rounded."""
    return round(len(samples) / SAMPLES_PER_MS)
