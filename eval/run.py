"""Running many calls: every scenario, seed and condition, on all cores, each result kept at once.

Calls run in virtual time and one does not know of another, so a run gives the same results
whatever the number of processes; only the compute inside the response gaps is real, and two calls
that share a core make it longer: gaps are measured with one job.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path

from eval.playing import Mode, Plan, Stage
from eval.result import CallResult, from_json, planned, result_of, to_json
from eval.scenario import Scenario
from knowledge.manual import find_manual

RESULTS = "results.jsonl"
"""One line a call, in the order in which they ended."""


def plans(
    scenarios: Iterable[Scenario],
    mode: Mode,
    times: int = 1,
    conditions: Sequence[str] = ("own",),
) -> tuple[Plan, ...]:
    """Every scenario `times` times (seeds 0, 1, ...) under every condition."""
    lines = conditions if mode == "voice" else ("own",)
    return tuple(
        Plan(scenario, seed, mode, condition)
        for condition in lines
        for scenario in scenarios
        for seed in range(times)
    )


def fingerprint(plan: Plan) -> str:
    """16 hex digits that change when the scenario's or the manual's file does."""
    scenario = plan.scenario
    marks = [_content(scenario.path), _content(find_manual(scenario.client))]
    marks += [plan.mode, plan.condition, str(plan.seed)]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]


@lru_cache(maxsize=1024)
def _content(path: Path | None) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path is not None else ""


def run(
    wanted: Sequence[Plan],
    out: Path,
    *,
    jobs: int = 1,
    resume: bool = False,
    told: Callable[[CallResult], None] = lambda result: None,
) -> tuple[CallResult, ...]:
    """Play every plan; the results in the order of the plans.

    Each result stands in `out`/results.jsonl before `told` hears of it. With `resume` the calls
    that stand there already, of the same scenario and manual, are not played again. A call that
    cannot be played is a result with an error; it stops no other.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / RESULTS
    known = load_results(path) if resume else {}
    marks = [fingerprint(plan) for plan in wanted]
    left = [(plan, mark) for plan, mark in zip(wanted, marks, strict=True) if mark not in known]
    with path.open("a" if resume else "w", encoding="utf-8") as kept:
        for result in _played(left, out, jobs):
            kept.write(to_json(result) + "\n")
            kept.flush()
            known[result.fingerprint] = result
            told(result)
    return tuple(known[mark] for mark in marks)


def load_results(path: Path) -> dict[str, CallResult]:
    """The results of a run by fingerprint; a line torn by a crash counts as not played."""
    found: dict[str, CallResult] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                result = from_json(line)
            except ValueError:
                continue
            if not result.error:
                found[result.fingerprint] = result
    return found


def _played(left: Sequence[tuple[Plan, str]], out: Path, jobs: int) -> Iterator[CallResult]:
    if jobs == 1 or len(left) < 2:
        stage = Stage(out)
        for plan, mark in left:
            yield _play(stage, plan, mark)
        return
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the workers' share: a core each
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _open_stage, (out,)) as pool:
        waiting = {pool.submit(_play_here, plan, mark): (plan, mark) for plan, mark in left}
        for done in as_completed(waiting):
            try:
                yield done.result()
            except BrokenProcessPool as error:
                plan, mark = waiting[done]
                yield planned(plan, mark, error)


_here: list[Stage] = []
"""The stage of this worker process."""


def _open_stage(out: Path) -> None:
    _here.append(Stage(out))


def _play_here(plan: Plan, mark: str) -> CallResult:
    return _play(_here[0], plan, mark)


def _play(stage: Stage, plan: Plan, mark: str) -> CallResult:
    try:
        return result_of(stage.play(plan), mark)
    except Exception as error:  # whatever one call breaks, the others are played
        return planned(plan, mark, error)
