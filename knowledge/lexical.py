"""Which entries share words with a query, weighed by rarity: BM25 over all kinds of terms.

Okapi BM25 (Robertson & Zaragoza 2009) with Lucene's idf; the length of an entry is counted for
each kind of term by itself. Terms of a query carry weights, for what was only half heard.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from knowledge.sparse import Floats, Sparse, counted

K1, B = 1.2, 0.6
"""0.9-1.6 and 0.3-0.8 are all within .007 nDCG@10 on the development town."""
KINDS = "wsocr"


@lru_cache(maxsize=65_536)
def key_of(term: str) -> int:
    """64 bits that stand for a term; of a million terms two share one with chance 3e-8."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class TermTable:
    """The terms of a client's entries by number, without their text."""

    keys: npt.NDArray[np.uint64]
    """Sorted."""
    numbers: npt.NDArray[np.int32]
    """Of the term of each key."""

    @classmethod
    def of(cls, terms: Iterable[str]) -> TermTable:
        """Number terms in their order."""
        keys = np.array([key_of(term) for term in terms], np.uint64)
        order = np.argsort(keys)
        return cls(keys[order], order.astype(np.int32))

    def numbered(self, weights: Mapping[str, float]) -> dict[int, float]:
        """The known terms by number, with their weights."""
        if not weights or not len(self.keys):
            return {}
        keys = np.array([key_of(term) for term in weights], np.uint64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[at] == keys
        found = self.numbers[at]
        return {
            int(number): weight
            for number, weight, is_known in zip(found, weights.values(), known, strict=True)
            if is_known
        }


@dataclass(frozen=True, slots=True)
class Lexical:
    """BM25 weights of every term in every entry."""

    postings: Sparse
    """(terms, entries)."""

    def scores(self, weights: Mapping[int, float]) -> Floats:
        """(entries,) for a query's terms by number."""
        return self.postings.rows_times(weights)


def learn(documents: Sequence[Counter[str]]) -> tuple[Lexical, TermTable, Sparse, Floats, str]:
    """BM25 of documents: weights, table, and for other learners counts, idf, kinds of columns."""
    counts, terms = counted(documents)
    kinds = "".join(term[0] for term in terms)
    rarity = idf(counts)
    kind_of = np.array([KINDS.index(kind) for kind in kinds], np.int64)
    lengths = np.zeros((counts.height, len(KINDS)))
    rows = counts.rows
    np.add.at(lengths, (rows, kind_of[counts.columns]), counts.values)
    mean = lengths.sum(axis=0) / max(1, counts.height)
    relative = lengths / np.maximum(mean, 1e-9)
    saturation = K1 * (1 - B + B * relative[rows, kind_of[counts.columns]])
    values = (K1 + 1) * counts.values / (counts.values + saturation) * rarity[counts.columns]
    weighed = Sparse(counts.starts, counts.columns, values.astype(np.float32), counts.width)
    return Lexical(weighed.turned()), TermTable.of(terms), counts, rarity, kinds


def idf(counts: Sparse) -> Floats:
    """(columns,) how much a term tells, in nats: ln(1 + (N - n + .5) / (n + .5))."""
    n = np.bincount(counts.columns, minlength=counts.width)
    return np.log1p((counts.height - n + 0.5) / (n + 0.5)).astype(np.float32)
