"""`denwaban eval replay`: recorded callers again, and which stage lost a call."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from agent.commands.output import emit, fail, told, unwrapped
from eval.playing import Stage
from eval.recording import Recording, load_recording, load_recordings
from eval.scenario_file import ScenarioError
from eval.stages import Replayed, replayed
from knowledge.errors import KnowledgeError
from speech.errors import SpeechError

_STAGES = {"hearing": "聞き取り", "understanding": "理解", "desk": "応対"}


def replay(
    where: Annotated[Path, typer.Argument(help="A folder of recordings, or one YAML.")],
    *,
    strict_timing: Annotated[
        bool, typer.Option("--strict-timing", help="Run the audio in its own time.")
    ] = False,
    out: Annotated[Path, typer.Option(help="Where recordings and logs go.")] = Path("calls"),
    json: Annotated[bool, typer.Option("--json", help="One JSON object a call.")] = False,
) -> None:
    """Play recorded callers to the agent. Exits with status 1 where a must did not hold."""
    stage, passed = Stage(out), True
    recordings = _recordings(where)
    with Progress(console=Console(stderr=True), disable=json or len(recordings) < 2) as progress:
        for recording in progress.track(recordings, description="Calls"):
            try:
                done = replayed(recording, stage, out, strict_timing=strict_timing)
            except (KnowledgeError, SpeechError) as error:
                fail(f"{recording.audio.name}: {error}", error.remedy)
            except (OSError, ExceptionGroup) as raised:
                if not isinstance(inner := unwrapped(raised), OSError | SpeechError):
                    raise
                fail(told(inner))
            passed = passed and done.passed
            if json:
                emit(_record(done))
            else:
                _show(done, progress.console)
    if not passed:
        raise typer.Exit(1)


def _recordings(where: Path) -> tuple[Recording, ...]:
    try:
        found = load_recordings(where) if where.is_dir() else (load_recording(where),)
    except ScenarioError as error:
        fail(str(error), error.remedy)
    if not found:
        fail(f"{where} holds no recording with a YAML beside it.", "denwaban eval label FILE")
    return found


def _record(done: Replayed) -> dict[str, Any]:
    return {
        "recording": done.name,
        "passed": done.passed,
        "kana_error": _kana_error(done),
        "turns": [asdict(turn) for turn in done.turns],
        "failures": [{"lost_in": where, "must": str(one)} for where, one in done.failures],
        "report": done.result.report,
    }


def _kana_error(done: Replayed) -> float | None:
    kana = sum(turn.kana for turn in done.turns)
    return round(sum(turn.kana_edits for turn in done.turns) / kana, 4) if kana else None


def _show(done: Replayed, console: Console) -> None:
    typer.echo(f"{'ok  ' if done.passed else 'FAIL'} {done.name}  かな誤り {_kana_error(done)}")
    for turn in done.turns:
        typer.echo(f"     {turn.said}")
        if turn.heard != turn.said:
            typer.echo(f"       → {turn.heard or '（聞き取れず）'}")
        if turn.wanted_intent and turn.intent != turn.wanted_intent:
            typer.echo(f"       用件: {turn.intent or 'なし'}（正しくは {turn.wanted_intent}）")
    for where, failure in done.failures:
        typer.echo(f"     {_STAGES[where]}: {failure}")
