"""When is she back: what the schedule says and the manual allows, and never a guess beyond it."""

from __future__ import annotations

from agent.events import Fact
from agent.turn import Task, Turn
from knowledge.schedule import say_return


def go_on(turn: Turn) -> bool:
    """Tell it once more as exactly as it is known, then go on with the call."""
    turn.drop("give_return_time")
    person = turn.person
    if person is None or turn.note("told") != person.id:
        turn.push("reach_person")
        return False
    back = turn.presence(person).back
    if back is None or not person.staff.disclose.return_time:
        turn.say("apologise", "back_unknown", turn.name_of(person))
    else:
        said = Fact("back", say_return(back, turn.knowledge.now), "schedule")
        topic = "back_day" if back.time is None else "back_time"
        turn.say("inform", topic, turn.name_of(person), said)
    if not turn.stack:
        turn.push("reach_person")
    return False


TASK = Task("give_return_time", ("ask_return_time",), go_on)
