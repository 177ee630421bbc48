import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.asr.number_grammar import best_number
from speech.asr.phones import PHONE_IDS, PHONES, kana_from_phones, phones_from_kana
from speech.reading.phone_numbers import digits_in

DIGITS = ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー")


def frames_of(kana: str, doubts: dict[str, str] | None = None) -> np.ndarray:
    """One frame a phone with a blank between; phones in `doubts` are heard as another, nearly."""
    phones = [PHONE_IDS[p] for p in phones_from_kana(kana)]
    frames = np.full((2 * len(phones) + 2, len(PHONES)), 1e-4)
    frames[::2, 0] = 0.95
    for at, phone in enumerate(phones):
        frames[2 * at + 1, phone] = 0.95
        for said, heard in (doubts or {}).items():
            if PHONES[phone] == said:
                frames[2 * at + 1, [phone, PHONE_IDS[heard]]] = 0.35, 0.6
    return np.log(frames / frames.sum(axis=1, keepdims=True))


def heard_in(frames: np.ndarray) -> str:
    number = best_number(frames)
    assert number is not None
    return digits_in(kana_from_phones([PHONES[p] for p in number.phones]))


def spoken(digits: str, *groups: int) -> str:
    parts, at = [], 0
    for size in groups:
        parts.append("".join(DIGITS[int(d)] for d in digits[at : at + size]))
        at += size
    return "ノ".join(parts)


@settings(max_examples=15, deadline=None)
@given(st.text("0123456789", min_size=8, max_size=8), st.sampled_from(("090", "050", "070")))
def test_a_mobile_number_said_plainly_is_found_between_other_words(tail: str, head: str) -> None:
    said = spoken(head + tail, 3, 4, 4)
    assert heard_in(frames_of("ケータイワ" + said + "デス")) == head + tail


@settings(max_examples=15, deadline=None)
@given(st.text("0123456789", min_size=8, max_size=8))
def test_a_number_of_an_office_has_ten_digits(tail: str) -> None:
    assert (
        heard_in(frames_of("エート" + spoken("03" + tail, 2, 4, 4) + "ニナリマス")) == "03" + tail
    )


def test_a_separator_heard_as_a_digit_is_a_separator_where_the_plan_has_no_place_for_one() -> None:
    frames = frames_of("ゼロキューゼロノゼロハチゼロキューノイチハチキューイチデス", {"n": "g"})
    assert heard_in(frames) == "09008091891"


def test_a_number_begins_with_a_zero_even_where_a_five_was_heard() -> None:
    frames = frames_of("ゴーシチゼロノゼロイチサンイチノニーロクサンナナ", {"g": "r"})
    assert heard_in(frames).startswith("0")


def test_eleven_digits_of_nobodys_number_are_kept() -> None:
    assert heard_in(frames_of(spoken("01234567890", 3, 4, 4))) == "01234567890"


def test_the_last_digit_is_not_left_to_what_follows() -> None:
    assert heard_in(frames_of(spoken("09012345678", 3, 4, 4) + "デス")) == "09012345678"


def test_what_is_no_number_lies_far_behind() -> None:
    number = best_number(frames_of("ライシューノスイヨービニオウカガイシタイノデスガ"))
    assert number is None or number.behind > 40


def test_too_little_sound_is_no_number() -> None:
    assert best_number(frames_of("ハイ")) is None
