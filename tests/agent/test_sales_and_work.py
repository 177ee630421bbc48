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
        "社長さんいらっしゃいますか。架空機器の者ですが、新しいレーザーのご案内で",
        "架空ソリューションズの真田と申します。コピー機の保守の件で、総務のご担当の方に少しだけお時間いただければと思いまして",
    ],
)
def test_an_offer_is_refused_at_once_without_names_or_hours(at, said: str) -> None:
    call, answers = at("smile_corp", said, "社長様は何時頃お戻りになりますか")
    report = call.report()
    assert report.kind == "sales" and "お断り" in answers[0]
    assert "戻" not in "".join(answers) and "折り返し" not in "".join(answers)
    assert not report.callback_wanted and not report.promised


@pytest.mark.parametrize(
    ("client", "said"),
    [
        ("smile_corp", "リースのご案内を送っていただけますか"),
        ("midori_homes", "内見のご案内をお願いしたいんですが"),
        ("midori_homes", "新しいお部屋のご案内を見たんですけど"),
    ],
)
def test_who_wants_our_leaflet_sells_nothing(at, client: str, said: str) -> None:
    call, answers = at(client, said)
    assert call.report().kind != "sales" and "お断り" not in answers[0]


def test_having_worked_together_is_no_application(at) -> None:
    call, answers = at("smile_corp", "栗本さんいますか。前によく一緒に仕事してた者なんですけど")
    assert call.report().kind != "job_application" and "採用" not in answers[0]


def test_until_when_asks_for_nobody(at) -> None:
    _, answers = at("smile_corp", "書類の提出っていつまで")
    assert "どの者" not in answers[0] and "お呼びする" not in answers[0]


ASKED_BY_SELLERS = [
    "部長は何時ごろお戻りですか",
    "では責任者の方のお名前だけでも教えていただけますか",
    "ご担当の方の携帯番号をお願いできますか",
]


@pytest.mark.parametrize("asked", ASKED_BY_SELLERS)
def test_what_a_seller_asks_of_ours_is_declined_in_so_many_words(at, asked: str) -> None:
    offer = "架空広告の森田です。広告掲載のご案内で、ご担当者様をお願いします"
    call, said = at("smile_corp", offer, asked)
    assert "お答えいたしかねます" in said[1]
    _, longer = at("smile_corp", offer, "5分だけお時間いただけませんか", asked)
    assert "お答えいたしかねます" in longer[2] and longer[2].endswith("失礼いたします。")
    assert "営業のお電話でのお尋ね" in call.report().refused


WRONG_HOUSE = [
    ("aoba_law", "もしもし、焼肉の予約したいんだけど", "あれ、焼肉太郎じゃないの"),
    ("kaede_dental", "カットの予約をお願いしたいんですけど", "え、美容室じゃないんですか"),
    ("midori_homes", "車検の予約をしたいんですけど", "あれ、車屋さんじゃないんですか"),
]


@pytest.mark.parametrize(("manual", "first", "then"), WRONG_HOUSE)
def test_another_house_named_in_the_middle_is_a_wrong_number(
    at, manual: str, first: str, then: str
) -> None:
    call, said = at(manual, first, then, "え、違うんですか")
    assert "番号" in said[1] or "でございます" in said[1]
    assert call.report().outcome == "wrong_number" and "お確かめ" in said[2]


def test_who_dialled_wrong_and_has_a_matter_all_the_same_is_heard(at) -> None:
    call, said = at(
        "smile_corp",
        "架空寿司さん？出前お願いしたいんだけど",
        "そうですか、じゃあついでに、コーヒーマシンの件で栗本さんいますか",
    )
    assert "お確かめ" in said[0] and "栗本は" in said[1]
    assert call.report().kind == "reach_person"


@pytest.mark.parametrize(
    "said",
    [
        "仕事終わったら会おうよ。今どんな下着はいてるの。",
        "はあ、はあ、お姉さん、今どんな格好してるの",
        "いい声だね。今度二人で食事でも行かない？",
        "ばーか、ばーか",
    ],
)
def test_a_nuisance_is_refused_and_then_closed_and_nobody_is_called_for_it(at, said: str) -> None:
    call, heard = at("kotori_shop", said, "いいじゃん、教えてよ", "ねえってば")
    assert "お受けいたしかねます" in heard[0]
    assert call.state.ended and not call.state.escalated
    assert not any("折り返し" in one for one in heard)


@pytest.mark.parametrize(
    "said",
    [
        "今日は寒いですねえ。あなた、いい声ねえ",
        "今度の土曜って空いてない？",
        "タオルと一緒に急須も頼もうかね",
        "ひとり暮らしだから誰とも話さない日が多くてね",
        "妻に、今夜は外で会おうと伝えてください",
    ],
)
def test_small_talk_and_familiar_speech_are_no_nuisance(at, said: str) -> None:
    call, heard = at("kotori_shop", said)
    assert "お受けいたしかねます" not in heard[0] and call.state.value("kind") != "nuisance"
