"""Text to katakana as pronounced, for words that were typed or written rather than heard."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pyopenjtalk
from sudachipy import Dictionary

MAX_CHARS = 400
"""More than this is not read; a turn of speech is never as long."""

_SAME_SOUND = str.maketrans("ヂヅヲヰヱヵヶ", "ジズオイエカケ")
_NOT_KANA = re.compile(r"[^ァ-ヴー]")


@lru_cache(maxsize=16_384)
def read(text: str) -> str:
    """Katakana as pronounced; empty for text without words. About 1 ms a sentence."""
    if not text.strip():
        return ""
    kana = str(pyopenjtalk.g2p(text[:MAX_CHARS], kana=True))
    return _NOT_KANA.sub("", kana.translate(_SAME_SOUND))


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """SudachiDict, opened once a process (170 ms)."""
    return Dictionary()
