"""`denwaban speak TEXT -o out.wav`: the agent's voice, to a file."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import numpy as np
import typer
from soundfile import LibsndfileError

from agent.commands.output import emit, fail
from agent.config import Config
from speech.audio import SAMPLES_PER_MS, Samples, write_wav
from speech.engines import Tts, Voice
from speech.errors import SpeechError
from speech.tts.registry import ENGINES, make_tts

LONGEST_TEXT = 20_000
"""Characters; about 50 minutes of speech."""


def speak(
    text: Annotated[str, typer.Argument(help="What to say, in Japanese.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The WAV file to write.")],
    *,
    voice: Annotated[str, typer.Option(help="mei_normal or an .htsvoice file.")] = "mei_normal",
    speed: Annotated[float, typer.Option(help="0.5..2, 1 is the voice's own.")] = 1.0,
    pitch: Annotated[float, typer.Option(help="-12..12 semitones.")] = 0.0,
    depth: Annotated[float, typer.Option(help="-1 (a larger speaker) .. 1.")] = 0.0,
    engine: Annotated[
        str, typer.Option(help=f"The voice engine: {', '.join(ENGINES)}; else DENWABAN_TTS.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say TEXT into a 16 kHz WAV file, and how long that took."""
    settings = Voice(voice, speed, pitch, depth)
    _check(text, settings, out)
    try:
        record = asyncio.run(
            _spoken(make_tts(engine or Config.from_environment().tts), text, settings, out)
        )
    except SpeechError as error:
        fail(str(error), error.remedy)
    except (OSError, LibsndfileError) as error:
        fail(f"{out} cannot be written ({type(error).__name__}).", "Give another file to write.")
    if json:
        emit(record)
    else:
        typer.echo(
            f"{out}  {record['audio_ms'] / 1000:.1f} s of speech, first sound after "
            f"{record['first_audio_ms']} ms, {record['compute_ms']} ms of computing"
        )


def _check(text: str, voice: Voice, out: Path) -> None:
    if out.suffix.lower() not in ("", ".wav", ".wave"):
        fail(f"{out} would be no {out.suffix} file.", "A WAV is written: name it so, out.wav.")
    if out.is_dir() or not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        fail(f"{out} cannot be written.", "Give a file in a folder that exists.")
    if not text.strip():
        fail("There is nothing to say.", "Give a text.")
    if len(text) > LONGEST_TEXT:
        fail(f"The text has {len(text)} characters.", f"Give at most {LONGEST_TEXT}.")
    for name, value, low, high in (
        ("--speed", voice.speed, 0.5, 2.0),
        ("--pitch", voice.pitch, -12.0, 12.0),
        ("--depth", voice.depth, -1.0, 1.0),
    ):
        if not low <= value <= high:
            fail(f"{name} {value:g} is out of range.", f"Give {low:g} to {high:g}.")


async def _spoken(tts: Tts, text: str, voice: Voice, out: Path) -> dict[str, Any]:
    async for _ in tts.synthesize("はい。", voice):  # loads the voice, which a call does beforehand
        pass
    started = perf_counter()
    first_audio_ms = 0.0
    pieces: list[Samples] = []
    async with aclosing(tts.synthesize(text, voice)) as audio:
        async for samples in audio:
            first_audio_ms = first_audio_ms or (perf_counter() - started) * 1000
            pieces.append(samples)
    compute_ms = (perf_counter() - started) * 1000
    spoken = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int16)
    if not len(spoken):
        fail("Nothing in the text can be said.", "Give Japanese text.")
    write_wav(out, spoken)
    return {
        "path": str(out),
        "audio_ms": len(spoken) // SAMPLES_PER_MS,
        "compute_ms": round(compute_ms),
        "first_audio_ms": round(first_audio_ms),
    }
