"""What several benches need: their common options, engines, voices and a progress bar."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from agent.commands.output import fail
from agent.config import Config
from eval.voices import CallerVoice, find_voices
from speech.asr.registry import make_asr
from speech.engines import Asr
from speech.errors import SpeechError

Json = Annotated[bool, typer.Option("--json", help="JSON lines instead of tables.")]
Voices = Annotated[
    Path | None,
    typer.Option(help="Folder of .htsvoice files; default ../shared/voices where present."),
]


def recogniser(engine: str = "") -> Asr:
    """The recogniser of that name, or the one that is set; exits with 2 where it is missing."""
    try:
        return make_asr(engine or Config.from_environment().asr)
    except SpeechError as error:
        fail(str(error), error.remedy)


def callers(folder: Path | None) -> tuple[CallerVoice, ...]:
    """The voices of a folder, or the default ones; exits with 2 where there are none."""
    try:
        return find_voices(folder)
    except FileNotFoundError as error:
        fail(f"{error}.", "Name a folder that holds voices for Open JTalk.")


def progress_bar(json: bool) -> Progress:
    """A bar on stderr, for people only."""
    quiet = json or not sys.stderr.isatty()
    return Progress(console=Console(stderr=True), disable=quiet, transient=True)
