"""`denwaban bench asr|gap`: the figures, with the machine they were made on."""

from __future__ import annotations

import asyncio
import json as json_module
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agent.commands.output import emit, fail
from agent.config import Config
from agent.desk import Desk
from agent.main import open_desk
from eval.bench.machine import machine, machine_line
from eval.bench.material import DEFAULT_NUMBERS, Item, numbers, sentences
from eval.bench.recognition import CONDITIONS_DB, Figures, Heard, figures, listen
from eval.bench.turn_taking import Gap, TurnTaking, gaps, summary
from eval.hearing import Ear, ear_of
from eval.script import load_scripts
from eval.simulate import DEFAULT_NOW, SimulatedCall, simulate
from eval.voices import CallerVoice, find_voices, varied
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual
from speech.asr import embedded
from speech.asr.registry import make_asr
from speech.engines import Asr
from speech.errors import SpeechError

bench = typer.Typer(help="Measure the recogniser and the turn-taking.", no_args_is_help=True)

CALLS = Path(__file__).parents[1] / "bench" / "calls"
DEFAULT_TURNS = 100
_MAX_ROUNDS = 20
_SNRS_DB = (15.0, 20.0, 25.0)

Json = Annotated[bool, typer.Option("--json", help="JSON lines instead of tables.")]
Voices = Annotated[
    Path | None,
    typer.Option(help="Folder of .htsvoice files; default ../shared/voices where present."),
]


@bench.command()
def asr(
    *,
    json: Json = False,
    voices: Voices = None,
    limit: Annotated[int, typer.Option(help="At most so many sentences and numbers.", min=0)] = 0,
    seed: Annotated[int, typer.Option(help="Varies voices, noise and numbers.")] = 0,
    engine: Annotated[str, typer.Option(help="The recogniser to measure.")] = "",
) -> None:
    """Errors, exact telephone numbers, latency and cost of the recogniser on simulated callers."""
    recogniser = _recogniser(engine)
    callers = _voices(voices)
    items = _items(limit, seed)
    total = len(items) * len(CONDITIONS_DB)
    with _progress(json) as progress:
        task = progress.add_task("Listening", total=total)

        def each(heard: Heard) -> None:
            progress.advance(task)
            if json:
                emit(_heard_record(heard))

        heard = asyncio.run(listen(recogniser, items, callers, seed, each))
    made = figures(heard)
    recorded = _recorded()
    if json:
        figures_json = [asdict(one) for one in made]
        emit({"machine": machine(), "figures": figures_json, "recorded_in_training": recorded})
        return
    _print_asr(made, len(callers), recorded)


@bench.command()
def gap(
    *,
    json: Json = False,
    turns: Annotated[int, typer.Option(help="At least so many turns.", min=1)] = DEFAULT_TURNS,
    voices: Voices = None,
    seed: Annotated[int, typer.Option(help="Varies voices, noise and timing.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Keep recordings and logs here.")] = None,
    client: Annotated[str, typer.Option(help="The manual that answers.")] = "smile_corp",
) -> None:
    """Response gaps, cut-ins, barge-in and backchannels over many simulated calls."""
    desk = _desk(client)
    callers = _voices(voices)
    ear = ear_of(_recogniser(""))
    calls: list[SimulatedCall] = []
    with TemporaryDirectory() as scratch, _progress(json) as progress:
        task = progress.add_task("Calls", total=turns)
        for call in _calls(desk, callers, ear, out or Path(scratch), seed):
            calls.append(call)
            found = gaps(call)
            progress.advance(task, len(found))
            if json:
                for one in found:
                    emit(_gap_record(one, call))
            if summary(calls).turns >= turns:
                break
    made = summary(calls)
    if json:
        emit({"machine": machine(), "figures": asdict(made)})
        return
    _print_gap(made)


# -- what is measured --------------------------------------------------------------------------


def _recogniser(engine: str) -> Asr:
    try:
        return make_asr(engine or Config.from_environment().asr)
    except SpeechError as error:
        fail(str(error), error.remedy)


def _desk(client: str) -> Desk:
    try:
        return open_desk(load_manual(find_manual(client)), DEFAULT_NOW)
    except (KnowledgeError, SpeechError) as error:
        fail(str(error), error.remedy)


def _voices(folder: Path | None) -> tuple[CallerVoice, ...]:
    try:
        return find_voices(folder)
    except FileNotFoundError as error:
        fail(f"{error}.", "Name a folder that holds voices for Open JTalk.")


def _items(limit: int, seed: int) -> list[Item]:
    said, drawn = sentences(), numbers(DEFAULT_NUMBERS, seed)
    if limit:
        step = max(1, len(said) // limit)
        said, drawn = said[::step][:limit], drawn[:limit]
    return [*said, *drawn]


def _calls(
    desk: Desk, voices: tuple[CallerVoice, ...], ear: Ear, out: Path, seed: int
) -> Iterator[SimulatedCall]:
    """The scripts over and over, each time with another voice, noise level and timing."""
    scripts = load_scripts(CALLS)
    own = {voice.name: voice for voice in voices}
    for number in range(len(scripts) * _MAX_ROUNDS):
        round_, at = divmod(number, len(scripts))
        plan, one_seed = scripts[at], seed * 1000 + round_
        voice = own[plan.voice]
        if round_ > 0:
            voice = varied(voices[number % len(voices)], np.random.default_rng([seed, number]))
            snr_db = _SNRS_DB[number % len(_SNRS_DB)]
            plan = replace(plan, channel=replace(plan.channel, snr_db=snr_db))
        yield simulate(plan, desk, voice, ear=ear, out=out, seed=one_seed)


def _recorded() -> dict[str, Any]:
    """What the model's own description says of its training and held-out speaker."""
    described = embedded.MODEL_DIR / "model.json"
    if not described.is_file():
        return {}
    content = json_module.loads(described.read_text(encoding="utf-8"))
    figures_: dict[str, Any] = content.get("figures", {})
    return figures_


# -- how it is shown -----------------------------------------------------------------------------


def _progress(json: bool) -> Progress:
    quiet = json or not sys.stderr.isatty()
    return Progress(console=Console(stderr=True), disable=quiet, transient=True)


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


def _gap_record(gap_: Gap, call: SimulatedCall) -> dict[str, Any]:
    return {**asdict(gap_), "log": str(call.log)}


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


def _print_gap(made: TurnTaking) -> None:
    console = Console(highlight=False)
    table = Table(title="Response gap: true end of the caller's voice to the answer's first sound")
    for column in ("expected", "turns", "p50", "p95"):
        table.add_column(column, justify="right")
    rows = [("all but numbers, e-mail", made.all_but_numbers), *made.by_expect.items()]
    for name, spread in rows:
        if spread is not None:
            table.add_row(
                name, str(spread.count), f"{spread.p50_ms:.0f} ms", f"{spread.p95_ms:.0f} ms"
            )
    console.print(table)
    console.print(
        f"{made.calls} calls, {made.turns} turns: {made.cut_ins} cut in on, "
        f"{made.unanswered} unanswered"
    )
    if made.barge_in is not None:
        console.print(
            f"Interruptions: {made.yielded} of {made.interruptions} yielded to, silence after "
            f"p50 {made.barge_in.p50_ms:.0f} ms, p95 {made.barge_in.p95_ms:.0f} ms"
        )
    console.print(f"Backchannels spoken through: {made.spoken_through} of {made.backchannels}")
    console.print(machine_line())
