"""`denwaban search --manual M`: the ten FAQ entries nearest to each question, as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from agent.commands.output import Json, emit, fail
from agent.config import Config
from knowledge.errors import KnowledgeError
from knowledge.faq import Faq
from knowledge.manual import Manual, find_manual, load_manual
from knowledge.search import SearchSettings
from knowledge.statuses import client_folder

HITS = 10


def search(
    manual: Annotated[str, typer.Option(help="The client's manual, by path or name.")],
    as_json: Json = True,
) -> None:
    """Find FAQ entries: {"id","query"} a line on stdin, {"id","hits":[{"id","score"}]} on stdout.

    Ten hits, best first, whatever their score. A row that cannot be used gives {"id","error"}.
    """
    try:
        faq = _faq(load_manual(find_manual(manual)))
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    for record in answered(faq, sys.stdin):
        emit(record)


def _faq(manual: Manual) -> Faq:
    """From the index that calls use, where there is one."""
    config = Config.from_environment()
    folder = client_folder(config.cache_dir, manual)
    return Faq(manual.faq, SearchSettings(config.embeddings, folder))


def answered(faq: Faq, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One record a line that is not empty; mistakes become records too."""
    for line in lines:
        if line.strip():
            row, error = _row(line)
            yield {"id": row.get("id"), "error": error} if error else _found(faq, row)


def _row(line: str) -> tuple[dict[str, Any], str]:
    """The row, and what is wrong with it."""
    try:
        row = json.loads(line)
    except ValueError:
        return {}, 'not JSON; write {"id": ..., "query": "..."} on one line'
    if not isinstance(row, dict):
        return {}, 'not an object; write {"id": ..., "query": "..."}'
    if not isinstance(row.get("query"), str):
        return row, "query must be text"
    return row, ""


def _found(faq: Faq, row: dict[str, Any]) -> dict[str, Any]:
    hits = faq.search(row["query"], limit=HITS)
    return {
        "id": row.get("id"),
        "hits": [{"id": hit.entry.id, "score": round(hit.score, 4)} for hit in hits],
    }
