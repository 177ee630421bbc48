"""A surname that was heard, read back and refused: which other one was it?

Each hearing says something: 臼井 and then くい are two blurred pictures of 福井. The surname that
lies nearest to all of them, and that people have, is taken; what was refused never is.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np

from speech.reading.kana import SoundIndex, morae, pronounced
from speech.reading.name_words import surname_readings, writings

COMMONNESS = 0.1
"""Edits in morae that a surname e times as common may lie farther off. At .1 the three names that
callers were heard to refuse (福井 heard 臼井 and くい, 田淵 heard 田口 twice, 鶴田 heard 古田) come
out first among 1,777; at .05 the rare 宇井 and at .2 everybody's 伊藤 do."""
FARTHEST = 1.0
"""Edits in morae per hearing above which no surname is near: 福井 lies .9 from its two hearings,
末永 .9 from 末成, which hardly anybody is called."""
NEAREST = 0.6
"""The same where it was heard alike each time: 田淵 lies .5 from 田口, 鶴田 .6 from 古田, and 千葉
1.0 from 内田, which then was no slip of the ear."""
_BORNE_BY_MANY = math.log(1e-3)
"""ln of a surname's bearers beside 佐藤's."""


@lru_cache(maxsize=1)
def _common() -> dict[str, float]:
    found: dict[str, float] = {}
    for reading, share in surname_readings():
        found[reading] = max(share, found.get(reading, share))
    return found


@lru_cache(maxsize=1)
def _index() -> SoundIndex:
    return SoundIndex(tuple(_common()))


def is_common_surname(reading: str) -> bool:
    """Is there a surname that sounds just so (katakana), borne by one in a thousand of 佐藤?"""
    return _common().get(pronounced(reading), -math.inf) >= _BORNE_BY_MANY


def nearest_surname(hearings: Sequence[str], refused: Collection[str] = ()) -> str:
    """How the surname nearest to all `hearings` (katakana) is usually written; empty if none is.

    `refused`: readings that are not it.
    """
    heard = [morae(pronounced(reading)) for reading in hearings if reading]
    if not heard:
        return ""
    readings, shares = zip(*_common().items(), strict=True)
    away = np.mean([_index().distances(other, within=False)[-1] for other in heard], axis=0)
    away = np.where([r in {pronounced(other) for other in refused} for r in readings], 9.0, away)
    farthest = FARTHEST if len({*map(tuple, heard)}) > 1 else NEAREST
    points = np.where(away <= farthest, away - COMMONNESS * np.array(shares), math.inf)
    best = int(points.argmin())
    if not math.isfinite(points[best]):
        return ""
    return next((name.text for name in writings(readings[best]) if name.is_surname), "")
