"""Trouble told to an office that gives advice is talked over there, and is no complaint of it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "said",
    [
        "夫が家を出て行ってしまって、どうしたらいいかわからなくて",
        "訴状が届いたんですけど",
        "会社をクビになったんですけど、納得いかなくて",
        "友達にお金貸したんですけど返してくれなくて",
        "父が亡くなって相続の手続きをしたいんですが",
        "遺産のことで兄ともめてまして",
    ],
)
def test_a_matter_told_is_taken_for_a_consultation(at, said: str) -> None:
    call, answers = at("aoba_law", said)
    assert call.report().kind == "reservation_new"
    assert "ご相談のご予約" in answers[0] and "申し訳" not in answers[0]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("今、夫に殴られて逃げてきたんです", "emergency"),
        ("息子が万引きで捕まったんです", "emergency"),
        ("先月お願いした件、全然連絡がないんですけど", "complaint"),
        ("昨日相談に伺った者なんですが、傘を忘れたみたいで", "inquiry"),
    ],
)
def test_danger_and_what_concerns_the_office_stay_what_they_are(at, said: str, kind: str) -> None:
    call, _ = at("aoba_law", said)
    assert call.report().kind == kind


@pytest.mark.parametrize(
    "said",
    [
        "歯が痛いんですけど",
        "昨日から歯ぐきが腫れてて",
        "詰め物が取れちゃって",
        "親知らずが痛くて眠れないんです",
        "先週抜いたところがまだ痛むんですけど",
    ],
)
def test_pain_told_to_a_surgery_is_a_visit_wished_for(at, said: str) -> None:
    call, answers = at("kaede_dental", said)
    assert call.report().kind == "reservation_new"
    assert answers[0].startswith("それは") and "申し訳" not in answers[0]


def test_work_done_badly_is_still_complained_of(at) -> None:
    call, _ = at("kaede_dental", "かぶせてもらった歯がまた取れたんだけど。どういう仕事してんの。")
    assert call.report().kind == "complaint"


def test_elsewhere_what_has_gone_wrong_is_complained_of(at) -> None:
    call, _ = at("kotori_shop", "届いたお皿が割れてたんですけど")
    assert call.report().kind == "complaint"
