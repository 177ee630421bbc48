"""A day that was said no to, or on which the client is closed, heard once more: what was meant
sounds like it."""

from __future__ import annotations

import datetime as dt

from agent.turn import Turn
from speech.reading.alike_days import sounding_like

_DAY = len("2026-11-25")


def refuse(turn: Turn, name: str) -> None:
    """What slot `name` holds was said no to: it is never taken for what was meant again."""
    if turn.value(name)[:1].isdigit():
        _note_refused(turn, name, turn.value(name))
    turn.forget(name)


def _note_refused(turn: Turn, name: str, value: str) -> None:
    refused = [*_refused(turn, name), value]
    turn.remember(f"refused:{name}", ",".join(dict.fromkeys(refused)))


def _refused(turn: Turn, name: str) -> list[str]:
    return [value for value in turn.note(f"refused:{name}").split(",") if value]


def _is_same(value: str, refused: str) -> bool:
    """The same day, and no other time, which may be what was wrong."""
    (day, _, clock), (other, _, at) = value.partition("T"), refused.partition("T")
    return day == other and (clock == at or not (clock and at))


def is_refused_again(turn: Turn, name: str, value: str) -> bool:
    """The day that was said no to, or that the client is closed on, is what was heard once more."""
    was_told = turn.state.asked == "when" and any(
        turn.was_read_back(f"ask.when_other_{what}_wish") for what in ("day", "time")
    )
    if was_told and name == "wish" and turn.note("closed:wish") in (value, value[:_DAY]):
        return True
    denies = turn.is_no and turn.was_read_back(f"confirm.when_{name}")
    known = [turn.value(name)] if denies else []
    return any(_is_same(value, refused) for refused in (*_refused(turn, name), *known))


def likely_instead(turn: Turn, name: str, value: str) -> tuple[str, bool]:
    """The likeliest day that was meant instead, and whether there is one to ask about."""
    heard, _, clock = value.partition("T")
    _note_refused(turn, name, value)
    refused = {one.partition("T")[0] for one in _refused(turn, name)}
    booked = turn.value("booked").partition("T")[0]
    likely = [
        day
        for day in sounding_like(dt.date.fromisoformat(heard))
        if day >= turn.knowledge.now.date() and day.isoformat() not in refused
    ]
    if name == "wish":
        visits = turn.knowledge.schedule.visits
        likely = [day for day in likely if visits.spans_on(day)]
        likely.sort(key=lambda day: day.isoformat() != booked)  # the day that was spoken of first
    if not likely or turn.add_one(f"alike:{name}") > 1:
        return value, False
    return f"{likely[0].isoformat()}T{clock}" if clock else likely[0].isoformat(), True
