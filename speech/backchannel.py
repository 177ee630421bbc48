"""相槌 or a turn? What the caller says while the agent speaks.

はい, ええ, なるほど under the agent's voice mean "go on" and must not stop it; すみません, あの and
anything with content must, at best within 300 ms. Words cannot tell in that time: the recogniser
shows the first mora 450 ms after the onset. Length can in part: はい, ええ, うん, ああ last 200 to
340 ms, an interruption longer. So speech that goes on is an interruption unless words that came
in time say otherwise.

The trade: 120 overlaps of four synthetic speakers with the agent's voice, 18-30 dB SNR, echo at
-25 to -28 dB, length alone. A patience of 280/300/320/340/360/380 ms yields to an interruption
after 286/306/325/346/370/399 ms (median, from the onset) and lets 21/25/28/31/35/36 of 36 はい,
ええ, うん, ああ pass. Hence two steps
where the voice can be held: it pauses at 280 ms, and is given up or taken up again when the
words have come. A はい after which the caller goes on (はい、じゃあ) pauses it with the first sound
of what follows.
"""

from __future__ import annotations

from enum import Enum

from speech.endpointing import Expect
from speech.nods import is_nod, is_quick_nod, may_become_nod, opens_turn
from speech.reading.kana import mora_count
from speech.transcript import Transcript

LONGEST_BACKCHANNEL_MS = 1_600
"""はい、わかりました takes up to 1.4 s; beyond it even はい after はい wants to speak."""
QUESTION_TAIL_MS = 700
"""The last words of a question (よろしいでしょうか) are answered before they are out."""
_HOLD_MS = 280
_PATIENCE_MS = 360
"""Speech this long is an interruption where words do not tell otherwise."""
_PATIENCE_ON_HOLD_MS = 700
"""The same while the agent is silent anyway: なるほど, そうですか last 550 to 750 ms."""
_NOD_PATIENCE_MS = 800
"""The same where the words so far may become a longer 相槌."""
_ONE_SOUND_MS = 420
"""A single mora no longer than this over the agent (カ, ワ) was はあ or ああ, misheard."""
_QUICK_MS = 450
"""はいはい, said quickly; はい、あの takes longer."""
_OVER_MS = 140
"""Silence after which a short sound over the agent is known to have been all."""
_OVER_WITHOUT_WORDS_MS = 240
"""The same for a longer one: time for the recogniser to be asked (Waits.try_after) and to say."""
_OVER_AFTER_OPENING_MS = 500
"""The same for あ, after which a synthetic speaker breathes for some 350 ms."""


class Overlap(Enum):
    """What speech over the agent's is, as far as it can be told."""

    WAIT = "wait"
    HOLD = "hold"
    """Long for a はい: the agent's voice pauses until it is known what this is."""
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
    if mora_count(said.reading) == 1 and speech_ms <= _ONE_SOUND_MS:
        return True
    return is_nod(said.reading) or (speech_ms <= _QUICK_MS and is_quick_nod(said.reading))


class InterruptionJudge:
    """Judges one stretch of the caller's speech over the agent's, frame by frame."""

    def __init__(self, can_hold: bool = False) -> None:
        """`can_hold` where the agent's voice pauses on HOLD; then the words can be waited for."""
        self._can_hold = can_hold
        self._patience_ms = _PATIENCE_ON_HOLD_MS if can_hold else _PATIENCE_MS

    def push(
        self, speech_ms: int, silence_ms: int, partial: Transcript | None, resumed_ms: int = 0
    ) -> Overlap:
        """Judge what was said so far.

        `speech_ms` from the first to the last sound, `silence_ms` since then, `resumed_ms` since
        the caller went on after a pause (all from the Endpointer), `partial` the newest
        transcript, None before the first. The first two morae of a partial decide nothing: they
        are a guess (コー for ソーデス).
        """
        reading = partial.reading if partial else ""
        is_quick = speech_ms <= _QUICK_MS and is_quick_nod(reading)
        words = mora_count(reading) >= 2 and (may_become_nod(reading) or is_quick)
        if not words and mora_count(reading) >= (2 if partial and partial.is_final else 3):
            return Overlap.INTERRUPTION
        is_known = words and (is_nod(reading) or is_quick)
        patience_ms = _NOD_PATIENCE_MS if words else self._patience_ms
        if speech_ms >= (LONGEST_BACKCHANNEL_MS if is_known else patience_ms):
            return Overlap.INTERRUPTION
        if opens_turn(reading) and speech_ms < _HOLD_MS and 0 < silence_ms < _OVER_AFTER_OPENING_MS:
            return Overlap.HOLD if self._can_hold else Overlap.WAIT
        needs_words = speech_ms >= _HOLD_MS and not is_known
        if silence_ms >= (_OVER_WITHOUT_WORDS_MS if needs_words else _OVER_MS):
            return Overlap.BACKCHANNEL
        is_unclear = resumed_ms > 0 or (speech_ms >= _HOLD_MS and not is_known)
        may_hold = self._can_hold and not silence_ms
        return Overlap.HOLD if may_hold and is_unclear else Overlap.WAIT
