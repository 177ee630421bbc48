"""What is asked about goods before any are bought, and what is wished for after an answer."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "asked",
    [
        "急須ありますか",
        "急須って置いてます？",
        "お茶を入れる急須は扱ってますか",
        "急須とか売ってます？",
    ],
)
def test_goods_that_are_sold_are_told_with_their_price(at, asked) -> None:
    call, said = at("kotori_shop", asked)
    assert "急須を扱っております" in said[0] and "4,950円" in said[0]
    assert call.report().kind == "inquiry" and call.report().outcome == "answered"


def test_several_goods_are_told_each_with_its_price(at) -> None:
    _, said = at("kotori_shop", "急須とポットありますか")
    assert "4,950円" in said[0] and "7,480円" in said[0]


@pytest.mark.parametrize(
    "asked",
    ["エプロンは何色がありますか", "タオルって何種類あるんですか", "青いエプロンありますか"],
)
def test_kinds_that_the_manual_does_not_tell_are_asked_about_inside(at, asked) -> None:
    _, said = at("kotori_shop", asked)
    assert "折り返しご連絡" in said[0] and "注文番号" not in said[0]


def test_a_colour_told_with_the_goods_is_not_asked(at) -> None:
    call, said = at("kotori_shop", "青いエプロンありますか")
    assert "色を" not in said[0] and "色: 青" in call.report().purpose


def test_goods_that_are_left_are_no_lid(at) -> None:
    _, said = at("kotori_shop", "急須まだありますか")
    assert "在庫は日々変わります" in said[0]


def test_a_part_of_goods_is_no_goods(at) -> None:
    _, said = at("kotori_shop", "急須のふたってありますか")
    assert "ふたなどの部品だけの販売" in said[0]


def test_goods_asked_about_are_ordered_by_a_bare_count(at) -> None:
    _, said = at("kotori_shop", "急須っていくらです？", "じゃあ二つください")
    assert "急須を二つ" in said[1] and "9,900円" in said[1]


@pytest.mark.parametrize(
    ("client", "asked", "wished"),
    [
        ("kotori_shop", "返品ってできますか", "じゃあ返品したいです"),
        ("kotori_shop", "エプロンの交換できますか", "じゃあお願いします"),
        ("kotori_shop", "カタログってもらえます？", "送ってください"),
        ("smile_corp", "見積もりって無料ですか", "お願いします"),
        ("kaede_dental", "ホワイトニングってやってますか", "じゃあやってもらいたいです"),
    ],
)
def test_what_was_answered_and_is_wished_for_is_looked_into(at, client, asked, wished) -> None:
    _, said = at(client, asked, wished)
    assert "折り返しご連絡" in said[1]


def test_a_farewell_after_an_answer_is_no_wish(at) -> None:
    _, said = at("kotori_shop", "送料っていくらですか", "わかりました、よろしくお願いします")
    assert "失礼いたします" in said[1]


def test_a_wish_is_no_particular(at) -> None:
    call, said = at("midori_homes", "駐車場って空いてますか", "じゃあ借りたいんですけど")
    assert "ご希望の場所" in said[1] and "借りたい" not in call.report().purpose


def test_what_went_wrong_at_home_is_answered_without_an_apology(at) -> None:
    call, said = at("kotori_shop", "留守で受け取れなかったんですが")
    assert "再配達" in said[0] and call.report().kind == "inquiry"


@pytest.mark.parametrize("named", ["相沢でーす", "相沢っす", "どうもー、相沢でーす"])
def test_a_name_said_lightly_is_a_name(at, named) -> None:
    call, _ = at("kotori_shop", f"{named}。急須いくらなんすか")
    assert call.report().caller_name == "相沢"


TO_A_DAY = ("急須を一つお願いします", "はい", "台東区架空橋2の7の3です")


def test_a_day_that_is_ruled_out_is_not_the_one_wished_for(at) -> None:
    _, said = at(
        "kotori_shop",
        *TO_A_DAY,
        "いつでもいいんだけど、月曜はお医者だから、火曜日あたりがいいわねえ",
        "違うの、月曜はお医者でいないのよ。火曜日にしてちょうだい。名前は堀川です",
    )
    assert "12月1日火曜日" in said[3] and "月曜日" not in said[4]


def test_the_day_of_an_order_is_put_right_whatever_is_asked(at) -> None:
    call, said = at(
        "kotori_shop",
        *TO_A_DAY,
        "来週の月曜でお願いします",
        "堀川です",
        "090-0012-3456",
        "あ、やっぱり届けるの火曜にしてください",
    )
    assert "12月1日火曜日" in said[6] and "12月1日火曜日" in call.report().purpose


def test_pieces_of_what_is_sold_by_the_box_come_to_no_sum(at) -> None:
    _, said = at("smile_corp", "紙コップ切らしちゃったんだけど、今日持ってきてもらえる？", "500個")
    assert "おいくつ" in said[0] and "紙コップを500個" in said[1] and "円" not in said[1]


def test_who_does_not_wait_for_the_answer_is_let_go(at) -> None:
    _, said = at("aoba_law", "ちょっと聞きたいんですけど、成年後見って何ですか", "じゃあいいです")
    assert "時間帯" not in said[1]
