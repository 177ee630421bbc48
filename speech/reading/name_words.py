"""Surnames and given names: how a reading is written, how common that is, and back.

Surnames with their bearers stand in `surnames.txt`; rarer ones and given names come from Mozc's
dictionary, whose costs say how often a name is written so on the web.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyopenjtalk

from speech.reading.kana import hiragana, is_kana, katakana, pronounced
from speech.reading.kanji import is_kanji, newer_form
from speech.reading.kanji_words import COST_FACTOR, GIVEN_NAME, SURNAME, homophones

_MOST_BEARERS = 1_887_000.0
"""佐藤, the commonest surname."""
_RAREST_IN_TABLE = -6.5
"""ln share of the table's rarest name; names known from Mozc alone are rarer than that."""
_MOZC_COMMON = 3600.0
"""Mozc's cost of a given name that everybody knows (一郎 3516, 優子 3773)."""
UNKNOWN = -14.0
_OLDER = 0.5


@dataclass(frozen=True, slots=True)
class NameWriting:
    """One way to write a name."""

    text: str
    likelihood: float
    """ln of how common it is beside the commonest: 0 is 佐藤, -6 one in 400."""
    is_surname: bool


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, str]]:
    by_reading: dict[str, tuple[tuple[str, float], ...]] = {}
    readings: dict[str, str] = {}
    path = Path(__file__).parent / "surnames.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        reading, _, rest = line.partition("\t")
        parts = rest.split()
        rows = [
            (text, math.log(int(people) / _MOST_BEARERS))
            for text, people in zip(parts[::2], parts[1::2], strict=True)
        ]
        by_reading[reading] = tuple(rows)
        for text, _share in rows:
            readings.setdefault(text, reading)
    return by_reading, readings


@lru_cache(maxsize=1)
def _pronunciations() -> dict[str, str]:
    """Reading as pronounced -> as spelled, of the commonest surname that sounds so."""
    found: dict[str, str] = {}
    for reading in _table()[0]:
        found.setdefault(pronounced(reading), reading)
    return found


def surname_readings() -> tuple[tuple[str, float], ...]:
    """The common surnames by sound: reading as pronounced, ln of its bearers beside 佐藤's."""
    return tuple(
        (pronounced(reading), math.log(sum(math.exp(share) for _, share in rows)))
        for reading, rows in _table()[0].items()
    )


@lru_cache(maxsize=1)
def common_surnames() -> dict[str, float]:
    """Every surname of the table, with ln of its bearers beside 佐藤's."""
    return {text: share for rows in _table()[0].values() for text, share in rows}


def surnames_with_shares() -> tuple[tuple[str, str, float], ...]:
    """The common surnames: text, reading in hiragana, ln of its bearers beside 佐藤's."""
    return tuple(
        (text, reading, share) for reading, rows in _table()[0].items() for text, share in rows
    )


@lru_cache(maxsize=20_000)
def writings(reading: str) -> tuple[NameWriting, ...]:
    """How one surname or one given name is written, the commonest first."""
    kana = hiragana(katakana(reading))
    spelled = kana if kana in _table()[0] else _pronunciations().get(pronounced(kana), kana)
    found: dict[tuple[str, bool], float] = {}
    for text, likelihood in _table()[0].get(spelled, ()):
        found[text, True] = likelihood
    for word in homophones(kana):
        if word.group not in (SURNAME, GIVEN_NAME) or not is_kanji(word.text[-1]):
            continue
        is_surname = word.group == SURNAME
        likelihood = -(word.cost - _MOZC_COMMON) / COST_FACTOR - 2.0
        if is_surname:
            likelihood = min(likelihood, _RAREST_IN_TABLE) - 2.0
        key = (word.text, is_surname)
        if key not in found:
            found[key] = likelihood
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return tuple(NameWriting(text, likelihood, kind) for (text, kind), likelihood in ranked)


@lru_cache(maxsize=20_000)
def full_names(reading: str) -> tuple[NameWriting, ...]:
    """Surname and given name said together: さとういちろう 佐藤一郎; best first."""
    kana = hiragana(katakana(reading))
    found: list[NameWriting] = []
    for at in range(2, len(kana) - 1):
        first = [name for name in writings(kana[:at]) if name.is_surname]
        last = [name for name in writings(kana[at:]) if not name.is_surname]
        found += [
            NameWriting(a.text + b.text, a.likelihood + b.likelihood - 1.0, True)
            for a in first[:6]
            for b in last[:12]
        ]
    return tuple(sorted(found, key=lambda name: -name.likelihood))


@lru_cache(maxsize=20_000)
def likelihood(text: str) -> float:
    """How common a written name is (surname, given name or both); `UNKNOWN` where it is none.

    An older form (髙橋) is at least nearly as common as the plain one: nobody hears the difference.
    """
    plain = "".join(newer_form(char) for char in text)
    as_plain = likelihood(plain) - _OLDER if plain != text else UNKNOWN
    return max(as_plain, _likelihood(text))


def _likelihood(text: str) -> float:
    if text in _table()[1]:
        known = dict(_table()[0][_table()[1][text]])
        return known[text]
    reading = reading_of(text)
    for name in (*writings(reading), *full_names(reading)):
        if name.text == text:
            return name.likelihood
    return UNKNOWN


@lru_cache(maxsize=20_000)
def is_one_word(text: str) -> bool:
    """Whether the dictionary has it whole, and as nobody's name: 東京, 原因."""
    nodes = pyopenjtalk.run_frontend(text)
    return len(nodes) == 1 and nodes[0]["pos_group2"] != "人名"


@lru_cache(maxsize=20_000)
def reading_of(text: str) -> str:
    """A written name's usual reading in hiragana."""
    if is_kana(text):
        return hiragana(katakana(text))
    if text in _table()[1]:
        return _table()[1][text]
    nodes = pyopenjtalk.run_frontend(text)
    return hiragana("".join(c for node in nodes for c in str(node["read"]) if "ァ" <= c <= "ー"))


def is_name(text: str) -> bool:
    """Is this a name that people have, in kanji or kana?"""
    if not text:
        return False
    if is_kana(text):
        return bool(writings(text)) or bool(full_names(text))
    return likelihood(text) > UNKNOWN
