"""How surely words tell of danger that goes on, whatever words it is put in.

「台所で変な臭いがして、シューって音も」 has no word of any list. A turn is the sum of its words'
directions (knowledge.meaning), and a small network over it, learnt from labelled callers' turns
(agent.training.hazards), says how likely the turn is an emergency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.meaning import packaged_meanings, words_of

Floats = npt.NDArray[np.float32]
LEAST_PART = 5
"""Characters of a part that is judged by itself."""
_SENTENCE = re.compile(r"[^。！？!?]+")
_CLAUSE = re.compile(r"[^。！？!?、]+")
WEIGHTS = Path(__file__).with_name("hazards.npz")


@dataclass(frozen=True, eq=False)
class HazardNet:
    """One hidden layer."""

    digest: str
    """Of the texts that it was learnt from."""
    inward: Floats
    """(k, hidden)."""
    inward_bias: Floats
    """(hidden,)."""
    outward: Floats
    """(hidden,)."""
    outward_bias: float

    def of(self, sums: Floats) -> Floats:
        """(n,) how likely each of (n, k) sums tells of danger."""
        score = np.tanh(sums @ self.inward + self.inward_bias) @ self.outward + self.outward_bias
        found: Floats = (1.0 / (1.0 + np.exp(-score))).astype(np.float32)
        return found


@lru_cache(maxsize=1)
def packaged_net() -> HazardNet:
    """The weights that ship with the project."""
    with np.load(WEIGHTS) as held:
        return HazardNet(
            str(held["digest"]),
            held["inward"].astype(np.float32),
            held["inward_bias"].astype(np.float32),
            held["outward"].astype(np.float32),
            float(held["outward_bias"]),
        )


def sum_of(text: str) -> Floats:
    """(k,) the direction of a text, all zero where no word of it is known."""
    return packaged_meanings().sum_of(_known(text))


@lru_cache(maxsize=256)
def hazard(text: str) -> float:
    """0..1: how surely `text`, or a sentence of it, tells of danger that goes on."""
    return _surest((text, *_SENTENCE.findall(text)))


@lru_cache(maxsize=256)
def hazard_of_clauses(text: str) -> float:
    """The same of its clauses: nothing told beside it thins it out, yet less of it is sure."""
    return _surest((text, *_CLAUSE.findall(text)))


def _surest(parts: tuple[str, ...]) -> float:
    kept = [part for part in parts[1:] if len(part) >= LEAST_PART]
    return float(packaged_net().of(np.array([sum_of(part) for part in (parts[0], *kept)])).max())


def nearness(phrase: str, text: str) -> float:
    """0..1: how much of what `phrase` means is in one sentence of `text`, word by word."""
    meanings, wanted = packaged_meanings(), _known(phrase)
    if not len(wanted):
        return 0.0
    weights = meanings.weights[wanted]
    found = (_known(part) for part in _SENTENCE.findall(text))
    covered = (
        float((meanings.of(wanted) @ meanings.of(said).T).max(1, initial=0.0) @ weights)
        for said in found
        if len(said)
    )
    return max(covered, default=0.0) / float(weights.sum())


def is_phrase(words: str) -> bool:
    """More than one of its words is known: 歯が抜け落ち, and not 事故."""
    return len(_known(words)) > 1


@lru_cache(maxsize=256)
def _known(text: str) -> npt.NDArray[np.int64]:
    numbers = packaged_meanings().numbers
    return np.array([numbers[word] for word in words_of(text) if word in numbers], np.int64)
