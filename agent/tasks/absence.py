"""How an absence is told: the reason and the return, each only where this caller may hear it."""

from __future__ import annotations

import datetime as dt
import re

from agent.events import Fact
from agent.turn import Turn
from knowledge.directory import Person
from knowledge.presence import AT_DESK, LEFT
from knowledge.schedule import Presence, say_return
from prompts.script import phrases


def absence(turn: Turn, person: Person, presence: Presence) -> tuple[str, tuple[Fact, ...]]:
    """How an absence is told: the entry of the talk script and its facts."""
    facts = [turn.name_of(person)]
    tells_reason, tells_return = disclosed(turn, person)
    if presence.is_in:
        is_late = tells_return and is_overdue(turn, person, presence)
        return "absence_overdue" if is_late else "cannot_answer", tuple(facts)
    if presence.status in _AT_WORK and not turn.knowledge.schedule.is_open(turn.knowledge.now):
        tells_reason = False
    tables = phrases()
    has_reason = tells_reason and presence.status in tables["status"]
    back = presence.back if tells_return else None
    if has_reason:
        table = tables["status_so"] if back is not None else tables["status"]
        facts.append(Fact("reason", table[presence.status], "schedule"))
        facts.append(Fact("noun", tables["status_noun"][presence.status], "schedule"))
    if back is not None:
        said = say_return(back, turn.knowledge.now)
        is_today = back.day == turn.knowledge.now.date() or presence.status == "休暇"
        status = presence.status if is_today else "default"
        verb = tables["back"].get(status, tables["back"]["default"])
        facts.append(Fact("when", said, "schedule"))
        facts.append(Fact("back", at_time(said), "schedule"))
        facts.append(Fact("verb", verb, "built_in"))
    topic = "absence" + ("_reason" if has_reason else "") + ("_back" if back is not None else "")
    return topic, tuple(facts)


def is_overdue(turn: Turn, person: Person, presence: Presence) -> bool:
    """When she was to be back is past, and nobody has written that she is."""
    staff, now = person.staff, turn.knowledge.now
    if presence.source != "manual" or presence.back is not None or not staff.returns:
        return False
    if staff.status in (AT_DESK, LEFT):
        return False
    due = turn.knowledge.schedule.read_return(staff.returns, now)
    if due is None or due.time is None or due.day != now.date():
        return False
    return dt.datetime.combine(due.day, due.time) <= now.replace(tzinfo=None)


def at_time(said: str) -> str:
    """16時に, 12月1日火曜日に, but 明日."""
    return said + ("に" if re.search(r"[時分半日]$", said) and said not in _BARE else "")


_AT_WORK = frozenset(("離席", "会議", "来客", "電話中"))
"""Where nobody is once the office is closed."""
_BARE = frozenset(("本日", "明日", "明後日"))


def disclosed(turn: Turn, person: Person) -> tuple[bool, bool]:
    """Whether this caller may be told the reason of an absence, and the time of return."""
    own, family = person.staff.disclose, turn.knowledge.manual.rules.family.disclose
    if turn.note("register") != "family":
        return own.reason, own.return_time
    return own.reason and family.reason, own.return_time and family.return_time


def member_here(turn: Turn, department: str) -> Person | None:
    """Whoever of a department is at her desk: a department is not away while one of it is here."""
    for person in turn.knowledge.directory.people:
        if person.staff.department != department:
            continue
        presence = turn.presence(person)
        if presence.is_in and not is_overdue(turn, person, presence):
            return person
    return None


def successor_entry(turn: Turn, person: Person) -> str:
    """That she left or is on leave is told only where the reason may be."""
    if turn.presence(person).has_left:
        return "left_successor"
    return "leave_successor" if disclosed(turn, person)[0] else "now_successor"


LONG_LEAVE = dt.timedelta(days=14)
"""From here on somebody else is offered at once, where the manual names one."""


def is_on_long_leave(turn: Turn, person: Person) -> bool:
    """So long away that whoever took over is named."""
    if not person.staff.successor:
        return False
    made = turn.knowledge.schedule.promise(person.staff, turn.knowledge.now)
    return made.at is None or made.at - turn.knowledge.now > LONG_LEAVE
