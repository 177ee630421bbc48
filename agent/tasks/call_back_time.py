"""When a call back can be promised, and what the client is to keep of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from agent.events import Fact, Slot
from agent.tasks.absence import disclosed
from agent.turn import Turn
from knowledge import Knowledge
from knowledge.directory import Person
from knowledge.schedule import Promise, Return, say_day, say_return
from speech.reading.dates import when_in


def weigh_wish(turn: Turn) -> None:
    """A wish stands as a wish; where it is known not to be kept, the nearest that can is told."""
    wish = turn.slot("callback_wish")
    if wish is None or not wish.value or turn.note("weighed") == wish.value:
        return
    wish = _on_day_of_return(turn, wish)
    turn.remember("weighed", wish.value)
    knowledge, person = turn.knowledge, turn.person
    made = call_back_time(knowledge, person, wish)
    usual = call_back_time(knowledge, person, None)
    if made.keeps_wish or made.at is None or made.at != usual.at or not may_tell_return(turn):
        return
    nearest = say_return(Return(made.at.date(), made.at.time()), knowledge.now)
    turn.say("inform", "wish_unkept", turn.target_name(), Fact("open", nearest, "schedule"))


def _on_day_of_return(turn: Turn, wish: Slot) -> Slot:
    """「3時から5時の間に」, of one who is back tomorrow: tomorrow is meant."""
    knowledge, now = turn.knowledge, turn.knowledge.now
    said = when_in(wish.spoken, now)
    back = call_back_time(knowledge, turn.person, None).at
    if said is None or said.time is None or said.day is not None or back is None:
        return wish
    later = replace(said, day=back.date())
    if back.date() == now.date() or not may_tell_return(turn):
        return wish
    staff = turn.person.staff if turn.person is not None else None
    if not knowledge.schedule.promise(staff, now, later).keeps_wish:
        return wish
    at = dt.datetime.combine(back.date(), said.time)
    spoken = f"{say_day(at.date(), now)}の{wish.spoken}"
    moved = replace(wish, value=at.isoformat(timespec="minutes"), spoken=spoken)
    turn.learn(moved)
    return moved


def may_tell_return(turn: Turn) -> bool:
    """The caller may hear when the one she wants is back."""
    person = turn.person
    return person is not None and disclosed(turn, person)[1]


def call_back_time(knowledge: Knowledge, person: Person | None, wish: Slot | None) -> Promise:
    """When the call back can be promised for: her return, the client's hours, the wish."""
    when = when_in(wish.spoken, knowledge.now) if wish is not None and wish.value else None
    staff = person.staff if person is not None else None
    return knowledge.schedule.promise(staff, knowledge.now, when)


def due_time(knowledge: Knowledge, person: Person | None, wish: Slot | None) -> dt.datetime | None:
    """What the client is to keep: the time wished for, at the latest where it is a limit; else
    when she is back, or the client open. None where any moment from now on will do."""
    now = knowledge.now
    said = when_in(wish.spoken, now) if wish is not None and wish.value else None
    made = call_back_time(knowledge, person, wish)
    if said is not None and said.time is not None and (made.keeps_wish or made.at is None):
        wished = said.at(now)
        is_later = made.at is not None and made.at.date() == wished.date()
        return max(wished, made.at or wished) if is_later and said.bound != "until" else wished
    return None if made.bound == "now" else made.at


def by(wish: str) -> str:
    """午後9時までに, 午後6時以降."""
    return f"{wish}に" if wish.endswith("まで") else wish
