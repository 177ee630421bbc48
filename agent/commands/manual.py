"""`denwaban manual`: the client's manual, from its first line to its last version."""

from __future__ import annotations

import json
import sys

import typer

from knowledge.json_schema import manual_schema

manual = typer.Typer(no_args_is_help=True, help="Write, import, version and publish manuals.")


@manual.command()
def schema() -> None:
    """Print the JSON Schema of a manual, for editors."""
    sys.stdout.write(json.dumps(manual_schema(), ensure_ascii=False, indent=2) + "\n")


@manual.callback()
def _about() -> None:
    """Keeps `schema` a command of its own while it is the only one."""
