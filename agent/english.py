"""Digits as English speakers say them: zero nine zero, double four, oh."""

from __future__ import annotations

import re

_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_KANA_WORDS = {
    "ゼロ": "0", "オー": "0", "ワン": "1", "トゥー": "2", "ツー": "2", "スリー": "3", "フォー": "4",
    "ファイブ": "5", "シックス": "6", "セブン": "7", "エイト": "8", "ナイン": "9",
}  # fmt: skip
"""The same as a recogniser of Japanese writes them."""
_WORD = re.compile(r"[A-Za-z]+|\d+|" + "|".join(sorted(_KANA_WORDS, key=len, reverse=True)))


_GLUE = frozenset(("and", "dash", "hyphen", "then", "is", "um", "uh"))
"""Said between the digits of one number."""


def english_digits(text: str) -> str:
    """The longest run of digits said in a turn: a room's number behind a name is another."""
    runs, times = [""], 1
    for word in _WORD.findall(text.lower()):
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
        elif word.isdigit() or word in _DIGIT_WORDS or word in _KANA_WORDS:
            digit = _DIGIT_WORDS.get(word) or _KANA_WORDS.get(word) or word
            runs[-1] += digit * times
            times = 1
        elif word not in _GLUE:
            runs.append("")
    return max(runs, key=len)
