"""Japanese words in Latin letters, as people write their own names in addresses.

Hepburn as in a passport (passport rules of the Ministry of Foreign Affairs), except that ん stays n
before b, m and p, which is how addresses are mostly written. A spelling is ambiguous where people
differ: し shi/si, つ tsu/tu, ふ fu/hu, long vowels, ん before b, m, p.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from speech.reading.kana import katakana, morae

_ROWS = """
a アイウエオ k カキクケコ s サシスセソ t タチツテト n ナニヌネノ h ハヒフヘホ
m マミムメモ r ラリルレロ g ガギグゲゴ z ザジズゼゾ d ダヂヅデド b バビブベボ p パピプペポ
"""
_IRREGULAR = {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu",
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "vu",
    "ティ": "ti", "ディ": "di", "デュ": "du", "トゥ": "tu", "ドゥ": "du", "ファ": "fa",
    "フィ": "fi", "フェ": "fe", "フォ": "fo", "ウィ": "wi", "ウェ": "we", "ウォ": "wo",
    "シェ": "she", "チェ": "che", "ジェ": "je", "ヴァ": "va", "ヴィ": "vi", "ヴェ": "ve",
    "ヴォ": "vo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o",
}  # fmt: skip
_OTHER_WAYS = {
    "シ": ("si",), "チ": ("ti",), "ツ": ("tu",), "フ": ("hu",), "ジ": ("zi",), "ヂ": ("di", "zi"),
    "ヅ": ("du", "dzu"), "シャ": ("sya",), "シュ": ("syu",), "ショ": ("syo",), "チャ": ("tya",),
    "チュ": ("tyu",), "チョ": ("tyo",), "ジャ": ("zya", "jya"), "ジュ": ("zyu", "jyu"),
    "ジョ": ("zyo", "jyo"), "ヲ": ("wo",),
}  # fmt: skip
_GLIDES = {"ャ": "a", "ュ": "u", "ョ": "o"}
# う opens the second part of these names: まつうら matsuura, いのうえ inoue, たけのうち takenouchi.
_OPENS = ("ウラ", "ウエ", "ウチ", "ウミ")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    parts = _ROWS.split()
    regular = {
        kana: ("" if row == "a" else row) + vowel
        for row, column in zip(parts[::2], parts[1::2], strict=True)
        for kana, vowel in zip(column, "aiueo", strict=True)
    }
    return regular | _IRREGULAR


def _plain(mora: str) -> str:
    table = _table()
    if mora in table:
        return table[mora]
    if len(mora) == 2 and mora[1] in _GLIDES and mora[0] in table:
        stem = table[mora[0]][:-1]
        return stem + ("" if stem in ("sh", "ch", "j") else "y") + _GLIDES[mora[1]]
    return "".join(table.get(kana, "") for kana in mora)


def romaji(kana: str) -> str:
    """The likeliest spelling of a Japanese word: くりもと kurimoto, ゆうこ yuko, おおの ono."""
    return "".join(ways[0] for ways in _ways(morae(katakana(kana))))


def is_ambiguous(kana: str) -> bool:
    """Do people spell this word differently?"""
    return any(len(ways) > 1 for ways in _ways(morae(katakana(kana))))


def spellings(kana: str, most: int = 256) -> tuple[str, ...]:
    """Every usual spelling, the likeliest first; at most `most`."""
    found: dict[str, None] = {}
    for parts in product(*_ways(morae(katakana(kana)))):
        found["".join(parts)] = None
        if len(found) >= most:
            break
    return tuple(found)


def _ways(sounds: Sequence[str]) -> list[tuple[str, ...]]:
    """For each mora the ways to spell it where it stands, the usual one first."""
    out: list[tuple[str, ...]] = []
    for at, mora in enumerate(sounds):
        before = out[-1][0] if out else ""
        following = sounds[at + 1] if at + 1 < len(sounds) else ""
        if mora == "ッ":
            out.append(_doubled(_plain(following)))
        elif mora == "ー":
            out.append(("", "h", *before[-1:]) if before.endswith("o") else ("", *before[-1:]))
        elif _lengthens(sounds, at, before):
            vowel = _plain(mora)
            out.append(("", vowel, "h") if before.endswith("o") else ("", vowel))
        elif mora == "ン" and _plain(following)[:1] in ("b", "m", "p"):
            out.append(("n", "m"))
        elif mora == "ン" and _plain(following)[:1] in ("a", "i", "u", "e", "o", "y"):
            out.append(("n", "nn"))
        else:
            out.append((_plain(mora), *_OTHER_WAYS.get(mora, ())))
    return out


def _doubled(following: str) -> tuple[str, ...]:
    """The small っ: the next consonant twice; tch as in passports or cch."""
    if following.startswith("ch"):
        return ("t", "c")
    return (following[:1] if following[:1] not in "aiueo" else "",)


def _lengthens(sounds: Sequence[str], at: int, before: str) -> bool:
    """Is this ウ or オ only the length of the vowel before it?"""
    mora = sounds[at]
    if mora == "オ":
        return before.endswith("o")
    if mora != "ウ" or not before.endswith(("o", "u")):
        return False
    opens = "".join(sounds[at : at + 2])
    if opens in ("ウラ", "ウミ") and at > 1:
        return False
    return not (opens in _OPENS and sounds[at - 1] == "ノ")
