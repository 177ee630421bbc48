"""What is measured over many calls: one metric a file, its definition in the docstring.

METRICS is the table of contents, in the order of the scorecard; every entry takes the results of
any calls and gives figures, each with a bootstrap interval over calls. What a set of calls cannot
tell (a response gap by text) is a figure without a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from eval.metrics import (
    barge_in,
    calibration,
    intents,
    recognition,
    response_gap,
    slots,
    success,
    turns,
    violations,
)
from eval.metrics.figure import Figure
from eval.result import CallResult

Measure = Callable[[Sequence[CallResult]], tuple[Figure, ...]]
Key = Literal["feature", "suite", "condition", "client", "difficulty"]

METRICS: Mapping[str, Measure] = {
    "success": success.measure,
    "violations": violations.measure,
    "slots": slots.measure,
    "intents": intents.measure,
    "calibration": calibration.measure,
    "recognition": recognition.measure,
    "response_gap": response_gap.measure,
    "barge_in": barge_in.measure,
    "turns": turns.measure,
}


def figures(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """Every figure of METRICS over these calls."""
    return tuple(one for measure in METRICS.values() for one in measure(results))


def by(results: Sequence[CallResult], key: Key) -> dict[str, tuple[CallResult, ...]]:
    """The calls of each feature, suite, condition, client or difficulty, by name.

    A call of two features is in both groups.
    """
    groups: dict[str, list[CallResult]] = defaultdict(list)
    for one in results:
        for name in one.features if key == "feature" else (str(getattr(one, key)),):
            groups[name].append(one)
    return {name: tuple(groups[name]) for name in sorted(groups)}
