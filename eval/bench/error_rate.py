"""Recognition error: edits per character, with an interval that says how sure the figure is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from speech.asr.phones import as_pronounced

BOOTSTRAP_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Edits:
    """Substitutions, deletions and insertions of one utterance, and the reference's length."""

    edits: int
    length: int


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Edits over reference characters of all utterances (as jiwer's `cer` over a list), 0..."""

    rate: float
    low: float
    high: float
    """95% bootstrap interval over utterances (percentile method, Bisani & Ney 2004)."""
    utterances: int


def error_rate(edits: Sequence[Edits], seed: int = 0) -> ErrorRate:
    """The rate and its interval; ValueError for no utterance."""
    if not edits:
        raise ValueError("an error rate needs utterances")
    table = np.array([(one.edits, one.length) for one in edits], dtype=np.float64)
    draws = np.random.default_rng(seed).integers(len(table), size=(BOOTSTRAP_ROUNDS, len(table)))
    sums = table[draws].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / np.maximum(sums[:, 1], 1.0), [2.5, 97.5])
    total = table.sum(axis=0)
    return ErrorRate(float(total[0] / max(total[1], 1.0)), float(low), float(high), len(table))


def kana_edits(reference: str, heard: str) -> Edits:
    """Edits between two katakana readings in one spelling a sound.

    Long vowels (オオ, オー), ヲ/オ, ヅ/ズ and ヂ/ジ are the same sounds; what is no kana counts
    as nothing said.
    """
    wanted, got = _sounds(reference), _sounds(heard)
    return Edits(edit_distance(wanted, got), len(wanted))


def text_edits(reference: str, heard: str) -> Edits:
    """Edits between two written texts without punctuation and blanks.

    Width and case are folded (NFKC), kanji numerals become figures on both sides: 二時半 is 2時半.
    """
    wanted, got = _letters(reference), _letters(heard)
    return Edits(edit_distance(wanted, got), len(wanted))


def edit_distance(wanted: str, got: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(got) + 1))
    for index, character in enumerate(wanted, 1):
        before, row = row, [index]
        for at, other in enumerate(got, 1):
            substitution = before[at - 1] + (character != other)
            row.append(min(substitution, before[at] + 1, row[at - 1] + 1))
    return row[-1]


def _sounds(reading: str) -> str:
    return as_pronounced("".join(c for c in reading if "ァ" <= c <= "ヴ" or c == "ー"))


_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile("[〇一二三四五六七八九十百千]+")


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(c for c in folded if c.isalnum() or c in "@._-ー々")
    kept = re.sub(r"[.\-](?![a-z0-9])", "", kept)
    return _NUMERAL.sub(lambda match: _figures(match[0]), kept)


def _figures(numeral: str) -> str:
    """三〇五 -> 305 digit by digit, 四十五 -> 45 by place."""
    if not any(unit in numeral for unit in _UNITS):
        return "".join(str(_DIGITS[kanji]) for kanji in numeral)
    total = digit = 0
    for kanji in numeral:
        if kanji in _UNITS:
            total += (digit or 1) * _UNITS[kanji]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[kanji]
    return str(total + digit)
