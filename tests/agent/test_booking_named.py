"""A booking is named before anything is wished of it: the day it is on, and what becomes of it."""

from __future__ import annotations

import pytest

from agent.tasks.booking_words import only_names_booking


@pytest.mark.parametrize(
    "said",
    [
        "今日の3時に予約してる田中ですけど",
        "明日予約してるんですけど、田中です",
        "来週の火曜の予約の件なんですけど",
        "土曜に内見の約束だったんですけど",
        "明日の3時にお願いしてる小林です",
        "明日2時に伺うお約束の森ですが",
    ],
)
def test_a_booking_alone_is_asked_after(at, said: str) -> None:
    assert only_names_booking(said)
    call, answers = at("kaede_dental", said)
    assert "いかがなさいましたでしょうか" in answers[0]
    assert call.state.value("booked") and not call.state.value("wish")


@pytest.mark.parametrize(
    "said",
    [
        "今日の3時に予約してるんですけどキャンセルで",
        "明日予約してる田中ですが、4時に変えてもらえますか",
        "予約したいんですけど",
        "予約していいですか",
        "明日予約してるんですが20分くらい遅れます",
        "先日お願いした書類を送ってください",
        "予約って何時でしたっけ",
    ],
)
def test_what_is_wished_of_it_is_not_asked_after(said: str) -> None:
    assert not only_names_booking(said)


def test_it_is_given_up_when_asked(at) -> None:
    call, _ = at("kaede_dental", "今日の3時に予約してる田中ですけど", "キャンセルしたいんです")
    assert call.state.value("kind") == "reservation_cancel"
    assert call.state.value("booked") == "2026-11-24T15:00"


def test_it_is_moved_when_asked(at) -> None:
    call, _ = at(
        "midori_homes", "土曜に内見の約束だったんですけど", "日曜にしてもらえますか", "11時"
    )
    assert call.state.value("booked") == "2026-11-28"
    assert call.state.value("wish") == "2026-11-29T11:00"


def test_an_hour_wished_for_is_no_booked_one(at) -> None:
    call, said = at("kaede_dental", "さっき予約した者なんですけど", "やっぱり4時にしてもらえます？")
    assert call.state.value("wish") == "T16:00"
    assert "いつのご予約か" in said[1]


@pytest.mark.parametrize(
    "told", ["母も一緒に診てもらえます？", "先にちょっと見ていただきたい書類があって"]
)
def test_what_is_told_of_it_is_put_into_it(at, told: str) -> None:
    call, said = at("kaede_dental", "明日の2時に予約してる佐藤です", told)
    assert "電話番号" in said[1]
    assert told[:6] in call.report().purpose
    assert not call.state.value("wish")


def test_a_question_is_answered_instead(at) -> None:
    _, said = at("kaede_dental", "今日の3時に予約してる田中ですけど", "駐車場ありますか")
    assert "3台分の駐車場" in said[1]


def test_lateness_is_passed_on(at) -> None:
    _, said = at(
        "kaede_dental", "明日予約してるんですけど、田中です", "ちょっと遅れそうで、15分くらい"
    )
    assert "15分くらい遅れて" in said[1]


def test_another_provider_gives_the_booking_up(at) -> None:
    call, _ = at(
        "kaede_dental",
        "来週の火曜の2時に見てもらう約束なんですけど、よそにお願いすることになっちゃって",
    )
    assert call.state.value("kind") == "reservation_cancel"


def test_why_another_day_does_not_do_is_no_wish(at) -> None:
    call, _ = at("kaede_dental", "検診の予約をお願いします", "月曜は仕事なんで、来週の火曜の3時で")
    assert call.state.value("wish") == "2026-12-01T15:00"


def test_the_firm_is_told_behind_its_appointment(at) -> None:
    call, _ = at("smile_corp", "明日2時に伺うお約束の東和商事の森ですが")
    assert call.report().caller_company == "東和商事"
    assert call.report().caller_name == "森"
