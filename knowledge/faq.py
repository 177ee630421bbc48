"""The client's written answers, found by what was said: characters and sounds, weighed by rarity.

Bigrams of the question's text and of its reading are weighed by inverse document frequency over
the client's own entries; the share of the caller's weight that an entry covers, and of the
entry's that the caller covers, make the score (a soft Dice), so a long turn around a short
question still finds it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from knowledge.schema import FaqEntry

ANSWER_FROM = 0.46
"""Own sample questions score .5 and above for their entry, unrelated talk below .4."""
_BOILERPLATE = re.compile(
    r"教えて(?:ください|いただけ|もらえ|ほしい)?|お伺い|お尋ね|伺い|聞き|ですか|ますか|でしょうか|"
    r"たいの?です|けれども|けれど|けど|ください|ありますか|どちら|どこ|ちょっと|すみません|あの|"
    r"そちら|御社|ですね|のですが|んですが|ですが|[、。？！?!\s]"
)


@dataclass(frozen=True, slots=True)
class FaqHit:
    """An entry that may answer."""

    entry: FaqEntry
    score: float
    """0..1."""


class Faq:
    """One client's entries. `read` turns text into katakana."""

    def __init__(self, entries: tuple[FaqEntry, ...], read: Callable[[str], str]) -> None:
        self._read = read
        rows = [(e, q) for e in entries for q in (e.question, *e.paraphrases)]
        self._owners = [e for e, _ in rows]
        grams = [_grams(q, read(_bare(q))) for _, q in rows]
        counts = Counter(gram for row in grams for gram in row)
        total = len(rows) + 1
        self._weights = {gram: math.log(total / (n + 0.5)) for gram, n in counts.items()}
        self._unseen = math.log(total / 0.5) * 0.5 if rows else 1.0
        found: dict[str, list[int]] = {}
        for number, row in enumerate(grams):
            for gram in row:
                found.setdefault(gram, []).append(number)
        self._rows_with = {gram: np.array(numbers) for gram, numbers in found.items()}
        self._known = np.array([sum(map(self._weight, row)) for row in grams])

    def search(self, text: str, reading: str = "", limit: int = 10) -> list[FaqHit]:
        """Entries for a caller's words, best first; `reading` as heard, else read from the text."""
        bare = _bare(text)
        if not bare or not self._owners:
            return []
        query = _grams(bare, self._read(bare) if not reading else _bare_reading(reading))
        common = np.zeros(len(self._owners))
        for gram in query:
            rows = self._rows_with.get(gram)
            if rows is not None:
                common[rows] += self._weight(gram)
        asked = sum(map(self._weight, query))
        scores = common / np.maximum(0.3 * asked + 0.7 * self._known, 1e-9)
        best: dict[str, FaqHit] = {}
        for row in np.argsort(-scores, kind="stable")[: limit * 8]:
            entry = self._owners[int(row)]
            best.setdefault(entry.id, FaqHit(entry, float(scores[row])))
        return list(best.values())[:limit]

    def answer(self, text: str, reading: str = "") -> FaqHit | None:
        """The entry that answers, or None when none is near enough to be said."""
        hits = self.search(text, reading, 2)
        return hits[0] if hits and hits[0].score >= ANSWER_FROM else None

    def _weight(self, gram: str) -> float:
        return self._weights.get(gram, self._unseen)


def _bare(text: str) -> str:
    return _BOILERPLATE.sub("", unicodedata.normalize("NFKC", text))


def _bare_reading(reading: str) -> str:
    return re.sub(r"オシエテクダサイ|デショーカ|デスカ|マスカ|スミマセン|チョット", "", reading)


def _grams(text: str, reading: str) -> Counter[str]:
    bare = _bare(text)
    grams = Counter("t" + bare[i : i + 2] for i in range(len(bare) - 1))
    grams.update("r" + reading[i : i + 3] for i in range(len(reading) - 2))
    grams.update("k" + c for c in bare if "一" <= c <= "鿿")
    return grams
