"""How a good 電話秘書 behaves, one behaviour a test."""

from __future__ import annotations

from itertools import pairwise

import pytest

from agent.wording import MAX_MORAE
from knowledge.reader import read
from speech.reading.kana import mora_count

CLOSING_MORAE = 11
"""わたくし、浅井が承りました: the last turn may be longer by it."""


def test_the_reason_and_the_return_are_in_the_first_answer(office, call_of) -> None:
    said = call_of(office).say("カナリア商会の森です。営業の白石さんいらっしゃいますか")
    assert "外出中" in said and "17時に戻る" in said and said.endswith("か。")


def test_what_may_not_be_told_is_not(forbidding, call_of) -> None:
    call = call_of(forbidding)
    said = call.say("カナリア商会の森です。白石さんいらっしゃいますか") + call.say("いつ戻りますか")
    assert "外出" not in said and "17時" not in said and said.endswith("か。")


def test_today_gets_a_route_and_never_the_absence_again(office, call_of) -> None:
    call = call_of(office)
    call.say("カナリア商会の森です。白石さんいらっしゃいますか")
    said = call.say("今日中に何とか連絡を取りたいんですが")
    assert "至急連絡" in said and "メールアドレス" in said and "外出" not in said


@pytest.mark.parametrize(
    ("answer", "urgency"),
    [
        ("はい、お願いします。今日中にお願いします", "high"),
        ("はい、至急でお願いします", "high"),
        ("はい、なるべく早くお願いします", "high"),
        ("はい、お願いします", "normal"),
        ("お願いします。急いでいませんので", "normal"),
        ("はい、急ぎませんので", "normal"),
    ],
)
def test_a_call_back_taken_in_a_hurry_is_urgent(office, call_of, answer, urgency) -> None:
    call = call_of(office)
    call.say("三和フーズの堀です。白石さんをお願いします")
    call.say(answer)
    call.say("080-0012-5567です")
    call.say("はい、そうです")
    assert call.report().urgency == urgency


def test_today_without_an_address_gets_a_colleague(clients, call_of) -> None:
    person = {
        "name": "白石 誠",
        "reading": "しらいし まこと",
        "department": "営業部",
        "status": "外出",
    }
    departments = [{"name": "営業部", "reading": "えいぎょうぶ"}]
    call = call_of(clients(staff=[person], departments=departments))
    call.say("森です。白石さんいらっしゃいますか")
    assert "営業部の別の者" in call.say("今日中に何とか連絡を取りたいんですが")
    call.say("はい、お願いします")
    assert call.state.value("target_department") == "営業部"


def test_an_address_is_spelled_and_its_read_back_checked_by_letter(office, call_of) -> None:
    call = call_of(office)
    call.say("森です。白石さんのメールアドレスを教えてください")
    spoken = call.responses[-1].sentences[-1].spoken
    assert "アットマーク" in spoken and "@" not in spoken
    assert "4文字目は、R" in call.say("shialaishi@example.jpですか") or call.state.asked
    right = call.say("shiraishi@example.jpですね")
    assert "さようでございます" in right or "間違いございません" in right


def test_a_number_is_read_back_and_only_the_corrected_part_changes(office, call_of) -> None:
    call = call_of(office)
    call.say("森です。白石さんから折り返しお電話ください")
    assert "03-0012-4444" in call.say("03-0012-4444です")
    assert "03-0012-4455" in call.say("いえ、4455です")
    call.say("はい")
    assert call.report().callback_number == "03-0012-4455"


def test_a_day_is_read_back_with_its_weekday(clinic, call_of) -> None:
    call = call_of(clinic)
    call.say("予約をお願いします")
    assert "12月1日火曜日の午前10時" in call.say("12月1日の10時でお願いします")


@pytest.mark.parametrize("vague", ["明後日の午後イチで", "明後日の朝イチで", "明後日の夕方で"])
def test_a_vague_time_is_asked(clinic, call_of, vague: str) -> None:
    call = call_of(clinic)
    call.say("予約をお願いします")
    assert "何時" in call.say(f"{vague}お願いします") and call.state.asked == "when"


def test_the_next_wednesday_is_asked(clinic, call_of) -> None:
    call = call_of(clinic)
    call.say("予約をお願いします")
    asked = call.say("次の水曜の10時でお願いします")
    assert "11月25日水曜日のことでしょうか" in asked
    call.say("いえ、違います")
    assert call.state.value("wish") == "2026-12-02T10:00"


def test_a_wish_is_taken_and_not_confirmed(clinic, call_of) -> None:
    call = call_of(clinic)
    said = call.say("12月1日の10時に予約をお願いしたいんですが、空いてますか")
    for line in ("検診です", "小林です", "090-0033-4455です", "はい"):
        said += call.say(line)
    made = call.report()
    assert "確認" in said and "お取りしました" not in said and "空いております" not in said
    assert made.reservation is not None
    assert (made.reservation["wish"], made.reservation["accepted"]) == ("2026-12-01T10:00", "no")
    assert made.outcome == "callback_promised" and made.caller_name == "小林"


def test_a_plain_cancellation_is_accepted_where_the_manual_says_so(clinic, office, call_of) -> None:
    for knowledge, outcome in ((clinic, "accepted"), (office, "callback_promised")):
        call = call_of(knowledge)
        for line in ("明日の10時の予約をキャンセルしたいんですが", "小林です", "090-0033-4455です"):
            call.say(line)
        call.say("はい")
        made = call.report()
        assert made.outcome == outcome and made.reservation is not None
        assert made.reservation["booked"] == "2026-11-25T10:00"


def test_an_apology_comes_first_and_is_about_what_was_said(office, call_of) -> None:
    call = call_of(office)
    said = call.say("先週頼んだ品物が壊れてたんですけど、どうなってるんですか")
    assert said.startswith("お品物に不具合") and "状況を詳しく" not in said


def test_a_complaint_that_does_not_settle_goes_to_a_person(office, call_of) -> None:
    call = call_of(office)
    said = [
        call.say("注文した商品がまだ届かないんですけど、どうなってるんですか"),
        call.say("いい加減にしてください、何回電話したと思ってるんですか"),
        call.say("ふざけるな、責任者を出せ"),
    ]
    assert call.state.escalated == "complaint" and all(a != b for a, b in pairwise(said))


def test_money_back_is_not_promised(office, call_of) -> None:
    call = call_of(office)
    said = call.say("届いた品物が壊れてたんだけど、返金してくれるんだろうね")
    assert "お約束いたしかねます" in said and "返金いたします" not in said


def test_an_emergency_asks_the_least_and_goes_to_a_person(office, call_of) -> None:
    call = call_of(office)
    assert "119" in call.say("そちらの倉庫で人が倒れて意識がないんです")
    call.say("架空町の倉庫です、090-0033-4455です")
    made = call.report()
    assert call.state.escalated == "emergency" and made.urgency == "emergency"
    assert made.callback_number == "090-0033-4455"


def test_an_emergency_without_an_operator_is_marked_in_the_report(clinic, call_of) -> None:
    call = call_of(clinic)
    call.say("抜いたところから血が止まらないんです")
    said = call.say("どうしたらいいですか")
    assert "お答えいたしかねます" in said
    call.say("架空町の自宅です")
    assert call.report().to_text().startswith("【緊急】")


@pytest.mark.parametrize(
    "question",
    [
        "慰謝料はいくらぐらい取れますか",
        "この薬は飲んでも大丈夫ですか",
        "月いくらぐらいかかるものですか",
        "明日なら空いていますか",
    ],
)
def test_what_is_not_written_is_asked_inside_and_called_back(clinic, call_of, question) -> None:
    call = call_of(clinic)
    said = call.say(question)
    assert "確認" in said and call.state.asked
    assert not any(failure for response in call.responses for failure in response.failures)


def test_sales_are_refused_clearly(office, call_of) -> None:
    call = call_of(office)
    said = call.say("複合機のコストダウンのご提案でお電話しました。社長様いらっしゃいますか")
    said += call.say("何時ごろお戻りですか") + call.say("ではまた折り返しお電話いただけますか")
    assert "お断り" in said and "結構です" not in said and "白石" not in said
    made = call.report()
    assert not made.promised and not made.callback_wanted and made.outcome == "refused"


@pytest.mark.parametrize(
    "words", ["かけ直します", "またこちらからお電話します", "後でかけ直します"]
)
def test_calling_again_is_respected(office, call_of, words: str) -> None:
    call = call_of(office)
    call.say("森です。白石さんいらっしゃいますか")
    said = call.say(words)
    assert "番号" not in said and call.report().outcome == "caller_calls_again"


def test_only_a_message_is_respected(office, call_of) -> None:
    call = call_of(office)
    call.say("森と申します。白石さんに伝言だけお願いします")
    said = call.say("資料を受け取りましたとお伝えください")
    assert "番号" not in said and call.report().outcome == "message_taken"


def test_the_elderly_hear_short_sentences_slowly(office, call_of) -> None:
    call = call_of(office)
    call.say("わしは耳が遠いもんで、ゆっくりお願いします")
    said = call.say("森ですけど、白石さんおられますかのう")
    assert "外出中でございます。" in said and "ご在席" not in said


def test_families_hear_their_own_with_san(office, call_of) -> None:
    call = call_of(office)
    said = call.say("白石の妻でございますが、主人をお願いできますでしょうか")
    assert "白石さんは" in said and "お戻りは17時" in said
    said = call.say("はい、お願いします")
    assert "番号" in said and "会社名" not in said and call.report().kind == "family"


def test_a_vip_goes_to_a_person_at_once(office, call_of) -> None:
    call = call_of(office)
    said = call.say("北原商会の北原です。白石さんいらっしゃいますか")
    assert "いつも大変お世話になっております" in said and call.state.escalated == "vip"
    assert call.report().urgency == "high"


def test_staff_are_spoken_to_as_colleagues(office, call_of) -> None:
    said = call_of(office).say("お疲れさまです、営業の白石です。今日は直帰します")
    assert "お疲れさま" in said and "社員番号" in said


def test_it_says_that_it_is_automatic_and_hands_over_when_asked(office, call_of) -> None:
    call = call_of(office)
    assert "自動応答" in call.say("あなたは人間ですか")
    assert "係の者" in call.say("人に代わってください") and call.state.escalated == "asked"


def test_asked_twice_it_changes_its_words_and_then_its_way(office, call_of) -> None:
    call = call_of(office)
    call.say("森です。白石さんお願いします")
    said = [call.say("ほにゃららぺけ") for _ in range(10)]
    assert all(a != b for a, b in pairwise(said) if a)
    assert call.state.ended or call.state.escalated


def test_an_insisting_caller_is_refused_in_other_words_and_offered_a_way(office, call_of) -> None:
    call = call_of(office)
    said = [
        call.say("森です。白石さんの携帯番号を教えてください"),
        call.say("前に聞いてたんですけどなくしちゃって"),
        call.say("そこを何とか教えてくださいよ"),
    ]
    assert all(a != b for a, b in pairwise(said)) and all(s.endswith("か。") for s in said)
    assert all("番号は" in s for s in said)


def test_the_report_marks_what_was_not_confirmed_and_how_surely_it_was_heard(
    office, call_of
) -> None:
    call = call_of(office)
    call.say("森です。白石さんから折り返しお電話ください")
    call.say("03-0012-4444です")
    made = call.report()
    assert made.unconfirmed == ("callback_number",)
    assert "未確認: 電話番号（確度" in made.to_text()


def test_a_turn_is_short_enough_to_listen_to(office, call_of) -> None:
    call = call_of(office)
    for line in ("森です。白石さんいらっしゃいますか", "はい", "03-0012-4444です", "はい"):
        call.say(line)
    for response in call.responses:
        morae = sum(mora_count(read(sentence.spoken)) for sentence in response.sentences)
        assert morae <= MAX_MORAE + CLOSING_MORAE
