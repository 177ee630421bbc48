"""An address that was told: its parts asked about, read back in every form, spelled on request."""

from __future__ import annotations

import pytest

from agent.tasks.address_questions import as_typed, asks_about_address, spelled_out
from speech.reading.spelled import letters_said

KURIMOTO = "架空精機の倉田です。栗本さんのメールアドレスを教えてください"
WORDS = {"smilecorp": "スマイルコープ"}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("kurimotoアット、smile-corp.comですね", "ハイフンは入りません"),
        ("ハイフンは入るんですか、入らないんですか", "ハイフンは入りません"),
        ("kurimoto、アットマーク、smilecorp、ドット、シーオージェーピーですね", "もう一度"),
        ("kurinoto@smilecorp.comですね", "5文字目は、メキシコのM"),
        ("ケー、ユー、アール、アイ、エヌ、オー、ティー、オーですか?", "5文字目は、メキシコのM"),
        ("エムですか、エヌですか", "5文字目は、メキシコのM"),
        ("一文字ずつお願いします", "ケー、ユー、アール、アイ、エム、オー、ティー、オー"),
        ("大文字ですか、小文字ですか", "すべて小文字"),
        ("kurimotoアット、smilecorpドットコムですね", "さようでございます"),
        ("ケー、ユー、アール、アイ、エム、オー、ティー、オーですね", "さようでございます"),
    ],
)
def test_each_part_is_answered_by_the_address(at, said: str, answer: str) -> None:
    _, turns = at("smile_corp", KURIMOTO, said)
    assert answer in turns[-1]
    assert ("さようでございます" in turns[-1]) == (answer == "さようでございます")


def test_a_hyphen_there_is_told_with_its_place(at) -> None:
    asked = "朝比奈さんのメールアドレスを教えてください"
    _, turns = at("kotori_shop", asked, "kotoriとshopの間はハイフンですか?")
    assert "はい、kotoriのあとに、ハイフンが入ります" in turns[-1]


def test_what_is_asked_after_it_was_given_is_answered_and_the_call_goes_on(at) -> None:
    call, turns = at("smile_corp", KURIMOTO, "はい、わかりました", "ハイフンは入るんですか?")
    assert "いいえ、ハイフンは入りません" in turns[-1] and not call.state.ended


def test_a_wrong_read_back_is_never_the_callers_own_address(at) -> None:
    call, _ = at("smile_corp", KURIMOTO, "はい、わかりました", "kurinoto@smilecorp.comですね")
    assert "kurinoto" not in (call.report().purpose or "")


def test_a_read_back_is_typed_as_it_was_said() -> None:
    address = "kurimoto@smilecorp.com"
    for said in (
        "kurimoto@smilecorp.com",
        "kurimotoアットマークスマイルコープドットコムです",
        "ケー、ユー、アール、アイ、エム、オー、ティー、オー、アット、smilecorp、ドット、com",
    ):
        assert as_typed(said, address, WORDS) == address, said
    assert as_typed("メールを送っておきます", address, WORDS) == ""


def test_every_letter_is_spelled() -> None:
    assert spelled_out("d.k@a-b.jp") == (
        "ディー、ドット、ケー、アットマーク、エー、ハイフン、ビー、ドットジェーピー"
    )
    assert not asks_about_address("メールは入ってますか", "d.k@a-b.jp")


@pytest.mark.parametrize(
    ("manual", "who", "said", "answer"),
    [
        ("smile_corp", "栗本", "kに、uに、rが2つでしたっけ?", "いえ、ローマのRは、3文字目だけ"),
        ("smile_corp", "栗本", "rは1個でええのん?", "はい、ローマのRは、3文字目だけ"),
        ("smile_corp", "栗本", "ケー、ユー、アール、アール、アイで合うてる?", "いえ、ローマのR"),
        ("smile_corp", "栗本", "オーは2つですね", "はい、Oは、6文字目と、8文字目"),
        ("smile_corp", "栗本", "kurimotto、tが二つですか", "いえ、東京のTは、7文字目だけ"),
        ("smile_corp", "栗本", "最後はティー、オー、ですね", "さようでございます"),
        ("smile_corp", "栗本", "ケー、ユー、エル、アイ、ですか", "3文字目は、ローマのR"),
        ("smile_corp", "栗本", "エヌは入りますか", "いいえ、Nは入りません"),
        ("midori_homes", "石橋", "エスエイチですか、エスアイですか", "エス、エイチでございます"),
        ("midori_homes", "石橋", "co.jpですか、comですか", "シー、オー、ドットジェーピー"),
        ("midori_homes", "石橋", "i、s、h、i、b、a、s、h、iであってますか", "さようでございます"),
        ("aoba_law", "三宅", "mは何個ですか", "メキシコのMは、1文字目だけ"),
        ("aoba_law", "三宅", "miya、そのあと何でしたっけ", "ケー、イー、アットマーク"),
        ("aoba_law", "三宅", "アットマークの後ろは何ですか", "エー、オー、ビー、エー、ハイフン"),
        ("aoba_law", "三宅", "エムとエヌ、どっちですか", "1文字目は、メキシコのM"),
    ],
)
def test_letters_are_compared_with_the_address(
    at, manual: str, who: str, said: str, answer: str
) -> None:
    asked = f"架空精機の倉田です。{who}さんのメールアドレスを教えてください"
    for before in ((), ("はい、わかりました",)):
        call, turns = at(manual, asked, *before, said)
        assert answer in turns[-1] and "確認" not in turns[-1], before
        assert said.strip("?") not in (call.report().purpose or "")


def test_thanks_are_no_read_back(at) -> None:
    _, turns = at("smile_corp", KURIMOTO, "ありがとう")
    assert "もう一度" not in turns[-1]


def test_letters_are_found_in_words_of_any_script() -> None:
    assert [(one.letters, one.count) for one in letters_said("kに、ユーに、ｒが2つ")] == [
        ("k", None),
        ("u", None),
        ("rr", 2),
    ]
    for words in ("アイスコーヒーとアイロン", "kurimoto@smilecorp.comですね", "TVが2つ"):
        assert all(one.count is None for one in letters_said(words)), words
    assert letters_said("アイスコーヒーをオーダー") == ()
