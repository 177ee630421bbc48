"""When is she back: what the schedule says and the manual allows, and never a guess beyond it.

Where somebody stands in for one on leave, two may be meant; whoever is named in the question is.
"""

from __future__ import annotations

import re

from agent.call_words import WANTED
from agent.events import Fact, Slot
from agent.tasks.absence import at_time, disclosed, is_overdue
from agent.tasks.form import text_asks
from agent.turn import PERSON, Task, Turn
from knowledge.directory import Person
from knowledge.schedule import Presence, say_return

_RETURN = re.compile(
    r"(?:いつ|何時|なんじ|何日)(?:ごろ|頃|くらい)?(?:に|なら|に?は|まで)?\S{0,8}"
    r"(?:戻|帰|お?なりますか|でしょうか|ですか|いますか|いらっしゃいますか)|"
    r"(?:夕方|午後|午前|今日|明日)\S{0,6}戻(?:り|られ)ますか"
)
_LEAVE = re.compile(r"お?休み|[育産]休|休[業職暇]|復帰|復職")
"""What only the one on leave is asked."""
_NOT_HER = r"(?:さん|様|先生)?(?:じゃ|では|で)(?:な[くい]|ありません)"


def go_on(turn: Turn) -> bool:
    """Tell it once more as exactly as it is known, then go on with the call."""
    turn.drop("give_return_time")
    away = _away(turn)
    if away is not None and turn.note("return_of") == away.id:
        turn.remember("return_of", "")
        _tell_of_leave(turn, away)
    elif turn.person is None or turn.note("told") != turn.person.id:
        turn.push("reach_person")
        return False
    else:
        _tell(turn, turn.person)
    if not turn.stack:
        turn.push("reach_person")
    return False


def _tell(turn: Turn, person: Person) -> None:
    presence = turn.presence(person)
    is_told = disclosed(turn, person)[1]
    if is_told and is_overdue(turn, person, presence):
        turn.say("inform", "back_overdue", turn.name_of(person))
    elif presence.back is None or not is_told:
        turn.say("apologise", "back_unknown", turn.name_of(person))
    else:
        _tell_back(turn, person, presence)


def _tell_back(turn: Turn, person: Person, presence: Presence) -> None:
    if presence.back is None:
        return
    when = say_return(presence.back, turn.knowledge.now)
    topic = "back_day" if presence.back.time is None else "back_time"
    facts = (Fact("back", at_time(when), "schedule"), Fact("when", when, "schedule"))
    turn.say("inform", topic, turn.name_of(person), *facts)


def _tell_of_leave(turn: Turn, person: Person) -> None:
    """Of one on leave: her return where it may be told; and who stands in for her."""
    presence = turn.presence(person)
    if presence.back is not None and disclosed(turn, person)[1]:
        _tell_back(turn, person, presence)
        return
    stands_in = Fact("successor", turn.target_name().value, "manual")
    turn.say("refuse", "return_time", turn.name_of(person), stands_in)


def _away(turn: Turn) -> Person | None:
    """The one on leave in whose stead somebody was named."""
    return turn.knowledge.directory.person(turn.note("stood_in_for"))


def _asks_of_leave(turn: Turn) -> bool:
    """The one on leave is meant, not who stands in for her: named, or asked about her leave, or
    the other's return was told in this very breath."""
    away, successor = _away(turn), turn.knowledge.directory.person(turn.note("told"))
    if away is None or successor is None:
        return False
    text = turn.said.text
    if turn.meant("ask_return_time") or _RETURN.search(text):
        was_told = any(turn.was_read_back(f"inform.{entry}") for entry in _RETURNS_TOLD)
        is_hers = was_told and not _is_meant(turn, successor)
        return is_hers or _LEAVE.search(text) is not None or _is_meant(turn, away)
    is_left = turn.meant("reach_person", "ask_private", "other") and not WANTED.search(text)
    is_asked = _LEAVE.search(text) is not None or (is_left and _is_meant(turn, away))
    return is_asked and text_asks(turn)


_RETURNS_TOLD = ("absence_back", "absence_reason_back")


def _is_meant(turn: Turn, person: Person) -> bool:
    """She is named; 三宅先生じゃなくて names nobody."""
    if re.search(re.escape(person.surname) + _NOT_HER, turn.said.text):
        return False
    heard = [s.value.split("|") for s in turn.said.slots if s.name in PERSON]
    return person.surname in turn.said.text or any(person.id in ids for ids in heard)


def _opened(turn: Turn) -> None:
    """The question is about the one on leave; who stands in for her is still the one wanted."""
    if not _asks_of_leave(turn):
        return
    stands_in = turn.knowledge.directory.person(turn.note("told"))
    turn.remember("return_of", turn.note("stood_in_for"))
    if stands_in is not None and turn.value("target") != stands_in.id:
        turn.forget(*PERSON)
        turn.learn(Slot("target", stands_in.id, stands_in.surname, 1.0))
        for kept in ("plan", "no_callback", "email"):
            turn.remember(kept, turn.state.note(kept))


def _hears(turn: Turn) -> bool:
    """何時ごろになりますか, after an absence was told: her return is meant."""
    if turn.value("kind") in ("sales", "nuisance"):
        return False  # nobody's hours are told to one who sells
    if turn.state.asked in ("when", "staff_back", "message"):
        return False
    if _asks_of_leave(turn):
        return True
    person = turn.person
    is_told = person is not None and turn.note("told") == person.id
    return is_told and not turn.meant("faq") and _RETURN.search(turn.said.text) is not None


TASK = Task("give_return_time", ("ask_return_time",), go_on, opened=_opened, hears=_hears)
