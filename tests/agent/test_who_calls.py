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
