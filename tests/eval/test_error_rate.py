import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.error_rate import Edits, edit_distance, error_rate, kana_edits, text_edits

KANA = st.text("アイウカキクー", min_size=1, max_size=12)


@given(st.lists(st.tuples(KANA, KANA), min_size=1, max_size=8))
def test_the_rate_is_jiwers_over_the_same_list(pairs):
    edits = [Edits(edit_distance(wanted, got), len(wanted)) for wanted, got in pairs]
    wanted, got = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    assert error_rate(edits).rate == pytest.approx(jiwer.cer(wanted, got))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("オオサカ", "オーサカ"),
        ("ヲ", "オ"),
        ("キヅク", "キズク"),
        ("ハイ、ソーデス", "ハイソーデス"),
    ],
)
def test_spellings_of_one_sound_are_no_error(one, other):
    assert kana_edits(one, other).edits == 0


def test_a_kana_wrong_missing_or_too_many_is_one_edit_each():
    assert kana_edits("エガワ", "エダワ") == Edits(1, 3)
    assert kana_edits("エガワ", "エワ") == Edits(1, 3)
    assert kana_edits("エガワ", "エガワワ") == Edits(1, 3)
    assert kana_edits("エガワ", "") == Edits(3, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二時半です。", "2時半です"),
        ("三月十四日", "3月14日"),
        ("二百五十円", "250円"),
        ("内線の二四六です", "内線の246です"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_writings_of_one_text_are_no_error(one, other):
    assert text_edits(one, other).edits == 0


def test_a_mark_in_an_address_counts():
    assert text_edits("info@shion-pr.comです。", "info@shionpr.comです").edits == 1


def test_the_interval_holds_the_rate_and_narrows_with_more_utterances():
    few, many = (error_rate([Edits(1, 10), Edits(0, 10)] * n) for n in (5, 500))
    for one in (few, many):
        assert one.low <= one.rate <= one.high
        assert one.rate == 0.05
    assert many.high - many.low < few.high - few.low
    assert error_rate([Edits(1, 5)] * 4) == error_rate([Edits(1, 5)] * 4)


def test_no_utterance_has_no_rate():
    with pytest.raises(ValueError, match="utterances"):
        error_rate([])
