"""The questions callers put to the sample manuals, dev and unseen, are fit to be measured by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

import clients
from eval.bench.material import SENTENCES
from knowledge.manual import load_manual
from knowledge.schema import FaqEntry

BENCH = SENTENCES.parent
MANUALS = {path.stem: path for path in Path(clients.__file__).parent.glob("*.yaml")}
PARTS = ("dev", "unseen")


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    manual: str
    query: str
    entry: str | None


def rows(part: str) -> list[Row]:
    text = (BENCH / part / "faq.yaml").read_text(encoding="utf-8")
    return [Row(**row) for row in yaml.safe_load(text)]


def bare(words: str) -> str:
    """The words without punctuation and width, so that a comma does not make another wording."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words))


@cache
def entries(name: str) -> tuple[FaqEntry, ...]:
    return load_manual(MANUALS[name]).faq


@cache
def wordings(name: str) -> tuple[str, ...]:
    return tuple(bare(w) for e in entries(name) for w in (e.question, *e.paraphrases))


@pytest.mark.parametrize(("part", "at_least"), [("dev", 80), ("unseen", 160)])
def test_all_samples_are_asked_and_a_fifth_has_no_answer(part: str, at_least: int) -> None:
    asked = rows(part)
    assert len(asked) >= at_least
    assert len({row.id for row in asked}) == len(asked)
    assert {row.manual for row in asked} == set(MANUALS)
    unanswered = sum(row.entry is None for row in asked) / len(asked)
    assert 0.15 <= unanswered <= 0.25


@pytest.mark.parametrize("part", PARTS)
def test_each_row_names_an_entry_of_its_manual_or_none(part: str) -> None:
    known = {name: {entry.id for entry in entries(name)} for name in MANUALS}
    strays = [r.id for r in rows(part) if r.entry is not None and r.entry not in known[r.manual]]
    assert strays == []


@pytest.mark.parametrize("part", PARTS)
def test_no_caller_speaks_in_the_words_of_the_manual(part: str) -> None:
    copied = [
        row.id
        for row in rows(part)
        for words in wordings(row.manual)
        if words in bare(row.query) or bare(row.query) in words
    ]
    assert copied == []


def test_no_question_stands_in_both_sets() -> None:
    dev, unseen = ({bare(row.query) for row in rows(part)} for part in PARTS)
    assert dev & unseen == set()
