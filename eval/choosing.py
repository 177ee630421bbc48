"""Which of its turns a simulated caller takes next: by what it heard, whether spoken or typed.

Whoever rings says first why. After that a turn whose cue was heard comes first, then a standing
reply, then the next turn in order; with nothing left to say, something polite, and goodbye.
"""

from __future__ import annotations

from dataclasses import replace

from eval.hearing import is_heard
from eval.script import CallerScript, Reply, Stretch, Turn
from speech.endpointing import Expect

_MAX_POLITENESS = 2
_MAX_REPEATS = 2
_GOODBYE = ("シツレーイタシマス", "アリガトーゴザイマシタ")

HELLO = Turn("もしもし。", (Stretch("もしもし。"),))
HANG_UP = Turn("", when="hang_up")
_YES_PLEASE = Turn("はい、お願いします。", (Stretch("はいお願いします。"),), expect=Expect.YES_NO)
_FAREWELL = Turn("失礼します。", (Stretch("失礼します。"),), expect=Expect.NOTHING)


class Chooser:
    """One caller's turns in one call, taken one after the other."""

    def __init__(self, script: CallerScript) -> None:
        self._script = script
        self._left = list(script.turns)
        self._turns = self._politeness = self._repeats = 0
        self._last = HELLO

    def choose(self, heard: str | None) -> Turn:
        """The turn that answers what was heard (katakana); None: nothing can be made out."""
        while self._left and self._left[0].when == "backchannel":
            self._left.pop(0)  # its moment has passed
        if self._turns >= self._script.max_turns:
            return HANG_UP
        if self._left and self._left[0].when == "interrupt":
            return replace(self._left.pop(0), when="after", at_ms=None)
        if heard is None or self._turns == 0:
            return self._left.pop(0) if self._left else self._nothing_left("")
        for turn in self._left:
            if turn.cue and is_heard(turn.cue, heard):
                self._left.remove(turn)
                return turn
        for reply in self._script.replies:
            if is_heard(reply.cue, heard) and (turn_or_none := self._reply(reply)) is not None:
                return turn_or_none
        return self._next_in_order(heard)

    def under_the_agent(self, begun_ms: int) -> Turn | None:
        """An interruption or a nod that is due `begun_ms` into the agent's turn."""
        if not self._left or self._left[0].when not in ("interrupt", "backchannel"):
            return None
        return self._left.pop(0) if begun_ms >= (self._left[0].at_ms or 0) else None

    def took(self, turn: Turn) -> None:
        """The turn was begun: it counts, and can be said again."""
        self._turns += 1
        if turn.stretches:
            self._last = replace(turn, when="after", at_ms=None)

    def _reply(self, reply: Reply) -> Turn | None:
        if not reply.repeats:
            return reply.turn
        if self._repeats >= _MAX_REPEATS:
            return None
        self._repeats += 1
        return self._last

    def _next_in_order(self, heard: str) -> Turn:
        if not self._left:
            return self._nothing_left(heard)
        if self._left[0].cue and self._politeness < _MAX_POLITENESS:
            self._politeness += 1
            return _YES_PLEASE
        self._politeness = self._repeats = 0
        return self._left.pop(0)

    def _nothing_left(self, heard: str) -> Turn:
        if is_heard(_GOODBYE, heard) or self._politeness > _MAX_POLITENESS:
            return HANG_UP if self._last == _FAREWELL else _FAREWELL
        self._politeness += 1
        return _YES_PLEASE
