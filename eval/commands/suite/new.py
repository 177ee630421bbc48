"""`denwaban eval new`: a first scenario, to be filled in."""

from __future__ import annotations

import json as jsonlib
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from agent.commands.output import emit, fail
from eval.scenario_file import scenario_schema


def new(
    path: Annotated[Path | None, typer.Argument(help="The file to write.")] = None,
    *,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Write a scenario with every key explained, ready to be played."""
    if schema and json:
        emit(scenario_schema())
        return
    if schema:
        typer.echo(jsonlib.dumps(scenario_schema(), ensure_ascii=False, indent=2))
        return
    if path is None or path.suffix not in (".yaml", ".yml"):
        fail("Name the file to write.", "denwaban eval new own/my_call.yaml")
    if path.exists():
        fail(f"{path} is there already.", "Take another name.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            resources.files("eval").joinpath("scenario_template.yaml").read_text("utf-8")
        )
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", "Name another place.")
    if json:
        emit({"path": str(path)})
        return
    typer.echo(f"{path}\nPlay it: denwaban eval run {path} --text")
