"""Guesses from the manual: what is denied is not offered again, two answers are told together."""

from __future__ import annotations

import pytest

from agent.utterance import listen
from agent.yes_no import polarity


def test_two_questions_joined_by_to_are_both_answered(at) -> None:
    for asked in ("送料と、何日で届くか教えてください", "送料と何日で届くかを知りたいんですけど"):
        _, said = at("kotori_shop", asked)
        assert "550円" in said[0] and "2日から4日" in said[0]


def test_a_half_that_is_not_in_the_manual_makes_no_pair(at) -> None:
    _, said = at("smile_corp", "営業時間と、象の飼い方を教えてください")
    assert "象" not in said[0] and said[0].count("ございます") <= 1


def test_what_was_denied_is_not_told_with_what_was_meant(at) -> None:
    _, said = at(
        "aoba_law",
        "カードの返済がきつくて、そちらに話を聞いてもらうだけでお金ってかかるんでしょうか。",
        "いえ、払い方じゃなくて、いくらかかるかです。借金の相談なんですけど。",
    )
    assert "5,500円" in said[1] and "クレジットカード" not in said[1]


def test_two_denied_guesses_are_the_last_ones_of_a_call(at) -> None:
    call, _ = at("smile_corp")
    guesses = 0
    for row in (
        "機械のことでちょっと聞きたいんですけど",
        "いえ、違います、そうじゃないです",
        "違います、それでもないです",
        "コーヒーの豆のことで聞きたいんですけど",
        "違います",
        "支払いのことで聞きたいんですけど",
    ):
        guesses += (
            "お問い合わせでしょうか" in call.say(row) or call.state.asked == "confirm_question"
        )
    assert guesses <= 2 and len(set(call.state.note("denied").split(","))) <= 3


def test_naming_what_was_guessed_is_a_yes_to_it(at) -> None:
    call, said = at(
        "smile_corp", "機械のことでちょっと聞きたいんですけど", "故障のことなんですけど"
    )
    assert "故障" in said[0] and "お問い合わせでしょうか" in said[0]
    assert "修理は技術部が承って" in said[1] and call.state.asked != "confirm_question"


@pytest.mark.parametrize("text", ["借金の相談なんですけど", "相談なんですけど"])
def test_a_consultation_is_no_yes(text: str) -> None:
    assert polarity(listen(text), "confirm") == 0.0


def test_who_has_told_the_matter_beside_her_name_is_not_asked_for_it(at) -> None:
    _, said = at(
        "midori_homes",
        "お世話になってます。架空ハイツに住んでるんですけど、来年の2月くらいに転勤になりそうで。"
        "何か月前に言えばいいんでしたっけ。",
    )
    assert "ご用件をお伺い" not in said[0]
    _, said = at("midori_homes", "架空ハイツの藤井です。先日はありがとうございました")
    assert "ご用件をお伺い" in said[0]


def test_an_absence_said_once_more_is_no_second_one(at) -> None:
    _, said = at(
        "kaede_dental",
        "片山です。今日の検診お休みさせてください",
        "診察券は手元にないです",
        "ですから今日はお休みさせてください",
    )
    assert "お休みのご連絡" in said[0] and "お休みのご連絡" not in said[2]
    assert "承っております" in said[2]


def test_what_the_desk_took_wrongly_is_dropped_and_the_rest_answered(at) -> None:
    call, said = at(
        "smile_corp",
        "コーヒーの機械が動かなくなっちゃって",
        "いやいや、修理じゃなくて。まだ借りてないんです。月々の料金が知りたいんですよ。",
    )
    assert "修理は技術部が承って" in said[0]
    assert said[1].startswith("失礼いたしました") and "4,400円" in said[1]
    assert "修理" not in (call.report().purpose or "")


def test_an_application_denied_leaves_no_application(at) -> None:
    call, said = at(
        "smile_corp",
        "採用の件でお電話しました、応募したいんですけど",
        "いえ、応募ではなくてですね、営業時間を教えてください",
    )
    assert "9時から18時" in said[1] and "希望職種" not in said[1]
    assert call.report().kind == "inquiry" and call.state.value("kind") == ""


def test_a_message_denied_is_none(at) -> None:
    call, said = at(
        "smile_corp", "伝言お願いします", "いや伝言じゃなくて、最寄り駅はどこか知りたいんです"
    )
    assert "2番出口" in said[1] and call.report().outcome == "answered"


def test_a_correction_of_the_callers_own_words_is_no_such_denial(at) -> None:
    call, _ = at(
        "kaede_dental", "検診の予約をお願いします", "12月3日じゃなくて、12月4日の10時でお願いします"
    )
    assert call.state.value("kind") == "reservation_new"
    assert call.state.value("wish").startswith("2026-12-04")


def test_who_will_call_again_after_an_answer_has_no_further_question(at) -> None:
    call, said = at(
        "aoba_law",
        "借金の相談というのは、お代はおいくらぐらい。",
        "まあ、ありがたいこと。では、息子とよく話してから、またお電話いたします。",
    )
    assert "5,500円" in said[0] and call.state.ended
    assert call.report().outcome in ("answered", "caller_calls_again")


def test_what_is_led_up_to_is_what_is_asked(at) -> None:
    _, said = at(
        "aoba_law",
        "塀のことをね、先生に相談したいんですけど、相談料っていうのは、高いんですかね。",
    )
    assert "相談料についてのお問い合わせ" in said[0] or "5,500円" in said[0]


def test_a_guess_that_gets_neither_yes_nor_no_is_not_put_again(at) -> None:
    call, said = at(
        "smile_corp",
        "機械のことでちょっと聞きたいんですけど",
        "架空精機の倉田です、03-0012-8843です",
    )
    assert "お問い合わせでしょうか" in said[0] and "でございましょうか" not in said[1]
    assert call.state.asked != "confirm_question"
    assert call.report().callback_number == "03-0012-8843"
