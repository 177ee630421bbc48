"""How an absence is told: the reason and the return, each only where this caller may hear it."""

from __future__ import annotations

import re

from agent.events import Fact
from agent.turn import Turn
from knowledge.directory import Person
from knowledge.schedule import Presence, say_return
from prompts.script import phrases


def absence(turn: Turn, person: Person, presence: Presence) -> tuple[str, tuple[Fact, ...]]:
    """How an absence is told: the entry of the talk script and its facts."""
    facts = [turn.name_of(person)]
    if presence.is_in:
        return "cannot_answer", tuple(facts)
    tells_reason, tells_return = disclosed(turn, person)
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
