import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.numbers import (
    counted,
    digit_runs,
    digits_spoken,
    normalized,
    number_spoken,
    number_value,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("サンゼンゴヒャク", 3500),
        ("三千五百", 3500),
        ("3千5百", 3500),
        ("1万2000", 12000),
        ("２，５００", 2500),
        ("ニジュウイチ", 21),
        ("じゅうに", 12),
        ("百", 100),
        ("イチニーサン", 123),
        ("〇", 0),
        ("クリモト", None),
        ("三時", None),
        ("", None),
    ],
)
def test_a_number_alone_has_its_value(text: str, value: int | None) -> None:
    assert number_value(text) == value


@given(st.integers(0, 10**8 - 1))
def test_a_spoken_numeral_is_heard_back(value: int) -> None:
    assert number_value(number_spoken(value)) == value


@given(st.text("0123456789", min_size=3, max_size=12))
def test_spoken_digits_are_heard_back(digits: str) -> None:
    runs = digit_runs(normalized(digits_spoken(digits)))
    assert "".join(run.digits for run in runs) == digits


def test_two_and_five_are_drawn_out() -> None:
    assert digits_spoken("0125") == "ゼロイチニーゴー"


@pytest.mark.parametrize(
    ("spoken", "digits"),
    [
        ("ぜろいちにいいちいち", "01211"),
        ("レイサンシーシチハチ", "03478"),
        ("ゼロサンノサンサンニニ", "03 3322"),
        ("〇三の１２３４", "03 1234"),
        ("ゼロハチゼロニゴゴサンク", "08025539"),
        ("クリモトサンデス", ""),
        ("デンワバンゴーワ", ""),
    ],
)
def test_digits_are_found_among_other_words(spoken: str, digits: str) -> None:
    assert " ".join(run.digits for run in digit_runs(normalized(spoken))) == digits


def test_common_words_alone_are_no_certain_digits() -> None:
    (run,) = digit_runs(normalized("クリモトサンニ"))
    assert not run.is_certain
    (run,) = digit_runs(normalized("ゼロサン"))
    assert run.is_certain


@pytest.mark.parametrize(
    ("value", "counter", "spoken"),
    [
        (3, "分", "サンプン"),
        (30, "分", "サンジュップン"),
        (15, "分", "ジューゴフン"),
        (4, "時", "ヨジ"),
        (19, "時", "ジュークジ"),
        (1, "日", "ツイタチ"),
        (24, "日", "ニジューヨッカ"),
        (22, "日", "ニジューニニチ"),
        (1, "人", "ヒトリ"),
        (14, "人", "ジューヨニン"),
        (7, "月", "シチガツ"),
        (100, "本", "ヒャクホン"),
        (3, "件", "サンケン"),
        (2, "台", "ニ台"),
    ],
)
def test_counters_change_the_sound(value: int, counter: str, spoken: str) -> None:
    assert counted(value, counter) == spoken


def test_no_spoken_form_for_what_nobody_says() -> None:
    with pytest.raises(ValueError, match="spoken"):
        number_spoken(-1)
