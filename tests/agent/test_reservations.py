"""Days of a booking: which is meant, which is past, and what becomes of a change of mind."""

from __future__ import annotations

import pytest

from agent.tasks.order_lines import lines_in
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
        (["来週の木曜の5時で予約したいんですが", "じゃあ明日の11時で"], "2026-11-25T11:00"),
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


def test_a_second_wish_is_kept_and_said_back(at) -> None:
    call, said = at(
        "kaede_dental",
        "奥歯の虫歯で、来週の火曜か水曜の6時以降って空いてますか。",
        "6時半でお願いします。",
        "松永です",
        "はい、火曜がだめなら水曜の同じ時間でもいいです。番号は090-0012-3377です。",
        "はい",
    )
    assert "第二希望は、12月2日水曜日" in said[0]
    reservation = call.report().reservation
    assert reservation["wish"] == "2026-12-01T18:30"
    assert reservation["第二希望"] == "12月2日水曜日の午後6時半"


def test_another_day_that_would_do_is_kept_after_the_promise_too(at) -> None:
    call, said = at(
        "kaede_dental",
        "検診を12月1日の10時でお願いします",
        "診察券は手元にないです",
        "松永です",
        "090-0012-3377です",
        "はい",
        "あ、水曜でも大丈夫です",
        "水曜でも大丈夫っていうの、伝わってますか",
    )
    assert "12月2日水曜日" in said[-2]
    assert "12月2日水曜日" in said[-1]
    assert call.report().reservation["wish"] == "2026-12-01T10:00"
    assert call.report().reservation["第二希望"] == "12月2日水曜日"


def test_an_hour_that_was_refused_is_not_taken_two_turns_later(at) -> None:
    call, said = at(
        "kaede_dental",
        "明日の2時に検診をお願いします",
        "何時ならやってますか",
        "明日の2時はだめなんですよね",
        "じゃあ11時で",
    )
    assert "受付時間外" in said[0]
    assert "午前9時半から" in said[0]
    assert "午前9時半から" in said[1]
    assert "午後2時でございますね" not in "".join(said)
    assert call.state.value("wish") == "2026-11-25T11:00"


def test_a_month_is_asked_for_its_day(at) -> None:
    call, said = at("kaede_dental", "来月、検診をお願いしたいんですけど")
    assert "来月の、何日" in said[0]
    assert call.state.value("wish") == ""


def test_when_something_ends_is_no_wish(at) -> None:
    call, said = at(
        "kaede_dental",
        "検診の予約をお願いします。保険証が12月20日に切れるので、来週の土曜の10時で",
    )
    assert call.state.value("wish") == "2026-12-05T10:00"
    assert "20日" not in said[0]


def test_what_is_counted_back_is_no_day(at) -> None:
    call, said = at(
        "kaede_dental",
        "11月28日の10時の予約をキャンセルしたいんですけど。黒田です",
        "090-0012-1862です",
        "はい、2日前だから大丈夫ですよね",
    )
    assert call.state.value("booked") == "2026-11-28T10:00"
    assert "過ぎて" not in "".join(said)


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("来週の火曜の10時に予約してる田所ですが、人数が2人から3人になりました", "3人"),
        ("12月1日に2名で予約している田所です。人数を3人に変更したいんですけど", "3人"),
        ("来週の火曜に予約してる田所ですが、孫がそばアレルギーなのを言い忘れてまして", ""),
    ],
)
def test_what_is_added_to_a_booking_leaves_its_day(
    clients, call_of, said: str, people: str
) -> None:
    call = call_of(clients(reservation={"ask": ["date", "people", "name", "phone"]}))
    call.say(said)
    assert call.state.value("kind") == "reservation_change"
    assert call.state.asked not in ("when", "confirm_day")
    call.say("03-0012-4471です")
    assert "申し伝え" in call.say("はい")
    reservation = call.report().reservation
    assert reservation["booked"].startswith("2026-12-01")
    assert "wish" not in reservation
    assert reservation.get("人数", "") == people


def test_who_says_that_the_day_stays_is_asked_for_no_other(at) -> None:
    call, _ = at(
        "kaede_dental",
        "来週の火曜の10時に予約してる田所ですが、変更をお願いしたくて",
        "いえ、日にちは変えないです。金属アレルギーのことを言い忘れてまして",
    )
    assert call.state.asked == "callback_number"
    assert "アレルギー" in call.report().reservation["wishes"]


def test_hours_are_told_up_to_noon(at) -> None:
    _, said = at("aoba_law", "12月2日の22時に相続の相談を予約したいんですが")
    assert "正午まで" in said[0]


def test_a_new_day_beside_a_cancellation_is_wished_and_not_cancelled(at) -> None:
    call, said = at(
        "kaede_dental",
        "明日の10時に検診の予約をしてる関口ですが、都合が悪くなったのでキャンセルでお願いします。",
        "090-0012-3499です。あと来週の同じ時間に取り直せますか。",
        "はい",
    )
    reservation = call.report().reservation
    assert (reservation["booked"], reservation["wish"]) == ("2026-11-25T10:00", "2026-12-02T10:00")
    assert "取り消し" not in "".join(said)


def test_a_new_day_after_a_cancellation_is_a_wish_of_its_own(at) -> None:
    call, said = at(
        "kaede_dental",
        "明日の10時に検診の予約をしてる関口ですが、都合が悪くなったのでキャンセルでお願いします。",
        "090-0012-3499です",
        "はい",
        "それで、12月2日の10時に取り直せますか。",
    )
    assert "お取り消し" in said[2]
    assert "12月2日水曜日" in said[3]
    assert call.report().reservation["wish"] == "2026-12-02T10:00"


def test_a_change_is_no_cancellation_of_what_was_booked(clients, call_of) -> None:
    call = call_of(clients(reservation={"ask": ["date", "time", "name", "phone"]}))
    rows = (
        "金曜の10時に相談を予約している吉田ですが、来週の火曜の夜7時に変えたいんです。",
        "090-0012-6613です。金曜のほうはもう取り消しってことでいいんですよね。",
        "はい",
        "火曜の7時で取れたんですか。",
    )
    said = [call.say(row) for row in rows]
    assert call.report().kind == "reservation_change"
    assert call.report().reservation["wish"] == "2026-12-01T19:00"
    assert "もとのご予約はそのまま" in said[1]
    assert "折り返しご連絡" in said[3]


@pytest.mark.parametrize(
    ("answer", "wish"),
    [("火曜がいいんです、火曜の夕方の5時", "2026-12-01T17:00"), ("2日の5時で", "2026-12-02T17:00")],
)
def test_a_date_and_a_weekday_that_do_not_agree_are_both_named(at, answer: str, wish: str) -> None:
    call, said = at(
        "kaede_dental", "クリーニングの予約をお願いします、来週の火曜、12月2日です", answer
    )
    assert "12月1日火曜日と12月2日水曜日" in said[0]
    assert call.state.value("wish") == wish


def test_the_day_told_beside_a_change_is_the_booking_until_it_is_wished(at) -> None:
    call, said = at(
        "kaede_dental",
        "予約の変更をお願いしたいんですけど。今週の金曜の4時なんですが",
        "火曜か水曜の、5時以降だとありがたいんですけど",
    )
    assert "11月27日金曜日の午後4時のご予約" in said[0]
    assert "12月1日火曜日の午後5時以降" in said[1] and "12月2日水曜日の午後5時以降" in said[1]
    assert call.state.value("booked") == "2026-11-27T16:00"


def test_a_day_named_anew_leaves_no_second_wish_and_may_come_at_the_number(at) -> None:
    call, said = at(
        "kaede_dental",
        "検診の予約をお願いします。来週の火曜か水曜の5時以降で",
        "田村です",
        "初めてです",
        "090-0012-3456です",
        "じゃあ火曜の5時半で",
        "はい",
    )
    assert "火曜日の午後5時半でございますね" in said[4]
    record = call.report().reservation or {}
    assert record["wish"] == "2026-12-01T17:30" and "第二希望" not in record


def test_the_booking_told_again_is_no_wish(at) -> None:
    call, _ = at(
        "kaede_dental",
        "あさっての金曜日の予約を変更したいんですけど",
        "だから、あさっての金曜です",
    )
    assert not call.state.value("wish")


def test_a_change_that_was_promised_may_be_a_cancellation_after_all(at) -> None:
    call, _ = at(
        "kaede_dental",
        "金曜日の2時半の予約を、来週の金曜の2時半に変えたいんです",
        "高梨です",
        "090-0012-7781です",
        "はい",
        "すみません、やっぱり今回は取りやめにしてもらえますか",
    )
    record = call.report().reservation or {}
    assert record["kind"] == "cancel" and "wish" not in record
    assert call.report().outcome == "accepted"


@pytest.mark.parametrize("said", ["予約は取れたのか", "土曜2時はもう予約できたってことですか"])
def test_whether_it_is_booked_is_answered_before_the_promise_too(at, said: str) -> None:
    call, replies = at("kaede_dental", "土曜の10時に検診の予約をお願いします", said)
    assert "ご希望として承って" in replies[1]
    assert call.state.asked


def test_a_numbered_day_is_not_counted_from_the_next(at) -> None:
    call, _ = at("kaede_dental", "検診をお願いします", "次の日の金曜、4日の4時で")
    assert call.state.value("wish") == "2026-12-04T16:00"


def test_what_is_broken_is_why_one_comes_where_a_day_is_wished(at) -> None:
    call, said = at(
        "kaede_dental",
        "奥歯の詰め物が取れちゃいまして、今度の土曜日の午後3時ごろに診てもらえませんか。",
        "ああ、土曜は午前だけでしたっけ。それなら11時でお願いします。",
        "長谷部です",
    )
    assert "午後3時は受付時間外" in said[0] and "午後1時まで" in said[0]
    assert call.state.value("wish") == "2026-11-28T11:00"


def test_one_who_wants_to_see_a_flat_is_not_asked_what_for(at) -> None:
    call, _ = at("midori_homes", "架空台ハイム205を土曜の2時に見に行きたいんですけど")
    record = call.report().reservation or {}
    assert record["内容"] == "内見"
    assert (record["物件名"], record["お部屋の番号"]) == ("架空台ハイム", "205")


def test_the_report_holds_no_scraps_of_days(at) -> None:
    call, _ = at(
        "kaede_dental",
        "検診の予約をお願いしたいんですけど、前に痛かったので麻酔は弱めがいいんです。",
        "金曜の3時ぐらいで",
        "あ、やっぱり次の日の11時がいいんですけど",
    )
    record = call.report().reservation or {}
    assert record["wish"] == "2026-11-28T11:00"
    assert "麻酔" in record["wishes"] and "時" not in record["wishes"]


@pytest.mark.parametrize("also", ["", "。3人で行きます"])
def test_the_wish_just_taken_is_moved_and_no_booking_is_looked_for(at, also: str) -> None:
    call, said = at(
        "smile_corp",
        f"ショールームを見たいんですけど、来週の火曜の2時ごろって行けますか{also}",
        "株式会社みやまの宮下です",
        "090-0012-5518です",
        "はい、お願いします",
        "すいません、2時半に変えてもらっていいですか",
    )
    report = call.report()
    assert "午後2時半でございますね" in said[4] and report.kind == "reservation_new"
    assert report.reservation is not None
    assert report.reservation["wish"].endswith("T14:30")


def test_a_weekday_that_is_given_up_is_not_wished_for(at) -> None:
    _, said = at(
        "kaede_dental",
        "検診の予約を取りたいんですけど",
        "やっぱり木曜はやめて、来週の金曜の夕方5時半でお願いできますか",
    )
    assert "金曜日の午後5時半" in said[1]


def test_the_other_sides_name_is_kept_beside_who_she_is(at) -> None:
    call, _ = at(
        "aoba_law",
        "離婚のことで相談したいんですが、来週の木曜の夜7時とか大丈夫でしょうか",
        "桑原美咲です",
        "相手は夫で、桑原大地といいます",
    )
    report = call.report()
    assert report.caller_name == "桑原美咲"
    assert report.reservation is not None and "桑原大地" in report.reservation.values()


def test_a_price_asked_of_what_is_booked_is_told_of_it(at) -> None:
    _, said = at(
        "midori_homes",
        "架空ハイツの305を土曜の11時に内見したいんですが",
        "お金はかからないんですよね",
    )
    assert "無料" in "".join(said)


def test_the_day_after_a_closed_one_is_the_weekday_that_is_named(at) -> None:
    call, _ = at(
        "kaede_dental",
        "検診の予約したいんですけど、来週の木曜の夕方5時とか",
        "来週の金曜です",
        "あ、木曜お休みなんだ。じゃあ次の日の金曜の5時で",
    )
    report = call.report()
    assert report.reservation is not None
    assert report.reservation["wish"] == "2026-12-04T17:00"


def test_a_card_number_that_is_not_known_keeps_no_telephone_number_back(at) -> None:
    _, said = at(
        "kaede_dental",
        "検診の予約をお願いしたいんですけど、来週の金曜の10時って空いてますか",
        "診察券の番号はちょっと今わからないです",
        "桑原です",
    )
    assert "お電話番号" in said[2]
