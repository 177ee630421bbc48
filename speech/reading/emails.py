"""E-mail addresses as people spell them on the telephone, spoken and heard."""

from __future__ import annotations

LETTERS: dict[str, str] = {
    "a": "エー", "b": "ビー", "c": "シー", "d": "ディー", "e": "イー", "f": "エフ", "g": "ジー",
    "h": "エイチ", "i": "アイ", "j": "ジェー", "k": "ケー", "l": "エル", "m": "エム", "n": "エヌ",
    "o": "オー", "p": "ピー", "q": "キュー", "r": "アール", "s": "エス", "t": "ティー",
    "u": "ユー", "v": "ブイ", "w": "ダブリュー", "x": "エックス", "y": "ワイ", "z": "ゼット",
}  # fmt: skip
"""How the agent says each letter."""
LETTER_NAMES = frozenset(LETTERS.values())
