"""Say only what is written down: every fact of a finished sentence must have a source.

The check reads the sentence like a stranger and is not told what was put into it. It looks for
numbers in any script, e-mail addresses, days and times, and names of people, and asks of each
whether the manual, the schedule, the caller's own words, the clock or the built-in emergency
numbers vouch for it. A private number is refused whoever vouches for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pyopenjtalk

from knowledge import Knowledge
from knowledge.schedule import say_return
from speech.reading.phone_numbers import digits_in

BUILT_IN_NUMBERS = frozenset(("119", "110"))
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_RUN = re.compile(r"\d(?:[\d-]*\d)?")
_ORDINAL = re.compile(r"\d{1,2}文字目")
"""A letter's place in an address that is itself checked."""
_KANJI_NUMBER = re.compile(
    r"[〇一二三四五六七八九十百千万]+(?=時|日|月|分|円|名|人|番|年|歳|個|割|％|%)"
)
_KANJI_DIGITS = re.compile(r"[〇一二三四五六七八九]{3,}")
_KANA_DIGITS = re.compile(
    r"(?:(?:ゼロ|イチ|ニー?|サン|ヨン|ゴー?|ロク|ナナ|ハチ|キュー)[・、ー]?){4,}"
)
_DAYS = re.compile(
    r"明日|明後日|あさって|昨日|来週|今週|来月|再来週|翌日|今夜|今晩|夕方|午前|午後|正午|[月火水木金土日]曜日?"
)
_HONORED = re.compile(r"([^\s、。「」『』のはがをにで]{1,40})様")
_NO_NAMES = frozenset(("お客", "皆", "どちら", "どなた", "奥", "お子", "お疲れ", "ご苦労", "上"))
MIN_PRIVATE = 6
"""Digits of a private number that already betray it."""


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A fact without a source."""

    kind: str
    """number, email, time, name or private."""
    value: str


def check(text: str, heard: Iterable[str], knowledge: Knowledge) -> tuple[Unfounded, ...]:
    """What in a finished sentence nobody vouches for; empty when all is well.

    `heard` are the caller's words: texts and readings of her turns, and slot values.
    """
    plain = unicodedata.normalize("NFKC", text)
    words = unicodedata.normalize("NFKC", "\n".join(heard))
    written = _written(knowledge)
    found = [*_private(plain, written)]
    found += _emails(plain, words, written)
    rest = _ORDINAL.sub(" ", _EMAIL.sub(" ", plain))
    found += _numbers(rest, words, written)
    found += _times(rest, words, written)
    found += _names(rest, words, written)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Written:
    """What a client's manual and schedule vouch for."""

    text: str
    """Everything that may be told, joined."""
    numbers: frozenset[str]
    emails: frozenset[str]
    names: frozenset[str]
    private: tuple[str, ...]
    """Digits of every private number."""


@lru_cache(maxsize=64)
def _written(knowledge: Knowledge) -> _Written:
    manual = knowledge.manual
    tellable = [manual.company_name, manual.company.name, manual.address, manual.phone or ""]
    tellable += [manual.greeting.text, manual.greeting.morning, manual.greeting.closed]
    tellable += [manual.recording.text, *(entry.answer for entry in manual.faq)]
    tellable += [text for texts in manual.wording.values() for text in texts]
    emails = {manual.rules.sales.send_to or ""}
    names = {manual.agent.name, manual.company.name, manual.company_name}
    for person in knowledge.directory.people:
        names |= {person.surname, person.staff.name.replace(" ", "")}
        if person.staff.disclose.email and person.staff.email:
            emails.add(person.staff.email)
        back = knowledge.schedule.presence(person.staff, knowledge.now).back
        if back is not None and person.staff.disclose.return_time:
            tellable.append(say_return(back, knowledge.now))
    tellable += [d.name for d in manual.departments]
    text = unicodedata.normalize("NFKC", "\n".join(tellable))
    return _Written(
        text + "\n" + "\n".join(sorted(emails)),
        frozenset(_plain_numbers(text)),
        frozenset(e.lower() for e in emails | set(_EMAIL.findall(text)) if e),
        frozenset(names),
        tuple(
            re.sub(r"\D", "", p.staff.mobile) for p in knowledge.directory.people if p.staff.mobile
        ),
    )


def _plain_numbers(text: str) -> set[str]:
    found = {m.group().replace("-", "") for m in _RUN.finditer(text)}
    return found | {part for m in _RUN.finditer(text) for part in m.group().split("-")}


def _private(text: str, written: _Written) -> list[Unfounded]:
    joined = re.sub(r"[\s・、.-]", "", text)
    runs = re.findall(r"\d{4,}", joined) + [
        digits_in(m.group()) for m in (*_KANA_DIGITS.finditer(text), *_KANJI_DIGITS.finditer(text))
    ]
    return [
        Unfounded("private", run)
        for run in runs
        for private in written.private
        if private[-MIN_PRIVATE:] in run
    ]


def _emails(text: str, words: str, written: _Written) -> list[Unfounded]:
    return [
        Unfounded("email", address)
        for address in _EMAIL.findall(text)
        if address.lower() not in written.emails and address.lower() not in words.lower()
    ]


def _numbers(text: str, words: str, written: _Written) -> list[Unfounded]:
    runs = [m.group() for m in _RUN.finditer(text)]
    spelled = [m.group() for m in _KANA_DIGITS.finditer(text)]
    runs += [digits_in(s) for s in spelled] + [m.group() for m in _KANJI_DIGITS.finditer(text)]
    counted = [m.group() for m in _KANJI_NUMBER.finditer(text)]
    found = [
        Unfounded("number", run)
        for run in runs
        if not _number_is_known(run.replace("-", ""), words, written)
    ]
    found += [
        Unfounded("number", run) for run in counted if run not in words and run not in written.text
    ]
    return found


def _number_is_known(digits: str, words: str, written: _Written) -> bool:
    if digits in BUILT_IN_NUMBERS or digits in written.numbers:
        return True
    lines = words.split("\n")
    return any(digits in re.sub(r"[\s-]", "", line) for line in lines) or any(
        digits in digits_in(line) for line in lines
    )


def _times(text: str, words: str, written: _Written) -> list[Unfounded]:
    return [
        Unfounded("time", day)
        for day in _DAYS.findall(text)
        if day not in written.text and day not in words
    ]


def _names(text: str, words: str, written: _Written) -> list[Unfounded]:
    found = [
        Unfounded("name", name)
        for name in _HONORED.findall(text)
        if name not in words and name not in _NO_NAMES and name not in written.text
    ]
    for node in pyopenjtalk.run_frontend(text):
        name = node["string"]
        if node["pos_group2"] != "人名" or node["pos"] != "名詞" or node["pos_group1"] == "接尾":
            continue
        known = name in written.text or name in words or any(name in n for n in written.names)
        if not known:
            found.append(Unfounded("name", name))
    return found
