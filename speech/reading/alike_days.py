"""Days of a month that sound alike: フツカ and イツカ, ヨッカ and ヨーカ, 十一日 and 十七日.

One syllable is lost on a telephone line, and a day that was refused is likelier its neighbour in
sound than the same day once more.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from speech.reading.kana import similarity
from speech.reading.named_days import end_of

ALIKE_FROM = 0.7
"""Likeness from which one day may have been heard for another: イツカ is フツカ by .73, ミッカ by
.75, ヨッカ is ヨーカ by .87, 11日 is 17日 by .92; ナノカ is like none, .60 at most."""
_TO_TEN = (
    "ツイタチ", "フツカ", "ミッカ", "ヨッカ", "イツカ",
    "ムイカ", "ナノカ", "ヨーカ", "ココノカ", "トーカ",
)  # fmt: skip
_OWN = {day: said for day, said in enumerate(_TO_TEN, 1)} | {
    14: "ジューヨッカ", 20: "ハツカ", 24: "ニジューヨッカ"
}  # fmt: skip
_TENS = ("", "ジュー", "ニジュー", "サンジュー")
_ONES = ("", "イチ", "ニ", "サン", "ヨ", "ゴ", "ロク", "シチ", "ハチ", "ク")


def day_reading(day: int) -> str:
    """How a day of the month, 1..31, is said, in katakana."""
    return _OWN.get(day) or f"{_TENS[day // 10]}{_ONES[day % 10]}ニチ"


def sounding_like(day: date) -> tuple[date, ...]:
    """The days of the same month that may have been heard as this one, the likeliest first."""
    last = end_of(day.replace(day=1)).day
    return tuple(day.replace(day=other) for other in _neighbours(day.day) if other <= last)


@cache
def _neighbours(day: int) -> tuple[int, ...]:
    said = day_reading(day)
    likeness = {d: similarity(said, day_reading(d)) for d in range(1, 32) if d != day}
    alike = [d for d, sound in likeness.items() if sound >= ALIKE_FROM]
    return tuple(sorted(alike, key=lambda d: -likeness[d]))
