"""The trained part of understanding: weights over a turn's features, and its nearest examples.

Two views of a turn join in one multinomial logistic regression: what its features weigh, and how
near it comes to the examples of each intent (cosine in FAISS over sketches of the same features,
weighed by rarity). Made by `agent.training.intents`, shipped as `intents.npz`.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.index import VectorIndex

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that points to an intent."""

    intent: str
    word: str
    reading: str
    """Katakana as pronounced."""
    weight: float
    """0..1, how surely it points there."""


SKETCH = 512
"""Dimensions of an example's vector; cosines come out within about .04 (1/sqrt(512))."""
_SPREAD = 4
"""Places of the sketch that one feature touches."""
NEIGHBOURS = 64
"""Examples looked at; an intent none of them has counts as unlike."""
COMPARED = frozenset("trlbsg")
"""First letters of the features that make two turns alike: sounds and words, not the question."""


def column_key(name: str) -> int:
    """A feature's name as 32 bits; of 30,000 names about one in ten thousand collides."""
    return zlib.crc32(name.encode())


@dataclass(frozen=True, eq=False)
class IntentModel:
    """Everything that was learned."""

    intents: tuple[str, ...]
    digest: str
    """Of the examples that it was learned from."""
    keys: npt.NDArray[np.uint32]
    """(features,) `column_key` of each feature."""
    rarity: Floats
    """(features,) ln(examples / examples with it)."""
    weights: Floats
    """(features, intents)."""
    likeness_weights: Floats
    """(intents, intents): of the cosine with the nearest example of each intent."""
    bias: Floats
    """(intents,)."""
    temperature: float
    """Scores are divided by it; 1 leaves them as learned."""
    vectors: Floats
    """(examples, SKETCH) unit vectors."""
    owners: npt.NDArray[np.int32]
    """(examples,) index into `intents`."""
    cues: tuple[Cue, ...] = ()
    """Kept here with their readings, so that nothing is parsed or read when a call comes."""

    def probabilities(self, features: Mapping[str, float]) -> Floats:
        """(intents,) summing to 1."""
        columns, values = self.columns(features)
        score = self.bias + values @ self.weights[columns]
        score = score + self.likeness(features) @ self.likeness_weights
        score = score / self.temperature
        raised = np.exp(score - score.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)

    def likeness(self, features: Mapping[str, float]) -> Floats:
        """(intents,) cosine with the nearest example of each, 0 where none is near."""
        vector = self.sketch(features)
        found, places = self._index.nearest(vector, NEIGHBOURS)
        best = np.zeros(len(self.intents), dtype=np.float32)
        np.maximum.at(best, self.owners[places], found)
        return best

    def columns(self, features: Mapping[str, float]) -> tuple[npt.NDArray[np.intp], Floats]:
        """The known ones among `features`, as columns and values."""
        known = [(self._column.get(column_key(n)), v) for n, v in features.items()]
        kept = [(column, value) for column, value in known if column is not None]
        columns = np.array([c for c, _ in kept], dtype=np.intp)
        return columns, np.array([v for _, v in kept], dtype=np.float32)

    def sketch(self, features: Mapping[str, float]) -> Floats:
        """(SKETCH,) unit vector of the features that make turns alike."""
        alike = {n: v for n, v in features.items() if n[0] in COMPARED}
        columns, values = self.columns(alike)
        return sketch(self.keys[columns], values * self.rarity[columns])

    @cached_property
    def _column(self) -> dict[int, int]:
        return {int(key): column for column, key in enumerate(self.keys)}

    @cached_property
    def _index(self) -> VectorIndex:
        return VectorIndex.build(self.vectors)

    def save(self, path: Path) -> None:
        """Write as npz, halved in precision."""
        np.savez_compressed(
            path,
            intents=np.array(self.intents),
            digest=np.array(self.digest),
            keys=self.keys,
            rarity=self.rarity.astype(np.float16),
            weights=self.weights.astype(np.float16),
            likeness_weights=self.likeness_weights,
            bias=self.bias,
            temperature=np.array(self.temperature),
            vectors=self.vectors.astype(np.float16),
            owners=self.owners,
            cue_words=np.array([(c.intent, c.word, c.reading) for c in self.cues]),
            cue_weights=np.array([c.weight for c in self.cues]),
        )


def sketch(keys: npt.NDArray[np.uint32], values: Floats) -> Floats:
    """(SKETCH,) unit vector: each feature adds itself, with hashed signs, to a few places."""
    vector = np.zeros(SKETCH, dtype=np.float32)
    wide = keys.astype(np.uint64)
    for turn in range(_SPREAD):
        mixed = (wide * np.uint64(0x9E3779B97F4A7C15 + 2 * turn)) >> np.uint64(32)
        places = (mixed % np.uint64(SKETCH)).astype(np.intp)
        signs = np.where(mixed & np.uint64(1 << 20), 1.0, -1.0).astype(np.float32)
        np.add.at(vector, places, signs * values)
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def load_model(path: Path | None = None) -> IntentModel:
    """The packaged model, or the one at `path`."""
    where = path or Path(str(resources.files("agent").joinpath("intents.npz")))
    with np.load(where) as held:
        names: Sequence[str] = held["intents"].tolist()
        return IntentModel(
            intents=tuple(names),
            digest=str(held["digest"]),
            keys=held["keys"],
            rarity=held["rarity"].astype(np.float32),
            weights=held["weights"].astype(np.float32),
            likeness_weights=held["likeness_weights"],
            bias=held["bias"],
            temperature=float(held["temperature"]),
            vectors=held["vectors"].astype(np.float32),
            owners=held["owners"],
            cues=tuple(
                Cue(str(intent), str(word), str(reading), float(weight))
                for (intent, word, reading), weight in zip(
                    held["cue_words"], held["cue_weights"], strict=True
                )
            ),
        )
