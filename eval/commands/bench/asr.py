"""`denwaban bench asr`: the recogniser's figures on simulated callers."""

from __future__ import annotations

import asyncio
import json as json_module
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from agent.commands.output import emit
from eval.bench.machine import machine, machine_line
from eval.bench.material import DEFAULT_NUMBERS, Item, numbers, sentences
from eval.bench.recognition import CONDITIONS_DB, Figures, Heard, figures, listen
from eval.commands.bench.options import Json, Voices, callers, progress_bar, recogniser
from speech.asr import embedded


def asr(
    *,
    json: Json = False,
    voices: Voices = None,
    limit: Annotated[int, typer.Option(help="At most so many sentences and numbers.", min=0)] = 0,
    seed: Annotated[int, typer.Option(help="Varies voices, noise and numbers.")] = 0,
    engine: Annotated[str, typer.Option(help="The recogniser to measure.")] = "",
) -> None:
    """Errors, exact telephone numbers, latency and cost of the recogniser on simulated callers."""
    ear = recogniser(engine)
    found = callers(voices)
    items = _items(limit, seed)
    total = len(items) * len(CONDITIONS_DB)
    with progress_bar(json) as progress:
        task = progress.add_task("Listening", total=total)

        def each(heard: Heard) -> None:
            progress.advance(task)
            if json:
                emit(_heard_record(heard))

        heard = asyncio.run(listen(ear, items, found, seed, each))
    made = figures(heard)
    recorded = _recorded()
    if json:
        figures_json = [asdict(one) for one in made]
        emit({"machine": machine(), "figures": figures_json, "recorded_in_training": recorded})
        return
    _print_asr(made, len(found), recorded)


def _items(limit: int, seed: int) -> list[Item]:
    said, drawn = sentences(), numbers(DEFAULT_NUMBERS, seed)
    if limit:
        step = max(1, len(said) // limit)
        said, drawn = said[::step][:limit], drawn[:limit]
    return [*said, *drawn]


def _recorded() -> dict[str, Any]:
    """What the model's own description says of its training and held-out speaker."""
    described = embedded.MODEL_DIR / "model.json"
    if not described.is_file():
        return {}
    content = json_module.loads(described.read_text(encoding="utf-8"))
    figures_: dict[str, Any] = content.get("figures", {})
    return figures_


def _heard_record(heard: Heard) -> dict[str, Any]:
    lag = heard.partial_lag_ms
    return {
        "id": heard.item.id,
        "snr_db": heard.snr_db,
        "voice": heard.voice,
        "noise": heard.noise,
        "reference": heard.item.text,
        "reference_reading": heard.item.reading,
        "text": heard.text,
        "reading": heard.reading,
        "confidence": round(heard.confidence, 3),
        "kana_edits": heard.kana.edits,
        "exact": heard.exact,
        "partial_lag_ms": None if lag is None else round(lag),
        "finish_ms": round(heard.finish_ms, 1),
    }


def _print_asr(made: list[Figures], voices: int, recorded: dict[str, Any]) -> None:
    console = Console(highlight=False)
    table = Table(title="Recognition of simulated callers (mu-law, 300-3400 Hz)")
    for column in ("SNR", "kana error (95%)", "text error", "numbers exact", "first partial p50"):
        table.add_column(column, justify="right")
    table.add_column("finish mean", justify="right")
    table.add_column("RTF (CPU)", justify="right")
    for one in made:
        kana, exact, lag = one.kana_error, one.numbers_exact, one.partial_lag_p50_ms
        table.add_row(
            f"{one.snr_db:.0f} dB",
            f"{kana.rate:.1%} ({kana.low:.1%}-{kana.high:.1%})",
            f"{one.text_error.rate:.1%}",
            "-" if exact is None else f"{exact:.1%} of {one.numbers}",
            "-" if lag is None else f"{lag:.0f} ms",
            f"{one.finish_mean_ms:.0f} ms",
            f"{one.rtf:.3f}",
        )
    console.print(table)
    console.print(f"{made[0].kana_error.utterances} sentences, {voices} voices; {machine_line()}")
    _print_recorded(console, recorded)


def _print_recorded(console: Console, recorded: dict[str, Any]) -> None:
    """Kana error by speaker as the training wrote it down, strangers to the recipe among them."""
    conditions = ("quiet", "20 dB", "10 dB")
    table = Table(title="Recorded when the model was made, not measured here: greedy kana error, %")
    for column in ("weights", "speaker", *conditions):
        table.add_column(column)
    for weights, speakers in recorded.items():
        rows = speakers.items() if isinstance(speakers, dict) else ()
        for speaker, by in rows:
            if "20 dB" in by:
                kana = (str(by[c]["kana"]) if c in by else "-" for c in conditions)
                table.add_row(weights.replace("_", " "), speaker, *kana)
    if table.row_count:
        console.print(table)
