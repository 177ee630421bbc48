"""What was mentioned of a day or a time: the words of a text in one spelling, as fields.

The second of three steps from speech to a date: `date_words` gives one spelling, this finds the
words in it, `date_links` joins them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Bound = Literal["at", "about", "from", "until"]
WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Wait:
    """A length of time as said: 30分, 二、三日, 1時間半."""

    count: int
    unit: str
    """分, 時間, 日, 週間, か月, 年."""
    most: int = 0
    """The larger of two numbers said in one breath (二、三日), else 0."""
    and_half: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One day, time of day, or both, as far as they were said; None and "" where not said."""

    year: int | None = None
    year_ahead: int | None = None
    """来年 1, 去年 -1."""
    month: int | None = None
    month_ahead: int | None = None
    day: int | None = None
    """Of the month."""
    week_ahead: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    nth: int | None = None
    """第二火曜 2, 最終金曜 -1."""
    is_next: bool = False
    """次の, 今度の."""
    near: int | None = None
    """Days from today: 明後日 2."""
    step: int = 0
    """翌日 1, 前日 -1, from the day named before."""
    part: str = ""
    """頭, 初, 半ば, 上旬, 末, ... of a week, month or year; or a named day: 敬老の日."""
    later: Wait | None = None
    """三日後, 30分ほどで; negative counts are 三日前."""
    within: Wait | None = None
    """二、三日中, 一週間以内."""
    length: Wait | None = None
    """三時から一時間."""
    half: str = ""
    """午前, 午後, 朝, 夜 ... before a clock time or alone."""
    hour: int | None = None
    minute: int | None = None
    minus_min: int = 0
    """三時十五分前 15."""
    time_word: str = ""
    """午後一, 昼過ぎ, 午前中 ..."""
    bound: Bound = "at"
    is_uncertain: bool = False
    """たぶん, あたり, 前後."""

    @property
    def has_day(self) -> bool:
        """Was anything said of the day?"""
        return any(getattr(self, name) != getattr(_BLANK, name) for name in DAY_FIELDS)

    @property
    def has_time(self) -> bool:
        """Was anything said of the time of day?"""
        return self.hour is not None or bool(self.time_word or self.half)


_BLANK = Mention()


DAY_FIELDS = (
    "year", "year_ahead", "month", "month_ahead", "day", "week_ahead", "weekday", "nth",
    "is_next", "near", "step", "part", "later", "within",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shift:
    """一日遅らせて, 三十分早めて: what was agreed before is moved."""

    wait: Wait
    sign: int


# --- tokens -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One word of time in a text."""

    start: int
    end: int
    mention: Mention
    """With the fields this word fills."""
    shift: Shift | None = None


_NEAR = {"今日": 0, "明日": 1, "明後日": 2, "明々後日": 3, "昨日": -1, "一昨日": -2}
_STEPS = {"一週後": 7, "翌日": 1, "翌々日": 2, "前日": -1}
_WEEKS = {"再来週": 2, "来週": 1, "今週": 0, "先週": -1}
_MONTHS = {"再来月": 2, "来月": 1, "今月": 0, "先月": -1}
_YEARS = {"再来年": 2, "来年": 1, "今年": 0, "去年": -1}
_PARTS = (
    "月末|月初|月半ば|週明け|週末|週初|週半ば|年末年始|年末|年始|年明け|年内|年度末|連休明け|上旬|中旬|下旬|末日|"
    "大晦日|元日|七夕|ひな祭り|バレンタイン|ホワイトデー|ハロウィン|三が日|正月|仕事納め|仕事始め|お盆|クリスマスイブ|クリスマス|振替休日|成人の日|建国記念の日|天皇誕生日|"
    "春分の日|昭和の日|憲法記念日|みどりの日|こどもの日|海の日|山の日|敬老の日|秋分の日|スポーツの日|文化の日|"
    "勤労感謝の日|ゴールデンウィーク|最終営業日|祝日|平日"
)
_TIME_WORDS = (
    "午後一|朝一|昼一|昼過ぎ|昼前|昼休み|午前中|日中|始業|終業|正午|夕方前|夕方過ぎ|夜遅ク|"
    "午後早メ|午後遅メ|今頃|"
    r"同ジ(?:オ)?(?:時間帯?|時刻)|オナジ(?:オ)?(?:時間帯?|ジカン(?:タイ)?|ジコク|時刻)|同時刻"
)
HALVES = "午前|午後|朝|昼|夕方|夕|夜中|深夜|夜|(?<!一)(?<!二)(?<!何)晩|早朝|未明|明け方"
_WAIT = (
    r"(?:(?P<n>[0-9]+)(?:~(?P<n2>[0-9]+))?(?P<unit>分|時間|日|週間|か月|年)間?(?P<and_half>半)?|"
    r"半(?P<half_of>日|年|時間))"
)
_ABOUT = r"(?:グライ|クライ|ホド|程|バカリ|チョット)?"
_LATER = (
    rf"{_WAIT}(?:{_ABOUT}ノ?(?:後(?!ロ)|アト|ゴ(?![ゴゼロ])|シタラ|経ッタラ|タッタラ|オイテ)|"
    r"(?:グライ|クライ|ホド|程|チョット)(?:デ|シテ)|(?<=[分間半])デ(?=[戻モ終着ツ伺折カ]|、|$))"
)
_IN_A_WHILE = rf"(?:アト|後){_WAIT}(?=グライ|クライ|ホド|程|デ|シタラ|$)"
_AGO = rf"{_WAIT}{_ABOUT}(?:前(?![倒後])|マエ(?!ダ))"
_WITHIN = rf"{_WAIT}{_ABOUT}(?:以内|中(?!旬)|ノ間ニ|ノウチ|ノ内)"
_BACK = (
    "遅[ラクメレ]|オク[ラレ]|オソク|オソメ|後ロ|ウシロ|後[ニヘ](?=ズラ|動|移)|延[バビ]|ノバ|延期|繰リ下|"
    "クリサ|ズラ|先ニ"
)
_FORTH = (
    "早[メク]|ハヤ[メク]|前倒|マエダオ|前ニ(?=ズラ|動|移|シテ|出|繰)|マエニ(?=ズラ|シテ)|"
    "繰リ上|クリアゲ|手前ニ"
)
_SHIFT = (
    rf"{_WAIT}(?:グライ|クライ|ホド|程|ダケ|バカリ|チョット|分)?[、ヲオ]?"
    rf"(?:ノ?(?:予約|ヨヤク|予定|ヨテー)[ヲオ])?(?:(?P<back>{_BACK})|{_FORTH})"
)
_HOUR = (
    r"(?P<h>[0-9]{1,2})(?:~(?P<h2>[0-9]{1,2}))?時(?!間)(?:(?P<half_past>半)|"
    r"[ノニ、]?(?P<min>[0-9]{1,2})(?:分(?!間|後|以内|ホド)|(?![0-9時日月年人名個~:分]))(?P<before>前)?)?"
)
_WEEKDAY = rf"(?P<wd>[{WEEKDAYS}])曜日?|(?<=週ノ)(?P<bare>[{WEEKDAYS}])(?=[ノニデカ、ハワヲ]|$)"
_PART = (
    rf"(?:お盆|ゴールデンウィーク|年末年始|三が日)明ケ|(?:{_PARTS})|(?<=[週月年])ノ?(?:末(?!日)|初|頭|半ば|前半|後半)|(?<=[日週月])中(?!旬)|"
    r"(?<=[日週月年])イッパイ"
)

_Fields = Mapping[str, object]


def _wait(found: re.Match[str]) -> Wait:
    if found["half_of"]:
        count, unit = {"日": (12, "時間"), "年": (6, "か月"), "時間": (30, "分")}[found["half_of"]]
        return Wait(count, unit)
    return Wait(int(found["n"]), found["unit"], int(found["n2"] or 0), bool(found["and_half"]))


def _ago(found: re.Match[str]) -> _Fields:
    wait = _wait(found)
    return {"later": replace(wait, count=-wait.count, most=-wait.most)}


def _clock(found: re.Match[str]) -> _Fields:
    minute = 30 if found["half_past"] else int(found["min"]) if found["min"] else None
    if found["before"]:
        return {"hour": int(found["h"]), "minute": None, "minus_min": minute}
    if found["h2"]:
        hours = Wait(int(found["h2"]) - int(found["h"]), "時間")
        return {"hour": int(found["h"]), "minute": minute, "length": hours, "is_uncertain": True}
    return {"hour": int(found["h"]), "minute": minute}


def _year(found: re.Match[str]) -> _Fields:
    """2026年, 令和8年, 8年12月; 中学2年 is no year."""
    if found["whole"]:
        return {"year": int(found["whole"])}
    number = 1 if found["y"] == "元" else int(found["y"] or found["bare"])
    return {"year": number + (1988 if found["era"] == "平成" else 2018)}


def _day(found: re.Match[str]) -> _Fields:
    first = int(found["d"])
    if found["d2"] is None:
        return {"day": first}
    last = int(found["d2"])
    if found.string[: found.start()].endswith(("月", "月ノ")):
        return {"day": first, "length": Wait(last - first + 1, "日"), "is_uncertain": True}
    return {"later": Wait(first, "日", last)}


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# Tried in this order at every place of the text.
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Fields]], ...] = tuple(
    (re.compile(pattern), fields)
    for pattern, fields in (
        (
            r"(?P<y>[0-9]{4})[-/](?P<m>1[0-2]|0?[1-9])[-/](?P<d>[0-3]?[0-9])",
            lambda m: {"year": int(m["y"]), "month": int(m["m"]), "day": int(m["d"])},
        ),
        (
            r"(?<![0-9/-])(?P<m>1[0-2]|0?[1-9])/(?P<d>[0-3]?[0-9])(?![0-9/])",
            lambda m: {"month": int(m["m"]), "day": int(m["d"])},
        ),
        (
            r"(?P<h>[0-9]{1,2}):(?P<m>[0-5][0-9])(?![0-9])",
            lambda m: {"hour": int(m["h"]), "minute": int(m["m"])},
        ),
        (
            r"(?:(?P<era>令和|平成)(?P<y>[0-9]+|元)|(?P<whole>[0-9]{4})|"
            r"(?P<bare>[0-9]{1,2})(?=年[ノ、]?[0-9]{1,2}月))年(?!間|半|後|前|以内|ホド|グライ)",
            _year,
        ),
        (_alternatives(_YEARS), lambda m: {"year_ahead": _YEARS[m[0]]}),
        (_HOUR, _clock),
        (_SHIFT, lambda m: {"shift": Shift(_wait(m), 1 if m["back"] else -1)}),
        (_LATER, lambda m: {"later": _wait(m)}),
        (_AGO, _ago),
        (_WITHIN, lambda m: {"within": _wait(m)}),
        (_IN_A_WHILE, lambda m: {"later": _wait(m)}),
        (rf"(?:(?<=カラ)|(?<=ヨリ))(?![0-9]+日(?!間)){_WAIT}", lambda m: {"length": _wait(m)}),
        (r"(?<![0-9時])(?P<m>[0-5]?[0-9])分(?!間|ホド|グライ)", lambda m: {"minute": int(m["m"])}),
        (r"(?P<m>[0-9]{1,2})月(?!曜)", lambda m: {"month": int(m["m"])}),
        (r"(?P<d>[0-9]{1,2})(?:~(?P<d2>[0-9]{1,2}))?日(?!間|ホド|グライ|目)", _day),
        (_alternatives(_MONTHS), lambda m: {"month_ahead": _MONTHS[m[0]]}),
        (_alternatives(_NEAR), lambda m: {"near": _NEAR[m[0]]}),
        (_alternatives(_STEPS), lambda m: {"step": _STEPS[m[0]]}),
        (_alternatives(_WEEKS), lambda m: {"week_ahead": _WEEKS[m[0]]}),
        (r"第(?P<n>[1-5])週", lambda m: {"nth": int(m["n"]), "part": "第週"}),
        (
            r"第(?P<n>[1-5])|(?:最終|最後ノ?)(?=[月火水木金土日]曜)",
            lambda m: {"nth": int(m["n"] or -1)},
        ),
        (r"(?:次ノ|今度ノ?)(?=[月火水木金土日]曜|第)", lambda m: {"is_next": True}),
        (_WEEKDAY, lambda m: {"weekday": WEEKDAYS.index(m["wd"] or m["bare"])}),
        (_PART, lambda m: {"part": m[0].removeprefix("ノ")}),
        (_TIME_WORDS, lambda m: {"time_word": m[0]}),
        (HALVES, lambda m: {"half": m[0]}),
    )
)


def tokens(text: str) -> Iterator[Token]:
    """The words of time in a text in one spelling, in order."""
    at = 0
    while at < len(text):
        token = _token_at(text, at)
        if token is None:
            at += 1
            continue
        yield token
        at = token.end


def _token_at(text: str, at: int) -> Token | None:
    for pattern, fields in _RULES:
        found = pattern.match(text, at)
        if found:
            said = dict(fields(found))
            shift = said.pop("shift", None)
            assert shift is None or isinstance(shift, Shift)
            return Token(at, found.end(), Mention(**said), shift)  # type: ignore[arg-type]
    return None
