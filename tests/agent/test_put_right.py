"""What a caller corrects is put right where it stands, before and after it was promised."""

from __future__ import annotations

import pytest

from agent.corrections import corrected, corrects


@pytest.mark.parametrize(
    ("known", "said", "right"),
    [
        ("打ち合わせは3時からです", "あ、時間は3時じゃなくて4時です", "打ち合わせは4時からです"),
        ("明日3時に伺います", "すみません、4時の間違いでした", "明日4時に伺います"),
        ("明日3時に伺います", "明後日の間違いです", "明後日3時に伺います"),
        ("会議が明日の10時から11時に変わった", "いや、やっぱり12時に変わったって言ってください",
         "会議が明日の10時から12時に変わった"),
        ("3ページに誤りがある", "3ページじゃなくて5ページでした", "5ページに誤りがある"),
        ("見積もりは3部です", "いや、3部やのうて5部です", "見積もりは5部です"),
        ("明日10時半に伺います", "10時半じゃない、11時です", "明日11時に伺います"),
        ("資料を佐藤さんに送る", "佐藤さんではなく鈴木さんです", "資料を鈴木さんに送る"),
    ],
)  # fmt: skip
def test_words_are_put_right_by_what_is_said_instead(known: str, said: str, right: str) -> None:
    assert corrected(known, said) == right


@pytest.mark.parametrize(
    "said",
    [
        "はい、そうです",
        "あと、駐車場はありますか",
        "明日の3時です",
        "いえ、結構です",
        "いえいえ、お電話いただくほどのことじゃないんです。ありがとうございました",
    ],
)
def test_what_corrects_nothing_is_no_correction(said: str) -> None:
    assert not corrects(said)


@pytest.fixture
def message_taken(call):
    call.say("栗本さんに伝言をお願いします。打ち合わせは明日の3時からですとお伝えください")
    assert "申し伝え" in call.say("架空産業の原田です")
    return call


def test_a_message_is_put_right_after_it_was_taken(message_taken) -> None:
    assert "明日の4時" in message_taken.say("あ、時間は3時じゃなくて4時です")
    message_taken.say("はい")
    report = message_taken.report()
    assert report.purpose == "打ち合わせは明日の4時からです"
    assert report.outcome == "message_taken"


def test_a_name_is_put_right_after_it_was_taken(message_taken) -> None:
    assert "原口様" in message_taken.say("あの、原田じゃなくて原口です")
    assert message_taken.report().caller_name == "原口"


@pytest.fixture
def callback_promised(call):
    call.say("栗本さんお願いします。架空産業の原田です")
    call.say("はい、明日の13時にお願いします")
    call.say("03-0012-5566です")
    assert "申し伝え" in call.say("はい")
    return call


def test_a_number_is_read_back_anew_after_the_promise(callback_promised) -> None:
    call = callback_promised
    assert "03-0012-5567" in call.say("あ、すみません、番号が5566じゃなくて5567でした")
    assert "申し伝え" in call.say("はい")
    assert call.report().callback_number == "03-0012-5567"
    assert call.report().unconfirmed == ()


def test_the_time_of_the_call_back_is_put_right_after_the_promise(callback_promised) -> None:
    said = callback_promised.say("あ、13時じゃなくて15時にしてください")
    assert "午後3時" in said
    assert callback_promised.report().callback_due == "2026-11-25T15:00"


def test_a_booking_is_put_right_after_the_promise(call) -> None:
    call.say("さくら商事の井上です。ショールームを3人で12月2日の13時に見学したいんですが")
    call.say("03-0012-6677")
    call.say("はい")
    assert "午後2時" in call.say("すみません、13時じゃなくて14時でした")
    assert (call.report().reservation or {})["wish"] == "2026-12-02T14:00"


def test_an_order_is_put_right_after_the_promise(call) -> None:
    call.say("豆を5袋と紙コップ2箱お願いします")
    call.say("はい")
    call.say("架空カフェの木村です")
    call.say("03-0012-7711")
    call.say("はい")
    assert "6袋" in call.say("すみません、豆は5袋じゃなくて6袋でした")
    call.say("はい")
    assert "コーヒー豆を6袋、紙コップを2箱" in (call.report().purpose or "")


def test_a_name_refused_and_not_caught_again_is_never_offered_again(call) -> None:
    call.say("臼井と申します。栗本さんをお願いします")
    call.say("はい、折り返しお願いします")
    assert "臼井様" in call.say("090-0043-8826です")
    said = call.say("いえ、違いますくいと申します", "イエチガイマスクイトモーシマス")
    assert "臼井" not in said
    assert "福井様" in said and "090-0043-8826" in said


@pytest.mark.parametrize(
    ("manual", "rows"),
    [
        ("smile_corp", ("栗本さんお願いします。架空産業の原田です", "はい", "03-0012-4471です")),
        ("kotori_shop", ("ほうじ茶を2袋お願いします。架空産業の原田です。電話は03-0012-4471です",)),
        ("kaede_dental", ("明日の10時に検診の予約をお願いします。原田です。03-0012-4471です",)),
        ("midori_homes", ("石橋さんに折り返しお願いします。原田です。03-0012-4471です", "はい")),
    ],
)
@pytest.mark.parametrize(
    "said",
    [
        "あ、ごめんなさい、4471じゃない、4417です。最近変わったもので",
        "すみません、番号が違ってて、下4桁は4417でした",
        "いや、4471やのうて4417ですわ",
    ],
)
def test_a_number_is_put_right_whatever_is_asked(at, manual: str, rows: tuple, said: str) -> None:
    call, turns = at(manual, *rows, said)
    assert "03-0012-4417" in turns[-1]
    assert call.report().callback_number == "03-0012-4417"
    assert "4471" not in (call.report().purpose or "")


def test_another_figure_changes_no_number(at) -> None:
    rows = ("栗本さんお願いします。架空産業の原田です", "はい", "080-0012-4471です", "はい")
    call, _ = at("smile_corp", *rows, "あ、80枚じゃなくて90枚の件とお伝えください")
    assert call.report().callback_number == "080-0012-4471"
