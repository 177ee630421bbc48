from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.dates import When, date_spoken, day_spoken, time_spoken, when_in
from speech.reading.numbers import counted

NOW = datetime(2026, 11, 20, 10, 0)  # a Friday
TIMES = st.builds(time, st.integers(7, 18), st.integers(0, 59))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("明日", date(2026, 11, 21)),
        ("あさってですかね", date(2026, 11, 22)),
        ("ミョーニチモドリマス", date(2026, 11, 21)),
        ("来週の水曜", date(2026, 11, 25)),
        ("サライシューノゲツヨービ", date(2026, 11, 30)),
        ("水曜日に", date(2026, 11, 25)),
        ("金曜にお願いします", date(2026, 11, 27)),
        ("25日", date(2026, 11, 25)),
        ("五日", date(2026, 12, 5)),
        ("ジューニガツミッカ", date(2026, 12, 3)),
        ("来月の3日", date(2026, 12, 3)),
        ("1月4日", date(2027, 1, 4)),
        ("11/24", date(2026, 11, 24)),
        ("三日後", date(2026, 11, 23)),
        ("キョージューニオネガイシマス", date(2026, 11, 20)),
    ],
)
def test_a_day_is_found(said: str, day: date) -> None:
    found = when_in(said, NOW)
    assert found is not None
    assert (found.day, found.time) == (day, None)


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("午後3時半", time(15, 30)),
        ("ゴゴサンジハン", time(15, 30)),
        ("18時", time(18)),
        ("3時でお願いします", time(15)),
        ("午前5時", time(5)),
        ("夜八時", time(20)),
        ("ジューヨジサンジュップンニ", time(14, 30)),
        ("10:15", time(10, 15)),
        ("正午", time(12)),
        ("午後1時", time(13)),
    ],
)
def test_a_time_is_found(said: str, clock: time) -> None:
    found = when_in(said, NOW)
    assert found is not None
    assert (found.day, found.time, found.is_vague) == (None, clock, False)


@pytest.mark.parametrize(
    ("said", "clock", "word"),
    [
        ("夕方でしたら", time(17), "夕方"),
        ("ゴゴイチデ", time(13), "午後一番"),
        ("朝イチでお願いします", time(9), "朝一番"),
        ("アスノゴゼンチュー", time(10), "午前中"),
    ],
)
def test_vague_times_are_marked_and_repeated_in_the_callers_words(
    said: str, clock: time, word: str
) -> None:
    found = when_in(said, NOW)
    assert found is not None
    assert found.is_vague
    assert found.time == clock
    assert found.spoken.endswith(word)


@pytest.mark.parametrize(
    "said",
    [
        "はい",
        "東京の田中です",
        "トーキョーノタナカデス",
        "何時頃お戻りですか",
        "ナンジゴロデスカ",
        "2月30日",
        "ゴジツマタオデンワシマス",
        "ショーチシマシタ",
        "",
    ],
)
def test_no_day_and_no_time(said: str) -> None:
    assert when_in(said, NOW) is None


def test_day_time_and_bound_together() -> None:
    found = when_in("来週火曜の午後6時以降なら", NOW)
    assert found == When(date(2026, 11, 24), time(18), bound="from")
    assert found.spoken == "11月24日火曜日の午後6時以降"


def test_waits_are_counted_from_now() -> None:
    found = when_in("サンジュップンゴニ", NOW)
    assert found is not None
    assert found.at(NOW) == NOW + timedelta(minutes=30)
    found = when_in("1時間ほどで", NOW)
    assert found is not None
    assert found.at(NOW) == NOW + timedelta(hours=1)


def test_a_time_without_a_day_is_the_next_one() -> None:
    assert When(None, time(9)).at(NOW) == datetime(2026, 11, 21, 9, 0)
    assert When(None, time(15)).at(NOW) == datetime(2026, 11, 20, 15, 0)


def test_the_agent_says_near_days_by_name_and_date() -> None:
    assert day_spoken(date(2026, 11, 21), NOW) == "明日、11月21日土曜日"
    assert day_spoken(date(2026, 11, 24), NOW) == "11月24日火曜日"


@given(st.dates(NOW.date(), NOW.date() + timedelta(days=300)), TIMES)
def test_what_the_agent_says_is_understood_again(day: date, clock: time) -> None:
    said = f"{date_spoken(day)}の{time_spoken(clock)}"
    found = when_in(said, NOW)
    assert found is not None
    assert (found.day, found.time, found.is_vague) == (day, clock, False)


@given(
    st.dates(NOW.date() + timedelta(days=1), NOW.date() + timedelta(days=300)), st.integers(8, 18)
)
def test_readings_are_understood_too(day: date, hour: int) -> None:
    said = counted(day.month, "月") + counted(day.day, "日") + "ノ" + counted(hour, "時") + "デ"
    found = when_in(said, NOW)
    assert found is not None
    assert (found.day, found.time) == (day, time(hour))


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    found = when_in(text, NOW)
    assert found is None or found.spoken
