"""Katakana and phones stand for the same sounds, both ways."""

from __future__ import annotations

import pytest

from speech.asr.phones import (
    PHONE_IDS,
    PHONES,
    as_pronounced,
    kana_from_phones,
    phones_from_kana,
    phones_from_open_jtalk,
)


def test_blank_is_index_zero_and_every_phone_is_there_once() -> None:
    assert PHONES[0] == "<b>"
    assert len(set(PHONES)) == len(PHONES) == len(PHONE_IDS)


@pytest.mark.parametrize(
    "kana",
    ["キョー", "ワ", "トーキョートッキョキョカキョク", "ティーシャツ", "ヴァイオリン",
     "ジェーアール", "ゼロイチニーサン", "アットマーク", "シュッチョー", "フュージョン",
     "クォーター", "ホーオー"],
)  # fmt: skip
def test_pronounced_kana_survives_the_round_trip(kana: str) -> None:
    assert kana_from_phones(phones_from_kana(kana)) == kana


@pytest.mark.parametrize(
    ("written", "pronounced"),
    [("オオサカ", "オーサカ"), ("サトオヤ", "サトーヤ"), ("ツヅク", "ツズク"), ("えがわ", "エガワ"),
     ("ハイ、ソウデス。", "ハイソウデス"), ("アーー", "アー"), ("ンー", "ン")],
)  # fmt: skip
def test_spellings_of_one_sound_become_one(written: str, pronounced: str) -> None:
    assert as_pronounced(written) == pronounced


def test_a_character_that_is_no_kana_is_refused() -> None:
    with pytest.raises(ValueError, match="no kana"):
        phones_from_kana("栗本")


def test_open_jtalk_names_fold_devoicing_and_long_vowels() -> None:
    names = ["sil", "d", "e", "s", "U", "pau", "o", "o", "o", "k", "I", "sil"]
    assert phones_from_open_jtalk(names) == ["d", "e", "s", "u", "o", ":", "o", "k", "i"]


def test_any_phone_sequence_gives_kana() -> None:
    assert kana_from_phones(["k", "s", "a"]) == "クサ"
    assert kana_from_phones(["sh", "t", "a"]) == "シタ"
    assert kana_from_phones([":", "a", "k"]) == "ア"
    assert kana_from_phones(["a", "a"]) == "アー"
    for consonant in PHONES[1:]:
        for vowel in PHONES[1:]:
            as_pronounced(kana_from_phones([consonant, vowel, "N"]))
