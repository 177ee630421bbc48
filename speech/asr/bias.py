"""Words a client's callers are likely to say, as bonuses inside the beam.

Shallow contextual biasing (Zhao et al. 2019, "Shallow-fusion end-to-end contextual biasing"): the
readings form an Aho-Corasick automaton over phones. Every phone along a word earns a bonus, a
path that leaves the word before its end pays it back, a completed word keeps it. So a bias word
can only win where the sounds nearly say it, and a half-heard one wins nothing.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from speech.asr.phones import PHONE_IDS, PHONES, phones_from_kana
from speech.engines import BiasWord

LEAST_PHONES = 4
"""Shorter words (オカ, モリ) are inside too many others to be given anything."""


class BiasTable:
    """`gain` (states, phones) bonus for hearing a phone, `following` (states, phones) next state.

    State 0 is outside every word.
    """

    def __init__(self, gain: npt.NDArray[np.float32], following: npt.NDArray[np.int32]) -> None:
        self.gain = gain
        self.following = following


def bias_table(words: tuple[BiasWord, ...], bonus: float) -> BiasTable:
    """The automaton of some words; `bonus` in nats a phone. Unreadable readings are left out."""
    return _table(frozenset(word.reading for word in words), bonus)


@lru_cache(maxsize=64)
def _table(readings: frozenset[str], bonus: float) -> BiasTable:
    children: list[dict[int, int]] = [{}]
    depth = [0]
    final = [False]
    for phones in sorted(_sounds(readings)):
        state = 0
        for phone in phones:
            if phone not in children[state]:
                children[state][phone] = len(children)
                children.append({})
                depth.append(depth[state] + 1)
                final.append(False)
            state = children[state][phone]
        final[state] = True
    return _automaton(children, np.array(depth), np.array(final), bonus)


def _sounds(readings: frozenset[str]) -> set[tuple[int, ...]]:
    sounds = set()
    for reading in readings:
        try:
            phones = tuple(PHONE_IDS[phone] for phone in phones_from_kana(reading))
        except ValueError:
            continue
        if len(phones) >= LEAST_PHONES:
            sounds.add(phones)
    return sounds


def _automaton(
    children: list[dict[int, int]],
    depth: npt.NDArray[np.int_],
    final: npt.NDArray[np.bool_],
    bonus: float,
) -> BiasTable:
    """Fail links by breadth, then dense rows; `owed` is what a state has earned and not banked."""
    size = len(PHONES)
    following = np.zeros((len(children), size), dtype=np.int32)
    gain = np.zeros((len(children), size), dtype=np.float32)
    owed = np.zeros(len(children), dtype=np.float32)
    fail = np.zeros(len(children), dtype=np.int32)
    queue = [0]
    for state in queue:
        if state:
            following[state] = following[fail[state]]
            # What the longest suffix goes on with starts from that suffix's own account.
            gain[state] = gain[fail[state]] + owed[fail[state]] - owed[state]
        for phone, child in children[state].items():
            fail[child] = following[fail[state], phone] if state else 0
            earned = owed[state] + bonus
            owed[child] = 0.0 if final[child] else earned
            following[state, phone] = child
            gain[state, phone] = bonus
            queue.append(child)
    return BiasTable(gain, following)
