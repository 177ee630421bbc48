"""The report holds the matter of a call wherever in it the caller told it."""

from __future__ import annotations

import pytest

SOMEBODY_OUT = "架空建設の大谷ですけど、高橋さんお願いします"


@pytest.mark.parametrize(
    "said, kept",
    [
        (
            "戻ったら電話くれって言っといてください。現場の機械の入れ替えの日程です。",
            "入れ替えの日程",
        ),
        ("夕方は会議に出ちゃうもんで、できれば昼休みがいいです", "昼休み"),
        ("部品の型番が図面と合ってないんですよ", "図面"),
    ],
)
def test_a_matter_told_after_the_promise_is_reported(at, said: str, kept: str) -> None:
    call, _ = at("smile_corp", SOMEBODY_OUT, "ええ", "090-0012-6613", "ええ", said, "以上です")
    assert kept in (call.report().purpose or "")


@pytest.mark.parametrize(
    "said, lacks",
    [
        ("すみません、もう一度ゆっくりお願いします", "ゆっくり"),
        ("大きい谷と書いて大谷です", "大谷"),
        ("以上で大丈夫です", "以上"),
        ("いつもお世話になっております", "お世話"),
    ],
)
def test_words_to_the_desk_are_no_matter(at, said: str, lacks: str) -> None:
    call, _ = at("smile_corp", SOMEBODY_OUT, "ええ", "090-0012-6613", "ええ", said, "以上です")
    assert lacks not in (call.report().purpose or "")


def test_what_a_field_holds_is_not_told_twice(at) -> None:
    call, _ = at(
        "smile_corp",
        "コーヒー豆を3袋と紙コップを1箱お願いしたいんですけど",
        "豆はやっぱり5袋にしてください",
        "お願いします",
    )
    assert "3袋" not in (call.report().purpose or "")


def test_a_name_ending_in_san_keeps_its_n(at) -> None:
    call, _ = at("smile_corp", "架空食堂の西です。佐藤さんお願いします", "経理の女性の佐藤さんです")
    assert "佐藤さ。" not in f"{call.report().purpose}。"


@pytest.mark.parametrize(
    "said, kept",
    [
        ("ありがとうございます。では図面の修正版を送ります", "図面"),
        ("わかりました、納品書は別に郵送しますので失礼します", "納品書"),
    ],
)
def test_a_matter_beside_thanks_and_farewells_is_reported(at, said: str, kept: str) -> None:
    call, _ = at("smile_corp", "架空企画の水沢です。栗本さんのアドレスわかりますか", said, "いえ")
    assert kept in (call.report().purpose or "")


def test_what_tells_her_apart_before_her_name_is_reported(at) -> None:
    call, _ = at(
        "aoba_law", "藤堂先生いらっしゃる? 前に遺言を作ってもらった沖と申しますけどね", "はい"
    )
    assert "遺言" in (call.report().purpose or "")


def test_a_name_put_right_is_no_matter(at) -> None:
    call, _ = at(
        "smile_corp", "有賀です。高橋さんお願いします", "はい", "違います、有田です", "はい"
    )
    assert "有" not in (call.report().purpose or "")


def test_a_particle_behind_a_number_is_no_digit_of_it(at) -> None:
    call, _ = at(
        "smile_corp", "架空酒造の相馬です。高橋さんお願いします", "はい、0266-00-7788に", "はい"
    )
    assert call.report().callback_number == "0266-00-7788"


def test_a_price_that_nobody_told_stands_in_the_report(at) -> None:
    call, _ = at(
        "kotori_shop",
        "お箸に名前を彫ってもらうと、おいくらぐらいかかりますか。分かったら電話ください",
        "三枝です",
        "080-0012-5076です",
        "はい",
    )
    assert "彫" in (call.report().purpose or "")
