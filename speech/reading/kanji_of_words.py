"""Kanji told by words: にんべんに左の佐, 藤の花の藤, ブリッジの橋, 高い, ほん."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from speech.reading.kana import hiragana, is_kana
from speech.reading.kanji import (
    gloss,
    has_reading,
    is_kanji,
    part_names,
    readings_of,
    same_character,
)
from speech.reading.kanji_element import Explained, Token
from speech.reading.kanji_words import homophones

_LONGEST_WORD = 12


# --- parts ------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _part_pattern() -> re.Pattern[str]:
    names = sorted((name for name in part_names() if len(name) > 1), key=len, reverse=True)
    particles = "の付く|のつく|の下に|の右に|に|の|で|と|へ"
    return re.compile(f"(?P<part>{'|'.join(map(re.escape, names))})(?:{particles})、?")


def parts(text: str, at: int) -> Iterator[Token]:
    """「にんべんに左の佐」, 「さんずいの江」, 「きへんにくろ」."""
    found = _part_pattern().match(text, at)
    if found is None:
        return
    kanji = part_names()[found["part"]]
    start = found.end()
    yield from _part_and_rest(text, start, kanji)
    for end in range(start + 1, min(len(text), start + _LONGEST_WORD) + 1):
        word = text[start:end]
        if "、" in word or "。" in word:
            break
        if text[end : end + 1] == "の":
            yield from _part_word_kanji(text, end + 1, word, kanji)


def _part_and_rest(text: str, start: int, kanji: tuple[tuple[str, str], ...]) -> Iterator[Token]:
    """The part, then the kanji itself, its rest, or its reading."""
    char = text[start : start + 1]
    whole = {k: 1.0 for k, rest in kanji if char and char in (k, rest)}
    if whole:
        again = (
            2 if text[start + 1 : start + 2] == "の" and text[start + 2 : start + 3] in whole else 0
        )
        best = text[start + 2] if again else char if char in whole else max(whole)
        yield Token(start + 1 + again, 0.15, Explained({best: 1.0}, 1.0))
    for size in (3, 2, 1, 4):
        kana = text[start : start + size]
        if len(kana) == size and is_kana(kana):
            named = {k: 0.8 for k, rest in kanji if has_reading(k, kana)}
            named |= {
                k: 0.7 for k, rest in kanji if rest and has_reading(rest, kana) and k not in named
            }
            if named:
                yield Token(start + size, 0.5 + 0.1 * (4 - size), Explained(named, 0.8))


def _part_word_kanji(
    text: str, start: int, word: str, kanji: tuple[tuple[str, str], ...]
) -> Iterator[Token]:
    """The part, a word for the rest, and its kanji or reading: にんべんに左の佐, …ひだりのさ."""
    more = _joint_cost(word)
    inside = set(_kanji_in(word)) | set(gloss(word))
    made = {k for k, rest in kanji if rest and rest in inside}
    char = text[start : start + 1]
    if char and is_kanji(char):
        named = {k for k, rest in kanji if char in (k, rest)}
        both = (made & named) or named
        if both:
            best = char if char in both else max(both)
            cost = 0.15 if both & made else 0.35
            yield Token(start + 1, cost + more, Explained({best: 1.0}, 1.0))
        elif made:
            yield Token(start + 1, 0.3 + more, Explained(dict.fromkeys(made, 0.9), 0.9))
    for size in (4, 3, 2, 1):
        kana = text[start : start + size]
        if len(kana) == size and is_kana(kana):
            fits = {k: 1.0 for k in made if has_reading(k, kana)}
            fits |= {} if fits else {k: 0.7 for k, _ in kanji if has_reading(k, kana)}
            if fits:
                cost = 0.25 if fits.keys() & made else 0.6
                yield Token(start + size, cost + more - 0.04 * size, Explained(fits, 0.9))


# --- words ------------------------------------------------------------------------------------


def words(text: str, at: int) -> Iterator[Token]:
    """「藤の花の藤」, 「田んぼのた」, 「ブリッジの橋」."""
    for end in range(at + 1, min(len(text), at + _LONGEST_WORD) + 1):
        word = text[at:end]
        if word[-1] in "、。 ":
            break
        if text[end : end + 1] != "の":
            continue
        start = end + 1
        stop = start
        while stop < len(text) and stop < start + 3 and is_kanji(text[stop]):
            stop += 1
            yield from _kanji_of_word(word, text[start:stop], stop)
        for size in (4, 3, 2, 1):
            kana = text[start : start + size]
            if len(kana) == size and is_kana(kana):
                yield from _reading_in_word(word, kana, start + size)
        if start == len(text) or text[start] in "、。":
            yield from _word_alone(word, start, 0.4)


def _joint_cost(word: str) -> float:
    """A word that holds a joint has likely swallowed the explanation before it."""
    return 1.0 * len(re.findall("[にでと]|の.の|は", word)) + 0.04 * len(word)


def _kanji_of_word(word: str, kanji: str, end: int) -> Iterator[Token]:
    more = _joint_cost(word)
    if kanji in word:
        yield Token(end, 0.1 + more, Explained({kanji: 1.0}, 1.0))
    elif len(kanji) == 1 and gloss(word):
        found = {k: 0.9 for k in gloss(word)} | {kanji: 1.0 if kanji in gloss(word) else 0.7}
        yield Token(end, 0.15 + more, Explained(found, 0.9))
    elif len(kanji) == 1:
        alike = {k: 0.9 for k in _kanji_in(word) if _sound_alike(k, kanji)}
        alike = {k: w for k, w in alike.items() if not same_character(k, kanji)}
        cost = 0.3 if alike else 0.7
        yield Token(end, cost + more, Explained(alike | {kanji: 0.7}, 0.7))
        inside = [k for k in word if is_kanji(k)]
        if inside and not alike:
            both = {k: 0.6 for k in inside} | {kanji: 0.6}
            yield Token(end, 0.65 + more, Explained(both, 0.5))


@lru_cache(maxsize=4096)
def _sound_alike(a: str, b: str) -> bool:
    return any(has_reading(b, reading) for reading in readings_of(a)[:6])


def _reading_in_word(word: str, kana: str, end: int) -> Iterator[Token]:
    more = _joint_cost(word)
    glossed = {k: 1.0 for k in gloss(word) if has_reading(k, kana)}
    if glossed:
        yield Token(end, 0.15 + more, Explained(glossed, 0.9))
        return
    found = {k: w for k, w in _kanji_in(word).items() if has_reading(k, kana)}
    if found:
        is_written = any(is_kanji(char) for char in word)
        cost = (0.2 if is_written else 0.35) - 0.04 * len(kana)
        yield Token(end, cost + more, Explained(found, 0.95 if is_written else 0.85))


@lru_cache(maxsize=8192)
def _kanji_in(word: str) -> dict[str, float]:
    """The kanji in the ways a word is written; a kana word's likelier writings weigh more."""
    written = [char for char in word if is_kanji(char)]
    if written:
        return dict.fromkeys(written, 1.0)
    found: dict[str, float] = {}
    if is_kana(word):
        best = 0
        for other in homophones(word):
            inside = [char for char in other.text if is_kanji(char)]
            if inside:
                best = best or other.cost
                weight = max(0.3, 1.0 - (other.cost - best) / 6000.0)
                for char in inside:
                    found.setdefault(char, weight)
        if not found and "の" in word[1:-1]:
            for part in word.split("の"):
                found |= {k: w * 0.9 for k, w in _kanji_in(part).items()} if part else {}
    return found


# --- single kanji and words alone -------------------------------------------------------------

_OKURIGANA = re.compile(
    r"(?P<kanji>[一-鿿])(?P<kana>い|しい|きい|さい|るい|かい|らかい|らしい|う|く|ぐ|す|つ|ぬ|"
    r"ぶ|む|る|える|ける|げる|せる|てる|ねる|べる|める|"
    r"れる|いる|きる|ぎる|しる|ちる|びる|みる|りる|わる|わす|たる|たす|わせる|える|やか|か|り|"
    r"んぼ|ぼ|らか)"
    r"(?=に|と|で|、|。|の|を|って|$|[一-鿿])"
)
_OF_RIVERS = re.compile(
    r"(?:縦)?(?:三|3|さん)(?:本|ぼん)(?:の)?(?:川|がわ|かわ|線)(?:の川|のかわ)?"
)
_LETTER = re.compile(r"(?P<kanji>[一-鿿])のある(?P=kanji)")


def plain(text: str, at: int) -> Iterator[Token]:
    """A kanji, or a word alone that tells one: 三本川, 長い, 田んぼ, ブリッジ, ほん."""
    if (found := _OF_RIVERS.match(text, at)) is not None:
        yield Token(found.end(), 0.1, Explained({"川": 1.0}, 1.0))
    if (found := _LETTER.match(text, at)) is not None:
        yield Token(found.end(), 0.1, Explained({found["kanji"]: 1.0}, 1.0))
    if (found := _OKURIGANA.match(text, at)) is not None:
        cost = 0.3 if found["kana"] in ("んぼ", "ぼ") else 0.35
        yield Token(found.end(), cost, Explained({found["kanji"]: 0.95}, 0.9))
    if is_kanji(text[at]):
        yield Token(at + 1, 0.45, Explained({text[at]: 0.9}, 0.8))
    for end in range(min(len(text), at + 7), at, -1):
        is_end = end == len(text) or text[end] in "にとで、。のを"
        if is_end and is_kana(text[at:end]):
            yield from _word_alone(text[at:end], end, 0.0)


def _word_alone(word: str, end: int, more: float) -> Iterator[Token]:
    """A word without の: ブリッジ, ながい, ほん, たんぼ."""
    if gloss(word):
        yield Token(end, 0.3 + more, Explained(dict.fromkeys(gloss(word), 0.9), 0.8))
    if len(word) < 2 or not is_kana(word):
        return
    stems = _stems(hiragana(word))
    if stems:
        yield Token(end, 0.7 + more, Explained(stems, 0.6))


@lru_cache(maxsize=4096)
def _stems(word: str) -> dict[str, float]:
    """Kanji of words of one kanji, with okurigana or without: ながい 長, ほん 本, たんぼ 田."""
    found: dict[str, float] = {}
    best = 0
    for other in homophones(word):
        inside = [char for char in other.text if is_kanji(char)]
        if len(inside) == 1 and is_kanji(other.text[0]) and other.cost < 9000:
            best = best or other.cost
            found.setdefault(inside[0], max(0.3, 0.9 - (other.cost - best) / 6000.0))
    return found
