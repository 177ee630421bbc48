"""Musts that did not hold, a call, by must; and invented facts.

A violation is a `Failure` of the grader; `violations` counts all but inventions, and
`violations.MUST` those of one must (`violations.callback_number`), for the musts that any call
broke. `invented` counts the facts the agent stated that neither manual, schedule, clock nor caller
vouches for, nor the scenario itself (`Expectation.allowed_facts`). All are counts a call, over the
calls that could be played.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.expectation import Failure
from eval.metrics.figure import Figure, figure, mean
from eval.result import CallResult

_INVENTED = "invented"


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`invented`, `violations` and `violations.MUST`, a call."""
    played = [one for one in results if not one.error]

    def a_call(name: str, counts: Callable[[Failure], bool], goal: float | None = None) -> Figure:
        rows = [[(float(sum(counts(one) for one in call.failures)),)] for call in played]
        return figure(name, rows, mean, "count", goal=goal)

    broken = sorted({one.must for call in played for one in call.failures} - {_INVENTED})
    return (
        a_call("invented", lambda one: one.must == _INVENTED, goal=0.0),
        a_call("violations", lambda one: one.must != _INVENTED),
        *(a_call(f"violations.{must}", lambda one, m=must: one.must == m) for must in broken),  # type: ignore[misc]
    )
