from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.dates import (
    When,
    choices_in,
    date_spoken,
    day_spoken,
    time_spoken,
    when_in,
)
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


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("相談に乗ってもらえたりします? あと、土曜日に行きたいんですけど", date(2026, 11, 21)),
        ("先週お電話したんですけど、土曜日に行きたいです", date(2026, 11, 21)),
        ("土曜日に行きたいんですけど、先週お電話した者です", date(2026, 11, 21)),
        ("来週の金曜あたり頼めますか", date(2026, 11, 27)),
        ("この前の金曜に電話しました", date(2026, 11, 13)),
        ("18日にお電話したんですけど", date(2026, 11, 18)),
    ],
)
def test_only_a_day_of_the_past_clause_is_over(said: str, day: date) -> None:
    found = when_in(said, NOW)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("16時に間に合いそうにないんで、17時くらいになりそうです", time(17)),
        ("違います、16時に間に合わないんです。17時。", time(17)),
        ("16時に戻れなくて17時になります", time(17)),
        ("16時10分じゃなくて、私が着くのが17時です", time(17)),
        ("10時には行けないので11時に", time(11)),
        ("10時に来られませんか", time(10)),
    ],
)
def test_a_time_that_cannot_be_kept_gives_way_to_the_next(said: str, clock: time) -> None:
    found = when_in(said, NOW)
    assert found is not None
    assert found.time == clock


@pytest.mark.parametrize("said", ["中学2年です", "小学6年生の子です", "2年の小野寺です"])
def test_a_school_year_is_no_date(said: str) -> None:
    assert when_in(said, NOW) is None


def test_a_month_by_itself_is_vague() -> None:
    for said in ("来月お願いしたいんですけど", "来月中に"):
        found = when_in(said, NOW)
        assert found is not None
        assert found.day_word.startswith("来月")


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("車検。来月切れるから。いつ空いてる?", []),
        ("12月1日じゃなくて、切れるのが12月20日。だから来週の土曜", [date(2026, 11, 28)]),
        ("20日は車検が切れる日。持ってくのは来週の土曜、28日", [date(2026, 11, 28)]),
        ("20パーセントですね、2日前だから", []),
        ("今日は休むので、振替を土曜日にお願いします", [date(2026, 11, 21)]),
        ("来週の火曜か水曜", [date(2026, 11, 24), date(2026, 11, 25)]),
        ("25日か26日、できれば26日", [date(2026, 11, 26), date(2026, 11, 25)]),
    ],
)
def test_days_wished_for_come_in_the_order_of_the_wish(said: str, days: list[date]) -> None:
    assert [when.day for when in choices_in(said, NOW)] == days


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("昨日からずっと歯が痛くて、今日診てもらえませんか", date(2026, 11, 20)),
        ("先週から調子が悪いので明日の10時に", date(2026, 11, 21)),
        ("昨日お電話した者ですが、月曜の3時に", date(2026, 11, 23)),
        ("でもお願いしようかしら、来月の3日で", date(2026, 12, 3)),
    ],
)
def test_since_when_it_is_so_and_the_end_of_a_verb_are_no_days_one_would_come(
    said: str, day: date
) -> None:
    assert [one.day for one in choices_in(said, NOW)] == [day]


def test_only_a_past_day_is_kept_so_that_it_can_be_asked_about() -> None:
    assert choices_in("昨日でお願いします", NOW)[0].day == date(2026, 11, 19)
