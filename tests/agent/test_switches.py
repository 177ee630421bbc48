"""A likeness alone neither opens nor ends a call; danger does, by its words."""

from __future__ import annotations

import pytest

from agent.danger import is_danger


def test_digits_under_a_question_for_a_number_are_the_number(at) -> None:
    call, said = at(
        "smile_corp",
        "栗本さんお願いします、架空産業の原田です",
        "はい",
        "03-0012",
        "5566、あ、違う、5567",
        "はい",
    )
    assert "03-0012-5567" in said[3] and "申し訳" not in said[3] and "番号をお確かめ" not in said[3]
    report = call.report()
    assert (report.kind, report.callback_number) == ("reach_person", "03-0012-5567")


def test_one_of_our_names_is_never_a_wrong_number(at) -> None:
    call, said = at(
        "midori_homes",
        "服部さんいらっしゃいますか",
        "どこへ行かれたんですか",
        "じゃあ新見さんで",
        "岸本です",
        "はい",
    )
    assert not any("番号をお確かめ" in line for line in said) and not call.state.ended
    assert call.state.asked == "callback_number" and call.report().caller_name == "岸本"


@pytest.mark.parametrize(
    "rows",
    [
        ("架空印刷の三浦です。先日お送りした請求書の件で、経理の方お願いします",),
        ("先日の請求書の件でお電話しました、架空印刷の三浦です", "経理の方をお願いします"),
        ("お見積もりの件でお電話しました、架空印刷の三浦と申します",),
    ],
)
def test_a_matter_under_way_is_no_offer_for_sale(at, rows: tuple[str, ...]) -> None:
    call, said = at("smile_corp", *rows)
    assert "お断り" not in "".join(said) and call.report().kind != "sales"


def test_an_offer_is_still_refused(at) -> None:
    call, _ = at(
        "midori_homes",
        "光回線の切り替えのご案内で、入居者様全員の料金が下がるんです",
        "お時間は取らせません。担当者の名前を教えてください",
    )
    assert call.report().kind == "sales" and not call.report().promised


@pytest.mark.parametrize(
    "row", ["エアコンが動かないんです", "コンロの火がつかなくて", "お湯が出ないんですけど"]
)
def test_what_the_manual_answers_is_no_emergency(at, row: str) -> None:
    call, said = at("midori_homes", row)
    assert "119" not in said[0] and not call.state.escalated


@pytest.mark.parametrize(
    ("client", "row"),
    [
        ("midori_homes", "天井から水漏れしてるんです"),
        ("smile_corp", "コーヒーマシンから煙が出てるんですけど"),
        ("aoba_law", "息子が警察に連れて行かれたんです"),
    ],
)
def test_the_manuals_own_words_make_an_emergency(at, client: str, row: str) -> None:
    call, _ = at(client, row)
    assert call.report().urgency == "emergency" and call.state.escalated


def test_who_is_beaten_is_told_of_the_police_first(at) -> None:
    call, said = at("aoba_law", "夫に殴られてて、今すぐ逃げたいんです")
    assert "110番" in said[0].split("。")[0] and call.state.escalated


@pytest.mark.parametrize(
    "row",
    [
        "今からそっち行って殺すぞ",
        "爆弾を仕掛けた",
        "おい、いい加減にしろよ。今からそっち行って殺すぞ",
    ],
)
def test_a_threat_goes_to_a_person_at_once(at, row: str) -> None:
    call, _ = at("smile_corp", row)
    report = call.report()
    assert (report.escalation, report.urgency) == ("threat", "emergency")


def test_danger_that_is_over_or_asked_about_is_none() -> None:
    words = ("水漏れ", "停電")
    assert is_danger("水漏れしてます", words)
    assert not is_danger("先日の水漏れの件ですが", words)
    assert not is_danger("停電のときはどうすればいいですか", words)


@pytest.mark.parametrize(
    ("client", "rows", "kind"),
    [
        (
            "smile_corp",
            (
                "大野さんお願いできますか",
                "北条物産の谷です",
                "はい、明日の午前中に欲しいんですけど",
            ),
            "reach_person",
        ),
        ("kotori_shop", ("注文の返品をしたいんですけど、いらなくなっちゃって",), ""),
        (
            "smile_corp",
            (
                "保証期間過ぎてると思うんだけど、修理代っていくらくらい",
                "2年前に買いました",
            ),
            "",
        ),
    ],
)
def test_a_weak_likeness_opens_no_other_kind_of_call(at, client: str, rows, kind: str) -> None:
    call, _ = at(client, *rows)
    found = call.report().kind
    assert found == kind if kind else found not in ("order", "complaint", "reservation_new")


def test_a_question_in_the_middle_of_a_booking_keeps_the_booking(at) -> None:
    call, said = at(
        "smile_corp",
        "ショールームの予約をしたいんですが",
        "12月4日の14時でお願いします",
        "何人まで行けるんですか",
        "4人です",
    )
    assert "商品名" not in said[2] and "4人" in call.report().reservation["人数"]


def test_a_department_chooses_between_two_of_a_name(at) -> None:
    _, said = at("kotori_shop", "村井さんお願いします", "法人営業の")
    assert "どちらの者" not in said[1] and "部署か" not in said[1]
