from __future__ import annotations

import pytest

from agent.danger import is_danger, is_threat
from knowledge.reader import read

WORDS = ("漏水", "水漏れ", "鍵をなくし", "停電")


@pytest.mark.parametrize(
    "said",
    [
        "帰ってきたら、天井から水漏れしてるんです",
        "今朝7時に漏水が始まって、まだ続いてます",
        "10分前に水漏れに気づきました",
        "玄関の前に出たら鍵をなくしたのに気づいて、入れないんです",
        "工事をしていたら漏水しました",
        "もう30分も停電してるんですけど",
        "夫に殴られてて、逃げたいんです",
    ],
)
def test_danger_that_goes_on_is_an_emergency_whenever_it_began(said: str) -> None:
    assert is_danger(said, WORDS)


@pytest.mark.parametrize(
    "said",
    [
        "停電したときはどこに電話すればいいですか",
        "漏水があった場合は、どうすればいいでしょうか",
        "先月の水漏れの修理の件で",
        "水漏れの点検の日を変えたいんですが",
        "水漏れはもう止まってますので",
        "漏水の修理の費用はいくらですか",
    ],
)
def test_danger_that_is_over_or_only_asked_about_is_none(said: str) -> None:
    assert not is_danger(said, WORDS)


def test_a_threat_is_danger_in_any_tense() -> None:
    assert is_threat("今から行って殺すぞ")
    assert is_danger("爆弾を仕掛けた", ())


@pytest.mark.parametrize(
    "text, reading",
    [
        (
            "息子が公園で転んで前歯が向け起きちゃったんです氏も一体出てて",
            "ムスコガコーエンデコロンデマエバガムケオキチャッタンデスシモイッタイデテテ",
        ),
        ("前条から水が落ちてきて", "ゼンジョーカラミズガオチテキテ"),
        ("子どもが部立てしてて急急者を", "コドモガブッタリシテテキューキューシャオ"),
    ],
)
def test_danger_is_known_by_its_sounds_where_no_word_of_it_was_written(
    text: str, reading: str
) -> None:
    assert is_danger(text, WORDS, reading)
    assert not is_danger(text, WORDS, "")


@pytest.mark.parametrize(
    "said",
    [
        "公園で転んだので、明日の予約を変えてください",
        "歯磨きをすると血が出るので、診てもらえますか",
        "入れ歯の調整をお願いしたいんですが",
        "コーヒーの機械が動かなくなったんですが、見に来てもらえますか",
        "家内を捜してやってくれませんか",
    ],
)
def test_one_sign_of_danger_alone_is_none(said: str) -> None:
    assert not is_danger(said, WORDS, read(said))


def test_a_question_what_to_do_makes_danger_no_less() -> None:
    assert is_danger("ガスの臭いがするんですが、どうしたらいいですか", ("ガスの臭い",))
    assert not is_danger("ガスの臭いがしたら、どこに電話すればいいですか", ("ガスの臭い",))


def test_a_threat_is_known_by_its_sounds() -> None:
    assert is_threat(
        "今から行って見せ2日をつけてやるからな", "イマカライッテミセニヒオツケテヤルカラナ"
    )
    assert is_threat("名前なんかいうか隠しとけよ", "ナマエナンカイウカカクゴシトケヨ")
    assert not is_threat("息子を迎えに行って探してやる", "ムスコオムカエニイッテサガシテヤル")


def test_what_to_do_may_be_asked_of_danger_that_is_told(at) -> None:
    call, said = at("midori_homes", "部屋に帰ったらなんかガス臭いんですけど、どうしたらいいですか")
    assert "窓を開け" in said[0] and call.report().urgency == "emergency"


def test_what_would_be_frightening_has_not_happened(at) -> None:
    call, _ = at("midori_homes", "停電になったら怖いんですけど、備えは何が要りますか")
    assert call.report().urgency != "emergency"


def test_a_son_who_is_in_somebodys_care_is_in_no_danger(at) -> None:
    _, said = at("kaede_dental", "千葉さんいらっしゃいます？息子がお世話になってます")
    assert "起きていること" not in said[0]
