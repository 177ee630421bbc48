"""Composition root: settings and a manual become a desk that can take calls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np

from agent.config import Config
from agent.desk import Desk
from agent.events import StatusChange
from agent.listening import Listener
from agent.records.schedule_entry import enter
from agent.recovery import sentence_for
from agent.responding import warm_up
from agent.speaking import ReadyLine
from agent.wording import Sentence, fixed_sentences
from knowledge import Knowledge
from knowledge.manual import Manual
from knowledge.search import SearchSettings
from knowledge.statuses import client_folder
from knowledge.vocabulary import vocabulary
from speech.asr.registry import make_asr
from speech.engines import BiasWord, Tts, Voice
from speech.tts.registry import make_tts
from speech.vad.registry import make_vad

ACKNOWLEDGEMENT = "はい。"


def open_desk(
    manual: Manual, now: datetime, config: Config | None = None, data_dir: Path | None = None
) -> Desk:
    """Load the engines once and render what must be ready at any time.

    Where `data_dir` is given (config.data_dir for real calls, nothing for demos and benches) status
    entries and calendars tell where people are; without it the manual alone does.
    Raises EngineUnavailable where an engine or the manual's voice is missing.
    """
    config = config or Config.from_environment()
    asr = make_asr(config.asr)
    search = SearchSettings(config.embeddings, client_folder(config.cache_dir, manual))
    knowledge = Knowledge.open(manual, now, data_dir, search)
    tts = make_tts(config.tts, manual.readings(), config.cache_dir, fixed_sentences(knowledge))
    voice = _voice(manual)
    words = (*manual.bias_words(), *vocabulary(manual))
    bias = tuple(BiasWord(text, reading) for text, reading in words)
    warm_up(knowledge)
    return Desk(
        knowledge=knowledge,
        new_ear=lambda: Listener(make_vad(config.vad), asr, bias, config.limits.keypad_pause_ms),
        tts=tts,
        voice=voice,
        limits=config.limits,
        acknowledgement=asyncio.run(_render(tts, voice, ACKNOWLEDGEMENT)),
        enter=_keeper(knowledge, data_dir),
        apology=asyncio.run(_render(tts, voice, sentence_for("speak"))),
    )


def _keeper(knowledge: Knowledge, data_dir: Path | None) -> Callable[[StatusChange], None]:
    """Where reported statuses go: the client's folder, or nowhere in a demo."""

    def keep(change: StatusChange) -> None:
        if data_dir is not None:
            enter(change, knowledge, data_dir)

    return keep


def _voice(manual: Manual) -> Voice:
    settings = manual.voice
    return Voice(settings.name, settings.speed, settings.pitch, settings.depth)


async def _render(tts: Tts, voice: Voice, text: str) -> ReadyLine:
    pieces = [samples async for samples in tts.synthesize(text, voice)]
    return ReadyLine(Sentence(text, text, interruptible=True), np.concatenate(pieces))
