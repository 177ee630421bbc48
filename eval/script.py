"""What a simulated caller does in one call: what it says, when, and what it answers when asked.

A script is one playing of a scenario (`eval.scenario`): wording and manner are settled. What the
caller says *now* depends on when the agent falls silent and, for a caller with an ear, on what the
agent was heard to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from eval.speech_style import Style
from eval.telephone import Channel
from speech.endpointing import Expect

When = Literal["after", "interrupt", "backchannel", "hang_up"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words said in one breath, and the pause after them."""

    spoken: str
    """As given to the caller's voice; kana where it would misread."""
    pause_ms: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing the caller does."""

    text: str
    """The words as they would be written; empty for keys, silence and hanging up."""
    stretches: tuple[Stretch, ...] = ()
    when: When = "after"
    """`after` the agent's turn; as an `interrupt` of it, `backchannel` under it, or `hang_up`."""
    at_ms: int | None = None
    """`after`: silence of the agent before speaking (None: a human reaction, 300-800 ms, drawn
    by the seed). `interrupt`, `backchannel`: how far into the agent's turn."""
    cue: tuple[str, ...] = ()
    """Kana; said only once one of these was heard in the agent's last turn."""
    keys: str = ""
    """Keys pressed instead of words."""
    silent_ms: int = 0
    """Stays silent that long, whatever the agent says."""
    expect: Expect = Expect.OPEN
    """What kind of answer this is, for the figures by kind."""
    intent: str = ""
    """What is meant, where somebody has labelled it."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the caller does whenever one of `cue` is heard."""

    cue: tuple[str, ...]
    turn: Turn
    from_time: int = 1
    """Only once the cue has been heard that often: 2 waits for the second time."""
    once: bool = False
    repeats: bool = False
    """Says the caller's last turn again instead of `turn`."""


@dataclass(frozen=True, slots=True)
class CallerScript:
    """One caller's call."""

    name: str
    turns: tuple[Turn, ...]
    reactions: tuple[Reaction, ...] = ()
    answers: Mapping[str, Turn] = field(default_factory=lambda: MappingProxyType({}))
    """By slot (`eval.cues.SLOTS`): what is told when, and only when, the agent asks for it."""
    client: str = "smile_corp"
    """The manual in clients/ whose number was called."""
    voice: str = "mei-low"
    style: Style = field(default_factory=Style)
    """How the voice is used; the words are styled already."""
    channel: Channel = field(default_factory=Channel)
    patience_ms: int = 7000
    """Without an answer for that long the caller asks もしもし, and at the third time hangs up."""
    max_turns: int = 30
    max_call_ms: int = 240_000


SENTENCE_PAUSE_MS = 250
"""Between two sentences of one turn; joined without, 「です」 and what follows run into each other
(デス + ヒラノ is heard as で白野), as nobody says them."""


def in_one_turn(turns: Sequence[Turn]) -> Turn:
    """What several turns say, said as one: the last one's kind, a breath between them."""
    *firsts, last = turns
    stretches = [
        replace(stretch, pause_ms=stretch.pause_ms or SENTENCE_PAUSE_MS)
        if stretch is turn.stretches[-1]
        else stretch
        for turn in firsts
        for stretch in turn.stretches
    ]
    text = "".join(_ended(turn.text) for turn in firsts) + last.text
    return replace(last, text=text, stretches=(*stretches, *last.stretches))


def _ended(text: str) -> str:
    """With the mark at which a breath is drawn."""
    return text if text.endswith(("。", "、", "？", "?", "！", "!")) else text + "。"
