"""Names as they are written, from how callers say and explain them."""

from __future__ import annotations

from speech.reading.written import Written


def written_name(spoken: str) -> Written:
    """The name as it is written."""
    text = spoken.strip("、。 ")
    return Written(text or None, text, True, "漢字の確認")
