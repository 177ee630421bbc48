"""Days that sound alike, and the one of several times that is asked for."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.alike_days import day_reading, sounding_like
from speech.reading.dates import wished_in

NOW = datetime(2026, 11, 24, 11, 0)


@pytest.mark.parametrize(
    ("heard", "meant"), [(5, 2), (8, 4), (4, 8), (17, 11), (11, 17), (27, 21), (20, 2)]
)
def test_a_day_heard_wrong_has_the_one_that_was_meant_beside_it(heard, meant) -> None:
    assert date(2026, 12, meant) in sounding_like(date(2026, 12, heard))


@pytest.mark.parametrize("day", [1, 7, 9])
def test_a_day_that_sounds_like_none_has_no_neighbour(day) -> None:
    assert sounding_like(date(2026, 12, day)) == ()


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_neighbours_are_other_days_of_the_same_month(day) -> None:
    last = calendar.monthrange(day.year, day.month)[1]
    for other in sounding_like(day):
        assert (other.year, other.month) == (day.year, day.month)
        assert other != day
        assert other.day <= last


def test_every_day_has_a_reading_of_its_own() -> None:
    assert len({day_reading(day) for day in range(1, 32)}) == 31


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("4時ですか。えーと4時から5時まで私が打ち合わせなので5時過ぎにお電話いただけますか", 17),
        ("4時から5時まで打ち合わせ、5時過ぎにお電話ください", 17),
        ("明日なんですけど3時にお電話ください", 15),
        ("17時過ぎに折り返しいただけると助かります", 17),
    ],
)
def test_the_time_that_is_asked_for_is_not_the_one_told_before_it(said, at) -> None:
    found = wished_in(said, NOW)
    assert found is not None
    assert found.time == time(at)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("明日なんですけど3時にお電話ください", date(2026, 11, 25)),
        ("明日は会議ですので明後日の10時に", date(2026, 11, 26)),
        ("12月1日、火曜の3時に", date(2026, 12, 1)),
        ("3時にお電話ください", None),
    ],
)
def test_the_day_told_before_the_time_belongs_to_it(said, day) -> None:
    found = wished_in(said, NOW)
    assert found is not None
    assert found.day == day


def test_no_time_at_all_is_no_wish() -> None:
    assert wished_in("お電話ください", NOW) is None
