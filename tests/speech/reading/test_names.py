"""Names from many mouths, and names explained by words picked at random."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.reading.kana import hiragana, katakana
from speech.reading.kanji import has_reading, heap, kanji_read, newer_form, older_forms
from speech.reading.kanji_explained import explained
from speech.reading.name_words import full_names, is_name, likelihood, reading_of, writings
from speech.reading.names import written_name

SPOKEN = [
    line.split("\t")
    for line in Path(__file__).with_name("spoken_names.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
# Words a caller would pick for a kanji, with the reading of word and kanji.
WORDS = {
    "佐": ("佐賀", "さが", "さ"), "藤": ("藤の花", "ふじのはな", "とう"),
    "田": ("田んぼ", "たんぼ", "た"), "川": ("小川", "おがわ", "かわ"),
    "中": ("中央", "ちゅうおう", "なか"), "村": ("村長", "そんちょう", "むら"),
    "山": ("登山", "とざん", "やま"), "本": ("日本", "にほん", "もと"),
    "西": ("関西", "かんさい", "にし"), "石": ("宝石", "ほうせき", "いし"),
    "橋": ("鉄橋", "てっきょう", "はし"), "松": ("松竹梅", "しょうちくばい", "まつ"),
    "林": ("森林", "しんりん", "はやし"), "高": ("最高", "さいこう", "たか"),
    "木": ("樹木", "じゅもく", "き"), "井": ("井戸", "いど", "い"),
    "野": ("野原", "のはら", "の"), "上": ("上下", "じょうげ", "うえ"),
}  # fmt: skip
SURNAMES = (
    "佐藤", "中村", "山本", "西田", "石川", "橋本", "松本", "高橋", "高木", "中野", "石井", "上田",
    "田中", "川上", "木村", "藤井", "山田", "西村", "村上", "中川", "松井", "佐野", "林", "石田",
)  # fmt: skip
ENDINGS = ("", "です", "と申します", "でございます", "になります", "と書きます")
JOINTS = ("に、", "に", "、", "、それから")


@pytest.mark.parametrize(("spoken", "name"), SPOKEN)
def test_a_name_is_written_as_it_is_explained(spoken: str, name: str) -> None:
    assert written_name(spoken).value == name


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SURNAMES), st.sampled_from(JOINTS), st.sampled_from(ENDINGS), st.booleans())
def test_a_name_explained_by_words_comes_back(
    name: str, joint: str, ending: str, named: bool
) -> None:
    parts = [f"{WORDS[char][0]}の{char}" for char in name]
    said = f"{reading_of(name)}です、" * named + joint.join(parts) + ending
    assert written_name(said).value == name


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SURNAMES), st.sampled_from(JOINTS))
def test_a_name_explained_in_sounds_alone_comes_back(name: str, joint: str) -> None:
    parts = [f"{WORDS[char][1]}の{WORDS[char][2]}" for char in name]
    assert written_name(f"{reading_of(name)}です、{joint.join(parts)}").value == name


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=120))
def test_any_text_is_taken(text: str) -> None:
    found = written_name(text)
    assert found.value is None or found.value
    assert found.needs_confirmation == bool(found.reason)


@settings(deadline=None, max_examples=80)
@given(
    st.text(
        alphabet="藤の花にんべん左さんずいはしごだか、。です株式会社前後ひらがなでい一三つ森",
        max_size=60,
    )
)
def test_scraps_of_explanations_are_taken(text: str) -> None:
    assert written_name(text).needs_confirmation in (True, False)


def test_a_very_long_turn_is_taken() -> None:
    assert written_name("藤の花の藤に" * 2000).value is not None


@pytest.mark.parametrize(
    "spoken", ["さとうです", "すずきと申します", "たかはしです", "やまもとです"]
)
def test_a_name_that_is_nearly_always_written_so_is_not_doubted(spoken: str) -> None:
    assert not written_name(spoken).needs_confirmation


@pytest.mark.parametrize("spoken", ["さいとうです", "わたなべと申します", "あべです", "ゆうこです"])
def test_a_name_of_many_writings_is_doubted(spoken: str) -> None:
    assert written_name(spoken).needs_confirmation


@pytest.mark.parametrize("spoken", ["", "、。", "😀", "です"])
def test_where_no_name_is_there_is_a_reason(spoken: str) -> None:
    found = written_name(spoken)
    assert found.needs_confirmation and found.reason


def test_a_company_whose_form_has_no_place_is_doubted() -> None:
    assert not written_name("スマイル企画、前株です").needs_confirmation
    assert written_name("株式会社スマイル企画の江川です").display == "株式会社スマイル企画の江川様"


def test_what_explains_stands_in_order() -> None:
    elements = explained("ブリッジの橋に、木が三つの森、さんずいに工").elements
    assert [element.best for element in elements] == ["橋", "森", "江"]


def test_readings_forms_and_heaps_of_kanji() -> None:
    assert has_reading("田", "だ") and has_reading("辺", "なべ") and not has_reading("田", "やま")
    assert older_forms("辺") == "邊邉" and newer_form("髙") == "高"
    assert heap("日", 3) == "晶" and heap("人", 9) == ""
    assert "江" in kanji_read("え")


def test_surnames_are_weighed_by_their_bearers() -> None:
    assert [name.text for name in writings("さいとう")[:2]] == ["斎藤", "斉藤"]
    assert writings("サトー")[0].text == "佐藤"
    assert likelihood("佐藤") > likelihood("江川") > likelihood("髙砂橋")
    assert full_names("やまだたろう")[0].text == "山田太郎"
    assert is_name("江川") and not is_name("見積書")
    assert hiragana(katakana(reading_of("海老原"))) == "えびはら"
