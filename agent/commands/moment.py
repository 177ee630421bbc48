"""When a call comes in: as --now says, or this moment; always Japanese time with its offset."""

from __future__ import annotations

import datetime as dt

from agent.commands.output import fail
from knowledge import JAPAN


def moment(now: str | None) -> dt.datetime:
    """`now` in ISO 8601, taken as Japanese time where it has no offset. Ends the command where it
    is no time."""
    if not now:
        return dt.datetime.now(JAPAN)
    try:
        given = dt.datetime.fromisoformat(now)
        return given.astimezone(JAPAN) if given.tzinfo else given.replace(tzinfo=JAPAN)
    except (ValueError, OverflowError):
        fail(f"--now {now!r} is no ISO 8601 time.", "Write it like 2026-11-24T10:00.")
