"""Sentences and breath groups: what is spoken in one go, also while text is still arriving."""

from __future__ import annotations

import re
from collections.abc import Iterator

ENDS = "。！？!?\n"
"""Where a sentence ends, unless inside quotes."""
LONGEST = 200
"""Characters a sentence may have before it is cut at a comma; callers follow no longer one."""

_OPEN = "「『（(“"
_CLOSE = "」』）)”"
_COMMA = re.compile(r"[^、，,；;：・\s]*[、，,；;：・\s]*")


class SentenceStream:
    """Text that arrives bit by bit (a language model's tokens), given out sentence by sentence."""

    def __init__(self) -> None:
        self._rest = ""
        self._depth = 0
        self._seen = 0

    def push(self, text: str) -> list[str]:
        """Take more text; the sentences it completed.

        A sentence is complete when what follows its mark is known, so that 「」 and doubled
        marks (！？) stay with it.
        """
        self._rest += text
        return list(self._complete())

    def finish(self) -> list[str]:
        """What is left, as one last sentence; the stream is empty afterwards."""
        rest, self._rest, self._depth, self._seen = self._rest.strip(), "", 0, 0
        return _shortened(rest) if rest else []

    def _complete(self) -> Iterator[str]:
        while self._seen < len(self._rest) - 1:
            char, after = self._rest[self._seen], self._rest[self._seen + 1]
            self._seen += 1
            if char in _OPEN:
                self._depth += 1
            elif char in _CLOSE:
                self._depth = max(0, self._depth - 1)
            # A quote that never closes must not hold the rest of the reply back.
            quoted = self._depth > 0 and self._seen < LONGEST
            if char in ENDS and not quoted and after not in ENDS:
                sentence, self._rest = self._rest[: self._seen].strip(), self._rest[self._seen :]
                self._seen = self._depth = 0
                if sentence:
                    yield from _shortened(sentence)


def split(text: str) -> list[str]:
    """The sentences of a text, each with its mark; quotes are kept whole, blanks dropped.

    No sentence is longer than `LONGEST`: longer ones are cut at commas, else anywhere.
    """
    stream = SentenceStream()
    return [*stream.push(text), *stream.finish()]


def breath_groups(sentence: str, most: int = 25) -> list[str]:
    """A sentence cut at its commas into pieces of about `most` characters or fewer.

    Short neighbours are joined, a piece without commas stays whole. For voices that are given
    text; Open JTalk cuts its own labels.
    """
    groups: list[str] = []
    for part in _COMMA.findall(sentence):
        if groups and len(groups[-1]) + len(part) <= most:
            groups[-1] += part
        elif part:
            groups.append(part)
    return groups


def _shortened(sentence: str) -> list[str]:
    if len(sentence) <= LONGEST:
        return [sentence]
    pieces: list[str] = []
    for group in breath_groups(sentence, LONGEST):
        pieces.extend(group[at : at + LONGEST] for at in range(0, len(group), LONGEST))
    return pieces
