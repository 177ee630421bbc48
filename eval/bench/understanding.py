"""How well callers are understood: intents and spoken forms, as written, misheard, and by ear.

The sets under dev/ may be looked at while building; those under unseen/ are written by somebody
who does not build, and only figures of them are ever printed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from agent.commands.normalize import normalized_rows
from agent.last_words import question_in, state_after
from agent.published import INTENTS, Published, publish
from agent.understanding import meaning
from agent.utterance import listen
from eval.mishearing import MoraChannel
from knowledge import Knowledge
from knowledge.reader import read
from speech.asr.writing import Writer

SETS = ("dev", "unseen")
Said = tuple[str, str]
"""A turn as text and reading; an empty reading is read from the text."""
MISHEARD = 0.1
"""Share of morae the channel hits; the embedded recogniser misses about one kana in ten at
10 dB."""
BOOTSTRAP_ROUNDS = 1000
BINS = 10
"""Of the reliability curve, over confidences 0..1."""
_FOLDER = Path(__file__).parent


class IntentRow(BaseModel):
    """One caller's turn and what it means."""

    model_config = ConfigDict(extra="forbid")
    id: str
    utterance: str
    agent_prompt: str = ""
    intent: str
    also: list[str] = []


class SpokenRow(BaseModel):
    """One spoken form and its written value."""

    model_config = ConfigDict(extra="forbid")
    id: str
    kind: Literal["phone", "email", "datetime", "name"]
    spoken: str
    now: str | None = None
    value: str | None
    needs_confirmation: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One row, answered."""

    row: IntentRow
    answer: Published
    ms: float

    @property
    def right(self) -> bool:
        """The first intent is the one meant."""
        return self.answer.intent == self.row.intent


@dataclass(frozen=True, slots=True)
class Share:
    """A share of rows with its 95% bootstrap interval over rows (percentile method)."""

    value: float
    low: float
    high: float
    rows: int


@dataclass(frozen=True, slots=True)
class IntentFigures:
    """One set under one condition."""

    accuracy: Share
    macro_f1: float
    """Over the intents that occur, each counting the same."""
    also: Share | None
    """Of the rows with two intents: those whose two were both named."""
    calibration_error: float
    """Expected calibration error: |accuracy - confidence| over the bins, weighed by rows."""
    reliability: tuple[tuple[float, float, int], ...]
    """(mean confidence, accuracy, rows) of each bin that holds any."""
    ms_p50: float
    ms_p95: float


@dataclass(frozen=True, slots=True)
class SpokenFigures:
    """One kind of spoken form in one set."""

    kind: str
    value: Share
    confirmation: Share | None
    """Of the rows where it is clear whether to ask back: those that did so rightly."""


@cache
def intent_rows(name: str) -> tuple[IntentRow, ...]:
    """The turns of the set dev or unseen."""
    return tuple(TypeAdapter(list[IntentRow]).validate_python(_load(name, "intents.yaml")))


@cache
def spoken_rows(name: str) -> tuple[SpokenRow, ...]:
    """The spoken forms of the set dev or unseen."""
    return tuple(TypeAdapter(list[SpokenRow]).validate_python(_load(name, "spoken.yaml")))


def _load(name: str, file: str) -> Any:
    return yaml.safe_load((_FOLDER / name / file).read_text(encoding="utf-8"))


def as_written(text: str) -> Said:
    """The turn as it stands."""
    return text, ""


def misheard(seed: int, rate: float = MISHEARD) -> Callable[[str], Said]:
    """The turn through the mora channel, written again as the recogniser writes sounds."""
    channel = MoraChannel(seed, rate)
    writer = Writer()

    def hear(text: str) -> Said:
        reading = channel(read(text))
        return writer.write(reading), reading

    return hear


def judge(
    rows: Iterable[IntentRow], knowledge: Knowledge, hear: Callable[[str], Said] = as_written
) -> list[Judged]:
    """Every row answered; `hear` says what became of its words on the way."""
    judged = []
    for row in rows:
        text, reading = hear(row.utterance)
        started = perf_counter()
        question = question_in(row.agent_prompt)
        said = listen(text, reading)
        found = meaning(said, question, state_after(row.agent_prompt), knowledge)
        answer = publish(found, question, knowledge)
        judged.append(Judged(row, answer, 1000 * (perf_counter() - started)))
    return judged


def intent_figures(judged: Sequence[Judged], seed: int = 0) -> IntentFigures:
    """Accuracy, F1, calibration and speed; ValueError for no rows."""
    double = [j for j in judged if j.row.also]
    both = [{j.answer.intent, *j.answer.also} >= {j.row.intent, *j.row.also} for j in double]
    reliability = _reliability(judged)
    took = [j.ms for j in judged]
    return IntentFigures(
        accuracy=share([j.right for j in judged], seed),
        macro_f1=_macro_f1(judged),
        also=share(both, seed) if both else None,
        calibration_error=sum(n * abs(a - c) for c, a, n in reliability) / len(judged),
        reliability=reliability,
        ms_p50=float(np.percentile(took, 50)),
        ms_p95=float(np.percentile(took, 95)),
    )


def confusions(judged: Sequence[Judged], limit: int = 8) -> list[tuple[str, str, int]]:
    """(meant, answered, times) of the pairs most often confused."""
    pairs = Counter((j.row.intent, j.answer.intent) for j in judged if not j.right)
    return [(meant, answered, n) for (meant, answered), n in pairs.most_common(limit)]


def share(hits: Sequence[bool], seed: int = 0) -> Share:
    """The share of hits; ValueError for none to count."""
    if not hits:
        raise ValueError("a share needs rows")
    table = np.array(hits, dtype=np.float64)
    draws = np.random.default_rng(seed).integers(len(table), size=(BOOTSTRAP_ROUNDS, len(table)))
    low, high = np.percentile(table[draws].mean(axis=1), [2.5, 97.5])
    return Share(float(table.mean()), float(low), float(high), len(table))


def spoken_figures(rows: Sequence[SpokenRow], seed: int = 0) -> list[SpokenFigures]:
    """Each kind, and all of them, through `denwaban normalize`."""
    lines = [json.dumps(row.model_dump(exclude={"value", "needs_confirmation"})) for row in rows]
    answers = list(normalized_rows(line.encode() for line in lines))
    right = [a.get("value") == r.value for r, a in zip(rows, answers, strict=True)]
    asked = [
        a.get("needs_confirmation") == r.needs_confirmation
        for r, a in zip(rows, answers, strict=True)
    ]
    figures = []
    for kind in ("all", *sorted({row.kind for row in rows})):
        chosen = [at for at, row in enumerate(rows) if kind in ("all", row.kind)]
        clear = [asked[at] for at in chosen if rows[at].needs_confirmation is not None]
        value = share([right[at] for at in chosen], seed)
        figures.append(SpokenFigures(kind, value, share(clear, seed) if clear else None))
    return figures


def _macro_f1(judged: Sequence[Judged]) -> float:
    scores = []
    for intent in INTENTS:
        meant = sum(j.row.intent == intent for j in judged)
        answered = sum(j.answer.intent == intent for j in judged)
        hit = sum(j.right and j.row.intent == intent for j in judged)
        if meant:
            scores.append(2 * hit / (meant + answered))
    return float(np.mean(scores))


def _reliability(judged: Sequence[Judged]) -> tuple[tuple[float, float, int], ...]:
    bins: dict[int, list[Judged]] = {}
    for one in judged:
        bins.setdefault(min(BINS - 1, int(one.answer.confidence * BINS)), []).append(one)
    return tuple(
        (
            float(np.mean([j.answer.confidence for j in held])),
            float(np.mean([j.right for j in held])),
            len(held),
        )
        for _, held in sorted(bins.items())
    )
