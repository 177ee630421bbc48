import re

from eval.bench.error_rate import kana_edits
from eval.bench.material import numbers, sentences
from eval.voices import reading_of
from speech.reading.phone_numbers import digits_in


def test_clauses_of_a_sentence_joined_sound_like_the_sentence():
    for item in sentences():
        joined = "".join(reading_of(stretch.spoken) for stretch in item.stretches)
        assert kana_edits(item.reading, joined).edits == 0
        assert len(item.stretches) <= 2


def test_numbers_are_fictitious_mobile_numbers_and_the_same_for_a_seed():
    drawn = numbers(120, seed=3)
    assert drawn == numbers(120, seed=3)
    assert drawn != numbers(120, seed=4)
    for item in drawn:
        assert re.fullmatch(r"0[789]0-0\d{3}-\d{4}", item.text)


def test_a_number_heard_without_error_is_understood_exactly():
    for item in numbers(120):
        assert digits_in(item.reading) == item.text.replace("-", "")
