"""`denwaban bench gap`: response gaps, cut-ins and barge-in over simulated calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from agent.commands.output import emit, fail
from agent.desk import Desk
from agent.main import open_desk
from eval.bench.machine import machine, machine_line
from eval.bench.turn_taking import Gap, TurnTaking, gaps, summary
from eval.commands.bench.options import Json, Voices, callers, progress_bar, recogniser
from eval.hearing import Ear, ear_of
from eval.scenario import DEFAULT_NOW
from eval.scenario_file import load_scenarios
from eval.simulate import SimulatedCall, simulate
from eval.voices import CallerVoice, varied
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual
from speech.errors import SpeechError

CALLS = Path(__file__).parents[2] / "bench" / "calls"
DEFAULT_TURNS = 100
_MAX_ROUNDS = 20
_SNRS_DB = (15.0, 20.0, 25.0)


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
    speakers = callers(voices)
    ear = ear_of(recogniser(""))
    calls: list[SimulatedCall] = []
    with TemporaryDirectory() as scratch, progress_bar(json) as progress:
        task = progress.add_task("Calls", total=turns)
        for call in _calls(desk, speakers, ear, out or Path(scratch), seed):
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


def _desk(client: str) -> Desk:
    try:
        return open_desk(load_manual(find_manual(client)), DEFAULT_NOW)
    except (KnowledgeError, SpeechError) as error:
        fail(str(error), error.remedy)


def _calls(
    desk: Desk, voices: tuple[CallerVoice, ...], ear: Ear, out: Path, seed: int
) -> Iterator[SimulatedCall]:
    """The scripts over and over, each time with another voice, noise level and timing."""
    scripts = [scenario.script() for scenario in load_scenarios(CALLS)]
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


def _gap_record(gap_: Gap, call: SimulatedCall) -> dict[str, Any]:
    return {**asdict(gap_), "log": str(call.log)}


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
