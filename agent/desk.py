"""The desk: everything one client's calls need, made once and shared by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.config import Limits
from agent.events import StatusChange
from agent.listening import Ear
from agent.speaking import ReadyLine
from knowledge import Knowledge
from speech.engines import Tts, Voice


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """One client's knowledge, ears and voice."""

    knowledge: Knowledge
    new_ear: Callable[[], Ear]
    """Makes the ear of one call."""
    tts: Tts
    voice: Voice
    limits: Limits
    acknowledgement: ReadyLine
    """「はい」, said into the pauses of a number."""
    apology: ReadyLine
    """What the caller hears when the voice itself breaks."""
    enter: Callable[[StatusChange], None] = lambda change: None
    """Keeps what a member of staff reported, for the calls that follow; a rehearsal keeps nothing.
    Raises KnowledgeError where it cannot be written."""
