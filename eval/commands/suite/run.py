"""`denwaban eval run`: play scenarios by text or by voice, grade them, and show what came of it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agent.commands.output import emit, fail
from agent.config import Config
from eval.bench.machine import machine_line
from eval.commands.suite.outcome import call_line, tell
from eval.judge import JudgeUnavailable, Verdict, judged, open_judge
from eval.junit import junit
from eval.playing import Mode, Plan
from eval.result import CallResult
from eval.run import plans, read_results
from eval.run import run as play_all
from eval.scenario import Scenario
from eval.scenario_file import ScenarioError, load_scenario, load_scenarios
from eval.scorecard import Run, card, to_html, to_markdown
from eval.scorecard.trend import Identity, identity
from eval.telephone import CONDITIONS
from knowledge.errors import KnowledgeError
from knowledge.hours import JAPAN

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

SCENARIOS = Path(__file__).parents[2] / "scenarios"
"""The packaged suites, a folder each."""
SMOKE = SCENARIOS / "smoke.txt"
"""Names of the scenarios that stand for all, one a line."""


class Sounds(StrEnum):
    """Which calls can be heard on the page."""

    ALL = "all"
    FAILED = "failed"
    NONE = "none"


class Judge(StrEnum):
    """Who has an opinion of how the agent spoke."""

    NONE = "none"
    LLM = "llm"


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
    html: Annotated[Path | None, typer.Option(help="The page; else OUT/scorecard.html.")] = None,
    audio: Annotated[Sounds, typer.Option(help="Calls to be heard there.")] = Sounds.FAILED,
    against: Annotated[Path | None, typer.Option(help="Results of an earlier run.")] = None,
    judge: Annotated[Judge, typer.Option(help="An opinion of the manners.")] = Judge.NONE,
    junit_to: Annotated[Path | None, typer.Option("--junit", help="JUnit XML to write.")] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON lines: each call, then all.")] = False,
) -> None:
    """Play scenarios and grade them. Exits with status 1 where a must did not hold."""
    mode: Mode = "voice" if by_voice else "text"
    conditions = tuple(dict.fromkeys(condition or ["own"]))
    for name in conditions:
        if name not in CONDITIONS:
            fail(f"No condition is called {name}.", f"There are: {', '.join(CONDITIONS)}.")
    if condition and mode == "text":
        fail("A typed call has no line.", "Add --voice, or leave --condition out.")
    page = html or out / "scorecard.html"
    pages = _Pages(page, junit_to, audio, _earlier(against), _judge_of(judge))
    wanted = plans(chosen(suite or []), mode, times, conditions)
    processes = min(jobs or os.cpu_count() or 1, len(wanted))
    try:
        results = _play(wanted, out, processes, resume, json)
        pages.write(results, processes, json)
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    except OSError as error:
        fail(f"{error.filename or out} cannot be written: {error.strerror}.", "Name another place.")
    tell(results, page, json)
    if not all(result.passed for result in results):
        raise typer.Exit(1)


def chosen(names: Sequence[str]) -> tuple[Scenario, ...]:
    """Scenarios by suite (a folder of the packaged ones), name or path; `smoke` is a selection.

    One that is named twice is played once.
    """
    try:
        if not names:
            return load_scenarios(SCENARIOS)
        found = [scenario for name in names for scenario in _named(name)]
    except ScenarioError as error:
        fail(str(error), error.remedy)
    return tuple({scenario.path: scenario for scenario in found}.values())


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


def _earlier(path: Path | None) -> tuple[CallResult, ...] | None:
    if path is None:
        return None
    try:
        earlier = read_results(path)
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}.", "Name the results.jsonl of a run.")
    if not earlier:
        fail(f"{path} holds no results.", "Name the results.jsonl of a run.")
    return earlier


def _judge_of(judge: Judge) -> BaseChatModel | None:
    """Opened before any call is played: what is missing is said at once."""
    if judge is Judge.NONE:
        return None
    try:
        return open_judge(Config.from_environment().judge)
    except JudgeUnavailable as error:
        fail(str(error), error.remedy)


@dataclass(frozen=True, slots=True)
class _Pages:
    """What is written once all calls are over."""

    html: Path
    junit: Path | None
    audio: Sounds
    earlier: tuple[CallResult, ...] | None
    judge: BaseChatModel | None

    def write(self, results: Sequence[CallResult], jobs: int, is_quiet: bool) -> None:
        """The page, the same as Markdown beside it, and JUnit where it is wanted."""
        made = card(
            results,
            Run(dt.datetime.now(JAPAN), jobs, machine_line()),
            audio=self.audio.value,
            against=self.earlier,
            verdicts=self._verdicts(results, is_quiet),
        )
        _write(self.html, to_html(made))
        _write(self.html.with_suffix(".md"), to_markdown(made))
        if self.junit is not None:
            _write(self.junit, junit(results))

    def _verdicts(self, results: Sequence[CallResult], is_quiet: bool) -> dict[Identity, Verdict]:
        if self.judge is None:
            return {}
        with _bar(len(results), is_quiet) as advance:
            verdicts: dict[Identity, Verdict] = {}
            for result, verdict in zip(results, judged(results, self.judge), strict=True):
                verdicts[identity(result)] = verdict
                advance("judged")
        return verdicts


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _play(
    wanted: Sequence[Plan], out: Path, jobs: int, resume: bool, as_json: bool
) -> tuple[CallResult, ...]:
    """Play with a bar on stderr, which tells how many did not hold so far."""
    failed = 0
    with _bar(len(wanted), as_json) as advance:

        def told(result: CallResult) -> None:
            nonlocal failed
            failed += not result.passed
            advance(f"{failed} failed" if failed else "")
            if as_json:
                emit(call_line(result))

        return play_all(wanted, out, jobs=jobs, resume=resume, told=told)


@contextmanager
def _bar(total: int, is_quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on stderr; what is yielded moves it on and says a word beside it."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), disable=is_quiet) as progress:
        task = progress.add_task("", total=total)
        yield lambda said: progress.update(task, advance=1, description=said)
