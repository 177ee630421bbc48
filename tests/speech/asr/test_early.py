"""The middle head's phones end a partial transcript, and never contradict it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.asr.early import KEPT, EarlyPhones

_PHONES = st.lists(st.integers(1, 6), max_size=12)


def heard(*frames: int) -> EarlyPhones:
    early = EarlyPhones()
    early.push(frames)
    return early


@pytest.mark.parametrize(
    ("frames", "sure", "beyond"),
    [
        ((1, 0, 2, 2, 0, 3, 4), (1, 2), (3, 4)),
        ((1, 2, 3), (9, 8, 2, 3), ()),
        ((1, 2, 3, 4), (7, 2, 3), (4,)),
        ((1, 2, 1, 2, 3), (1, 2), (3,)),
        ((1, 2), (3, 4), ()),
        ((1, 2, 3), (), ()),
    ],
)
def test_what_follows_the_sounds_both_heads_heard_is_added(frames, sure, beyond) -> None:
    assert heard(*frames).beyond(sure) == beyond


def test_a_held_sound_is_one_phone_and_a_blank_parts_two() -> None:
    assert heard(1, 2, 3, 3, 0, 3).beyond((1, 2)) == (3, 3)


@given(_PHONES, _PHONES)
def test_nothing_is_added_but_what_was_heard_last(frames: list[int], sure: list[int]) -> None:
    early = heard(*frames)
    beyond = early.beyond(sure)
    assert len(beyond) < KEPT
    assert not beyond or beyond[-1] == [p for p in frames if p][-1]


@given(_PHONES, _PHONES)
def test_a_copy_goes_its_own_way(before: list[int], after: list[int]) -> None:
    early = heard(*before)
    twin = early.copy()
    twin.push(after)
    assert early.beyond(before[-2:]) == heard(*before).beyond(before[-2:])
