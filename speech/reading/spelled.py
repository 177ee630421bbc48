"""The letters that stand in a question about an address: 「kに、uに、rが2つでしたっけ」."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from speech.reading.kana import pronounced
from speech.reading.letters import HEARD, LETTERS

_NAMES = {pronounced(name): letter for letter, name in LETTERS.items()} | {
    pronounced(name): letter for name, letter in HEARD.items() if re.fullmatch("[a-z]", letter)
}
_SPELT = sorted(
    {*LETTERS.values(), *(name for name, letter in HEARD.items() if re.fullmatch("[a-z]", letter))},
    key=len,
    reverse=True,
)
_NAME = "|".join(_SPELT)
_RUN = re.compile(
    rf"(?<![A-Za-z0-9@.\-])[A-Za-z.\-]*[A-Za-z](?![A-Za-z0-9@])|"
    rf"(?<![ァ-ヴー])(?:(?:{_NAME})[、・ ]?)*(?:{_NAME})(?![ァ-ヴー])"
)
_NUMBERS = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "ひと": 1,
    "ふた": 2,
}
_COUNT = re.compile(
    r"^(?:は|が|って|も|の数は|、|ー| )*"
    r"(?:(?P<number>[1-4一二三四]|ひと|ふた)(?:つ|個|コ|こ|文字|回)|(?P<asked>何(?:個|文字|回)|いくつ))"
)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters said together, and how often they were said to stand there."""

    letters: str
    """In lower case; repeated as often as was said (rが2つ is rr)."""
    count: int | None
    """The number said of a single letter; 0 where it was asked, None where none was spoken of."""
    start: int
    end: int
    """Where they stand in the words (NFKC)."""


def letters_said(text: str) -> tuple[Letters, ...]:
    """Every run of letters, in Latin script or by their names, in the order of the words."""
    plain = unicodedata.normalize("NFKC", text)
    found = []
    for run in _RUN.finditer(plain):
        letters = _plain(run.group())
        counted = _COUNT.match(plain[run.end() :]) if len(letters) == 1 else None
        count = None
        if counted is not None:
            count = _NUMBERS[counted["number"]] if counted["number"] else 0
        end = run.end() + (counted.end() if counted is not None else 0)
        found.append(Letters(letters * (count or 1), count, run.start(), end))
    return tuple(found)


def _plain(run: str) -> str:
    if run.isascii():
        return run.lower()
    names = re.findall(_NAME, run)
    return "".join(_NAMES[pronounced(name)] for name in names)
