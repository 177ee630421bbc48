"""The matter of a call, told beside the wish for a person, reaches whoever calls back."""

from __future__ import annotations

import pytest

from agent.matter import tells_matter, tells_why
from agent.stated import dictated_email

REACHED = ("はい", "03-0012-4865です", "はい")


@pytest.mark.parametrize(
    "sentence",
    [
        "春の急須の試作が焼き上がったんで",
        "急な停電の復旧の件なんで",
        "源泉の書類のことなんですけど",
        "番号札の取り付けが終わったので",
        "去年の交通事故の示談について、保険会社から書面が届きまして",
        "その後どうなってるか聞きたくて",
        "先方から返事が来たかどうか知りたくて",
    ],
)
def test_a_ground_or_a_named_matter_tells_why(sentence: str) -> None:
    assert tells_why(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "至急お電話いただきたいんですけど",
        "今日中に連絡が欲しいので",
        "戻られたらお電話ほしいんですけど",
        "何時ごろいらっしゃいますか",
        "お休みなんですか",
        "栗本さんに代わってほしいんですけど",
    ],
)
def test_a_wish_to_be_called_or_a_question_tells_no_ground(sentence: str) -> None:
    assert not tells_why(sentence)


def test_words_of_a_wish_are_told_by_what_stands_beside_them() -> None:
    assert tells_matter("急須の試作") and tells_matter("番号札の色")
    assert not tells_matter("急ぎでお電話を")


@pytest.mark.parametrize(
    ("manual", "turns", "kept"),
    [
        (
            "kotori_shop",
            ("窯元の大島です。朝比奈さんいますか。", *REACHED,
             "じゃあ戻ってきたら電話ください。春の急須の試作が焼き上がったんで。"),
            "急須の試作",
        ),
        (
            "aoba_law",
            ("宇佐美先生に相談している小杉です。先方から返事が来たかどうか知りたくて。", *REACHED),
            "返事が来たかどうか",
        ),
        (
            "smile_corp",
            ("三和印刷の井口です。栗本さんいらっしゃいますか。", *REACHED,
             "何時ごろお戻りですか。名刺の色見本のことなんですけど。"),
            "名刺の色見本",
        ),
    ],
)  # fmt: skip
def test_the_matter_reaches_the_report_wherever_it_is_told(at, manual, turns, kept) -> None:
    call, _ = at(manual, *turns)
    assert kept in (call.report().purpose or "")


def test_a_time_to_call_said_anew_replaces_the_one_that_does_not_suit(at) -> None:
    call, said = at(
        "smile_corp",
        "三和印刷の井口です。栗本さんいらっしゃいますか。",
        "じゃあ30日の10時にお電話ください。",
        "あ、10時はまだ移動中ですね、11時にしてもらえますか。",
        *REACHED[1:],
    )
    assert str(call.report().callback_due).startswith("2026-11-30T11:00")
    assert "11時" in said[-1]


def test_an_address_of_her_own_is_read_back_as_dictated_and_as_corrected(at) -> None:
    _, said = at(
        "smile_corp",
        "北斗測量の長谷部です。栗本さんに、私のメールが変わったとお伝えください。",
        "新しいアドレスは、h、a、s、e、ハイフン、n、アットマーク、example.comです。",
        "ごめんなさい、nじゃなくてmです。hase-m@example.comです。",
    )
    assert "hase-n@example.com" in said[-2] and "hase-m@example.com" in said[-1]
    assert all("kurimoto@" not in line for line in said)


def test_what_introduces_an_address_is_no_part_of_it() -> None:
    assert (
        dictated_email("新しいのは、h、a、s、e、アットマーク、example.comです")
        == "hase@example.com"
    )
    assert dictated_email("メールは変わりません") == ""


def test_of_a_long_addition_what_is_wished_is_said_back(at) -> None:
    _, said = at(
        "smile_corp",
        "お疲れさまです、総務の中村です。電車が止まって、出社が11時になります。",
        "1045です。",
        "あと、10時に宅配便が来るので、佐藤部長に受け取っておいてもらえるよう伝えてください。",
    )
    assert "受け取っておいてもらえるよう" in said[-1]
