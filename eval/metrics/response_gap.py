"""How soon the agent answers, by voice only.

A gap runs from the true end of the caller's voice to the agent's first sound of its answer, plus
the real compute the audio timeline does not show (`eval.bench.turn_taking`). `gap_p50`, `gap_p95`
and `gap_p99` (ms) leave out telephone numbers and e-mail addresses, whose ends are waited for
longer: `gap_number_*` and `gap_email_*` are those. tau-bench's response latency is the mean of the
same span in ticks of 200 ms, without compute (docs/interaction-metrics.md of tau2-bench).

`answered` is the share of turns wanting an answer that got one before the caller had to speak again
(tau-bench's response rate). `cut_in` is the share of them in which the agent began while the caller
was not done (its agent interruption rate, but at most one a turn); a rate, less is better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.bench.turn_taking import Gap
from eval.metrics.figure import Figure, figure, mean, percentile
from eval.result import CallResult
from speech.endpointing import Expect

GOAL_P50_MS = 500.0
GOAL_P95_MS = 900.0
_SPELLED = (Expect.PHONE_NUMBER, Expect.EMAIL)


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """Gaps in ms, `answered` and `cut_in`."""
    calls = [one.spoken.gaps for one in results if one.spoken]

    def gap(name: str, q: int, counts: Callable[[Gap], bool], goal: float | None = None) -> Figure:
        rows = [
            [(turn.gap_ms,) for turn in call if turn.gap_ms is not None and counts(turn)]
            for call in calls
        ]
        return figure(f"{name}_p{q}", rows, percentile(q), "ms", goal=goal)

    def outcomes(wanted: tuple[str, ...]) -> list[list[tuple[float, ...]]]:
        return [[(float(turn.outcome in wanted),) for turn in call] for call in calls]

    return (
        gap("gap", 50, lambda turn: turn.expect not in _SPELLED, GOAL_P50_MS),
        gap("gap", 95, lambda turn: turn.expect not in _SPELLED, GOAL_P95_MS),
        gap("gap", 99, lambda turn: turn.expect not in _SPELLED),
        *(gap("gap_number", q, lambda turn: turn.expect == Expect.PHONE_NUMBER) for q in (50, 95)),
        *(gap("gap_email", q, lambda turn: turn.expect == Expect.EMAIL) for q in (50, 95)),
        figure("answered", outcomes(("answered", "cut_in")), mean, "share"),
        figure("cut_in", outcomes(("cut_in",)), mean, "rate"),
    )
