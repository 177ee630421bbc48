"""The committed split: which texts and names the acoustic model must never train on.

A text is held out when the MD5 of its characters falls in the first 5% of buckets, so anyone can
tell for any sentence, without a list. The names of the demo call are held out by name and sound.
"""

from __future__ import annotations

import hashlib

HELD_OUT_PERCENT = 5

HELD_OUT_NAMES = (
    "江川", "栗本", "栗元", "スマイル", "smile", "kurimoto", "egawa", "えがわ", "くりもと",
    "エガワ", "クリモト", "ゼロイチニーサンヨンゴーロクナナハチキューゼロ", "0123456789",
    "01234567890", "012-3456-7890",
)  # fmt: skip
"""Substrings; a training text contains none of them."""
HELD_OUT_TEXTS = (
    "キャンセル料はかかりますか", "新しい方をお願いします", "メールアドレスを教えていただけますか",
    "責任者を出してください",
)  # fmt: skip
"""The same, for sentences of the bench that somebody has also written as an example turn."""


def bucket(text: str) -> int:
    """0-99, the same on every machine; blanks and a final 。 do not count."""
    key = "".join(text.split()).rstrip("。")
    return int.from_bytes(hashlib.md5(key.encode()).digest()[:4], "big") % 100


def is_held_out(text: str) -> bool:
    """True for what only tests and benches may speak."""
    return bucket(text) < HELD_OUT_PERCENT


def may_train(text: str) -> bool:
    """True for a text that may be spoken in training."""
    return not is_held_out(text) and not any(
        part in text for part in (*HELD_OUT_NAMES, *HELD_OUT_TEXTS)
    )
