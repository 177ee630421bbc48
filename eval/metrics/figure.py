"""A figure with the interval that says how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

ROUNDS = 1000
Unit = Literal["share", "ms", "count", "rate"]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over many calls."""

    name: str
    """"task_success", "gap_p95"."""
    value: float | None
    """None where nothing was there to measure."""
    low: float | None
    high: float | None
    """95% bootstrap interval over calls (percentile method, Bisani & Ney 2004)."""
    count: int
    """How many things it was measured on (turns, slots, calls)."""
    unit: Unit
    """`share` 0..1, more is better; `rate` 0.., less is better; `ms`; `count` a call."""
    goal: float | None = None
    """At least that (share), at most that (the others)."""

    @property
    def is_met(self) -> bool | None:
        """Does it reach its goal? None where there is no goal or no value."""
        if self.goal is None or self.value is None:
            return None
        return self.value >= self.goal if self.unit == "share" else self.value <= self.goal


def figure(
    name: str,
    samples: Sequence[Sequence[One]],
    of: Callable[[Sequence[One]], float],
    unit: Unit,
    *,
    goal: float | None = None,
    seed: int = 0,
) -> Figure:
    """`of` over all samples; `samples` are grouped by call, and calls are what is drawn anew.

    Turns of one call hang together, so an interval over turns would be too narrow.
    """
    calls = [list(call) for call in samples if len(call)]
    everything = [one for call in calls for one in call]
    if not everything:
        return Figure(name, None, None, None, 0, unit, goal)
    rng = np.random.default_rng(seed)
    drawn = [
        of([one for index in rng.integers(len(calls), size=len(calls)) for one in calls[index]])
        for _ in range(ROUNDS)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Figure(name, float(of(everything)), float(low), float(high), len(everything), unit, goal)
