"""All the calls that a manual calls for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from eval.gate.bookings import booking_calls
from eval.gate.call import GateCall, Making
from eval.gate.faq import faq_calls
from eval.gate.first_words import first_words_calls
from eval.gate.handing_over import handing_over_calls
from eval.gate.moments import moments_after
from eval.gate.own_people import own_people_calls
from eval.gate.refusals import refusal_calls
from eval.gate.staff import staff_calls
from knowledge.schema import Manual

SAMPLE = 100
"""Entries of the FAQ and people who are tried where there are more: 500 calls, some minutes by
text. A choice: at 100 entries drawn by chance, an error in 3% of all is met with 95%."""

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Generated:
    """The calls of one manual."""

    calls: tuple[GateCall, ...]
    faq: tuple[int, int]
    """How many entries are tried, of how many."""
    staff: tuple[int, int]
    """The same of people."""


def generate(
    manual: Manual, client: str, day: dt.date, *, sample: int = SAMPLE, seed: int = 0
) -> Generated:
    """The calls for the manual at `client` (a path), set on the first working day after `day`.

    More than `sample` entries or people are drawn by `seed`; rules are all tried.
    """
    making = Making.of(manual, client, moments_after(manual, day))
    calls = list(first_words_calls(making))
    entries = _drawn(manual.faq, sample, seed)
    people = _drawn(manual.staff, sample, seed)
    if manual.service.enabled:
        calls += faq_calls(making, entries)
        calls += staff_calls(making, people)
        calls += refusal_calls(making)
        calls += booking_calls(making)
        calls += own_people_calls(making)
        calls += handing_over_calls(making)
    return Generated(
        tuple(calls), (len(entries), len(manual.faq)), (len(people), len(manual.staff))
    )


def _drawn(parts: Sequence[_Part], sample: int, seed: int) -> list[tuple[int, _Part]]:
    """At most `sample` of them with their places, in order."""
    if len(parts) <= sample:
        return list(enumerate(parts))
    rng = np.random.default_rng([seed, len(parts)])
    places = sorted(int(at) for at in rng.choice(len(parts), sample, replace=False))
    return [(at, parts[at]) for at in places]
