"""`denwaban bench search`: how well FAQ entries are found and when an answer is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent.commands.output import emit, fail
from agent.config import Config
from eval.bench.machine import machine, machine_line
from eval.bench.retrieval import (
    MISHEARD,
    Answered,
    AskedBack,
    Collection,
    Retrieval,
    answered,
    asked_back,
    localgovfaq,
    measure,
    own_collections,
    sample_collections,
)
from eval.commands.bench.options import Json
from knowledge.answering import ANSWER_FROM
from knowledge.errors import KnowledgeError

DEFAULT_CORPUS = Path("../shared/benchmarks/localgovfaq")
_LINE_ERRORS = 0.06
"""Of morae, where answering is judged: a good line, not the bad one that search is put to."""
_THRESHOLDS = tuple(sorted({0.6, 0.7, ANSWER_FROM, 0.9}))


def search(
    *,
    json: Json = False,
    corpus: Annotated[
        Path, typer.Option(help="Folder of localgovfaq: corpus, queries, qrels (.json).")
    ] = DEFAULT_CORPUS,
    own: Annotated[bool, typer.Option("--own", help="Only the questions it was tuned on.")] = False,
    misheard: Annotated[
        float, typer.Option(help="Share of misheard morae.", min=0.0, max=1.0)
    ] = MISHEARD,
    seed: Annotated[int, typer.Option(help="Varies what is misheard.")] = 0,
) -> None:
    """Find the entries of localgovfaq, typed and misheard, beside BM25; or --own questions."""
    found = list(own_collections())
    collection = found[0] if own else _localgovfaq(corpus)
    try:
        made = measure(collection, misheard, seed, Config.from_environment().embeddings)
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    said = _said(found, seed) if own else {}
    asked = _asked(found, seed) if own else {}
    if json:
        emit(
            {
                "machine": machine(),
                "figures": asdict(made),
                "answered": {of: [asdict(one) for one in rows] for of, rows in said.items()},
                "asked_back": {of: [asdict(one) for one in rows] for of, rows in asked.items()},
            }
        )
        return
    _print(made, misheard)
    for of, rows in said.items():
        _print_answered(of, rows)
        _print_asked_back(asked[of])


def _said(tuned_on: list[Collection], seed: int) -> dict[str, tuple[Answered, ...]]:
    """Answers said, of the questions the threshold was fitted to and of two sets it was not."""
    sets = _sets(tuned_on)
    return {of: answered(one, _THRESHOLDS, _LINE_ERRORS, seed) for of, one in sets.items()}


def _asked(tuned_on: list[Collection], seed: int) -> dict[str, list[AskedBack]]:
    """What was asked back where nothing was said, of the same sets."""
    return {of: asked_back(one, _LINE_ERRORS, seed) for of, one in _sets(tuned_on).items()}


def _sets(tuned_on: list[Collection]) -> dict[str, Sequence[Collection]]:
    return {
        "the questions it was fitted to": tuned_on,
        "the samples, development": sample_collections("dev"),
        "the samples, unseen": sample_collections("unseen"),
    }


def _localgovfaq(folder: Path) -> Collection:
    try:
        return localgovfaq(folder)
    except FileNotFoundError as error:
        fail(f"no {error.filename}.", "Name the folder of localgovfaq with --corpus, or use --own.")
    except ValueError as error:
        fail(f"{folder}: {error}.", "Fetch the benchmark again.")


def _print(made: Retrieval, rate: float) -> None:
    console = Console(highlight=False)
    table = Table(title=f"Search in {made.collection}; misheard: {rate:.0%} of the morae")
    for column in (
        "asked",
        "ranker",
        "nDCG@10",
        "R@10",
        "Hit@1",
        "above BM25 (95%)",
        "CPU mean, p95",
    ):
        table.add_column(column, justify="right")
    for one in made.figures:
        gain = "-" if one.ranker == "BM25" else f"{one.gain:+.3f} ({one.low:+.3f}..{one.high:+.3f})"
        table.add_row(
            one.asked,
            one.ranker,
            f"{one.ndcg:.3f}",
            f"{one.recall:.3f}",
            f"{one.hit:.3f}",
            gain,
            f"{one.query_ms:.1f}, {one.query_p95_ms:.1f} ms",
        )
    console.print(table)
    console.print(
        f"{made.entries} entries, {made.questions} questions; built in {made.build_s:.1f} s of "
        f"processor time; "
        f"{machine_line()}"
    )


def _print_answered(of: str, said: tuple[Answered, ...]) -> None:
    console = Console(highlight=False)
    first = said[0]
    table = Table(
        title=f"{of}: answers said to {first.answerable} questions with one and "
        f"{first.unanswerable} without; misheard: {_LINE_ERRORS:.0%} of the morae"
    )
    for column in ("asked", "from", "right", "wrong"):
        table.add_column(column, justify="right")
    for one in said:
        mark = " *" if one.threshold == ANSWER_FROM else ""
        table.add_row(one.asked, f"{one.threshold:.2f}{mark}", str(one.right), str(one.wrong))
    console.print(table)


def _print_asked_back(asked: Sequence[AskedBack]) -> None:
    console = Console(highlight=False)
    table = Table(title="of the others, asked back about")
    for column in ("asked", "the right entry", "after one no", "in vain", "not the right one"):
        table.add_column(column, justify="right")
    for one in asked:
        counts = (one.first, one.second, one.in_vain, one.missed)
        table.add_row(one.asked, *map(str, counts))
    console.print(table)
