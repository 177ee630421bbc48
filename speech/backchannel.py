"""相槌 or a turn? What the caller says while the agent speaks.

はい, ええ, なるほど under the agent's voice mean "go on" and must not stop it; すみません, あの and
anything with content must, within 300 ms. A はい is 250 to 500 ms long, so length alone cannot
tell in time; words can, if they are asked for early. The judge therefore decides on the first
sounds that fit no 相槌, and by length only where no words come.
"""

from __future__ import annotations

import re
from enum import Enum

from speech.endpointing import Expect
from speech.transcript import Transcript

_WORDS = """
ハイ ハーイ ハ ハー ハイハイ ヘー ヘ ホー オー エー エ エエ エーエー ウン ウンウン ウーン ンー ン
フーン ナルホド ナルホドデスネ ソー ソーソー ソーカ ソッカ ソーデス ソーデスカ ソーデスネ
ソーナンデスネ ソーナンデスカ アー ア アーソー ワカリマシタ ワカリマス ショーチシマシタ
リョーカイデス タシカニ デスヨネ オネガイシマス ヨロシクオネガイシマス アリガトーゴザイマス
"""
_BACKCHANNELS = tuple(_WORDS.split())
"""Alone or one after the other: アー、ソーデスカ; ハイ、オネガイシマス."""
_PATTERN = re.compile("(?:" + "|".join(sorted(_BACKCHANNELS, key=len, reverse=True)) + ")+")

LONGEST_BACKCHANNEL_MS = 1_500
"""Beyond it even はい after はい is somebody who wants to speak."""


class Overlap(Enum):
    """What speech over the agent's is, as far as it can be told."""

    WAIT = "wait"
    BACKCHANNEL = "backchannel"
    INTERRUPTION = "interruption"


def is_backchannel(
    said: Transcript,
    speech_ms: int,
    agent_speaking: bool,
    expect: Expect,
    agent_left_ms: int = 0,
) -> bool:
    """True for a 相槌: kept in the record, answered by nobody.

    `agent_speaking` tells whether the agent was speaking when the caller began, `agent_left_ms`
    how much of its turn was still to come then. After a yes/no question whose words were as good
    as out, はい is an answer.
    """
    if not agent_speaking or speech_ms > LONGEST_BACKCHANNEL_MS:
        return False
    if expect is Expect.YES_NO and agent_left_ms <= QUESTION_TAIL_MS:
        return False
    return bool(_PATTERN.fullmatch(said.reading))


QUESTION_TAIL_MS = 700
"""The last words of a question (よろしいでしょうか) are answered before they are out."""


def may_become_backchannel(reading: str) -> bool:
    """True where these first sounds (katakana) may yet be, or already are, 相槌 in a row."""
    ends = {0}
    for at in range(len(reading)):
        if at in ends:
            ends |= {at + len(word) for word in _BACKCHANNELS if reading.startswith(word, at)}
    return any(word.startswith(reading[at:]) for at in ends for word in ("", *_BACKCHANNELS))


class InterruptionJudge:
    """Judges one stretch of the caller's speech over the agent's, frame by frame."""

    def __init__(self, patience_ms: int = 600, silent_patience_ms: int = 440) -> None:
        """Speech of `patience_ms` is an interruption whatever its words so far may become.

        `silent_patience_ms` is the same where the recogniser has heard no words at all.
        """
        self._patience_ms = patience_ms
        self._silent_patience_ms = silent_patience_ms

    def push(self, speech_ms: int, silence_ms: int, partial: Transcript | None) -> Overlap:
        """Judge what was said so far.

        `speech_ms` from the first to the last sound, `silence_ms` since then (both from the
        Endpointer), `partial` the newest transcript of it, None before the first.
        """
        reading = partial.reading if partial else ""
        if reading and not may_become_backchannel(reading):
            return Overlap.INTERRUPTION
        patience_ms = self._patience_ms if reading else self._silent_patience_ms
        if reading and _PATTERN.fullmatch(reading):
            patience_ms = LONGEST_BACKCHANNEL_MS
        if speech_ms >= patience_ms:
            return Overlap.INTERRUPTION
        return Overlap.BACKCHANNEL if silence_ms >= 200 else Overlap.WAIT
