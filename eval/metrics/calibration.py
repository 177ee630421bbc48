"""May an intent's confidence be believed? Of the turns understood at .8, are four in five right?

Over the labelled turns that were taken up: `reliability` sorts them into ten equal bins of
confidence, each with its mean confidence and the share that was right (the reliability curve), and
`intent_calibration_error` is the expected calibration error: the mean distance of the two, weighed
by how many turns a bin holds (Guo et al. 2017, arXiv:1706.04599). A rate, 0..1; with few turns it
comes out too high, since every bin's share then strays by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics.figure import Figure, Floats, figure
from eval.metrics.intents import labelled
from eval.result import CallResult

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Turns of about the same confidence."""

    low: float
    high: float
    """From `low` up to, not including, `high`; 1.0 is in the last."""
    count: int
    confidence: float
    """Mean, 0..1."""
    right: float
    """Share of them understood right, 0..1."""


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`intent_calibration_error`."""
    return (figure("intent_calibration_error", _rows(results), _error, "rate"),)


def reliability(results: Sequence[CallResult]) -> tuple[Bin, ...]:
    """The bins that hold anything, least sure first."""
    rows = np.array([row for call in _rows(results) for row in call]).reshape(-1, 2)
    places = _bin_of(rows)
    return tuple(
        Bin(
            low=place / BINS,
            high=(place + 1) / BINS,
            count=len(held),
            confidence=float(held[:, 0].mean()),
            right=float(held[:, 1].mean()),
        )
        for place in range(BINS)
        if len(held := rows[places == place])
    )


def _rows(results: Sequence[CallResult]) -> list[list[tuple[float, ...]]]:
    """Confidence and whether it was right, of every turn."""
    return [
        [
            (turn.confidence, float(turn.intent == turn.wanted_intent))
            for turn in labelled(one)
            if turn.intent
        ]
        for one in results
    ]


def _bin_of(rows: Floats) -> Floats:
    places: Floats = np.minimum(np.floor(rows[:, 0] * BINS), BINS - 1)
    return places


def _error(rows: Floats, weights: Floats) -> Floats:
    holds = _bin_of(rows)[:, None] == np.arange(BINS)
    strayed = weights @ (holds * (rows[:, :1] - rows[:, 1:]))
    error: Floats = np.abs(strayed).sum(axis=1) / weights.sum(axis=1)
    return error
