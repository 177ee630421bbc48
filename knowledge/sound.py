"""Where in a turn a word was heard: best place of a reading within what was said.

`speech.reading.kana` weighs one mora against another; this finds the place, which the directory
and the understanding need to know what stands beside a name (営業の｜クリモト｜サン).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from speech.reading.kana import gap_cost, mora_cost, pronounced
from speech.reading.kana import morae as split_morae

MAX_MORAE = 300
"""A turn is searched up to here; nobody says more in one breath."""


@lru_cache(maxsize=16_384)
def morae(kana: str) -> tuple[str, ...]:
    """The morae of a written word as pronounced: こうの -> コ, ー, ノ."""
    return split_morae(pronounced(kana))


def heard_morae(reading: str) -> tuple[str, ...]:
    """The morae of a turn as it was heard (already pronounced), at most `MAX_MORAE`."""
    return split_morae(reading)[:MAX_MORAE]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word was heard."""

    start: int
    """First mora of the place."""
    end: int
    """One past its last mora."""
    cost: float
    """Edits per mora of the word: 0 is exact, .1 one blurred consonant in three, 1 is absent."""


def spot(word: str, heard: tuple[str, ...]) -> Spot:
    """The best place of `word` (kana) in `heard` (morae), the latest of equals."""
    target = morae(word)
    n = len(heard)
    if not target or not n:
        return Spot(0, 0, 1.0)
    gaps = [gap_cost(mora) for mora in heard]
    costs = [0.0] * (n + 1)
    starts = list(range(n + 1))
    for mora in target:
        gap = gap_cost(mora)
        row, begun = [costs[0] + gap], [starts[0]]
        for j in range(1, n + 1):
            best, start = costs[j - 1] + mora_cost(mora, heard[j - 1]), starts[j - 1]
            if costs[j] + gap < best:
                best, start = costs[j] + gap, starts[j]
            if row[j - 1] + gaps[j - 1] < best:
                best, start = row[j - 1] + gaps[j - 1], begun[j - 1]
            row.append(best)
            begun.append(start)
        costs, starts = row, begun
    end = min(range(n + 1), key=lambda j: (costs[j], -j))
    return Spot(starts[end], end, min(1.0, costs[end] / len(target)))
