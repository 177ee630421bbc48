"""What the client has written: the manual, its people found by sound, their schedule, the FAQ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.directory import Directory
from knowledge.faq import Faq
from knowledge.feeds import read_calendars
from knowledge.hours import JAPAN, japan_time
from knowledge.manual import Manual
from knowledge.schedule import Schedule
from knowledge.search import SearchSettings
from knowledge.statuses import client_folder, read_statuses

__all__ = ["JAPAN", "Knowledge", "japan_time", "snapshot"]


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
    def open(
        cls,
        manual: Manual,
        now: dt.datetime,
        data_dir: Path | None = None,
        search: SearchSettings | None = None,
    ) -> Knowledge:
        """Index a manual for calls at `now` (an offset is turned into Japanese time).

        Status entries and the snapshot of the calendars are read from `data_dir`; without it the
        manual alone tells where people are. `search` names the FAQ's embedding and the client's
        own folder for its index; without it the index is made anew.
        """
        now = japan_time(now)
        readings = manual.readings()
        return cls(
            manual,
            Directory(manual),
            snapshot(manual, now, data_dir),
            Faq(manual.faq, search),
            now,
            readings,
            {text: kana for text, kana in readings.items() if text.isascii()},
        )

    def at(self, now: dt.datetime, data_dir: Path | None = None) -> Knowledge:
        """The same for the next call: a fresh snapshot of people's whereabouts, nothing indexed."""
        now = japan_time(now)
        return replace(self, now=now, schedule=snapshot(self.manual, now, data_dir))


def snapshot(manual: Manual, now: dt.datetime, data_dir: Path | None) -> Schedule:
    """Where a client's people are, as known now. Reads two small files; no network."""
    if data_dir is None:
        return Schedule(manual)
    folder = client_folder(data_dir, manual)
    return Schedule(manual, read_statuses(folder), read_calendars(manual, folder, now))
