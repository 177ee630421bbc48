"""Kanji told by their form: はしごだか, 難しいほうの斉, 木が三つの森, 数字の一, カタカナのハマ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speech.reading.kana import hiragana
from speech.reading.kanji import heap, is_kanji, kanji_read, newer_form, older_forms
from speech.reading.kanji_element import Explained, Token

_LADDER = re.compile(r"(?:はしご|ハシゴ|梯子)(?:の)?(?:高|だか|たか|タカ)(?:の(?:高|たか))?")
_STANDING = re.compile(
    r"(?:たつ|タツ|立つ)(?:の|ほうの|方の)?(?:崎|さき|ざき|サキ)|崎(?:の右(?:側)?(?:上)?)?が立つ"
)
_EARTH = re.compile(
    r"(?:つちよし|土吉|つち(?:に)?よし|下が?長い(?:方の|ほうの)?(?:吉|よし)|土に口の吉)"
)
_OLD = re.compile(
    r"(?:難しい|むずかしい|旧字体?|旧漢字|画数の?(?:が)?多い|複雑な|古い|旧い|正字)(?:ほう|方)?の?"
    r"(?P<kanji>[一-鿿﨑]|[ぁ-ゔァ-ヴ]{1,3})?"
)
_NEW = re.compile(
    r"(?:一番)?(?:簡単な|かんたんな|易しい|やさしい|普通の|ふつうの|新字体?|略字|"
    r"画数の?(?:が)?少ない|常用漢字)(?:ほう|方)?の?"
    r"(?P<kanji>[一-鿿﨑]|[ぁ-ゔァ-ヴ]{1,3})?"
)
_SAME_AGAIN = re.compile(
    r"(?:同じ字|おなじじ|同じ漢字|同じく|繰り返しの?(?:記号|字|マーク)?|くりかえし(?:の記号)?|"
    r"踊り字|おどりじ|のま(?:点)?|ノマ(?:点)?)"
    r"(?:の々)?|々"
)
_SCRIPT = re.compile(
    r"(?P<script>カタカナ|かたかな|片仮名|ひらがな|平仮名|ヒラガナ)(?:で|の|"
    r"に)?、?(?P<kana>[ぁ-ゔァ-ヴー]{1,6}?)"
    r"(?=に|、|。|と|で|$|です)"
)
_NUMERAL = re.compile(
    r"(?:漢)?(?:数字|すうじ|スウジ)の(?P<kanji>[一二三四五六七八九十百千万]|いち|に|さん|よん|"
    r"し|ご|ろく|なな|しち|はち|きゅう|く|じゅう|せん|[1-9])"
)
_NUMERALS = {
    "いち": "一", "に": "二", "さん": "三", "よん": "四", "し": "四", "ご": "五",
    "ろく": "六", "なな": "七", "しち": "七", "はち": "八", "きゅう": "九", "く": "九",
    "じゅう": "十", "せん": "千",
    "1": "一", "2": "二", "3": "三", "4": "四", "5": "五", "6": "六", "7": "七",
    "8": "八", "9": "九",
}  # fmt: skip


def forms(text: str, at: int) -> Iterator[Token]:
    """Older, newer and other ways of writing."""
    for pattern, kanji in ((_LADDER, "髙"), (_STANDING, "﨑"), (_EARTH, "𠮷")):
        if (found := pattern.match(text, at)) is not None:
            end = found.end() + (text[found.end() : found.end() + 1] == "の")
            yield Token(end, 0.1, Explained({kanji: 1.0}, 1.0))
    if (found := _OLD.match(text, at)) is not None:
        yield Token(found.end(), 0.2, _form(found["kanji"], old=True))
    if (found := _NEW.match(text, at)) is not None:
        yield Token(found.end(), 0.2, _form(found["kanji"], old=False))
    if (found := _SAME_AGAIN.match(text, at)) is not None:
        yield Token(found.end(), 0.1, Explained({"々": 1.0}, 1.0))
    if (found := _NUMERAL.match(text, at)) is not None:
        kanji = _NUMERALS.get(found["kanji"], found["kanji"])
        yield Token(found.end(), 0.1, Explained({kanji: 1.0}, 1.0))
    if (found := _SCRIPT.match(text, at)) is not None:
        kana = found["kana"]
        is_kata = found["script"][0] in "カか片"
        written = _katakana(kana) if is_kata else hiragana(kana)
        yield Token(found.end(), 0.2, Explained({written: 1.0}, 1.0))


def _katakana(kana: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)


OLD, NEW = "<旧>", "<新>"
"""Keys of an element that tells only which form is meant: 「難しいほうです」."""


def _form(said: str | None, *, old: bool) -> Explained:
    if said is None or said in ("ほう", "方"):
        return Explained({OLD if old else NEW: 1.0}, 0.8)
    if is_kanji(said):
        plain = newer_form(said)
        forms = older_forms(plain) if old else plain
        return Explained({form: 1.0 - 0.1 * n for n, form in enumerate(forms or said)}, 0.9)
    candidates = [k for k in kanji_read(said) if (older_forms(k) if old else newer_form(k) == k)]
    forms = "".join(older_forms(k) if old else k for k in candidates[:40] if older_forms(k))
    return Explained(dict.fromkeys(forms, 0.8) or {OLD if old else NEW: 1.0}, 0.6)


_HEAP = re.compile(
    r"(?P<part>[一-鿿]|き|ひ|つち|いし|くち|くるま|みみ)(?:が|を|は)?(?P<count>[二三23]|ふた|"
    r"ふたっ|みっ|みつ)[つこ個]?"
    r"(?:並んだ|並んで|重ねた|の|で)?(?P<kanji>[一-鿿])?"
)
_HEAPED = {
    "き": "木",
    "ひ": "火",
    "つち": "土",
    "いし": "石",
    "くち": "口",
    "くるま": "車",
    "みみ": "耳",
}


def heaps(text: str, at: int) -> Iterator[Token]:
    """「木が三つの森」; a recogniser may have written 気 for 木."""
    found = _HEAP.match(text, at)
    if found is None:
        return
    count = 2 if found["count"] in ("二", "2", "ふた", "ふたっ") else 3
    kanji = heap(_HEAPED.get(found["part"], found["part"]), count)
    named = found["kanji"]
    if named and kanji != named and not kanji:
        kanji = named if named in "林森炎品晶磊圭" else ""
    if kanji:
        end = found.end() if named in (None, kanji) else found.start("kanji")
        yield Token(end, 0.1, Explained({kanji: 1.0}, 1.0))
