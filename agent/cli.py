"""The `denwaban` command: finds its commands by entry point, so other packages can add theirs."""

from __future__ import annotations

import os
import sys
from importlib.metadata import entry_points

import typer

GROUP = "denwaban.commands"


def build(wanted: str = "") -> typer.Typer:
    """Collect the commands of the group `denwaban.commands` into one program.

    Where `wanted` names one of them only that one is imported, so that a small command does not
    wait for the engines of the others.
    """
    app = typer.Typer(
        name="denwaban",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_about)
    entries = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    for entry in [e for e in entries if e.name == wanted] or entries:
        command = entry.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=entry.name)
        else:
            app.command(entry.name)(command)
    return app


def _about() -> None:
    """電話番: answers a company's telephone in Japanese."""


def main() -> None:
    """Run the command line.

    numpy's own threads are of no use on a telephone call's small arrays: they spin between two
    products on the cores that the other parts of the call need.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    build(sys.argv[1] if len(sys.argv) > 1 else "")()
