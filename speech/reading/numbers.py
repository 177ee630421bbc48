"""Numbers as they are said: ゼロイチニー, サンゼンゴヒャク, サンプン, and back to values.

Two manners of speech: *digit by digit* (telephone numbers, codes), where 2 and 5 are drawn out
to two morae (ニー, ゴー), and *numerals* with 十百千万億.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from speech.reading.kana import katakana, pronounced

DIGIT_SPOKEN = ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー")
"""Index = digit; how the agent says it digit by digit."""
NUMERAL_SPOKEN = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
"""Index = digit; as part of a numeral."""

_DIGIT_WORDS = {
    "ゼロ": 0, "ゼーロ": 0, "ゼロー": 0, "レー": 0, "レイ": 0, "レ": 0, "マル": 0, "マールー": 0,
    "イチ": 1, "イッチ": 1, "イーチ": 1, "イッ": 1, "イチー": 1, "ーチ": 1,
    "ニー": 2, "ニ": 2, "ニッ": 2,
    "サン": 3, "サーン": 3, "サ": 3,
    "ヨン": 4, "ヨーン": 4, "ヨ": 4, "シ": 4, "シー": 4,
    "ゴー": 5, "ゴ": 5,
    "ロク": 6, "ロック": 6, "ローク": 6, "ロッ": 6,
    "ナナ": 7, "ナーナ": 7, "ナナー": 7, "シチ": 7, "ヒチ": 7,
    "ハチ": 8, "ハッチ": 8, "ハーチ": 8, "ハッ": 8,
    "キュー": 9, "キュ": 9, "ク": 9, "クー": 9,
}  # fmt: skip
_WEAK = frozenset(("サ", "ヨ", "シ", "シー", "ク", "クー", "キュ", "レ", "ーチ", "ハッ", "ロッ",
                   "イッ", "ニッ"))  # fmt: skip
"""Too short to be a digit unless digits stand on both sides (before alone for ーチ)."""
_PLAIN = frozenset(("ニ", "ゴ", "サン", "マル", "シチ"))
"""Digits that are also common words or parts of words (に, 御, さん)."""
_UNIT_WORDS = {
    "ジュー": 10, "ジュッ": 10, "ジッ": 10, "ジュ": 10,
    "ヒャク": 100, "ビャク": 100, "ピャク": 100, "ヒャッ": 100, "ビャッ": 100, "ピャッ": 100,
    "セン": 1000, "ゼン": 1000, "マン": 10_000, "オク": 100_000_000,
}  # fmt: skip
_KANJI_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "壱": 1, "弐": 2, "参": 3,
}  # fmt: skip
_KANJI_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "億": 100_000_000}
_LONGEST = max(map(len, (*_DIGIT_WORDS, *_UNIT_WORDS)))
_KANA_RUN = re.compile(r"[ァ-ヴー]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One spoken or written numeral element in a text."""

    start: int
    end: int
    value: int
    is_unit: bool
    """十百千万億 rather than a digit."""
    is_weak: bool
    """A sound that is a digit only between other digits."""
    is_plain: bool
    """A sound that is a common word as well."""


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits said one after the other."""

    start: int
    end: int
    digits: str
    is_certain: bool
    """Holds a digit that is hardly anything else (ゼロ, ヨン, 7)."""
    count: int = 0
    """Elements said: 三千 is two of them and four digits."""


def normalized(text: str) -> str:
    """The text with one spelling a sound: NFKC, hiragana to katakana as pronounced, no spaces.

    Positions reported by this module count in a text of this kind; a reading from the
    recogniser is one already.
    """
    plain = katakana(unicodedata.normalize("NFKC", text)).replace(" ", "")
    plain = re.sub(r"(?<=[0-9])[‐‑‒–—―−ー](?=[0-9])", "-", plain)
    return _KANA_RUN.sub(lambda run: pronounced(run.group()) or run.group(), plain)


def numerals(text: str) -> Iterator[Numeral]:
    """Every numeral element of a `normalized` text, longest match first."""
    at = 0
    while at < len(text):
        found = _numeral_at(text, at)
        if found is None:
            at += 1
            continue
        yield found
        at = found.end


def _numeral_at(text: str, at: int) -> Numeral | None:
    char = text[at]
    if char in "0123456789":
        return Numeral(at, at + 1, int(char), False, False, False)
    if char in _KANJI_DIGITS:
        return Numeral(at, at + 1, _KANJI_DIGITS[char], False, False, False)
    if char in _KANJI_UNITS:
        return Numeral(at, at + 1, _KANJI_UNITS[char], True, False, False)
    for size in range(min(_LONGEST, len(text) - at), 0, -1):
        word = text[at : at + size]
        if word in _UNIT_WORDS:
            return Numeral(at, at + size, _UNIT_WORDS[word], True, False, False)
        if word in _DIGIT_WORDS:
            end = at + size
            if word.endswith("ー") and text[end : end + 1] == "チ" and word[:-1] in _DIGIT_WORDS:
                continue  # ニーチ is ニ and イチ
            if text[end : end + 1] == "ー" and text[end + 1 : end + 2] != "チ":
                end += 1  # drawn out: ロクー
            weak, plain = word in _WEAK, word in _PLAIN
            if text.startswith("レーチ", at):
                weak = False  # レイ and イチ, run together
            return Numeral(at, end, _DIGIT_WORDS[word], False, weak, plain)
    return None


def digit_runs(text: str, least: int = 2, units_below: int = 0) -> tuple[DigitRun, ...]:
    """Digits said directly one after the other in a `normalized` text, `least` or more of them.

    A run is cut where a unit (ジュー) of `units_below` or more, or anything else stands; smaller
    units make figures (三千二十 is 3020). Weak sounds (シ, ク) are left out where a run begins with
    them, or ends with them in the middle of a word; with `units_below`, for text that is known to
    hold a number, not where a run of three follows a pause or ノ.
    """
    runs: list[DigitRun] = []
    run: list[Numeral] = []
    for numeral in (*numerals(text), None):
        fits = numeral is not None and not (numeral.is_unit and numeral.value >= units_below)
        if numeral and fits and (not run or run[-1].end == numeral.start):
            run.append(numeral)
            continue
        runs.extend(_run(run, least, text, keeps_weak=units_below > 0))
        run = [numeral] if numeral and fits else []
    return tuple(runs)


_JOINTS = frozenset("ノ、-")
_CLOSINGS = ("ノ", "、", "-", "デ", "バン", "番", "ダ", "|")


def _run(elements: list[Numeral], least: int, text: str, keeps_weak: bool) -> Iterator[DigitRun]:
    while elements and elements[0].is_weak:
        opens = keeps_weak and len(elements) > 2 and text[: elements[0].start][-1:] in _JOINTS
        if opens or (len(elements) > 1 and elements[1].is_unit):  # ハッセン
            break
        elements = elements[1:]
    while elements and elements[-1].is_weak:
        last = elements[-1]
        if len(elements) > 2 and not _KANA_RUN.match(text[last.end : last.end + 1]):
            break  # nothing follows that it could be the beginning of
        if keeps_weak and len(elements) > 2 and text.startswith(_CLOSINGS, last.end):
            break
        if text[last.start : last.end] == "ーチ":
            break
        elements = elements[:-1]
    if len(elements) >= least:
        yield DigitRun(
            elements[0].start,
            elements[-1].end,
            _figures(elements),
            any(_is_certain(element, len(elements), text) for element in elements),
            len(elements),
        )


def _is_certain(element: Numeral, count: int, text: str) -> bool:
    if element.is_unit:  # セン and ジュー alone begin many a word
        return count > 1 or text[element.start] in _KANJI_UNITS
    return not element.is_weak and not element.is_plain


def _figures(elements: list[Numeral]) -> str:
    """The digits that were said: single ones as they are, numerals with units by their value."""
    out, total, least = "", 0, 0
    digit: int | None = None
    for element in (*elements, None):
        if element is not None and element.is_unit:
            if digit == 0:  # ゼロジューニ is 0 and 12
                out, total, digit = out + (str(total) if total else "") + "0", 0, None
            value = element.value * (1 if digit is None else digit)
            if total and element.value < least:
                total += value
            else:
                out += str(total) if total else ""
                total = value
            least, digit = element.value, None
            continue
        if digit is not None:
            if total and least > 1 and digit:
                total, least = total + digit, 1
            else:
                out += (str(total) if total else "") + str(digit)
                total = 0
        digit = element.value if element is not None else None
    return out + (str(total) if total else "")


def number_value(text: str) -> int | None:
    """The value of a text that is a number and nothing else, or None.

    サンゼンゴヒャク, 三千五百, 3千5百, 1万2000, ニジューイチ, １２３, イチニーサン (123). Of spoken
    numerals those under 億 (ゴオク sounds like 5, 9).
    """
    text = normalized(text).replace(",", "")
    elements = list(numerals(text))
    if not elements or sum(e.end - e.start for e in elements) != len(text):
        return None
    if not any(element.is_unit for element in elements):
        return int("".join(str(element.value) for element in elements))
    total = section = pending = 0
    has_pending = False
    for element in elements:
        if not element.is_unit:
            pending, has_pending = pending * 10 + element.value, True
        elif element.value >= 10_000:
            section += pending
            total += (section or 1) * element.value
            section, pending, has_pending = 0, 0, False
        else:
            section += (pending if has_pending else 1) * element.value
            pending, has_pending = 0, False
    return total + section + pending


def digits_spoken(digits: str) -> str:
    """Digit by digit, 2 and 5 drawn out: 0125 -> ゼロイチニーゴー. Other characters are kept."""
    return "".join(DIGIT_SPOKEN[int(c)] if c in "0123456789" else c for c in digits)


_HUNDREDS = {3: "サンビャク", 6: "ロッピャク", 8: "ハッピャク"}
_THOUSANDS = {3: "サンゼン", 8: "ハッセン"}
_MYRIADS = ("", "マン", "オク", "チョー")


def number_spoken(value: int) -> str:
    """A numeral as pronounced: 3500 -> サンゼンゴヒャク. 0 <= value < 10**16, else ValueError."""
    if not 0 <= value < 10**16:
        raise ValueError(f"no spoken form for {value}")
    if value == 0:
        return "ゼロ"
    spoken = ""
    for power, name in enumerate(_MYRIADS):
        value, section = divmod(value, 10_000)
        if section:
            spoken = _section_spoken(section, bool(power)) + name + spoken
        if not value:
            break
    return spoken


def _section_spoken(section: int, before_myriad: bool) -> str:
    """1..9999; イッセン before マン (イッセンマン), plain セン otherwise."""
    thousands, hundreds, tens, ones = (section // 10**p % 10 for p in (3, 2, 1, 0))
    spoken = ""
    if thousands == 1:
        spoken += "イッセン" if before_myriad else "セン"
    elif thousands:
        spoken += _THOUSANDS.get(thousands, NUMERAL_SPOKEN[thousands] + "セン")
    if hundreds:
        plain = "" if hundreds == 1 else NUMERAL_SPOKEN[hundreds]
        spoken += _HUNDREDS.get(hundreds, plain + "ヒャク")
    if tens:
        spoken += ("" if tens == 1 else NUMERAL_SPOKEN[tens]) + "ジュー"
    return spoken + (NUMERAL_SPOKEN[ones] if ones else "")


# Counters whose numeral changes its sound: the last digit (10 for a round ten) -> whole ending.
_COUNTERS: dict[str, tuple[str, dict[int, str]]] = {
    "時": ("ジ", {0: "レージ", 4: "ヨジ", 7: "シチジ", 9: "クジ"}),
    "分": ("フン", {1: "イップン", 3: "サンプン", 4: "ヨンプン", 6: "ロップン", 8: "ハップン",
                 10: "ジュップン", 0: "レーフン"}),
    "月": ("ガツ", {4: "シガツ", 7: "シチガツ", 9: "クガツ"}),
    "名": ("メー", {}),
    "人": ("ニン", {4: "ヨニン", 7: "シチニン"}),
    "日間": ("ニチカン", {}),
    "時間": ("ジカン", {4: "ヨジカン", 9: "クジカン"}),
    "件": ("ケン", {1: "イッケン", 6: "ロッケン", 8: "ハッケン", 10: "ジュッケン"}),
    "個": ("コ", {1: "イッコ", 6: "ロッコ", 8: "ハッコ", 10: "ジュッコ"}),
    "本": ("ホン", {1: "イッポン", 3: "サンボン", 6: "ロッポン", 8: "ハッポン", 10: "ジュッポン"}),
    "回": ("カイ", {1: "イッカイ", 6: "ロッカイ", 8: "ハッカイ", 10: "ジュッカイ"}),
    "階": ("カイ", {1: "イッカイ", 3: "サンガイ", 6: "ロッカイ", 8: "ハッカイ", 10: "ジュッカイ"}),
    "円": ("エン", {4: "ヨエン"}),
    "年": ("ネン", {4: "ヨネン", 9: "クネン"}),
    "番": ("バン", {}),
    "週間": ("シューカン", {1: "イッシューカン", 8: "ハッシューカン", 10: "ジュッシューカン"}),
}  # fmt: skip
_DAYS = (
    "", "ツイタチ", "フツカ", "ミッカ", "ヨッカ", "イツカ", "ムイカ", "ナノカ", "ヨーカ",
    "ココノカ", "トーカ",
)  # fmt: skip
_DAY_WORDS = {14: "ジューヨッカ", 19: "ジュークニチ", 20: "ハツカ", 24: "ニジューヨッカ",
              29: "ニジュークニチ"}  # fmt: skip
_PEOPLE = {1: "ヒトリ", 2: "フタリ"}


def counted(value: int, counter: str) -> str:
    """A number with its counter as pronounced: (3, 分) -> サンプン, (20, 日) -> ハツカ.

    Counters: 日 (day of the month) and those of 時 分 月 年 名 人 件 個 本 回 階 円 番 時間 日間
    週間; any other is spoken after the plain numeral as it is written.
    """
    if counter == "日":
        if 1 <= value <= 10:
            return _DAYS[value]
        return _DAY_WORDS.get(value) or number_spoken(value) + "ニチ"
    if counter == "人" and value in _PEOPLE:
        return _PEOPLE[value]
    ending, changes = _COUNTERS.get(counter, (counter, {}))
    tens, last = value // 10 % 10, value % 10
    if value and not last:
        last = 10 if tens else -1  # ヒャク, セン change nothing here
    if last not in changes:
        return number_spoken(value) + ending
    head = value - (tens * 10 if last == 10 else last)
    many_tens = NUMERAL_SPOKEN[tens] if last == 10 and tens > 1 else ""
    return (number_spoken(head) if head else "") + many_tens + changes[last]
