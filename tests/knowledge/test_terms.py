"""Words that mean the same share a term, however they are written."""

from __future__ import annotations

import pytest

from knowledge.terms import analyse, shortened, sounds


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("引越し", "引っ越しました", "w"),
        ("申込み", "申し込みたい", "w"),
        ("取り消したら", "キャンセル", "o"),
        ("ｷｬﾝｾﾙ", "キャンセル", "w"),
        ("料金", "値段", "s"),
        ("払い戻し", "返金", "s"),
        ("亡くなりました", "死亡届", "o"),
        ("カードの暗証番号", "パスワード", "o"),
        ("誰も住んでいない", "空き家", "o"),
        ("部屋は返したい", "退去", "o"),
        ("七時ごろ", "何時ごろまで", "o"),
        ("紙のコップ", "カップ", "o"),
    ],
)
def test_they_share_a_term(one: str, other: str, kind: str) -> None:
    shared = set(analyse(one).terms) & set(analyse(other).terms)
    assert any(term[0] == kind for term in shared)


def test_what_cannot_be_paid_is_not_what_can() -> None:
    assert any(
        term in analyse("払えない").terms for term in analyse("滞納").terms if term[0] == "o"
    )
    both = set(analyse("カードで払える").terms) & set(analyse("滞納").terms)
    assert not [term for term in both if term[0] == "o"]


def test_courtesy_is_no_word() -> None:
    words = {t for t in analyse("方法を教えていただけますか").terms if t[0] == "w"}
    assert words == set()


def test_pairs_of_hiragana_say_nothing_and_names_do() -> None:
    assert {t for t in analyse("のですから").terms if t[0] == "c"} == set()
    assert "c囲碁" in analyse("囲碁サロン").terms


def test_the_reading_is_as_pronounced_and_signs_part_it() -> None:
    assert analyse("今日は、学校へ").reading == "キョーワ|ガッコーエ"
    assert sounds("キョー|ガ") == {"rキョー": 1}


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    text = shortened("始" + "中" * 5000 + "終")
    assert len(text) == 400 and text[0] == "始" and text[-1] == "終"
