"""Kana of a spoken address as pieces: letters, words, signs, examples, and failing these syllables.

The cheapest path through everything that a stretch of kana may stand for. Two paths are kept to
every place, one that spelled last and one that romanised last, so that イチ within タナカイチロー
stays ichi while エーイチ is a1.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from speech.reading.kana import mora_distance, morae, pronounced, similarity
from speech.reading.kanji_words import GIVEN_NAME, SURNAME, homophones
from speech.reading.letters import (
    EXAMPLES,
    HEARD,
    KINDS_OF_CHARACTER,
    LETTERS,
    RUN_TOGETHER,
    SPOKEN,
    TOP_LABELS,
)
from speech.reading.romaji import is_ambiguous, romaji, spellings

BOUNDARY = "、"
"""In the kana given to `pieces`: the caller paused here."""
_HERE = Path(__file__).parent
_LAST_MORAE = frozenset(name[-1] for name in LETTERS.values())
_SWITCH, _PAUSED_SWITCH = 1.0, 0.5
"""Cost of going over from letters' names to syllables or back within a run."""
_CROSSING = 0.25
"""Cost of a word that goes on over a pause."""
_ACROSS_NAME = 0.6
"""The same for a name."""
_ACROSS_EXAMPLE = 1.0
"""The same for a letter and 「東京のT」, which nobody breaks up."""
_LONGEST_TOKEN = 20
_LEAST_WORD, _LONGEST_NAME = 3, 8
_RESPELLED = 0.5
"""Cost of a letter's name in another spelling: けいいち begins with ケイ and is no k."""
_SLIP = 0.45
"""Mora distance up to which a sound may be a letter (two or three morae) misheard."""
_MAX_MORAE = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an address, as said and as written."""

    letters: str
    kind: str
    """letter, example (a letter with its example), word, sign, kana or name (both romanised),
    typed, or filler (no letters)."""
    sound: str
    """Katakana, as it was written for the ear; empty for what was typed."""
    doubt: str = ""
    """Why it may be wrong, in Japanese; empty where it is certain."""
    starts: bool = False
    """First after a pause."""


SPELLING, HEARING = "綴りの確認", "聞き取りの確認"


@dataclass(frozen=True, slots=True)
class _Token:
    cost: float
    letters: str
    kind: str
    mode: str = ""
    """Empty: fits among letters and syllables alike (words, signs, fillers)."""
    doubt: str = ""
    unpaused: float = 0.0
    """What it costs more where it does not stand between pauses."""
    crossing: float = _CROSSING
    """What it costs to go on over a pause."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything that can be part of a spoken address."""

    sounds: Mapping[str, str]
    """Sound -> letters."""
    words: tuple[tuple[str, str], ...]
    """The client's own (sound, label); only these are recognised when misheard."""


@lru_cache(maxsize=256)
def vocabulary(words: tuple[tuple[str, str], ...] = ()) -> Vocabulary:
    """Letters, signs and providers, and the client's own (label, reading)."""
    known = {pronounced(name): sign for sign, name in SPOKEN.items()}
    for dot in ("ドット", "テン"):
        known |= {dot + pronounced(name): "." + label for label, name in TOP_LABELS.items()}
    known |= {pronounced(heard): sign for heard, sign in HEARD.items()}
    known |= _numbers() | RUN_TOGETHER
    own = {pronounced(reading): label for label, reading in words}
    return Vocabulary(known | own, tuple(own.items()))


def _numbers() -> dict[str, str]:
    """10 to 99 and the years of this age: ジューニ 12, ニセンニジューゴ 2025."""
    units = ["", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー"]
    below = {
        (units[tens] if tens > 1 else "") + ("ジュー" if tens else "") + units[one]: 10 * tens + one
        for tens in range(10)
        for one in range(10)
    }
    found = {pronounced(name): str(value) for name, value in below.items() if value > 9}
    for thousand, start in (("センキューヒャク", 1900), ("ニセン", 2000)):
        found |= {pronounced(thousand + n): str(start + v) for n, v in below.items()}
    return found | {"ヒャク": "100", "セン": "1000"}


@lru_cache(maxsize=1)
def _english() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """(certain spelling of a word, all spellings of a loanword), by sound."""
    certain = {pronounced(kana): text for kana, text in _rows("address_words.txt")}
    loans = {pronounced(kana): tuple(t.split()) for kana, t in _rows("english_words.txt")}
    return certain, loans


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kana, _, text = line.partition("\t")
            yield kana, text


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    token: _Token | None = None
    start: int = 0
    end: int = 0
    before: _Path | None = None


def pieces(kana: str, known: Vocabulary) -> list[Piece]:
    """The cheapest way to read a run of kana (`BOUNDARY` where the caller paused)."""
    sounds: list[str] = []
    pauses: set[int] = {0}
    for part in kana.split(BOUNDARY):
        sounds += morae(part)
        pauses.add(len(sounds))
    sounds = sounds[:_MAX_MORAE]
    crossed = _crossings(pauses, len(sounds))
    paths: list[dict[str, _Path]] = [{"spelled": _Path(0.0), "syllables": _Path(0.0)}]
    for end in range(1, len(sounds) + 1):
        here: dict[str, _Path] = {}
        for start in range(max(0, end - _LONGEST_TOKEN), end):
            crossing = crossed[end] - crossed[start + 1]
            is_paused = start in pauses and end in pauses
            for token in _tokens("".join(sounds[start:end]), end - start, known):
                for mode, path in paths[start].items():
                    now = token.mode or mode
                    switch = 0.0 if now == mode else _PAUSED_SWITCH if start in pauses else _SWITCH
                    cost = path.cost + token.cost + switch + token.crossing * crossing
                    cost += 0.0 if is_paused else token.unpaused
                    if now not in here or cost < here[now].cost:
                        here[now] = _Path(cost, token, start, end, path)
        paths.append(here)
    best = min(paths[-1].values(), key=lambda path: path.cost)
    return _joined(best, sounds, pauses)


def _crossings(pauses: set[int], length: int) -> list[int]:
    """For each place, how many pauses stand before it."""
    out = [0]
    for at in range(length + 1):
        out.append(out[-1] + (at in pauses))
    return out


def _joined(path: _Path, sounds: list[str], pauses: set[int]) -> list[Piece]:
    """The path's tokens as pieces; syllables that stand together are romanised together."""
    found: list[Piece] = []
    while path.token is not None and path.before is not None:
        token, sound = path.token, "".join(sounds[path.start : path.end])
        starts = path.start in pauses
        is_romanised = token.mode == "syllables"
        if token.kind == "kana" and found and found[0].kind == "kana" and not found[0].starts:
            sound += found.pop(0).sound
        if is_romanised:
            doubt = SPELLING if is_ambiguous(sound) else ""
            found.insert(0, Piece(romaji(sound), token.kind, sound, doubt, starts))
        else:
            found.insert(0, Piece(token.letters, token.kind, sound, token.doubt, starts))
        path = path.before
    return found


@lru_cache(maxsize=16_384)
def _tokens(written: str, size: int, known: Vocabulary) -> tuple[_Token, ...]:
    """What a stretch of kana may stand for."""
    found = []
    sound = pronounced(written)
    if size == 1:
        cost = 0.2 if written in "ーッ" else 0.8
        found.append(_Token(cost, romaji(written), "kana", "syllables"))
    if written in known.sounds:
        found.append(_known(known.sounds[written], size, 0.0))
    elif sound in known.sounds:
        found.append(_known(known.sounds[sound], size, _RESPELLED))
    elif 2 <= size <= 3 and sound[-1:] in _LAST_MORAE:
        distance, letter = _nearest_letter(sound)
        if distance <= _SLIP:
            found.append(_Token(0.9 + 2 * distance, letter, "letter", "spelled", HEARING))
    elif size >= 4:
        found += _long_words(written, sound, size, known)
    if size >= _LEAST_WORD - 1:
        english = _english_word(sound, size)
        found += [english] if english is not None else []
    if _LEAST_WORD <= size <= _LONGEST_NAME and is_name(written):
        cost = 0.2 + 0.2 * size
        found.append(_Token(cost, romaji(written), "name", "syllables", crossing=_ACROSS_NAME))
    return tuple(found)


def _known(letters: str, size: int, unpaused: float) -> _Token:
    cost = 0.6 if size == 1 else 0.3
    if len(letters) == 1 and letters.isalnum():
        return _Token(cost, letters, "letter", "spelled", "", unpaused, _ACROSS_EXAMPLE)
    if letters.isdigit():
        return _Token(cost, letters, "letter", "spelled")
    kind = "word" if letters.isalnum() else "sign" if letters else "filler"
    return _Token(cost, letters, kind)


def _long_words(written: str, sound: str, size: int, known: Vocabulary) -> Iterator[_Token]:
    distance, letters = _nearest_word(sound, known.words)
    if distance <= _SLIP * size / 3:
        yield _Token(0.4 + distance, letters, "word")
    said, particle, name = written.rpartition("ノ")
    if not particle:
        return
    head, tail = pronounced(said), pronounced(name)
    character = known.sounds.get(tail, "")
    if len(character) == 1 and character.isalnum():
        if tail == "キュー":
            character = "9" if "スージ" in head else "q"
        if _stands_for(head, character, known):
            cost = 0.2 + 0.02 * size
            yield _Token(cost, character, "example", "spelled", "", 0.0, _ACROSS_EXAMPLE)


@lru_cache(maxsize=4096)
def _english_word(sound: str, size: int) -> _Token | None:
    """A loanword; a Japanese name that sounds the same goes before it."""
    certain, loans = _english()
    if sound in certain:
        return _Token(0.45 + 0.08 * size, certain[sound], "word")
    if size < _LEAST_WORD or sound not in loans or is_name(sound):
        return None
    doubt = SPELLING if len(loans[sound]) > 1 else ""
    return _Token(0.6 + 0.25 * size, loans[sound][0], "word", "", doubt)


_LEAST_ALIKE = 0.72
"""Similarity from which a misheard label is taken for a word: エグタンプル, エグザンプル .9."""


@lru_cache(maxsize=4096)
def nearest_word(sound: str) -> str:
    """The common word of addresses that this long sound is nearly; empty where none is near."""
    if len(morae(sound)) < 5:
        return ""
    certain, _ = _english()
    alike, word = max((similarity(sound, known), text) for known, text in certain.items())
    return word if alike >= _LEAST_ALIKE else ""


_ROMANISED = re.compile(r"(?:[bdfghjkmnprstwyz]{0,3}[aiueo]n?){3,}")
_LEAST_ROMANISED = 0.85
"""difflib ratio from which a romanised label is taken for a word: egutanpuru, eguzanpuru .9."""


@lru_cache(maxsize=4096)
def nearest_romanised(label: str) -> str:
    """The common word whose kana this label romanises, nearly; empty where none is near."""
    if len(label) < 6 or not _ROMANISED.fullmatch(label):
        return ""
    alike, word = max(
        (difflib.SequenceMatcher(None, romaji(kana), label).ratio(), text)
        for kana, text in _rows("address_words.txt")
    )
    return word if alike >= _LEAST_ROMANISED and word != label else ""


@lru_cache(maxsize=4096)
def is_name(sound: str) -> bool:
    """Is this a Japanese surname or given name, written in kanji?"""
    return any(
        word.group in (GIVEN_NAME, SURNAME)
        for word in homophones(sound)
        if "一" <= word.text[0] <= "龥"
    )


@lru_cache(maxsize=4096)
def _stands_for(head: str, character: str, known: Vocabulary) -> bool:
    """Is `head` a word that people say to tell this letter from others?"""
    if head in KINDS_OF_CHARACTER:
        return True
    if character.isdigit():
        return False
    if EXAMPLES.get(head) == character:
        return True
    certain, loans = _english()
    if any(text.startswith(character) for text in (certain.get(head, ""), *loans.get(head, ()))):
        return True
    if len(morae(head)) > 1 and any(text.startswith(character) for text in spellings(head, 16)):
        return True
    return _is_letter_row(head, character)


def _is_letter_row(head: str, character: str) -> bool:
    """エービーシー for a, b or c."""
    names = {pronounced(name): letter for letter, name in LETTERS.items()}
    rest, said = head, ""
    while rest:
        name = next((n for n in names if rest.startswith(n)), "")
        if not name:
            return False
        said, rest = said + names[name], rest[len(name) :]
    return len(said) > 1 and character in said


@lru_cache(maxsize=4096)
def _nearest_word(sound: str, words: tuple[tuple[str, str], ...]) -> tuple[float, str]:
    return min(((mora_distance(sound, word), label) for word, label in words), default=(9.0, ""))


@lru_cache(maxsize=4096)
def _nearest_letter(sound: str) -> tuple[float, str]:
    return min((mora_distance(sound, name), letter) for letter, name in LETTERS.items())
