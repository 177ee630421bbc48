"""Speak the texts: shards of 8 kHz speech with exact phones, from the HTS voices.

    python -m speech.asr.training.synthesize --voices ../shared/voices --texts ../shared/text \
        --out corpus --hours 20 --seed 1          # one process a core, each its own seed
    python -m speech.asr.training.synthesize ... --out heldout --hours 1 --seed 900 --held-out

Every utterance draws a style, a rate, a pitch and a vocal tract length. The voices are made for
48 kHz; here they run at 24 kHz, which halves the time, by giving the engine voice files whose
header says so: half the frame period, and an all-pass constant that puts the formants back
where they were below 4 kHz (alpha .265 for .55, from (1+a)/(1-a), the slope of the bilinear
warp at 0 Hz). Other constants around it are other vocal tracts, free of charge.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyopenjtalk
import soxr
from pyopenjtalk.htsengine import HTSEngine

from speech.asr.phones import PHONE_IDS, phones_from_open_jtalk
from speech.asr.training.texts import Texts

ENGINE_HZ = 24_000
CORPUS_HZ = 8_000
NEUTRAL_SLOPE = (1 + 0.55) / (1 - 0.55) / 2
TRACT_FACTORS = (0.88, 0.94, 1.0, 1.06, 1.13)
"""Factors on the slope: < 1 raises the formants."""
PACKAGED = "packaged"
"""The voice that comes with pyopenjtalk: a mei_normal too, but of another build, so that a model
that has not heard it makes three times as many mistakes on it. The demo's caller has it."""
SPEAKER_WEIGHTS = {"mei": 0.24, "takumi": 0.24, "nitech": 0.12, "tohoku-f01": 0.24, PACKAGED: 0.16}
UTTERANCES_A_SHARD = 150
_PHONE = re.compile(r"-([^+]+)\+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """audio int16 (n,) at 8 kHz; phones uint8 (m,); style such as ``mei_sad``."""

    audio: npt.NDArray[np.int16]
    phones: npt.NDArray[np.uint8]
    style: str
    text: str


def voice_at_24_khz(voice: bytes, tract_factor: float, global_variance: bool) -> bytes:
    """The voice file with another header; the statistics after it stay as they are."""
    slope = NEUTRAL_SLOPE * tract_factor
    alpha = f"ALPHA={(slope - 1) / (slope + 1):.3f}".encode()
    head, data = voice.split(b"[DATA]", 1)
    head = head.replace(b"SAMPLING_FREQUENCY:48000", b"SAMPLING_FREQUENCY:24000")
    head = head.replace(b"FRAME_PERIOD:240", b"FRAME_PERIOD:120").replace(b"ALPHA=0.55", alpha)
    if not global_variance:
        head = re.sub(rb"USE_GV\[(MGC|MCP)\]:1", rb"USE_GV[\1]:0", head)
    return head + b"[DATA]" + data


class Speakers:
    """All styles of all speakers, each at several vocal tract lengths."""

    def __init__(
        self, voice_dir: Path, scratch_dir: Path, rng: random.Random, only: Sequence[str] = ()
    ) -> None:
        self._rng = rng
        self._engines: dict[str, dict[str, list[HTSEngine]]] = {}
        scratch_dir.mkdir(parents=True, exist_ok=True)
        packaged = Path(pyopenjtalk.DEFAULT_HTS_VOICE.decode())
        for path in (*sorted(voice_dir.glob("*/*.htsvoice")), packaged):
            speaker = PACKAGED if path == packaged else path.parent.name
            if only and speaker not in only:
                continue
            engines = []
            for index, factor in enumerate((*TRACT_FACTORS, 1.0)):
                variant = scratch_dir / f"{speaker}_{path.stem}_{index}.htsvoice"
                variant.write_bytes(
                    voice_at_24_khz(path.read_bytes(), factor, index < len(TRACT_FACTORS))
                )
                engines.append(HTSEngine(str(variant).encode()))
            style = PACKAGED if path == packaged else path.stem
            self._engines.setdefault(speaker, {})[style] = engines

    def draw(self) -> tuple[str, HTSEngine]:
        """A style and its engine at some vocal tract length."""
        names = list(self._engines)
        speaker = self._rng.choices(names, [SPEAKER_WEIGHTS[name] for name in names])[0]
        style = self._rng.choice(list(self._engines[speaker]))
        return style, self._rng.choice(self._engines[speaker][style])


def trimmed(audio: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Without the engine's silence at both ends (10 ms below -50 dB of the loudest 10 ms)."""
    step = ENGINE_HZ // 100
    energy = np.square(audio[: len(audio) // step * step].reshape(-1, step)).mean(axis=1)
    loud = np.flatnonzero(energy > energy.max() * 1e-5)
    return audio[max(0, (loud[0] - 3)) * step : (loud[-1] + 4) * step]


def speak(
    engine: HTSEngine, labels: list[str], speed: float, half_tones: float
) -> npt.NDArray[np.float64]:
    """One stretch at one rate."""
    engine.set_speed(speed)
    engine.add_half_tone(half_tones)
    return trimmed(engine.synthesize(labels))


def stretches(text: str, rng: random.Random) -> list[str]:
    """The text in one piece, or by clause, so that each clause gets a rate and a pause."""
    if rng.random() < 0.7:
        return [text]
    return [part for part in re.split("(?<=[、。？！])", text) if part]


def utter(text: str, speakers: Speakers, rng: random.Random) -> Utterance | None:
    """The text by some speaker; None where it is too fast for 40 ms frames or says nothing."""
    style, engine = speakers.draw()
    resampling = float(np.exp(rng.uniform(np.log(0.88), np.log(1.16))))
    half_tones = rng.uniform(-13, 2) if style == PACKAGED else rng.uniform(-4, 4)
    speed = float(np.exp(rng.uniform(np.log(0.75), np.log(1.4))))
    pieces: list[npt.NDArray[np.float64]] = []
    phones: list[str] = []
    for part in stretches(text, rng):
        labels = pyopenjtalk.extract_fullcontext(part, use_vanilla=True)
        heard = phones_from_open_jtalk(match[1] for match in map(_PHONE.search, labels) if match)
        if not heard:
            continue
        rate = min(1.5, max(0.65, speed * rng.uniform(0.85, 1.18))) / resampling
        pieces += [speak(engine, labels, rate, half_tones + rng.uniform(-1, 1))]
        pieces += [np.zeros(int(ENGINE_HZ * rng.uniform(0.02, 0.5)))]
        phones += heard
    if not phones:
        return None
    voiced = np.concatenate(pieces[:-1])
    audio = soxr.resample(voiced, ENGINE_HZ * resampling, CORPUS_HZ, quality="HQ")
    if len(phones) > 0.85 * len(audio) / CORPUS_HZ * 25 or len(audio) > 16 * CORPUS_HZ:
        return None
    audio *= 3000 / np.sqrt(np.square(audio).mean())
    coded = np.array([PHONE_IDS[phone] for phone in phones], dtype=np.uint8)
    return Utterance(np.clip(audio, -32767, 32767).astype(np.int16), coded, style, text)


def save(path: Path, utterances: list[Utterance]) -> None:
    """One shard; written beside its place and renamed, so that a reader never sees half of it."""
    scratch = path.with_suffix(".tmp.npz")
    np.savez(
        scratch,
        audio=np.concatenate([each.audio for each in utterances]),
        audio_sizes=np.array([len(each.audio) for each in utterances]),
        phones=np.concatenate([each.phones for each in utterances]),
        phone_sizes=np.array([len(each.phones) for each in utterances]),
        styles=np.array([each.style for each in utterances]),
        texts=np.array([each.text for each in utterances]),
    )
    scratch.rename(path)


def spoken(texts: Texts, speakers: Speakers, rng: random.Random) -> Iterator[Utterance]:
    """Endless utterances."""
    for text in texts:
        utterance = utter(text, speakers, rng)
        if utterance is not None:
            yield utterance


def main() -> None:
    """Write shards until the hours are full."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", type=Path, default=Path("../shared/voices"))
    parser.add_argument("--texts", type=Path, default=Path("../shared/text"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hours", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="speak only held-out texts")
    parser.add_argument("--only", nargs="*", default=[], help="speakers, by folder, or packaged")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    speakers = Speakers(args.voices, args.out / f"voices_{args.seed}", rng, args.only)
    stream = spoken(Texts(args.texts, args.seed, args.held_out), speakers, rng)
    seconds, shard = 0.0, 0
    while seconds < args.hours * 3600:
        batch = list(islice(stream, UTTERANCES_A_SHARD))
        save(args.out / f"{args.seed:03d}_{shard:04d}.npz", batch)
        seconds += sum(len(each.audio) for each in batch) / CORPUS_HZ
        shard += 1
        print(f"{shard} shards, {seconds / 3600:.2f} h", flush=True)


if __name__ == "__main__":
    main()
