"""What the client has written: the manual, its people found by sound, their schedule, the FAQ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowledge.directory import Directory
from knowledge.faq import Faq
from knowledge.manual import Manual
from knowledge.reader import read
from knowledge.schedule import Schedule

__all__ = ["Knowledge"]


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Everything one call may draw on. Frozen, with the moment the call came in."""

    manual: Manual
    directory: Directory
    schedule: Schedule
    faq: Faq
    now: dt.datetime
    """Local wall time at which the call was answered, without an offset."""

    @classmethod
    def open(cls, manual: Manual, now: dt.datetime) -> Knowledge:
        """Index a manual for calls at `now`."""
        return cls(
            manual,
            Directory(manual),
            Schedule(manual),
            Faq(manual.faq, read),
            now.replace(tzinfo=None),
        )
