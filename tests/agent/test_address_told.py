"""An address that was told: its parts asked about, read back in every form, spelled on request."""

from __future__ import annotations

import pytest

from agent.tasks.address_questions import as_typed, asks_about_address, spelled_out

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
    assert not asks_about_address("メールは入ってますか")
