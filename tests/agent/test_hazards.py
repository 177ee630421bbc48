"""Danger in everyday words, which no list holds; and what is like it and none."""

from __future__ import annotations

import pytest

from agent.danger import is_danger, may_be_danger
from agent.hazards import hazard, nearness, packaged_net
from agent.training.labelled import learnt_from

HOUSING = ("水漏れ", "天井から水", "ガス臭い", "停電", "鍵をなくし")


@pytest.mark.parametrize(
    "said",
    [
        "寝てたら上からぽたぽた水が落ちてきて、布団がもうびしょびしょなんですよ。天井もふくらんできちゃって",
        "台所がね、腐ったみたいな変な臭いがするのよ。シューって音もして、ガスなのかしらねえ",
        "主人がパトカーに乗せられていったんです",
        "お風呂場で母がぐったりして動かないんです",
    ],
)
def test_danger_needs_no_word_of_a_list(said: str) -> None:
    assert may_be_danger(said, HOUSING)


@pytest.mark.parametrize(
    "said",
    [
        "水曜日に予約をお願いしたいんですが",
        "上の階がうるさくて眠れないんですけど",
        "お湯が出ないんですけど",
        "蓄電池と組み合わせますと、停電のときでも冷蔵庫が丸一日使えます",
        "",
        "🔥🔥",
    ],
)
def test_what_is_broken_or_spoken_of_is_no_danger(said: str) -> None:
    assert not may_be_danger(said, HOUSING)


def test_a_name_told_first_thins_no_danger_out() -> None:
    told = "上からぽたぽた水が落ちてきて、布団がもうびしょびしょなんですよ"
    assert hazard(f"メゾン架空の105の小池です。{told}") >= hazard(told) - 1e-6


def test_the_clients_words_are_near_to_what_means_them() -> None:
    said = "おまわりさんが来て、車に乗せられて連れてかれちゃったんです"
    near = nearness("警察に連れて行かれ", said)
    assert near > nearness("水漏れ", said) and near > nearness("家宅捜索", said)
    assert is_danger("公園で転んで、前歯が一本抜け落ちちゃったんです", ("歯が抜け落ち",))


def test_the_weights_are_of_the_texts_that_ship() -> None:
    assert packaged_net().digest == learnt_from(), "run python -m agent.training.hazards"
