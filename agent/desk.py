"""The desk: everything one client's calls need, made once and shared by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.config import Limits
from agent.wording import Sentence
from knowledge import Knowledge
from speech.audio import Samples
from speech.engines import Asr, BiasWord, Tts, Vad, Voice


@dataclass(frozen=True, slots=True, eq=False)
class ReadyLine:
    """A sentence whose audio exists already, for when nothing else works."""

    sentence: Sentence
    samples: Samples


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """One client's knowledge and engines."""

    knowledge: Knowledge
    asr: Asr
    tts: Tts
    new_vad: Callable[[], Vad]
    voice: Voice
    bias: tuple[BiasWord, ...]
    limits: Limits
    acknowledgement: ReadyLine
    """「はい」, said into the pauses of a number."""
    apology: ReadyLine
    """What the caller hears when the voice itself breaks."""
