"""A phone n-gram language model as a dense automaton: what Japanese callers' sounds are like.

A context-tree (variable-length) n-gram: contexts of up to nine phones are kept where they tell
more than their shorter suffix does, and every context points at its successor for every phone.
So scoring a whole beam is two table look-ups, whatever the context lengths are. The data file is
made by `training/language_model.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from speech.asr.phones import PHONE_IDS, PHONES
from speech.errors import EngineUnavailable

MODEL = Path(__file__).with_name("model") / "language.npz"
END = 0
"""The blank's index stands for the edge of an utterance."""
BITS = 6
"""Bits a phone in a packed context; 42 phones fit, ten of them fit 64 bits."""
QUANTUM = 1.0 / 16.0
"""Log-probabilities are stored in steps of this many nats, 0..-15.9."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


class PhoneLanguageModel:
    """log P(next phone | context) and the context after it, as tables.

    `log_probs` (contexts, phones) natural log; column 0 is the end of the utterance.
    `next_context` (contexts, phones). Context 0 is the empty one, `start` the utterance's edge.
    """

    def __init__(self, log_probs: Floats, next_context: Ints, start: int) -> None:
        self.log_probs = log_probs
        self.next_context = next_context
        self.start = start

    def score(self, phones: Sequence[str], whole: bool = True) -> float:
        """log P of a phone sequence from the utterance's edge; `whole` adds its end."""
        context, total = self.start, 0.0
        for phone in phones:
            index = PHONE_IDS[phone]
            total += float(self.log_probs[context, index])
            context = int(self.next_context[context, index])
        return total + (float(self.log_probs[context, END]) if whole else 0.0)

    @classmethod
    def uniform(cls) -> PhoneLanguageModel:
        """A model that knows nothing: the neutral element, for tests and for measuring without."""
        size = len(PHONES)
        table = np.full((1, size), -np.log(size), dtype=np.float32)
        return cls(table, np.zeros((1, size), dtype=np.int32), 0)

    @classmethod
    def load(cls, path: Path = MODEL) -> PhoneLanguageModel:
        """Expand the data file (~0.2 s). Raises EngineUnavailable where it is missing or broken."""
        try:
            with np.load(path) as data:
                tree = PackedTree(**{name: data[name] for name in PackedTree.__slots__})
        except (OSError, KeyError, ValueError) as error:
            raise EngineUnavailable(
                f"The language model {path.name} cannot be read.",
                "Reinstall denwaban, or rebuild it with speech/asr/training/language_model.py.",
            ) from error
        return expand(tree)


@dataclass(frozen=True, slots=True, eq=False)
class PackedTree:
    """What the data file holds; contexts sorted by (length, key)."""

    keys: npt.NDArray[np.int64]
    """(contexts,) phones packed BITS each, the latest lowest."""
    lengths: npt.NDArray[np.uint8]
    """(contexts,) phones in each."""
    offsets: npt.NDArray[np.int64]
    """(contexts + 1,) bounds of each context's explicit successors."""
    phones: npt.NDArray[np.uint8]
    """(successors,)"""
    costs: npt.NDArray[np.uint8]
    """(successors,) -log p in QUANTUM."""
    backoff: npt.NDArray[np.uint8]
    """(contexts,) -log of the weight of the shorter context for all other phones, in QUANTUM."""


def expand(tree: PackedTree) -> PhoneLanguageModel:
    """Dense tables: level by level, a longer context starts from its suffix's row."""
    keys, lengths, offsets, phones = tree.keys, tree.lengths, tree.offsets, tree.phones
    size = len(PHONES)
    count = len(keys)
    log_probs = np.empty((count, size), dtype=np.float32)
    following = np.zeros((count, size), dtype=np.int32)
    levels = [int(np.searchsorted(lengths, n)) for n in range(int(lengths[-1]) + 2)]
    levels.append(count)
    owner = np.repeat(np.arange(count), np.diff(offsets))
    log_probs[0] = 0.0
    for n in range(len(levels) - 2):
        here = slice(levels[n], levels[n + 1])
        mine = keys[here]
        if n:
            suffix = mine & ((1 << (BITS * (n - 1))) - 1)
            shorter = slice(levels[n - 1], levels[n])
            parent = levels[n - 1] + np.searchsorted(keys[shorter], suffix)
            log_probs[here] = (
                log_probs[parent] - (tree.backoff[here] * np.float32(QUANTUM))[:, None]
            )
            following[here] = following[parent]
        explicit = slice(int(offsets[here.start]), int(offsets[here.stop]))
        log_probs[owner[explicit], phones[explicit]] = tree.costs[explicit] * np.float32(-QUANTUM)
        longer = keys[levels[n + 1] : levels[n + 2]]
        if len(longer):
            prefix, phone = longer >> BITS, longer & ((1 << BITS) - 1)
            at = here.start + np.searchsorted(mine, prefix)
            following[at, phone] = np.arange(levels[n + 1], levels[n + 2])
    start = int(following[0, END])
    return PhoneLanguageModel(log_probs, following, start)


@lru_cache(maxsize=1)
def packaged_language_model() -> PhoneLanguageModel:
    """The model that ships with the project, expanded once a process."""
    return PhoneLanguageModel.load()
