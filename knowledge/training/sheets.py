"""The sheets of faq/: entries of fictitious businesses, and how callers ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.schema import FaqEntry

FOLDER = Path(__file__).with_name("faq")
FOLDS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One business."""

    trade: str
    entries: tuple[FaqEntry, ...]
    asked: tuple[tuple[str, int], ...]
    """Question -> number of the entry that answers."""
    unwritten: tuple[str, ...]
    """Questions near an entry that none answers."""


def sheets(folder: Path = FOLDER) -> tuple[Sheet, ...]:
    """Every sheet, by trade."""
    return tuple(sheet for path in sorted(folder.glob("*.yaml")) for sheet in _read(path))


def folds(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """(sheets to learn from, sheets left out), each left out once."""
    for fold in range(FOLDS):
        out = list(range(fold, count, FOLDS))
        yield [at for at in range(count) if at not in out], out


def _read(path: Path) -> Iterator[Sheet]:
    for trade, content in yaml.safe_load(path.read_text("utf-8")).items():
        entries = tuple(FaqEntry(**entry) for entry in content["faq"])
        number = {entry.id: at for at, entry in enumerate(entries)}
        asked = tuple((str(row[0]), number[row[1]]) for row in content["asked"])
        unwritten = tuple(str(row[0]) for row in content["unwritten"])
        yield Sheet(trade, entries, asked, unwritten)
