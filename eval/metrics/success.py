"""Task success: did the call come to what it must come to?

`task_success` is the share of calls with every must held (`CallResult.passed`); a call that could
not be played counts as failed. In tau-bench's terms it is pass^1 (Yao et al. 2024,
arXiv:2406.12045).

`pass^k` is the chance that k plays of a scenario under one condition all hold: the mean over
scenarios of C(held, k) / C(played, k), tau-bench's estimator. k is the number of seeds that every
scenario was played with, so that as a rule it is the share of scenarios whose seeds all passed.
It is left out where a scenario was played once. Its interval is drawn over scenarios.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import comb

from eval.metrics.figure import Figure, figure, mean
from eval.result import CallResult

GOAL = {"text": 0.90, "voice": 0.80}
"""To be reached with the project's own desk; by voice at 20 dB."""


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`task_success` and, for scenarios played k times, `pass^k`; both shares."""
    goal = GOAL["voice" if any(one.mode == "voice" for one in results) else "text"]
    held = [[(float(one.passed),)] for one in results]
    success = figure("task_success", held, mean, "share", goal=goal)
    plays = _plays(results)
    k = min((len(passed) for passed in plays), default=0)
    if k < 2:
        return (success,)
    chances = [[(comb(sum(passed), k) / comb(len(passed), k),)] for passed in plays]
    return (success, figure(f"pass^{k}", chances, mean, "share", goal=goal))


def _plays(results: Sequence[CallResult]) -> list[list[bool]]:
    """Whether each play of a scenario under one condition passed."""
    plays: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for one in results:
        plays[one.suite, one.scenario, one.mode, one.condition].append(one.passed)
    return list(plays.values())
