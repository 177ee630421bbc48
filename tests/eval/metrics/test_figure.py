"""A figure and its interval, over calls drawn anew."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.figure import Figure, figure, mean, percentile, ratio

values = st.floats(0, 1000).map(lambda value: round(value, 1))
calls = st.lists(st.lists(st.tuples(values), max_size=5), min_size=1, max_size=12)
statistics = st.sampled_from([mean, percentile(50), percentile(95), percentile(99)])


@given(samples=calls, of=statistics)
def test_an_interval_holds_its_value(samples, of):
    one = figure("any", samples, of, "ms")
    if one.value is None:
        assert (one.low, one.high, one.count) == (None, None, 0)
    else:
        assert one.low <= one.value <= one.high


@given(samples=calls, of=statistics, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_calls_does_not_matter(samples, of, seed):
    mixed = list(samples)
    seed.shuffle(mixed)
    assert figure("any", mixed, of, "ms") == figure("any", samples, of, "ms")


@given(st.lists(values, min_size=1, max_size=30), st.integers(0, 100))
def test_a_percentile_is_numpys(found, q):
    one = figure("any", [[(value,) for value in found]], percentile(q), "ms")
    assert one.value == pytest.approx(np.percentile(found, q))


@given(st.lists(st.tuples(values, st.integers(0, 3)), min_size=1, max_size=10), st.integers(0, 100))
def test_a_row_drawn_thrice_counts_thrice(drawn, q):
    rows = np.array([[value] for value, _ in drawn])
    weights = np.array([[float(times) for _, times in drawn]])
    repeated = [value for value, times in drawn for _ in range(times)]
    for of, plain in ((percentile(q), lambda x: np.percentile(x, q)), (mean, np.mean)):
        found = of(rows, weights)[0]
        if repeated:
            assert found == pytest.approx(plain(repeated))
        else:
            assert np.isnan(found)


def test_a_ratio_is_of_the_sums():
    one = figure("error", [[(1, 4), (0, 6)], [(3, 10)]], ratio, "rate")
    assert (one.value, one.count) == (0.2, 3)


def test_a_ratio_over_nothing_has_no_value():
    assert figure("error", [[(0, 0)]], ratio, "rate") == Figure(
        "error", None, None, None, 1, "rate"
    )


def test_where_nothing_is_measured_there_is_no_value():
    assert figure("gap", [[], []], mean, "ms", goal=500) == Figure(
        "gap", None, None, None, 0, "ms", 500
    )


def test_calls_are_drawn_and_not_turns():
    """Ten turns of one mind a call tell no more than one: the interval must not narrow."""
    alone = figure("held", [[(1.0,)], [(0.0,)]] * 5, mean, "share")
    crowded = figure("held", [[(1.0,)] * 10, [(0.0,)] * 10] * 5, mean, "share")
    assert (crowded.low, crowded.high) == (alone.low, alone.high)


def test_more_calls_make_a_narrower_interval():
    few, many = (figure("held", [[(1.0,)], [(0.0,)]] * times, mean, "share") for times in (5, 500))
    assert many.high - many.low < 0.2 * (few.high - few.low)


def test_the_interval_of_a_share_is_about_the_textbook_one():
    one = figure("held", [[(float(index < 80),)] for index in range(100)], mean, "share")
    deviation = (0.8 * 0.2 / 100) ** 0.5
    assert one.low == pytest.approx(0.8 - 1.96 * deviation, abs=0.015)
    assert one.high == pytest.approx(0.8 + 1.96 * deviation, abs=0.015)


def test_a_share_meets_its_goal_from_above_and_the_others_from_below():
    def is_met(value, unit, goal):
        return Figure("any", value, value, value, 1, unit, goal).is_met

    assert is_met(0.9, "share", 0.9) is True
    assert is_met(0.89, "share", 0.9) is False
    assert is_met(500.0, "ms", 500) is True
    assert is_met(501.0, "ms", 500) is False
    assert is_met(0.1, "count", 0) is False
    assert is_met(0.1, "rate", None) is None
    assert is_met(None, "ms", 500) is None
