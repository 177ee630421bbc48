from __future__ import annotations

import pytest

from agent.danger import is_danger, is_threat

WORDS = ("漏水", "水漏れ", "鍵をなくし", "停電")


@pytest.mark.parametrize(
    "said",
    [
        "帰ってきたら、天井から水漏れしてるんです",
        "今朝7時に漏水が始まって、まだ続いてます",
        "10分前に水漏れに気づきました",
        "玄関の前に出たら鍵をなくしたのに気づいて、入れないんです",
        "工事をしていたら漏水しました",
        "もう30分も停電してるんですけど",
        "夫に殴られてて、逃げたいんです",
    ],
)
def test_danger_that_goes_on_is_an_emergency_whenever_it_began(said: str) -> None:
    assert is_danger(said, WORDS)


@pytest.mark.parametrize(
    "said",
    [
        "停電したときはどこに電話すればいいですか",
        "漏水があった場合は、どうすればいいでしょうか",
        "先月の水漏れの修理の件で",
        "水漏れの点検の日を変えたいんですが",
        "水漏れはもう止まってますので",
        "漏水の修理の費用はいくらですか",
    ],
)
def test_danger_that_is_over_or_only_asked_about_is_none(said: str) -> None:
    assert not is_danger(said, WORDS)


def test_a_threat_is_danger_in_any_tense() -> None:
    assert is_threat("今から行って殺すぞ")
    assert is_danger("爆弾を仕掛けた", ())
