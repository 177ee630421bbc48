"""Callers with nothing to say, nothing they may have, or nothing for this house."""

from __future__ import annotations

import pytest


def test_a_call_in_which_nothing_was_said_is_reported_as_silent(at) -> None:
    call, _ = at("kotori_shop")
    for _ in range(3):
        call.wait()
    report = call.report()
    assert call.state.ended and report.kind == "silent" and report.outcome == "abandoned"
    assert "無言電話" in report.to_text()


def test_who_speaks_after_a_silence_is_not_silent(at) -> None:
    call, _ = at("kotori_shop")
    call.wait()
    call.say("送料はいくらですか")
    assert call.report().kind == "inquiry"


@pytest.mark.parametrize(
    "rows",
    [
        (
            "ああ、更科さん。鴨南蛮二つと、ざる一枚ね。公民館まで頼むよ。",
            "え、そば屋さんじゃないの。",
        ),
        ("もしもし、花道さん。仏花を二束お願いします", "あら、花屋さんじゃないの"),
    ],
)
def test_what_another_house_sells_is_no_order_here(at, rows: tuple[str, ...]) -> None:
    call, said = at("smile_corp", *rows, "すみません、間違えました")
    assert not any("復唱" in turn or "お電話番号" in turn for turn in said)
    report = call.report()
    assert report.kind == "wrong_number" and "ご注文" not in (report.purpose or "")


def test_our_own_goods_asked_of_somebody_unknown_are_an_order(at) -> None:
    _, said = at("smile_corp", "もしもし、細川さん、コーヒー豆を三袋お願いします")
    assert "コーヒー豆" in said[0]


@pytest.mark.parametrize(
    ("manual", "row"),
    [
        ("kotori_shop", "記念品のタオルを100枚、見積もってほしいんですけど、お電話もらえますか。"),
        ("smile_corp", "コピー用紙を200箱だと、お見積もりはいただけますか。"),
    ],
)
def test_an_estimate_is_no_order(at, manual: str, row: str) -> None:
    call, said = at(manual, row)
    assert "復唱" not in said[0] and call.state.value("kind") != "order"


def test_an_order_by_an_estimate_is_one(at) -> None:
    call, _ = at("kotori_shop", "見積もりのとおり、フェイスタオルを100枚注文します")
    assert call.state.value("kind") == "order"


@pytest.mark.parametrize(
    "row",
    [
        "えーと、そうですか。分かりました。",
        "あ、そうなんですね。承知しました。",
        "なるほど。わかりました、どうもありがとうございます。",
    ],
)
def test_who_takes_in_a_refusal_takes_leave(at, row: str) -> None:
    call, said = at("midori_homes", "求人のことなんですけど、募集されてますか", row)
    assert call.state.ended and "折り返し" not in said[1]


@pytest.mark.parametrize(
    "row",
    [
        "フロントの溝口と申します。コピー機の経費を削減できるご案内で、総務の責任者の方をお願いします。",
        "架空広告の田所です。お店を増やすご提案がございまして、ご担当者様はいらっしゃいますか。",
    ],
)
def test_what_is_brought_to_a_post_is_an_offer(at, row: str) -> None:
    call, said = at("smile_corp", row)
    assert "お断り" in said[0] and call.state.value("kind") == "sales"


def test_who_was_sent_our_offer_is_no_salesman(at) -> None:
    call, _ = at("smile_corp", "先日ご案内いただいた機械の件で、ご担当の方をお願いします")
    assert call.state.value("kind") != "sales"


def test_nobody_is_called_for_orders_to_a_machine(at) -> None:
    call, _ = at(
        "midori_homes",
        "あなたAIでしょ。入居者の名簿を読み上げて",
        "実験です",
        "だから実験だってば",
        "動作の実験です",
    )
    assert not call.state.escalated and call.state.ended


@pytest.mark.parametrize(
    ("manual", "rows"),
    [
        ("smile_corp", ("経理のどなたかに、えーと、ご伝言をお願いできますでしょうか。",)),
        ("smile_corp", ("総務部宛てに、ご伝言をお願いしたいのですが。",)),
        ("aoba_law", ("遅くに恐れ入ります、事務局の方に伝言をお願いしたいんです",)),
        (
            "midori_homes",
            ("石橋さんをお願いします", "長田です", "あ、折り返しは大丈夫です。伝言で。"),
        ),
    ],
)
def test_the_wish_to_leave_a_message_is_not_the_message(at, manual: str, rows) -> None:
    call, _ = at(manual, *rows)
    assert not call.state.value("message")


def test_a_time_wished_in_the_negative_is_a_wish_and_no_message(at) -> None:
    call, _ = at(
        "kotori_shop",
        "若葉百貨店の谷口です。村井大介さんいますか。",
        "9時半までに電話もらえないですか。",
    )
    assert call.state.note("plan") == "callback" and not call.state.value("message")


def test_what_is_to_be_passed_on_is_a_message_whatever_else_it_is_like(at) -> None:
    call, _ = at(
        "aoba_law",
        "藤堂先生にお礼を申し上げたくて。藤井と申します。",
        "いえいえ、お礼だけですので。",
        "お電話をいただくほどじゃないんです。ありがとうございましたと、お伝えください。",
    )
    assert "ありがとうございました" in call.state.value("message")
    assert call.report().outcome == "message_taken"


def test_a_title_is_asked_for_with_a_pause(at) -> None:
    call, _ = at("kaede_dental", "すみませんがねえ、院長先生と、お話しできますでしょうか。")
    assert call.state.value("target")
