"""A scenario: who rings whom, when and about what, on what line, and how the call must end.

It is one YAML file (`eval.scenario_file` reads it). `Scenario.script` makes the caller of one
playing: a seed chooses among the wordings, draws fillers and pauses, and varies voice and noise.
Seed 0 is the scenario as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import numpy as np

from eval.expectation import Expectation
from eval.script import CallerScript, Reaction, Turn, in_one_turn
from eval.speech_style import Style, as_loud, styled
from eval.telephone import Channel, under
from knowledge.statuses import StatusEntry
from speech.endpointing import Expect

DEFAULT_NOW = datetime.fromisoformat("2026-11-24T10:30:00+09:00")
"""A Tuesday morning within the sample clients' hours, so that runs do not depend on the day."""

Introduces = Literal["never", "always", "varies"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who rings."""

    voice: str = "mei-low"
    style: Style = field(default_factory=Style)
    introduces: Introduces = "never"
    """Gives company and name (from the answers) before the first words; `varies`: every second
    seed."""
    patience_ms: int = 7000


@dataclass(frozen=True, slots=True)
class Wording:
    """One turn, and other words for the same."""

    turn: Turn
    others: tuple[Turn, ...] = ()

    def chosen(self, seed: int) -> Turn:
        """As written for seed 0, then each other in turn: few playings must meet all of them."""
        return (self.turn, *self.others)[seed % len(self)]

    def __len__(self) -> int:
        return 1 + len(self.others)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One call to be played and graded."""

    name: str
    about: str
    """What happens, in a line."""
    wordings: tuple[Wording, ...]
    answers: Mapping[str, Wording]
    reactions: tuple[Reaction, ...] = ()
    client: str = "smile_corp"
    """A manual: the name of a sample, or a path."""
    now: datetime = DEFAULT_NOW
    features: tuple[str, ...] = ()
    difficulty: int = 1
    """1 (plain) to 5 (hard for a good secretary)."""
    caller: Caller = field(default_factory=Caller)
    channel: Channel = field(default_factory=Channel)
    statuses: tuple[StatusEntry, ...] = ()
    """What staff have entered today, beside the manual."""
    max_turns: int = 30
    max_call_ms: int = 240_000
    expectation: Expectation = field(default_factory=Expectation)
    path: Path | None = None

    @property
    def suite(self) -> str:
        """The folder it stands in."""
        return self.path.parent.name if self.path is not None else ""

    def script(self, seed: int = 0, condition: str = "own") -> CallerScript:
        """The caller of one playing, under a line condition of `eval.telephone.CONDITIONS`."""
        rng = np.random.default_rng([seed, 0x5CE])
        style = self.caller.style
        turns = [styled(one.chosen(seed), style, rng) for one in self.wordings]
        answers = {slot: styled(one.chosen(seed), style, rng) for slot, one in self.answers.items()}
        return CallerScript(
            name=self.name,
            turns=tuple(self._introduced(turns, answers, seed)),
            reactions=self.reactions,
            answers=answers,
            client=self.client,
            voice=self.caller.voice,
            style=style,
            channel=under(as_loud(self.channel, style), condition),
            patience_ms=self.caller.patience_ms,
            max_turns=self.max_turns,
            max_call_ms=self.max_call_ms,
        )

    def _introduced(self, turns: list[Turn], answers: Mapping[str, Turn], seed: int) -> list[Turn]:
        """With company and name before the first words, where this caller gives them unasked."""
        introduces = self.caller.introduces
        if introduces == "never" or (introduces == "varies" and seed % 2 == 0):
            return turns
        told = [answers[slot] for slot in ("company", "name") if slot in answers]
        first = turns[0]
        if not told or not first.stretches:
            return turns
        return [replace(in_one_turn((*told, first)), expect=Expect.OPEN), *turns[1:]]
