"""The telephone line, as the call sees it. One Line a call; transport/ holds the real ones."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Protocol

from speech.audio import AudioFrame, Samples


class Line(Protocol):
    """Both directions of one call.

    The caller's frames are the clock: while one frame comes in, one frame of what was queued
    with `play` goes out. A line that is not live (a file, a simulated caller) gives the next
    frame only when it is asked for, so a call on it is deterministic and as fast as the machine.
    """

    @property
    def is_live(self) -> bool:
        """True where frames arrive in real time, whether or not the agent is ready."""
        ...

    def frames(self) -> AsyncGenerator[AudioFrame, None]:
        """The caller's audio, 20 ms at a time; ends when the caller hangs up."""
        ...

    def play(self, samples: Samples) -> None:
        """Queue int16 16 kHz mono audio behind what is already queued. Never waits."""
        ...

    def clear(self) -> int:
        """Drop what is queued and not yet sent; returns how many ms were dropped."""
        ...

    @property
    def queued_ms(self) -> int:
        """How much queued audio has not been sent yet, rounded up."""
        ...

    @property
    def sent(self) -> Samples:
        """What went out during the frame that just came in: (320,) int16, the echo's source."""
        ...

    def take_digits(self) -> str:
        """Keys pressed since last asked (0-9, *, #); empty when none."""
        ...

    async def transfer(self, target: str) -> bool:
        """Hand the caller to `target`; False where this line cannot."""
        ...

    async def hang_up(self) -> None:
        """End the call after what is queued has been sent."""
        ...
