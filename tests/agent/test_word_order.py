"""What is put behind a question is read as if it stood in front of it."""

from __future__ import annotations

import pytest

from agent.utterance import listen
from agent.word_order import in_usual_order


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("取り消してもらえますか、明日の予約", "明日の予約、取り消してもらえますか"),
        ("まだ残ってます?駅前の1LDK", "駅前の1LDK、まだ残ってます?"),
        (
            "あの、すみません。いくらかかります?軽の車検",
            "あの、すみません。軽の車検、いくらかかります?",
        ),
    ],
)
def test_the_matter_comes_before_its_question(said: str, usual: str) -> None:
    assert in_usual_order(listen(said)).text.rstrip("、") == usual.rstrip("、")


@pytest.mark.parametrize(
    "said",
    [
        "いらっしゃいますか、山田商事の田中です",
        "返品できますか、よろしくお願いします",
        "いくらですか、すみません",
        "明日は雨ですね、困りました",
        "はい、田中",
        "090-0012-3456、山田",
    ],
)
def test_what_is_no_afterthought_stays_where_it_is(said: str) -> None:
    assert in_usual_order(listen(said)).text == said


def test_the_sounds_move_with_the_words() -> None:
    usual = in_usual_order(listen("頼めますか、熨斗", "タノメマスカノシ"))
    assert usual.reading.startswith("ノシ") and usual.reading.endswith("タノメマスカ")


def test_a_booking_named_after_the_wish_is_cancelled(at) -> None:
    call, _ = at("kaede_dental", "取り消してもらえますか、明日の予約")
    assert call.report().kind == "reservation_cancel"


def test_hours_of_a_day_named_after_the_question_are_of_that_day(at) -> None:
    _, said = at("kaede_dental", "何時までやってますか、土曜日")
    assert "13時" in said[0]


@pytest.mark.parametrize(
    "said", ["刑事事件とかもやってくれるんですか", "交通事故もお願いできますか"]
)
def test_what_an_answer_counts_up_is_answered_by_it(at, said: str) -> None:
    _, answers = at("aoba_law", said)
    assert "扱っております" in answers[0]


def test_who_moved_here_changes_no_address(at) -> None:
    _, said = at("midori_homes", "先月引っ越してきたんですが、ごみはいつ出せばいいですか")
    assert "収集日" in said[0]
