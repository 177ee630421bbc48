"""The first words: the recording notice, and the company's name in the words of the hour."""

from __future__ import annotations

import datetime as dt

from agent.events import Fact
from agent.questions import QUESTIONS
from agent.turn import Turn

_NIGHT = (dt.time(20), dt.time(7))
_EVENING_FROM = dt.time(17)


def pick_up(turn: Turn) -> None:
    """Answer the telephone; where the service is off, its message and no more."""
    manual = turn.knowledge.manual
    if not manual.service.enabled:
        message = manual.service.message
        if message:
            turn.say("close", "service_own", Fact("text", message, "manual"))
        else:
            turn.say("close", "service", Fact("company", manual.company_name, "manual"))
        turn.ends = True
        turn.interruptible = False
        return
    if manual.recording.notice and manual.recording.text:
        turn.say("inform", "recording_own", Fact("text", manual.recording.text, "manual"))
    elif manual.recording.notice:
        turn.say("inform", "recording")
    words = greeting(turn).replace("{company}", manual.company_name)
    turn.say("greet", "company", Fact("greeting", words, "manual"))
    turn.question = QUESTIONS["purpose"]


def greeting(turn: Turn) -> str:
    """The manual's words for this moment: a period's, the night's, closed, morning, evening."""
    words, schedule, now = (
        turn.knowledge.manual.greeting,
        turn.knowledge.schedule,
        turn.knowledge.now,
    )
    period = next(
        (p for p in turn.knowledge.manual.periods if p.start <= now.date() <= p.end and p.message),
        None,
    )
    if period is not None:
        return period.message
    if not schedule.is_open(now):
        is_night = now.time() >= _NIGHT[0] or now.time() < _NIGHT[1]
        return (is_night and words.night) or words.closed or words.text
    if schedule.is_morning(now):
        return words.morning or words.text
    if now.time() >= _EVENING_FROM:
        return words.evening or words.text
    return words.day or words.text
