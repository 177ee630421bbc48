"""Telephone numbers from many mouths: a turn, its digits, and ? where it is to be asked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.doubts import Doubt
from speech.reading.numbers import DIGIT_SPOKEN, number_spoken
from speech.reading.phone_numbers import PhoneNumber, written_phone

TABLE = """
ゼロさんのゼロゼロイチニーのサンヨンゴーロク | 0300123456
ゼロサン、ゼロゼロイチニ、サンヨンゴロク | 0300123456
れいさんの れいれいいちに の さんしごろく です | 0300123456
まるさん まるまるいちにー さんよんごーろく | 0300123456
オーサンのオーオーイチニーのサンヨンゴーロク | 0300123456
O3のOO12の3456 | 0300123456
０３（００１２）３４５６ | 0300123456
03-0012-3456 | 0300123456
〇三の〇〇一二の三四五六番です | 0300123456
03局の0012の3456番 | 0300123456
03の0012の三千四百五十六 | 0300123456
03の0012の五千とんで八 | 0300125008
03の0012のごせんとんではち | 0300125008
03の0012の五千飛んで八番でございます | 0300125008
03の0012の二千二十 | 0300122020
03の0012のにせんにじゅう | 0300122020
ゼロ三の、ゼロが二つに一二、三四五六 | 0300123456
090の、0が3つで1、2345 | 09000012345
ゼロキューゼロのゼロゼロイチニの、5が四つ | 09000125555
03の0012の同じく0012 | 0300120012
03の0012の、同じく | 0300120012
ゼロサン、はい、ゼロゼロイチニ、はい、ええと、サンヨンゴーロク | 0300123456
ゼロさん、あ、ゼロろくの、ゼロゼロイチニの、サンヨンゴーロク | 0600123456
03の0012の3456、あ、最後は6じゃなくて8です | 0300123458
03の0012の3456、最後は6じゃなくて8です | 0300123458
03の0012の3457、いや違う、3456 | 0300123456
03の0013、失礼しました、03の0012の3456です | 0300123456
03の0013の3456、すみません、真ん中は0012でした | 0300123456
06の0012の3456です、あ、市外局番は03でした | 0300123456
市外局番が03で、0012の3456です | 0300123456
0012の3456、市外局番は03です | 0300123456
市外局番03、市内局番0012、番号3456 | 0300123456
03-0012-3456の内線21 | 0300123456
03の0012の3456、内線は2001です | 0300123456
内線21番で、代表が03の0012の3456です | 0300123456
フリーダイヤル0120の001の234 | 0120001234
ゼロイチニーゼロのゼロゼロイチのニーサンヨン | 0120001234
携帯でいいですか、090の0012の3456です | 09000123456
090-0012-3456 | 09000123456
+81-3-0012-3456 | 0300123456
+81 90 0012 3456 | 09000123456
プラス八一、三、〇〇一二、三四五六 | 0300123456
国番号81の3の0012の3456 | 0300123456
ゼロ九十の0012の3456 | 09000123456
ゼロハチジュウの0012のサンジュウヨンのゴジュウロク | 08000123456
ゼロナナゼロのゼロゼロヒチハチのクーレーイチニー | 07000789012
ゼロシーゴーの、ゼロゼロイチの、シチハチクレイ | 0450017890
03の0012の3456に電話ください | 0300123456
えっと番号がですね、ゼロサンの、ゼロゼロイチニの、えーっとサンヨンゴーロクになります | 0300123456
番号を言いますね、03、0012、3456、です | 0300123456
03の0012の345 | 030012345 | ?
0012の3456 | 00123456 | ?
090-0012-34567 | 090001234567 | ?
よろしくお願いします | - | ?
電話番号はちょっと | - | ?
090-0012-3456、つながらなければ03-0012-3456へ | 09000123456 | ?
03-0012-3456じゃなくて、090-0012-3456に | 09000123456
03の0012の3456の山田です | 0300123456
03の0012の3456の五十嵐です | 0300123456
03の0012の3456です、復唱しますと、03の0012の3456です | 0300123456
080の、0012、じゃなくて0021の、3456です | 08000213456
080の0012、失礼、0021の3456 | 08000213456
ゼロよん、いや、ゼロさんの、ゼロゼロいちに、さんよんごーろく | 0300123456
03の0012の34、えーと、56です | 0300123456
ゼロ、サン、の、ゼロ、ゼロ、イチ、ニ、の、サン、ヨン、ゴ、ロク | 0300123456
ゼロ三ゼロゼロ一二三四五六 | 0300123456
電話は03で始まって、0012、3456 | 0300123456
おとといもかけたんですが、03の0012の3456です | 0300123456
三十分後にかけてほしいんですが、03の0012の3456です | 0300123456
3時までに03の0012の3456にお願いします | 0300123456
080の零零いち二の3の4の5の6 | 08000123456
ゼロサンのゼロゼロイチニのサンヨンゴー、ロクです | 0300123456
ゼロロクの、ロクゼロゼロイチの、ニニニニです | 0660012222
ゼロサンのゼロゼロニニのニニゴゴです | 0300222255
03の0022のに、に、ご、ご | 0300222255
ゼロサンの、いえゼロロクです、ゼロゼロイチニのサンヨンゴーロク | 0600123456
まちがえました、もう一度言います、03の0012の3456 | 0300123456
03の0012の3465、あれ、3456だったかな | 0300123456
下四桁だけ違ってて、03の0012の3456です | 0300123456
番号は変わりまして、前が03の0012の3456で、今は03の0012の7890です | 0300127890
しちはちきゅうれいじゃなくて、03の0012の3456です | 0300123456
ゼロ一二〇、ゼロゼロゼロ、二三四 | 0120000234
ゼロ八〇〇の〇〇〇の一二三四 | 08000001234
ゼロ五七〇の〇〇一の二三四 | 0570001234
ゼロ九九六の〇〇の一二三四 | 0996001234
よんまるまるいちじゃなくて、さんまるまるいちです。03の0012の3001 | 0300123001
03 0012 3456 | 0300123456
03.0012.3456 | 0300123456
ゼロサン　ゼロゼロイチニ　サンヨンゴーロク | 0300123456
〇三ー〇〇一二ー三四五六 | 0300123456
ゼロさんハイフンゼロゼロイチニーハイフンサンヨンゴーロク | 0300123456
03、かっこ、0012、3456 | 0300123456
ゼロ三の、十二、三十四、五十六、七十八 | 0312345678
私の携帯は080で、0012で、3456です | 08000123456
ゼロサン、ゼロゼロイチニ、そのあとがサンヨンゴーロク | 0300123456
一番最初が03、真ん中が0012、最後が3456 | 0300123456
最初が090で次が0012で最後が3456 | 09000123456 |
FAXが03-0012-3457で、電話が03-0012-3456です | 0300123456
電話が03-0012-3456、ファックスが03-0012-3457です | 0300123456
03のゼロゼロ一二、あ、一三の、三四五六 | 0300133456 | ?
03の0012の3456、最後の6が8です | 0300123458
ゼロロク、ロクじゃないや、サン、ゼロサンの0012の3456 | 0300123456
ゼロロクじゃなくてゼロサンの、0012の3456 | 0300123456
81-3-0012-3456 | 0300123456
八一の九〇の〇〇一二の三四五六 | 09000123456
25日に03の0012の3456へ | 0300123456
こちらに03の0012の3456 | 0300123456
ゼロサンゼロゼロイチニサンヨンゴロク | 0300123456
ぜろさんぜろぜろいちにさんよんごろく | 0300123456
れいさんのれいれいいちにぃの、さんしぃごぉろく | 0300123456
ぜーろさーん、ぜろぜろいーちにーい、さーんよーんごーおろーく | 0300123456
03のダブルゼロ12の3456 | 0300123456
03の、0が二つ、1が一つ、2が一つ、3456 | 0300123456
03の0012の三千とんで五十六 | 0300123056
03の0012のさんぜんよんひゃくごじゅうろく | 0300123456
03の0012の三十四の五十六 | 0300123456
03の0012のサンジュウヨン、ゴジュウロク | 0300123456
090の00の12の34の56 | 09000123456
0 3 0 0 1 2 3 4 5 6 | 0300123456
０３　００１２　３４５６ | 0300123456
電話番号、ゼロサン、のー、ゼロゼロイチニ、のー、サンヨンゴーロク、です | 0300123456
えーとですね、ゼロサンの、あれ何だっけ、ああ、ゼロゼロイチニの、サンヨンゴーロクです | 0300123456
03の0012の3456です。担当の二宮まで | 0300123456
三浦一郎と申します、03の0012の3456です | 0300123456
3番の窓口ですよね、03の0012の3456です | 0300123456
03の0012の3456、復唱お願いします | 0300123456
03-0012-3456番、五十嵐宛に | 0300123456
もう一度言いますね。ゼロサン、ゼロゼロイチニ、サンヨンゴーロク | 0300123456
ゼロサンの、ゼロゼロイチニの、サンヨンゴーロク、以上です | 0300123456
ゼロゼロイチニの、じゃないです、ゼロサンのゼロゼロイチニのサンヨンゴーロクです | 0300123456
090の1200、あ、0012だ、の3456 | 09000123456
090の0012の345、345、6です | 09000123456
090の0012、0012の、3456です | 09000123456
ゼロサンの、はいゼロサンの、ゼロゼロイチニの、はい、サンヨンゴーロクです | 0300123456
四桁目から言いますと | - | ?
03-0012-3456に、10時から18時の間にお願いします | 0300123456
03の0012の3456で、名前は七海です | 0300123456
下の名前は八重子です、番号は080の0012の3456 | 08000123456
0120の117の117 | 0120117117
09000123456、かけ直しは午後3時以降で | 09000123456
内線だけ変わりまして21です。03の0012の3456 | 0300123456
090の、00、12の、34、56です | 09000123456
090のぜろぜろじゅうにのさんじゅうよんごじゅうろく | 09000123456
ゼロ三の五千五百五十五の六千六百六十六 | 0355556666
03ー0012ー3456ー内線12 | 0300123456
ゼロサンノゼロゼロイチニノサンヨンゴロク、ニジゴロニオネガイシマス | 0300123456
ゼロキューゼロノゼロゼロイチニーノサンヨンゴーロクニオネガイシマス | 09000123456
電話番号が変わりまして、新しい番号が090の0012の3456です | 09000123456
ワン切りがあった090の0012の3456です | 09000123456
"""
ROWS = [[cell.strip() for cell in f"{line} |".split(" |")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("spoken", "digits", "doubt"), [row[:3] for row in ROWS])
def test_a_turn_becomes_a_number(spoken: str, digits: str, doubt: str) -> None:
    written = written_phone(spoken)
    assert (written.value or "NONE").replace("NONE", "-") == digits.replace("NONE", "-")
    assert written.needs_confirmation == (doubt == "?")


@pytest.mark.parametrize(
    ("spoken", "display"),
    [
        ("0300123456", "03、0012、3456"),
        ("03の0012の3456、内線は21です", "03、0012、3456、内線21"),
        ("ゼロ一二〇、ゼロゼロ一、二三四", "0120、001、234"),
        ("0133001234", "0133、00、1234"),
        ("09000123456", "090、0012、3456"),
    ],
)
def test_the_read_back_is_in_groups_with_the_extension(spoken: str, display: str) -> None:
    assert written_phone(spoken).display == display


@pytest.mark.parametrize(
    ("spoken", "reason"),
    [
        ("03の0012の345", Doubt.TOO_SHORT),
        ("090の0012の34567", Doubt.TOO_LONG),
        ("0012の3456です", Doubt.NO_AREA_CODE),
        ("フリーダイヤルの001の234", Doubt.NO_AREA_CODE),
        ("090の0012の3456か03の0012の3456に", Doubt.CHOICES),
        ("はい、お願いします", Doubt.NO_NUMBER),
    ],
)
def test_a_doubt_has_its_reason(spoken: str, reason: Doubt) -> None:
    assert written_phone(spoken).reason is reason


FIXED = st.from_regex(r"0[36]00[0-9]{6}", fullmatch=True).map(lambda d: PhoneNumber(d, (2, 4, 4)))
MOBILE = st.from_regex(r"0[789]000[0-9]{6}", fullmatch=True).map(PhoneNumber)
ANY = st.one_of(FIXED, MOBILE)
SOUNDS = [
    ("ゼロ", "レイ", "マル", "れい", "0", "〇"), ("イチ", "いち", "1", "一"),
    ("ニー", "にい", "2", "二"), ("サン", "さん", "3", "三"),
    ("ヨン", "よん", "シー", "4", "四"), ("ゴー", "ごお", "5", "五"), ("ロク", "ろく", "6", "六"),
    ("ナナ", "なな", "シチ", "7", "七"), ("ハチ", "はち", "8", "八"),
    ("キュー", "きゅう", "9", "九"),
]  # fmt: skip
JOINTS = st.sampled_from(["の", "、", "、はい、", "、えーと、", "の、あの、", "ですね、", "-"])


@given(ANY, st.data())
def test_every_manner_digit_by_digit_comes_back(number: PhoneNumber, data: st.DataObject) -> None:
    groups = [
        "".join(data.draw(st.sampled_from(SOUNDS[int(digit)])) for digit in chunk)
        for chunk in number.chunks
    ]
    joint = data.draw(JOINTS)
    written = written_phone(f"番号は{joint.join(groups)}です")
    assert (written.value, written.needs_confirmation) == (number.digits, False)


KANJI = "〇一二三四五六七八九"


def _figure(value: int) -> str:
    """1234 as 千二百三十四."""
    out = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十")):
        count, value = divmod(value, power)
        out += ("" if count == 1 else KANJI[count]) + unit if count else ""
    return out + (KANJI[value] if value else "")


@given(st.sampled_from(["03", "090"]), st.integers(1000, 9999))
def test_a_group_said_in_figures_comes_back(code: str, last: int) -> None:
    written = written_phone(f"{code}の0012の{_figure(last)}番です")
    assert written.value == f"{code}0012{last}"
    assert written_phone(f"{code}の0012の{number_spoken(last)}").value == f"{code}0012{last}"


@given(ANY, ANY)
def test_only_the_corrected_number_counts(wrong: PhoneNumber, right: PhoneNumber) -> None:
    spoken = f"{wrong.grouped}、あ、失礼しました、{right.grouped}です"
    assert written_phone(spoken).value == right.digits


@given(ANY, st.integers(0, 9))
def test_the_last_digit_is_corrected(number: PhoneNumber, right: int) -> None:
    spoken = f"{number.grouped}、あ、最後は{right}です"
    assert written_phone(spoken).value == number.digits[:-1] + str(right)


@given(ANY, st.from_regex(r"[1-9][0-9]{1,3}", fullmatch=True))
def test_an_extension_is_no_part_of_the_number(number: PhoneNumber, extension: str) -> None:
    written = written_phone(f"{number.grouped}の内線{extension}です")
    assert written.value == number.digits
    assert written.display.endswith(f"内線{extension}")


@given(st.from_regex(r"0[0-9]{0,14}", fullmatch=True))
def test_a_number_of_a_wrong_length_is_given_and_doubted(digits: str) -> None:
    written = written_phone(digits)
    assert written.needs_confirmation == (not PhoneNumber(digits).is_complete)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    written = written_phone(text)
    assert written.needs_confirmation == bool(written.reason)
    assert written.value is None or set(written.value) <= set("0123456789")


OTHERS = (
    "の",
    "、",
    "いや",
    "じゃなくて",
    "最後は",
    "同じく",
    "が三つ",
    "内線",
    "とんで",
    "千",
    "十",
)


@given(st.lists(st.sampled_from([*DIGIT_SPOKEN, *OTHERS]), max_size=40))
def test_any_order_of_the_words_of_a_number_is_taken(words: list[str]) -> None:
    written = written_phone("".join(words))
    assert written.needs_confirmation == bool(written.reason)


@given(st.from_regex(r"0[0-9]{5,10}", fullmatch=True))
def test_any_digits_have_groups(digits: str) -> None:
    assert "".join(PhoneNumber(digits).chunks) == digits
