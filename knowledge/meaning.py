"""How near in meaning a caller's question is to an entry, whatever words either is put in.

「置いてもらうとひと月どのくらい」 and 「月額料金はいくらですか」 share no word. Every word has a
direction, learnt from what keeps the same company in a large corpus (chiVe; Manabe et al. 2019)
and turned by questions in callers' own words (knowledge/training), and a weight, how much it tells.
A question is laid along each of an entry's questions word by word, both ways (late interaction;
Khattab & Zaharia 2020, ColBERT), and the sums of their words are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sudachipy import SplitMode

from knowledge.schema import FaqEntry
from knowledge.sparse import Floats, Ints
from knowledge.terms import shortened, tokenizer

MOST_WORDS = 30
"""Of a question the last so many are compared, of an answer the first: what is asked comes last."""
ALL_COMPARED = 400
"""Questions up to which all are laid along word by word; of more only the `NEAREST` by sum."""
NEAREST = 200
_FILE = Path(__file__).with_name("meaning.npz")
_SKIPPED = frozenset(("補助記号", "空白", "記号"))
Arrays = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, eq=False)
class WordMeanings:
    """What was learnt of words."""

    numbers: dict[str, int]
    """Normal form -> word."""
    rows: Ints
    """(words,) row of `directions` of each; several words share one."""
    directions: npt.NDArray[np.int8]
    """(rows, k) in 127ths, nearly of length 1."""
    lengths: Floats
    """(rows,) of the vector whose direction it is: how much the word moves a sum."""
    weights: Floats
    """(words,) how much a word tells."""
    shares: Floats
    """(4,) of what the entry covers of the question, the question of the entry, the answer's sum
    and the question's sum."""
    sharpness: float
    """Nats that a difference of 1 in the score tells."""

    def of(self, numbers: Ints) -> Floats:
        """(n, k) directions."""
        found: Floats = self.directions[self.rows[numbers]].astype(np.float32) / np.float32(127)
        return found

    def sum_of(self, numbers: Ints) -> Floats:
        """(k,) of length 1, or all zero: the direction of a text."""
        weight = self.weights[numbers] * self.lengths[self.rows[numbers]]
        total: Floats = (weight @ self.of(numbers)).astype(np.float32)
        length = np.float32(np.linalg.norm(total))
        return total / length if length else total


@lru_cache(maxsize=1)
def packaged_meanings() -> WordMeanings:
    """The meanings that ship with the project."""
    return read_meanings(_FILE)


def read_meanings(path: Path) -> WordMeanings:
    """What `knowledge.training.meaning` wrote."""
    with np.load(path) as held:
        words = str(held["words"]).split("\n")
        return WordMeanings(
            {word: number for number, word in enumerate(words)},
            held["rows"].astype(np.int64),
            held["directions"],
            held["lengths"].astype(np.float32),
            held["weights"].astype(np.float32),
            held["shares"].astype(np.float32),
            float(held["sharpness"]),
        )


def words_of(text: str) -> tuple[str, ...]:
    """The normal forms of a text's words, marks left out."""
    return tuple(
        word.normalized_form()
        for word in tokenizer().tokenize(shortened(text), SplitMode.A)
        if word.part_of_speech()[0] not in _SKIPPED
    )


@lru_cache(maxsize=512)
def _held(texts: tuple[str, ...], meanings: WordMeanings) -> Ints:
    """The words of an entry, each once."""
    return np.unique(np.concatenate([_numbers(text, meanings) for text in texts]))


class Meaning:
    """One client's entries by what they mean."""

    def __init__(self, arrays: Arrays, meanings: WordMeanings | None = None) -> None:
        """From the arrays that `build` made."""
        self.arrays = arrays
        self._meanings = meanings or packaged_meanings()

    @classmethod
    def build(cls, entries: Sequence[FaqEntry], meanings: WordMeanings | None = None) -> Meaning:
        """Take every question and answer apart; about .3 ms an entry."""
        known = meanings or packaged_meanings()
        asked, owners = [], []
        for at, entry in enumerate(entries):
            for form in (entry.question, *entry.paraphrases):
                asked.append(_numbers(form, known)[-MOST_WORDS:])
                owners.append(at)
        told = [_numbers(entry.answer, known)[:MOST_WORDS] for entry in entries]
        wide = known.directions.shape[1]
        arrays: Arrays = {
            "numbers": np.concatenate([np.zeros(0, np.int32), *asked]).astype(np.int32),
            "ends": np.cumsum([len(form) for form in asked], dtype=np.int64),
            "owners": np.array(owners, np.int32),
            "asked": np.array([known.sum_of(f) for f in asked], np.float16).reshape(-1, wide),
            "told": np.array([known.sum_of(t) for t in told], np.float16).reshape(-1, wide),
        }
        return cls(arrays, known)

    def scores(self, text: str) -> Floats:
        """(entries,) nearness to a question; differences tell, see `WordMeanings.sharpness`."""
        said = _numbers(text, self._meanings)[-MOST_WORDS:]
        told, owners = self._told, self.arrays["owners"]
        if not len(said) or not len(told):
            return np.zeros(len(told), np.float32)
        _, _, of_answer, of_sum = self._meanings.shares
        whole = self._meanings.sum_of(said)
        near = of_sum * (self._asked @ whole)
        chosen = np.arange(len(near))
        if len(near) > ALL_COMPARED:
            chosen = np.sort(np.argpartition(-near, NEAREST)[:NEAREST])
        near[chosen] += self._along(said, chosen)
        best = np.full(len(told), -np.inf, np.float32)
        np.maximum.at(best, owners, near)
        found: Floats = best + of_answer * (told @ whole)
        return found

    def shares(self, scores: Floats) -> Floats:
        """(entries,) the probability that each is meant, were it one of them, from `scores`."""
        if not scores.any():
            return scores
        raised = np.exp((scores - scores.max()) * self._meanings.sharpness)
        found: Floats = raised / raised.sum()
        return found

    def uncovered(self, words: Mapping[str, float], entry: FaqEntry) -> tuple[float, float]:
        """Of `words`, each with what it carries (0..1), how much nothing in the entry is like,
        question or answer: the share of them all, and what the word weighs that misses most."""
        known = self._meanings
        carried = {
            known.numbers[word]: share for word, share in words.items() if word in known.numbers
        }
        if not carried:
            return 0.0, 0.0
        said = np.array(list(carried), np.int64)
        held = _held((entry.question, *entry.paraphrases, entry.answer), known)
        missing = np.ones(len(said), np.float32)
        if len(held):
            missing = 1.0 - np.maximum(known.of(said) @ known.of(held).T, 0.0).max(1)
        weights = known.weights[said] * np.array(list(carried.values()), np.float32)
        return float(missing @ weights / weights.sum()), float((missing * weights).max())

    def _along(self, said: Ints, chosen: npt.NDArray[np.intp]) -> Floats:
        """(chosen,) how well the words of question and form cover each other."""
        known, ends = self._meanings, self.arrays["ends"]
        starts = np.concatenate(([0], ends[:-1]))[chosen]
        counts = ends[chosen] - starts
        filled = np.flatnonzero(counts)
        found = np.zeros(len(chosen), np.float32)
        if not len(filled):
            return found
        places = np.concatenate([np.arange(a, a + n) for a, n in zip(starts, counts, strict=True)])
        words = self.arrays["numbers"][places].astype(np.int64)
        alike = np.maximum(known.of(words) @ known.of(said).T, 0.0)
        firsts = np.concatenate(([0], np.cumsum(counts)[:-1]))[filled]
        of_said, of_words = known.weights[said], known.weights[words]
        covered = np.maximum.reduceat(alike, firsts, axis=0) @ of_said / of_said.sum()
        covering = np.add.reduceat(alike.max(axis=1) * of_words, firsts)
        covering = covering / np.maximum(np.add.reduceat(of_words, firsts), 1e-6)
        found[filled] = known.shares[0] * covered + known.shares[1] * covering
        return found

    @cached_property
    def _asked(self) -> Floats:
        return np.asarray(self.arrays["asked"], np.float32)

    @cached_property
    def _told(self) -> Floats:
        return np.asarray(self.arrays["told"], np.float32)


def _numbers(text: str, meanings: WordMeanings) -> Ints:
    """The known words of a text; once each would lose nothing, their order tells nothing."""
    known = (meanings.numbers.get(word) for word in words_of(text))
    return np.array([number for number in known if number is not None], np.int64)
