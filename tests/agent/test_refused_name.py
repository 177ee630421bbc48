"""A name or a firm that the caller refused is put right, and never offered again."""

from __future__ import annotations

import pytest


@pytest.fixture
def ask_back(call):
    """Up to the read-back of a name and a number."""

    def play(said: str, reading: str | None = None) -> str:
        call.say("栗本さんをお願いします")
        call.say(said, reading)
        call.say("はい、折り返しお願いします")
        return call.say("03の0012の3456です")

    play.call = call
    return play


def test_a_name_heard_twice_amiss_is_the_one_near_to_both(ask_back) -> None:
    assert "臼井様、03-0012-3456" in ask_back("薄いと申します", "ウスイトモーシマス")
    said = ask_back.call.say("いえ、違いますくいと申します", "イエチガイマスクイトモーシマス")
    assert "福井様" in said
    assert "03-0012-3456" in said


def test_a_name_heard_alike_twice_is_another_near_to_it(ask_back) -> None:
    assert "田口様" in ask_back("田口です")
    said = ask_back.call.say("いえ、違います。救急の田口です")
    assert "田口" not in said
    assert "03-0012-3456" in said
    assert ask_back.call.say("はい、そうです")
    assert ask_back.call.report().caller_name in ("田淵", "田渕")


@pytest.mark.parametrize(
    ("first", "again", "reading", "name"),
    [
        ("天川です", "いえ、違います。瀬川", "イエチガイマスセガワ", "瀬川"),
        ("堀田です", "いえ、違います。長いです", "イエチガイマスナガイデス", "永井"),
        ("鳥居です", "いや、堀江だ", "イヤホリエダ", "堀江"),
        ("田口です", "いえ、田口じゃなくて田淵です", "イエタグチジャナクテタブチデス", "田淵"),
    ],
)
def test_the_name_said_after_the_no_is_taken_and_the_number_stands(
    ask_back, first: str, again: str, reading: str, name: str
) -> None:
    ask_back(first)
    said = ask_back.call.say(again, reading)
    assert f"{name}様、03-0012-3456" in said


def test_a_name_refused_twice_is_asked_for_as_it_is_written(ask_back) -> None:
    ask_back("田口です")
    ask_back.call.say("いえ、違います。田口です")
    said = ask_back.call.say("いえ、違います。田口です")
    assert "どのような字" in said
    said = ask_back.call.say("田部井です。田んぼの田に部長の部に井戸の井です")
    assert "様" not in said
    assert "03-0012-3456" in said
    assert ask_back.call.report().caller_name == "田部井"


def test_a_firm_heard_alike_twice_is_asked_for_once_and_not_offered_again(ask_back) -> None:
    reading = "カゼワオンデスオーサワトモーシマス"
    assert "カゼワオンの大沢様" in ask_back("風は音です。大沢と申します", reading)
    said = ask_back.call.say(
        "いえ、違います。風は音です。大沢と申します", "イエチガイマス" + reading
    )
    assert "会社名を" in said
    assert "番号" not in said
    said = ask_back.call.say(
        "カフェ和音です。大沢と申します", "カフェワオンデスオーサワトモーシマス"
    )
    assert "カゼワオン" not in said
    assert "03-0012-3456" in said
    assert "カフェ" in ask_back.call.report().caller_company
    assert ask_back.call.report().caller_name == "大沢"


def test_who_says_only_that_the_name_is_wrong_is_asked_for_it(ask_back) -> None:
    ask_back("田口です")
    assert "お名前" in ask_back.call.say("いえ、名前が違います")
    assert "03-0012-3456" in ask_back.call.say("田淵です")
    assert ask_back.call.report().caller_name == "田淵"


def test_a_bare_no_asks_for_the_number_anew(ask_back) -> None:
    ask_back("田口です")
    assert "お電話番号" in ask_back.call.say("いえ、違います")


def test_a_name_heard_alike_three_times_stands(call) -> None:
    call.say("内田と申します。栗本さんをお願いします")
    call.say("はい、折り返しお願いします")
    assert "内田様" in call.say("090-0043-8826です")
    for _ in range(3):
        call.say("いえ、違います。内田です")
    call.say("はい、そうです")
    assert call.report().caller_name == "内田"
