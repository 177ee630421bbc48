"""A turn as weighted features: letters, morae, normal forms of words, synonyms, the question.

Names, companies and numbers are masked, so that 前田さん and 栗本さん are one thing, and fillers
and punctuation dropped, since a recogniser writes neither reliably. Every kind of feature makes
one block of length 1, so that a long turn does not outweigh a short one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from agent.utterance import Utterance
from speech.reading.kana import morae

LETTER_GRAMS = (1, 2, 3, 4)
MORA_GRAMS = (2, 3, 4)
_HONORIFICS = frozenset(("さん", "様", "さま", "氏", "くん", "君", "ちゃん", "殿", "はん"))
_SKIPPED = frozenset(("補助記号", "空白", "記号"))
_FILLERS = frozenset(("えーと", "えっと", "ええと", "あの", "あのー", "えー", "うーん", "その"))
_SAID_WHILE_THINKING = re.compile(
    r"(?:(?<=[、。])|^)(?:え+[ーえっ]*と[ーぉお]*|え[ーえ]+|あのう?ー*|う[ーう]*ん?と?|そのー+|んー*と)[、。]"
)
_FUNCTION = frozenset(("助詞", "助動詞", "接尾辞", "接頭辞"))
SHORT_MORAE = 14
"""Up to here a turn is taken as one saying and crossed with the question it answers."""


def features(said: Utterance, kind: str, topic: str, sign: float) -> dict[str, float]:
    """Name -> weight. `kind` and `topic` are those of the open question; `sign` is yes or no."""
    words = tuple(_words(said.text))
    text = "".join(letters for letters, _, _ in words)
    forms = [form for _, form, _ in words]
    blocks = (
        (_grams("t", text, LETTER_GRAMS), 1.0),
        (_grams("r", _masked_morae(said), MORA_GRAMS), 1.0),
        (_form_features(forms), 1.0),
        ((f"g{group}" for _, _, groups in words for group in groups), 0.5),
        (_context(said, forms, kind, topic, sign), 1.0),
    )
    found: dict[str, float] = {}
    for names, weight in blocks:
        block = dict.fromkeys(names)  # ordered: a set sums otherwise in every process
        for name in block:
            found[name] = weight / math.sqrt(len(block))
    return found


def _grams(prefix: str, units: str | tuple[str, ...], sizes: tuple[int, ...]) -> Iterator[str]:
    padded = ("^", *units, "$")
    for size in sizes:
        for at in range(len(padded) - size + 1):
            yield prefix + "".join(padded[at : at + size])


def _form_features(forms: list[str]) -> Iterator[str]:
    yield from (f"l{form}" for form in forms)
    yield from (f"b{a}_{b}" for a, b in pairwise(forms))
    content = [form for form in forms if form not in ("の", "が", "を", "に", "は", "で", "と")]
    yield from (f"s{a}_{b}" for a, b in zip(content, content[2:], strict=False))
    yield f"e{'_'.join(forms[-3:])}"


def _context(
    said: Utterance, forms: list[str], kind: str, topic: str, sign: float
) -> Iterator[str]:
    sense = "+" if sign > 0.3 else "-" if sign < -0.3 else "0"
    length = min(6, len(said.heard).bit_length())
    yield f"k{kind}"
    yield f"q{topic}"
    yield f"n{length}"
    yield f"p{sense}"
    yield f"k{kind}{sense}"
    yield f"q{topic}{sense}"
    yield f"n{length}{sense}"
    if len(said.heard) <= SHORT_MORAE:
        yield f"k{kind}{sense}short"
        yield from (f"k{kind}l{form}" for form in forms)


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return Dictionary(dict="core").tokenizer(mode=SplitMode.C)


def _words(text: str) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """(letters, normal form, synonym groups) of each word that tells something."""
    words = list(_tokenizer().tokenize(_SAID_WHILE_THINKING.sub("", text)))
    for at, word in enumerate(words):
        pos = word.part_of_speech()
        if pos[0] in _SKIPPED or pos[1] == "フィラー" or word.surface() in _FILLERS:
            continue
        following = words[at + 1].surface() if at + 1 < len(words) else ""
        mask = _mask(word, pos, following)
        if mask:
            yield mask, mask, ()
        else:
            groups = () if pos[0] in _FUNCTION else tuple(word.synonym_group_ids())
            yield word.surface(), word.normalized_form(), groups


def _mask(word: Morpheme, pos: tuple[str, ...], following: str) -> str:
    if pos[1] == "数詞":
        return "0"
    if pos[1] == "固有名詞":
        return "N" if pos[2] == "人名" else "P" if pos[2] == "地名" else "C"
    if pos[0] == "名詞" and following in _HONORIFICS and word.surface() not in _ROLES:
        return "N"
    return ""


_ROLES = frozenset(
    ("社長", "部長", "課長", "店長", "院長", "先生", "客", "皆", "母", "父", "奥", "担当", "担当者",
     "管理人", "大家", "お母", "お父", "おじい", "おばあ", "娘", "息子", "警察", "業者", "お客")
)  # fmt: skip


def _masked_morae(said: Utterance) -> tuple[str, ...]:
    """The morae heard, a person's name as one N and a figure as one 0."""
    out: list[str] = []
    for word in said.words:
        if word.is_filler or word.pos == "記号":
            continue
        if word.detail in ("姓", "名", "人名"):
            unit: tuple[str, ...] = ("N",)
        elif word.kind == "数":
            unit = ("0",)
        else:
            unit = morae(word.reading)
        if unit not in (("N",), ("0",)) or out[-1:] != list(unit):
            out.extend(unit)
    return tuple(out)
