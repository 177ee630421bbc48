"""Orders: goods of the manual with counts, their prices, and whom they are sent to."""

from __future__ import annotations

import pytest

from agent.grounding import check
from agent.tasks.order_lines import Line, amended, lines_in, total_yen, uncounted_in
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


SUPPLIES = load_manual(find_manual("smile_corp")).orders.items


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            "ネットがようわからんので電話で頼みたいんですけど、タオルを5枚と、ポットを1個",
            [("フェイスタオル", "5枚"), ("ほうろうのポット", "1個")],
        ),
        ("5枚のタオルと2つの急須", [("フェイスタオル", "5枚"), ("急須", "2つ")]),
        ("10個入りのお茶を2箱", [("ほうじ茶", "2箱")]),
        ("急須5個、あ、戸棚に2個残ってたから3個で", [("急須", "5個"), ("急須", "3個")]),
        ("白い風鈴2つと固形の石けん3個", [("白い風鈴", "2つ"), ("固形の石けん", "3個")]),
    ],
)  # fmt: skip
def test_an_item_is_of_the_menu_or_a_noun_before_a_count(said: str, lines) -> None:
    assert [(line.item, line.count) for line in lines_in(said, ITEMS)] == lines


@pytest.mark.parametrize(
    "said",
    [
        "ネットがわからないので電話で頼みたいんですけど",
        "見積もりをお願いします",
        "早めにお願いします",
        "ポットの白はありますか",
    ],
)
def test_a_clause_and_a_doing_are_no_goods(said: str) -> None:
    assert uncounted_in(said, ITEMS) == ()


@pytest.mark.parametrize(
    ("known", "said", "order"),
    [
        ("コーヒー豆を10袋、ミルクを5箱", "10じゃなくて12袋です", "コーヒー豆を12袋、ミルクを5箱"),
        ("コーヒー豆を10袋、ミルクを5箱", "ミルクは5じゃなくて7", "コーヒー豆を10袋、ミルクを7箱"),
        ("コーヒー豆を10袋、紙コップを5箱", "やっぱりコップはなしで", "コーヒー豆を10袋"),
        ("コーヒー豆を10袋", "ミルクも2箱追加で", "コーヒー豆を10袋、ミルクを2箱"),
        ("コーヒー豆を10袋", "豆はやめます", ""),
    ],
)  # fmt: skip
def test_an_order_is_put_right_by_what_is_said_of_it(known: str, said: str, order: str) -> None:
    assert amended(known, said, SUPPLIES) == order


def test_an_order_beside_who_gives_it_is_read_back_with_its_total(at) -> None:
    _, said = at("smile_corp", "架空印刷の片山です。豆を10袋と紙コップ5箱、お願いします。")
    assert "コーヒー豆を10袋、紙コップを5箱、合わせて28,200円" in said[0]


@pytest.mark.parametrize(
    "before", [("はい",), ("はい", "03-0012-6034です"), ("はい", "03-0012-6034です", "はい")]
)
def test_an_order_is_put_right_whenever_that_is_said(at, before: tuple[str, ...]) -> None:
    call, said = at(
        "smile_corp",
        "架空印刷の片山です。豆を10袋と紙コップを5箱、お願いしたいんですが。",
        *before,
        "すみません、やっぱり豆は12袋にしてください",
        "はい",
    )
    assert "コーヒー豆を12袋、紙コップを5箱、合わせて32,520円" in said[-2]
    assert call.state.value("order") == "コーヒー豆を12袋、紙コップを5箱"


def test_whether_a_correction_was_taken_is_answered_by_reading_it_back(at) -> None:
    _, said = at(
        "kotori_shop",
        "タオルを5枚と、ポットを1個お願いします",
        "はい",
        "あ、やっぱりタオル6枚にしといて",
        "はい",
        "タオル、6枚になってる？",
    )
    assert "フェイスタオルを6枚、ほうろうのポットを1個、合わせて15,400円" in said[-1]


def test_what_one_costs_is_no_correction(at) -> None:
    call, said = at("smile_corp", "豆を10袋お願いします", "はい", "豆は1袋いくらでしたっけ")
    assert "2,160円" in said[-1]
    assert call.state.value("order") == "コーヒー豆を10袋"


def test_an_order_after_an_answer_about_goods_is_taken(at) -> None:
    call, said = at(
        "smile_corp",
        "消耗品だけの注文ってできますか",
        "それで豆を10袋、あ、ごめんなさい、戸棚に2つ残ってたから8袋でいいです。それと紙コップを3箱。",
    )
    assert call.state.value("order") == "コーヒー豆を8袋、紙コップを3箱"
    assert "8袋" in said[1] and "3箱" in said[1]


def test_in_an_order_nothing_is_asked_but_what_orders_need(at) -> None:
    _, said = at("kotori_shop", "ほうじ茶を5つ送ってほしいの", "はい", "お箸はおいくらなのかしら")
    assert "注文番号" not in said[-1] and "住所" in said[-1]


def test_an_order_taken_back_is_no_booking(at) -> None:
    call, said = at(
        "kotori_shop",
        "ゆうべネットでリネンのエプロンを頼んだんですけど、間違えて2着にしちゃって、"
        "1着だけ取り消したいんです。",
    )
    assert "ご予約" not in said[0] and "発送の前" in said[0]
    assert not call.state.value("kind").startswith("reservation_")


def test_goods_spoken_of_before_are_what_is_ordered(at) -> None:
    call, _ = at(
        "kotori_shop", "ほうろうのポットはIHで使えますか。", "よかった。じゃあ二つ注文します。"
    )
    assert call.state.value("order") == "ほうろうのポットを二つ"


@pytest.mark.parametrize(
    ("more", "order"),
    [
        ("あ、やっぱりカップはいいです。", "コーヒー豆を6袋"),
        ("すみません、豆だけでお願いします。", "コーヒー豆を6袋"),
        ("ごめんなさい、豆はやっぱり結構です。", "紙コップを2箱"),
    ],
)
def test_what_is_not_wanted_after_all_goes_after_the_promise_too(at, more, order) -> None:
    call, _ = at(
        "smile_corp",
        "豆を6袋とカップ2箱お願いします。",
        "はい",
        "架空印刷の土井です",
        "03-0012-4141です",
        "はい、お願いします",
        more,
    )
    assert call.state.value("order") == order


def test_the_usual_goods_are_an_order_and_no_visit(at) -> None:
    call, answers = at("smile_corp", "いつもの豆をまたお願いしたいんですけど、前と同じで。")
    assert call.state.value("kind") == "order"
    assert "日にち" not in answers[-1]


def test_what_is_asked_of_an_order_in_its_own_sentence_is_told(at) -> None:
    call, answers = at(
        "smile_corp",
        "紙コップを4箱とフィルターを2袋ほしいんですが、急いでて、何日くらいで届きますか？送料もかかりますよね。",
    )
    assert call.state.value("order") == "紙コップを4箱、フィルターを2袋"
    assert "3営業日" in answers[-1]
    assert "600円" in answers[-1]


def test_goods_to_be_brought_are_ordered(at) -> None:
    _, said = at("smile_corp", "いつものコーヒー豆3袋と、紙コップ1箱持ってきてもらいたいんだけど")
    assert "3袋" in said[0] and "紙コップを1箱" in said[0]


def test_a_delivery_day_told_where_the_address_is_asked_is_read_back(at) -> None:
    _, said = at(
        "kotori_shop",
        "電話で頼みたいんですけど、フェイスタオルを4枚と、ほうじ茶を2袋",
        "はい、お願いします",
        "届けるのは12月2日にしてください。あ、ごめんなさい、3日の木曜で",
        "東京都架空市1の2の3です",
    )
    assert "12月3日" in "".join(said[2:])


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("マグカップの青いやつを3つと、お茶碗を2つ", "青いマグカップを3つ、お茶碗を2つ"),
        ("タオルの青いのを2枚、赤いのを3枚", "青いフェイスタオルを2枚、赤いフェイスタオルを3枚"),
        ("フェイスタオル白2枚、青3枚", "白のフェイスタオルを2枚、青のフェイスタオルを3枚"),
        ("ハンドタオルを2枚とタオルケット1枚", "ハンドタオルを2枚、タオルケットを1枚"),
        ("いつものほうじ茶5袋", "ほうじ茶を5袋"),
    ],
)
def test_goods_of_a_kind_stay_apart_and_none_is_taken_for_another(said: str, order: str) -> None:
    assert amended("", said, ITEMS) == order


def test_goods_of_a_colour_cost_what_the_goods_cost() -> None:
    assert total_yen(lines_in("タオルの青いのを2枚、赤いのを3枚", ITEMS), ITEMS) == 5 * 1320


def test_two_lines_of_one_price_are_summed(at) -> None:
    _, said = at("kotori_shop", "タオルって何色あります？", "じゃあ青を三枚と白を二枚ください")
    assert "合わせて6,600円" in said[1]
