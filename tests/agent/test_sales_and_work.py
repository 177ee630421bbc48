"""Who sells, who seeks work, and who only speaks of either."""

from __future__ import annotations

import pytest

from agent.tasks.job_application import applies


@pytest.mark.parametrize(
    "said",
    [
        "求人を見てお電話しました",
        "求人広告を見て応募したいんですが",
        "事務のパートを募集してませんか",
        "履歴書だけでもお送りしたいんですが",
        "そちらで雇っていただけないでしょうか",
    ],
)
def test_who_seeks_work_applies(said: str) -> None:
    assert applies(said)


@pytest.mark.parametrize(
    "said",
    [
        "パートで途中でやめた人の分も出すの",
        "生徒募集のご担当者様はいらっしゃいますか",
        "冬期講習の生徒募集のチラシを見たんですが、まだ申し込めますか",
        "御社の求人広告の掲載についてご案内したくお電話しました",
        "就職じゃなくて、年末調整のことです",
        "アルバイトの方の対応が失礼だったんです",
    ],
)
def test_who_speaks_of_others_work_or_offers_to_recruit_does_not(said: str) -> None:
    assert not applies(said)


@pytest.mark.parametrize(
    "said",
    [
        "株式会社架空広告の大場と申します。生徒募集のチラシの件でご案内なんですが、社長様いらっしゃいますか",
        "架空求人メディアの原と申します。求人広告の掲載についてご案内したくお電話しました。採用ご担当者様はいらっしゃいますか",
        "架空ソリューションズの真田と申します。コピー機の保守の件で、総務のご担当の方に少しだけお時間いただければと思いまして",
    ],
)
def test_an_offer_is_refused_at_once_without_names_or_hours(at, said: str) -> None:
    call, answers = at("smile_corp", said, "社長様は何時頃お戻りになりますか")
    report = call.report()
    assert report.kind == "sales" and "お断り" in answers[0]
    assert "戻" not in "".join(answers) and "折り返し" not in "".join(answers)
    assert not report.callback_wanted and not report.promised


def test_who_wants_our_leaflet_sells_nothing(at) -> None:
    call, answers = at("smile_corp", "リースのご案内を送っていただけますか")
    assert call.report().kind != "sales" and "お断り" not in answers[0]


def test_having_worked_together_is_no_application(at) -> None:
    call, answers = at("smile_corp", "栗本さんいますか。前によく一緒に仕事してた者なんですけど")
    assert call.report().kind != "job_application" and "採用" not in answers[0]


def test_until_when_asks_for_nobody(at) -> None:
    _, answers = at("smile_corp", "書類の提出っていつまで")
    assert "どの者" not in answers[0] and "お呼びする" not in answers[0]
