"""The words a client's calls turn on, for the recogniser: 敷金, 内見, 入れ歯, 架空ハイツ.

They come from the manual alone: every noun of its questions, answers, menus and rules. What is
written together is said together, so 入居者専用 is a word beside 入居者 and 専用.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from knowledge.schema import Manual
from knowledge.terms import morphemes
from speech.reading.kana import pronounced

MOST_WORDS = 600
"""Of a large manual the words that stand in most of its texts: a word in a hundred is expected."""
LEAST_KANA = 3
"""Shorter words lie inside too many others."""
_ELSEWHERE = frozenset(("staff", "vips", "operators", "schedule", "numbers", "voice", "report_to"))
"""Names, for which `Manual.bias_words` has better readings, and what no caller says."""
_WRITTEN = re.compile(r"[ァ-ヶ一-龥々]")


def vocabulary(manual: Manual) -> tuple[tuple[str, str], ...]:
    """(text, katakana as pronounced) of the manual's nouns, the commonest first."""
    known = {text for text, _ in manual.bias_words()}
    found: Counter[tuple[str, str]] = Counter()
    for text in _texts(manual.model_dump(mode="json", exclude=set(_ELSEWHERE))):
        found.update(dict.fromkeys(_words(text), 1))
    return tuple(word for word, _ in found.most_common(MOST_WORDS) if word[0] not in known)


def _texts(part: Any) -> Iterator[str]:
    """Every Japanese text in the values of a manual."""
    if isinstance(part, str):
        if _WRITTEN.search(part):
            yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Nouns, and what they are written together with."""
    run: list[tuple[str, str]] = []
    for morpheme in morphemes(text):
        if _is_noun(morpheme):
            run.append((morpheme.surface(), pronounced(morpheme.reading_form())))
            yield from _long_enough(*run[-1])
            if len(run) > 1:
                yield from _long_enough(*map("".join, zip(*run, strict=True)))
        else:
            run = []


def _is_noun(morpheme: Any) -> bool:
    kind, kind2 = morpheme.part_of_speech()[:2]
    return kind == "名詞" and kind2 != "数詞" and bool(_WRITTEN.search(morpheme.surface()))


def _long_enough(text: str, reading: str) -> Iterator[tuple[str, str]]:
    if len(reading) >= LEAST_KANA:
        yield text, reading
