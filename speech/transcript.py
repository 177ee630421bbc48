"""What the recogniser heard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transcript:
    """One stretch of the caller's speech as words and as sounds."""

    text: str
    """Written form: kanji and kana, digits as 0-9, e-mail addresses in Latin letters."""
    reading: str
    """Katakana as pronounced (キョー, ワ), long vowels ー, no spaces."""
    start_ms: int
    """Where the speech begins, in caller audio."""
    end_ms: int
    """Where the last word ends, in caller audio."""
    is_final: bool
    """False for a partial, which later audio may change."""
    stable_len: int
    """How many leading characters of `reading` later audio is not expected to change."""
    confidence: float
    """0..1, the recogniser's own estimate that the reading is right."""
