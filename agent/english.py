"""Digits as English speakers say them: zero nine zero, double four, oh."""

from __future__ import annotations

import re

_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+|\d+")


def english_digits(text: str) -> str:
    """The digits said in a turn, one after the other."""
    digits, times = "", 1
    for word in _WORD.findall(text.lower()):
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
        elif word.isdigit() or word in _DIGIT_WORDS:
            digits, times = digits + _DIGIT_WORDS.get(word, word) * times, 1
    return digits
