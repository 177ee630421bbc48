"""`denwaban transcribe FILE...`: what was said in recordings, as text and as sounds."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from agent.commands.output import emit, fail, fail_file, one_line
from agent.config import Config
from speech.asr.recording import recognise
from speech.asr.registry import ENGINES, make_asr
from speech.audio import FRAME_MS, AudioFrame, stream_audio
from speech.engines import Asr, Vad
from speech.errors import SpeechError
from speech.transcript import Transcript
from speech.vad.registry import make_vad

BETWEEN_PIECES = "、"
"""In the text, where the caller paused long; the reading is joined without."""


def transcribe(
    files: Annotated[list[Path], typer.Argument(help="Recordings: any format, rate, channels.")],
    engine: Annotated[
        str, typer.Option(help=f"The recogniser: {', '.join(ENGINES)}; else DENWABAN_ASR.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON object a file.")] = False,
) -> None:
    """Write down what is said in recordings."""
    try:
        config = Config.from_environment()
        asr = make_asr(engine or config.asr)
        make_vad(config.vad)  # an unknown DENWABAN_VAD is told now, not of every file
    except SpeechError as error:
        fail(str(error), error.remedy)
    failed = 0
    for path in files:
        try:
            record = asyncio.run(_record(asr, make_vad(config.vad), path))
        except (SpeechError, OSError) as error:
            failed += 1
            fail_file(path, error, json)
            continue
        _say(record, json)
    if failed:
        raise typer.Exit(2)


class _Listened:
    """Frames on their way to the recogniser, counted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.audio_ms = 0
        self.reading_s = 0.0

    def __iter__(self) -> Iterator[AudioFrame]:
        frames = stream_audio(self._path)
        while True:
            began = perf_counter()
            frame = next(frames, None)
            self.reading_s += perf_counter() - began
            if frame is None:
                return
            self.audio_ms += FRAME_MS
            yield frame


async def _record(asr: Asr, vad: Vad, path: Path) -> dict[str, Any]:
    """One file as a JSON object; reading it is not counted as compute."""
    frames = _Listened(path)
    began = perf_counter()
    async with aclosing(recognise(asr, vad, frames)) as pieces:
        heard = [piece async for piece in pieces]
    compute_s = perf_counter() - began - frames.reading_s
    return {
        "path": str(path),
        "text": BETWEEN_PIECES.join(piece.text for piece in heard),
        "reading": "".join(piece.reading for piece in heard),
        "confidence": round(_confidence(heard), 3),
        "audio_ms": frames.audio_ms,
        "compute_ms": round(1000 * compute_s),
    }


def _confidence(heard: list[Transcript]) -> float:
    """The pieces' confidence, long ones counting more; 0 where nothing was understood."""
    kana = sum(len(piece.reading) for piece in heard)
    return sum(piece.confidence * len(piece.reading) for piece in heard) / kana if kana else 0.0


def _say(record: dict[str, Any], json: bool) -> None:
    if json:
        emit(record)
        return
    said = record["text"] or "(nothing understood)"
    sys.stdout.write(f"{one_line(record['path'])}: {said}\n")
    if record["reading"]:
        sys.stdout.write(f"  {record['reading']}  confidence {record['confidence']:.2f}\n")
