"""What spoken words come to when they are written down, and whether to ask before relying on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """One value as a caller spoke it, written.

    `value` is the best reading in the form its kind prescribes, or None where no single reading is
    likelier than the others; `display` is how it is read back to the caller (Japanese, empty where
    nothing was understood); `needs_confirmation` says the value is doubtful and should be asked
    back; `reason` is why, in Japanese for a person who reads it, and empty when nothing is
    doubtful.
    """

    value: str | None
    display: str
    needs_confirmation: bool
    reason: str
