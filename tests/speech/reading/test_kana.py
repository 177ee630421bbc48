import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.kana import (
    SoundIndex,
    hiragana,
    is_kana,
    katakana,
    mora_count,
    mora_distance,
    morae,
    pronounced,
    similarity,
)

KANA = st.text(st.sampled_from("アイウエオカキクサシタツナハマヤラワガダバンッー"), max_size=10)
SURNAMES = ("クリモト", "クラモト", "サトウ", "カトウ", "タナカ", "イノウエ", "エガワ", "ササキ")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("こうの", "コーノ"),
        ("オオサカ", "オーサカ"),
        ("オオウチ", "オーウチ"),
        ("オオオカ", "オーオカ"),
        ("オーサカ", "オーサカ"),
        ("イノウエ", "イノウエ"),
        ("ケイコ", "ケーコ"),
        ("コウエン", "コーエン"),
        ("つづき", "ツズキ"),
        ("こんにちは", "コンニチワ"),
        ("ｸﾘﾓﾄ", "クリモト"),
        ("トウキョウ", "トーキョー"),
        ("クリモト さん", "クリモトサン"),
    ],
)
def test_spelling_becomes_the_sound(written: str, spoken: str) -> None:
    assert pronounced(written) == spoken


def test_hiragana_and_katakana_are_each_others_inverse() -> None:
    assert katakana("くりもとさん") == "クリモトサン"
    assert hiragana("キョーワ") == "きょーわ"


def test_kana_is_told_from_kanji_and_latin() -> None:
    assert is_kana("クリモト さん")
    assert not is_kana("栗本")
    assert not is_kana("")


def test_morae_keep_small_kana_with_their_mora() -> None:
    assert morae("キョーワッタン") == ("キョ", "ー", "ワ", "ッ", "タ", "ン")
    assert mora_count("シャチョウ") == 3


@given(KANA)
def test_pronouncing_twice_changes_nothing(kana: str) -> None:
    assert pronounced(pronounced(kana)) == pronounced(kana)


@given(KANA, KANA)
def test_distance_is_symmetric_and_zero_only_for_the_same_sound(a: str, b: str) -> None:
    assert mora_distance(a, b) == pytest.approx(mora_distance(b, a))
    assert (mora_distance(a, b) == 0.0) == (pronounced(a) == pronounced(b))


@given(KANA)
def test_similarity_stays_between_nought_and_one(kana: str) -> None:
    assert 0.0 <= similarity(kana, "クリモト") <= 1.0


@pytest.mark.parametrize(
    ("heard", "near", "far"),
    [
        ("クリモト", "グリモト", "クラモト"),
        ("クリモト", "クラモト", "ササモト"),
        ("サトー", "サト", "サトル"),
        ("ササキ", "サザキ", "スズキ"),
        ("ハシモト", "ハシモド", "ヤマモト"),
        ("ヨーコ", "ヨコ", "キョーコ"),
    ],
)
def test_near_sounds_cost_less(heard: str, near: str, far: str) -> None:
    assert mora_distance(heard, near) < mora_distance(heard, far)


def test_index_finds_the_name_within_a_sentence() -> None:
    index = SoundIndex(SURNAMES)
    match = index.search("エイギョウノ クリモトサン オネガイシマス", within=True)[0]
    assert SURNAMES[match.index] == "クリモト"
    assert match.similarity == pytest.approx(1.0)


@given(KANA)
def test_index_agrees_with_the_plain_distance(heard: str) -> None:
    scores = SoundIndex(SURNAMES).similarities(heard)
    expected = [similarity(heard, name) for name in SURNAMES]
    assert list(scores) == pytest.approx(expected, abs=1e-4)


def test_an_empty_index_finds_nothing() -> None:
    assert SoundIndex(()).search("クリモト") == ()
    assert SoundIndex(("", "クリモト")).search("") == ()


@given(st.lists(KANA, max_size=6), KANA)
def test_distances_of_an_index_agree_with_the_plain_distance_at_every_mora(
    names: list[str], heard: str
) -> None:
    said = morae(pronounced(heard))
    rows = SoundIndex(names).distances(said, within=False)
    assert rows.shape == (len(said) + 1, len(names))
    for column, name in enumerate(names):
        if morae(pronounced(name)):
            assert rows[-1, column] == pytest.approx(mora_distance(name, heard), abs=1e-4)


def test_distances_tell_where_a_name_ends() -> None:
    said = morae("ノクリモトサンワ")
    costs = SoundIndex(("クリモト",)).distances(said, within=True)[:, 0]
    assert costs.argmin() == 5
    assert costs.min() == 0.0
