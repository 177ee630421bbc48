"""A wish for when nobody is there: that is told at once, with the hours of that day."""

from __future__ import annotations

import datetime as dt

from agent.events import Fact
from agent.tasks.day_values import keep, spoken
from agent.turn import Turn
from speech.reading.dates import time_spoken


def closed(turn: Turn, name: str) -> str:
    """Told where the client is closed then, and what else is to be asked for: the day goes where
    it is closed, the time where that is outside the hours. Empty where somebody is there."""
    day, _, clock = turn.value(name).partition("T")
    if name != "wish":
        return ""
    at = dt.datetime.fromisoformat(f"{day}T{clock or '00:00'}")
    visits = turn.knowledge.schedule.visits
    told = Fact("when", spoken(turn.value(name), turn.knowledge.now), "caller")
    if not visits.spans_on(at.date()):
        turn.say("apologise", "when_closed_day", told)
        turn.remember("closed:wish", day)
        keep(turn, name, f"T{clock}" if clock else "")
        return "other_day"
    if not clock or visits.is_open(at):
        return ""
    turn.say("apologise", "when_closed_hour", told)
    turn.remember("closed:wish", turn.value(name))
    keep(turn, name, day)
    say_hours(turn, at.date())
    return "other_time"


def say_hours(turn: Turn, day: dt.date) -> None:
    """From when to when somebody is there on that day."""
    spans = turn.knowledge.schedule.visits.spans_on(day)
    told = "、".join(f"{time_spoken(a.time())}から{time_spoken(b.time())}まで" for a, b in spans)
    if told:
        turn.say("inform", "when_hours", Fact("hours", told, "manual"))
