"""The queue hands out exactly what was queued, in order, 20 ms at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agent.transport.playback import PlaybackQueue
from speech.audio import FRAME_SAMPLES


@given(st.lists(st.integers(0, 1500), max_size=8))
def test_pieces_of_any_length_come_out_joined(lengths):
    queue = PlaybackQueue()
    everything = np.arange(1, sum(lengths) + 1).astype(np.int16)
    start = 0
    for length in lengths:
        queue.play(everything[start : start + length])
        start += length
    assert queue.queued_ms == -(-sum(lengths) // 16)
    out = []
    while queue.queued_ms:
        out.append(queue.next_frame())
        assert out[-1].shape == (FRAME_SAMPLES,)
        assert queue.sent is out[-1]
    joined = np.concatenate([*out, np.zeros(0, np.int16)])
    assert np.array_equal(joined[: everything.size], everything)
    assert not joined[everything.size :].any()


def test_clear_says_how_much_was_not_heard():
    queue = PlaybackQueue()
    queue.play(np.ones(16_000, np.int16))
    for _ in range(10):
        queue.next_frame()
    assert queue.clear() == 800
    assert queue.queued_ms == 0
    assert queue.clear() == 0
    assert not queue.next_frame().any()


def test_nothing_was_sent_before_the_first_frame():
    assert not PlaybackQueue().sent.any()
