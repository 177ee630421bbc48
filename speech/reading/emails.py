"""E-mail addresses as people spell them on the telephone, spoken and heard.

Local parts are spelled letter by letter; labels of the domain are said as words where the client
says how (smilecorp = スマイルコープ), else spelled. A caller may do either, or say parts as
Japanese words (クリモト), which are then written in Hepburn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from speech.reading.kana import katakana, mora_distance, morae, pronounced

LETTERS: dict[str, str] = {
    "a": "エー", "b": "ビー", "c": "シー", "d": "ディー", "e": "イー", "f": "エフ", "g": "ジー",
    "h": "エイチ", "i": "アイ", "j": "ジェー", "k": "ケー", "l": "エル", "m": "エム", "n": "エヌ",
    "o": "オー", "p": "ピー", "q": "キュー", "r": "アール", "s": "エス", "t": "ティー",
    "u": "ユー", "v": "ブイ", "w": "ダブリュー", "x": "エックス", "y": "ワイ", "z": "ゼット",
}  # fmt: skip
"""How the agent says each letter."""
LETTER_NAMES = frozenset(LETTERS.values())
_LAST_MORAE = frozenset(name[-1] for name in LETTER_NAMES)
_SIGNS = {
    "0": "ゼロ", "1": "イチ", "2": "ニー", "3": "サン", "4": "ヨン", "5": "ゴー", "6": "ロク",
    "7": "ナナ", "8": "ハチ", "9": "キュー", "@": "アットマーク", ".": "ドット", "-": "ハイフン",
    "_": "アンダーバー", "+": "プラス",
}  # fmt: skip
_SPOKEN = LETTERS | _SIGNS
_TOP_LABELS = {
    "com": "コム", "net": "ネット", "org": "オーアールジー", "info": "インフォ", "co": "シーオー",
    "jp": "ジェーピー", "ne": "エヌイー", "or": "オーアール", "ac": "エーシー", "go": "ジーオー",
    "gmail": "ジーメール", "yahoo": "ヤフー", "mail": "メール",
}  # fmt: skip
# Other names and usual mishearings; as pronounced (エイ is エー, so エイチ is エーチ).
_HEARD = {
    "エッチ": "h", "エーチ": "h", "デー": "d", "テー": "t", "ヴィー": "v",
    "ヴイ": "v",
    "ダブル": "w", "ダブルユー": "w", "ゼッド": "z", "ジー": "g", "ズィー": "z",
    "エックス": "x", "エクス": "x", "アットマーク": "@", "アット": "@", "アトマーク": "@",
    "テン": ".", "ピリオド": ".", "ポチ": ".", "マイナス": "-", "ダッシュ": "-", "バー": "-",
    "アンダースコア": "_", "アンダーライン": "_", "シタセン": "_", "レー": "0",
    "ニ": "2", "ゴ": "5", "シチ": "7", "ドットコム": ".com", "テンコム": ".com",
    "ドットネット": ".net", "ドットインフォ": ".info", "ジーメール": "gmail",
    "ヤフー": "yahoo", "メール": "mail",
    "コモジノ": "", "オーモジノ": "", "ゼンブコモジ": "", "スベテコモジ": "", "デス": "",
    "エート": "", "アノー": "", "ソレカラ": "", "デヨロシーデショーカ": "", "デヨロシーデスカ": "",
    "デスネ": "", "デスヨネ": "", "ハイ": "", "ツギガ": "",
}  # fmt: skip
# Vowels that meet become one long vowel: ワイイー is ワイー, ナナアット is ナナーット.
_RUN_TOGETHER = {
    "アイー": "ie", "ワイー": "ye", "ブイー": "ve", "エーチー": "he", "イチー": "1e",
    "ハチー": "8e", "ゼットー": "zo", "ゼロー": "0o", "ーットマーク": "@", "ーット": "@",
}  # fmt: skip
# 「東京のT」: words people choose to tell near letters apart.
_EXAMPLES = re.compile(
    r"(?:トーキョー|ボストン|メキシコ|ナゴヤ|デンマーク|ドイツ|パリ|ゴルフ|ゼブラ|エーゴ|イタリア|"
    r"ビクトリー|チューゴク|アメリカ|カナダ|ニホン|ニッポン|フランス|オーサカ|キョート|パンダ)ノ"
)
_KANA = re.compile(r"[ァ-ヴー]+")
_HEPBURN = """
a アイウエオ k カキクケコ s サシスセソ t タチツテト n ナニヌネノ h ハヒフヘホ
m マミムメモ r ラリルレロ g ガギグゲゴ z ザジズゼゾ d ダヂヅデド b バビブベボ p パピプペポ
"""
_IRREGULAR = {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu",
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ー": "", "ッ": "",
    "ヴ": "vu", "ティ": "ti", "ディ": "di", "ファ": "fa", "フィ": "fi", "フェ": "fe", "フォ": "fo",
}  # fmt: skip
# Letters whose names differ in one consonant or vowel; on a telephone they are told apart badly.
_NEAR = ("bdegptcvz", "mn", "akhj", "iy", "uq", "fsx", "lr", "17", "o0", "q9")


@dataclass(frozen=True, slots=True)
class LetterDifference:
    """One place where what was heard is not what was expected."""

    at: int
    """Position in the expected address, from 0; its length where something was added."""
    expected: str
    """A letter, or empty where the caller said one too many."""
    heard: str
    """A letter, or empty where one is missing."""

    @property
    def is_near(self) -> bool:
        """The two letters' names sound alike: as likely a slip of the ear as of the tongue."""
        return _is_near(self.expected, self.heard)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A caller's read-back beside the address it should be."""

    heard: str
    """The address as understood."""
    is_address: bool
    """Enough of an address was said to compare at all."""
    differences: tuple[LetterDifference, ...]

    @property
    def is_exact(self) -> bool:
        """Letter by letter the same."""
        return self.is_address and not self.differences

    @property
    def matches(self) -> bool:
        """The same but for one near letter in six: a slip of the recogniser's."""
        slips = len(self.differences)
        near = all(difference.is_near for difference in self.differences)
        return self.is_address and near and slips <= 1 + len(self.heard) // 12


def spell(address: str, words: Mapping[str, str] | None = None) -> str:
    """An address as the agent says it.

    kurimoto@smilecorp.com -> ケー、ユー、アール、アイ、エム、オー、ティー、オー、アットマーク、
    スマイルコープ、ドットコム with `words` {"smilecorp": "スマイルコープ"}.
    """
    local, at, domain = address.strip().lower().partition("@")
    said = [_SPOKEN.get(char, char) for char in local]
    if at:
        said.append(_SPOKEN["@"])
        first, *others = domain.split(".")
        said.append(_label(first, words or {}))
        tails = ["ドット" + _label(label, words or {}).replace("、", "") for label in others]
        said.append("".join(tails))
    return "、".join(part for part in said if part)


def _label(label: str, words: Mapping[str, str]) -> str:
    known = words.get(label) or _TOP_LABELS.get(label)
    return known or "、".join(_SPOKEN.get(char, char) for char in label)


def heard_address(said: str, words: Mapping[str, str] | None = None) -> str:
    """The address in what a caller said: kana, or text with Latin letters; empty when none.

    `words` as in `spell`. What is neither a letter's name nor a known word is romanised.
    """
    text = re.sub(r"[一-龥々]+の(?=[ァ-ヴa-zA-Z])", "", said)  # 東京のT
    parts = re.split(r"[\s、。・,]+", katakana(text).lower())
    text = "".join(_KANA.sub(lambda run: pronounced(run.group()), part) for part in parts)
    known = _vocabulary(tuple(sorted((words or {}).items())))
    out: list[str] = []
    for run in re.findall(r"[ァ-ヴー]+|[a-z0-9@._+-]+", text):
        out.append(_segmented(run, known) if run[0] > "z" else run)
    return re.sub(r"\.{2,}", ".", "".join(out)).strip(".")


def compare(said: str, address: str, words: Mapping[str, str] | None = None) -> Comparison:
    """What the caller said beside `address`, letter by letter.

    A local part alone is compared with the local part. Words sounding like the address's own
    (クリモト for kurimoto) count as those letters.
    """
    expected = address.strip().lower()
    heard = heard_address(said, words)
    if "@" not in heard:
        expected = expected.partition("@")[0]
    differences = _differences(expected, heard)
    is_address = len(heard) >= 3 and len(differences) <= max(1, len(expected) // 2)
    return Comparison(heard, is_address, tuple(differences) if is_address else ())


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Everything that can be part of a spoken address."""

    sounds: Mapping[str, str]
    """Sound -> letters."""
    words: tuple[tuple[str, str], ...]
    """The client's own (sound, label); only these are recognised when misheard."""


@lru_cache(maxsize=256)
def _vocabulary(words: tuple[tuple[str, str], ...]) -> _Vocabulary:
    known = {pronounced(name): sign for sign, name in _SPOKEN.items()}
    known |= {"ドット" + pronounced(name): "." + label for label, name in _TOP_LABELS.items()}
    known |= {pronounced(heard): sign for heard, sign in _HEARD.items()}
    known |= _RUN_TOGETHER
    own = {pronounced(reading): label for label, reading in words}
    return _Vocabulary(known | own, tuple(own.items()))


_SWITCH = 1.0
"""Cost of going over from letters' names to syllables or back within a run."""
_LONGEST_TOKEN = 14
_SLIP = 0.45
"""Mora distance up to which a sound may be a letter (two or three morae) misheard."""


def _segmented(reading: str, known: _Vocabulary) -> str:
    """The cheapest way to read a run of kana as letters, words and, failing these, syllables.

    Two paths are kept to every place, one that spelled last and one that romanised last, so that
    イチ within タナカイチロー stays ichi while エーイチ is a1.
    """
    sounds = morae(_EXAMPLES.sub("", reading))
    paths: list[dict[str, tuple[float, str]]] = [{"spelled": (0.0, ""), "syllables": (0.0, "")}]
    for end in range(1, len(sounds) + 1):
        here: dict[str, tuple[float, str]] = {}
        for start in range(max(0, end - _LONGEST_TOKEN), end):
            for token in _tokens("".join(sounds[start:end]), end - start, known):
                for mode, (cost, letters) in paths[start].items():
                    now = token.mode or mode
                    total = cost + token.cost + (_SWITCH if now != mode else 0.0)
                    here[now] = min(here.get(now, (9e9, "")), (total, letters + token.letters))
        paths.append(here)
    return min(paths[-1].values())[1]


@dataclass(frozen=True, slots=True)
class _Token:
    cost: float
    letters: str
    mode: str = ""
    """Empty: fits among letters and syllables alike (words, signs, fillers)."""


def _tokens(sound: str, size: int, known: _Vocabulary) -> list[_Token]:
    """What a stretch of sound may stand for."""
    found = []
    if size == 1:
        found.append(_Token(0.2 if sound in "ーッ" else 0.8, _hepburn(sound), "syllables"))
    if sound in known.sounds:
        letters = known.sounds[sound]
        mode = "spelled" if len(letters) == 1 and letters.isalnum() else ""
        found.append(_Token(0.6 if size == 1 else 0.3, letters, mode))
    elif 2 <= size <= 3 and sound[-1] in _LAST_MORAE:
        distance, letter = _nearest_letter(sound)
        if distance <= _SLIP:
            found.append(_Token(0.9 + 2 * distance, letter, "spelled"))
    elif size >= 4:
        distance, letters = _nearest_word(sound, known.words)
        if distance <= _SLIP * size / 3:
            found.append(_Token(0.4 + distance, letters))
    return found


@lru_cache(maxsize=4096)
def _nearest_word(sound: str, words: tuple[tuple[str, str], ...]) -> tuple[float, str]:
    return min(((mora_distance(sound, word), label) for word, label in words), default=(9.0, ""))


@lru_cache(maxsize=4096)
def _nearest_letter(sound: str) -> tuple[float, str]:
    return min((mora_distance(sound, name), letter) for letter, name in LETTERS.items())


@lru_cache(maxsize=1)
def _syllables() -> dict[str, str]:
    parts = _HEPBURN.split()
    table = {
        kana: ("" if row == "a" else row) + vowel
        for row, column in zip(parts[::2], parts[1::2], strict=True)
        for kana, vowel in zip(column, "aiueo", strict=True)
    }
    return table | _IRREGULAR


def _hepburn(mora: str) -> str:
    table = _syllables()
    if mora in table:
        return table[mora]
    if len(mora) == 2 and mora[1] in "ャュョ" and mora[0] in table:
        stem = table[mora[0]][:-1]
        glide = "" if stem in ("sh", "ch", "j") else "y"
        return stem + glide + {"ャ": "a", "ュ": "u", "ョ": "o"}[mora[1]]
    return ""


def _is_near(a: str, b: str) -> bool:
    return bool(a and b) and any(a in group and b in group for group in _NEAR)


def _differences(expected: str, heard: str) -> list[LetterDifference]:
    """The letters that differ in the best alignment; near letters are aligned first."""
    rows = [[float(j) for j in range(len(heard) + 1)]]
    for i, want in enumerate(expected, 1):
        row = [float(i)]
        for j, got in enumerate(heard, 1):
            swap = 0.0 if want == got else 0.6 if _is_near(want, got) else 1.1
            row.append(min(rows[-1][j - 1] + swap, rows[-1][j] + 1.0, row[-1] + 1.0))
        rows.append(row)
    found: list[LetterDifference] = []
    i, j = len(expected), len(heard)
    while i or j:
        want, got = expected[i - 1 : i], heard[j - 1 : j]
        swap = 0.0 if want == got else 0.6 if _is_near(want, got) else 1.1
        if i and j and abs(rows[i][j] - rows[i - 1][j - 1] - swap) < 1e-6:
            if want != got:
                found.append(LetterDifference(i - 1, want, got))
            i, j = i - 1, j - 1
        elif i and abs(rows[i][j] - rows[i - 1][j] - 1.0) < 1e-6:
            found.append(LetterDifference(i - 1, want, ""))
            i -= 1
        else:
            found.append(LetterDifference(i, "", got))
            j -= 1
    return found[::-1]
