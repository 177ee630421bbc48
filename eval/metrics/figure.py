"""A figure with the interval that says how sure it is.

What is measured are rows of numbers, grouped by call; a statistic makes one figure of them. Turns
of one call hang together, so whole calls are drawn anew: an interval over turns would be too
narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

ROUNDS = 1000
_CHUNKS = 10
"""Rounds are worked out in so many parts: 10 000 turns then take 8 MB at a time, not 80."""

Unit = Literal["share", "ms", "count", "rate"]
Floats = NDArray[np.float64]
Row = tuple[float, ...]
Statistic = Callable[[Floats, Floats], Floats]
"""(rows (n, columns), how often each row was drawn (rounds, n)) -> figure (rounds,); nan where a
round holds nothing to measure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over many calls."""

    name: str
    """"task_success", "gap_p95"."""
    value: float | None
    """None where nothing was there to measure."""
    low: float | None
    high: float | None
    """95% bootstrap interval over calls (percentile method, Bisani & Ney 2004), drawn out to the
    value where all draws of a biased statistic lie to one side of it. Where every call came out
    the same it has no width, which says little: of n calls without a failure, up to 3/n may fail
    (the rule of three)."""
    count: int
    """How many things it was measured on (turns, slots, calls)."""
    unit: Unit
    """`share` 0..1, more is better; `rate` 0.., less is better; `ms`; `count` a call or turn."""
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
    samples: Sequence[Sequence[Row]],
    of: Statistic,
    unit: Unit,
    *,
    goal: float | None = None,
    seed: int = 0,
) -> Figure:
    """`of` over all rows; `samples` holds the rows of each call, in any order of calls."""
    calls = sorted(list(call) for call in samples if len(call))
    rows = np.array([row for call in calls for row in call], dtype=np.float64)
    if not len(rows):
        return Figure(name, None, None, None, 0, unit, goal)
    value = float(of(rows, np.ones((1, len(rows))))[0])
    if np.isnan(value):
        return Figure(name, None, None, None, len(rows), unit, goal)
    call_of = np.repeat(np.arange(len(calls)), [len(call) for call in calls])
    parts = np.array_split(_draws(len(calls), seed), _CHUNKS)
    drawn = np.concatenate([of(rows, part[:, call_of]) for part in parts])
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    low, high = min(float(low), value), max(float(high), value)
    return Figure(name, value, low, high, len(rows), unit, goal)


def ratio(rows: Floats, weights: Floats) -> Floats:
    """First column over the second: edits over characters, times held over times."""
    sums = weights @ rows
    return _over(sums[:, 0], sums[:, 1])


def mean(rows: Floats, weights: Floats) -> Floats:
    """Of the first column."""
    return _over(weights @ rows[:, 0], weights.sum(axis=1))


def percentile(q: float) -> Statistic:
    """The q-th (0..100) of the first column, between two values as numpy draws it (linear)."""

    def of(rows: Floats, weights: Floats) -> Floats:
        order = np.argsort(rows[:, 0], kind="stable")
        values, upto = rows[order, 0], np.cumsum(weights[:, order], axis=1)
        total = upto[:, -1]
        place = q / 100 * np.maximum(total - 1, 0)
        below = np.floor(place)
        last = np.maximum(total - 1, 0)
        lower, upper = _at(values, upto, below), _at(values, upto, np.minimum(below + 1, last))
        found = lower + (place - below) * (upper - lower)
        return np.where(total > 0, found, np.nan)

    return of


def _at(values: Floats, upto: Floats, place: Floats) -> Floats:
    """The value at a place (from 0) of the rows drawn, in order."""
    index = (upto <= place[:, None]).sum(axis=1)
    found: Floats = values[np.minimum(index, len(values) - 1)]
    return found


def _over(parts: Floats, wholes: Floats) -> Floats:
    """Parts over wholes, nan over nothing."""
    shares: Floats = np.divide(parts, wholes, out=np.full(len(parts), np.nan), where=wholes > 0)
    return shares


@lru_cache(maxsize=64)
def _draws(calls: int, seed: int) -> Floats:
    """How often each call is drawn in each round, (ROUNDS, calls)."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(calls, np.full(calls, 1 / calls), size=ROUNDS).astype(np.float64)
