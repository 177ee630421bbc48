"""Written answers are found by how people ask, and nothing is answered that is not written."""

from __future__ import annotations

import pytest

from knowledge.faq import Faq
from knowledge.manual import find_manual, load_manual


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


def test_a_misspelled_question_is_found_by_its_sounds(faq: Faq) -> None:
    hit = faq.answer(
        "車で行きたいんですけど中射場はありますか",
        "クルマデイキタインデスケドチューサジョーワアリマスカ",
    )
    assert hit is not None and hit.entry.id == "parking"


def test_a_client_without_a_faq_answers_nothing() -> None:
    assert Faq(()).answer("営業時間は") is None
