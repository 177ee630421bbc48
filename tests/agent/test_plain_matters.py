"""What callers plainly state is taken as what it is, whatever it is likened to."""

from __future__ import annotations

import pytest

from agent.plain_matters import stated_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("今日の塾、お休みさせていただきたいんですが。", "absent"),
        ("うちの子、体調が悪いのでお休みします", "absent"),
        ("明日のレッスン、欠席します", "absent"),
        ("15分くらい遅れます", "late"),
        ("電車が止まってて、少し遅れそうなんですけど", "late"),
        ("今日ちょっと遅れて行きます。6時半ごろになると思います。", "late"),
        ("引っ越したので、住所変更をお願いしたいんですが", "changed"),
        ("口座が変わりました", "changed"),
        ("預けてる車、もう直りました？", "ready"),
        ("先週頼んだ見積もり、できてますか", "ready"),
        ("先日お送りした書類、届いてますか", "arrived"),
        ("忘れ物したみたいで、青い筆箱なんですけど。", "lost"),
        ("エンジンかからなくて、困ってるんですけど。", "broken"),
        ("領収書を送ってほしいんですけど", "papers"),
        ("娘が明日の授業に出られなくなりまして", "absent"),
        ("着くのが8時過ぎそうなんですけど", "late"),
        ("預けてる車、いつできますか", "ready"),
    ],
)
def test_a_matter_is_told_by_its_predicate(text: str, kind: str) -> None:
    found = stated_in(text)
    assert found is not None and found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "明日はお休みですか",
        "年末年始はお休みしますか",
        "栗本さんは今日お休みですか",
        "届くのが遅れてるんですけど",
        "今日の予約、お休みさせてください",
        "予約の日にちを変更したいんですが",
        "いつごろできますか",
        "言い忘れたんですけど",
        "引っ越したいので部屋を探してるんですが",
        "栗本です、今日は休みます。お疲れさまです、社員番号は1024です",
    ],
)
def test_a_question_a_booking_and_a_member_of_staff_are_no_such_matter(text: str) -> None:
    assert stated_in(text) is None


def test_an_absence_is_said_back_and_passed_on_without_a_call_back(at) -> None:
    call, said = at("kaede_dental", "子どもが熱を出して、今日お休みさせてください", "片山です")
    assert "本日、お休みのご連絡" in said[0] and "お大事に" in said[0] and "お名前" in said[0]
    assert "何時" not in said[0] and "お電話番号" not in said[1]
    call.say("診察券は手元にありません")
    report = call.report()
    assert report.outcome == "message_taken" and report.target == "受付"
    assert "お休みさせて" in (report.purpose or "") and not report.callback_wanted


def test_how_late_somebody_is_is_said_back(at) -> None:
    _, said = at("kaede_dental", "10時に予約してるんですけど、15分くらい遅れます")
    assert "15分くらい遅れてお越しとのこと" in said[0] and "いつのご予約" not in said[0]


def test_a_lateness_that_asks_is_looked_into(at) -> None:
    _, said = at("kaede_dental", "片山です。電車が止まって、遅れそうなんですけど大丈夫ですか")
    assert "遅れてお越し" in said[0] and "折り返し" in said[0]


def test_whether_hers_is_ready_is_no_question_for_the_manual(at) -> None:
    call, said = at(
        "smile_corp",
        "先週頼んだ見積もり、できてますか",
        "架空精機の倉田です",
        "03-0012-8843",
        "はい",
    )
    assert "仕上がりのご確認" in said[0] and "お問い合わせでしょうか" not in said[0]
    assert call.report().outcome == "callback_promised"
    assert call.report().purpose == "先週頼んだ見積もり、できてますか"


def test_what_the_manual_says_of_the_very_matter_is_told_and_its_details_taken(at) -> None:
    _, said = at("smile_corp", "コーヒーの機械が動かなくなっちゃって", "架空精機の倉田です")
    assert "修理は技術部が承って" in said[0] and "お問い合わせでしょうか" not in said[0]
    assert "機種" in said[1]


def test_an_order_and_something_lost_are_both_kept(at) -> None:
    call, said = at(
        "kotori_shop",
        "フェイスタオルを3枚ほしいんですけど。それと、この間お店に傘を忘れたみたいで",
        "はい",
    )
    assert "フェイスタオルを3枚" in said[0]
    answers = {
        "detail": "横浜市架空町1-2-3です",
        "caller_name": "原口です",
        "caller": "原口です",
        "callback_number": "03-0012-3456",
    }
    for _ in range(8):
        said.append(call.say(answers.get(call.state.asked, "はい")))
    assert any("お忘れ物の件" in turn for turn in said)
    assert "傘を忘れた" in (call.report().purpose or "")
    assert "フェイスタオルを3枚" in (call.report().purpose or "")


def test_a_house_called_by_its_name_is_nobody_of_that_name(at) -> None:
    call, said = at("kaede_dental", "もしもし、かえでさん？ おたくで作った入れ歯が割れたんだけど。")
    assert "水野" not in said[0] and not call.state.value("target")


def test_who_wants_to_be_put_through_gets_no_entry_guessed(at) -> None:
    _, said = at("kaede_dental", "うちの子の担当の先生に代わってください。")
    assert "お問い合わせでしょうか" not in said[0]


def test_something_forgotten_is_no_emergency_whatever_it_is_like(at) -> None:
    call, said = at("aoba_law", "書類を忘れてきちゃったみたいで")
    assert "お忘れ物の件" in said[0] and not call.state.escalated


def test_a_question_beside_a_lateness_is_answered(at) -> None:
    _, said = at("smile_corp", "江川です、今日は15分ほど遅れます。あと、駐車場はありますか")
    assert "15分ほど遅れてお越し" in said[0] and "3台分" in said[0]


def test_a_wish_for_papers_that_the_manual_answers_asks_nothing_more(at) -> None:
    call, said = at("kotori_shop", "領収書を送ってもらえますか")
    assert "マイページ" in said[0] and call.state.asked == "anything_else"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("実は、家賃が遅れそうなんです。どうしたらよろしいでしょうか。", "経理課"),
        ("今月の家賃がちょっと遅れそうなんですが", "経理課"),
        ("家賃の引き落とし口座を変えたいんですけど", "口座振替の用紙"),
    ],
)
def test_what_the_manual_says_of_a_late_payment_or_a_change_wished_for_is_told(
    at, said: str, answer: str
) -> None:
    _, told = at("midori_homes", said)
    assert answer in told[0] and "お越し" not in told[0]


def test_who_comes_late_is_still_passed_on(at) -> None:
    _, told = at("midori_homes", "電車が遅れてて、2時の内見に10分ほど遅れます")
    assert "10分ほど遅れてお越し" in told[0]
