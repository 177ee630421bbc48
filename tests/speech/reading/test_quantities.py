import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.numbers import counted
from speech.reading.quantities import Quantity, quantity_in


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("三つお願いします", (Quantity(3, "つ"),)),
        ("りんごを五個と梨を二つ", (Quantity(5, "個"), Quantity(2, "つ"))),
        ("二名様で", (Quantity(2, "名"),)),
        ("ニメイデス", (Quantity(2, "名"),)),
        ("大人二人子供一人です", (Quantity(2, "人", "大人"), Quantity(1, "人", "子供"))),
        ("オトナフタリトコドモヒトリ", (Quantity(2, "人", "大人"), Quantity(1, "人", "子供"))),
        ("大人が3名、小学生が2名", (Quantity(3, "名", "大人"), Quantity(2, "名", "小学生"))),
        ("一ダース", (Quantity(1, "ダース"),)),
        ("半ダースと半分", (Quantity(0.5, "ダース"), Quantity(0.5, "分"))),
        ("千二百円", (Quantity(1200, "円"),)),
        ("1,200円になります", (Quantity(1200, "円"),)),
        ("サンゼンゴヒャクエン", (Quantity(3500, "円"),)),
        ("一万二千円", (Quantity(12000, "円"),)),
        ("305号室の者です", (Quantity(305, "号室"),)),
        ("三〇五号室", (Quantity(305, "号室"),)),
        ("二、三個", (Quantity(2, "個", most=3),)),
        ("2.5キロ", (Quantity(2.5, "キロ"),)),
        ("三割引き", (Quantity(30, "%"),)),
        ("イッポンとロッコ", (Quantity(1, "本"), Quantity(6, "個"))),
        ("一泊二名で", (Quantity(1, "泊"), Quantity(2, "名"))),
        ("田中と申します", ()),
        ("", ()),
    ],
)
def test_counted_things_are_found(said: str, found: tuple[Quantity, ...]) -> None:
    assert quantity_in(said) == found


@given(st.integers(1, 99), st.sampled_from(["名", "人", "個", "本", "円"]))
def test_every_number_with_its_counter_comes_back(count: int, counter: str) -> None:
    (found,) = quantity_in(counted(count, counter) + "、オネガイシマス")
    assert (found.count, found.counter) == (count, counter)


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert all(quantity.count >= 0 for quantity in quantity_in(text))
