"""What each character of a turn looks like to the tagger of names.

Letters and words around it, its place in a word of the dictionary, and whether a surname, a given
name or a firm's word stands there: whether anybody is called so is in the tables, whether the
caller is called so is in the words around.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from agent.utterance import Utterance
from speech.reading.firm_words import WRITTEN
from speech.reading.name_words import common_surnames

BUCKETS = 1 << 17
"""Places that hashed features share; 300,000 features of the training turns, most of them rare."""
LONGEST_NAME = 5
"""Characters of a surname or given name that is looked up."""
COMMON = -4.0
"""ln of a surname's bearers beside 佐藤's: one of some hundred that everybody knows."""
_FIRM = re.compile("|".join(sorted((*WRITTEN, "株式会社", "有限会社"), key=len, reverse=True)))
_EDGE = "\x02"


def columns(said: Utterance, asked: str) -> npt.NDArray[np.int64]:
    """(characters, features) columns of `BUCKETS`; `asked` is what the open question is after."""
    text = said.text
    rows = [[*_letters(text, at)] for at in range(len(text))]
    more = (_word_features(said), _table_features(text), _turn_features(text, asked))
    return _hashed([list(chain(*names)) for names in zip(rows, *more, strict=True)])


def _hashed(rows: list[list[str]]) -> npt.NDArray[np.int64]:
    widest = max(map(len, rows), default=0)
    found = np.full((len(rows), widest), BUCKETS, dtype=np.int64)
    for at, row in enumerate(rows):
        found[at, : len(row)] = [zlib.crc32(name.encode()) % BUCKETS for name in row]
    return found


def _letters(text: str, at: int) -> list[str]:
    padded = _EDGE * 4 + text + _EDGE * 4
    here = at + 4
    near = [f"{d}{padded[here + d]}" for d in range(-4, 5)]
    pairs = [f"p{d}{padded[here + d : here + d + 2]}" for d in range(-3, 3)]
    threes = [f"t{d}{padded[here + d : here + d + 3]}" for d in range(-3, 2)]
    longer = [f"f{padded[here + 1 : here + 5]}", f"b{padded[here - 4 : here]}"]
    kinds = "".join(_kind(char) for char in padded[here - 2 : here + 3])
    return [*near, *pairs, *threes, *longer, f"k{kinds}", f"l{kinds[1:4]}"]


@lru_cache(maxsize=8_192)
def _kind(char: str) -> str:
    if char == _EDGE:
        return "E"
    if char.isdigit():
        return "0"
    name = unicodedata.name(char, "")
    for mark, kind in (("CJK", "c"), ("HIRAGANA", "h"), ("KATAKANA", "k"), ("LATIN", "a")):
        if name.startswith(mark):
            return kind
    return "k" if char == "ー" else "."


def _word_features(said: Utterance) -> list[list[str]]:
    """Of each character: its word and those around it, what they are, where in its word it is."""
    rows: list[list[str]] = [[] for _ in said.text]
    words = said.words
    tags = [f"{word.pos}/{word.kind}/{word.detail}" for word in words]
    for i, (word, begun) in enumerate(zip(words, said.places(), strict=True)):
        around = [
            tags[i],
            f"-{tags[i - 1] if i else _EDGE}",
            f"+{tags[i + 1] if i + 1 < len(words) else _EDGE}",
            f"<{words[i - 1].text if i else _EDGE}",
            f">{words[i + 1].text if i + 1 < len(words) else _EDGE}",
            f">>{''.join(w.text for w in words[i + 1 : i + 3])}",
            f"<<{''.join(w.text for w in words[max(0, i - 2) : i])}",
            f"w{word.text}",
        ]
        end = min(begun + len(word.text), len(rows))
        for place in range(begun, end):
            edge = ("B" if place == begun else "") + ("E" if place == end - 1 else "")
            rows[place] = [f"W{edge}{name}" for name in around]
    return rows


def _table_features(text: str) -> list[list[str]]:
    """Of each character: which names of the tables cover it, and firms' words."""
    rows: list[list[str]] = [[] for _ in text]
    for begun in range(len(text)):
        for end in range(begun + 1, min(begun + LONGEST_NAME, len(text)) + 1):
            known = _known(text[begun:end])
            if known:
                _cover(rows, begun, end, f"N{known}{end - begun}")
    for found in _FIRM.finditer(text):
        _cover(rows, *found.span(), "F")
        for after in range(found.end(), min(found.end() + 2, len(text))):
            rows[after].append(f"F>{after - found.end()}")
        for before in range(max(0, found.start() - 6), found.start()):
            rows[before].append("F<")
    return rows


def _cover(rows: list[list[str]], begun: int, end: int, name: str) -> None:
    for at in range(begun, end):
        edge = ("B" if at == begun else "") + ("E" if at == end - 1 else "")
        rows[at].append(f"{name}{edge}")


def _known(text: str) -> str:
    """2 for one of the commonest surnames, 1 for another, nothing where it is none."""
    share = common_surnames().get(text)
    return "" if share is None else "2" if share > COMMON else "1"


def _turn_features(text: str, asked: str) -> list[list[str]]:
    """Of each character: the open question, and where in the turn it stands."""
    size = "s" if len(text) <= 8 else "m" if len(text) <= 20 else "l"
    rows = []
    for at in range(len(text)):
        place = min(at, 3), min(len(text) - 1 - at, 3)
        rows.append(
            ["*", f"q{asked}", f"q{asked}{size}", f"q{asked}{_kind(text[at])}", f"@{place}"]
        )
    return rows
