"""What is told after an answer is looked into or answered, and ends no call."""

from __future__ import annotations

import pytest

from agent.tasks.tells_more import tells_more_than_reacts


@pytest.mark.parametrize(
    "text",
    [
        *(
            "三か月分です",
            "中央駅の近くで八万円くらいまで",
            "じゃあ食洗機は",
            "前もそうだったんですけど",
        ),
        *("白のフィット。後ろの左のとこ", "北海道なんですけど", "五歳です"),
    ],
)
def test_a_particular_or_a_trouble_is_more(text: str) -> None:
    assert tells_more_than_reacts(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ちょっと考えます",
            "そうなんですね",
            "残念ですね",
            "高いなあ",
            "いえ、ないです",
            "徒歩5分ですね",
        ),
        *(
            "なるほど、助かります",
            "主人に聞いてみます",
            "ほかは別に",
            "それを聞きたかっただけなんで",
        ),
        *("じゃあ火曜に伺います", "じゃあ大丈夫です", "はいはい、どうもね"),
    ],
)
def test_a_reaction_is_no_more(text: str) -> None:
    assert not tells_more_than_reacts(text)


def test_more_of_a_trouble_told_to_lawyers_begins_a_consultation(at) -> None:
    call, said = at(
        "aoba_law",
        "主人の会社が倒産しまして、給料が未払いなんですけど、こういうのも見ていただけるんでしょうか",
        "三か月分です",
    )
    assert "日にち" in said[1] and call.report().kind == "reservation_new"


def test_another_thing_named_after_an_answer_is_looked_into(at) -> None:
    call, said = at(
        "kotori_shop", "そちらで買った湯呑みなんですけど、電子レンジ使えます？", "じゃあ食洗機は"
    )
    assert "確認" in said[1] and "食洗機" in str(call.report().purpose)


def test_a_day_after_the_hours_is_asked_of_that_day(at) -> None:
    _, said = at("kaede_dental", "何時までですか", "土曜なんですけど")
    assert "土曜日は、午前9時半から午後1時まで" in said[1]


def test_a_price_is_told_by_an_entry_that_has_one(at) -> None:
    _, said = at("aoba_law", "離婚の相談したいんですけど、まず一回いくらなんですか")
    assert "30分5,500円" in said[0]


def test_what_fails_is_not_asked_again(at) -> None:
    call, said = at("midori_homes", "お湯が出なくなっちゃったんですけど", "コーポあおば201です")
    assert "壊れている物" not in said[1] and "お湯" in str(call.report().purpose)


def test_what_was_asked_said_again_before_the_answer_is_no_question(at) -> None:
    call, _ = at(
        "kotori_shop",
        "領収書って出してもらえますか、会社の経費で落とすんで",
        "宛名は株式会社ヤマトで",
        "注文番号ですか、K-1234です",
    )
    assert call.state.value("detail:注文番号") == "K-1234"


def test_a_dripping_tap_is_no_emergency(at) -> None:
    call, _ = at("midori_homes", "台所の蛇口からぽたぽた水が垂れてるんですけど")
    assert call.report().kind != "emergency"


def test_what_is_asked_of_a_wish_is_told_by_the_entry_of_the_wish(at) -> None:
    _, said = at("kotori_shop", "返品したいんですけど送料ってこっち持ちですか")
    assert "返送料はお客様のご負担" in said[0]
