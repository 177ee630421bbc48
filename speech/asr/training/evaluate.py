"""Greedy phone and kana error of a checkpoint on utterances it never saw.

    python -m speech.asr.training.evaluate trunk.pt --held-out heldout --real real_words.npz

Prints one line a condition: who speaks, the noise, phone error and kana error in percent.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
import torch
from torch import Tensor

from speech.asr.features import LogMel
from speech.asr.phones import PHONES, kana_from_phones
from speech.asr.training.augment import RATE_HZ, Channel, Floats
from speech.asr.training.data import Bank
from speech.asr.training.model import AcousticModel, Shape
from speech.asr.training.real_words import WORDS_HZ

LEAD_MS = 300
"""Silence before the speech in every measurement; 600 ms follow it."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Edits over reference length, in percent."""

    phone: float
    kana: float
    utterances: int


def edits(reference: Sequence[object], heard: Sequence[object]) -> int:
    """Levenshtein distance."""
    row = list(range(len(heard) + 1))
    for i, wanted in enumerate(reference, 1):
        previous, row[0] = row[0], i
        for j, got in enumerate(heard, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (wanted != got))
    return row[-1]


def load(path: Path, ema: bool = True) -> AcousticModel:
    """The model of a checkpoint, its averaged weights unless `ema` is False."""
    checkpoint = torch.load(path, weights_only=True)
    shape = checkpoint["shape"]
    model = AcousticModel(Shape(**{**shape, "ahead": tuple(shape["ahead"])}))
    model.load_state_dict(checkpoint["ema" if ema else "model"])
    model.eval()
    return model


def telephone(
    audio: Floats, snr_db: float | None, rng: np.random.Generator, table: Floats
) -> Floats:
    """Speech of int16 size -> -23 dB, pauses around it, pink-to-white noise, mu-law."""
    audio = audio / np.float32(np.sqrt(np.square(audio).mean()) + 1e-9)
    audio = np.concatenate((np.zeros(LEAD_MS * 8), audio, np.zeros(4800))).astype(np.float32)
    white = rng.standard_normal(len(audio) + 8).astype(np.float32)
    noise = np.convolve(white, np.array([1, 0.7, 0.5, 0.35, 0.25], dtype=np.float32))[: len(audio)]
    noise /= noise.std()
    audio = audio + noise * np.float32(10 ** (-(60.0 if snr_db is None else snr_db) / 20))
    audio = audio * np.float32(10 ** (-23 / 20))
    coded: Floats = table[(np.clip(audio, -1, 0.9999) * 32768).astype(np.int32) + 32768]
    return coded


def greedy(log_probs: Tensor) -> list[str]:
    """Best class of each frame, repeats and blanks removed."""
    best = log_probs.argmax(-1).tolist()
    return [
        PHONES[now] for before, now in zip([0, *best], best, strict=False) if now not in (0, before)
    ]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Utterances of one group of people, and the noises (dB, None: none) they are measured in."""

    name: str
    bank: Bank
    chosen: list[int]
    noises: tuple[float | None, ...]

    def audio_8_khz(self, index: int) -> Floats:
        """Utterance `index` of the bank at 8 kHz, of int16 size."""
        audio = self.bank.audio[index].astype(np.float32)
        if self.bank.rate_hz == RATE_HZ:
            return audio
        return np.asarray(soxr.resample(audio, self.bank.rate_hz, RATE_HZ))


def log_probs_of(model: AcousticModel, mels: list[Floats]) -> Tensor:
    """Offline log probabilities (b, n, V) of mels of different length."""
    longest = (max(map(len, mels)) + 7) // 4 * 4
    padded = [np.pad(mel, ((0, longest - len(mel)), (0, 0)), mode="edge") for mel in mels]
    with torch.no_grad():
        scored: Tensor = model(torch.from_numpy(np.stack(padded)), model.start(len(mels)))[0]
    return scored


def measure(model: AcousticModel, spoken: Spoken, snr_db: float | None) -> Errors:
    """Error over the chosen utterances, in batches of similar length."""
    rng, table = np.random.default_rng(5), Channel.mu_law_table()
    phone_edits = phone_count = kana_edits = kana_count = 0
    order = sorted(spoken.chosen, key=lambda index: len(spoken.bank.audio[index]))
    for start in range(0, len(order), 24):
        batch = order[start : start + 24]
        lines = [telephone(spoken.audio_8_khz(index), snr_db, rng, table) for index in batch]
        scored = log_probs_of(model, [LogMel(RATE_HZ).push(line) for line in lines])
        for row, index in enumerate(batch):
            wanted, heard = [PHONES[i] for i in spoken.bank.phones[index]], greedy(scored[row])
            phone_edits += edits(wanted, heard)
            phone_count += len(wanted)
            kana = kana_from_phones(wanted)
            kana_edits += edits(kana, kana_from_phones(heard))
            kana_count += len(kana)
    return Errors(100 * phone_edits / phone_count, 100 * kana_edits / kana_count, len(order))


def people(held_out: Path, real: Path, most: int = 200) -> list[Spoken]:
    """Who is measured: unseen texts by speaker, unseen words by person, any words by person."""
    rng = np.random.default_rng(3)
    synthetic, words, unseen = Bank(), Bank(rate_hz=WORDS_HZ), Bank(rate_hz=WORDS_HZ)
    for path in sorted(held_out.glob("*.npz")):
        synthetic.add(path, ())
    words.add(real, ())
    unseen.add(real, (), held_out=True)
    found = []
    for name, bank, prefixes in (
        ("mei, takumi, nitech", synthetic, ("mei", "takumi", "nitech")),
        ("tohoku-f01", synthetic, ("tohoku",)),
        ("woman, unseen words", unseen, ("woman",)),
        ("man, unseen words", unseen, ("man",)),
        ("man, all words", words, ("man",)),
        ("woman, all words", words, ("woman",)),
    ):
        mine = [i for i, style in enumerate(bank.styles) if style.startswith(prefixes)]
        noises = (None, 20.0, 10.0) if bank is synthetic else (None, 20.0)
        found.append(Spoken(name, bank, sorted(rng.permutation(mine)[:most].tolist()), noises))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--most", type=int, default=400, help="utterances a condition")
    parser.add_argument("--last", action="store_true", help="the last weights, not the average")
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = load(args.checkpoint, ema=not args.last)
    for spoken in people(args.held_out, args.real, args.most):
        for snr_db in spoken.noises:
            errors = measure(model, spoken, snr_db)
            noise = "quiet" if snr_db is None else f"{snr_db:.0f} dB"
            print(f"{spoken.name:22s} {noise:6s} n={errors.utterances:4d} "
                  f"phone {errors.phone:5.1f}%  kana {errors.kana:5.1f}%", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
