"""`denwaban call`: recorded callers through the agent."""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from agent.call import run_call
from agent.commands.moment import moment
from agent.commands.output import emit, fail, fail_file, one_line, unwrapped
from agent.config import Config
from agent.desk import Desk
from agent.events import CallAnswered
from agent.main import open_desk
from agent.records.call_log import CallLog, claim
from agent.report import CallReport
from agent.transport.wav_line import WavLine
from knowledge.errors import KnowledgeError, ManualInvalid
from knowledge.manual import find_manual, load_manual
from speech.errors import SpeechError

_NO_NAME = re.compile(r"[^\w.-]+")
"""What is better not in the names of files."""
_LONGEST_NAME = 60


def call(
    files: Annotated[list[Path], typer.Argument(help="Recordings of the caller; any format.")],
    manual: Annotated[str, typer.Option("--manual", help="Client manual: a file or a name.")],
    out: Annotated[Path, typer.Option(help="Where recordings and logs go.")] = Path("calls"),
    now: Annotated[str | None, typer.Option(help="When the calls come in, ISO 8601.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a call.")] = False,
) -> None:
    """Play recorded callers to the agent; a report, a log and a stereo recording each."""
    answered = moment(now)
    desk = _open(manual, answered)
    _open_folder(out)
    failed = False
    quiet = json or len(files) < 2 or not sys.stderr.isatty()
    with Progress(console=Console(stderr=True), disable=quiet) as progress:
        for path in progress.track(files, description="Calls"):
            try:
                result = _one_call(path, desk, answered, out)
            except Exception as raised:
                error = unwrapped(raised)  # the disk may be full in the middle of a call
                if not isinstance(error, SpeechError | OSError):
                    raise
                failed = True
                fail_file(path, error, json)
                continue
            _print(path, *result, json)
    if failed:
        raise typer.Exit(2)


def _open(manual: str, answered: datetime) -> Desk:
    try:
        config = Config.from_environment()
        desk = open_desk(
            load_manual(find_manual(manual), config.cache_dir), answered, config, config.data_dir
        )
        desk.new_ear()  # an unknown DENWABAN_VAD is told now, not in the first call
        return desk
    except ManualInvalid as error:
        fail(str(error), f"Run: denwaban check {manual}")
    except (KnowledgeError, SpeechError) as error:
        fail(str(error), error.remedy)
    except OSError as error:
        fail(
            f"{error.filename or config.cache_dir}: {error.strerror}",
            "Check DENWABAN_CACHE and DENWABAN_DATA.",
        )


def _open_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"--out {out} can be no folder: {error.strerror}", "Name a folder to write into.")


def _one_call(
    path: Path, desk: Desk, answered: datetime, out: Path
) -> tuple[CallReport, Path, Path]:
    call_id = _new_id(answered, path.stem, out)
    recording, log_path = out / f"{call_id}.wav", out / f"{call_id}.jsonl"
    try:
        line = WavLine(path, recording)
    except (SpeechError, OSError):
        log_path.unlink()  # empty: there was no call
        raise
    received_at = answered.isoformat(timespec="seconds")
    event = CallAnswered(0, call_id, desk.knowledge.manual.company.name, received_at)
    with CallLog(log_path) as log:
        report = asyncio.run(run_call(line, desk, log, event))
    return report, recording, log_path


def _new_id(answered: datetime, stem: str, out: Path) -> str:
    """A name that no call in `out` bears, and its log, claimed: 20261124-100023-caller-2301.

    The last four characters, with which the receipt number ends, are the second and the call's
    number within it in hexadecimal, whatever the file is called.
    """
    moment = f"{answered:%Y%m%d-%H%M%S}"
    name = _NO_NAME.sub("_", stem)[:_LONGEST_NAME]
    taken = {path.stem.rpartition("-")[2] for path in out.glob(f"{moment}-*")}
    for number in count(1):
        tail = f"{answered:%S}{number:02X}"
        call_id = f"{moment}-{name}-{tail}"
        if tail not in taken and claim(out / f"{call_id}.jsonl"):
            return call_id
    raise AssertionError("numbers do not end")


def _print(path: Path, report: CallReport, recording: Path, log: Path, json: bool) -> None:
    if json:
        record: dict[str, Any] = {"path": str(path), "report": report.to_json()}
        emit(record | {"recording": str(recording), "log": str(log)})
        return
    console = Console()
    console.print(f"\n[bold]{escape(one_line(str(path)))}[/bold]", highlight=False)
    console.print(report.to_text(), highlight=False, markup=False)
    console.print(f"録音: {recording}\n記録: {log}", highlight=False, markup=False)
