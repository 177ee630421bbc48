"""`denwaban eval`: scenarios played and graded, recordings replayed, the gate before going live."""

from __future__ import annotations

import typer

from eval.commands.suite.gate import gate
from eval.commands.suite.label import label
from eval.commands.suite.new import new
from eval.commands.suite.replay import replay
from eval.commands.suite.run import run

suite = typer.Typer(no_args_is_help=True, help="Play and grade calls before they are real.")

for command in (run, gate, new, replay, label):
    suite.command()(command)
