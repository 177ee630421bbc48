"""What a simulated caller recognises in the agent's words: a question for a slot, or a happening.

The caller goes by what it hears, spoken or typed: an act of the agent's counts only if its words
carry it. The table is `cues.yaml`, written as the agent would say it and compared by sound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from eval.hearing import TOLERANCE, nearest
from knowledge.reader import read
from speech.asr.phones import as_pronounced

_TABLE: dict[str, dict[str, list[str]]] = yaml.safe_load(
    resources.files("eval").joinpath("cues.yaml").read_text("utf-8")
)
SLOTS: tuple[str, ...] = tuple(_TABLE["slots"])
"""What a scenario can hold an answer for."""
HAPPENINGS: tuple[str, ...] = tuple(_TABLE["happenings"])
"""What a scenario's caller can react to."""
CONFIRM = "confirm"


def sound_of(words: str) -> str:
    """Katakana as pronounced of a cue, written in any script."""
    return as_pronounced(read(words))


@lru_cache
def happening(name: str) -> tuple[str, ...]:
    """The sounds that tell of a happening; KeyError for one that is none of HAPPENINGS."""
    return tuple(sound_of(words) for words in _TABLE["happenings"][name])


@dataclass(frozen=True, slots=True)
class _Match:
    slots: tuple[str, ...]
    begin: int
    end: int
    weight: int
    """Kana heard as they stand, less those heard otherwise: 「ご伝言を承ります。どうぞ」 is no
    「ご伝言を承りましょうか」, though that is longer."""


def asked_slots(heard: str) -> tuple[str, ...]:
    """The slots that `heard` (katakana as pronounced) asks for, in the order they were asked.

    A read-back is answered before anything it mentions: with 「よろしいでしょうか」 outside the
    words of another question, `confirm` is the only slot.
    """
    found: list[_Match] = []
    for cue, slots in _slot_cues():
        distance, end = nearest(cue, heard)
        if distance <= int(len(cue) * TOLERANCE):
            found.append(_Match(slots, end - len(cue), end, len(cue) - 2 * distance))
    kept: list[_Match] = []
    for match in sorted(found, key=lambda match: -match.weight):
        if all(match.end <= other.begin or match.begin >= other.end for other in kept):
            kept.append(match)
    if any(CONFIRM in match.slots for match in kept):
        return (CONFIRM,)
    ordered = sorted(kept, key=lambda match: match.begin)
    return tuple(dict.fromkeys(slot for match in ordered for slot in match.slots))


@lru_cache
def _slot_cues() -> Sequence[tuple[str, tuple[str, ...]]]:
    """Every cue with what it asks for, the longest first; どちら様 wants company and name."""
    table: Mapping[str, list[str]] = _TABLE["slots"]
    asks: dict[str, tuple[str, ...]] = {}
    for slot, cues in table.items():
        for cue in map(sound_of, cues):
            asks[cue] = (*asks.get(cue, ()), slot)
    return sorted(asks.items(), key=lambda pair: -len(pair[0]))
