"""Text as evidence to search by: words, groups of words that mean the same, character pairs.

A term is a string whose first letter tells its kind:

- `w` a word in Sudachi's normal form (引越し and 引っ越す's noun are one), also its short units
- `s` a synonym group of Sudachi's dictionary
- `o` a group of related_words.txt: what callers say beside what offices write
- `c` two characters side by side, for names that no dictionary has; not of hiragana alone
- `r` two or three morae side by side, for what was misheard
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import local
from typing import Any

from sudachipy import Dictionary, SplitMode

from speech.reading.kana import morae, pronounced

MAX_CHARS = 400
"""A caller's turn is never as long; of a longer query the beginning and the end are kept."""
MAX_DOCUMENT_CHARS = 4000
_KEPT_TAIL = 200
_PIECE_CHARS = 4000  # Sudachi takes 49,149 bytes at once
_RELATED = Path(__file__).with_name("related_words.txt")
_LONGEST_PHRASE = 4
_CONTENT = frozenset(
    ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞", "代名詞", "感動詞")
)
_SPOKEN = frozenset(("名詞", "動詞", "形容詞", "形状詞", "副詞"))
_AUXILIARY_WORDS = (
    "為る 居る 有る 成る 出来る 下さる 頂く 貰う 呉れる 御座る 参る 致す 仰る 思う 言う 良い 無い "
    "来る 行く"
)
_HELPING = frozenset(("居る", "御座る", "下さる", "頂く", "貰う", "呉れる", "為さる", "仰る"))
"""Verbs that say how politely."""
_BOILERPLATE_WORDS = (
    "教える 知る 場合 方法 手続き 手続 必要 何 何処 時 事 物 方 分かる 所 人 為さる 伺う 聞く "
    "尋ねる 質問 問い合わせ お願い 御願い 欲しい 幾ら 何時 どう どの どれ どちら 誰 其れ 此れ 其の "
    "此の ご 御 お 様 さん どこ いつ"
)
_AUXILIARY = frozenset(_AUXILIARY_WORDS.split())
_BOILERPLATE = frozenset(_BOILERPLATE_WORDS.split())
_PAIR = re.compile(r"(?=([^\W_]{2}))(?![ぁ-んー]{2})")
_PARTICLES = {"は": "ワ", "へ": "エ", "を": "オ"}
_NUMERAL = "#"
"""Any number within a phrase: 3時 in related_words.txt stands for 七時, too."""
_LINKS = {
    "ず": "無い",
    "ない": "無い",
    "れる": "れる",
    "られる": "れる",
    "まで": "まで",
    "から": "から",
}
"""What is kept of particles and auxiliaries in phrases: 部屋は返した is 部屋を返す, 払えない is
not 払える."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word that may be heard in a caller's sounds."""

    reading: str
    """Katakana as pronounced."""
    terms: tuple[str, ...]
    """What it is evidence for (`w`, `s`, `o`)."""


@dataclass(frozen=True, slots=True)
class Content:
    """A word that says what a text is about."""

    terms: tuple[str, ...]
    """Its own `w` first, then those of its parts, synonyms and groups."""
    is_noun: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """One text, taken apart."""

    terms: Counter[str]
    """Without the sounds (`r`), see `sounds`."""
    reading: str
    """Katakana as pronounced; | where a sign stood."""
    words: tuple[SpokenWord, ...]
    """Its content words and their short units, in order."""
    contents: tuple[Content, ...]
    """Its content words, whole."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one morpheme adds, looked up once."""

    link: str
    """What it is within a phrase, see `_link`."""
    reading: str
    terms: tuple[str, ...]
    words: tuple[SpokenWord, ...]
    content: Content | None


def shortened(text: str, limit: int = MAX_CHARS) -> str:
    """NFKC text of at most `limit` characters: its beginning and its end."""
    if len(text) > 8 * limit:  # normal forms of a whole book are not needed to keep its ends
        text = text[: 4 * limit] + text[-4 * limit :]
    text = unicodedata.normalize("NFKC", text)
    if len(text) <= limit:
        return text
    return text[: limit - _KEPT_TAIL - 1] + "。" + text[-_KEPT_TAIL:]


def analyse(text: str, limit: int = MAX_CHARS) -> Analysis:
    """Take a text of up to `limit` characters apart; about 0.1 ms for 40 characters."""
    text = shortened(text, limit)
    pieces = [_piece(m) for m in tokenizer().tokenize(text[:_PIECE_CHARS], SplitMode.C)]
    terms = Counter(term for piece in pieces for term in piece.terms)
    terms.update(_phrases([piece.link for piece in pieces]))
    terms.update(map("c".__add__, _PAIR.findall(text)))
    words = tuple(word for piece in pieces for word in piece.words)
    contents = tuple(piece.content for piece in pieces if piece.content is not None)
    return Analysis(terms, "".join(piece.reading for piece in pieces), words, contents)


def morphemes(text: str) -> Iterator[Any]:
    """Sudachi's morphemes of a short text, longest units."""
    yield from tokenizer().tokenize(text[:_PIECE_CHARS], SplitMode.C)


def base_forms(text: str) -> tuple[str, ...]:
    """The words of a short text, each in its normal form: without what joins them, without
    politeness and tense, with まで, から and ない."""
    text = unicodedata.normalize("NFKC", text)
    found = (_base_form(one) for one in morphemes(text))
    return tuple(word for word in found if word)


def _base_form(morpheme: Any) -> str:
    kind, kind2 = morpheme.part_of_speech()[:2]
    normal: str = morpheme.normalized_form()
    if kind in ("助詞", "助動詞"):
        return _LINKS.get(normal, "")
    if kind not in _CONTENT or kind == "接頭辞":
        return ""
    return "" if kind2 == "非自立可能" and normal in _HELPING else normal


def sounds(reading: str) -> Counter[str]:
    """The `r` terms of katakana as pronounced."""
    found: Counter[str] = Counter()
    for part in reading.split("|"):
        beats = morae(part)
        for n in (2, 3):
            found.update("r" + "".join(beats[i : i + n]) for i in range(len(beats) - n + 1))
    return found


@cache
def related_words() -> tuple[SpokenWord, ...]:
    """The words of related_words.txt as they sound."""
    found = []
    for line in _related_lines():
        for word in line.split():
            made = analyse(word)
            kept = tuple(term for term in made.terms if term[0] in "wso")
            found.append(SpokenWord(made.reading.replace("|", ""), kept))
    return tuple(found)


def resources_key() -> str:
    """What shapes terms beside the code; part of the key of cached indexes."""
    from importlib.metadata import version

    return f"{version('SudachiPy')} {version('sudachidict-core')} " + _RELATED.read_text("utf-8")


_of_thread = local()  # a tokenizer serves one thread at a time


def tokenizer() -> Any:
    """This thread's own."""
    if not hasattr(_of_thread, "tokenizer"):
        _of_thread.tokenizer = _dictionary().tokenizer()
    return _of_thread.tokenizer


@cache
def _dictionary() -> Any:
    return Dictionary(dict="core")


_pieces: dict[tuple[str, int], _Piece] = {}
_MOST_PIECES = 200_000


def _piece(morpheme: Any) -> _Piece:
    key = (morpheme.surface(), morpheme.part_of_speech_id())
    piece = _pieces.get(key)
    if piece is None:
        if len(_pieces) >= _MOST_PIECES:
            _pieces.clear()
        piece = _pieces[key] = _made(morpheme)
    return piece


def _made(morpheme: Any) -> _Piece:
    surface, kind = morpheme.surface(), morpheme.part_of_speech()[0]
    normal, link = morpheme.normalized_form(), _link(morpheme)
    if kind in ("補助記号", "空白", "記号"):
        return _Piece("", "|", (), (), None)
    reading = pronounced(morpheme.reading_form())
    if kind == "助詞":
        reading = _PARTICLES.get(surface, reading)
    if kind not in _CONTENT or normal in _AUXILIARY:
        return _Piece(link, reading, (), (), None)
    parts = list(morpheme.split(SplitMode.A))
    units = [morpheme, *(parts if len(parts) > 1 else ())]
    terms = [term for unit in units for term in _own_terms(unit)]
    if kind == "動詞" and (noun := _as_noun(normal)):
        terms += ("w" + noun, *_groups().get((noun,), ()))
    terms += [group for unit in units for group in _groups().get((unit.normalized_form(),), ())]
    if len(parts) > 1:
        terms += _phrases([_link(part) for part in parts])
    words = tuple(_word(unit) for unit in units if _is_spoken(unit))
    says = _is_spoken(morpheme) and link != _NUMERAL and terms[:1] == ["w" + normal]
    content = Content(tuple(terms), kind == "名詞") if says else None
    return _Piece(link, reading, tuple(terms), words, content)


def _link(morpheme: Any) -> str:
    """What a morpheme is within a phrase; empty for what joins words and says nothing."""
    kind, kind2 = morpheme.part_of_speech()[:2]
    normal: str = morpheme.normalized_form()
    if kind2 == "数詞":
        return _NUMERAL
    if kind in ("助詞", "助動詞"):
        return _LINKS.get(normal, "")
    return normal


def _own_terms(unit: Any) -> Iterator[str]:
    normal = unit.normalized_form()
    if normal not in _BOILERPLATE and normal not in _AUXILIARY:
        yield "w" + normal
    for group in unit.synonym_group_ids():
        yield f"s{group}"


_LAST_AS_NOUN = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))


def _as_noun(verb: str) -> str:
    """取り消す -> 取り消し, 申し込む -> 申し込み; empty for short verbs, whose nouns are others."""
    if len(verb) < 4 or verb[-1] not in _LAST_AS_NOUN or verb[-2:] in ("える", "いる"):
        return ""
    return verb[:-1] + _LAST_AS_NOUN[verb[-1]]


def _is_spoken(unit: Any) -> bool:
    normal = unit.normalized_form()
    return (
        unit.part_of_speech()[0] in _SPOKEN
        and normal not in _AUXILIARY
        and normal not in _BOILERPLATE
    )


def _word(unit: Any) -> SpokenWord:
    groups = _groups().get((unit.normalized_form(),), ())
    return SpokenWord(pronounced(unit.reading_form()), (*_own_terms(unit), *groups))


def _phrases(links: list[str]) -> Iterator[str]:
    """Groups of phrases of two words and more, and of the words within a compound."""
    groups, starts = _groups(), _phrase_starts()
    links = [link for link in links if link]
    for at, link in enumerate(links):
        if link in starts:
            for end in range(at + 2, min(at + _LONGEST_PHRASE, len(links)) + 1):
                yield from groups.get(tuple(links[at:end]), ())


def _related_lines() -> list[str]:
    lines = _RELATED.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def _groups() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Normal forms of a word or phrase of related_words.txt -> its groups."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for number, line in enumerate(_related_lines()):
        for word in line.split():
            text = unicodedata.normalize("NFKC", word)
            links = tuple(filter(None, map(_link, tokenizer().tokenize(text, SplitMode.C))))
            found[links] = (*found.get(links, ()), f"o{number}")
    return found


@lru_cache(maxsize=1)
def _phrase_starts() -> frozenset[str]:
    return frozenset(links[0] for links in _groups() if len(links) > 1)
