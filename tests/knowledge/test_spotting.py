"""The client's words are heard through mishearing, and not where others were said."""

from __future__ import annotations

import pytest

from knowledge.spotting import WordSpotter
from knowledge.terms import analyse

ENTRIES = ("駐車場はありますか", "住民票の写しがほしい", "相談したいのですが", "注射を打つ")


@pytest.fixture(scope="module")
def spotter() -> WordSpotter:
    return WordSpotter.learn([analyse(text) for text in ENTRIES], [])


@pytest.mark.parametrize(
    ("heard", "term"),
    [
        ("チューシャジョーワドコデスカ", "w駐車場"),
        ("チューサジョーワドコデスカ", "w駐車場"),
        ("ジュミンヒョーオクダサイ", "w住民票"),
        ("ジューミンビョーガホシー", "w住民票"),
    ],
)
def test_a_word_is_heard(spotter: WordSpotter, heard: str, term: str) -> None:
    assert spotter.find(heard)[term] > 0.5


def test_the_clearer_the_surer(spotter: WordSpotter) -> None:
    clear = spotter.find("ジューミンヒョー")["w住民票"]
    blurred = spotter.find("ジューニンヒョー")["w住民票"]
    assert 0.5 < blurred < clear <= 1


def test_a_word_inside_a_longer_one_is_not_heard(spotter: WordSpotter) -> None:
    assert spotter.find("チューシャオシタイ")["w注射"] > 0.5
    assert spotter.find("チューシャジョーニイキタイ").get("w注射", 0.0) < 0.5


@pytest.mark.parametrize("heard", ["", "ン", "abc", "ー" * 500, "トッキョキョカキョク" * 100])
def test_other_sounds_are_borne(spotter: WordSpotter, heard: str) -> None:
    assert all(0 < p <= 1 for p in spotter.find(heard).values())


def test_a_client_without_text_has_only_callers_words() -> None:
    assert WordSpotter.learn([], []).find("チューシャジョー")
