"""The trained part of the understanding: fresh, calibrated in form, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from agent.intent_features import features
from agent.intent_model import SKETCH, column_key, load_model, sketch
from agent.intents import classify
from agent.training.labelled import labelled, learnt_from
from agent.utterance import listen
from prompts.intents import examples


@pytest.fixture(scope="module")
def model():
    return load_model()


def test_the_weights_were_learned_from_the_examples_as_they_stand(model) -> None:
    assert model.digest == learnt_from(), "run: python -m agent.training.intents"


def test_every_example_is_a_neighbour(model) -> None:
    assert len(model.owners) == len(examples()) == len(model.vectors)
    assert np.allclose(np.linalg.norm(model.vectors, axis=1), 1.0, atol=1e-2)


def test_scores_are_a_distribution_likeliest_first() -> None:
    scores = classify(listen("予約の日を変えたいんですが"))
    assert sum(s.score for s in scores) == pytest.approx(1.0, abs=1e-4)
    assert scores[0].score == max(s.score for s in scores)
    assert scores[0].intent == "reservation_change"


def test_a_name_changes_nothing() -> None:
    one, other = (features(listen(f"{name}さんいらっしゃいますか"), "open", "purpose", 0.0)
                  for name in ("前田", "栗本"))  # fmt: skip
    assert one == other


def test_fillers_and_punctuation_change_nothing() -> None:
    plain = features(listen("予約したいです"), "open", "purpose", 0.0)
    halting = features(listen("えーと、予約、したいです。"), "open", "purpose", 0.0)
    letters = {name for name in plain if name[0] in "tlb"}
    assert letters == {name for name in halting if name[0] in "tlb"}


def test_what_is_alike_is_near_and_what_is_not_is_far(model) -> None:
    def vector(text: str):
        return model.sketch(features(listen(text), "open", "purpose", 0.0))

    near = vector("予約をキャンセルしたい") @ vector("予約のキャンセルをしたい")
    far = vector("予約をキャンセルしたい") @ vector("天井から水が漏れています")
    assert near > 0.35 and far < 0.2


def test_a_sketch_keeps_cosines() -> None:
    chance = np.random.default_rng(0)
    keys = chance.integers(2**32, size=300).astype(np.uint32)
    a, b = chance.random(300).astype(np.float32), chance.random(300).astype(np.float32)
    true = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
    assert sketch(keys, a) @ sketch(keys, b) == pytest.approx(true, abs=0.1)
    assert sketch(keys, a).shape == (SKETCH,)


def test_feature_names_hash_the_same_in_every_process() -> None:
    assert column_key("t予約") == 3168081427


def test_every_label_names_a_turn_and_an_intent_of_the_examples() -> None:
    known = {example.intent for example in examples()}
    made = labelled()
    assert len(made) > 15_000
    assert {one.intent for one in made} <= known
    assert all(one.text and "{" not in one.text for one in made)
