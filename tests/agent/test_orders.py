"""Orders: goods of the manual with counts, their prices, and whom they are sent to."""

from __future__ import annotations

import pytest

from agent.grounding import check
from agent.tasks.take_order import Line, lines_in
from agent.tasks.tell_price import total_yen
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual

from .conftest import NOW

SHOP = load_manual(find_manual("kotori_shop"))
ITEMS = SHOP.orders.items


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("フェイスタオル4枚とほうじ茶2つ、お願いしたいの", "フェイスタオルを4枚、ほうじ茶を2つ"),
        (
            "前にそちらで買ったタオルがとても良くてね、また3枚ほどいただきたいんだけど。"
            "それとお茶、ほうじ茶も2つ一緒にお願いできる?",
            "フェイスタオルを3枚、ほうじ茶を2つ",
        ),
        ("急須、あれ2個ばかり送ってほしいのよ", "急須を2個"),
    ],
)
def test_goods_of_the_client_with_counts_are_an_order(at, said: str, order: str) -> None:
    call, replies = at("kotori_shop", said)
    assert call.state.value("order") == order
    assert "復唱" in replies[0]


def test_what_was_bought_and_has_not_come_is_no_order(at) -> None:
    call, _ = at("kotori_shop", "先週買ったフェイスタオル3枚、まだ届かないんですけど、お願いします")
    assert call.state.value("order") == ""


def test_what_points_back_is_what_was_named_before_it() -> None:
    assert lines_in("急須、あれ2個", ITEMS) == (Line("急須", "2個"),)


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        ((Line("フェイスタオル", "4枚"), Line("ほうじ茶", "2つ")), 7008),
        ((Line("フェイスタオル", "ふたつ"),), 2640),
        ((Line("フェイスタオル", "4枚"), Line("竹のお箸", "2膳")), None),
        ((Line("何か", "4枚"),), None),
        ((), None),
    ],
)
def test_a_total_is_told_only_where_every_price_is_known(lines, total) -> None:
    assert total_yen(lines, ITEMS) == total


def test_prices_and_the_total_are_told_when_asked(at) -> None:
    call, said = at(
        "kotori_shop",
        "フェイスタオル4枚とほうじ茶2つ、お願いしたいの",
        "はい。全部でおいくらになるかしら。",
    )
    assert "1,320円" in said[1]
    assert "864円" in said[1]
    assert "合わせて7,008円" in said[1]
    assert call.report().told[0].startswith("フェイスタオルは1,320円")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("フェイスタオルはおいくらですか", "1,320円"),
        ("フェイスタオル4枚でいくらになりますか", "合わせて5,280円"),
        ("送料はいくらですか", "550円"),
    ],
)
def test_a_price_is_told_without_an_order(at, said: str, told: str) -> None:
    call, replies = at("kotori_shop", said)
    assert told in replies[0]
    assert call.state.value("kind") == ""


def test_a_total_needs_the_callers_own_counts() -> None:
    knowledge = Knowledge.open(SHOP, NOW)
    told = "お品代は、合わせて5,280円でございます。"
    assert check(told, ["フェイスタオルを4枚お願いします"], knowledge) == ()
    assert check(told, ["フェイスタオルを3枚お願いします"], knowledge) != ()
    assert check(told, ["急須を4個お願いします"], knowledge) != ()


def test_who_gets_an_order_is_not_who_gives_it(at) -> None:
    call, _ = at(
        "kotori_shop",
        "フェイスタオル4枚とほうじ茶2つ、お願いしたいの",
        "はい",
        "送り先は千葉県柏市架空町2-3-4。娘は中野といいます。",
        "来週の木曜がいいわ。午前中ね。",
        "私は中野じゃなくて、原口ですよ。",
        "03-0012-4471です",
        "はい",
    )
    report = call.report()
    assert report.caller_name == "原口"
    assert "お届け先のお名前: 中野様" in report.purpose
    assert "お届けの希望日: 12月3日木曜日の午前中" in report.purpose
