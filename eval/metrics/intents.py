"""What each turn was about: macro-F1 over the turns that a scenario labels with an intent.

The intent of a turn is the first one the agent understood; a turn it did not take up has none and
is a miss of its label. `intent_macro_f1` is the mean of F1 over the labels that occur (as
scikit-learn's `f1_score(average="macro", labels=...)` of the true labels), so a rare intent weighs
as much as a common one. `intent_among` is the share of turns whose label is the first intent or
one of those understood beside it. Both are shares.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.metrics.figure import Figure, Floats, figure, mean
from eval.result import CallerTurn, CallResult


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`intent_macro_f1` and `intent_among`."""
    calls = [labelled(one) for one in results]
    number = {"": -1}
    for name in sorted({turn.wanted_intent for call in calls for turn in call}):
        number[name] = len(number) - 1
    pairs = [
        [(float(number[t.wanted_intent]), float(number.get(t.intent, -1))) for t in call]
        for call in calls
    ]
    among = [[(float(t.wanted_intent in (t.intent, *t.also)),) for t in call] for call in calls]
    return (
        figure("intent_macro_f1", pairs, _macro_f1, "share"),
        figure("intent_among", among, mean, "share"),
    )


def labelled(result: CallResult) -> list[CallerTurn]:
    """The turns whose meaning the scenario names."""
    return [turn for turn in result.caller if turn.wanted_intent]


def _macro_f1(rows: Floats, weights: Floats) -> Floats:
    """Rows: number of the label, number of the intent understood."""
    labels = np.unique(rows[:, 0])
    wanted, found = rows[:, :1] == labels, rows[:, 1:] == labels
    right, truly, taken = weights @ (wanted & found), weights @ wanted, weights @ found
    f1 = 2 * right / np.maximum(truly + taken, 1)
    occurs = truly > 0
    share: Floats = (f1 * occurs).sum(axis=1) / np.maximum(occurs.sum(axis=1), 1)
    return share
