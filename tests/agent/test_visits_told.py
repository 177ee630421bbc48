"""Visits that are told with much else: out of a question, in a long story, counted from a booking,
behind an excuse."""

from __future__ import annotations

import datetime as dt

import pytest

from speech.reading.dates import when_in

NOW = dt.datetime(2026, 11, 24, 10, 0)


@pytest.mark.parametrize(
    ("manual", "rows", "wish"),
    [
        (
            "kaede_dental",
            [
                "春に作ってもらった入れ歯が、この頃なんだか当たって痛くて、おせんべいも噛めないのよ。",
                "それで合わせてもらいたいんだけど、来週の火曜の午後3時がいいの。"
                "娘がね、平日はその日しか休みがなくて。",
            ],
            "2026-12-01T15:00",
        ),
        (
            "midori_homes",
            [
                "お部屋のエアコンの風がぬるいの、気になってて。",
                "架空コーポです",
                "それで一度見に来てもらいたいんだけど、来週の火曜の午後3時でお願いできる？",
            ],
            "2026-12-01T15:00",
        ),
        (
            "kaede_dental",
            [
                "最近親知らずのあたりが重たい感じがするんですけど、何でしょうかね",
                "一度診ていただきたいので、金曜の4時にお願いします。",
            ],
            "2026-11-27T16:00",
        ),
        (
            "aoba_law",
            [
                "遺言書の書き方ってどうしたらいいんでしょうね、主人が気にしてまして",
                "じゃあ、一度ご相談に、来週の木曜の2時にお願いします",
            ],
            "2026-12-03T14:00",
        ),
    ],
)
def test_a_question_that_turns_into_a_visit_is_booked(at, manual, rows, wish) -> None:
    call, _ = at(manual, *rows)
    assert call.state.value("kind") == "reservation_new"
    assert call.state.value("wish") == wish


@pytest.mark.parametrize(
    ("manual", "said", "wish"),
    [
        (
            "aoba_law",
            "主人が家を出てしまって困ってまして、来週の木曜の夜6時半に、離婚の相談でお願いします。",
            "2026-12-03T18:30",
        ),
        (
            "kaede_dental",
            "この間から銀歯が浮いて気になってまして、孫の運動会も終わったので、来週の月曜の4時にお願いします。",
            "2026-11-30T16:00",
        ),
        (
            "smile_corp",
            "新しい事務所の椅子を見せていただきたくて、うちの者も一緒なんですが、来週の火曜の2時にお願いします。",
            "2026-12-01T14:00",
        ),
    ],
)
def test_a_day_wished_at_the_end_of_a_story_is_a_new_booking(at, manual, said, wish) -> None:
    call, _ = at(manual, said)
    assert call.state.value("kind") == "reservation_new"
    assert call.state.value("wish") == wish


@pytest.mark.parametrize(
    ("manual", "rows", "wish"),
    [
        (
            "midori_homes",
            [
                "月曜の10時に退去の立ち会いをお願いしてるんですが、次の日に変えてもらえませんか。",
                "12月1日の火曜です",
                "次の日の午後3時だと助かります。",
            ],
            "2026-12-01T15:00",
        ),
        (
            "kaede_dental",
            [
                "来週の月曜の11時に予約してるんですけど、翌日に変えてほしいんです。",
                "翌日の夕方5時なら行けます",
            ],
            "2026-12-01T17:00",
        ),
        (
            "kaede_dental",
            [
                "来週の月曜の11時に予約してるんですけど、翌週の同じ曜日の同じ時間に変えてください",
            ],
            "2026-12-07T11:00",
        ),
        (
            "kaede_dental",
            ["来週の水曜の2時の予約を前の日に変えてもらえますか", "前の日の3時でお願いします"],
            "2026-12-01T15:00",
        ),
        (
            "smile_corp",
            ["来週の火曜の2時の見学の予約を、一日ずらしてもらって、3時にできますか"],
            "2026-12-02T15:00",
        ),
        (
            "smile_corp",
            ["12月3日の1時からお願いしてたんですが、一週間先に延ばしてもらえませんか"],
            "2026-12-10T13:00",
        ),
        (
            "kaede_dental",
            ["来週の火曜の10時の予約ですが、30分遅らせてもらえますか"],
            "2026-12-01T10:30",
        ),
        (
            "kaede_dental",
            ["来週の月曜の11時の予約を次の日にしてください", "やっぱりその次の日の11時で"],
            "2026-12-02T11:00",
        ),
    ],
)
def test_days_of_a_change_count_from_the_booked_day(at, manual, rows, wish) -> None:
    call, _ = at(manual, *rows)
    assert call.state.value("kind") == "reservation_change"
    assert call.state.value("wish") == wish


@pytest.mark.parametrize(
    ("said", "day", "clock"),
    [
        ("夜分にすみません、来週の火曜の3時に", dt.date(2026, 12, 1), dt.time(15)),
        ("夜分遅くに恐れ入ります、明日の10時に", dt.date(2026, 11, 25), dt.time(10)),
        ("朝早くから申し訳ない、来週の月曜の4時に", dt.date(2026, 11, 30), dt.time(16)),
        ("朝っぱらからすみません、金曜の2時で", dt.date(2026, 11, 27), dt.time(14)),
        ("お昼時の忙しい時間にごめんなさい、明日の4時で", dt.date(2026, 11, 25), dt.time(16)),
    ],
)
def test_an_excuse_for_the_hour_of_the_call_is_no_time_of_a_visit(said, day, clock) -> None:
    when = when_in(said, NOW)
    assert when is not None
    assert (when.day, when.time) == (day, clock)


def test_a_night_that_is_meant_stays_one() -> None:
    when = when_in("明日の夜7時に", NOW)
    assert when is not None
    assert when.time == dt.time(19)


def test_both_of_two_days_beside_the_booked_one_are_counted_from_it(at) -> None:
    call, _ = at(
        "kaede_dental", "来週の火曜の5時に予約してるんですけど、前の日か次の日に変えられますか"
    )
    assert call.state.value("wish") == "2026-11-30"
    assert "12月2日" in call.state.value("detail:第二希望")


def test_a_call_back_wished_at_an_hour_is_no_booking(at) -> None:
    call, _ = at("kaede_dental", "ちょっと手が離せなくて、金曜の3時にお電話をお願いします")
    assert call.state.value("kind") != "reservation_new"
