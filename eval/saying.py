"""How a scenario writes what a caller says: as it is written, with marks for the voice.

`江川《えがわ》です` is spoken えがわ; before a word that is not all kanji stands ｜. `012の<400>34`
pauses for 400 ms. Telephone numbers and e-mail addresses are spoken the way people say them, a
number with a breath between its groups.
"""

from __future__ import annotations

import re

from eval.script import Stretch
from speech.reading.emails import spell
from speech.reading.numbers import DIGIT_SPOKEN

GROUP_PAUSE_MS = 300
"""Between the groups of a number: people leave 200-500 ms (own reading of the shown calls)."""
MAX_PAUSE_MS = 20_000

_RUBY = re.compile("(?:｜([^｜《》]+)|([一-鿿々ヶ]+))《([ぁ-ゖァ-ヺー]+)》")
_PAUSE = re.compile(r"<(\d+)>")
_MARK = re.compile("[<>《》｜]")
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)")


class SayingError(ValueError):
    """Marks that make no sense; the message says which and what to write."""


def said(say: str, spoken: str = "") -> tuple[str, tuple[Stretch, ...]]:
    """What is written and what is spoken of `say`; `spoken`, with pauses, where it is given.

    Raises SayingError for a mark that is not closed, a pause at the beginning or after a pause.
    """
    text = _PAUSE.sub("", _RUBY.sub(lambda match: match[1] or match[2], say))
    if _MARK.search(text):
        raise SayingError(f"{say!r}: write 漢字《かんじ》 for a reading, <400> for a pause in ms")
    return text, _stretches(_RUBY.sub(r"\3", spoken) if spoken else _aloud(_RUBY.sub(r"\3", say)))


def _aloud(words: str) -> str:
    """Numbers digit by digit in their groups, addresses spelled; the rest as it stands."""
    words = _EMAIL.sub(lambda match: spell(match[0]), words)
    return _PHONE.sub(lambda match: _number(match[0]), words)


def _number(grouped: str) -> str:
    groups = ["".join(DIGIT_SPOKEN[int(digit)] for digit in group) for group in grouped.split("-")]
    return f"の、<{GROUP_PAUSE_MS}>".join(groups)


def _stretches(words: str) -> tuple[Stretch, ...]:
    parts = _PAUSE.split(words)
    made = [
        Stretch(spoken, int(pause))
        for spoken, pause in zip(parts[::2], [*parts[1::2], "0"], strict=True)
    ]
    if made[-1].spoken == "" and len(made) > 1:
        made.pop()
    for one in made:
        if not one.spoken or one.pause_ms > MAX_PAUSE_MS or _MARK.search(one.spoken):
            raise SayingError(
                f"{words!r}: a pause stands after words, once, and is at most {MAX_PAUSE_MS} ms"
            )
    return tuple(made)
