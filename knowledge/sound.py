"""Where in a turn a word was heard: best place of a reading within what was said.

`speech.reading.kana` weighs one mora against another; this finds the place, which the directory
and the understanding need to know what stands beside a name (営業の｜クリモト｜サン).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from speech.reading.kana import SoundIndex, gap_cost, mora_cost, pronounced
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


def spot(word: str, heard: tuple[str, ...], *, to_the_end: bool = False) -> Spot:
    """The best place of `word` (kana) in `heard` (morae), the latest of equals.

    `to_the_end`: the best that ends with the last mora.
    """
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
    end = n if to_the_end else min(range(n + 1), key=lambda j: (costs[j], -j))
    return Spot(starts[end], end, min(1.0, costs[end] / len(target)))


Spans = tuple[tuple[int, int], ...]
"""Stretches of a turn: (first mora, one past the last)."""
_LONGER = 3
"""A word may be heard with so many morae more than it has."""


class Places:
    """Where each of many readings was heard in one turn, outside the stretches `skip`."""

    def __init__(
        self, index: SoundIndex, columns: dict[str, int], heard: tuple[str, ...], skip: Spans = ()
    ) -> None:
        self.heard = heard
        self._lengths = index.lengths
        self._columns = columns
        self._walls = [0] * (len(heard) + 1)
        self._rows: list[npt.NDArray[np.float32] | None] = [None] * (len(heard) + 1)
        """At each boundary, the edits of every reading that ends there."""
        for begin, end in _outside(skip, len(heard)):
            self._rows[begin : end + 1] = index.distances(heard[begin:end], within=True)
            self._walls[begin : end + 1] = [begin] * (end + 1 - begin)

    def best(self, reading: str, limit: float) -> Spot | None:
        """The best place of one of the readings, the latest of equals; None beyond `limit`."""
        column = self._columns[reading]
        costs = [(float(row[column]), -at) for at, row in enumerate(self._rows) if row is not None]
        cost, end = min(costs, default=(1.0, 0))
        is_near = cost <= limit * self._lengths[column]
        return self.ending_at(reading, -end) if is_near else None

    def near(
        self, limits: Sequence[npt.NDArray[np.float32]], readings: Sequence[str], most: int
    ) -> list[tuple[str, Spot]]:
        """The places of the first `len(readings)` readings that stay below their limits.

        `limits`: for each boundary (readings,), the edits a reading that ends there may have at
        most; negative where it cannot end there. The `most` that stay furthest below theirs.
        """
        found: list[tuple[float, int, int]] = []
        for end, (row, limit) in enumerate(zip(self._rows, limits, strict=True)):
            if row is None:
                continue
            spare = limit - row[: len(readings)]
            columns = np.flatnonzero(spare >= 0)
            spares = spare[columns] / self._lengths[columns]
            found += zip((-spares).tolist(), columns.tolist(), [end] * len(columns), strict=True)
        best = heapq.nsmallest(most, found)
        return [(readings[i], self.ending_at(readings[i], end)) for _, i, end in best]

    def ending_at(self, reading: str, end: int) -> Spot:
        """The best place of a reading that ends there."""
        length = int(self._lengths[self._columns[reading]])
        begin = max(self._walls[end], end - length - _LONGER)
        place = spot(reading, self.heard[begin:end], to_the_end=True)
        return Spot(begin + place.start, begin + place.end, place.cost)


def _outside(skip: Spans, count: int) -> Iterator[tuple[int, int]]:
    begin = 0
    for start, end in (*sorted(skip), (count, count)):
        stop = min(start, count)
        if stop > begin:
            yield begin, stop
        begin = max(begin, end)
