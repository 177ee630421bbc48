"""What a run came to, in a terminal: the figures with their goals, what failed, and the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from agent.commands.output import emit
from eval.metrics import figures
from eval.metrics.figure import Figure
from eval.result import CallResult


def tell(results: Sequence[CallResult], page: Path, as_json: bool) -> None:
    """Figures, failures by scenario, how many passed, and where the page is."""
    passed = sum(result.passed for result in results)
    measured = [one for one in figures(results) if one.value is not None]
    if as_json:
        told = {one.name: _record(one) for one in measured}
        emit({"calls": len(results), "passed": passed, "figures": told, "scorecard": str(page)})
        return
    Console().print(_table(measured))
    for scenario, plays in _failed(results).items():
        typer.echo(f"FAIL {scenario}: {plays[0].about}")
        for play in plays:
            typer.echo(f"  seed {play.seed}, {play.condition}")
            for line in [*map(str, play.failures), play.error]:
                if line:
                    typer.echo(f"    {line}")
    typer.echo(f"{passed} of {len(results)} calls held every must")
    typer.echo(f"Scorecard: {page}")


def call_line(result: CallResult) -> dict[str, Any]:
    """One call as JSON."""
    return {
        "scenario": result.scenario,
        "seed": result.seed,
        "mode": result.mode,
        "condition": result.condition,
        "passed": result.passed,
        "failures": [str(failure) for failure in result.failures],
        "error": result.error or None,
        "took_s": result.took_s,
    }


def _record(one: Figure) -> dict[str, Any]:
    return {
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "count": one.count,
        "unit": one.unit,
        "goal": one.goal,
        "met": one.is_met,
    }


def _table(measured: Sequence[Figure]) -> Table:
    """The figures without the musts broken one by one, which the failures below tell."""
    table = Table(box=None, pad_edge=False)
    table.add_column("figure")
    for name in ("value", "95% interval", "of", "goal"):
        table.add_column(name, justify="right")
    table.add_column("")
    for one in measured:
        if not one.name.startswith("violations."):
            met = {True: "met", False: "[red]missed[/]", None: ""}[one.is_met]
            span = f"{_value(one, one.low)} .. {_value(one, one.high)}"
            cells = (_value(one, one.value), span, str(one.count), _goal(one))
            table.add_row(one.name, *cells, met)
    return table


def _value(one: Figure, value: float | None) -> str:
    if value is None:
        return ""
    if one.unit in ("share", "rate"):
        return f"{100 * value:.1f}%"
    return f"{value:.0f} ms" if one.unit == "ms" else f"{value:.2f}"


def _goal(one: Figure) -> str:
    side = ">=" if one.unit == "share" else "<="
    return f"{side} {_value(one, one.goal)}" if one.goal is not None else ""


def _failed(results: Sequence[CallResult]) -> dict[str, list[CallResult]]:
    failed: dict[str, list[CallResult]] = defaultdict(list)
    for result in results:
        if not result.passed:
            failed[result.scenario].append(result)
    return failed
