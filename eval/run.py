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
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path

from eval.playing import Mode, Plan, Stage
from eval.result import CallResult, from_json, planned, result_of, to_json
from eval.scenario import Scenario
from knowledge.errors import KnowledgeError
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
    marks = [scenario.name, _content(scenario.path), _content(_manual_file(scenario.client))]
    marks += [scenario.suite, scenario.name, plan.mode, plan.condition, str(plan.seed)]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]


def _manual_file(client: str) -> Path | None:
    """None where there is none: the call itself then says so."""
    try:
        return find_manual(client)
    except KnowledgeError:
        return None


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
    """The played calls of a run by fingerprint, for going on with it."""
    if not path.exists():
        return {}
    return {result.fingerprint: result for result in read_results(path) if not result.error}


def read_results(path: Path) -> tuple[CallResult, ...]:
    """Every result that a run kept; a line torn by a crash is left out. Raises OSError."""
    found: list[CallResult] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            found.append(from_json(line))
        except ValueError:
            continue
    return tuple(found)


def _played(left: Sequence[tuple[Plan, str]], out: Path, jobs: int) -> Iterator[CallResult]:
    if jobs == 1 or len(left) < 2:
        stage = Stage(out)
        for plan, mark in left:
            yield _play(stage, plan, mark)
    else:
        yield from _in_lanes(left, out, min(jobs, len(left)))


def _in_lanes(left: Sequence[tuple[Plan, str]], out: Path, jobs: int) -> Iterator[CallResult]:
    """Every lane is a process of its own with one call at a time.

    So a process that dies takes one call with it, and which one is known.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the lanes' share: a core each
    waiting = list(reversed(left))
    lanes = [_Lane(out) for _ in range(jobs)]
    playing: dict[Future[CallResult], tuple[_Lane, tuple[Plan, str]]] = {}
    try:
        while waiting or playing:
            while lanes and waiting:
                lane, call = lanes.pop(), waiting.pop()
                playing[lane.play(*call)] = lane, call
            for done in wait(playing, return_when=FIRST_COMPLETED).done:
                lane, call = playing.pop(done)
                lanes.append(lane)
                try:
                    yield done.result()
                except BrokenProcessPool as error:
                    yield planned(*call, error)
    finally:
        for lane in (*lanes, *(lane for lane, _ in playing.values())):
            lane.close()


class _Lane:
    """A process that plays; a new one where it died."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._pool = self._open()

    def play(self, plan: Plan, mark: str) -> Future[CallResult]:
        try:
            return self._pool.submit(_play_here, plan, mark)
        except BrokenProcessPool:
            self.close()
            self._pool = self._open()
            return self._pool.submit(_play_here, plan, mark)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _open(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, context, _open_stage, (self._out,))


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
