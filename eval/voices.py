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
from eval.telephone import in_band
from speech.asr.phones import kana_from_phones, phones_from_open_jtalk
from speech.audio import FRAME_SAMPLES, SAMPLE_RATE_HZ, SAMPLES_PER_MS

DEFAULT_DIRECTORY = Path("../shared/voices")
_PACKAGED = "mei_normal"
_SILENCE_BELOW_DB = -40.0
"""Stretches this far under the loudest, in the telephone band, are the synthesiser's lead-in and
tail and not speech. In the band, so that a turn does not end later than the line carries it."""


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
    trimmed = trim(np.asarray(samples, dtype=np.float32))
    peak = float(np.max(np.abs(trimmed), initial=0.0))
    return trimmed if peak == 0.0 else trimmed * np.float32(0.5 / peak)


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
