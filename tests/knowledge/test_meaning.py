"""Nearness in meaning: other words for the same thing, at any size of a client's FAQ."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.meaning import ALL_COMPARED, Meaning, packaged_meanings, words_of
from knowledge.schema import FaqEntry
from knowledge.training.sheets import folds, sheets


def entry(key: str, question: str, *paraphrases: str, answer: str = "承っております。") -> FaqEntry:
    return FaqEntry(id=key, question=question, paraphrases=paraphrases, answer=answer)


ENTRIES = (
    entry("parking", "駐車場はありますか", answer="店の裏に3台分ございます。"),
    entry("price", "月額料金はいくらですか", answer="月に4,400円でございます。"),
    entry("pet", "ペットを連れて行ってもいいですか", answer="ご遠慮いただいております。"),
    entry("hours", "営業時間を教えてください", answer="9時から18時まででございます。"),
    entry("cancel", "キャンセル料はかかりますか", answer="前日から半額を頂戴しております。"),
)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning.build(ENTRIES)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("車で行くんですけど、停める所ってあるんですかね", "parking"),
        ("置いてもらうと、ひと月でどのくらい払えばいいの", "price"),
        ("うちの犬も一緒に入れるかしら", "pet"),
        ("夜は何時ごろまで開いてます", "hours"),
        ("もし行けなくなったら、お金を取られちゃうんでしょうか", "cancel"),
    ],
)
def test_other_words_for_the_same_thing_are_found(
    meaning: Meaning, asked: str, wanted: str
) -> None:
    assert ENTRIES[int(meaning.scores(asked).argmax())].id == wanted


def test_the_shares_of_the_entries_are_a_distribution_in_the_same_order(meaning: Meaning) -> None:
    scores = meaning.scores("車を停めたいんですが")
    shares = meaning.shares(scores)
    assert shares.sum() == pytest.approx(1.0, abs=1e-4)
    assert (np.argsort(shares) == np.argsort(scores)).all()


@pytest.mark.parametrize("said", ["", "、。", "ヌメヒョゲ"])
def test_words_that_mean_nothing_are_near_nothing(meaning: Meaning, said: str) -> None:
    scores = meaning.scores(said)
    assert np.isfinite(scores).all() and len(scores) == len(ENTRIES)


def test_a_client_without_entries_is_near_nothing() -> None:
    assert len(Meaning.build(()).scores("駐車場はありますか")) == 0


def test_an_entry_without_a_known_word_is_nearer_to_nothing_than_others() -> None:
    odd = Meaning.build((*ENTRIES, entry("odd", "ヌメヒョゲ", answer="ヌメ。")))
    scores = odd.scores("車で行くので停めたいんです")
    assert np.isfinite(scores).all() and int(scores.argmax()) == 0


def test_among_many_the_same_entry_is_nearest() -> None:
    others = tuple(
        entry(f"no{n}", f"第{n}倉庫の{n}番の棚の掃除は誰の当番ですか") for n in range(ALL_COMPARED)
    )
    many = Meaning.build((*others, *ENTRIES))
    best = int(many.scores("車で行くんですけど、停める所ってあるんですかね").argmax())
    assert best == len(others)


def test_what_is_kept_on_disk_gives_the_same_scores(meaning: Meaning) -> None:
    again = Meaning(dict(meaning.arrays))
    asked = "犬も入れますか"
    assert np.allclose(again.scores(asked), meaning.scores(asked), atol=1e-3)


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_has_finite_scores(text: str) -> None:
    assert np.isfinite(Meaning.build(ENTRIES[:2]).scores(text)).all()


def test_a_word_has_one_direction_of_length_one() -> None:
    known = packaged_meanings()
    numbers = np.array([known.numbers[word] for word in words_of("駐車場")], np.int64)
    assert np.linalg.norm(known.of(numbers), axis=1) == pytest.approx(1.0, abs=0.03)
    assert np.linalg.norm(known.sum_of(numbers)) == pytest.approx(1.0, abs=1e-3)


def test_every_sheet_is_left_out_once_and_answers_what_it_says() -> None:
    made = sheets()
    left_out = sorted(at for _, out in folds(len(made)) for at in out)
    assert left_out == list(range(len(made)))
    for sheet in made:
        assert len({entry.id for entry in sheet.entries}) == len(sheet.entries)
        assert len(sheet.asked) >= 5 * len(sheet.entries)
