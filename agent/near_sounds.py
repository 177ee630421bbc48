"""How nearly some phrases were said, by sound: what was misheard is still like what was meant."""

from __future__ import annotations

from functools import lru_cache

from speech.reading.kana import SoundIndex


def likenesses(phrases: tuple[str, ...], reading: str) -> list[float]:
    """Of each phrase (katakana as pronounced) 0..1, how well its best part of `reading` fits."""
    return [float(like) for like in _index(phrases).similarities(reading, within=True)]


@lru_cache(maxsize=64)
def _index(phrases: tuple[str, ...]) -> SoundIndex:
    return SoundIndex(phrases)
