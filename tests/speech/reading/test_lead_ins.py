"""The little words before what is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.lead_ins import without_lead_in


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("はい、えーと、3時です", "3時です"),
        ("あのう橋本です", "橋本です"),
        ("いえいえ、じゃあ、明日で", "明日で"),
        ("うーん、それでは、お願いします", "お願いします"),
        ("あの件です", "あの件です"),
        ("はいばらです", "はいばらです"),
        ("いやなんです", "いやなんです"),
        ("まあまあです", "まあまあです"),
        ("はい", "はい"),
    ],
)
def test_a_lead_in_goes_and_what_only_begins_like_one_stays(said: str, told: str) -> None:
    assert without_lead_in(said) == told


@given(
    st.lists(st.sampled_from(["はい、", "えっと", "あのー、", "じゃあ、", "いえ。"]), max_size=6),
    st.sampled_from(["3時です", "栗本さん", "その件", "キャンセルで"]),
)
def test_however_many_lead_in_all_of_what_is_told_is_left(before: list[str], told: str) -> None:
    assert without_lead_in("".join(before) + told) == told
