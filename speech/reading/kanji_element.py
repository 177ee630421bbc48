"""What one step of a 漢字の説明 yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explained:
    """One explained kanji (or a part of the name in kana)."""

    writings: Mapping[str, float]
    """How it may be written, with weights 0..1."""
    sureness: float
    """0..1: 1 where the word that explains it holds the kanji itself."""

    @property
    def best(self) -> str:
        """The likeliest writing."""
        return max(self.writings, key=lambda text: self.writings[text])


@dataclass(frozen=True, slots=True)
class Token:
    """What a stretch of an explanation may be."""

    end: int
    """One past its last character."""
    cost: float
    """About .1 where it is certain to mean this, .7 where it may."""
    element: Explained | None = None
    topic: str = ""
    """What is going to be explained."""
