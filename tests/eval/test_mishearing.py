"""Misheard morae: seeded, as many as asked for, and near in sound."""

from __future__ import annotations

import numpy as np
import pytest

from eval.mishearing import MoraChannel
from speech.reading.kana import mora_cost, morae

READING = "エーギョージカンオオシエテクダサイ" * 40


def test_the_same_seed_mishears_alike_in_any_order() -> None:
    one, other = MoraChannel(3, 0.15), MoraChannel(3, 0.15)
    assert one("チューシャジョー") == (other(READING), other("チューシャジョー"))[1]
    assert MoraChannel(4, 0.15)(READING) != one(READING)


def test_nothing_is_misheard_at_rate_nought_and_all_at_one() -> None:
    assert MoraChannel(1, 0.0)(READING) == READING
    heard = MoraChannel(1, 1.0)("カ" * 200)
    assert heard.count("カ") < 100


@pytest.mark.parametrize("rate", [0.05, 0.15, 0.3])
def test_about_as_many_are_hit_as_asked_for(rate: float) -> None:
    kept = [MoraChannel(seed, rate)("ヌ") == "ヌ" for seed in range(2000)]
    assert 1 - np.mean(kept) == pytest.approx(rate, abs=0.03)


def test_near_sounds_are_put_in_the_place_more_often_than_far_ones() -> None:
    heard = [MoraChannel(seed, 1.0)("カ") for seed in range(500)]
    replaced = [beats[0] for h in heard if len(beats := morae(h)) == 1]
    near = sum(mora_cost("カ", mora) < 0.5 for mora in replaced)
    assert near > 0.6 * len(replaced)
