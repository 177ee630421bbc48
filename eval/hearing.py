"""What a simulated caller makes of the agent's words: sounds, compared loosely."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from speech.audio import FRAME_SAMPLES, SAMPLES_PER_MS, AudioFrame, Samples
from speech.engines import Asr

_REMEMBERED = 256
"""Turns of the agent's, some 200 kB each."""
Ear = Callable[[Samples], str]
"""The agent's turn, int16 (n,) at 16 kHz, as a katakana reading."""

TOLERANCE = 0.2
"""Share of a cue's kana that may be heard differently: one of five to nine."""


def is_heard(cues: Sequence[str], heard: str) -> bool:
    """Does `heard` contain one of `cues` (katakana), give or take a kana in five?"""
    return any(nearest(cue, heard)[0] <= int(len(cue) * TOLERANCE) for cue in cues)


def nearest(cue: str, heard: str) -> tuple[int, int]:
    """Smallest edit distance of `cue` to any stretch of `heard`, and where the first such stretch
    ends (Sellers 1980)."""
    row = [0] * (len(heard) + 1)
    for index, kana in enumerate(cue, 1):
        before = row
        row = [index]
        for at, other in enumerate(heard, 1):
            substitution = before[at - 1] + (kana != other)
            row.append(min(substitution, before[at] + 1, row[at - 1] + 1))
    end = row.index(min(row))
    return row[end], end


def ear_of(asr: Asr) -> Ear:
    """An ear that recognises the agent's turn with `asr`, which must not wait for anything.

    It remembers: two fifths of what the agent says in a run of all scenarios it has said before,
    to the sample, and the ear is a fifth of a call's compute.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def recognised(audio: bytes) -> str:
        return _at_once(_reading(asr, np.frombuffer(audio, np.int16)))

    return lambda samples: recognised(samples.tobytes())


async def _reading(asr: Asr, samples: Samples) -> str:
    stream = asr.stream(0)
    whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
    for at in range(0, whole, FRAME_SAMPLES):
        await stream.push(AudioFrame(samples[at : at + FRAME_SAMPLES], at // SAMPLES_PER_MS))
    return (await stream.finish()).reading


_Result = TypeVar("_Result")


def _at_once(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Run a coroutine that never waits, also from inside an event loop."""
    try:
        work.send(None)
    except StopIteration as done:
        result: _Result = done.value
        return result
    work.close()
    raise RuntimeError("the caller's ear needs a recogniser that answers at once")
