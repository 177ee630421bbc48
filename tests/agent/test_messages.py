"""What is told to be passed on: taken where it is said, kept after the closing words, reported."""

from __future__ import annotations

import pytest

from agent.matter import content_of, is_said_in, request_in, told_plainly

RETURNS = (
    "三宅先生にお願いしている矢口と申します。三宅先生いらっしゃいますか。番号は090-0012-7788です"
)


def test_a_message_told_in_the_breath_of_the_wish_is_the_message(at) -> None:
    call, said = at(
        "kotori_shop",
        "熊谷さんに伝言をお願いします。明日の集荷を3時から5時に変えてください、箱は60個です。"
        "折り返しは要りません。架空段ボールの西です",
        "はい、以上です",
    )
    report = call.report()
    assert "どうぞ" not in said[0] and "申し伝えます" in said[0] and call.state.ended
    assert report.purpose == "明日の集荷を3時から5時に変えてください、箱は60個です"
    assert (report.outcome, report.callback_wanted) == ("message_taken", False)


def test_a_wish_to_leave_a_message_without_one_is_asked_for_it(at) -> None:
    for wish in (
        "栗本さんに伝言をお願いしたいんですが",
        "江川ですが、見積もりの件で伝言をお願いできますか",
        "栗本さんにお伝えいただきたいことがあるんですが",
    ):
        call, _ = at("smile_corp", wish)
        assert call.state.asked in ("message", "caller"), wish
        assert not call.state.value("message"), wish


def test_the_answer_to_the_offer_of_a_message_may_be_the_message(at) -> None:
    call, said = at(
        "smile_corp",
        "江川です。栗本さんいらっしゃいますか",
        "いえ、電話は結構です",
        "じゃあ、サンプルは届いたので、もう送らないでくださいって",
    )
    assert "申し伝えます" in said[-1] and "サンプル" in (call.report().purpose or "")


@pytest.mark.parametrize(
    ("more", "kept", "heard"),
    [
        (
            "え、あの、家にはかけないっていうのは大丈夫ですよね?あと封筒も送らないでほしくて",
            ("家にはかけない", "封筒も送らないでほしくて"),
            "と、三宅に申し伝えます",
        ),
        ("あと、書類は2通用意してください", ("書類は2通",), "申し伝えます"),
    ],
)
def test_more_told_after_the_closing_words_is_kept_and_said(at, more, kept, heard) -> None:
    call, said = at("aoba_law", RETURNS, "はい", more)
    assert heard in said[-1] and not call.state.ended
    assert all(part in (call.report().purpose or "") for part in kept)


def test_whether_it_is_passed_on_is_answered_and_the_call_goes_on(at) -> None:
    call, said = at("aoba_law", RETURNS, "はい", "それは伝わってます?")
    assert "たしかに三宅に申し伝えます" in said[-1] and not call.state.ended
    assert "失礼いたします" in call.say("はい、ありがとうございます")


def test_what_was_told_once_is_not_taken_twice(at) -> None:
    call, _ = at(
        "kotori_shop",
        "架空段ボールの西です。熊谷さんに、明日の集荷を5時に変えてほしいとお伝えください",
        "ですから、集荷を5時にです",
    )
    assert call.report().purpose == "明日の集荷を5時に変えてほしい"
    assert not call.state.ended


@pytest.mark.parametrize("closing", ["はい、以上です", "いえ、大丈夫です", "じゃあ明日待ってます"])
def test_a_bare_closing_ends_the_call(at, closing) -> None:
    call, _ = at("aoba_law", RETURNS, "はい", closing)
    assert call.state.ended


def test_a_question_after_the_closing_words_is_looked_into(at) -> None:
    call, said = at(
        "kaede_dental",
        "金曜の3時に予約してた田村なんですけど、キャンセルで",
        "090-0012-3456です",
        "はい",
        "ありがとうございます。えっと、お金は?",
    )
    assert "確認いたし" in said[-1] and not call.state.ended


def test_who_calls_and_what_was_said_before_is_no_content() -> None:
    names = ("片山", "架空商会")
    for text in (
        "架空商会の片山ですけど",
        "片山です、さっき言いましたけど",
        "番号は080-0012-3344、違う3345です",
        "はい、そうです。お願いします",
        "栗本さんいらっしゃいます?",
        "折り返しはよろしいわ。伝言だけ頼んます",
    ):
        assert content_of(text, names) == "", text


def test_what_is_told_keeps_its_figures_and_loses_its_anger() -> None:
    text = "だから火曜は2日じゃなくて1日なんですよ。さっきも言いましたけど、1日の5時です"
    assert told_plainly(content_of(text)) == "火曜は2日じゃなくて1日。1日の5時です"


def test_a_denial_is_no_repetition() -> None:
    assert is_said_in("明日の集荷を5時に変えてほしい", "集荷を5時に")
    assert not is_said_in("明日の集荷に来ます", "明日は来ません")


def test_the_matter_told_beside_name_and_number_is_reported(at) -> None:
    call, _ = at(
        "smile_corp",
        "栗本さんお願いできますか",
        "江口です。それで、カタログをもう一冊送ってほしいのと、保守の値段も知りたくて。"
        "電話は090-0012-5501です",
        "はい、そうです。カタログと値段、両方お願いしますね",
    )
    purpose = call.report().purpose or ""
    assert "カタログをもう一冊送ってほしい" in purpose and "江口" not in purpose
    assert call.report().outcome == "callback_promised"


@pytest.mark.parametrize(
    ("wish", "said", "due"),
    [
        ("3時以降にかけてもらえますか、それまで外なんで", "午後3時以降", "2026-11-24T15:00"),
        ("今日の5時までにお電話いただけますか", "午後5時まで", "2026-11-24T17:00"),
    ],
)
def test_a_time_wished_of_one_whose_return_is_unknown_is_passed_on(at, wish, said, due) -> None:
    call, turns = at(
        "smile_corp", "江川です。経理の佐藤さんおられますか", wish, "03-0012-7102", "はい"
    )
    assert said in turns[-1] and not any("いたしかねます" in turn for turn in turns)
    assert call.report().callback_due == due


def test_a_time_without_a_day_is_meant_on_the_day_of_the_return(at) -> None:
    call, turns = at(
        "smile_corp",
        "江川です。栗本さんいらっしゃいますか",
        "午後3時から5時の間にもらえると助かります",
        "03-0012-8843です",
        "はい",
    )
    assert "明日の午後3時から5時の間" in turns[-1]
    assert call.report().callback_due == "2026-11-25T15:00"


def test_the_time_of_the_matter_is_no_time_to_call(at) -> None:
    call, _ = at(
        "kotori_shop",
        "架空段ボールの西です。熊谷さんいらっしゃいますか",
        "はい、電話ください",
        "06-0012-3390です",
        "はい。集荷は3時から5時に変えてほしいんです",
    )
    report = call.report()
    assert report.callback_due is None and "集荷は3時から5時" in (report.purpose or "")


def test_no_call_back_is_due_at_the_minute_of_the_call(at) -> None:
    call, _ = at("smile_corp", "江川です。経理部の方お願いします", "はい", "03-0012-7102", "はい")
    report = call.report()
    assert report.callback_wanted and report.callback_due is None


@pytest.mark.parametrize(
    ("manual", "rows", "kept"),
    [
        (
            "smile_corp",
            (
                "ハルカ印刷の村瀬です。営業の佐藤部長をお願いします",
                "会議ですか。じゃあ伝言だけお願いします。明日の打ち合わせ、10時からを10時半からに"
                "変えていただきたいんです",
                "あ、ちょっと待ってください、10時半じゃなくて11時ですね。11時でお願いします",
                "折り返しはいりませんので、よろしくお伝えください",
            ),
            "明日の打ち合わせ、10時からを11時からに変えていただきたい",
        ),
        (
            "aoba_law",
            (
                "中村商店の中村です。三宅先生いますか",
                "じゃあ伝えてください。金曜の打ち合わせを延期したいんですけど",
                "来週の火曜に。時間は同じで",
            ),
            "金曜の打ち合わせを延期したい。来週の火曜に。時間は同じで",
        ),
        (
            "kotori_shop",
            (
                "青木といいます。真鍋さんおりますか",
                "いえ、そしたら言うといてください、タオルは明日届くって",
                "電話はいらんよ",
            ),
            "タオルは明日届く",
        ),
        (
            "midori_homes",
            (
                "田辺と申します。石橋さんはいらっしゃいますか",
                "では伝言を。内見は土曜の3時に変更でお願いします、と",
                "すみません、3時じゃない、4時です",
            ),
            "内見は土曜の4時に変更でお願いします",
        ),
        (
            "kaede_dental",
            (
                "架空歯材の西と申します。水野先生に伝言をお願いします",
                "明日の注文は、セメントを3個に減らしていただきたいんです",
                "よろしくお伝えください",
            ),
            "明日の注文は、セメントを3個に減らしていただきたい",
        ),
    ],
)
def test_a_meeting_or_an_order_in_a_message_is_the_message(at, manual, rows, kept) -> None:
    call, _ = at(manual, *rows)
    report = call.report()
    assert (report.kind, report.purpose, report.callback_wanted) == ("message", kept, False)


def test_a_message_beside_a_call_back_for_one_not_yet_told_apart_is_kept(at) -> None:
    call, _ = at(
        "midori_homes",
        "架空ハイツの203の木戸ですけど、杉浦さんいます？",
        "じゃあ、お湯がまた出なくなったって伝えて、電話ください。090-0012-2748です",
    )
    assert "お湯がまた出なくなった" in (call.report().purpose or "")


def test_a_call_back_that_was_promised_is_taken_back(at) -> None:
    rows = ("栗本さんお願いします。架空銀行の鳥羽です", "はい", "03-0012-5566です", "はい")
    call, said = at("smile_corp", *rows, "あ、やっぱり折り返しは結構です")
    report = call.report()
    assert "承りました" in said[-1] and not report.callback_wanted
    assert not any("折り返し" in line for line in report.promised)


@pytest.mark.parametrize(
    ("manual", "rows", "kept"),
    [
        (
            "aoba_law",
            (
                "田川です。相続の相談の予約を、12月1日の午後3時でお願いします",
                "090-0012-3312です。あ、会社にはかけないでください",
            ),
            "会社にはかけないでください",
        ),
        (
            "kaede_dental",
            ("来週の火曜の3時に検診の予約をお願いします", "中島です。家族には言わないでください"),
            "家族には言わないでください",
        ),
        (
            "smile_corp",
            ("栗本さんお願いします。原田です", "はい、留守電には入れないでほしいんです"),
            "留守電には入れないでほしい",
        ),
    ],
)
def test_how_she_is_not_to_be_reached_is_kept_wherever_it_is_said(at, manual, rows, kept) -> None:
    call, _ = at(manual, *rows)
    assert kept in (call.report().purpose or "")


def test_a_message_wished_for_once_more_breaks_no_turn() -> None:
    assert request_in("") == ""
