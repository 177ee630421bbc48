"""The phone inventory of the embedded recogniser, and katakana <-> phones.

Phones are Open JTalk's, with three changes that suit CTC at 40 ms a frame:

- devoiced vowels (``I``, ``U``) are the vowels they stand for;
- a lengthened vowel is the vowel and ``:`` (``k o :`` for コー), because CTC needs a blank
  between two equal symbols and 40 ms frames leave no room for one in fast speech;
- there is no pause or word boundary: a pause is blank.

Katakana here is *as pronounced* (キョー, ワ for the particle は), without spaces, and a long
vowel is always ー: オオサカ and オーサカ are the same sounds, so both become オーサカ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

BLANK = "<b>"
LONG = ":"
NASAL = "N"
GEMINATE = "cl"
VOWELS = ("a", "i", "u", "e", "o")
# fmt: off
CONSONANTS = (
    "k", "g", "s", "z", "sh", "j", "t", "d", "ch", "ts", "n", "h", "b", "p", "m", "y", "r", "w",
    "f", "v", "ky", "gy", "ny", "hy", "by", "py", "my", "ry", "ty", "dy", "kw", "gw", "fy",
)
# fmt: on
PHONES: tuple[str, ...] = (BLANK, *VOWELS, LONG, NASAL, GEMINATE, *CONSONANTS)
"""Index in this tuple = class of the acoustic model; index 0 is CTC's blank."""
PHONE_IDS: dict[str, int] = {phone: index for index, phone in enumerate(PHONES)}

# One row a consonant: the mora with a, i, u, e, o ("-" where Japanese has none).
_ROWS = """
. ア イ ウ エ オ
k カ キ ク ケ コ
g ガ ギ グ ゲ ゴ
s サ スィ ス セ ソ
z ザ ズィ ズ ゼ ゾ
sh シャ シ シュ シェ ショ
j ジャ ジ ジュ ジェ ジョ
t タ ティ トゥ テ ト
d ダ ディ ドゥ デ ド
ch チャ チ チュ チェ チョ
ts ツァ ツィ ツ ツェ ツォ
n ナ ニ ヌ ネ ノ
h ハ ヒ - ヘ ホ
b バ ビ ブ ベ ボ
p パ ピ プ ペ ポ
m マ ミ ム メ モ
y ヤ - ユ イェ ヨ
r ラ リ ル レ ロ
w ワ ウィ - ウェ ウォ
f ファ フィ フ フェ フォ
v ヴァ ヴィ ヴ ヴェ ヴォ
ky キャ - キュ キェ キョ
gy ギャ - ギュ ギェ ギョ
ny ニャ - ニュ ニェ ニョ
hy ヒャ - ヒュ ヒェ ヒョ
by ビャ - ビュ ビェ ビョ
py ピャ - ピュ ピェ ピョ
my ミャ - ミュ ミェ ミョ
ry リャ - リュ リェ リョ
ty テャ - テュ - テョ
dy デャ - デュ - デョ
kw クァ クィ - クェ クォ
gw グァ グィ - グェ グォ
fy - - フュ - -
"""
# Spellings that sound like a mora above (Open JTalk's own choices where it has one).
_SAME_SOUND = {
    "ヲ": "オ", "ヂ": "ジ", "ヅ": "ズ", "ヰ": "イ", "ヱ": "エ", "ヂャ": "ジャ", "ヂュ": "ジュ",
    "ヂョ": "ジョ", "ヂェ": "ジェ", "クヮ": "クァ", "グヮ": "グァ", "ヴャ": "ビャ", "ヴュ": "ビュ",
    "ヴョ": "ビョ", "ウァ": "ワ", "ァ": "ア", "ィ": "イ", "ゥ": "ウ", "ェ": "エ", "ォ": "オ",
    "ャ": "ヤ", "ュ": "ユ", "ョ": "ヨ", "ヮ": "ワ", "ヵ": "カ", "ヶ": "ケ",
}  # fmt: skip
_SKIPPED = frozenset(" 　、。，．,.!?！？・「」『』'’/_-")
# A consonant heard without its vowel is nearly always one with a devoiced vowel.
_LIKELY_VOWEL = {"sh": "i", "ch": "i", "j": "i", "hy": "a", "t": "o", "d": "o"}
_DEFAULT_VOWEL = "u"


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, ...], str]]:
    """Both directions of the mora table: kana -> phones, phones -> kana."""
    to_phones: dict[str, tuple[str, ...]] = {}
    to_kana: dict[tuple[str, ...], str] = {}
    for row in _ROWS.split("\n"):
        if not row:
            continue
        consonant, *morae = row.split()
        for vowel, mora in zip(VOWELS, morae, strict=True):
            if mora == "-":
                continue
            phones = (vowel,) if consonant == "." else (consonant, vowel)
            to_phones[mora] = phones
            to_kana[phones] = mora
    for spelling, mora in _SAME_SOUND.items():
        to_phones[spelling] = to_phones[mora]
    return to_phones, to_kana


_TO_PHONES, _TO_KANA = _tables()


def _katakana(text: str) -> str:
    """Hiragana to katakana, everything else unchanged."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def _morae(text: str) -> Iterable[str]:
    """Split katakana into morae (two characters where the table knows the pair)."""
    at = 0
    while at < len(text):
        size = 2 if text[at : at + 2] in _TO_PHONES else 1
        yield text[at : at + size]
        at += size


def phones_from_kana(katakana: str) -> list[str]:
    """Phones of a reading *as pronounced*; hiragana is taken too, spaces and 、。 are skipped.

    A vowel after the same vowel becomes ``:``; エイ and オウ are left as written, because only
    a dictionary knows 思う from 王. Raises ValueError at a character that is no kana.
    """
    phones: list[str] = []
    for mora in _morae(_katakana(katakana)):
        last = phones[-1] if phones else ""
        if mora == "ー":
            if last in VOWELS:
                phones.append(LONG)
        elif mora == "ン":
            phones.append(NASAL)
        elif mora == "ッ":
            phones.append(GEMINATE)
        elif mora in _TO_PHONES:
            sounds = _TO_PHONES[mora]
            phones.extend((LONG,) if sounds == (last,) else sounds)
        elif mora not in _SKIPPED:
            raise ValueError(f"no kana: {mora!r} in {katakana!r}")
    return phones


def phones_from_open_jtalk(labels: Iterable[str]) -> list[str]:
    """Phones of Open JTalk's own phone names (``sil``/``pau`` end a vowel run and vanish)."""
    phones: list[str] = []
    last = ""
    for name in labels:
        phone = name.lower() if name in ("A", "I", "U", "E", "O") else name
        if phone in ("sil", "pau"):
            last = ""
            continue
        if phone in VOWELS and phone == last:
            phones.append(LONG)
            last = ""
        else:
            phones.append(phone)
            last = phone
    return phones


def kana_from_phones(phones: Sequence[str]) -> str:
    """Katakana as pronounced; total: any sequence of phones gives some kana.

    A consonant without a vowel takes the one it is usually devoiced with (``k s`` -> クス), but
    is dropped at the very end, where a streaming decoder has merely not heard the vowel yet.
    """
    kana: list[str] = []
    consonant = last_vowel = ""
    for phone in phones:
        if phone in CONSONANTS:
            kana.append(_lone(consonant))
            consonant, last_vowel = phone, ""
        elif phone in VOWELS:
            if phone == last_vowel and not consonant:
                kana.append("ー")
                last_vowel = ""
                continue
            kana.append(_mora(consonant, phone))
            consonant, last_vowel = "", phone
        else:
            kana.append(_lone(consonant))
            kana.append(_special(phone, last_vowel or consonant))
            consonant = last_vowel = ""
    return "".join(kana)


def _lone(consonant: str) -> str:
    """The mora a consonant without a vowel most likely was; nothing for none."""
    return _mora(consonant, _LIKELY_VOWEL.get(consonant, _DEFAULT_VOWEL)) if consonant else ""


def _mora(consonant: str, vowel: str) -> str:
    """Kana of one mora; for a pair Japanese has no kana for, the vowel's own kana follows."""
    if not consonant:
        return _TO_KANA[(vowel,)]
    known = _TO_KANA.get((consonant, vowel))
    if known:
        return known
    plain = {"h": "f", "w": "", "y": "", "fy": "f"}.get(consonant, consonant[0])
    return _TO_KANA[(plain, vowel)] if plain else _TO_KANA[(vowel,)]


def _special(phone: str, before: str) -> str:
    """ン, ッ or ー; ー only where there is a vowel to lengthen."""
    if phone == LONG:
        return "ー" if before else ""
    return {NASAL: "ン", GEMINATE: "ッ"}.get(phone, "")


def as_pronounced(katakana: str) -> str:
    """One spelling a sound: オオサカ, オーサカ -> オーサカ; ヅ -> ズ; spaces and 、。 removed."""
    return kana_from_phones(phones_from_kana(katakana))
