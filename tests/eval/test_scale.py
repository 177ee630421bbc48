"""The manual that a large client is measured with."""

from __future__ import annotations

from eval.bench.scale import manual_of
from knowledge.schema import Manual


def test_a_generated_manual_is_a_manual_of_the_size_that_was_asked_for() -> None:
    manual = Manual.model_validate(manual_of(300, 600))
    assert (len(manual.staff), len(manual.faq)) == (300, 600)
    assert {person.department for person in manual.staff} <= {d.name for d in manual.departments}


def test_every_question_is_asked_once_however_many_there_are() -> None:
    questions = [entry["question"] for entry in manual_of(1, 11_000)["faq"]]
    assert len(set(questions)) == 11_000


def test_the_same_seed_gives_the_same_people() -> None:
    assert manual_of(50, 1, seed=3) == manual_of(50, 1, seed=3)
    assert manual_of(50, 1, seed=3) != manual_of(50, 1, seed=4)
