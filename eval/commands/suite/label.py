"""`denwaban eval label`: a first YAML for a recording, for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.commands.output import emit, fail
from agent.config import Config
from eval.labelling import first_labels
from eval.recording import first_yaml
from eval.scenario import DEFAULT_NOW
from knowledge import Knowledge
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual
from speech.asr.registry import make_asr
from speech.errors import SpeechError
from speech.vad.registry import make_vad


def label(
    audio: Annotated[Path, typer.Argument(help="A recording: any format, mono or stereo.")],
    *,
    manual: Annotated[str, typer.Option(help="The client's: a file or a name.")] = "smile_corp",
    channel: Annotated[int, typer.Option(min=0, help="The caller's channel, from 0.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Write AUDIO.yaml: the caller's turns with their times, words and meanings as heard."""
    path = audio.with_suffix(".yaml")
    if path.exists():
        fail(f"{path} is there already.", "Correct it, or move it away.")
    config = Config.from_environment()
    try:
        knowledge = Knowledge.open(load_manual(find_manual(manual)), DEFAULT_NOW)
        asr, vad = make_asr(config.asr), make_vad(config.vad)
        labels = first_labels(audio, channel, knowledge=knowledge, client=manual, asr=asr, vad=vad)
    except (KnowledgeError, SpeechError) as error:
        fail(str(error), error.remedy)
    if not labels.turns:
        fail(f"Nobody speaks in channel {channel} of {audio.name}.", "Try --channel 1.")
    try:
        path.write_text(first_yaml(labels), encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", "Copy the recording elsewhere.")
    if json:
        emit({"path": str(path), "turns": len(labels.turns)})
    else:
        typer.echo(f"{path}: {len(labels.turns)} turns. Correct the words, then: "
                   f"denwaban eval replay {path}")  # fmt: skip
