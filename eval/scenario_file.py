"""Scenarios as YAML files: read whole, or refused with the line and a remedy.

`docs/scenario.schema.json` is this shape as JSON Schema, for editors; `denwaban eval new` writes a
first file to fill in.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from eval.scenario import Scenario
from eval.scenario_models import PARTS, ScenarioModel
from knowledge.errors import Problem
from knowledge.written import Lines, parse, read_bytes


class ScenarioError(Exception):
    """A scenario that cannot be played: file, line, what is wrong, and `remedy`."""

    def __init__(self, path: Path, problem: Problem) -> None:
        super().__init__(f"{path}:{problem.line}: {problem.message}")
        self.line = problem.line
        self.remedy = problem.remedy


def load_scenario(path: Path) -> Scenario:
    """Read one scenario. Raises ScenarioError, naming line and remedy."""
    content = read_bytes(path)
    held = content if isinstance(content, Problem) else parse(content)
    if isinstance(held, Problem):
        raise ScenarioError(path, held)
    assert isinstance(content, bytes)
    try:
        model = ScenarioModel.model_validate(held)
        about = content.decode("utf-8-sig").split("\n", 1)[0]
        return model.scenario(path, about.removeprefix("#").strip() if about[:1] == "#" else "")
    except ValidationError as wrong:
        raise ScenarioError(path, problem_of(wrong, Lines(content), PARTS)) from wrong


def load_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """All scenarios under a folder, by path. Raises ScenarioError for the first that is wrong."""
    return tuple(load_scenario(path) for path in sorted(folder.rglob("*.yaml")))


def scenario_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a scenario file."""
    shape = ScenarioModel.model_json_schema()
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **shape, "title": "Denwaban scenario"}


def problem_of(wrong: ValidationError, lines: Lines, models: Sequence[type[BaseModel]]) -> Problem:
    """The first mistake with its line and remedy; `models` are what has keys."""
    first = wrong.errors(include_url=False)[0]
    where = tuple(step for step in first["loc"] if step != "[key]")
    line, place = lines.of(where), ".".join(map(str, where)) or "scenario"
    if first["type"] == "extra_forbidden":
        known = sorted({key for model in models for key in model.model_fields})
        near = difflib.get_close_matches(str(where[-1]), known, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else "denwaban eval new shows every key"
        return Problem(line, f"unknown key {place}", hint)
    message = first["msg"].removeprefix("Value error, ")
    message, _, remedy = message.partition("; ")
    return Problem(line, f"{place}: {message}", remedy or "denwaban eval new shows how")
