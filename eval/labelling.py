"""A first YAML for a recording: who says what when, as the agent's own ear takes it.

Meant to be corrected by a person: what the recogniser mishears stands in it misheard.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np

from agent.state import begin
from agent.understanding import understand
from eval.recording import RecordedTurn, Recording
from eval.scenario import DEFAULT_NOW
from knowledge import Knowledge
from speech.asr.recording import recognise
from speech.audio import FRAME_MS, FRAME_SAMPLES, AudioFrame, read_audio
from speech.engines import Asr, Vad
from speech.transcript import Transcript

SAME_TURN_MS = 900
"""A pause shorter than this lies inside a turn: people hesitate so long, and an agent that
answered later would seem absent."""


def first_labels(
    audio: Path, channel: int, *, knowledge: Knowledge, client: str, asr: Asr, vad: Vad
) -> Recording:
    """The recording with its turns as heard. Raises AudioUnreadable; no turns where none is."""
    samples = read_audio(audio, channel)
    padded = np.pad(samples, (0, -len(samples) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    frames = [AudioFrame(frame, index * FRAME_MS) for index, frame in enumerate(padded)]
    heard = asyncio.run(_heard(asr, vad, frames))
    turns = tuple(_labelled(turn, knowledge) for turn in _joined(heard))
    return Recording(audio, channel, turns, client, DEFAULT_NOW, audio.stem)


async def _heard(asr: Asr, vad: Vad, frames: list[AudioFrame]) -> list[Transcript]:
    return [piece async for piece in recognise(asr, vad, frames)]


def _joined(pieces: list[Transcript]) -> list[list[Transcript]]:
    """Pieces of one turn together."""
    turns: list[list[Transcript]] = []
    for piece in pieces:
        if turns and piece.start_ms - turns[-1][-1].end_ms < SAME_TURN_MS:
            turns[-1].append(piece)
        else:
            turns.append([piece])
    return turns


def _labelled(pieces: list[Transcript], knowledge: Knowledge) -> RecordedTurn:
    text = "".join(piece.text for piece in pieces)
    meant = understand(text, "".join(piece.reading for piece in pieces), begin(), knowledge)
    return RecordedTurn(
        start_ms=max(0, pieces[0].start_ms),
        end_ms=pieces[-1].end_ms,
        text=text,
        intent=meant.intent,
        slots=tuple((slot.name, slot.value) for slot in meant.slots),
    )
