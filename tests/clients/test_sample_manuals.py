"""The sample manuals are what clients copy: whole, free of doubts, fit to be said and kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import clients
from eval.voices import reading_of
from knowledge.manual import examine
from knowledge.schedule import Schedule
from knowledge.schema import Manual
from knowledge.sound import morae

FOLDER = Path(clients.__file__).parent
PATHS = sorted(FOLDER.glob("*.yaml"))
LONGEST_ANSWER_MORAE = 80
"""Ten seconds or so at the seven to eight morae a second of ordinary speech: two sentences."""
MORNING = dt.datetime(2026, 11, 24, 10, 0)


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Manual:
    manual, _ = examine(request.param)
    assert manual is not None
    return manual


def test_there_is_a_sample_for_each_trade() -> None:
    trades = {"smile_corp", "kaede_dental", "aoba_law", "kotori_shop", "midori_homes"}
    assert trades <= {path.stem for path in PATHS}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_sample_checks_clean(path: Path) -> None:
    manual, problems = examine(path)
    assert manual is not None
    assert problems == ()


def test_a_sample_answers_twenty_questions_by_ids_of_their_own(sample: Manual) -> None:
    ids = [entry.id for entry in sample.faq]
    assert len(ids) >= 20
    assert len(set(ids)) == len(ids)


def test_no_two_entries_are_asked_in_the_same_words(sample: Manual) -> None:
    asked = [words for entry in sample.faq for words in (entry.question, *entry.paraphrases)]
    assert sorted(set(asked)) == sorted(asked)


def test_each_answer_is_short_enough_to_be_said(sample: Manual) -> None:
    lengths = {entry.id: len(morae(reading_of(entry.answer))) for entry in sample.faq}
    assert {i: n for i, n in lengths.items() if n > LONGEST_ANSWER_MORAE} == {}


def test_each_entry_is_known_by_several_mouths(sample: Manual) -> None:
    assert [entry.id for entry in sample.faq if not entry.paraphrases] == []


def test_it_has_people_rules_and_somebody_to_hand_over_to(sample: Manual) -> None:
    assert 5 <= len(sample.staff) <= 12
    assert sample.departments
    assert sample.operators
    assert sample.rules.emergency.words
    assert sample.report.email


def test_every_written_return_is_understood(sample: Manual) -> None:
    schedule = Schedule(sample)
    away = [p for p in sample.staff if p.returns]
    unread = [p.name for p in away if schedule.presence(p, MORNING).back is None]
    assert unread == []


def test_whoever_is_rung_in_an_emergency_takes_emergencies(sample: Manual) -> None:
    takers = [o for o in sample.operators if not o.kinds or "emergency" in o.kinds]
    assert sample.rules.emergency.operator in {o.name for o in takers}


def test_all_telephone_numbers_are_fictitious(sample: Manual) -> None:
    numbers = [sample.phone, *(n.number for n in sample.numbers)]
    numbers += [p.mobile for p in sample.staff] + [o.number for o in sample.operators]
    groups = [number.split("-") for number in numbers if number]
    assert [g for g in groups if not g[1].startswith("00")] == []
