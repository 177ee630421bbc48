"""What the recognition bench has callers say: committed sentences and drawn telephone numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from eval.script import Stretch
from eval.voices import reading_of

SENTENCES = Path(__file__).with_name("sentences.yaml")
DEFAULT_NUMBERS = 120
_CLAUSE_PAUSE_MS = 120
_DIGIT_READINGS = (
    ("ゼロ", "ゼロ", "レイ"),
    ("イチ",),
    ("ニー", "ニー", "ニ"),
    ("サン",),
    ("ヨン",),
    ("ゴー", "ゴー", "ゴ"),
    ("ロク",),
    ("ナナ", "ナナ", "ナナ", "シチ"),
    ("ハチ",),
    ("キュー",),
)
"""How callers read digits; the usual reading stands more often."""


@dataclass(frozen=True, slots=True)
class Item:
    """One utterance of the bench."""

    id: str
    kind: Literal["sentence", "number"]
    text: str
    reading: str
    stretches: tuple[Stretch, ...]
    """Clauses with their pauses; the end of the first is known to the sample."""


class _SentenceModel(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    reading: str
    spoken: str = ""


@cache
def sentences() -> tuple[Item, ...]:
    """The committed sentences, in order; the first clause is a stretch of its own."""
    rows = TypeAdapter(list[_SentenceModel]).validate_python(
        yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    )
    return tuple(
        Item(f"s{index:03}", "sentence", row.text, row.reading, _clauses(row.spoken or row.text))
        for index, row in enumerate(rows, 1)
    )


def numbers(count: int = DEFAULT_NUMBERS, seed: int = 0) -> tuple[Item, ...]:
    """Fictitious eleven-digit numbers 0X0-0YYY-YYYY as callers say them, the same for a seed."""
    rng = random.Random(seed)
    return tuple(_number(f"n{index:03}", rng) for index in range(1, count + 1))


def _clauses(spoken: str) -> tuple[Stretch, ...]:
    """The first clause, a short pause, the rest: 、 and 。 are where speakers pause."""
    at = min((spoken.find(mark) for mark in "、。" if mark in spoken[:-1]), default=-1)
    first, rest = spoken[: at + 1], spoken[at + 1 :]
    if at < 0 or not rest.strip("、。"):
        return (Stretch(spoken),)
    return (Stretch(first, _CLAUSE_PAUSE_MS), Stretch(rest))


def _number(name: str, rng: random.Random) -> Item:
    digits = f"0{rng.choice('789')}00" + "".join(str(rng.randrange(10)) for _ in range(7))
    groups = (digits[:3], digits[3:7], digits[7:])
    joint = rng.choice(("の、", "、", "の"))
    before = rng.choice(("", "", "番号は、", "携帯が、", "えーと、"))
    after = rng.choice(("です。", "です。", "", "になります。"))
    parts = ["".join(rng.choice(_DIGIT_READINGS[int(digit)]) for digit in g) for g in groups]
    spoken = [before + parts[0] + joint, parts[1] + joint, parts[2] + after]
    pause_ms = rng.choice((0, 150, 300, 450))
    stretches = (*(Stretch(part, pause_ms) for part in spoken[:2]), Stretch(spoken[2]))
    reading = "".join(reading_of(stretch.spoken) for stretch in stretches)
    return Item(name, "number", "-".join(groups), reading, stretches)
