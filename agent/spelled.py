"""E-mail addresses aloud: spelled for the caller, and the caller's read-back compared.

A read-back may spell every letter, say parts as words (スマイルコープ、ドットコム), or mix both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from speech.reading.kana import similarity

LETTERS = {
    "a": "エー", "b": "ビー", "c": "シー", "d": "ディー", "e": "イー", "f": "エフ", "g": "ジー",
    "h": "エイチ", "i": "アイ", "j": "ジェー", "k": "ケー", "l": "エル", "m": "エム", "n": "エヌ",
    "o": "オー", "p": "ピー", "q": "キュー", "r": "アール", "s": "エス", "t": "ティー", "u": "ユー",
    "v": "ブイ", "w": "ダブリュー", "x": "エックス", "y": "ワイ", "z": "ゼット",
    "0": "ゼロ", "1": "イチ", "2": "ニー", "3": "サン", "4": "ヨン", "5": "ゴー", "6": "ロク",
    "7": "ナナ", "8": "ハチ", "9": "キュー",
    "-": "ハイフン", "_": "アンダーバー", ".": "ドット", "@": "アットマーク", "+": "プラス",
}  # fmt: skip
_ALSO = {
    "デー": "d", "デイ": "d", "エッチ": "h", "ジェイ": "j", "ケイ": "k", "テー": "t", "ヴィー": "v",
    "ダブル": "w", "ゼッド": "z", "ズィー": "z", "アット": "@", "アッマーク": "@", "テン": ".",
    "エイ": "a", "アンダースコア": "_", "マイナス": "-", "バー": "-", "ピリオド": ".", "エーチ": "h",
    "ヨー": "o",
}  # fmt: skip
_ENDINGS = {"com": "コム", "jp": "ジェーピー", "co": "シーオー", "ne": "エヌイー", "or": "オーアール",
            "net": "ネット", "org": "オルグ", "info": "インフォ", "biz": "ビズ"}  # fmt: skip
_NEAR_SOUNDS = {
    "b": "ボストンのB", "d": "デンマークのD", "m": "メキシコのM", "n": "名古屋のN", "t": "東京のT",
    "p": "パリのP", "g": "ゴルフのG", "z": "ゼブラのZ", "e": "英語のE", "i": "イタリアのI",
    "v": "ビクトリーのV", "c": "中国のC",
}  # fmt: skip
_NAMES = sorted(
    [(name, letter) for letter, name in LETTERS.items()] + list(_ALSO.items()),
    key=lambda pair: -len(pair[0]),
)
READBACK_FROM = 0.4
"""Part of the address that must be in a turn for it to be a read-back at all."""


@dataclass(frozen=True, slots=True)
class Readback:
    """What the caller read back, against the address."""

    is_readback: bool
    matches: bool
    correction: str = ""
    """Which letter is wrong and what it is, as it is said; empty when it cannot be told."""


def spell(address: str, labels: Mapping[str, str]) -> str:
    """Katakana with pauses: ケー・ユー・アール…、アットマーク、スマイルコープ、ドットコム.

    `labels` give parts that are said as words: {"smilecorp": "スマイルコープ"}.
    """
    local, _, domain = address.lower().partition("@")
    said = [_part(local, labels), "アットマーク"]
    for n, label in enumerate(domain.split(".")):
        word = labels.get(label) or _ENDINGS.get(label) or _letters(label)
        said.append(("ドット" if n else "") + word)
    return "、".join(said)


def _part(text: str, labels: Mapping[str, str]) -> str:
    pieces = re.split(r"([._+-])", text)
    return "、".join(labels.get(p) or _letters(p) for p in pieces if p)


def _letters(text: str) -> str:
    return "・".join(LETTERS.get(char, char) for char in text)


def compare(reading: str, address: str, words: Mapping[str, str]) -> Readback:
    """The caller's read-back (katakana) against `address`; `words` as in `spell`."""
    address = address.lower()
    spoken = re.sub(r"[、・]", "", spell(address, words))
    body = re.sub(r"(?:デス|デヨロシー|デイー|トユー)\w*$", "", reading)
    whole = similarity(body, spoken)
    worded = _as_words(address, words)
    if max(whole, similarity(body, worded)) >= 0.93:
        return Readback(True, True)
    heard = heard_letters(body)
    local = address.partition("@")[0]
    if len(heard) >= max(3, len(local) * READBACK_FROM):
        return _by_letter(heard, local, address)
    if whole >= 0.6 or (worded and similarity(body, worded) >= 0.6):
        return Readback(True, max(whole, similarity(body, worded)) >= 0.85)
    return Readback(False, False)


def _as_words(address: str, words: Mapping[str, str]) -> str:
    local, _, domain = address.partition("@")
    if local not in words:
        return ""
    tail = "ドット".join(words.get(p) or _ENDINGS.get(p) or _letters(p) for p in domain.split("."))
    return words[local] + "アットマーク" + tail.replace("・", "")


def heard_letters(reading: str) -> str:
    """The letters, digits and signs spelled in a turn; words between them are skipped."""
    out, at = [], 0
    while at < len(reading):
        found = next(((n, c) for n, c in _NAMES if reading.startswith(n, at)), None)
        if found is None:
            at += 1
            continue
        out.append(found[1])
        at += len(found[0])
    return "".join(out)


def _by_letter(heard: str, local: str, address: str) -> Readback:
    said = heard.partition("@")[0]
    if said == local or heard in (address, local):
        return Readback(True, True)
    for at, (want, got) in enumerate(zip(local, said, strict=False), 1):
        if want != got:
            shown = _NEAR_SOUNDS.get(want, want.upper())
            return Readback(True, False, f"{at}文字目は、{shown}")
    return Readback(True, False)
