"""`denwaban bench understanding`: intents and spoken forms, on the open and the unseen sets."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from agent.commands.output import emit, fail
from eval.bench.machine import machine, machine_line
from eval.bench.material import Item
from eval.bench.recognition import listen as listen_to
from eval.bench.understanding import (
    SETS,
    IntentFigures,
    Said,
    Share,
    SpokenFigures,
    as_written,
    confusions,
    intent_figures,
    intent_rows,
    judge,
    misheard,
    spoken_figures,
    spoken_rows,
)
from eval.commands.bench.options import Json, Voices, callers, recogniser
from eval.script import Stretch
from eval.voices import reading_of
from knowledge import Knowledge
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual

_NOW = dt.datetime(2026, 11, 24, 10, 0)
_SNR_DB = 20.0


def understanding(
    *,
    json: Json = False,
    voices: Voices = None,
    manual: Annotated[str, typer.Option(help="The client whose caller they are.")] = "smile_corp",
    audio: Annotated[
        bool, typer.Option(help="Also by ear: voice, telephone, recogniser (minutes).")
    ] = False,
    seed: Annotated[int, typer.Option(help="Of what is misheard, and of the intervals.")] = 0,
) -> None:
    """Intents and spoken forms on the open and the unseen set: accuracy, F1, calibration."""
    try:
        knowledge = Knowledge.open(load_manual(find_manual(manual)), _NOW)
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    ways: dict[str, Callable[[str], Said]] = {"written": as_written, "misheard": misheard(seed)}
    if audio:
        ways["heard"] = _by_ear(voices, seed)
    console = Console(highlight=False)
    if not json:
        console.print(machine_line())
    for name in SETS:
        for way, hear in ways.items():
            judged = judge(intent_rows(name), knowledge, hear)
            figures = intent_figures(judged, seed)
            mixed_up = confusions(judged) if name == "dev" else []
            if json:
                emit({"set": name, "way": way, **asdict(figures), "confused": mixed_up})
            else:
                _print_intents(console, name, way, figures, mixed_up)
        made = spoken_figures(spoken_rows(name), seed)
        if json:
            emit({"set": name, "spoken": [asdict(one) for one in made]})
        else:
            _print_spoken(console, name, made)
    if json:
        emit({"machine": machine()})


def _by_ear(voices: Any, seed: int) -> Callable[[str], Said]:
    """Every utterance spoken by one of the voices, over the telephone, to the recogniser."""
    asr, found = recogniser(), callers(voices)

    def hear(text: str) -> Said:
        item = Item("", "sentence", text, reading_of(text), (Stretch(text, 0),))
        for heard in asyncio.run(listen_to(asr, [item], found, seed + len(text))):
            if heard.snr_db == _SNR_DB:
                return heard.text, heard.reading
        raise LookupError(f"the recognition bench no longer listens at {_SNR_DB} dB")

    return hear


def _print_intents(
    console: Console,
    name: str,
    way: str,
    figures: IntentFigures,
    mixed_up: list[tuple[str, str, int]],
) -> None:
    table = Table(title=f"Intents, {name} set, {way}", min_width=60)
    for column in ("accuracy (95%)", "macro F1", "two intents", "calibration error", "ms a turn"):
        table.add_column(column, justify="right")
    table.add_row(
        _share(figures.accuracy),
        f"{figures.macro_f1:.3f}",
        "-" if figures.also is None else _share(figures.also),
        f"{figures.calibration_error:.3f}",
        f"{figures.ms_p50:.0f} (p95 {figures.ms_p95:.0f})",
    )
    console.print(table)
    curve = "  ".join(f"{c:.2f}→{a:.2f} ({n})" for c, a, n in figures.reliability)
    console.print(f"confidence→accuracy (rows): {curve}")
    if mixed_up:
        console.print("confused: " + ", ".join(f"{m}→{a} {n}" for m, a, n in mixed_up))


def _print_spoken(console: Console, name: str, made: list[SpokenFigures]) -> None:
    table = Table(title=f"Spoken forms, {name} set", min_width=60)
    for column in ("kind", "value (95%)", "asks back rightly (95%)"):
        table.add_column(column, justify="right")
    for one in made:
        asks = "-" if one.confirmation is None else _share(one.confirmation)
        table.add_row(one.kind, _share(one.value), asks)
    console.print(table)


def _share(found: Share) -> str:
    return f"{found.value:.1%} ({found.low:.1%}-{found.high:.1%}) of {found.rows}"
