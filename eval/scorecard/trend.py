"""What changed since an earlier run: figures over the calls that both hold, and verdicts turned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.metrics.figure import Figure
from eval.result import CallResult

Identity = tuple[str, str, int, str, str]
"""Suite, scenario, seed, mode and condition."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure then and now."""

    before: Figure
    now: Figure

    @property
    def is_better(self) -> bool | None:
        """None where it stayed the same or was not measured both times."""
        before, now = self.before.value, self.now.value
        if before is None or now is None or before == now:
            return None
        return (now > before) == (self.now.unit == "share")


@dataclass(frozen=True, slots=True)
class Trend:
    """This run beside the earlier one."""

    shared: int
    """Calls of both; figures are compared over these alone."""
    changes: tuple[Change, ...]
    newly_failing: tuple[CallResult, ...]
    newly_passing: tuple[CallResult, ...]
    added: int
    gone: int


def identity(result: CallResult) -> Identity:
    """The same call in two runs, whatever became of scenario and manual between them."""
    return result.suite, result.scenario, result.seed, result.mode, result.condition


def trend(
    results: Sequence[CallResult],
    earlier: Sequence[CallResult],
    measure: Callable[[Sequence[CallResult]], tuple[Figure, ...]],
) -> Trend:
    """Compare; `measure` gives the figures, and those that both runs have are shown."""
    then = {identity(result): result for result in earlier}
    both = [result for result in results if identity(result) in then]
    partners = [then[identity(result)] for result in both]
    before = {figure.name: figure for figure in measure(partners)}
    changes = tuple(
        Change(before[figure.name], figure)
        for figure in measure(both)
        if figure.name in before
        and figure.value is not None
        and before[figure.name].value is not None
    )
    pairs = list(zip(both, partners, strict=True))
    return Trend(
        shared=len(both),
        changes=changes,
        newly_failing=tuple(now for now, old in pairs if old.passed and not now.passed),
        newly_passing=tuple(now for now, old in pairs if now.passed and not old.passed),
        added=len(results) - len(both),
        gone=len(then) - len(both),
    )
