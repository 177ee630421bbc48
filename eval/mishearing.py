"""A seeded channel of misheard morae: what a recogniser might make of a reading, without audio.

Each mora is hit with the same probability; most hits replace it by one that sounds like it
(`speech.reading.kana.mora_cost`), the rest drop it or add another after it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from speech.reading.kana import mora_cost, morae

REPLACED, DROPPED = 0.6, 0.2
"""Shares of the hits; the rest are insertions. Set by hand: most of a recogniser's errors put one
sound for another."""
TEMPERATURE = 0.15
"""Of the choice among replacements, in units of `mora_cost`: カ becomes ガ (.25) four times as
often as タ (.45)."""

_KANA = (
    "アイウエオカキクケコガギグゲゴサシスセソザジズゼゾタチツテトダデドナニヌネノハヒフヘホ"
    "バビブベボパピプペポマミムメモヤユヨラリルレロワンッー"
)
_GLIDED = tuple(first + glide for first in "キギシジチニヒビピミリ" for glide in "ャュョ")
MORAE = (*_KANA, *_GLIDED)
"""What a mora can be heard as."""


@dataclass(frozen=True, slots=True)
class MoraChannel:
    """Mishears readings. The same seed, rate and reading give the same result, in any order."""

    seed: int
    rate: float
    """0..1, the share of morae that are hit."""

    def __call__(self, reading: str) -> str:
        """`reading` (katakana as pronounced) as misheard; what is no kana is lost."""
        chance = np.random.default_rng([self.seed, zlib.crc32(reading.encode())])
        return "".join(self._heard(mora, chance) for mora in morae(reading))

    def _heard(self, mora: str, chance: np.random.Generator) -> str:
        if chance.random() >= self.rate:
            return mora
        kind = chance.random()
        if kind < REPLACED:
            return str(chance.choice(MORAE, p=_likeness(mora)))
        return "" if kind < REPLACED + DROPPED else mora + str(chance.choice(MORAE))


@lru_cache(maxsize=256)
def _likeness(mora: str) -> npt.NDArray[np.float64]:
    """(len(MORAE),) how often `mora` is heard as each of `MORAE`, never as itself."""
    costs = np.array([mora_cost(mora, other) for other in MORAE])
    weights = np.where(costs > 0, np.exp(-costs / TEMPERATURE), 0.0)
    chances: npt.NDArray[np.float64] = weights / weights.sum()
    return chances
