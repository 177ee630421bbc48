"""Written answers are found by how people ask, and nothing is answered that is not written."""

from __future__ import annotations

import pytest

from knowledge.answering import Answering, Ranked, fitted
from knowledge.asking import question, unserved
from knowledge.faq import Faq
from knowledge.manual import find_manual, load_manual
from knowledge.search import FaqSearch

_UNSURE = (
    "取り寄せたペン、使っていないんで引き取ってくれませんか",
    "うちは大阪なんですが、持ってきてくださるんでしょうか",
    "お金の目安がわかる紙を作っていただきたくて",
)


@pytest.fixture(scope="module")
def faq() -> Faq:
    return Faq(load_manual(find_manual("smile_corp")).faq)


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("そちらって土曜日もやってますか", "hours"),
        ("車で伺いたいんですが駐車場はありますか", "parking"),
        ("会社の住所を教えていただけますか", "address"),
        ("一番近い駅からはどう行けばいいですか", "access"),
        ("ファックスの番号を教えてください", "fax"),
        ("請求書はどちらに送ればよろしいですか", "invoice"),
        ("カタログがほしいんですけど", "catalog"),
    ],
)
def test_the_entry_is_found(faq: Faq, asked: str, entry: str) -> None:
    hit = faq.answer(asked)
    assert hit is not None and hit.entry.id == entry


@pytest.mark.parametrize(
    "asked",
    [
        "栗本さんいらっしゃいますか",
        "社長は何歳ですか",
        "給料日はいつですか",
        "値引きしてもらえますか",
        "お世話になっております",
        "",
        "？",
    ],
)
def test_what_is_not_written_is_not_answered(faq: Faq, asked: str) -> None:
    assert faq.answer(asked) is None


@pytest.mark.parametrize(
    "asked",
    ["カフェインレスの豆は扱ってますか", "コーヒーマシンのサイズを教えていただけますか"],
)
def test_a_word_that_no_entry_knows_is_not_answered_by_the_rest(faq: Faq, asked: str) -> None:
    assert faq.answer(asked) is None


def test_what_is_likely_is_asked_back_and_not_said(faq: Faq) -> None:
    for asked in (
        "取り寄せたペンを引き取ってくれませんか",
        "駐車場はありますか",
        "社長は何歳ですか",
    ):
        said, likely = faq.answer(asked), faq.likely(asked)
        assert said is None or likely is None
    unsure = [asked for asked in _UNSURE if faq.answer(asked) is None]
    assert any(faq.likely(asked) is not None for asked in unsure)


def test_surenesses_are_probabilities_of_one_choice(faq: Faq) -> None:
    ranked = [Ranked(at, entry, 10.0) for at, entry in enumerate(faq.entries[:4])]
    judge = Answering(FaqSearch.build(faq.entries))
    sure = fitted().surenesses(judge.agreements("送料はいくらですか", "", ranked))
    assert ((sure >= 0) & (sure <= 1)).all() and sure.sum() <= 1


def test_an_entry_that_asks_for_a_value_is_served_by_an_answer_that_holds_it() -> None:
    asked = question("コーヒーマシンのサイズは何センチですか").kinds
    assert unserved(asked, frozenset(), "月に4,400円でございます。") == 0
    assert unserved(asked, frozenset(), "無料でございます。") == 1


def test_a_misspelled_question_is_found_by_its_sounds(faq: Faq) -> None:
    hit = faq.likely(
        "車で行きたいんですけど中射場はありますか",
        "クルマデイキタインデスケドチューサジョーワアリマスカ",
    )
    assert hit is not None and hit.entry.id == "parking"


def test_a_client_without_a_faq_answers_nothing() -> None:
    assert Faq(()).answer("営業時間は") is None


@pytest.mark.parametrize("client", ["aoba_law", "kotori_shop", "midori_homes", "smile_corp"])
def test_the_client_s_own_question_is_always_answered(client: str) -> None:
    manual = load_manual(find_manual(client))
    faq = Faq(manual.faq)
    for entry in manual.faq:
        hit = faq.answer(f"すみません、ちょっとお聞きしたいんですけど、{entry.question}。")
        assert hit is not None and hit.entry == entry, entry.question
