"""How every command speaks: people read a terminal, programs read one JSON object a line."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any, NoReturn

import typer

Json = Annotated[bool, typer.Option("--json", help="Always so here: one JSON object a line.")]
"""For the commands that speak nothing else, so that every command takes --json."""


def emit(record: dict[str, Any]) -> None:
    """Print one JSON object on one line of stdout, at once."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def fail(message: str, remedy: str = "") -> NoReturn:
    """Say in one line on stderr what is wrong and what to do, and exit with status 2."""
    joint = " " if not remedy or message.endswith((".", "?", "!", "。")) else "; "
    line = " ".join(f"{message}{joint}{remedy}".split())
    sys.stderr.write(f"denwaban: {line}\n")
    raise typer.Exit(2)
