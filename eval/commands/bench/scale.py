"""`denwaban bench scale`: a client of 2,000 people and 10,000 answers."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent.commands.output import emit
from eval.bench import scale as measured
from eval.bench.machine import machine, machine_line
from eval.commands.bench.options import Json


def scale(
    *,
    json: Json = False,
    staff: Annotated[int, typer.Option(help="People in the manual.", min=1)] = 2000,
    faq: Annotated[int, typer.Option(help="Answers in the manual.", min=1)] = 10_000,
    rounds: Annotated[int, typer.Option(help="How often each turn is said.", min=1)] = 4,
) -> None:
    """How long a call waits for its start and its turns where the client is large."""
    with TemporaryDirectory() as folder:
        made = measured.scale(staff, faq, rounds, Path(folder))
    if json:
        emit({"machine": machine(), "figures": asdict(made)})
        return
    console = Console(highlight=False)
    table = Table(title=f"{made.staff} people, {made.faq} answers")
    for column in ("", "p50", "p95"):
        table.add_column(column, justify="right")
    for name, spread in (
        ("finding who is meant", made.find),
        ("understanding a turn", made.understand),
        ("a turn's whole decision", made.respond),
    ):
        table.add_row(name, f"{spread.p50_ms:.0f} ms", f"{spread.p95_ms:.0f} ms")
    console.print(table)
    console.print(
        f"Fresh process, caches written: manual {made.manual_ms:.0f} ms, knowledge "
        f"{made.knowledge_ms:.0f} ms (directory {made.directory_ms:.0f}), first turn's "
        f"dictionaries {made.warm_up_ms:.0f} ms; then a call's start {made.call_ms:.0f} ms"
    )
    console.print(f"{made.turns} turns; {machine_line()}")
