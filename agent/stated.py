"""What a finished sentence states, read like a stranger: numbers in any script, days and times,
prices, addresses spelled or written, places and names. Nothing here knows what was put into it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pyopenjtalk

from speech.reading.emails import written_email
from speech.reading.numbers import number_value
from speech.reading.phone_numbers import digits_in

Kind = Literal["digits", "count", "clock", "day", "word", "email", "letters", "place", "name"]


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing a sentence states.

    `value` by kind: digits "0312345678"; count "3500円"; clock minutes of the day "930"; day
    "11-25" (month-day), "-25" (a day of the month) or a weekday "水"; word 明日 and the like as
    said; email as written; letters "kurimoto"; place and name as written.
    """

    kind: Kind
    value: str


EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ORDINAL = re.compile(r"\d{1,2}文字目")
"""A letter's place in an address that is itself checked."""
_TOLD_APART = re.compile(r"[ァ-ヴー一-龥々]{1,6}の[A-Z](?![A-Za-z])")
"""東京のT: a letter told apart, no place."""
_N = r"(?:\d{1,8}(?:,\d{3})*|[〇零一二三四五六七八九十百千万]+)"
_CLOCK = re.compile(
    rf"(?P<half>午前|午後|夜|朝)?の?(?P<hour>{_N})(?:時(?!間)|:(?=\d{{2}}))"
    rf"(?:(?P<half_past>半)|(?P<minute>{_N})分?(?!\d)|)"
)
_DATE = re.compile(rf"(?:(?P<month>{_N})月)?(?P<day>{_N})日(?![間目])")
_MONTH = re.compile(rf"{_N}月(?!\d)")
_WEEKDAY = re.compile(r"(?P<day>[月火水木金土日])曜")
_COUNT = re.compile(
    rf"(?P<value>{_N})(?P<unit>円|名|人|分|時間|日間|週間|か月|ヶ月|年|歳|個|割|％|%|台|階|番線|つ|本|箱|冊|枚|件|泊|点)"
)
_RUN = re.compile(r"\d(?:[\d-]*\d)?")
_KANJI_DIGITS = re.compile(r"[〇零一二三四五六七八九]{3,}")
_KANA_DIGITS = re.compile(
    r"(?:(?:ゼロ|レイ|イチ|ニー?|サン|ヨン|ゴー?|ロク|ナナ|シチ|ハチ|キュー|ク)[・、ー 　]*){4,}"
)
_WORDS = re.compile(
    r"明後日|あさって|明日|昨日|一昨日|再来週|来週|今週|来月|今月末?|月末|翌日|翌週|今夜|今晩|今朝|夕方|午前|午後|"
    r"正午|週明け|週末"
)
_LETTER_NAMES = {
    "エー": "a", "ビー": "b", "シー": "c", "ディー": "d", "イー": "e", "エフ": "f", "ジー": "g",
    "エイチ": "h", "アイ": "i", "ジェー": "j", "ジェイ": "j", "ケー": "k", "ケイ": "k", "エル": "l",
    "エム": "m", "エヌ": "n", "オー": "o", "ピー": "p", "キュー": "q", "アール": "r", "エス": "s",
    "ティー": "t", "ユー": "u", "ブイ": "v", "ダブリュー": "w", "エックス": "x", "ワイ": "y",
    "ゼット": "z",
}  # fmt: skip
_NAME = "|".join(sorted(_LETTER_NAMES, key=len, reverse=True))
_SPELLED = re.compile(rf"(?:{_NAME})(?:[、・ 　](?:{_NAME})){{2,}}")
_LATIN_SPELLED = re.compile(r"\b[A-Za-z](?:[、・ .-][A-Za-z]\b){2,}")
_HONORED = re.compile(r"([^\s、。「」『』のはがをにで]{1,40})様(?![子式々])")
_NO_NAMES = ("お客", "皆", "どちら", "どなた", "奥", "お子", "お疲れ", "ご苦労", "上", "何名", "名")


@lru_cache(maxsize=1024)
def stated(text: str) -> tuple[Stated, ...]:
    """Everything a sentence states that needs a source. About 1 ms."""
    plain = unicodedata.normalize("NFKC", text)
    found = [Stated("email", m.lower()) for m in EMAIL.findall(plain)]
    plain = _TOLD_APART.sub(" ", _ORDINAL.sub(" ", EMAIL.sub(" ", plain)))
    found += [*_letters(plain)]
    rest, times = taken(plain)
    found += times
    found += [Stated("word", word) for word in _WORDS.findall(rest)]
    rest, counts = _counts(rest)
    found += counts
    found += _digits(rest)
    found += _words(_SPELLED.sub(" ", plain))  # エム and エル among letters are nobody
    return tuple(dict.fromkeys(found))


def taken(plain: str) -> tuple[str, list[Stated]]:
    """The days and clock times, and the text without them."""
    found: list[Stated] = []
    for match in _DATE.finditer(plain):
        month = str(number_value(match["month"])) if match["month"] else ""
        found.append(Stated("day", f"{month}-{number_value(match['day'])}"))
    rest = _DATE.sub("、", plain)
    for match in _CLOCK.finditer(rest):
        minute = 30 if match["half_past"] else number_value(match["minute"] or "") or 0
        hour = number_value(match["hour"]) or 0
        hour += 12 if match["half"] in ("午後", "夜") and hour < 12 else 0
        found.append(Stated("clock", str(hour * 60 + minute)))
    rest = _CLOCK.sub("、", rest)
    found += [Stated("day", f"{m[:-1]}月") for m in _MONTH.findall(rest)]
    rest = _MONTH.sub("、", rest)
    found += [Stated("day", m["day"]) for m in _WEEKDAY.finditer(rest)]
    return _WEEKDAY.sub("、", rest), found


def _counts(plain: str) -> tuple[str, list[Stated]]:
    found = [
        Stated("count", f"{number_value(m['value'].replace(',', ''))}{m['unit']}")
        for m in _COUNT.finditer(plain)
    ]
    return _COUNT.sub("、", plain), found


def _digits(plain: str) -> list[Stated]:
    runs = [m.group().replace("-", "") for m in _RUN.finditer(plain)]
    for pattern in (_KANJI_DIGITS, _KANA_DIGITS):
        runs += [digits_in(m.group()) for m in pattern.finditer(plain)]
    return [Stated("digits", run) for run in runs if run]


def _letters(plain: str) -> Iterator[Stated]:
    for match in _SPELLED.finditer(plain):
        names = re.findall(_NAME, match.group())
        yield Stated("letters", "".join(_LETTER_NAMES[name] for name in names))
    for match in _LATIN_SPELLED.finditer(plain):
        yield Stated("letters", re.sub(r"[^A-Za-z]", "", match.group()).lower())


def _words(plain: str) -> list[Stated]:
    """Names of people and places, as the dictionary knows them or as 様 shows them."""
    found = [Stated("name", n) for n in _HONORED.findall(plain) if not n.endswith(_NO_NAMES)]
    for node in pyopenjtalk.run_frontend(plain):
        if node["pos"] != "名詞" or node["pos_group1"] == "接尾":
            continue
        word = unicodedata.normalize("NFKC", node["string"])
        if node["pos_group2"] == "人名":
            found.append(Stated("name", word))
        elif node["pos_group2"] == "地域" and node["pos_group3"] != "国":
            found.append(Stated("place", word))
    return found


def day_of(day: dt.date) -> tuple[str, str, str, str]:
    """The ways a day is stated: 11-25, -25, 11月, 水."""
    return (
        f"{day.month}-{day.day}",
        f"-{day.day}",
        f"{day.month}月",
        "月火水木金土日"[day.weekday()],
    )


_TOPIC = re.compile(r"^[^、]*(?:は|が)[、 ]+")


def dictated_email(text: str) -> str:
    """The e-mail address dictated in one sentence (t、a、n、アットマーク、example.com), without a
    新しいのは before it; empty without one."""
    for sentence in re.split(r"[。！？!?]", text):
        if "アット" in sentence:
            return written_email(_TOPIC.sub("", sentence)).value or ""
    return ""
