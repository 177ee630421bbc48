"""When a simulated caller speaks, and which of its turns: by what it hears of the agent.

A person waits until the other has clearly finished, reacts within 300-800 ms, asks もしもし into a
dead line, and says something polite when there is nothing left to say. All times are counted in
the caller's own audio.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from eval.choosing import HANG_UP, HELLO, Chooser
from eval.hearing import Ear
from eval.script import CallerScript, Turn
from speech.audio import FRAME_MS, Samples, level_dbfs

AUDIBLE_DBFS = -55.0
"""A frame of the agent's louder than this is heard; its TTS pauses are digital silence."""
SHORTEST_TURN_MS = 500
"""Less voice than this is a はい of the agent's (about 350 ms), not a turn to answer."""
SURELY_SILENT_MS = 200
REACTION_MS = (300, 800)
"""Human gaps between turns on the telephone: most lie here (Heldner & Edlund 2010)."""


@dataclass(frozen=True, slots=True)
class Intention:
    """What the caller does now."""

    turn: Turn
    kind: Literal["turn", "interruption", "backchannel"] = "turn"


class Manner:
    """One caller's ways in one call."""

    def __init__(self, script: CallerScript, seed: int, ear: Ear | None = None) -> None:
        self._script = script
        self._ear = ear
        self._rng = np.random.default_rng([seed, 0xCA11])
        self._chooser = Chooser(script)
        self._agent = AgentTurn()
        self._quiet_since_ms = 0
        self._hellos = 0
        self._next: Turn | None = None
        self._reaction_ms = 0
        self._silent_until_ms = 0

    def listen(self, now_ms: int, sent: Samples, queued_ms: int) -> Intention | None:
        """20 ms of the agent's while the caller is silent; what the caller begins, if anything.

        `queued_ms` stands for what a person knows from intonation: a sentence goes on.
        """
        self._agent.push(now_ms, sent)
        if now_ms < self._silent_until_ms:
            return None
        if self._agent.is_turn:
            return self._during_or_after(now_ms, queued_ms)
        return self._out_of_patience(now_ms)

    def overhear(self, now_ms: int, sent: Samples) -> None:
        """20 ms of the agent's while the caller speaks."""
        self._agent.push(now_ms, sent)

    def finished(self, now_ms: int) -> None:
        """The caller has said it; only what the agent says from now on answers it."""
        self._quiet_since_ms = now_ms
        if not self._agent.goes_on(now_ms):
            self._agent = AgentTurn()

    # -- under and after the agent's turn --------------------------------------------------------

    def _during_or_after(self, now_ms: int, queued_ms: int) -> Intention | None:
        silent_ms = self._agent.silent_ms(now_ms)
        if silent_ms < SURELY_SILENT_MS or queued_ms > 0:
            self._next = None
            return self._under_the_agent(now_ms)
        if self._next is None:
            heard = self._ear(self._agent.samples) if self._ear is not None else None
            self._next = self._chooser.choose(heard)
            low, high = REACTION_MS
            self._reaction_ms = int(self._rng.integers(low, high))
        due_ms = self._reaction_ms if self._next.at_ms is None else self._next.at_ms
        if silent_ms < due_ms:
            return None
        turn, self._next = self._next, None
        return self._take_the_word(turn, now_ms)

    def _under_the_agent(self, now_ms: int) -> Intention | None:
        turn = self._chooser.under_the_agent(now_ms - self._agent.begun_ms)
        if turn is None:
            return None
        if turn.when == "backchannel":
            return Intention(turn, "backchannel")
        self._chooser.took(turn)
        return Intention(turn, "interruption")

    def _take_the_word(self, turn: Turn, now_ms: int) -> Intention | None:
        self._agent = AgentTurn()
        if turn.silent_ms:
            self._silent_until_ms = now_ms + turn.silent_ms
            self._quiet_since_ms = self._silent_until_ms
            return None
        self._chooser.took(turn)
        self._hellos = 0
        return Intention(turn)

    def _out_of_patience(self, now_ms: int) -> Intention | None:
        if now_ms - self._quiet_since_ms < self._script.patience_ms:
            return None
        self._quiet_since_ms = now_ms
        self._hellos += 1
        return Intention(HANG_UP if self._hellos > 2 else HELLO)


class AgentTurn:
    """What the caller has heard of the agent since it last had the word."""

    def __init__(self) -> None:
        self.begun_ms = 0
        self._voiced_ms = 0
        self._last_voice_ms = 0
        self._heard: list[Samples] = []

    def push(self, now_ms: int, sent: Samples) -> None:
        """The next 20 ms of the agent's."""
        audible = level_dbfs(sent) > AUDIBLE_DBFS
        if audible and not self._voiced_ms:
            self.begun_ms = now_ms
        if audible:
            self._voiced_ms += FRAME_MS
            self._last_voice_ms = now_ms + FRAME_MS
        if self._voiced_ms:
            self._heard.append(sent)

    @property
    def is_turn(self) -> bool:
        """Was it long enough to be answered?"""
        return self._voiced_ms >= SHORTEST_TURN_MS

    def goes_on(self, now_ms: int) -> bool:
        """Is the agent speaking right now?"""
        return self._voiced_ms > 0 and self.silent_ms(now_ms) < SURELY_SILENT_MS

    def silent_ms(self, now_ms: int) -> int:
        """How long the agent has been silent by the end of this frame."""
        return now_ms + FRAME_MS - self._last_voice_ms

    @property
    def samples(self) -> Samples:
        """All that was heard, int16 (n,)."""
        return np.concatenate(self._heard)
