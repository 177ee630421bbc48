"""A client's own words of danger in any order and form: 天井から水 in 天井からぽたぽた水が.

Compared are the words that carry the meaning, in their dictionary form, with the particle behind a
noun and whether a verb was denied; what stands between them, and which comes first, is free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.terms import morphemes

LONGEST_GAP = 20
"""Characters between the first and the last of them: 警察の人が来て連れていかれ has 10."""
_MEANING = frozenset(("名詞", "動詞", "形容詞", "形状詞", "副詞"))
_DENYING = frozenset(("ない", "無い", "ず", "ぬ", "まい"))
_LOOSE = frozenset(("", "が", "は", "も", "の", "って", "と", "や", "みたい", "だ"))
"""What may stand behind a noun whatever particle the client wrote: 煙は出, 煙みたいなのが出."""
_SENTENCE = re.compile(r"[^。！？!?]+")
_ABOUT_IT = re.compile(
    r"(?:車|物件|対応|対策|保険|証明|係|歴|率|防止|点検|訓練|報知|警報|記録|報告|処理|調査|修理|担当|復旧|草|突)"
)
"""Behind a noun of danger: what has to do with it and is none. 事故車, 煙草."""


@dataclass(frozen=True, slots=True)
class _Unit:
    word: str
    is_denied: bool
    particle: str
    at: int


def said_in_other_words(phrase: str, text: str) -> bool:
    """Every word of a `phrase` of two or more was said within one sentence of `text`."""
    wanted = _units(phrase)
    if len(wanted) < 2:
        return False
    return any(_holds(wanted, _units(part)) for part in _SENTENCE.findall(text))


def stands_alone(word: str, text: str) -> bool:
    """`word` was said, and not only as the beginning of what has to do with it: 事故車."""
    at = text.find(word)
    while at >= 0:
        behind = at + len(word)
        is_prone = text.startswith("やす", behind)  # のぼせやすい
        if not (is_prone or (word[-1:] > "一" and _ABOUT_IT.match(text, behind))):
            return True
        at = text.find(word, at + 1)
    return False


def _holds(wanted: tuple[_Unit, ...], said: tuple[_Unit, ...]) -> bool:
    places = [[have.at for have in said if _is_same(want, have)] for want in wanted]
    if not all(places):
        return False
    first = min(at[0] for at in places)
    return all(min(at) - first <= LONGEST_GAP for at in places)


def _is_same(want: _Unit, have: _Unit) -> bool:
    if (want.word, want.is_denied) != (have.word, have.is_denied):
        return False
    return not want.particle or have.particle in _LOOSE or have.particle == want.particle


@lru_cache(maxsize=512)
def _units(text: str) -> tuple[_Unit, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[_Unit]:
    found = [(m.normalized_form(), m.part_of_speech(), m.begin()) for m in morphemes(text)]
    for i, (word, pos, at) in enumerate(found):
        is_suffix = pos[0] == "接尾辞" and pos[1] == "形容詞的"
        if not is_suffix and (pos[0] not in _MEANING or pos[1] in ("非自立可能", "数詞")):
            continue
        behind = found[i + 1][0] if i + 1 < len(found) else ""
        yield _Unit(word, _is_denied(found[i + 1 :]), behind if pos[0] == "名詞" else "", at)


def _is_denied(behind: list[tuple[str, tuple[str, ...], int]]) -> bool:
    """帰ってこなくて: a denial among the endings of the verb."""
    for word, pos, _ in behind:
        if word in _DENYING:
            return True
        is_ending = pos[0] == "助動詞" or word in ("て", "で") or pos[1] == "非自立可能"
        if not is_ending:
            return False
    return False
