"""Days and times from many mouths: a turn, its value, and ? where it is to be asked back."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.reading.dates import date_spoken, time_spoken, written_datetime
from speech.reading.doubts import Doubt
from speech.reading.numbers import counted, number_spoken

TABLE = Path(__file__).with_name("written_datetime.txt").read_text("utf-8")


def _rows() -> list[tuple[datetime, str, str, bool]]:
    rows, now = [], datetime.min
    for line in TABLE.strip().splitlines():
        if line.startswith("now "):
            now = datetime.fromisoformat(line.removeprefix("now "))
            continue
        spoken, value, *doubt = (cell.strip() for cell in line.split(" |"))
        rows.append((now, spoken, value, doubt == ["?"]))
    return rows


@pytest.mark.parametrize(("now", "spoken", "value", "doubtful"), _rows())
def test_a_turn_becomes_a_day_a_minute_or_a_stretch(
    now: datetime, spoken: str, value: str, doubtful: bool
) -> None:
    written = written_datetime(spoken, now)
    assert (written.value or "-", written.needs_confirmation) == (value, doubtful)
    assert bool(written.reason) == doubtful


@pytest.mark.parametrize(
    ("spoken", "display"),
    [
        ("来週の水曜の三時半", "12月2日水曜日の午後3時半"),
        ("明日の10時以降", "11月25日水曜日の午前10時以降"),
        ("18時まで", "11月24日火曜日の午後6時まで"),
        ("明後日の午後イチ", "11月26日木曜日の午後一番、午後1時頃"),
        ("明日の午前中", "11月25日水曜日の午前中"),
        ("15時から17時", "11月24日火曜日の午後3時から午後5時まで"),
        ("月曜から水曜まで", "11月30日月曜日から12月2日水曜日まで"),
        ("明日か明後日", "11月25日水曜日か、11月26日木曜日"),
        ("二月二十九日", "2028年2月29日火曜日"),
    ],
)
def test_the_read_back_says_it_in_full(spoken: str, display: str) -> None:
    assert written_datetime(spoken, datetime(2026, 11, 24, 10, 20)).display == display


@pytest.mark.parametrize(
    ("spoken", "reason"),
    [
        ("明日の三時", Doubt.HALF_DAY),
        ("水曜日", Doubt.WHICH_WEEK),
        ("11月25日の木曜", Doubt.WEEKDAY_DIFFERS),
        ("明日か明後日", Doubt.CHOICES),
        ("2月30日", Doubt.NO_SUCH_DAY),
        ("よろしくお願いします", Doubt.NO_MOMENT),
        ("後日またお電話します", Doubt.VAGUE_DAY),
        ("たぶん来週の金曜", Doubt.NOT_SURE),
        ("今月二十日", Doubt.PAST),
        ("いちがつようか", Doubt.SIMILAR_SOUND),
    ],
)
def test_a_doubt_has_its_reason(spoken: str, reason: Doubt) -> None:
    assert written_datetime(spoken, datetime(2026, 11, 24, 10, 20)).reason is reason


def test_without_now_only_a_full_date_is_understood() -> None:
    assert written_datetime("令和八年十一月二十五日の十五時", None).value == "2026-11-25T15:00"
    assert written_datetime("明日", None).reason is Doubt.NO_NOW


NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 12, 31, 23, 59))
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 45, 59]))


@given(NOWS, st.integers(1, 250), CLOCKS)
def test_what_the_agent_reads_back_is_written_the_same(
    now: datetime, ahead: int, clock: time
) -> None:
    day = now.date() + timedelta(days=ahead)
    written = written_datetime(f"{date_spoken(day)}の{time_spoken(clock)}", now)
    assert written.value == datetime.combine(day, clock).isoformat(timespec="minutes")
    assert not written.needs_confirmation


KANJI = "〇一二三四五六七八九"


def _kanji(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else KANJI[tens]) + "十" * (tens > 0) + (KANJI[ones] if ones else "")


MONTH_AND_DAY = {
    "kanji": lambda d: f"{_kanji(d.month)}月{_kanji(d.day)}日",
    "kana": lambda d: counted(d.month, "月") + counted(d.day, "日"),
    "digits": lambda d: f"{d.month}月{d.day}日",
    "slash": lambda d: f"{d.month}/{d.day}",
}
HOUR = {
    "kanji": lambda t: f"{_kanji(t.hour)}時{_kanji(t.minute)}分",
    "kana": lambda t: counted(t.hour, "時") + counted(t.minute, "分"),
    "digits": lambda t: f"{t.hour}時{t.minute}分",
    "colon": lambda t: f"{t.hour}:{t.minute:02}",
}
JOINTS = st.sampled_from(["の", "、", "、えーと、", "ですね、", ""])


@given(
    NOWS,
    st.integers(1, 360),
    st.tuples(st.sampled_from(list(MONTH_AND_DAY)), st.sampled_from(list(HOUR))),
    st.builds(time, st.integers(9, 23), st.integers(1, 59)),
    JOINTS,
)
def test_every_way_to_say_a_date_and_time_comes_back(
    now: datetime, ahead: int, manners: tuple[str, str], clock: time, joint: str
) -> None:
    day, (day_manner, hour_manner) = now.date() + timedelta(days=ahead), manners
    if joint == "" and day_manner == "slash":
        joint = " "
    spoken = MONTH_AND_DAY[day_manner](day) + joint + HOUR[hour_manner](clock) + "でお願いします"
    written = written_datetime(spoken, now)
    assert written.value == datetime.combine(day, clock).isoformat(timespec="minutes")


WEEK_WORDS = {
    "今週": 0,
    "こんしゅう": 0,
    "来週": 1,
    "ライシュー": 1,
    "再来週": 2,
    "さらいしゅう": 2,
}
WEEKDAY_WORDS = ["月曜", "かようび", "水曜日", "モクヨー", "金曜", "どよう", "日曜日"]


@given(NOWS, st.sampled_from(list(WEEK_WORDS)), st.integers(0, 6))
def test_a_weekday_of_a_named_week_is_counted_from_monday(
    now: datetime, week: str, weekday: int
) -> None:
    monday = now.date() - timedelta(days=now.weekday()) + timedelta(weeks=WEEK_WORDS[week])
    written = written_datetime(f"{week}の{WEEKDAY_WORDS[weekday]}でお願いします", now)
    assert written.value == (monday + timedelta(days=weekday)).isoformat()


@given(NOWS, st.integers(1, 59))
def test_waits_count_from_now(now: datetime, minutes: int) -> None:
    later = (now + timedelta(minutes=minutes)).isoformat(timespec="minutes")
    assert written_datetime(f"{minutes}分後に", now).value == later
    assert written_datetime(counted(minutes, "分") + "ゴニ", now).value == later


@given(NOWS, st.integers(1, 200), st.integers(1, 200))
def test_only_the_correction_counts(now: datetime, wrong: int, right: int) -> None:
    first, last = (now.date() + timedelta(days=n) for n in (wrong, right))
    spoken = f"{date_spoken(first)[:-3]}の15時、あ、違います、{date_spoken(last)[:-3]}です"
    expected = datetime.combine(last, time(15)).isoformat(timespec="minutes")
    assert written_datetime(spoken, now).value == expected


WORDS = st.sampled_from(
    [
        *("明日", "来週の", "水曜", "25日", "三時", "午後", "夕方", "月末", "連休明け", "翌日"),
        *(
            "から",
            "まで",
            "か",
            "いや",
            "の間",
            "遅らせて",
            "一時間",
            "後",
            "前",
            "半",
            "第二",
            "火曜",
        ),
        *("二、三日", "99時", "0月", "9999年", "半年", "は無理なので", "できれば", "令和"),
    ]
)


@given(st.lists(WORDS, max_size=8), NOWS)
def test_any_words_of_time_in_any_order_give_a_value_or_a_reason(
    words: list[str], now: datetime
) -> None:
    written = written_datetime("".join(words), now)
    assert written.value is not None or written.reason
    for end in (written.value or "").split("/"):
        assert not end or datetime.fromisoformat(end)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    written = written_datetime(text, datetime(2026, 11, 24, 10, 20))
    assert written.needs_confirmation == bool(written.reason)


def test_a_book_read_into_the_telephone_is_taken() -> None:
    assert written_datetime("明日の三時に" + "ですからええと" * 2000, datetime(2026, 11, 24)).value


@pytest.mark.parametrize("value", [date(2026, 12, 8), date(2027, 1, 1)])
def test_numbers_in_other_things_are_no_dates(value: date) -> None:
    spoken = f"部屋は{number_spoken(305)}号室です、{date_spoken(value)}に"
    assert written_datetime(spoken, datetime(2026, 11, 24, 10, 20)).value == value.isoformat()
