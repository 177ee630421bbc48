"""How surely the nearest entry answers what was asked: said when sure, called back when not.

A wrong answer is worse than none, so nearness among this client's entries is not enough: the
caller's words must be covered by the entry, the question's words by the caller, and no other
entry may be as near.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from knowledge.schema import FaqEntry
from knowledge.terms import Analysis, analyse, shortened

ANSWER_FROM = 0.8
"""Of 105 questions to the samples (eval/bench/dev/faq.yaml, 20 near misses), by another hand than
the ones the weights were fitted to: 29 said rightly and 6 wrongly; at .75 32 and 11, at .9 19
and 1. `denwaban bench search --own` prints these and the unseen ones."""
_BIAS, _NEARNESS, _RUNNER_UP, _ASKED, _WRITTEN, _SAID = -10.27, 1.31, -1.4, 4.3, 0.89, 1.87
"""Logistic regression on the features of `Agreement`, fitted to 825 questions to four fictitious
clients (275 typed, heard, and misheard at 6 % of the morae; eval/bench/dev/faq_*.yaml), a third
of them near misses and other things. With weights fitted to the other clients 82 of 100 pairs of
a right and a wrong entry stand in the right order."""
_MOST_SAID = 30
SURE = 0.5
"""Probability from which a word counts as heard."""
_SAME_GROUP, _RELATED, _IN_ANSWER = 0.8, 0.5, 0.4
"""What covers a word less well than itself: a synonym, a related word, the answer's text."""

_COURTESY = re.compile(
    r"教えて(?:ください|いただけ|もらえ|ほしい)?|お伺い|お尋ね|伺い|聞き|ですか|ますか|でしょうか|"
    r"たいの?です|けれども|けれど|けど|ください|ありますか|どちら|どこ|ちょっと|すみません|あの|"
    r"そちら|御社|ですね|のですが|んですが|ですが|[、。？！?!\s]"
)


_Words = Mapping[str, tuple[str, ...]]
"""Words by their first term, with all their terms."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What speaks for an entry."""

    nearness: float
    """Its score in the search, 0 and up."""
    runner_up: float
    """0..1, the next entry's score over its own."""
    asked: float
    """0..1, how much of what was asked the entry covers."""
    written: float
    """0..1, how much of the entry's nearest question was asked."""
    said: int
    """Characters of the question without its courtesy; few words agree by chance."""

    @property
    def sureness(self) -> float:
        """0..1, the probability that the entry answers."""
        power = (
            _BIAS
            + _NEARNESS * math.log1p(self.nearness)
            + _RUNNER_UP * self.runner_up
            + _ASKED * self.asked
            + _WRITTEN * self.written
            + _SAID * math.log(max(1, min(self.said, _MOST_SAID)))
        )
        return 1 / (1 + math.exp(-power))


class Answering:
    """Agreement of one client's entries with questions."""

    def __init__(self, entries: Sequence[FaqEntry]) -> None:
        self._seen: Counter[str] = Counter()
        self._count = len(entries)
        for entry in entries:
            asked = analyse("\n".join((entry.question, *entry.paraphrases)))
            self._seen.update({term for term in asked.terms if term[0] == "w"})

    def agreement(
        self, text: str, heard: Mapping[str, float], entry: FaqEntry, score: float, second: float
    ) -> Agreement:
        """Of `entry`, found with `score` before `second`, with a text; `heard`: words by sound."""
        said = bare(text)
        words = _words(said)
        known = {*said.terms, *(term for term, p in heard.items() if p > SURE)}
        answer = analyse(entry.answer, 2000).terms
        best = (0.0, 0.0)
        for question in (entry.question, *entry.paraphrases):
            form = bare(question)
            asked = self._covered(words, form.terms, answer)
            written = self._covered(_words(form), known, ())
            best = max(best, (asked, written), key=sum)
        return Agreement(score, second / max(score, 1e-9), *best, len(plain(text)))

    def _covered(self, words: _Words, terms: Container[str], answer: Container[str]) -> float:
        """0..1, the share of words, weighed by rarity, that `terms` cover."""
        whole = covered = 0.0
        for name, word in words.items():
            weight = math.log((self._count + 1) / (self._seen[name] + 0.5))
            whole += weight
            covered += weight * _match(word, terms, answer)
        return covered / whole if whole > 0 else 0.0


def plain(text: str) -> str:
    """A question without its courtesy."""
    return " ".join(_COURTESY.sub(" ", shortened(text)).split())


def bare(text: str) -> Analysis:
    """A question without its courtesy, taken apart."""
    return analyse(plain(text))


def _words(text: Analysis) -> _Words:
    """Its words with their terms, by the first."""
    found: dict[str, tuple[str, ...]] = {}
    for word in text.words:
        name = next((term for term in word.terms if term[0] == "w"), "")
        if name:
            found.setdefault(name, word.terms)
    return found


def _match(word: tuple[str, ...], terms: Container[str], answer: Container[str]) -> float:
    """0..1, how well `terms` stand for a word."""
    matching = {term[0] for term in word if term in terms}
    if "w" in matching:
        return 1.0
    if "s" in matching:
        return _SAME_GROUP
    if "o" in matching:
        return _RELATED
    return _IN_ANSWER if any(term in answer for term in word if term[0] == "w") else 0.0
