"""`denwaban eval gate`: may this manual go live?"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agent.commands.check import check
from agent.commands.output import emit, fail
from eval.commands.suite.run import chosen
from eval.desk_version import desk_version
from eval.gate import SAMPLE, PassedGate, generate, judged
from eval.gate.telling import Gate, summary
from eval.playing import Plan
from eval.result import CallResult
from eval.run import plans
from eval.run import run as play_all
from knowledge import JAPAN
from knowledge.errors import KnowledgeError
from knowledge.gates import keep_passed
from knowledge.manual import Manual, examine, find_manual
from knowledge.written import content_id

SUMMARY = "gate.md"


class General(StrEnum):
    """How much of the general suite is played beside the manual's own calls."""

    SMOKE = "smoke"
    ALL = "all"
    NONE = "none"


def gate(
    manual: Annotated[str, typer.Option("--manual", help="The manual: a file or a name.")],
    *,
    by_voice: Annotated[bool, typer.Option("--voice/--text", help="Speak or type.")] = False,
    jobs: Annotated[int, typer.Option(min=0, help="Processes; 0: one a core.")] = 0,
    out: Annotated[Path, typer.Option(help="Where results go.")] = Path("gate-run"),
    general: Annotated[
        General, typer.Option(help="The general suite beside it; without it nothing is recorded.")
    ] = General.SMOKE,
    sample: Annotated[
        int, typer.Option(min=1, help="FAQ entries and people tried at most.")
    ] = SAMPLE,
    seed: Annotated[int, typer.Option(min=0, help="Which of them, where there are more.")] = 0,
    day: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Calls come in after this day; else today."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON lines: each call, then all.")] = False,
) -> None:
    """Try everything a manual promises. Exits with status 0 only when every must holds."""
    path, held, content = _manual(manual, json)
    now = dt.datetime.now(JAPAN)
    made = generate(held, str(path), (day or now).date(), sample=sample, seed=seed)
    suite = () if general is General.NONE else chosen(["smoke"] if general is General.SMOKE else [])
    wanted = plans(
        [*(call.scenario for call in made.calls), *suite], "voice" if by_voice else "text"
    )
    try:
        results = _play(wanted, out, jobs or os.cpu_count() or 1, json)
        own = judged(made.calls, results[: len(made.calls)], held)
        tried = Gate(path, content, made, own, general.value, results[len(made.calls) :], seed)
        (out / SUMMARY).write_text(summary(tried), encoding="utf-8")
        kept = _keep(tried, by_voice, now)
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}.", "Name another place with --out.")
    _tell(tried, kept, out, json)
    if not tried.passed:
        raise typer.Exit(1)


def _manual(name: str, as_json: bool) -> tuple[Path, Manual, bytes]:
    """The manual and its content; one that cannot be used is told as `denwaban check` does."""
    try:
        path = find_manual(name)
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    held, problems = examine(path)
    if held is None or any(problem.level == "error" for problem in problems):
        check([str(path)], as_json)
    assert held is not None, "check exits where a manual cannot be used"
    return path, held, path.read_bytes()


def _play(wanted: Sequence[Plan], out: Path, jobs: int, as_json: bool) -> tuple[CallResult, ...]:
    """Play all, with a bar on stderr that tells how many did not hold so far."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    failed = 0
    with Progress(
        *columns, TextColumn("{task.description}"), console=Console(stderr=True), disable=as_json
    ) as progress:
        task = progress.add_task("", total=len(wanted))

        def told(result: CallResult) -> None:
            nonlocal failed
            failed += not result.passed
            progress.update(task, advance=1, description=f"不合格 {failed}" if failed else "")

        return play_all(wanted, out, jobs=jobs, told=told)


def _keep(tried: Gate, by_voice: bool, now: dt.datetime) -> Path | None:
    """Keep the record of a gate that was passed whole; None: there is nothing to keep."""
    if not tried.passed or tried.suite == General.NONE:
        return None
    mode = "voice" if by_voice else "text"
    version = content_id(tried.content)
    figures = _figures(tried)
    return keep_passed(
        tried.path, tried.content, PassedGate(version, now, mode, desk_version(), figures)
    )


def _figures(tried: Gate) -> dict[str, Any]:
    return {
        "calls": {kind: of for kind, (_, of) in tried.by_kind.items()},
        "faq": {"tried": tried.generated.faq[0], "of": tried.generated.faq[1]},
        "staff": {"tried": tried.generated.staff[0], "of": tried.generated.staff[1]},
        "seed": tried.seed,
        "general": {"suite": tried.suite, "calls": len(tried.general)},
    }


def _tell(tried: Gate, kept: Path | None, out: Path, as_json: bool) -> None:
    if as_json:
        for call, result in zip(tried.generated.calls, tried.results, strict=True):
            emit({"call": result.scenario, "tries": list(call.where), "subject": call.subject}
                 | _outcome(result))  # fmt: skip
        for result in tried.general:
            emit({"call": result.scenario, "general": True} | _outcome(result))
        held = {kind: {"held": held, "of": of} for kind, (held, of) in tried.by_kind.items()}
        emit({"manual": str(tried.path), "version": content_id(tried.content),
              "passed": tried.passed, "held": held, **_figures(tried),
              "record": str(kept) if kept else None})  # fmt: skip
        return
    typer.echo(summary(tried))
    typer.echo(f"詳しくは {out / SUMMARY}")
    if kept is not None:
        typer.echo(f"合格の記録: {kept}")
    elif tried.passed:
        typer.echo("共通の試験をしていないので、合格の記録は残しません（--general smoke）。")


def _outcome(result: CallResult) -> dict[str, Any]:
    return {
        "passed": result.passed,
        "failures": [str(failure) for failure in result.failures],
        "error": result.error or None,
    }
