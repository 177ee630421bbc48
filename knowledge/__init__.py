"""What the client has written: the manual, its people found by sound, their schedule, the FAQ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.directory import Directory
from knowledge.faq import Faq
from knowledge.manual import Manual
from knowledge.reader import read
from knowledge.schedule import Schedule

__all__ = ["JAPAN", "Knowledge"]

JAPAN = dt.timezone(dt.timedelta(hours=9), "JST")
"""Japanese time; it has no summer time."""


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Everything one call may draw on. Frozen, with the moment the call came in."""

    manual: Manual
    directory: Directory
    schedule: Schedule
    faq: Faq
    now: dt.datetime
    """Wall time in Japan at which the call was answered, without an offset."""
    readings: Mapping[str, str]
    """The client's words -> katakana."""
    address_words: Mapping[str, str]
    """Those in Latin letters: how parts of e-mail addresses are said."""

    @classmethod
    def open(cls, manual: Manual, now: dt.datetime) -> Knowledge:
        """Index a manual for calls at `now` (an offset is turned into Japanese time)."""
        if now.tzinfo is not None:
            now = now.astimezone(JAPAN).replace(tzinfo=None)
        readings = manual.readings()
        return cls(
            manual,
            Directory(manual),
            Schedule(manual),
            Faq(manual.faq, read),
            now,
            readings,
            {text: kana for text, kana in readings.items() if text.isascii()},
        )
