"""Costs of confused sounds, learned from what was said and heard."""

from __future__ import annotations

import pytest

from eval.bench.sound_costs import CHEAPEST, DEAREST, Heard, aligned, learn, misheard, ranks
from speech.reading.kana import mora_cost, morae


def _heard(name: str, instead: str) -> Heard:
    return {
        "name": name,
        "truth": f"{name}サンオネガイシマス",
        "heard": f"{instead}サンオネガイシマス",
    }


def test_what_is_taken_for_each_other_gets_cheaper() -> None:
    without, _ = learn([_heard("ノモト", "ノモト")] * 50)
    with_, vowels = learn([_heard("ノモト", "ノモト")] * 30 + [_heard("ノモト", "ノヨト")] * 20)
    pair = frozenset(("m", "y"))
    assert with_[pair] < without[pair]
    assert with_[pair] < with_[frozenset(("k", "p"))]
    assert len(vowels) == 10


def test_costs_stay_within_their_bounds() -> None:
    for costs in learn([_heard("クリモト", "グリモト")] * 500):
        assert all(CHEAPEST <= cost <= DEAREST for cost in costs.values())


def test_a_sentence_that_was_not_heard_at_all_teaches_nothing() -> None:
    row = {"name": "ノモト", "truth": "ノモトサンオネガイシマス", "heard": "ヤスクナル"}
    assert learn([row]) == learn([])


def test_morae_are_laid_along_what_was_heard() -> None:
    pairs, cost = aligned(morae("クリモト"), morae("クリト"))
    assert pairs == [(0, 0), (1, 1), (2, None), (3, 2)]
    assert cost == pytest.approx(1.0)
    pairs, _ = aligned(morae("サトー"), morae("サトート"))
    assert pairs == [(0, 0), (1, 1), (2, 2), (None, 3)]


def test_a_misheard_name_is_ranked_among_all_surnames() -> None:
    rows = [_heard("サトー", "サトー"), _heard("クリモト", "クリモド")]
    assert misheard(rows) == [("クリモト", ("ク", "リ", "モ", "ド"))]
    assert ranks(rows) == [1.0]


def test_the_table_beside_kana_is_a_learned_one() -> None:
    telephone = mora_cost("サ", "タ"), mora_cost("マ", "ナ"), mora_cost("シ", "チ")
    assert all(0 < cost < 0.4 for cost in telephone)
    assert mora_cost("ヤ", "パ") > max(telephone)
