"""Calls in which a word was heard otherwise, and the call goes on by the others."""

from __future__ import annotations

import datetime as dt

import pytest

from agent.events import CallAnswered
from agent.typed_call import TypedCall
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual

TUESDAY = dt.datetime(2026, 11, 24, 9, 30)


def calling(manual: str) -> TypedCall:
    answered = CallAnswered(0, "call-1", manual, "2026-11-24T09:30:00+09:00", "")
    call = TypedCall(Knowledge.open(load_manual(find_manual(manual)), TUESDAY), answered)
    call.begin()
    return call


@pytest.fixture
def law() -> TypedCall:
    return calling("aoba_law")


def said_to(call: TypedCall, text: str, reading: str = "") -> str:
    return "".join(sentence.text for sentence in call.say(text, reading).sentences)


def test_one_of_ours_written_out_without_san_is_who_is_wanted(law) -> None:
    said_to(
        law,
        "10時に根岸担当約束してる須田ですが電車が止まって30分くらい遅れるって伝えてもらえますか",
        "ジュージニネギシタントーヤクソクシテルスダデスガデンシャガトマッテサンジュップンクライ"
        "オクレルッテツタエテモラエマスカ",
    )
    assert "根岸に申し伝え" in said_to(law, "須田です")


def test_a_name_near_to_one_who_left_is_asked_back(law) -> None:
    said = said_to(
        law,
        "前に離婚のことでお世話になった加瀬先生お願いできますか",
        "マエニリコンノコトデオセワニナッタカセセンセーオネガイデキマスカ",
    )
    assert "長谷" in said
    assert "退職" in said_to(law, "はい、そうです")


def test_a_letter_is_put_right_though_the_domain_was_written_otherwise(law) -> None:
    said_to(law, "個人です。牧野と申します。三宅先生のメールアドレスを教えてください")
    said = said_to(
        law,
        "miyaki@aobarotottoibuzanpuru.jpでよろしいですか",
        "エムアイワイエーケーアイアットマークアオバロートットイブザンプルドットジェーピー"
        "デヨロシーデスカ",
    )
    assert "6文字目" in said


def test_of_another_firms_address_no_letter_is_told(law) -> None:
    said_to(law, "個人です。牧野と申します。三宅先生のメールアドレスを教えてください")
    said = said_to(
        law,
        "miyaki@aozora.jpでよろしいですか",
        "エムアイワイエーケーアイアットマークアオゾラドットジェーピーデヨロシーデスカ",
    )
    assert "文字目" not in said


def test_the_answer_to_a_detail_names_nobody() -> None:
    shop = calling("kotori_shop")
    said_to(shop, "ポットの在庫はありますか")
    said_to(shop, "いえ、ポットの在庫です")
    said_to(shop, "まだ注文していません")
    said_to(shop, "琺瑯の堀田です", "ホーローノホッタデス")
    assert shop.state.value("caller_name") == ""
    assert shop.state.value("detail:商品名")


@pytest.mark.parametrize(
    "number", ["0350012の885です", "090の0012の341755です", "03の0012の345です"]
)
def test_too_many_or_too_few_digits_are_asked_for_again_and_not_read_back(
    call, number: str
) -> None:
    call.say("鳥居です。栗本さんをお願いします")
    call.say("はい、折り返しお願いします")
    said = call.say(number)
    assert "よろしいでしょうか" not in said
    assert "もう一度" in said
    assert "-" not in said


def test_a_name_asked_for_in_vain_is_taken_as_it_was_heard(call) -> None:
    call.say("栗本さんをお願いします")
    said = ["サングラダ", "サングラダ", "サングラダ"]
    for reading in said:
        call.say("三ぐらだ", reading)
    assert call.state.value("caller_name") == "サングラ"
    slot = call.state.slot("caller_name")
    assert slot is not None
    assert slot.confidence < 0.5


@pytest.mark.parametrize("said", ["急ぎだ", "いや、言いたくないです", "個人です", "それは結構です"])
def test_what_is_no_name_is_none_however_often_it_was_asked_for(call, said: str) -> None:
    call.say("栗本さんをお願いします")
    for _ in range(3):
        call.say(said)
    assert not call.state.value("caller_name")
