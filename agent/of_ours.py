"""Who calls is one of ours and reports where she is: late, on her way, at home today.

お疲れさまです, or what only she can prove it with, tells it by itself. A customer may bear the same
name, so without that it takes her whole name or her department, or words only of who works here.
"""

from __future__ import annotations

import re

from agent.tasks.staff_call import kept_of, proves
from knowledge import Knowledge
from knowledge.directory import Person

_HAILS = re.compile(r"(?:お疲れ|ご苦労)(?:さま|様)")
_IS_MINE = re.compile(
    r"(?:^|[、。\s])(?:(?P<of>[^、。\s]{1,12}?)の)?(?P<name>[^、。の\s]{1,8}?)(?:です|だ(?!と)|と申|でござい)"
)
_WHEREABOUTS = re.compile(
    r"戻|着[くけい]|遅れ|遅刻|出社|出勤|早退|早上がり|直行|直帰|休[まみん]|欠勤|帰社|向かって|"
    r"[0-9半]+(?:時|分)?(?:ごろ|頃|くらい|ぐらい|すぎ|過ぎ)?に(?:なり|入り|行き)"
)
_AT_WORK = re.compile(
    r"戻[りるれ]|出社|出勤|直行|直帰|早退|早上がり|会社[にへ]|欠勤|帰社|シフト|休ませ|社員番号"
)
"""A customer called 千葉 may be late as well, but comes back to no office of ours."""


def reports_for_work(text: str, knowledge: Knowledge) -> bool:
    """総務の中村です、電車が止まっていて、着くのが10時半になりそうです."""
    people = knowledge.directory.people
    for mine in _IS_MINE.finditer(text):
        bearers = [p for p in people if mine["name"].endswith((p.surname, _whole(p)))]
        if bearers and (_HAILS.search(text) or _proves(text, bearers, knowledge)):
            return True
        if bearers and _is_hers(mine, bearers, knowledge) and _WHEREABOUTS.search(text):
            return True
        if bearers and not mine["of"] and _AT_WORK.search(text):
            return True
    return False


def _proves(text: str, bearers: list[Person], knowledge: Knowledge) -> bool:
    rule = knowledge.manual.rules.staff_call
    return rule.accepted and any(proves(text, kept_of(p, rule.verify)) for p in bearers)


def _is_hers(mine: re.Match[str], bearers: list[Person], knowledge: Knowledge) -> bool:
    """The whole name is one of ours, or the department named before it is hers."""
    if any(mine["name"].endswith(_whole(p)) for p in bearers):
        return True
    ours = {d.name: (d.name, *d.aliases) for d in knowledge.manual.departments}
    names = (n for p in bearers for n in ours.get(p.staff.department or "", ()))
    return mine["of"] is not None and any(_short(n) in mine["of"] for n in names)


def _whole(person: Person) -> str:
    return re.sub(r"[\s　]", "", person.staff.name)


def _short(department: str) -> str:
    return re.sub(r"[部課室]$", "", department)
