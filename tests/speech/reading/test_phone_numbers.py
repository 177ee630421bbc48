import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.phone_numbers import (
    PhoneNumber,
    candidates,
    corrected,
    digits_in,
    phone_number_in,
)

TEN = st.from_regex(r"0[134]0012[0-9]{4}", fullmatch=True)
ELEVEN = st.from_regex(r"0[5-9]0[0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    "said",
    [
        "ゼロイチニーノサンヨンゴーロクノナナハチキューゼロ",
        "デンワバンゴーワゼロイチニーノサンヨンゴーロクノナナハチキューゼロデスオネガイシマス",
        "レイイチニノサンシゴロクノシチハチクレイ",
        "012の3456の7890",
        "０１２ー３４５６ー７８９０です。",
        "〇一二、三四五六、七八九〇",
        "番号は0-1-2-3-4-5-6-7-8-9-0です",
        "ゼロイチニー、はい、サンヨンゴーロク、えーと、ナナハチキューゼロ",
        "25日までに、012の3456の7890にお願いします",
        "012の3456の7890です、012の3456の7890",
    ],
)
def test_one_number_in_many_manners(said: str) -> None:
    number = phone_number_in(said)
    assert number.digits == "01234567890"
    assert number.is_complete
    assert number.grouped == "012-3456-7890"


@given(st.one_of(TEN, ELEVEN))
def test_what_the_agent_reads_back_is_heard_as_the_same_number(digits: str) -> None:
    number = PhoneNumber(digits)
    heard = phone_number_in(number.spoken)
    assert heard.digits == digits
    assert heard.grouped == number.grouped
    assert heard.is_complete


@given(st.one_of(TEN, ELEVEN), st.integers(1, 9))
def test_no_beginning_of_a_mobile_number_is_whole(digits: str, length: int) -> None:
    assert not PhoneNumber(digits[:length]).is_complete


@pytest.mark.parametrize(
    ("digits", "is_complete", "grouped"),
    [
        ("0300123456", True, "03-0012-3456"),
        ("09000123456", True, "090-0012-3456"),
        ("0900012345", False, "090-0012-345"),
        ("0120001234", True, "0120-001-234"),
        ("08000012345", True, "0800-001-2345"),
        ("0800001234", False, "0800-001-234"),
        ("0110012345", True, "011-001-2345"),
        ("0133001234", True, "0133-00-1234"),
        ("01234567890", True, "012-3456-7890"),
        ("34567890", False, "3456-7890"),
        ("7890", False, "7890"),
        ("", False, ""),
    ],
)
def test_length_and_groups_follow_the_numbering_plan(
    digits: str, is_complete: bool, grouped: str
) -> None:
    number = PhoneNumber(digits)
    assert (number.is_complete, number.grouped) == (is_complete, grouped)


def test_a_short_last_group_is_not_yet_whole() -> None:
    assert not phone_number_in("ゼロイチニーノサンヨンゴーロクノナナハチキュー").is_complete
    assert not phone_number_in("0350012の885です").is_complete
    assert PhoneNumber("0300123456").is_complete


def test_of_too_many_digits_no_number_is_cut_that_nobody_said() -> None:
    number = phone_number_in("090の0012の341755です")
    assert not number.is_complete
    assert number.digits == "0900012341755"


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("ゼロイチニー、エート、サンヨン", "01234"),
        ("ゼロ、ハチ、ゼロ", "080"),
        ("ゼロハチゼロノ", "080"),
        ("ハイ", ""),
        ("クリモトサンニオネガイシマス", ""),
        ("サンジューニチノゴゴサンジデ", ""),
        ("エーギョーブデスゴザイマスカ", ""),
        ("", ""),
    ],
)
def test_digits_so_far(said: str, digits: str) -> None:
    assert digits_in(said) == digits


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("012の3456の7790、あ、違う、7じゃなくて8", "01234567890"),
        ("ゼロサンノゼロゼロイチニーノサンヨンゴーナナ、ア失礼、サンヨンゴーロク", "0300123456"),
        ("03の0012の3457、あ、違う、03の0012の3456です", "0300123456"),
        ("ゼロサンノゼロゼロイチニーノサンヨンゴーナナじゃなくて、ロク", "0300123456"),
        ("03の1112、間違えました、最初から、03の0012の3456", "0300123456"),
    ],
)
def test_a_slip_is_corrected(said: str, first: str) -> None:
    assert first in [number.digits for number in candidates(said)]


def test_candidates_keep_every_place_the_correction_can_mean() -> None:
    digits = {number.digits for number in candidates("090の0012の7790、あ、違う、7じゃなくて8")}
    assert digits == {"09000127890", "09000128790"}


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("7じゃなくて1です", "01234561890"),
        ("いえ、3456じゃなくて3466です", "01234667890"),
        ("最後が7891です", "01234567891"),
        ("サイゴワイチデス", "01234567891"),
        ("市外局番が03です", "0334567890"),
        ("サンヨンロクロクノナナハチキューゼロです", "01234667890"),
        ("違います、ゼロサンノゼロゼロイチニーノサンヨンゴーロクデス", "0300123456"),
    ],
)
def test_a_read_back_is_corrected(said: str, digits: str) -> None:
    found = corrected(PhoneNumber("01234567890"), said)
    assert found[0].digits == digits


def test_a_plain_no_corrects_nothing() -> None:
    assert corrected(PhoneNumber("01234567890"), "いえ、違います") == ()


def test_country_code_becomes_the_trunk_zero() -> None:
    assert digits_in("+81-3-0012-3456") == "0300123456"


@given(st.text(max_size=60))
def test_any_text_gives_digits_or_nothing(text: str) -> None:
    assert all(c in "0123456789" for c in digits_in(text))
