"""What was promised to a caller and still stands, for the report: each thing once.

Of several calls back by the same person the one with a time stands, else the last that says what
for; what is looked into and called back about need not be passed on besides; and a call back by
nobody in particular is the one by whoever was named for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.events import Act
from agent.state import DialogueState

_CALLS = "折り返し"
_TIMES = frozenset(("back", "open", "wish"))
"""Facts of a promise that say when."""
_PLAIN = frozenset(("promise_callback", "no_operator", "no_operator_here"))
"""Promises of a call that say neither when nor what for."""
_NOBODY = ("", "担当の者", "係の者")
_PASSED_ON = frozenset(("will_ask", "promise_notify"))
"""What a call back, or a message to the same person, holds anyway."""


def standing(acts: Sequence[Act], state: DialogueState, words: dict[str, str]) -> tuple[str, ...]:
    """The promises among `acts` in the words of the report, `words` by "kind.topic"."""
    made = [act for act in acts if f"{act.kind}.{act.topic}" in words]
    plan = state.note("plan")
    is_void = plan == "call_again" or (plan != "callback" and state.note("call_declined") == "1")
    kept = [
        act
        for at, act in enumerate(made)
        if not (_is_replaced(act, made[at + 1 :], words) or _is_held(act, made, words))
    ]
    lines = [
        words[f"{act.kind}.{act.topic}"].format_map({fact.name: fact.value for fact in act.facts})
        for act in kept
        if not (is_void and _calls(act, words))
    ]
    return tuple(dict.fromkeys(lines))


def _calls(act: Act, words: dict[str, str]) -> bool:
    return _CALLS in words[f"{act.kind}.{act.topic}"]


def _person(act: Act) -> str:
    return next((fact.value for fact in act.facts if fact.name == "person"), "")


def _weight(act: Act) -> int:
    """How much a promise of a call says: when, or that it is looked into, or neither; of an order,
    a booking or a complaint it says more than any other."""
    if any(fact.name in _TIMES for fact in act.facts):
        return 2
    return 0 if act.topic in _PLAIN else 1 if act.topic == "will_check" else 3


def _is_replaced(act: Act, later: Iterable[Act], words: dict[str, str]) -> bool:
    """A later promise of a call says at least as much, by the same person or by one named."""
    if not _calls(act, words):
        return act.topic == "emergency_marked" and any(
            other.topic == "promise_emergency" for other in later
        )
    calls = [other for other in later if _calls(other, words)]
    if _person(act) in _NOBODY:
        return any(
            _person(other) not in _NOBODY or _weight(other) >= _weight(act) for other in calls
        )
    same = [other for other in calls if _person(other) == _person(act)]
    if _weight(act) > 2:
        return any(other.topic == act.topic for other in same)
    return any(_weight(other) >= _weight(act) for other in same)


def _is_held(act: Act, made: Sequence[Act], words: dict[str, str]) -> bool:
    """It says less than another promise for the same person: お尋ねの点を伝える, beside 確認して
    折り返しご連絡する."""
    others = [other for other in made if other is not act and _person(other) == _person(act)]
    if act.topic == "try_today":
        return any(other.topic == "promise_try" for other in others)
    if _calls(act, words):
        return _weight(act) == 0 and any(
            _calls(other, words) and _weight(other) > 0 for other in others
        )
    return act.topic in _PASSED_ON and any(
        _calls(other, words) or other.topic.startswith("promise_message") for other in others
    )
