"""Who calls: taken wherever it is said, in whatever form, put right, and nobody else's name."""

from __future__ import annotations

import pytest

from agent.mentions import caller_in
from agent.utterance import listen


@pytest.mark.parametrize(
    ("said", "name", "company"),
    [
        ("明日の午後2時に予約してる関口ですが、都合が悪くなって", "関口", None),
        ("先週お部屋を見せてもらった江口っていうんですけど", "江口", None),
        ("いつも泊まらせてもらってる堀之内だけど、女将いる?", "堀之内", None),
        ("おはようございます。日の出文具の、えっと、小林と申します。", "小林", "日の出文具"),
        ("うち架空クリニックの梶です。", "梶", "架空クリニック"),
        ("そうですか。うち架空クリニックの梶です。", "梶", "架空クリニック"),
        ("お世話になってますー、名古屋架空信金の早川ですけど", "早川", "名古屋架空信金"),
        ("私、架空損保の村田と申しますが", "村田", "架空損保"),
        ("架空食堂ですけど、帳簿のことでお願いします", None, "架空食堂"),
        ("中学2年の石川陸の母なんですけど", "石川", None),
        ("小6の村井の母ですが", "村井", None),
        ("金曜10時の予約の吉田ですけど", "吉田", None),
        ("売り込みというわけじゃないんです", None, None),
        ("送り先の娘は中野といいます", None, None),
    ],
)
def test_the_caller_and_her_firm(said: str, name: str | None, company: str | None) -> None:
    caller = caller_in(listen(said))
    assert (caller.name.text if caller.name else None) == name
    assert (caller.company.text if caller.company else None) == company


def test_a_firm_said_anew_after_its_read_back_is_taken(at) -> None:
    call, said = at(
        "smile_corp",
        "架空信金の早川ですけど、栗本さんお願いします",
        "052-001-3390です",
        "架空信用金庫の早川です",
    )
    assert "架空信用金庫の早川様" in said[-1]
    assert call.report().caller_company == "架空信用金庫"


def test_a_child_is_not_the_caller_and_stands_in_the_report(at) -> None:
    call, _ = at("kaede_dental", "石川陸の母ですが、水曜の3時に歯の検診を予約したいんです")
    report = call.report()
    assert report.caller_name == "石川" and "石川陸の母から" in (report.purpose or "")


def test_the_family_of_one_of_ours_named_in_full_is_family(at) -> None:
    call, said = at(
        "kaede_dental",
        "千葉亜希の母ですが亜希に伝えてほしいことがあって。父が横浜架空病院に運ばれたので、"
        "私の携帯にかけるように言ってください",
    )
    report = call.report()
    assert report.kind == "family" and "千葉さん" in said[0]
    assert report.target == "衛生士室 千葉 亜希" and "横浜架空病院に運ばれた" in report.purpose


def test_who_was_chosen_of_two_is_not_asked_again(at) -> None:
    call, said = at(
        "smile_corp",
        "江川です。佐藤さんいらっしゃいますか",
        "由美子さんのほうです",
        "佐藤さんは今日メール見られますかね",
        "佐藤さんに、見積書を送りましたって伝言お願いします",
    )
    asked = ("どちらの者", "下の名前", "でございましょうか")
    assert not any(words in turn for words in asked for turn in said[1:])
    assert call.report().target == "経理部 佐藤 由美子"


def test_a_firm_of_machines_does_not_ask_whether_this_is_one(at) -> None:
    call, said = at("smile_corp", "佐藤部長お願いします", "えっと、北斗機械です。真壁です。")
    assert "自動応答" not in said[-1] and call.report().caller_company == "北斗機械"
    _, said = at("smile_corp", "あなたは機械ですか")
    assert "自動応答" in said[-1]


@pytest.mark.parametrize(
    "manual, said, target",
    [
        ("kotori_shop", "すみません、そちらの熊谷の家内ですけど、折り返してもらえますか", "熊谷"),
        ("smile_corp", "中村の夫です。妻に、面談が5時に変わったって伝えてもらえますか", "中村"),
        ("midori_homes", "上村浩二の妻ですが、主人はおりますでしょうか", "上村"),
    ],
)
def test_who_is_of_the_family_of_one_of_ours(at, manual: str, said: str, target: str) -> None:
    call, _ = at(manual, said)
    assert call.report().kind == "family"
    assert target in (call.report().target or "")


def test_a_customers_wife_is_no_family_of_ours(at) -> None:
    call, _ = at("kaede_dental", "森の家内ですが、主人の予約を取りたいんですけど")
    assert call.report().kind != "family"


def test_family_are_asked_for_a_number_once_and_read_back(at) -> None:
    call, answers = at("smile_corp", "高橋隆文の家内でございます", "お願いします", "090-0012-8046")
    assert "お電話番号" in answers[1] and "090-0012-8046" in answers[2]
    call, answers = at("smile_corp", "高橋隆文の家内でございます", "お願いします", "知っております")
    assert "お電話くださるよう" in answers[2]
    assert call.report().callback_wanted


def test_a_message_of_the_family_is_passed_on_without_more(at) -> None:
    call, answers = at("smile_corp", "中村の夫です。妻に、面談が5時に変わったって伝えてください")
    assert "面談が5時に変わった" in answers[0] and "折り返し" not in answers[0]
    assert call.report().outcome == "message_taken"


def test_the_ground_of_a_wish_put_as_a_question_is_reported(at) -> None:
    call, _ = at(
        "kotori_shop",
        "そちらの熊谷の家内ですけど、保育園のお迎えに行けなくなったので、折り返してもらえますか",
    )
    assert "保育園" in (call.report().purpose or "")


def test_a_reason_told_after_the_promise_books_nothing(at) -> None:
    call, _ = at(
        "aoba_law",
        "大川と申します。三宅先生お願いします",
        "はい",
        "090-0012-5521",
        "はい",
        "土地の境界のことで相談したくて",
    )
    assert call.report().kind == "reach_person"
    assert "境界" in (call.report().purpose or "")


def test_who_was_asked_for_keeps_the_call_when_it_turns_into_a_complaint(at) -> None:
    call, _ = at(
        "midori_homes",
        "新見さんお願いします、佐原と申します",
        "はい",
        "03-0012-5551",
        "はい",
        "雨樋の修理代の請求が二重に来てるんですよ",
    )
    assert "新見" in (call.report().target or "")


def test_a_department_of_ours_before_a_name_tells_who_is_wanted(at) -> None:
    _, told = at(
        "kotori_shop",
        "お世話になっております。発送センターの村井さんはいらっしゃいますでしょうか。",
    )
    assert "どちらの者" not in told[0] and "発送センターの村井は" in told[0]
