"""How a question ends, with and without か, and what only sounds like one."""

from __future__ import annotations

import pytest

from agent.asking import asks, asks_softly, wants_assent


@pytest.mark.parametrize(
    "said",
    [
        "内見ってお金かかります",
        "いくらかかります。",
        "駐車場ってあります",
        "何時まで開いてます",
        "そちらってどのへんです",
        "リボンなんかかけてもらえたりします",
        "どうしたらいいです",
        "入会金はいくらかしら",
        "いいの",
        "予約って取れるんでしたっけ",
        "代車は？",
    ],
)
def test_a_question_is_known_by_its_end(said: str) -> None:
    assert asks(said)


@pytest.mark.parametrize(
    "said",
    [
        "いつもお世話になってます",
        "何でもいいです",
        "何時でもいいです",
        "予約してあります",
        "主人がそう言ってます",
        "電話があったって聞きました",
        "どうもありがとうございます",
        "今待ってます",
        "6時以降なら出られます",
        "がたがたして痛むの。",
        "来週の火曜の",
    ],
)
def test_what_is_told_is_no_question(said: str) -> None:
    assert not asks(said)


def test_assent_is_wanted_of_what_one_believes() -> None:
    assert wants_assent("ちなみにそこって駐車場ありましたよね")
    assert wants_assent("お金はかからないんですよね。")
    assert not wants_assent("そうですね")


def test_a_service_may_be_asked_for_without_a_question() -> None:
    assert asks_softly("包んでもらえます") and not asks_softly("3時ならできます")
