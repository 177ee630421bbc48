"""Rows for the acoustic model: 12 s of telephone, several utterances one after the other.

Rows of one length waste nothing on padding, let the compiler know every shape, and teach the
model that a call goes on after a sentence. Shards that appear while training runs are picked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr
import torch
from torch import Tensor
from torch.utils.data import IterableDataset

from speech.asr.training.augment import RATE_HZ, Channel, Floats, WarpedLogMel, mask
from speech.asr.training.real_words import WORDS_HZ
from speech.asr.training.split import is_held_out

ROW_FRAMES = 1200
MOST_PHONES = 220
END_FRAMES = 40
"""Frames without speech at a row's end: the outputs are late by the right context."""
HOP = RATE_HZ // 100


@dataclass(slots=True)
class Bank:
    """Utterances in memory: audio int16 at `rate_hz`, phones uint8."""

    rate_hz: int = RATE_HZ
    audio: list[npt.NDArray[np.int16]] = field(default_factory=list)
    phones: list[npt.NDArray[np.uint8]] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, path: Path, without: tuple[str, ...], held_out: bool | None = None) -> None:
        """One .npz; `without` are beginnings of styles to leave out, `held_out` a side of texts."""
        with np.load(path) as shard:
            audio, phones = shard["audio"], shard["phones"]
            styles, texts = shard["styles"].tolist(), shard["texts"].tolist()
            audio_ends, phone_ends = (
                np.cumsum(shard["audio_sizes"]),
                np.cumsum(shard["phone_sizes"]),
            )
        for index, (style, text) in enumerate(zip(styles, texts, strict=True)):
            if style.startswith(without) or (
                held_out is not None and is_held_out(text) != held_out
            ):
                continue
            start, phone_start = (audio_ends[index - 1], phone_ends[index - 1]) if index else (0, 0)
            self.audio.append(audio[start : audio_ends[index]])
            self.phones.append(phones[phone_start : phone_ends[index]])
            self.styles.append(style)
            self.texts.append(text)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where utterances come from and which to leave out (beginnings of style names)."""

    corpus: Path
    real_words: Path
    without: tuple[str, ...] = ()
    real_share: float = 0.35


class Rows(IterableDataset[tuple[Tensor, Tensor, Tensor]]):  # type: ignore[misc]
    """Endless batches: mel (b, 1200, 40), phones (b, 220) zero-padded, their number (b,)."""

    def __init__(self, sources: Sources, batch: int, seed: int) -> None:
        self._sources, self._batch, self._seed = sources, batch, seed

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        torch.set_num_threads(1)
        maker = RowMaker(self._sources, np.random.default_rng(self._seed))
        while True:
            maker.look_for_shards()
            for _ in range(100):
                rows = [maker.row() for _ in range(self._batch)]
                mel = np.stack([row[0] for row in rows])
                phones = np.zeros((self._batch, MOST_PHONES), dtype=np.int64)
                for index, row in enumerate(rows):
                    phones[index, : len(row[1])] = row[1]
                counts = np.array([len(row[1]) for row in rows])
                yield torch.from_numpy(mel), torch.from_numpy(phones), torch.from_numpy(counts)


class RowMaker:
    """Draws utterances until a row is full, then sends it through a channel."""

    def __init__(self, sources: Sources, rng: np.random.Generator) -> None:
        self._sources, self._rng = sources, rng
        self._seen: set[Path] = set()
        self._synthetic = Bank()
        self._real = Bank(rate_hz=WORDS_HZ)
        self._real.add(sources.real_words, sources.without, held_out=False)
        styles = np.array(self._real.styles)
        self._by_person = [np.flatnonzero(styles == style) for style in sorted(set(styles))]
        self._channel, self._mel = Channel(rng), WarpedLogMel()

    def look_for_shards(self) -> None:
        """Load shards that are new since last time."""
        for path in sorted(self._sources.corpus.glob("*_[0-9]*.npz")):
            if path not in self._seen and not path.name.endswith(".tmp.npz"):
                self._seen.add(path)
                self._synthetic.add(path, self._sources.without)

    def row(self) -> tuple[Floats, npt.NDArray[np.int64]]:
        """mel (1200, 40) and its phones."""
        real = self._rng.random() < self._sources.real_share or not self._synthetic.audio
        audio, starts, phones = self._speech(real)
        loudness = np.float32(np.sqrt(np.square(audio).mean() * 1.3) + 1e-9)
        babble = self._babble(len(audio)) if self._rng.random() < 0.2 else None
        heard = self._channel(audio / loudness, babble)
        mel = self._mel(heard, starts, self._rng.uniform(0.86, 1.17))
        mask(mel, self._rng)
        return mel, phones

    def _speech(self, real: bool) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Audio, where each frame of 10 ms begins (closer or wider hops: another rate), phones."""
        rng = self._rng
        pieces: list[Floats] = []
        hops: list[npt.NDArray[np.float64]] = []
        phones: list[int] = []
        frames = misses = 0
        person = self._by_person[int(rng.integers(len(self._by_person)))] if real else None
        tract = float(np.exp(rng.uniform(np.log(0.8), np.log(1.28))))
        row_rate = float(np.exp(rng.uniform(np.log(0.85), np.log(1.25))))
        while misses < 4:
            gap = self._gap(person is not None, frames == 0)
            audio, sounds = self._utterance(person, tract)
            rate = row_rate * rng.uniform(0.92, 1.08) / (tract if person is not None else 1.0)
            count = int(len(audio) / (HOP * rate))
            if not self._fits(frames + gap, count, len(phones), len(sounds)):
                misses += 1
                continue
            silence = np.zeros(gap * HOP, dtype=np.float32)
            pieces += [silence, audio * np.float32(10 ** (rng.uniform(-5, 5) / 20))]
            hops += [np.full(gap, float(HOP)), np.full(count, HOP * rate)]
            phones.extend(sounds.tolist())
            frames += gap + count
        pieces.append(np.zeros((ROW_FRAMES - frames + 8) * HOP, dtype=np.float32))
        hops.append(np.full(ROW_FRAMES - frames, float(HOP)))
        starts = np.concatenate(([0.0], np.cumsum(np.concatenate(hops))[:-1]))
        places = np.round(starts).astype(np.int64)
        return np.concatenate(pieces), places, np.array(phones, dtype=np.int64)

    @staticmethod
    def _fits(start: int, count: int, phones_before: int, phones: int) -> bool:
        """Whether an utterance fits into the row, and 40 ms frames can hold its phones."""
        return (
            start + count + END_FRAMES <= ROW_FRAMES
            and count >= 4.6 * phones
            and phones_before + phones <= MOST_PHONES
        )

    def _gap(self, real: bool, first: bool) -> int:
        """Frames of silence before an utterance; words often follow each other at once."""
        rng = self._rng
        if first:
            return int(rng.integers(0, 60))
        if real and rng.random() < 0.5:
            return int(rng.integers(0, 4))
        return int(rng.integers(4, 60)) if rng.random() < 0.85 else int(rng.integers(60, 200))

    def _utterance(
        self, person: npt.NDArray[np.int64] | None, tract: float
    ) -> tuple[Floats, npt.NDArray[np.uint8]]:
        """Some utterance at 8 kHz; a person's is resampled to another vocal tract and pitch."""
        rng = self._rng
        if person is None:
            index = int(rng.integers(len(self._synthetic.audio)))
            audio = self._synthetic.audio[index].astype(np.float32)
            return audio, self._synthetic.phones[index]
        index = int(person[rng.integers(len(person))])
        audio = self._real.audio[index].astype(np.float32)
        audio = soxr.resample(audio, WORDS_HZ * tract, RATE_HZ, quality="LQ")
        return audio, self._real.phones[index]

    def _babble(self, size: int) -> Floats:
        """Three to six other voices, unit power."""
        total = np.zeros(size, dtype=np.float32)
        for _ in range(int(self._rng.integers(3, 7))):
            at = 0
            while at < size and self._synthetic.audio:
                part = self._utterance(None, 1.0)[0][: size - at]
                total[at : at + len(part)] += part
                at += len(part)
        return total / np.float32(total.std() + 1e-9)
