"""The tagger of names is learned from turns in which they are marked."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch")

from agent.name_features import columns
from agent.training.names import fit, measure
from agent.training.sayings import Example, runs, typed

pytestmark = pytest.mark.torch

TURNS = (
    (("架空商事", "C"), ("の", ""), ("江川", "N"), ("と申します", "")),
    (("栗本", "T"), ("さんいらっしゃいますか", "")),
    (("駐車場はありますか", ""),),
    (("三宅", "N"), ("ですけど、予約を変えたいんです", "")),
)


def _examples() -> list[Example]:
    made = []
    for parts in TURNS:
        said, labels = typed(parts)
        made.append(Example(columns(said, "").astype("int32"), labels))
    return made


def test_marked_turns_are_learned_and_told_again() -> None:
    examples = _examples()
    losses: list[float] = []
    field = fit(
        lambda epoch: examples * 8, 20, 0.05, random.Random(0), lambda e, x: losses.append(x)
    )
    found = measure(field.tagger(), examples)
    assert losses[-1] < 0.2 < losses[0]
    assert found.right == found.there == {"N": 2, "C": 1, "T": 1} and found.alarms == 0


def test_the_labels_of_a_typed_turn_stand_where_its_names_do() -> None:
    said, labels = typed(TURNS[0])
    assert [said.text[begun:end] for begun, end in runs(labels)] == ["架空商事", "江川"]
