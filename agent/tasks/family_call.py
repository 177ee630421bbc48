"""A member of somebody's family: the colleague gets さん, no company is asked, she is told at once.

What the family may be told is what the manual allows families, within what the person discloses
to anybody; after that the call goes the way of any other.
"""

from __future__ import annotations

import re

from agent.events import Slot
from agent.turn import Task, Turn
from knowledge.directory import Person
from knowledge.reader import read

_KIN = re.compile(
    r"家内|妻|女房|主人|夫|旦那|息子|娘|長男|次男|長女|次女|母|父|祖母|祖父|兄|弟|姉|妹|家族|実家|身内|家の者"
)

_WHOSE = re.compile(rf"(?P<name>[^、。\s]{{1,10}}?)(?:さん)?の(?:{_KIN.pattern})")


def go_on(turn: Turn) -> bool:
    """Go on as with any caller who wants somebody; the register is what differs."""
    turn.drop("family_call")
    turn.push("reach_person")
    return False


def _opened(turn: Turn) -> None:
    turn.remember("register", "family")
    turn.learn(Slot("kind", "family", turn.said.text, 0.9))
    turn.remember("skip_number", "1")
    turn.remember("number_known", "1")
    found = _KIN.search(turn.said.text)
    _whose(turn)
    person = turn.person
    named = turn.value("caller_name")
    if person is not None and (not named or _is_hers(named, person)):
        turn.learn(Slot("caller_name", person.surname, person.surname_reading, 0.8))
    turn.forget("caller_company")  # 小6の, 病院の: no firm calls
    if not turn.value("relation"):
        turn.learn(Slot("relation", found.group() if found else "家族", turn.said.text, 0.8))


def _is_hers(named: str, person: Person) -> bool:
    """長谷川真由の夫です: the whole name is the colleague's, not the caller's."""
    return named == re.sub(r"[\s　]", "", person.staff.name)


def _whose(turn: Turn) -> None:
    """栗本の夫ですが、妻に: the colleague is the one whose family calls."""
    found = _WHOSE.search(turn.said.text)
    if turn.person is not None or turn.value("target_choices") or found is None:
        return
    people = turn.knowledge.directory.find(read(found["name"]), asked=True).people
    if len(people) == 1:
        turn.learn(Slot("target", people[0].key, found["name"], 0.9))
    elif people:
        turn.learn(Slot("target_choices", "|".join(p.key for p in people), found["name"], 0.9))


def _hears(turn: Turn) -> bool:
    """千葉亜希の母ですが: one of ours is named in full as the caller's own."""
    found = _WHOSE.search(turn.said.text)
    if found is None or turn.value("kind"):
        return False
    whose = found["name"]
    return any(
        whose.endswith(p.staff.name.replace(" ", "")) for p in turn.knowledge.directory.people
    )


TASK = Task("family_call", ("family_call",), go_on, opened=_opened, hears=_hears)
