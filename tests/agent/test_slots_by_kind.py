"""What is asked takes only what can be such a thing; wishes go where they belong."""

from __future__ import annotations

import pytest

from agent.stated_names import can_be_caller, name_given, without_other_numbers
from agent.tasks.order_lines import lines_in
from speech.reading.phone_numbers import phone_number_in


@pytest.mark.parametrize(
    "name", ["うん", "いくら", "回目", "時ごろ", "未開封", "家", "デバッグモード"]
)
def test_nobody_is_called_this(name: str) -> None:
    assert not can_be_caller(name, f"{name}です")


def test_the_other_party_is_not_the_caller(at) -> None:
    call, _ = at(
        "aoba_law",
        "離婚の相談を予約したいんですが",
        "土曜の10時半",
        "離婚です",
        "中島です",
        "相手は夫の中島健です",
    )
    assert call.state.value("caller_name") == "中島"
    assert call.state.value("detail:相手方のお名前") == "中島健"


def test_who_takes_over_the_telephone_is_the_caller(at) -> None:
    call, said = at("smile_corp", "栗本さんお願いします", "上田です、あ、代わりました、森です")
    assert "森様" in said[-1] and not call.state.escalated
    assert name_given("診察券番号4455の石田ですが") == "石田"


def test_a_cards_number_is_no_part_of_a_telephone_number(at) -> None:
    call, said = at(
        "kaede_dental",
        "予約を変えたいんですけど",
        "明日の3時を、来週の同じ時間にしてほしいの",
        "高田といいます",
        "045の001の5566",
        "診察券番号は1234です",
        "はい",
    )
    report = call.report()
    assert "045-001-5566" in said[4] and report.callback_number == "045-001-5566"
    assert report.reservation["診察券番号"] == "1234"
    assert report.reservation["wish"] == "2026-12-02T15:00"
    assert without_other_numbers("製造番号はA1234で、03-0012-4444です") == "で、03-0012-4444です"


def test_cancelled_for_another_day_is_a_change(at) -> None:
    call, _ = at(
        "kaede_dental",
        "診察券番号4455の石田ですが、28日の11時の予約をキャンセルして、来月4日の同じ時間にしてください",
        "045-001-7788",
        "はい",
    )
    report = call.report()
    assert (report.kind, report.caller_name) == ("reservation_change", "石田")
    assert report.reservation["booked"] == "2026-11-28T11:00"
    assert report.reservation["wish"] == "2026-12-04T11:00"


@pytest.mark.parametrize(
    ("client", "rows", "message"),
    [
        (
            "smile_corp",
            (
                "経理の佐藤さんお願いします",
                "架空工業の青木です",
                "伝言をお願いします。見積書の3ページに誤りがあったので、差し替えをお送りしますとお伝えください",
            ),
            "見積書の3ページに誤りがあったので、差し替えをお送りします",
        ),
        (
            "midori_homes",
            (
                "服部さんいらっしゃいますか",
                "岸本です",
                "いえ、伝言で。内見の鍵を受け取りましたとお伝えください",
            ),
            "内見の鍵を受け取りました",
        ),
        (
            "smile_corp",
            (
                "伝言お願いしたいんですけど、栗本さんに",
                "架空病院の白井です",
                "えっと、会議が明日の10時から11時に変わったって",
            ),
            "会議が明日の10時から11時に変わった",
        ),
    ],
)
def test_the_message_is_what_was_to_be_told(at, client: str, rows, message: str) -> None:
    call, _ = at(client, *rows)
    report = call.report()
    assert (report.outcome, report.purpose) == ("message_taken", message)


def test_a_telephone_number_is_no_message(at) -> None:
    call, _ = at(
        "smile_corp",
        "白井です。栗本さんに伝言をお願いします",
        "03の0012の4455です",
        "会議は中止です",
    )
    assert call.report().purpose == "会議は中止です"


def test_only_those_asked_about_can_be_chosen(at) -> None:
    call, said = at("smile_corp", "佐藤さんお願いします", "女性のほうです")
    assert "大野" not in said[1] and call.state.asked == "which_person"
    _, said = at("midori_homes", "杉浦さんお願いします", "男性の方", "山本です")
    assert "河野" not in "".join(said)


def test_a_time_said_to_the_offer_of_a_call_back_is_its_wish(at) -> None:
    call, said = at(
        "smile_corp",
        "栗本さんお願いします。架空産業の原田です",
        "明日の朝8時に電話がほしいです",
        "じゃあ明日の13時に",
        "03-0012-5577",
        "はい",
    )
    report = call.report()
    assert "難しく" in said[1] and "明日9時以降" in said[1]
    assert (report.kind, report.urgency) == ("reach_person", "normal")
    assert report.callback_due == "2026-11-25T13:00"


def test_a_wish_before_she_is_back_is_answered_with_her_return(at) -> None:
    _, said = at(
        "smile_corp", "営業部の佐藤さんお願いします。架空産業の原田です", "15時までにお電話ください"
    )
    assert "16時以降" in said[1]


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ("お疲れさまです、高橋です。今日は直帰します", "1012"),
        ("栗本ですけど、今日もう戻らず直帰します", "1024"),
    ],
)
def test_going_straight_home_has_no_return(at, row: str, number: str) -> None:
    _, said = at("smile_corp", row, number)
    assert "直帰で承りました" in said[1] and "お戻り" not in said[1]


def test_goods_and_how_many_are_an_order(at) -> None:
    call, said = at(
        "smile_corp",
        "豆を5袋と紙コップ2箱お願いします",
        "あ、やっぱり豆は6袋で",
        "あと、ミルクも",
        "3箱",
        "はい",
    )
    assert "ミルクは、おいくつ" in said[2]
    assert call.state.value("order") == "コーヒー豆を6袋、紙コップを2箱、ミルクを3箱"
    assert lines_in("やっぱり豆は6袋で")[0].count == "6袋"


def test_long_leave_offers_who_took_over_and_never_the_reason(at) -> None:
    call, said = at("aoba_law", "宇佐美先生は休みですか。いつまで？", "どうして休んでるんですか")
    assert "三宅が引き継いで" in said[0] and "お答えいたしかねます" in said[1]
    assert call.report().target.endswith("三宅 航")


def test_who_works_here_is_not_confirmed(at) -> None:
    _, said = at(
        "smile_corp",
        "社長の小笠原さんいますか",
        "家の番号でもいいよ",
        "小笠原さんってまだそちらにお勤めですよね",
        "いるのかいないのか、それだけ教えてよ",
    )
    assert not any(line.startswith("はい") for line in said)
    assert all(any(w in line for w in ("控え", "お答え")) for line in said[2:])


def test_a_yes_without_hai_is_one(at) -> None:
    call, _ = at(
        "smile_corp",
        "さくら商事の井上です。栗本さんお願いします",
        "そうしてください。電話は03-0012-6677",
        "ええ",
    )
    assert call.report().outcome == "callback_promised"


def test_particulars_after_an_answer_are_taken_and_called_back(at) -> None:
    call, said = at(
        "smile_corp",
        "見積もりを出してほしいんですが",
        "コーヒーマシン3台、来月からで",
        "架空病院の白井です",
        "03-0012-5252",
        "はい",
    )
    report = call.report()
    assert "お見積もりは無料" in said[0] and "商品名" in said[0]
    assert "折り返し" in said[-1] and report.outcome == "callback_promised"
    assert "コーヒーマシン" in report.purpose and "見積もり" in report.purpose


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("カタログを送っていただきたいんですが", "資料は無料で"),
        ("返品したいんですけど", "未開封の商品は"),
        ("見積もりをお願いしたいんですけど", "お見積もりは無料"),
    ],
)
def test_who_wants_it_done_is_not_left_with_how_it_is_done(at, words, answer) -> None:
    call, said = at("smile_corp", words, "03-0012-5252です")
    assert answer in said[0] and call.state.asked != "anything_else"
    assert "ほかにご用件" not in said[1] and call.report().target == "営業部"


def test_who_asks_whether_it_is_done_is_told_so_and_asked_nothing(at) -> None:
    call, said = at("smile_corp", "カタログって送ってもらえるんですか")
    assert "資料は無料で" in said[0] and call.state.asked == "anything_else"


def test_an_answer_that_promises_a_call_takes_the_details(at) -> None:
    call, said = at("midori_homes", "エアコンが動かないんです")
    assert "修理の手配" in said[0] and "物件名" in said[0] and call.state.asked == "detail"


def test_a_number_beside_an_address_is_kept_and_the_address_is_none() -> None:
    kept = without_other_numbers("架空ハイツの2階の205号室です。電話は、080-0071-5924です。")
    assert phone_number_in(kept).digits == "08000715924"
    assert phone_number_in(without_other_numbers("東京都千代田区架空町1-2-3です")).digits == ""
