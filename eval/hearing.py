"""What a simulated caller makes of the agent's words: sounds, compared loosely."""

from __future__ import annotations

from collections.abc import Sequence

TOLERANCE = 0.2
"""Share of a cue's kana that may be heard differently: one of five to nine."""


def is_heard(cues: Sequence[str], heard: str) -> bool:
    """Does `heard` contain one of `cues` (katakana), give or take a kana in five?"""
    return any(nearest_distance(cue, heard) <= int(len(cue) * TOLERANCE) for cue in cues)


def nearest_distance(cue: str, heard: str) -> int:
    """Smallest edit distance of `cue` to any stretch of `heard` (Sellers 1980)."""
    row = [0] * (len(heard) + 1)
    for index, kana in enumerate(cue, 1):
        before = row
        row = [index]
        for at, other in enumerate(heard, 1):
            substitution = before[at - 1] + (kana != other)
            row.append(min(substitution, before[at] + 1, row[at - 1] + 1))
    return min(row)
