"""What a turn is about, scored: cue words by text and by sound, and likeness to example turns.

Each cue votes with its weight; a cue heard only nearly votes less (from a similarity of .8 up).
Votes and the likeness to the nearest example join as independent evidence (noisy or), so two
weak hints make one fair one. The examples are compared by trigrams of their readings, weighed by
rarity, so a misrecognised kanji changes nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agent.utterance import Utterance
from knowledge.reader import read
from knowledge.sound import morae
from prompts.script import intents as intent_examples
from speech.reading.kana import SoundIndex

ACCEPT = 0.5
"""Least score at which an intent counts."""
_SOUND_FROM = 0.84
"""Similarity from which a cue was heard; a five-mora word with one near consonant scores .95."""
_SHORT_CUE = 4
"""Morae up to which a cue must be heard exactly: short words are in everything."""
_LIKENESS_WEIGHT = 0.85


@dataclass(frozen=True, slots=True)
class Scored:
    """One intent with how sure it is."""

    intent: str
    score: float
    """0..1."""


def classify(said: Utterance) -> list[Scored]:
    """Every intent with a score above zero, likeliest first."""
    model = _model()
    votes = model.cue_votes(said)
    likeness = model.likeness(said.reading)
    scores = []
    for intent in model.intents:
        doubt = 1.0
        for weight in votes.get(intent, ()):
            doubt *= 1.0 - weight
        doubt *= 1.0 - _LIKENESS_WEIGHT * likeness.get(intent, 0.0)
        scores.append(Scored(intent, 1.0 - doubt))
    return sorted((s for s in scores if s.score > 0.05), key=lambda s: -s.score)


class _Model:
    """Cues and examples, indexed."""

    def __init__(self) -> None:
        entries = intent_examples()
        self.intents = tuple(entries)
        self._cues = [
            (intent, cue, weight)
            for intent, (cues, _) in entries.items()
            for cue, weight in cues.items()
        ]
        self._readings = [read(cue) for _, cue, _ in self._cues]
        self._lengths = [len(morae(r)) for r in self._readings]
        self._sounds = SoundIndex(self._readings)
        rows = [(intent, read(say)) for intent, (_, says) in entries.items() for say in says]
        self._owners = [intent for intent, _ in rows]
        grams = [_grams(reading) for _, reading in rows]
        counts = Counter(g for row in grams for g in set(row))
        self._column = {g: i for i, g in enumerate(counts)}
        self._idf = np.array([math.log(len(rows) / n) + 0.3 for n in counts.values()])
        self._matrix = np.stack([self._vector(row) for row in grams])

    def cue_votes(self, said: Utterance) -> dict[str, list[float]]:
        """Weights of the cues heard, by intent; overlapping cues of one intent vote once."""
        similar = self._sounds.similarities(said.reading, within=True)
        votes: dict[str, list[float]] = {}
        for i, (intent, cue, weight) in enumerate(self._cues):
            if cue in said.text:
                votes.setdefault(intent, []).append(weight)
                continue
            least = 0.995 if self._lengths[i] <= _SHORT_CUE else _SOUND_FROM
            if similar[i] >= least and self._lengths[i] > 2:
                share = 1.0 if least > 0.99 else (float(similar[i]) - 0.7) / 0.3
                votes.setdefault(intent, []).append(weight * share)
        return {intent: sorted(weights)[-3:] for intent, weights in votes.items()}

    def likeness(self, reading: str) -> dict[str, float]:
        """Nearest example's cosine by intent, stretched so that half alike counts nothing."""
        found = self._matrix @ self._vector(_grams(reading))
        best: dict[str, float] = {}
        for intent, value in zip(self._owners, found, strict=True):
            best[intent] = max(best.get(intent, 0.0), (float(value) - 0.35) / 0.65)
        return best

    def _vector(self, grams: Counter[str]) -> npt.NDArray[np.float64]:
        vector = np.zeros(len(self._column))
        for gram, count in grams.items():
            if gram in self._column:
                vector[self._column[gram]] = count
        unseen = sum(1 for g in grams if g not in self._column)
        vector *= self._idf
        length = math.sqrt(float(vector @ vector) + unseen * 1.5)
        return vector / length if length else vector


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model()


def _grams(reading: str) -> Counter[str]:
    padded = f"^{reading}$"
    return Counter(padded[i : i + 3] for i in range(max(0, len(padded) - 2)))
