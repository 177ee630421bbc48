"""`denwaban bench`: one file a bench; each gives its figures and the machine they were made on."""

from __future__ import annotations

import typer

from eval.commands.bench.asr import asr
from eval.commands.bench.gap import gap
from eval.commands.bench.scale import scale
from eval.commands.bench.search import search
from eval.commands.bench.understanding import understanding

bench = typer.Typer(help="Measure one part of the agent.", no_args_is_help=True)

for measure in (asr, gap, scale, search, understanding):
    bench.command()(measure)
