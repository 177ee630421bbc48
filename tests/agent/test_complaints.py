"""Complaints: what is one, the apology that fits it, questions in it, and who takes over."""

from __future__ import annotations

import pytest

from agent.displeasure import demands, is_displeased, thing_of


@pytest.mark.parametrize(
    "said",
    [
        "料金はいくらですか",
        "料金を知りたいんですけど",
        "エアコンの修理をお願いしたいんですが",
        "何時に行きゃあええか、まだ決まっとらんの?",
        "ちょっと待ってください",
        "土曜に間に合うんですか",
        "湯の素っていう箱に入った入浴剤を買いたいの、5箱",
    ],
)
def test_what_is_asked_or_wished_shows_no_displeasure(said: str) -> None:
    assert not is_displeased(said)


@pytest.mark.parametrize(
    "said",
    [
        "部屋の暖房がぜんぜん効かなくて、寒くて寝られなかったんですよ",
        "注文したものがまだ届かないんですか",
        "請求書が二重に来てるんですけど",
        "一日中待ってたのに誰も来ないんだけど",
        "店員さんの態度が失礼だったんです",
    ],
)
def test_what_went_wrong_shows_displeasure(said: str) -> None:
    assert is_displeased(said)


def test_what_was_replaced_before_is_not_demanded_now() -> None:
    assert not demands("割れて届いたんで取り替えてもらったんですけどね")
    assert demands("取り替えてください") and demands("返金してもらえますか")
    assert not demands("返金はいつになりますか")


def test_the_apology_names_the_thing_that_failed(at) -> None:
    assert thing_of("部屋の暖房がぜんぜん効かなくて") == "暖房"
    assert thing_of("また同じ音がするんだよ") == ""
    _, said = at(
        "midori_homes", "浴室の換気扇が直してもらったのにまた動かないんだけど、いい加減にしてよ"
    )
    assert "換気扇のことでご不便" in said[0]


def test_nothing_is_refused_that_nobody_asked_for(at) -> None:
    _, said = at(
        "kotori_shop",
        "急須が割れて届いたんで取り替えてもらったんですけどね、今日届いたのもまた欠けてるんです。もう二回目ですよ。",
    )
    assert "急須のことで" in said[0] and "いたしかねます" not in said[0]


def test_a_question_in_a_complaint_is_met_and_not_apologised_for(at) -> None:
    _, said = at(
        "smile_corp",
        "昨日機械を見に来るって言われて、ずっと待ってたのに誰も来ないんだけど。",
        "架空デザインの宮下です。で、今日は来るんですか、来ないんですか。",
    )
    assert "申し訳ございません" in said[0]
    assert "確かめ" in said[1] and "申し訳" not in said[1]


def test_who_is_furious_reaches_a_person_once_the_name_is_known(at) -> None:
    call, said = at(
        "smile_corp",
        "昨日機械を見に来るって言われて、ずっと待ってたのに誰も来ないんだけど。どうなってんの。",
        "架空デザインの宮下です",
    )
    assert "申し訳ございません" in said[0] and "係の者に代わります" in said[1]
    assert call.report().escalation == "complaint"


def test_who_is_called_by_the_clients_title_is_asked_for_in_a_complaint(at) -> None:
    call, said = at(
        "kotori_shop",
        "急須が割れて届いたんです。もう二回目ですよ、どうなってるんですか",
        "小林です。店長さんに代わってもらえません?",
    )
    assert "係の者に代わります" in said[1] and "真鍋" not in said[1]
    assert call.report().escalation == "complaint"


def test_the_order_is_asked_for_once_where_the_manual_wants_it(at) -> None:
    _, said = at(
        "kotori_shop",
        "急須が割れて届いたんですけど、ひどくないですか",
        "小林です",
        "090-0012-8830です",
        "番号はいま分かりません",
    )
    assert "注文番号" in said[1]
    assert all("注文番号" not in more for more in said[2:])


def test_an_impatient_turn_leaves_a_booking_a_booking(at) -> None:
    call, said = at(
        "aoba_law",
        "吉田です。金曜の10時の相談を、来週火曜の夜7時に変えたいんです",
        "090-0012-6613です",
        "はい、合ってます",
        "いや、火曜の7時で取れたんですか、って聞いてるんですけど。",
    )
    report = call.report()
    assert report.kind == "reservation_change" and report.urgency == "normal"
    assert "ご不快" not in said[3]
    assert report.reservation is not None and report.reservation["wish"] == "2026-12-01T19:00"


def test_rudeness_told_in_the_middle_of_a_booking_is_a_complaint(at) -> None:
    call, said = at(
        "kaede_dental",
        "明後日の3時に予約したいんですけど",
        "あのね、この前の受付の人の態度、失礼ですよ。ひどいと思いました",
    )
    assert "申し訳ございません" in said[1] and call.report().kind == "complaint"


def test_until_when_and_being_at_a_loss_are_no_anger() -> None:
    assert not is_displeased("書類の提出はいつまで")
    assert not is_displeased("エンジンの事で駐車場で困ってるんですけど")
    assert is_displeased("いつまで待たせるの") and is_displeased("それじゃ困るんですよ")


def test_the_manuals_remedy_is_the_first_answer_to_a_complaint(at) -> None:
    _, broken = at(
        "kotori_shop", "先日買った土鍋なんだけど、箱を開けたら割れてたのよ。どうなってるの"
    )
    _, noisy = at("midori_homes", "上の部屋が毎晩うるさくて眠れないんだよ、いい加減にしてくれ")
    assert "お取り替え" in broken[0] and broken[0].count("申し訳") == 1
    assert "お手紙で注意" in noisy[0]


def test_no_remedy_is_told_of_another_trouble(at) -> None:
    _, rude = at("kotori_shop", "そちらの店員の態度、ひどいですね")
    _, late = at("kotori_shop", "おたく、いつまで待たせるの、いい加減にしてよ")
    assert "取り替え" not in rude[0] and "メール" not in late[0]


def test_a_part_or_a_place_is_not_what_is_complained_of() -> None:
    assert thing_of("開けたら口のところが欠けてた") == ""
    assert thing_of("開けたら急須が欠けてた") == "急須"


def test_who_has_called_before_is_given_to_a_person_as_soon_as_it_is_known_who_calls(at) -> None:
    call, said = at(
        "kotori_shop",
        "おたく、どうなってるの。折り返すって言ったきり何の連絡もないじゃない。",
        "熊沢よ",
    )
    assert call.state.escalated == "complaint" and "代わります" in said[-1]


@pytest.mark.parametrize(
    ("manual", "complaint", "then"),
    [
        (
            "kotori_shop",
            "届いたお皿が欠けてたんですけど。",
            "謝られてもさ、検品してないんじゃないの。",
        ),
        ("smile_corp", "請求が二重に来てるんですけど。", "確認じゃなくて、今すぐ答えてくださいよ"),
        ("midori_homes", "隣の部屋がうるさくて眠れないんだけど。", "どうせまた何もしないんだろ。"),
    ],
)
def test_who_is_not_content_with_a_promised_call_is_given_to_a_person(
    at, manual: str, complaint: str, then: str
) -> None:
    said_first = [complaint, "黒田です", "03-0012-4488です", "はい"]
    call, said = at(manual, *said_first)
    while "申し伝え" not in said[-1]:
        said_first.append("分かりません")
        call, said = at(manual, *said_first)
    assert not call.state.escalated
    call, said = at(manual, *said_first, then)
    assert call.state.escalated == "complaint" and "代わります" in said[-1]


def test_who_is_not_angry_and_leaves_it_at_that_is_given_to_nobody(at) -> None:
    call, _ = at(
        "kaede_dental",
        "水曜日に3時の予約で伺ったんですけど、50分も待たされまして。",
        "北川といいます",
        "090-0012-1185です",
        "はい",
        "いえ、怒ってるわけじゃないんです。次からは一言言ってほしいと伝えてもらえれば結構です。",
    )
    assert not call.state.escalated


def test_who_wants_no_call_after_all_is_asked_for_no_number_again(at) -> None:
    _, said = at(
        "smile_corp",
        "電話の方の言い方が失礼だったんですけど。",
        "山口です",
        "090-0012-3456です",
        "気をつけてくれたらそれでいいです。連絡もいりません",
    )
    assert "必ず申し伝えます" in said[-1] and "お電話番号" not in said[-1]


def test_whether_it_is_a_machine_is_answered_in_a_complaint_too(at) -> None:
    _, said = at(
        "kotori_shop",
        "届いたお皿が欠けてたんだけど、どうなってるの",
        "ていうか機械じゃないのこれ。話にならない、人に代わってよ",
    )
    assert "自動応答" in said[1] and "代わります" in said[1]


def test_who_felt_the_cold_hears_the_heating_named(at) -> None:
    call, said = at("midori_homes", "先日、部屋の暖房が効かなくて、寒い思いをしまして。")
    assert "暖房のことで" in said[-1] and call.state.value("kind") == "complaint"


def test_who_waited_for_nobody_books_nothing(at) -> None:
    call, said = at(
        "smile_corp",
        "先週の木曜に機械の点検に来てくださるって聞いて、1日待ってたんですが、どなたもお見えにならなくて。",
    )
    assert "申し訳ございません" in said[-1] and call.state.value("kind") == "complaint"


def test_more_of_the_trouble_after_a_promised_call_is_noted_and_calls_nobody(at) -> None:
    call, _ = at(
        "kotori_shop",
        "先週の日曜に頼んだポットがまだ届かないんだけど。",
        "西村です",
        "090-0065-3172です",
        "はい",
        "母の誕生日に間に合わせたかったんですよ。もう過ぎちゃったじゃないですか。",
    )
    assert not call.state.escalated


def test_a_boiler_nobody_came_for_is_complained_of(at) -> None:
    call, said = at(
        "midori_homes",
        "昨日給湯器の修理に来るって言うから仕事休んで待ってたんだよ。誰も来ないじゃないか。",
    )
    assert call.report().kind == "complaint" and "採用" not in said[0]


def test_who_waits_for_a_call_that_was_promised_is_promised_one_by_that_person(at) -> None:
    call, said = at(
        "smile_corp",
        "丸山製菓の片桐です。朝、高橋さんから折り返すって言われたのに、まだ電話がないんですけど",
        "いいから、今日中に電話してください",
        "080-0033-6158です",
        "はい",
    )
    report = call.report()
    assert "申し訳ございません" in said[0] and report.escalation is None
    assert report.outcome == "callback_promised" and "高橋" in (report.target or "")
