"""How surely an entry answers what was asked: said when sure, called back when not.

A wrong answer is worse than none, so nearness among this client's entries is not enough: the
caller's words must be covered by the entry, the question's words by the caller, the answer must
hold what is asked for, and words that no entry knows speak against all of them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.asking import Question, bare, lightness, question, unserved
from knowledge.schema import FaqEntry
from knowledge.search import FaqSearch
from knowledge.terms import Content, analyse, sounds

ANSWER_FROM = 0.65
"""With weights that had not seen the client (`python -m eval.bench.fit_answering`), from here on of
275 heard questions to four clients that related_words.txt was not written for, 95 are answered
rightly and 7 wrongly; misheard 57 and 8: a wrong answer costs a call, an ask-back one turn. Of
2,328 typed to thirty businesses, every one in words of its own and many that nothing answers, 301
and 96. `denwaban bench search --own` prints the unseen."""
LIKELY_FROM = 0.25
"""From here the nearest entry is worth asking back about. Of those heard questions 56 more are
asked back about rightly and 55 in vain; of the 2,328 typed ones 601 and 511."""
SURE = 0.5
"""Probability from which a word counts as heard."""
COMPARED = 6
"""Entries that are compared for one question: the right one is among the nearest six of nine
times in ten."""
_PART, _SAME_GROUP, _RELATED, _IN_ANSWER = 0.7, 0.8, 0.5, 0.4
"""What covers a word less well than itself: a part, a synonym, a related word, the answer."""
FARTHEST = 3.0
"""Standard deviations at which a feature counts no more: its square would outweigh all others, and
a question of whose words an entry held next to none was answered. Without, mean ln likelihood of
other clients' questions -.800; at 2 -.825, at 2.5 -.788, at 3 -.784."""
_FITTED = Path(__file__).with_name("answering.json")
_MOST_SAID = 30
_COVERED = 0.4

Features = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What speaks for an entry, and against it."""

    nearness: float
    """ln(1 + its score in the search)."""
    lead: float
    """0..1, its score over the best one's."""
    asked: float
    """0..1, how much of what was asked its nearest question covers."""
    written: float
    """0..1, how much of its nearest question was asked."""
    whole: float
    """0..1, how much of what was asked all its questions and its answer cover."""
    covered: float
    """ln(1 + the weight of the words so covered, in nats)."""
    same_kind: float
    """1 where it has a question that waits for the same kind of answer."""
    unserved: float
    """How many kinds of value are asked for that its answer does not hold."""
    foreign_nouns: float
    """ln(1 + the weight of nouns that no entry of the client knows)."""
    foreign_others: float
    """The same of other words."""
    elsewhere: float
    """ln(1 + the weight of words that only other entries know)."""
    said: float
    """ln of the question's characters without courtesy, at most 30; few agree by chance."""
    heard: float
    """1 for a heard question, 0 for a typed one."""
    sounded: float
    """0..1, how much of the sounds of its best question, morae by twos and threes, was said."""
    meaning: float
    """How near it is in meaning (`knowledge.meaning`), whatever the words."""
    meant: float
    """0..1, the share of it among all entries by that."""
    unlike: float
    """0..1, the share of what was asked that nothing in the entry is like in meaning."""
    missed: float
    """What the word weighs that misses most: 充電器 of バッテリーの交換."""

    def features(self) -> tuple[float, ...]:
        """In the order of `Choice`."""
        return astuple(self)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry that the search found."""

    number: int
    """Among the client's entries."""
    entry: FaqEntry
    score: float


class Answering:
    """Agreement of one client's entries with questions."""

    def __init__(self, search: FaqSearch) -> None:
        """`search` knows which words the client's entries hold."""
        self._search = search

    def agreements(self, text: str, reading: str, ranked: Sequence[Ranked]) -> list[Agreement]:
        """Of the nearest entries with a text; `reading` as heard, empty for typed text."""
        asked = question(text)
        heard = self._search.spotted(reading) if reading else {}
        sure = {*asked.analysis.terms, *(term for term, p in heard.items() if p > SURE)}
        best = max(one.score for one in ranked)
        meaning = self._search.nearness(text, reading)
        meant = self._search.meaning.shares(meaning)
        said = sounds(reading) if reading else _sounds(text)
        carried = {term[1:]: lightness(term) for term in asked.words}
        return [
            self._agreement(
                asked,
                sure,
                one.entry,
                score=one.score,
                lead=one.score / max(best, 1e-9),
                is_heard=bool(reading),
                said=said,
                meaning=float(meaning[one.number]),
                meant=float(meant[one.number]),
                carried=carried,
            )
            for one in ranked
        ]

    def _agreement(
        self,
        asked: Question,
        sure: Container[str],
        entry: FaqEntry,
        *,
        score: float,
        lead: float,
        is_heard: bool,
        said: Counter[str],
        meaning: float,
        meant: float,
        carried: Mapping[str, float],
    ) -> Agreement:
        forms = [question(form) for form in (entry.question, *entry.paraphrases)]
        answer = _answer_terms(entry.answer)
        every: frozenset[str] = frozenset().union(*(form.analysis.terms for form in forms))
        kinds: frozenset[str] = frozenset().union(*(form.kinds for form in forms))
        pairs = [
            (
                _share(self._matches(asked.words, form.analysis.terms, answer)),
                _share(self._matches(form.words, sure, ())),
            )
            for form in forms
        ]
        near, written = max(pairs, key=sum)
        matches = self._matches(asked.words, every, answer)
        nouns, others, elsewhere = self._uncovered(asked.words, every, answer)
        return Agreement(
            math.log1p(score),
            lead,
            near,
            written,
            _share(matches),
            math.log1p(sum(weight * match for weight, match in matches)),
            float(bool(kinds & asked.kinds)),
            float(unserved(asked.kinds, kinds, entry.answer)),
            math.log1p(nouns),
            math.log1p(others),
            math.log1p(elsewhere),
            math.log(max(1, min(asked.chars, _MOST_SAID))),
            float(is_heard),
            max(_held(said, _sounds(form)) for form in (entry.question, *entry.paraphrases)),
            meaning,
            meant,
            *self._search.meaning.uncovered(carried, entry),
        )

    def _matches(
        self, words: Mapping[str, Content], terms: Container[str], answer: Container[str]
    ) -> list[tuple[float, float]]:
        """Weight in nats of each word and how well it is covered, 0..1."""
        weights = self._weights(words)
        return [(weights[name], _match(word.terms, terms, answer)) for name, word in words.items()]

    def _uncovered(
        self, words: Mapping[str, Content], terms: Container[str], answer: Container[str]
    ) -> tuple[float, float, float]:
        """Weights of nouns and of other words that no entry knows, and of those others know."""
        weights = self._weights(words)
        nouns = others = elsewhere = 0.0
        for name, word in words.items():
            if _match(word.terms, terms, answer) >= _COVERED:
                continue
            if self._search.entries_with(word.terms):
                elsewhere += weights[name]
            elif word.is_noun:
                nouns += weights[name]
            else:
                others += weights[name]
        return nouns, others, elsewhere

    def _weights(self, names: Collection[str]) -> dict[str, float]:
        """What each word tells among this client's entries, in nats."""
        seen = self._search.entries_with(names)
        whole = len(self._search) + 1
        return {
            name: lightness(name) * math.log(whole / (seen.get(name, 0) + 0.5)) for name in names
        }


@lru_cache(maxsize=4096)
def _answer_terms(text: str) -> frozenset[str]:
    return frozenset(analyse(text, 2000).terms)


@lru_cache(maxsize=4096)
def _sounds(text: str) -> Counter[str]:
    """The sounds of a question without its courtesy."""
    return sounds(bare(text).reading)


def _held(said: Counter[str], asked: Counter[str]) -> float:
    """0..1, how much of `asked` was said."""
    whole = asked.total()
    return (said & asked).total() / whole if whole else 0.0


def _share(matches: list[tuple[float, float]]) -> float:
    """0..1, how much of the weight is covered."""
    whole = sum(weight for weight, _ in matches)
    return sum(weight * match for weight, match in matches) / whole if whole > 0 else 0.0


def _match(word: tuple[str, ...], terms: Container[str], answer: Container[str]) -> float:
    """0..1, how well `terms` stand for a word."""
    if word[0] in terms:
        return 1.0
    matching = {term[0] for term in word if term in terms}
    if "s" in matching:
        return _SAME_GROUP
    if "w" in matching:
        return _PART
    if "o" in matching:
        return _RELATED
    return _IN_ANSWER if word[0] in answer else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the compared entries answers, or that none does: a conditional logit.

    McFadden 1974, with "none of them" as one more alternative, whose utility is 0: an entry that
    another one rivals is less sure, and so is the best of bad ones.
    """

    mean: Features
    """(n,) of the features of `Agreement`."""
    scale: Features
    """(n,) their standard deviations."""
    weights: Features
    """(1 + n + n (n + 1) / 2,) of 1, the standardised features and their products in pairs."""

    def surenesses(self, agreements: Sequence[Agreement]) -> Features:
        """(entries,) 0..1, the probability that each answers; together at most 1."""
        return self.sureness_of(np.array([one.features() for one in agreements]))

    def sureness_of(self, features: Features) -> Features:
        """(entries,) for (entries, n) features."""
        utilities = crossed(standard(features, self.mean, self.scale)) @ self.weights
        most = max(0.0, float(utilities.max()))
        powers = np.exp(utilities - most)
        found: Features = powers / (powers.sum() + math.exp(-most))
        return found


def standard(features: Features, mean: Features, scale: Features) -> Features:
    """Features in standard deviations, at most `FARTHEST`."""
    found: Features = np.clip((features - mean) / scale, -FARTHEST, FARTHEST)
    return found


def crossed(features: Features) -> Features:
    """(entries, n) -> (entries, 1 + n + n (n + 1) / 2): 1, the features, their products."""
    first, second = np.triu_indices(features.shape[1])
    ones = np.ones((len(features), 1))
    products = features[:, first] * features[:, second]
    return np.concatenate((ones, features, products), axis=1)


@cache
def fitted() -> Choice:
    """The weights that `python -m eval.bench.fit_answering` wrote."""
    stored = json.loads(_FITTED.read_text("utf-8"))
    return Choice(*(np.array(stored[name]) for name in ("mean", "scale", "weights")))
