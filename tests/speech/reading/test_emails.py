import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.emails import compare, heard_address, spell

ADDRESS = "kurimoto@smilecorp.com"
WORDS = {"smilecorp": "スマイルコープ"}
SPELLED = "ケーユーアールアイエムオーティーオー"
ADDRESSES = st.from_regex(
    r"[a-pr-z][a-pr-z0-9]{0,9}([._-][a-pr-z0-9]{1,5})?@[a-pr-z]{2,9}\.(com|co\.jp|ne\.jp|net)",
    fullmatch=True,
)  # no q, which sounds like 9


def test_the_agent_spells_the_local_part_and_says_the_domain() -> None:
    assert spell(ADDRESS, WORDS) == (
        "ケー、ユー、アール、アイ、エム、オー、ティー、オー、アットマーク、スマイルコープ、ドットコム"
    )


def test_signs_have_names_and_unknown_domains_are_spelled() -> None:
    assert spell("a_b-c@xy.co.jp") == (
        "エー、アンダーバー、ビー、ハイフン、シー、アットマーク、エックス、ワイ、"
        "ドットシーオードットジェーピー"
    )


@given(ADDRESSES)
def test_what_the_agent_spells_is_heard_as_the_same_address(address: str) -> None:
    assert heard_address(spell(address)) == address
    assert compare(spell(address), address).is_exact


@pytest.mark.parametrize(
    "said",
    [
        f"{SPELLED} アットマーク スマイルコープ ドットコム",
        f"{SPELLED}アットスマイルコープドットコムデヨロシーデショーカ",
        f"{SPELLED}デスネ",
        "クリモト アット スマイルコープ ドット コム",
        "kurimoto@smilecorp.comですね",
        "ケー、ユー、アール、アイ、メキシコのエム、オー、東京のティー、オー",
        f"{SPELLED}アットマークスマイルゴープドットコム",
    ],
)
def test_a_read_back_in_any_manner_is_the_address(said: str) -> None:
    assert compare(said, ADDRESS, WORDS).is_exact


def test_one_near_letter_is_taken_for_a_slip_and_named() -> None:
    found = compare(SPELLED.replace("エム", "エヌ") + "アットマークスマイルコープ", ADDRESS, WORDS)
    assert found.differences[0].expected == "m"
    assert found.differences[0].heard == "n"
    assert found.differences[0].is_near
    assert not found.is_exact


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("ケーユーアールエスエムオーティーオーアットマークスマイルコープドットコム", 3),
        ("ケーユーアールアイエムオーティーアットマークスマイルコープドットコム", 7),
        ("ケーユーアールアイエムオーティーオーエスアットマークスマイルコープドットコム", 8),
    ],
)
def test_a_wrong_missing_or_extra_letter_is_found(said: str, at: int) -> None:
    found = compare(said, ADDRESS, WORDS)
    assert found.is_address
    assert not found.matches
    assert [difference.at for difference in found.differences] == [at]


@pytest.mark.parametrize(
    "said", ["ハイ", "", "クリモトサンワイツオモドリデスカ", "アリガトーゴザイマシタ"]
)
def test_other_words_are_no_address(said: str) -> None:
    assert not compare(said, ADDRESS, WORDS).is_address


def test_names_within_an_address_stay_names() -> None:
    assert (
        heard_address("タナカイチローアットマークジーメールドットコム") == "tanakaichiro@gmail.com"
    )
    assert heard_address("エーイチニー") == "a12"


@given(st.text(max_size=50))
def test_any_text_is_taken(text: str) -> None:
    found = compare(text, ADDRESS, WORDS)
    assert found.is_address or not found.differences
