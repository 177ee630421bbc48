"""Which time of day is meant: a mention of a clock time or a word such as 夕方.

A bare hour of one to seven is in the afternoon or evening, as a caller to an office means it
(offices keep 9:00-18:00), and a doubt: 五時に is read back as 午後5時. What the usual words stand
for follows office usage: 朝一 is the opening, 午後一 the end of the lunch hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from speech.reading.date_mentions import Mention
from speech.reading.doubts import Doubt

_MINUTES_A_DAY = 24 * 60
_LAST_HOUR = 29
"""25時, 29時 are said of the small hours of the next day."""
_EVENING_HOURS = range(1, 8)
_AMBIGUOUS_HOURS = range(1, 9)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, or a stretch of one; minutes may pass midnight."""

    first_min: int
    """From midnight; 24 * 60 and more are the next day."""
    last_min: int | None = None
    doubt: Doubt = Doubt.NONE
    word: str = ""
    """The caller's word for a vague time: 夕方."""
    is_exact_to_the_half_day: bool = True
    """Said with 午前, 午後 or as one of 24 hours."""

    @property
    def time(self) -> time:
        """As a time of day."""
        return time(self.first_min // 60 % 24, self.first_min % 60)


# word -> (from, until or None, how it is said)
_WORDS: dict[str, tuple[int, int | None, str]] = {
    "午前中": (9 * 60, 12 * 60, "午前中"), "午前": (9 * 60, 12 * 60, "午前中"),
    "午後": (13 * 60, 17 * 60, "午後"), "日中": (9 * 60, 17 * 60, "日中"),
    "昼休み": (12 * 60, 13 * 60, "お昼休み"), "午後一": (13 * 60, None, "午後一番"),
    "昼一": (13 * 60, None, "お昼一番"), "朝一": (9 * 60, None, "朝一番"),
    "昼過ぎ": (13 * 60, None, "お昼過ぎ"), "昼前": (11 * 60, None, "お昼前"),
    "昼": (12 * 60, None, "お昼"), "夕方": (17 * 60, None, "夕方"), "夕": (17 * 60, None, "夕方"),
    "夕方前": (16 * 60, None, "夕方前"), "夕方過ぎ": (18 * 60, None, "夕方過ぎ"),
    "夜": (19 * 60, None, "夜"), "晩": (19 * 60, None, "夜"), "夜遅ク": (22 * 60, None, "夜遅く"),
    "深夜": (24 * 60, None, "深夜"), "夜中": (24 * 60, None, "夜中"),
    "早朝": (6 * 60, None, "早朝"), "明け方": (5 * 60, None, "明け方"),
    "未明": (3 * 60, None, "未明"), "朝": (9 * 60, None, "朝"),
    "始業": (9 * 60, None, "始業の時刻"), "終業": (18 * 60, None, "終業の時刻"),
    "午後早メ": (13 * 60, None, "午後の早い時間"), "午後遅メ": (16 * 60, None, "午後の遅い時間"),
}  # fmt: skip
_MORNING = frozenset(("午前", "朝", "早朝", "未明", "明け方"))
_NIGHT = frozenset(("夜", "晩", "深夜", "夜中"))


def clock_of(said: Mention) -> Clock | None:
    """The time of day a mention names, or None where it names none or one no clock shows."""
    if said.hour is not None:
        return _clock(said)
    if said.time_word == "正午":
        return Clock(12 * 60)
    word = said.time_word or said.half
    if word in _WORDS:
        first, last, spoken = _WORDS[word]
        return Clock(first, last, Doubt.VAGUE_TIME, spoken)
    return None


def _clock(said: Mention) -> Clock | None:
    minute = said.minute or 0
    hour = said.hour or 0
    if hour > _LAST_HOUR or minute > 59:
        return None
    hour, doubt = _on_24_hours(hour, minute, said.half)
    minutes = hour * 60 + minute - said.minus_min
    return Clock(max(0, minutes), doubt=doubt, is_exact_to_the_half_day=doubt is not Doubt.HALF_DAY)


def _on_24_hours(hour: int, minute: int, half: str) -> tuple[int, Doubt]:
    """The hour of 24 (24 and more: the next day), and what is doubtful about it."""
    if not half or hour > 12:
        if hour in _AMBIGUOUS_HOURS:
            return (hour + 12 if hour in _EVENING_HOURS else hour), Doubt.HALF_DAY
        return hour, Doubt.NONE
    if half in _MORNING:
        return hour, Doubt.HALF_DAY if hour == 12 else Doubt.NONE
    if half in _NIGHT:
        return _at_night(hour, half)
    if half == "昼":
        return (hour + 12 if hour < 7 else hour), Doubt.NONE
    if hour == 12:  # 午後12時 is noon to most and midnight to some, 午後12時半 is clear
        return 12, Doubt.NONE if minute else Doubt.HALF_DAY
    return hour + 12, Doubt.NONE


def _at_night(hour: int, half: str) -> tuple[int, Doubt]:
    if hour in (0, 12):
        return 24, Doubt.WHICH_DAY
    if hour < 5:
        return hour + 24, Doubt.WHICH_DAY
    return hour + 12, Doubt.NONE
