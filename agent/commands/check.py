"""`denwaban check`: a manual's mistakes, each with its line and what to do."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from agent.commands.output import emit, fail
from knowledge.errors import KnowledgeError, Problem
from knowledge.manual import examine, find_manual


def check(
    manuals: Annotated[list[str], typer.Argument(help="Manuals, by path or name.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a manual.")] = False,
) -> None:
    """Check client manuals; exit status 2 when one of them cannot be used."""
    wrong = 0
    for name in manuals:
        try:
            path = find_manual(name)
        except KnowledgeError as missing:
            wrong += 1
            if as_json:
                emit({"path": name, "error": f"{missing}; {missing.remedy}"})
                continue
            fail(str(missing), missing.remedy)
        _, problems = examine(path)
        wrong += any(p.level == "error" for p in problems)
        if as_json:
            emit(_record(str(path), problems))
        else:
            _show(str(path), problems)
    if wrong:
        raise typer.Exit(2)


def _record(path: str, problems: tuple[Problem, ...]) -> dict[str, object]:
    return {
        "path": path,
        "ok": not any(p.level == "error" for p in problems),
        "problems": [
            {"line": p.line, "level": p.level, "message": p.message, "remedy": p.remedy}
            for p in problems
        ],
    }


def _show(path: str, problems: tuple[Problem, ...]) -> None:
    console = Console()
    for problem in problems:
        colour = "red" if problem.level == "error" else "yellow"
        where = escape(f"{path}:{problem.line}")
        console.print(
            f"{where}: [{colour}]{problem.level}[/]: {escape(problem.message)}\n"
            f"    → {escape(problem.remedy)}",
            soft_wrap=True,
        )
    if not problems:
        console.print(f"{escape(path)}: ok")
