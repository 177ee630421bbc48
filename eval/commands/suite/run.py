"""`denwaban eval run`: play scenarios by text or by voice and grade them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agent.commands.output import emit, fail
from eval.playing import Mode, Plan
from eval.result import CallResult
from eval.run import plans
from eval.run import run as play_all
from eval.scenario import Scenario
from eval.scenario_file import ScenarioError, load_scenario, load_scenarios
from eval.telephone import CONDITIONS
from knowledge.errors import KnowledgeError

SCENARIOS = Path(__file__).parents[2] / "scenarios"
"""The packaged suites, a folder each."""
SMOKE = SCENARIOS / "smoke.txt"
"""Names of the scenarios that stand for all, one a line."""


def run(
    suite: Annotated[
        list[str] | None,
        typer.Argument(help="Suites, scenarios or files; else all."),
    ] = None,
    *,
    by_voice: Annotated[bool, typer.Option("--voice/--text", help="Speak or type.")] = False,
    times: Annotated[int, typer.Option("-k", min=1, max=100, help="Each so often: pass^k.")] = 1,
    condition: Annotated[list[str] | None, typer.Option(help="Lines: own, 20dB, 10dB, ...")] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0: one a core.")] = 0,
    out: Annotated[Path, typer.Option(help="Where results and recordings go.")] = Path("eval-run"),
    resume: Annotated[bool, typer.Option(help="Play only what is not in OUT yet.")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON lines: each call, then all.")] = False,
) -> None:
    """Play scenarios and grade them. Exits with status 1 where a must did not hold."""
    mode: Mode = "voice" if by_voice else "text"
    conditions = condition or ["own"]
    for name in conditions:
        if name not in CONDITIONS:
            fail(f"No condition is called {name}.", f"There are: {', '.join(CONDITIONS)}.")
    scenarios = chosen(suite or [])
    try:
        wanted = plans(scenarios, mode, times, conditions)
        results = _with_progress(wanted, out, jobs or os.cpu_count() or 1, resume, json)
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}.", "Name another place with --out.")
    _tell(results, json)
    if not all(result.passed for result in results):
        raise typer.Exit(1)


def chosen(names: Sequence[str]) -> tuple[Scenario, ...]:
    """Scenarios by suite (a folder of the packaged ones), name or path; `smoke` is a selection."""
    try:
        if not names:
            return load_scenarios(SCENARIOS)
        return tuple(scenario for name in names for scenario in _named(name))
    except ScenarioError as error:
        fail(str(error), error.remedy)


def _named(name: str) -> tuple[Scenario, ...]:
    if name == "smoke":
        return chosen(SMOKE.read_text("utf-8").split())
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return (load_scenario(path),)
    if path.is_dir() or (SCENARIOS / name).is_dir():
        return load_scenarios(path if path.is_dir() else SCENARIOS / name)
    found = sorted(SCENARIOS.rglob(f"{name}.yaml"))
    if not found:
        suites = sorted(folder.name for folder in SCENARIOS.iterdir() if folder.is_dir())
        fail(f"There is no suite, scenario or file {name}.", f"Suites: smoke, {', '.join(suites)}.")
    return (load_scenario(found[0]),)


def _with_progress(
    wanted: Sequence[Plan], out: Path, jobs: int, resume: bool, as_json: bool
) -> tuple[CallResult, ...]:
    """Play with a bar on stderr, which tells how many did not hold so far."""
    if as_json:
        return play_all(wanted, out, jobs=jobs, resume=resume, told=lambda one: emit(_line(one)))
    failed_so_far = TextColumn("{task.description}")
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), failed_so_far)
    failed = 0
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=len(wanted))

        def told(result: CallResult) -> None:
            nonlocal failed
            failed += not result.passed
            progress.update(task, advance=1, description=f"{failed} failed" if failed else "")

        results = play_all(wanted, out, jobs=jobs, resume=resume, told=told)
        progress.update(task, completed=len(wanted))
    return results


def _tell(results: Sequence[CallResult], as_json: bool) -> None:
    passed = sum(result.passed for result in results)
    if as_json:
        emit({"calls": len(results), "passed": passed})
        return
    for result in results:
        if not result.passed:
            typer.echo(f"FAIL {result.scenario} (seed {result.seed}, {result.condition})")
            for failure in result.failures:
                typer.echo(f"     {failure}")
            if result.error:
                typer.echo(f"     {result.error}")
    typer.echo(f"{passed} of {len(results)} calls held every must")


def _line(result: CallResult) -> dict[str, Any]:
    return {
        "scenario": result.scenario,
        "seed": result.seed,
        "mode": result.mode,
        "condition": result.condition,
        "passed": result.passed,
        "failures": [str(failure) for failure in result.failures],
        "error": result.error or None,
        "took_s": result.took_s,
    }
