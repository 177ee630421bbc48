"""The client's words in misheard sounds: which were probably said, and how surely.

A noisy channel. Every word of the client's entries is laid along the heard morae (local
alignment, Smith & Waterman 1981, with log probabilities of mishearing for costs); what it gains
over the sounds' own chance (a bigram of morae over the client's text) and its own rarity make it
an edge of a lattice; forward and backward sums over the lattice (Rabiner 1989) share out what
overlaps, so that チューシャ inside チューシャジョー is no 注射.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.sparse import Ints
from knowledge.terms import Analysis, SpokenWord, related_words
from speech.reading.kana import gap_cost, mora_cost, morae

HIT = -0.17
"""ln P(a mora is heard as itself), .85."""
MISS, MISS_SLOPE = -2.3, -6.0
"""ln P(heard as another): ガ for カ (mora_cost .25) .02, a quite different one .0003."""
LOST, LOST_SLOPE = -2.5, -1.5
"""ln P(a mora is lost), by `gap_cost`: .05 for ー, .02 for カ."""
ADDED = -7.5
"""ln P(a given mora is added)."""
SHARPNESS = 0.6
"""Scores are multiplied by this before they become probabilities: a mora that agrees says less
than its probability, since words are not independent. On the development town .5-.7 is best."""
RELATED_COUNT = 2
"""How often a word of related_words.txt counts as seen: callers say what no entry writes."""
QUESTION_COUNT = 3
MOST_HEARD = 160
"""Morae that are searched, the last ones: nobody asks a longer question."""
_MOST_WORDS = 700
_SHORTEST, _LONGEST = 2, 9
_LEAST_SHARED = 0.2
"""Share of a word's mora pairs that must be heard for it to be aligned at all."""
_LEAST_EDGE = -2.0
_LEAST_SURE = 0.03
_UNITS = 1000
_START_BITS = 256  # the low byte of a score carries the mora where its word begins
_LM_MORAE = 400_000
_SMOOTHING = 8.0
_NOBODY = "^"

_Row = npt.NDArray[np.int32]


class _Ending(NamedTuple):
    """The words that may have been said up to one mora."""

    starts: Ints
    """First mora of each."""
    scores: npt.NDArray[np.float64]
    words: Ints


class WordSpotter:
    """Finds a client's words in what was heard."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        """From what `learn` made and `arrays` gave."""
        self.arrays = dict(arrays)
        self._readings = str(arrays["readings"]).split("\n") if arrays["readings"].size else []
        self._prior = np.asarray(arrays["prior"], np.float64)
        self._terms = str(arrays["terms"]).split("\n")
        self._of_word = np.asarray(arrays["of_word"], np.int32)
        self._of_start = np.asarray(arrays["of_start"], np.int64)
        self._morae = str(arrays["morae"]).split(" ")
        self._chance = np.asarray(arrays["chance"], np.float64)
        self._table = np.asarray(arrays["table"], np.int64)
        self._lengths = np.asarray(arrays["lengths"], np.int64)
        self._misheard: dict[str, _Row] = {}

    @classmethod
    def learn(cls, questions: Sequence[Analysis], answers: Sequence[Analysis]) -> WordSpotter:
        """Take the words, and how sounds follow one another, from a client's text."""
        seen: Counter[str] = Counter()
        terms: dict[str, dict[str, None]] = {}
        sources: tuple[tuple[Iterable[SpokenWord], int], ...] = (
            ((word for text in questions for word in text.words), QUESTION_COUNT),
            ((word for text in answers for word in text.words), 1),
            (related_words(), RELATED_COUNT),
        )
        for words, count in sources:
            for word, times in Counter(words).items():
                seen[word.reading] += count * times
                terms.setdefault(word.reading, {}).update(dict.fromkeys(word.terms))
        return cls(_packed(seen, terms, [text.reading for text in (*questions, *answers)]))

    def find(self, reading: str) -> dict[str, float]:
        """Terms of the words that were probably said, each with its probability, .03 to 1."""
        heard = morae(reading)[-MOST_HEARD:]
        words = self._candidates(heard)
        if not len(words):
            return {}
        sure = _shared_out(list(self._endings(heard, words)))
        found: dict[str, float] = {}
        for word, p in sure:
            for number in self._of_word[self._of_start[word] : self._of_start[word + 1]]:
                term = self._terms[number]
                found[term] = 1 - (1 - found.get(term, 0.0)) * (1 - min(1.0, p))
        return found

    @cached_property
    def _holding(self) -> tuple[Ints, Ints]:
        """Pairs of morae, neighbours and next but one, sorted; and the word that holds each."""
        pairs = [_paired(self._table, gap, len(self._morae)) for gap in (1, 2)]
        codes = np.concatenate([code for code, _ in pairs])
        words = np.concatenate([column for _, column in pairs])
        once = np.unique(codes * (len(self._readings) + 1) + words)
        return np.divmod(once, len(self._readings) + 1)

    def _candidates(self, heard: tuple[str, ...]) -> Ints:
        numbers = np.array([self._number_of.get(mora, 0) for mora in heard], np.int64)[:, None]
        pairs = [_paired(numbers, gap, len(self._morae))[0] for gap in (1, 2)]
        said = np.unique(np.concatenate(pairs))
        codes, words = self._holding
        begins, ends = np.searchsorted(codes, said), np.searchsorted(codes, said, "right")
        holding = [words[begin:end] for begin, end in zip(begins, ends, strict=True)]
        shared = np.bincount(
            np.concatenate([np.zeros(0, np.int64), *holding]), minlength=len(self._readings)
        )
        share = shared / np.maximum(2 * self._lengths - 3, 1)
        found = np.flatnonzero(share >= _LEAST_SHARED)
        if len(found) > _MOST_WORDS:
            found = found[np.argsort(-share[found], kind="stable")[:_MOST_WORDS]]
        return found

    def _endings(self, heard: tuple[str, ...], words: Ints) -> Iterator[_Ending]:
        """For each heard mora, which of `words` may end with it."""
        table = self._table[:, words]
        table = table[: int(self._lengths[words].max())]
        lengths, prior = self._lengths[words], self._prior[words]
        sums = np.zeros((len(table) + 1, len(words)), np.int32)
        np.cumsum(self._losses[table], axis=0, out=sums[1:])
        columns = np.arange(len(words))
        scores = sums.copy()
        for at, (mora, chance) in enumerate(zip(heard, self._chances(heard), strict=True)):
            hit = self._heard_as(mora)[table] - np.int32(_whole(chance))
            added = np.int32(_whole(ADDED - chance))
            new = np.empty_like(scores)
            new[0] = at + 1
            np.maximum(scores[:-1] + hit, scores[1:] + added, out=new[1:])
            new -= sums
            np.maximum.accumulate(new, axis=0, out=new)
            new += sums
            scores = new
            ends = scores[lengths, columns]
            total = (ends // _START_BITS) / _UNITS + prior
            starts = ends % _START_BITS
            kept = np.flatnonzero((total > _LEAST_EDGE) & (starts <= at))
            yield _Ending(starts[kept].astype(np.int64), SHARPNESS * total[kept], words[kept])

    @cached_property
    def _losses(self) -> _Row:
        losses = [_whole(LOST + LOST_SLOPE * gap_cost(mora)) for mora in self._morae[1:]]
        return np.array([0, *losses], np.int32)

    def _heard_as(self, mora: str) -> _Row:
        """(morae,) the score of hearing `mora` for each of the words' morae."""
        known = self._misheard.get(mora)
        if known is None:
            known = np.array(
                [0]
                + [
                    _whole(HIT if own == mora else MISS + MISS_SLOPE * mora_cost(own, mora))
                    for own in self._morae[1:]
                ],
                np.int32,
            )
            self._misheard[mora] = known
        return known

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {mora: number for number, mora in enumerate(self._morae)}

    def _chances(self, heard: tuple[str, ...]) -> list[float]:
        """ln of the chance of each mora after the one before it, in this client's text."""
        numbers = [0, *(self._number_of.get(mora, -1) for mora in heard)]
        rare = float(self._chance.min())
        return [
            float(self._chance[a, b]) if a >= 0 and b > 0 else rare for a, b in pairwise(numbers)
        ]


def _whole(score: float) -> int:
    """A score as a multiple of `_START_BITS`."""
    return round(score * _UNITS) * _START_BITS


def _paired(table: Ints, gap: int, morae_: int) -> tuple[Ints, Ints]:
    """Codes of the pairs of known morae `gap` apart in the columns of a table, and the columns."""
    first, second = table[:-gap], table[gap:]
    rows, columns = np.nonzero((first > 0) & (second > 0))
    codes = (first[rows, columns] * morae_ + second[rows, columns]) * 2 + gap - 1
    return codes, columns


def _shared_out(endings: list[_Ending]) -> list[tuple[int, float]]:
    """Each word with the probability that it was said, among all ways to read the whole."""
    length = len(endings)
    before, after = np.zeros(length + 1), np.full(length + 1, -np.inf)
    for at, ending in enumerate(endings, 1):
        ways = before[ending.starts] + ending.scores
        before[at] = np.logaddexp.reduce(ways, initial=before[at - 1])
    after[length] = 0.0
    for at in range(length, 0, -1):
        after[at - 1] = np.logaddexp(after[at - 1], after[at])
        ending = endings[at - 1]
        np.logaddexp.at(after, ending.starts, after[at] + ending.scores)
    sure: dict[int, float] = {}
    for at, ending in enumerate(endings, 1):
        ways = before[ending.starts] + ending.scores + after[at] - before[length]
        for word, p in zip(ending.words, np.exp(np.minimum(ways, 0.0)), strict=True):
            sure[int(word)] = sure.get(int(word), 0.0) + float(p)
    return [(word, p) for word, p in sure.items() if p >= _LEAST_SURE]


def _packed(
    seen: Counter[str], terms: Mapping[str, Mapping[str, None]], texts: list[str]
) -> dict[str, npt.NDArray[np.generic]]:
    """Words as arrays: readings, morae in a table, ln of their rarity, terms; chances of morae."""
    split = {reading: morae(reading) for reading in seen}
    words = [r for r in seen if _SHORTEST <= len(split[r]) <= _LONGEST and terms[r]]
    names = dict.fromkeys(term for word in words for term in terms[word])
    number = {term: at for at, term in enumerate(names)}
    of_word = [number[term] for word in words for term in terms[word]]
    of_start = np.concatenate(([0], np.cumsum([len(terms[word]) for word in words])))
    pairs, total = _followers(texts)
    inventory = [_NOBODY, *dict.fromkeys(m for beats in split.values() for m in beats)]
    inventory += [m for m in dict.fromkeys(b for _, b in pairs) if m not in set(inventory)]
    at = {mora: place for place, mora in enumerate(inventory)}
    table = np.zeros((_LONGEST, len(words)), np.int16)
    for column, word in enumerate(words):
        table[: len(split[word]), column] = [at[mora] for mora in split[word]]
    prior = np.log(np.array([seen[word] for word in words], np.float64) / max(total, 1))
    return {
        "readings": np.array("\n".join(words)),
        "prior": prior.astype(np.float32),
        "terms": np.array("\n".join(names)),
        "of_word": np.array(of_word, np.int32),
        "of_start": of_start.astype(np.int64),
        "morae": np.array(" ".join(inventory)),
        "chance": _chance(pairs, at).astype(np.float32),
        "table": table,
        "lengths": np.array([len(split[word]) for word in words], np.int16),
    }


def _followers(texts: list[str]) -> tuple[Counter[tuple[str, str]], int]:
    """How often a mora follows another, and how many there were."""
    pairs: Counter[tuple[str, str]] = Counter()
    total = 0
    for text in texts:
        for part in text.split("|"):
            beats = (_NOBODY, *morae(part))
            pairs.update(pairwise(beats))
            total += len(beats) - 1
        if total > _LM_MORAE:
            break
    return pairs, total


def _chance(pairs: Counter[tuple[str, str]], at: Mapping[str, int]) -> npt.NDArray[np.float64]:
    """(morae, morae) ln P(second | first), smoothed with how common the second is."""
    counts = np.zeros((len(at), len(at)))
    for (first, second), count in pairs.items():
        counts[at[first], at[second]] = count
    common = (counts.sum(axis=0) + 0.5) / (counts.sum() + 0.5 * len(at))
    smoothed = (counts + _SMOOTHING * common) / (counts.sum(axis=1, keepdims=True) + _SMOOTHING)
    chances: npt.NDArray[np.float64] = np.log(smoothed)
    return chances
