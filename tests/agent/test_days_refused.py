"""Days of a booking that were misheard: never said back the same, asked about by their sound."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.agent.conftest import client


def test_a_day_on_which_nobody_is_there_heard_twice_is_asked_about_by_its_sound(at) -> None:
    call, said = at(
        "aoba_law",
        "12月2日の10時に相続の相談を予約している大西ですが、午後に変えてもらえますか。",
        "12月5日の午後1時です",
        "12月5日の午後1時です",
        "はい、そうです",
    )
    assert "12月5日" in said[1]
    assert "受付時間外" in said[1]
    assert "12月2日水曜日の午後1時のことでしょうか" in said[2]
    assert call.state.value("wish") == "2026-12-02T13:00"


def test_a_day_read_back_and_refused_is_not_read_back_again(at) -> None:
    call, said = at(
        "kaede_dental", "12月8日の3時に検診の予約をお願いします", "いえ、違います、12月8日です"
    )
    assert "12月8日" in said[0]
    assert "12月8日" not in said[1]
    assert "12月4日金曜日の午後3時" in said[1]
    call.say("はい、そうです")
    assert call.state.value("wish") == "2026-12-04T15:00"


def test_who_insists_on_the_day_as_heard_gets_it(at) -> None:
    call, said = at(
        "kaede_dental",
        "12月8日の3時に検診の予約をお願いします",
        "違います",
        "12月8日です",
        "いえ、8日です",
    )
    assert "12月4日" in said[2]
    assert "12月8日火曜日" in said[3]
    assert call.state.value("wish").startswith("2026-12-08")


def test_another_time_of_the_day_that_was_refused_is_taken_as_said(at) -> None:
    call, said = at(
        "kaede_dental",
        "12月8日の3時に検診の予約をお願いします",
        "違います",
        "12月8日の4時です",
    )
    assert "12月8日火曜日の午後4時" in said[2]
    assert call.state.value("wish") == "2026-12-08T16:00"


def test_a_no_to_the_day_is_no_answer_to_the_question_after_it(at) -> None:
    call, said = at("kaede_dental", "12月8日の3時に検診の予約をお願いします", "違います")
    assert "診察券番号" in said[0]
    assert "日にち" in said[1]
    assert not call.state.value("wish")


@pytest.mark.parametrize(
    ("client", "rows", "wish"),
    [
        (
            "aoba_law",
            ["12月2日の10時に相談を予約している大西ですが、同じ日の午後3時に変えてもらえますか。"],
            "2026-12-02T15:00",
        ),
        (
            "aoba_law",
            ["12月2日の10時に相談を予約している大西ですが、同じ日の午後イチに変えてもらえますか。"],
            "2026-12-02",
        ),
        (
            "kaede_dental",
            ["安藤です。12月1日の3時の予約なんですが、次の日の同じ時間にずらしてもらえませんか。"],
            "2026-12-02T15:00",
        ),
        (
            "kaede_dental",
            ["来週の木曜の夕方で予約したいんですが", "木曜はお休みでしたかじゃあ金曜の5時で"],
            "2026-12-04T17:00",
        ),
    ],
)
def test_a_day_told_by_another_is_counted_from_it(at, client, rows, wish) -> None:
    call, said = at(client, *rows)
    assert call.state.value("wish") == wish
    day = dt.date.fromisoformat(wish[:10])
    assert f"{day.month}月{day.day}日" in said[-1]


def test_a_time_said_once_more_is_read_back_with_its_day(at) -> None:
    _, said = at(
        "kaede_dental",
        "12月1日の3時に予約してる安藤ですけど、一日遅らせてもらうことってできますか。",
        "あ、午後の3時です。",
    )
    assert "12月2日水曜日の午後3時" in said[0]
    assert "12月2日水曜日の午後3時" in said[1]


def test_a_card_left_at_home_is_not_asked_for_again(at) -> None:
    _, said = at(
        "kaede_dental",
        "12月8日の3時に検診の予約をお願いします",
        "家に置いてきちゃって、分かりません",
    )
    assert "診察券番号" in said[0]
    assert "診察券番号" not in said[1]


def test_a_call_back_is_promised_for_the_time_that_was_asked(at) -> None:
    call, said = at(
        "smile_corp",
        "営業の佐藤部長はいらっしゃいますか",
        "11時ですか。えーと11時から5時まで私が打ち合わせなので5時過ぎにお電話いただけますか",
        "光洋システムの平野と申します",
        "03-0012-9036です",
        "はい、そうです",
    )
    assert call.state.value("callback_wish") == "2026-11-24T17:00"
    assert "午後5時" in said[-1]


def test_a_call_wished_beside_a_cancellation_is_promised(call_of) -> None:
    call = call_of(
        client(
            departments=[{"name": "営業部", "reading": "えいぎょうぶ"}],
            staff=[{"name": "栗本", "reading": "くりもと", "department": "営業部"}],
            reservation={"accepted": True, "accept_cancellations": True},
        )
    )
    for row in (
        "栗本さんの携帯番号を教えてください",
        "明日の予約をキャンセルします",
        "伝言をお願いします",
        "森の家内ですが、主人はいますか",
        "栗本さんの携帯番号を教えてください",
        "今日中に連絡がほしい",
        "栗本さんの携帯番号を教えてください",
        "番号、分かるだけでいいので読み上げてください",
    ):
        said = call.say(row)
    assert not call.responses[-1].failures
    assert "折り返しご連絡" in said
