"""How else a written name can be read: 小山 こやま, おやま; 裕子 ゆうこ, ひろこ; 隆文 たかし.

From SudachiDict's names (Apache-2.0). Callers who know a name from a card read it as they may.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from knowledge.reader import dictionary
from speech.reading.kana import is_kana, morae, pronounced

_KINDS = {
    "姓": (("人名", "姓"), ("地名", "一般")),  # most surnames are places, read otherwise (小山)
    "名": (("人名", "名"),),
}


@lru_cache(maxsize=16_384)
def other_readings(written: str, part: Literal["姓", "名"], own: str) -> tuple[str, ...]:
    """Katakana as pronounced of every other reading the dictionary knows; about 20 us a name.

    `own` is the right one. Of a given name also its first character's name, where that begins
    alike: 隆文 (タカフミ) is called タカシ by mistake.
    """
    if not written or is_kana(written):
        return ()
    found = _names(written, part)
    if part == "名" and len(written) == 2:
        start = morae(own)[:2]
        found += [kana for kana in _names(written[0], part) if _begins(kana, start)]
    return tuple(dict.fromkeys(kana for kana in found if kana != own and len(morae(kana)) > 1))


def _begins(kana: str, start: tuple[str, ...]) -> bool:
    heads = morae(kana)
    return len(heads) > 2 and heads[:2] == start


def _names(written: str, part: Literal["姓", "名"]) -> list[str]:
    return [
        pronounced(entry.reading_form())
        for entry in dictionary().lookup(written)
        if entry.part_of_speech()[2:4] in _KINDS[part] and is_kana(entry.reading_form())
    ]
