"""The words of 相槌, by sound: what people say to show that they listen.

The recogniser slips on short words under another voice, so they are also taken by likeness. Over
115 overlaps of synthetic speakers every slip of ソーデスカ or ナルホドデスネ came within .79 of it
(カトーデスカ, アルコトデスネ) and no interruption within .76; ハイ was heard as サイ, カイ, ワイ
(.75 to .78), エー as セー, テー (.70).
"""

from __future__ import annotations

import re
from functools import lru_cache

from speech.reading.kana import mora_count, similarity

_WORDS = """
ハイ ハーイ ハ ハー ハイハイ ヘー ヘ ホー オー エー エ エエ エーエー ウン ウンウン ウーン ンー ン
フーン ナルホド ナルホドデスネ ソー ソーソー ソーカ ソッカ ソーデス ソーデスカ ソーデスネ
ソーナンデスネ ソーナンデスカ アー ア アーソー ワカリマシタ ワカリマス ショーチシマシタ
リョーカイデス タシカニ デスヨネ オネガイシマス ヨロシクオネガイシマス アリガトーゴザイマス
"""
NODS = tuple(_WORDS.split())
"""Alone or one after the other: アー、ソーデスカ; ハイ、オネガイシマス."""

_EXACTLY = re.compile("(?:" + "|".join(sorted(NODS, key=len, reverse=True)) + ")+")
_TOO_COMMON = (
    "ハイハイ",
    "エーエー",
    "ウンウン",
    "ソーソー",
    "アーソー",
)  # ハイアノ is like ハイハイ
_TELLING = tuple(nod for nod in NODS if mora_count(nod) >= 4 and nod not in _TOO_COMMON)
_LONG_NODS = _TELLING + tuple(a + b for a in ("ハイ", "アー", "エー") for b in _TELLING)
_ALIKE = 0.78
_SHORT_NODS = ("ハイ", "エー", "エエ", "ウン", "アー", "ハー")
_SHORT_ALIKE = 0.7
_QUICK_NODS = ("ハイハイ", "エーエー", "ウンウン", "ソーソー")
_OPENS = re.compile("[アエ]ッ?")
_TURNS_ROUND = re.compile(
    r"(?:ガ|ケド|ケレド|ケレドモ|ケドモ)ー?$|(?:マセン|ナイ)|マ(?:ス|シタ)カ$"
    r"|^(?:イヤ|イエ|イイエ|イーエ|ジャー?$|デワ|デモ|アノ|エット|チョット)"
)
"""ソーデスガ is no ソーデスカ, ワカリマセン no ワカリマス; ジャー, デワ take the word."""


@lru_cache(maxsize=1024)  # asked every 20 ms of the same words
def is_nod(reading: str) -> bool:
    """True where a reading (katakana) is 相槌 and nothing else."""
    if _EXACTLY.fullmatch(reading):
        return True
    if _TURNS_ROUND.search(reading):
        return False
    if mora_count(reading) == 2:
        return any(similarity(reading, nod) >= _SHORT_ALIKE for nod in _SHORT_NODS)
    return any(similarity(reading, nod) >= _ALIKE for nod in _candidates(reading))


def opens_turn(reading: str) -> bool:
    """True for a short あ or え alone: something came to mind, and mostly it is said next."""
    return _OPENS.fullmatch(reading) is not None


@lru_cache(maxsize=1024)
def is_quick_nod(reading: str) -> bool:
    """True for はいはい, ええええ, うんうん through a slip (サイハイ); for short sounds only."""
    if mora_count(reading) not in (3, 4) or _TURNS_ROUND.search(reading):
        return False
    return any(similarity(reading, nod) >= _SHORT_ALIKE for nod in _QUICK_NODS)


def _candidates(reading: str) -> list[str]:
    """Long nods about as long, and with half their kana in the reading: a likeness is dear."""
    morae, kana = mora_count(reading), set(reading)
    return [
        nod
        for nod in _LONG_NODS
        if morae >= 4
        and abs(mora_count(nod) - morae) <= 2
        and 2 * len(kana & set(nod)) >= len(set(nod))
    ]


@lru_cache(maxsize=1024)
def may_become_nod(reading: str) -> bool:
    """True where these first sounds may yet be, or already are, 相槌."""
    ends = {0}
    for at in range(len(reading)):
        if at in ends:
            ends |= {at + len(nod) for nod in NODS if reading.startswith(nod, at)}
    return any(nod.startswith(reading[at:]) for at in ends for nod in NODS) or is_nod(reading)
