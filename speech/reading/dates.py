"""Days and times as they are said: 来週の水曜、午後3時半 <-> date and time, seen from a given now.

Takes written text as well as a reading (ライシューノスイヨー). Weeks begin on Monday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from speech.reading.numbers import counted, normalized, number_value

Bound = Literal["at", "about", "from", "until"]

WEEKDAYS = "月火水木金土日"
_WEEKDAY_SOUNDS = ("ゲツ", "カ", "スイ", "モク", "キン", "ド", "ニチ")


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time of day, or both, as far as they were said."""

    day: date | None
    time: time | None
    is_vague: bool = False
    """夕方, 朝イチ, 来週: the values are the usual ones for the word, not said as such."""
    bound: Bound = "at"
    """頃 is about, 以降 from, まで until."""
    day_word: str = ""
    """The caller's word for a vague day: 来週."""
    time_word: str = ""
    """The caller's word for a vague time: 夕方."""

    def at(self, now: datetime) -> datetime:
        """As one moment: no day means the next time it is that late, no time means 9:00."""
        clock = self.time or time(9)
        if self.day is not None:
            return datetime.combine(self.day, clock, now.tzinfo)
        moment = datetime.combine(now.date(), clock, now.tzinfo)
        return moment if moment > now else moment + timedelta(days=1)

    @property
    def spoken(self) -> str:
        """As the agent says it: 11月24日火曜日の午後3時半頃; vague words as they were said."""
        parts = [self.day_word or date_spoken(self.day)] if self.day else []
        parts += [self.time_word or time_spoken(self.time)] if self.time else []
        ending = {"at": "", "about": "頃", "from": "以降", "until": "まで"}[self.bound]
        return "の".join(parts) + ending


def date_spoken(day: date) -> str:
    """11月24日火曜日."""
    return f"{day.month}月{day.day}日{WEEKDAYS[day.weekday()]}曜日"


def time_spoken(clock: time) -> str:
    """午後3時半, 午前10時15分, 正午; midnight is 午前0時."""
    if (clock.hour, clock.minute) == (12, 0):
        return "正午"
    half = "午前" if clock.hour < 12 else "午後"
    minutes = {0: "", 30: "半"}.get(clock.minute, f"{clock.minute}分")
    return f"{half}{clock.hour % 12}時{minutes}"


def day_spoken(day: date, now: datetime) -> str:
    """本日 or 明日 with the date, so that nobody has to count: 明日、11月24日火曜日."""
    near = {0: "本日、", 1: "明日、"}.get((day - now.date()).days, "")
    return near + date_spoken(day)


def when_in(said: str, now: datetime) -> When | None:
    """The day and time in what was said, or None when there is neither.

    A day of the month without a month is the next such day, a bare weekday the next after today.
    An hour of 1-6 without 午前 or 朝 is in the afternoon, as a caller to an office means it.
    """
    text = normalized(said)
    later = _later(text, now)
    if later is not None:
        return later
    day, day_word, rest = _day(text, now)
    clock, time_word = _time(rest)
    if day is None and clock is None:
        return None
    return When(day, clock, bool(day_word or time_word), _bound(text), day_word, time_word)


# --- days -------------------------------------------------------------------------------------

_NUMBER = r"[0-9〇一二三四五六七八九十]+"
_AFTER_DAY = (
    r"(?=[ノワデニマナ、。0-9午朝夕夜昼正]|ゴゴ|ゴゼン|アサ|ユーガタ|ヨル|チュー|ジュー|イコー|$)"
)
_NEAR_DAYS = (
    (3, r"明々後日|明明後日|シアサッテ"),
    (2, r"明後日|アサッテ|ミョーゴニチ"),
    (1, rf"明日|アシタ|アス{_AFTER_DAY}|ミョーニチ|翌日|ヨクジツ"),
    (-2, r"一昨日|オトトイ|オトツイ|イッサクジツ"),
    (-1, r"昨日|キノー|サクジツ"),
    (0, rf"今日|本日|(?<!トー)(?<!ッ)キョー{_AFTER_DAY}|ホンジツ"),
)
_WEEKS = ((2, "再来週|サライシュー"), (1, "来週|ライシュー|翌週"), (0, "今週|コンシュー"))
_MONTHS = ((2, "再来月|サライゲツ"), (1, "来月|ライゲツ"), (0, "今月|コンゲツ"))


def _alternatives(sounds: Iterable[str]) -> str:
    return "|".join(sorted(set(sounds), key=len, reverse=True))


_DAY_OF_SOUND = {counted(n, "日"): n for n in range(1, 32)} | {
    "ジューヨンニチ": 14, "ニジューニチ": 20, "ニジューヨンニチ": 24, "イチニチ": 1,
    "ジューシチニチ": 17, "ニジューシチニチ": 27, "サンジューイチニチ": 31, "ナノカ": 7,
}  # fmt: skip
_MONTH_OF_SOUND = {counted(n, "月"): n for n in range(1, 13)} | {"ナナガツ": 7}
_MONTH = rf"(?P<month>{_NUMBER})(?:月|/)|(?P<month_sound>{_alternatives(_MONTH_OF_SOUND)})"
_DAY_NUMBER = rf"(?P<day>{_NUMBER})日(?!間)"
_DAY_SOUND = rf"(?P<day_sound>{_alternatives(_DAY_OF_SOUND)})(?!カン)"
_DATE = re.compile(
    rf"(?:(?:{_MONTH})ノ?)?(?:{_DAY_NUMBER}|{_DAY_SOUND})|(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})"
)
_WEEKDAY = re.compile(
    rf"(?P<kanji>[{WEEKDAYS}])曜|(?P<sound>{'|'.join(_WEEKDAY_SOUNDS)})ヨー(?:ビ|(?![ァ-ヴ]*ビ))"
)


def _day(text: str, now: datetime) -> tuple[date | None, str, str]:
    """(day, the word if it is vague, the text without it)."""
    today = now.date()
    for find in (_named_date, _weekday, _near_day):
        found = find(text, today)
        if found is not None:
            day, (start, end) = found
            return day, "", text[:start] + "、" + text[end:]
    return _vague_day(text, today)


_Found = tuple[date, tuple[int, int]]


def _near_day(text: str, today: date) -> _Found | None:
    for days, words in _NEAR_DAYS:
        found = re.search(words, text)
        if found:
            return today + timedelta(days=days), found.span()
    return None


def _named_date(text: str, today: date) -> _Found | None:
    found = _DATE.search(text)
    if not found:
        return None
    got = found.groupdict()
    day = _number(got["day"] or got["d"]) or _DAY_OF_SOUND.get(got["day_sound"] or "", 0)
    month = _number(got["month"] or got["m"]) or _MONTH_OF_SOUND.get(got["month_sound"] or "", 0)
    if not month:
        for ahead, words in _MONTHS:
            if re.search(words, text[: found.start()]):
                month = (today.month - 1 + ahead) % 12 + 1
    result = _next_date(month, day, today)
    return (result, found.span()) if result else None


def _number(text: str | None) -> int:
    return (number_value(text) or 0) if text else 0


def _next_date(month: int, day: int, today: date) -> date | None:
    """The next such day from today; month 0 is any month that has it. None when there is none."""
    for ahead in range(24):
        year, index = divmod(today.month - 1 + ahead, 12)
        here = (today.year + year, index + 1)
        if month not in (0, here[1]) or not 1 <= day <= monthrange(*here)[1]:
            continue
        candidate = date(*here, day)
        if candidate >= today:
            return candidate
    return None


def _weekday(text: str, today: date) -> _Found | None:
    found = _WEEKDAY.search(text)
    if not found:
        return None
    kanji, sound = found["kanji"], found["sound"]
    wanted = WEEKDAYS.index(kanji) if kanji else _WEEKDAY_SOUNDS.index(sound)
    monday = today - timedelta(days=today.weekday())
    for weeks, words in _WEEKS:
        if re.search(words, text[: found.start()]):
            return monday + timedelta(days=7 * weeks + wanted), found.span()
    ahead = (wanted - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead), found.span()


def _vague_day(text: str, today: date) -> tuple[date | None, str, str]:
    monday = today - timedelta(days=today.weekday())
    last = monthrange(today.year, today.month)[1]
    words: tuple[tuple[str, date, str], ...] = (
        ("再来週|サライシュー", monday + timedelta(days=14), "再来週"),
        ("週明ケ|シューアケ", monday + timedelta(days=7), "週明け"),
        ("来週|ライシュー", monday + timedelta(days=7), "来週"),
        ("週末|シューマツ", monday + timedelta(days=5), "週末"),
        ("月末|ゲツマツ", today.replace(day=last), "月末"),
    )
    for pattern, day, word in words:
        found = re.search(pattern, text)
        if found:
            return day, word, text[: found.start()] + "、" + text[found.end() :]
    return None, "", text


# --- times ------------------------------------------------------------------------------------

_HOUR_OF_SOUND = {counted(n, "時"): n for n in range(25)} | {
    "ナナジ": 7, "ジューナナジ": 17, "ゼロジ": 0, "ジューヨンジ": 14,
}  # fmt: skip
_MINUTE_OF_SOUND = {counted(n, "分"): n for n in range(1, 60)} | {
    "ジップン": 10, "ニジップン": 20, "サンジップン": 30, "ヨンジップン": 40, "ゴジップン": 50,
    "ハチフン": 8,
}  # fmt: skip
_MORNING = "午前|ゴゼン|朝|アサ"
_AFTERNOON = "午後|ゴゴ|夕方|ユーガタ|夜|ヨル|昼|ヒル|夕|晩|バン"
_MINUTES = (
    rf"(?P<half>半|ハン(?!タ))|(?P<minute>{_NUMBER})分|"
    rf"(?P<minute_sound>{_alternatives(_MINUTE_OF_SOUND)})"
)
_AFTER_HOUR = r"(?=[ノワデニカマイスマチ、。オトナグゴク]|ハン|[ァ-ヴー]*(?:フン|プン)|$)"
_CLOCK = re.compile(
    rf"(?P<half_day>{_MORNING}|{_AFTERNOON})?ノ?"
    rf"(?:(?P<hour>{_NUMBER})(?:時(?!間)|:(?=[0-9]))"
    rf"|(?P<hour_sound>{_alternatives(_HOUR_OF_SOUND)})(?!カン|タク|ツ|ブン){_AFTER_HOUR})"
    rf"(?:{_MINUTES}|(?P<colon>[0-9]{{2}}))?"
)
_NOON = re.compile("正午|ショーゴ")
_VAGUE_TIMES = (
    ("午後[イ一1]チ?(?!時|ジ)|午後一番|ゴゴイチ(?!ジ)", time(13), "午後一番"),
    ("昼[イ一]チ?|昼過ギ|ヒルスギ", time(13), "お昼過ぎ"),
    ("朝[イ一1]チ?|朝一番|アサイチ", time(9), "朝一番"),
    ("昼|オヒル", time(12), "お昼"),
    ("午前中|ゴゼンチュー|午前|ゴゼン", time(10), "午前中"),
    ("夕方|ユーガタ", time(17), "夕方"),
    ("夜|ヨル|晩", time(19), "夜"),
    ("朝|(?<![アガタ])アサ(?!ッ)", time(9), "朝"),
    ("午後|ゴゴ", time(14), "午後"),
)
_OFFICE_HOURS = range(1, 7)


def _time(text: str) -> tuple[time | None, str]:
    """(time of day, the word if it is vague)."""
    for found in _CLOCK.finditer(text):
        hour = _hour(found)
        minute = _minute(found)
        if hour <= 24 and minute < 60:
            return time(hour % 24, minute), ""
    if _NOON.search(text):
        return time(12), ""
    for pattern, usual, word in _VAGUE_TIMES:
        if re.search(pattern, text):
            return usual, word
    return None, ""


def _hour(found: re.Match[str]) -> int:
    said = found["hour"]
    hour = _number(said) if said else _HOUR_OF_SOUND[found["hour_sound"]]
    half = found["half_day"] or ""
    if half and re.fullmatch(_AFTERNOON, half):
        late_night = half in ("夜", "ヨル", "晩", "バン") and hour == 12
        return 24 if late_night else hour + 12 if hour < 12 else hour
    if not half and hour in _OFFICE_HOURS and not (said or "").startswith("0"):
        return hour + 12
    return hour


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["minute"] or found["colon"]:
        return _number(found["minute"] or found["colon"])
    return _MINUTE_OF_SOUND.get(found["minute_sound"] or "", 0)


_LATER: tuple[tuple[str, Callable[[int], timedelta]], ...] = (
    ("分", lambda n: timedelta(minutes=n)),
    ("時間", lambda n: timedelta(hours=n)),
    ("日", lambda n: timedelta(days=n)),
    ("週間", lambda n: timedelta(weeks=n)),
)
_LONGEST_WAIT = 60
_AFTER = r"(?:後|ゴ(?![ゴゼロ])|(?:ホド|クライ|グライ)(?:デ|シテ))"
_WAITS = tuple(
    (
        counter,
        step,
        sounds := {counted(n, counter): n for n in range(1, _LONGEST_WAIT + 1)},
        re.compile(rf"(?:(?P<n>{_NUMBER}){counter}|(?P<s>{_alternatives(sounds)})){_AFTER}"),
    )
    for counter, step in _LATER
)


def _later(text: str, now: datetime) -> When | None:
    """30分後, 一時間ほどで, 三日後."""
    for counter, step, sounds, pattern in _WAITS:
        found = pattern.search(text)
        if not found:
            continue
        count = _number(found["n"]) if found["n"] else sounds[found["s"]]
        moment = now + step(min(count, 366))
        if counter in ("分", "時間"):
            return When(moment.date(), moment.time().replace(second=0, microsecond=0))
        clock, word = _time(text[found.end() :])
        return When(moment.date(), clock, bool(word), time_word=word)
    return None


def _bound(text: str) -> Bound:
    if re.search("以降|イコー|過ギ|スギ|カラナラ|カラデ", text):
        return "from"
    if re.search("マデ", text):
        return "until"
    return "about" if re.search("頃|ゴロ|グライ|クライ", text) else "at"
