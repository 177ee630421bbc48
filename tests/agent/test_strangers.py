"""Calls as strangers play them, in their own words and dialects."""

from __future__ import annotations

from agent.danger import is_said, says_danger


def test_the_end_of_another_word_is_no_burn_and_no_injury(at) -> None:
    call, said = at(
        "kotori_shop",
        "小鳥遊社長はおられますか",
        "難波の中西やけど、焼き物の仕入れの話で電話くれ、言うといて",
    )
    assert "冷やし" not in said[1] and call.report().kind != "emergency"
    assert not says_danger("社長だけが頼りなんです")


def test_a_burn_is_a_burn_beside_any_word() -> None:
    for text in ("お湯でやけどした", "手をやけどしてもうた", "大やけどです", "顔のやけどが"):
        assert is_said("やけど", text, "") and says_danger(text)


KURIMOTO = "ケー、ユー、アール、アイ、エム、オー、ティー、オー"


def test_the_local_part_alone_is_a_read_back_whatever_stands_beside_it(at) -> None:
    for around in (
        f"すみません、もう一度。{KURIMOTO}ですね",
        f"あの、私、ケーと申しました。{KURIMOTO}",
    ):
        call, said = at("smile_corp", "三浦です。栗本さんのメールアドレスを教えてください", around)
        assert "さようでございます" in said[1] and "文字目" not in said[1]
        assert call.report().caller_name == "三浦"


def test_an_address_read_back_in_dialect_is_confirmed_and_the_caller_may_end(at) -> None:
    read_back = (
        "ディー、ハイフン、エム、ユー、アール、エー、アイ、アットマーク、"
        "ことりハイフンショップ、ドット、イグザンプル、ドットコムやね"
    )
    asked = "村井大介さんのメールアドレス教えて"
    call, said = at("kotori_shop", asked, read_back, "それで合うとるやろ？ほなおおきに")
    assert "さようでございます" in said[1] and "失礼いたします" in said[2] and call.state.ended


def test_whether_the_address_is_right_is_answered_by_the_address(at) -> None:
    asked = "栗本さんのメールアドレスを教えてください"
    _, said = at("smile_corp", asked, KURIMOTO, "先ほどので合っていますか？ケーから始まるので")
    assert "kurimoto@smilecorp.com" in said[2]


def test_who_has_the_address_and_writes_herself_is_let_go(at) -> None:
    asked = ("経理の佐藤さんお願いします", "メールアドレスを教えて")
    leaves = "会社名？架空オフィスの坂。席外してるならいいや、メールしとくから"
    call, said = at("smile_corp", *asked, leaves)
    assert call.state.ended and "折り返し" not in said[2]
    assert call.report().caller_company == "架空オフィス"
    call, said = at("smile_corp", *asked, "だからもう分かったって。切るよ")
    assert call.state.ended
