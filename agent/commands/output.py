"""How every command speaks: people read a terminal, programs read one JSON object a line."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import typer


def emit(record: dict[str, Any]) -> None:
    """Print one JSON object on one line of stdout, at once."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def fail(message: str, remedy: str = "") -> NoReturn:
    """Say in one line on stderr what is wrong and what to do, and exit with status 2."""
    line = " ".join(f"{message} {remedy}".split())
    sys.stderr.write(f"denwaban: {line}\n")
    raise typer.Exit(2)
