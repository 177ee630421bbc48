"""When is she back: what the schedule says and the manual allows, and never a guess beyond it."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.tasks.absence import at_time, disclosed, is_overdue
from agent.turn import Task, Turn
from knowledge.schedule import say_return

_RETURN = re.compile(
    r"(?:いつ|何時|なんじ|何日)(?:ごろ|頃|くらい)?(?:に|なら|に?は|まで)?\S{0,8}"
    r"(?:戻|帰|お?なりますか|でしょうか|ですか|いますか|いらっしゃいますか)|"
    r"(?:夕方|午後|午前|今日|明日)\S{0,6}戻(?:り|られ)ますか"
)


def go_on(turn: Turn) -> bool:
    """Tell it once more as exactly as it is known, then go on with the call."""
    turn.drop("give_return_time")
    person = turn.person
    if person is None or turn.note("told") != person.id:
        turn.push("reach_person")
        return False
    presence = turn.presence(person)
    back = presence.back
    if disclosed(turn, person)[1] and is_overdue(turn, person, presence):
        turn.say("inform", "back_overdue", turn.name_of(person))
    elif back is None or not person.staff.disclose.return_time:
        turn.say("apologise", "back_unknown", turn.name_of(person))
    else:
        said = Fact("back", at_time(say_return(back, turn.knowledge.now)), "schedule")
        topic = "back_day" if back.time is None else "back_time"
        when = Fact("when", say_return(back, turn.knowledge.now), "schedule")
        turn.say("inform", topic, turn.name_of(person), said, when)
    if not turn.stack:
        turn.push("reach_person")
    return False


def _hears(turn: Turn) -> bool:
    """何時ごろになりますか, after an absence was told: her return is meant."""
    person = turn.person
    is_told = person is not None and turn.note("told") == person.id
    if turn.value("kind") in ("sales", "nuisance"):
        return False  # nobody's hours are told to one who sells
    elsewhere = turn.state.asked in ("when", "staff_back", "message") or turn.meant("faq")
    return is_told and not elsewhere and _RETURN.search(turn.said.text) is not None


TASK = Task("give_return_time", ("ask_return_time",), go_on, hears=_hears)
