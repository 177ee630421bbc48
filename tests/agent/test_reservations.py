"""Days of a booking: which is meant, which is past, and what becomes of a change of mind."""

from __future__ import annotations

import pytest

from agent.tasks.take_order import lines_in
from knowledge.manual import find_manual, load_manual


def test_a_cancellation_becomes_a_move(at) -> None:
    call, said = at(
        "kaede_dental",
        "今度の金曜の11時の予約、キャンセルしたいんですけど。",
        "あ、やっぱりキャンセルじゃなくて、来週の月曜の同じ時間に変えてもらえますか。",
        "黒田です",
        "090-0012-1862です",
        "はい、そうです",
    )
    assert call.state.value("kind") == "reservation_change"
    assert call.state.value("booked") == "2026-11-27T11:00"
    assert call.state.value("wish") == "2026-11-30T11:00"
    assert "取り消し" not in "".join(said[1:])


@pytest.mark.parametrize(
    ("rows", "wish"),
    [
        (
            ["来週の木曜の5時で予約したいんですが", "じゃあ、次の日の金曜の5時で"],
            "2026-12-04T17:00",
        ),
        (["来週の木曜の5時で予約したいんですが", "では金曜の4時は"], "2026-12-04T16:00"),
        (["来週の木曜の5時で予約したいんですが", "じゃあ明後日の11時で"], "2026-11-26T11:00"),
    ],
)
def test_another_day_counts_from_the_one_spoken_of(at, rows, wish) -> None:
    call, said = at("kaede_dental", *rows)
    assert "12月3日木曜日" in said[0]
    assert "お休み" in said[0]
    assert call.state.value("wish") == wish


def test_a_day_that_is_past_is_told_at_once(at) -> None:
    _, said = at(
        "midori_homes", "架空コーポの内見をお願いしたいんですけど、11月20日の2時って行けますか。"
    )
    assert "過ぎて" in said[0]


@pytest.mark.parametrize(
    ("said_day", "told"),
    [
        ("12月1日の夜の6時半", ""),
        ("12月2日の夜の6時半", "受付時間外"),
        ("12月1日の夜の9時", "受付時間外"),
        ("12月6日の10時", "お休み"),
    ],
)
def test_a_day_on_which_one_may_come_later_is_not_closed_then(at, said_day, told) -> None:
    _, said = at("aoba_law", "相談の予約をお願いします", said_day)
    assert told in said[-1]
    assert told or not any(word in said[-1] for word in ("受付時間外", "お休み"))


def test_since_yesterday_it_hurts_is_no_wish_for_yesterday(at) -> None:
    _, said = at("kaede_dental", "昨日から歯が痛いので、明日の10時に予約したいんですが")
    assert "過ぎて" not in said[0]


def test_what_was_cancelled_stays_so_whenever_the_caller_calls_next(at) -> None:
    call, _ = at(
        "midori_homes",
        "月曜の10時の立ち会いを予約している中西ですけど、取り消してください。",
        "080-0012-9427です。",
        "はい、そうです。",
        "うん、日が決まったらまた電話します。",
    )
    assert call.report().outcome == "accepted"


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("大きいタオルを2枚", "バスタオル"),
        ("タオルを2枚", "フェイスタオル"),
        ("お茶を2袋", "ほうじ茶"),
        ("風鈴を2つ", "風鈴"),
    ],
)
def test_of_two_goods_the_one_named_in_full_is_meant(words, item) -> None:
    items = load_manual(find_manual("kotori_shop")).orders.items
    assert [line.item for line in lines_in(words, items)] == [item]


def test_how_many_is_asked_twice_and_then_left_to_whoever_calls_back(at) -> None:
    thinking = ("ええと、どうしようかな", "うーん", "あの", "さあ", "まだ分からないんです")
    call, said = at("smile_corp", "豆を注文したいんですが", *thinking)
    assert not call.state.note("order_uncounted"), said


def test_on_top_of_the_last_order_is_no_goods(at) -> None:
    call, _ = at("smile_corp", "コーヒー豆5袋と紙コップを2箱、追加で注文したいんですが。")
    assert call.state.value("order") == "コーヒー豆を5袋、紙コップを2箱"
    assert not call.state.note("order_uncounted")
