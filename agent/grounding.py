"""Say only what is written down: every fact of a finished sentence must have a source.

`stated` reads the sentence like a stranger; here each found fact is asked for its source: the
manual, the schedule as far as it may be disclosed, the caller's own words, the clock, the
built-in emergency numbers. What is private is refused whoever vouches for it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from agent.english import english_digits
from agent.stated import EMAIL, Stated, day_of, dictated_email, stated, taken
from agent.stated_address import put_right
from agent.stated_details import HESITATES
from agent.tasks.order_lines import counted, lines_in, ours_in, price_yen
from knowledge import Knowledge
from knowledge.directory import Person
from knowledge.hours import TOLD_DAYS
from knowledge.reader import read
from knowledge.schedule import Return, say_return
from knowledge.sound import heard_morae, spot
from prompts.script import phrases
from speech.reading.alike_days import sounding_like
from speech.reading.date_mentions import WEEKDAYS
from speech.reading.dates import When, choices_in, time_spoken, when_in
from speech.reading.kana import is_kana
from speech.reading.name_hearings import is_common_surname
from speech.reading.phone_numbers import digits_in
from speech.reading.quantities import in_figures

BUILT_IN_NUMBERS = frozenset(("119", "110"))
MIN_PRIVATE = 6
"""Digits of a private number that already betray it."""
MAX_NAMED = 20
"""People named in one sentence; more are namesakes, of whom no time is told."""
MAX_PIECES = 5
"""A number may be put together from as many pieces that the caller said: three groups, one of
them said anew, and a last digit."""
NEARLY = 0.3
"""Edits in morae per mora at which a surname was nearly said: 福井 lies .27 from くい, 田淵 .13
from 田口, 鶴田 .14 from 古田."""
_PIECES_AT = re.compile(r"予約|[、。]|から|の?ところを|を|は|に")
_SHIFTED = re.compile(r"[0-9一二三四五六七]\s*(?:日|週間|時間)(?:遅|ずら|後|延|早|前)")
_LONGEST_SHIFT_DAYS = 14
_WEEKDAY = re.compile(rf"([{WEEKDAYS}])曜")
_COUNTS = re.compile(r"[0-9一二三四五六七八九十百千]")
"""A question is said where it is asked back about: 高齢の一人暮らしでも借りられるか."""


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A fact without a source."""

    kind: str
    """digits, count, clock, day, word, email, letters, place, name, whereabouts or private."""
    value: str


def check(text: str, heard: Iterable[str], knowledge: Knowledge) -> tuple[Unfounded, ...]:
    """What in a finished sentence nobody vouches for; empty when all is well.

    `heard` are the caller's own words, texts and readings of her turns, keys she pressed and the
    number her line shows: nothing that the agent made of them.
    """
    written = _written(knowledge)
    lines = [unicodedata.normalize("NFKC", line) for line in heard]
    said = _Said((*lines, *_without_hesitation(lines)), knowledge.now)
    plain = unicodedata.normalize("NFKC", text)
    private = written.private_in(plain)
    found = [Unfounded("private", run) for run in private if not said.gave(run)]
    named = written.named_in(plain)
    if plain.strip("。") not in written.text:  # the client's own sentence tells of nobody
        found += [Unfounded("whereabouts", told) for told in written.undisclosed_in(plain, named)]
    returns = {fact for p in named[:MAX_NAMED] for fact in _returns(knowledge, p.id)}
    found += [
        Unfounded(fact.kind, fact.value)
        for fact in stated(text)
        if not (written.vouches(fact) or fact in returns or said.vouches(fact))
        and not _is_total(fact, said, knowledge)
        and not _is_counted(fact, said, knowledge)
    ]
    return tuple(found)


def _without_hesitation(lines: list[str]) -> list[str]:
    """架空台二丁目の、ええと、八の五 said in one go."""
    fluent = (HESITATES.sub("", line) for line in lines)
    return [one for one, line in zip(fluent, lines, strict=True) if one != line]


def _is_total(fact: Stated, said: _Said, knowledge: Knowledge) -> bool:
    """A sum of the manual's prices for goods that the caller named, in numbers that she said."""
    if fact.kind != "count" or not fact.value.endswith("円"):
        return False
    total, items = int(fact.value[:-1]), knowledge.manual.orders.items
    lines = [line for text in said.lines for line in lines_in(text, items)]
    named = {line.item for line in lines} | {n for text in said.lines for n in ours_in(text, items)}
    numbers = {counted(line.count) for line in lines}
    prices = [price_yen(item) or 0 for item in items if item.name in named]
    sums = {0}
    for _ in range(max(len(prices), len(lines))):  # 青を三枚と白を二枚: two lines of one price
        more = {s + price * n for s in sums for price in prices for n in numbers}
        sums |= {s for s in more if s <= total}
    return total in sums


def _is_counted(fact: Stated, said: _Said, knowledge: Knowledge) -> bool:
    """So many of the manual's goods as the caller said, in their own unit: 松花堂を十三."""
    items = knowledge.manual.orders.items
    if fact.kind != "count" or not items:
        return False
    lines = (line for text in said.lines for line in lines_in(text, items))
    return any(fact in stated(line.spoken) for line in lines)


@dataclass(frozen=True, eq=False)
class _Written:
    """What a client's manual and schedule vouch for."""

    knowledge: Knowledge
    text: str
    """Everything that may be told, joined."""
    facts: frozenset[Stated]
    emails: frozenset[str]
    names: frozenset[str]
    private: tuple[str, ...]
    """Digits of every private number."""
    secrets: frozenset[str]
    """Short ones, which betray only when said whole: extensions, pins."""
    by_surname: Mapping[str, list[Person]]

    def vouches(self, fact: Stated) -> bool:
        """True when the client has written this down as tellable."""
        match fact.kind:
            case "digits":
                return fact.value in BUILT_IN_NUMBERS or fact in self.facts
            case "email":
                return fact.value in self.emails
            case "letters":
                return any(fact.value in re.sub(r"[^a-z]", "", e) for e in self.emails)
            case "name" | "place":
                return fact.value in self.text or any(fact.value in name for name in self.names)
            case "word":
                return fact.value in self.text or fact in self.facts
            case _:
                return fact in self.facts

    def private_in(self, plain: str) -> list[str]:
        """Runs of digits in the text, in any script, that betray a private number."""
        joined = re.sub(r"[\s・、.\-ー]", "", plain)
        runs = [*re.findall(r"\d{4,}", joined)]
        runs += [fact.value for fact in stated(plain) if fact.kind == "digits"]
        return [
            run
            for run in runs
            if run in self.secrets or any(p[-MIN_PRIVATE:] in run for p in self.private)
        ]

    def named_in(self, plain: str) -> list[Person]:
        """Our people whose surname stands in the sentence."""
        return [p for name, group in self.by_surname.items() if name in plain for p in group]

    def undisclosed_in(self, plain: str, named: list[Person]) -> list[str]:
        """A reason of absence told of somebody who does not disclose it, or that is not hers."""
        if len(named) != 1:
            return []
        [person] = named
        status = self.knowledge.schedule.presence(person.staff, self.knowledge.now).status
        own = {table[status] for table in _status_words() if status in table}
        may = own if person.staff.disclose.reason else set()
        told = {w for table in _status_words() for w in table.values() if w in plain}
        return [] if told & may else sorted(told)


@lru_cache(maxsize=512)
def _returns(knowledge: Knowledge, key: str) -> frozenset[Stated]:
    """What may be told of when this person is back; nothing where she does not disclose it."""
    person = knowledge.directory.person(key)
    if person is None or not person.staff.disclose.return_time:
        return frozenset()
    now, told = knowledge.now, []
    back = knowledge.schedule.presence(person.staff, now).back
    if back is not None:
        told.append(say_return(back, now))
        made = knowledge.schedule.promise(person.staff, now)
        if made.at is not None:
            told += [_spoken(made.at, now), say_return(Return(made.at.date()), now)]
    return frozenset(fact for words in told for fact in stated(words))


def _status_words() -> tuple[dict[str, str], ...]:
    tables = phrases()
    return tuple(dict(tables[name]) for name in ("status", "status_so", "status_noun"))


@lru_cache(maxsize=64)
def _written(knowledge: Knowledge) -> _Written:
    manual = knowledge.manual
    tellable, emails = _tellable(knowledge), {manual.rules.sales.send_to or ""}
    emails.add(manual.rules.job_application.email or "")
    names = {manual.agent.name, manual.company.name, manual.company_name}
    private, secrets = [], set()
    by_surname: dict[str, list[Person]] = {}
    for person in knowledge.directory.people:
        by_surname.setdefault(person.surname, []).append(person)
        names |= {person.surname, person.staff.name.replace(" ", "")}
        if person.staff.disclose.email and person.staff.email:
            emails.add(person.staff.email)
        private.append(person.staff.mobile or "")
        secrets |= {person.staff.extension, person.staff.employee_number, person.staff.pin or ""}
    text = unicodedata.normalize("NFKC", "\n".join(tellable))
    facts = {fact for line in text.split("\n") for fact in stated(line)}
    facts |= {
        Stated("digits", part) for run in re.findall(r"[\d-]+", text) for part in run.split("-")
    }
    emails |= {fact.value for fact in facts if fact.kind == "email"}
    known = frozenset(e.lower() for e in emails if e)
    public = {fact.value for fact in facts if fact.kind == "digits"}
    digits = [re.sub(r"\D", "", number) for number in private]
    return _Written(
        knowledge,
        text + "\n" + "\n".join(sorted(known)),
        frozenset(facts | _clock_facts(knowledge)),
        known,
        frozenset(names),
        tuple(d for d in digits if len(d) >= MIN_PRIVATE and d not in public),
        frozenset(s for s in (re.sub(r"\D", "", s) for s in secrets) if s and s not in public),
        by_surname,
    )


def _tellable(knowledge: Knowledge) -> list[str]:
    """Every text of the manual and the schedule that a caller may hear."""
    manual, rules = knowledge.manual, knowledge.manual.rules
    told = [manual.company_name, manual.company.name, manual.address, manual.phone or ""]
    told += [text for text in manual.greeting.model_dump().values() if isinstance(text, str)]
    told += [manual.recording.text, manual.service.message, manual.reservation.say]
    told += [manual.reservation.cancellation_policy, manual.orders.say, rules.job_application.say]
    told += [entry.answer for entry in manual.faq]
    told += [entry.question for entry in manual.faq if _COUNTS.search(entry.question)]
    told += [text for texts in manual.wording.values() for text in texts]
    told += [*rules.emergency.advice.values(), *rules.unanswered.ask, *manual.reservation.ask]
    told += [f"{item.name} {item.price} {item.unit}" for item in manual.orders.items]
    told += [part for period in manual.periods for part in (period.name, period.message)]
    told += [n.greeting for n in manual.numbers] + [n.number for n in manual.numbers]
    told += [department.name for department in manual.departments]
    told += [staff.title for staff in manual.staff if staff.title]
    return told


def _clock_facts(knowledge: Knowledge) -> set[Stated]:
    """Today, when the client opens next, and its hours."""
    now = knowledge.now
    opens = knowledge.schedule.next_open(now)
    days = [now.date()] + ([opens.date()] if opens is not None else [])
    facts = {Stated("day", way) for day in days for way in day_of(day)}
    if opens is not None:
        facts |= set(stated(_spoken(opens, now)))
    for ahead in range(TOLD_DAYS):
        day = now.date() + dt.timedelta(days=ahead)
        spans = (*knowledge.schedule.visits.spans_on(day), *knowledge.schedule.hours.spans_on(day))
        for at in (at for span in spans for at in span):
            facts |= set(stated(time_spoken(at.time())))
    return facts


def _spoken(at: dt.datetime, now: dt.datetime) -> str:
    return say_return(Return(at.date(), at.time()), now)


@dataclass(frozen=True, eq=False)
class _Said:
    """What the caller's own words vouch for; worked out only as far as it is asked."""

    lines: tuple[str, ...]
    now: dt.datetime

    def vouches(self, fact: Stated) -> bool:
        """True when the caller said so."""
        match fact.kind:
            case "digits":
                return self._said_digits(fact.value)
            case "email":
                return fact.value in self.text.lower() or fact.value in self._dictated
            case "letters":
                return fact.value in re.sub(r"[^a-z]", "", self.text.lower())
            case "name" | "place":
                return fact.value in self.text or self._sounds_said(fact.value)
            case "word":
                said = fact.value in self.text or fact in self.times
                return said or any(fact.value in w for w in self.when_words)
            case "count":
                return fact in self.facts or fact.value in self.text
            case _:
                return fact in self.facts or fact in self.times

    @cached_property
    def _dictated(self) -> frozenset[str]:
        """The addresses said letter by letter, and what they come to where put right in part."""
        told: set[str] = set()
        for line in self.lines:
            address = dictated_email(line) or next(iter(EMAIL.findall(line)), "")
            told |= {address.lower()} | {put_right(known, line) for known in told}
        return frozenset(told - {""})

    @cached_property
    def text(self) -> str:
        """Every line."""
        return "\n".join(self.lines)

    @cached_property
    def facts(self) -> frozenset[Stated]:
        """What the words state as they stand."""
        lines = [form for line in self.lines for form in {line, in_figures(line)}]
        return frozenset(fact for line in lines for fact in (*taken(line)[1], *stated(line)))

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """The days and times the words come to."""
        found = []
        for line in self.lines:
            for piece in {line, *_PIECES_AT.split(line)}:
                when = when_in(piece, self.now) if piece else None
                if when is not None:
                    found += [when, *choices_in(piece, self.now)]
        return tuple(found)

    @cached_property
    def when_words(self) -> tuple[str, ...]:
        """How they are said: 12月2日水曜日の午後一番."""
        return tuple(when.spoken for when in self.whens)

    @cached_property
    def times(self) -> frozenset[Stated]:
        """The same as facts; a shifted day is counted from those that were said."""
        days = {when.day for when in self.whens if when.day is not None}
        if _SHIFTED.search(self.text) or "次の" in self.text or "同じ" in self.text:
            span = range(-_LONGEST_SHIFT_DAYS, _LONGEST_SHIFT_DAYS + 1)
            days |= {day + dt.timedelta(days=n) for day in days for n in span}
        days |= {day + dt.timedelta(days=n - day.weekday()) for day in days for n in self.weekdays}
        days |= {alike for day in days for alike in sounding_like(day)}  # asked about, if refused
        clocks = {when.time for when in self.whens if when.time is not None}
        facts = {Stated("day", way) for day in days for way in day_of(day)}
        facts |= {Stated("clock", str(c.hour * 60 + c.minute)) for c in clocks}
        near = {self.now.date() + dt.timedelta(days=n): w for n, w in _NEAR.items()}
        return frozenset(facts | {Stated("word", near[day]) for day in days if day in near})

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """The weekdays that were named, 0 is Monday: 金曜 may be the one after another day."""
        return frozenset(WEEKDAYS.index(name) for name in _WEEKDAY.findall(self.text))

    def gave(self, digits: str) -> bool:
        """The caller told this number herself, at once or in groups: reading it back tells her
        nothing, not even that it is somebody's here."""
        given = re.sub(r"\D", "", digits)
        return any(given in "".join(runs) for runs in (self._written_digits, self._heard_digits))

    @cached_property
    def _written_digits(self) -> tuple[str, ...]:
        return tuple(re.sub(r"\D", "", line) for line in self.lines)

    @cached_property
    def _heard_digits(self) -> tuple[str, ...]:
        return tuple(digits_in(line) for line in self.lines if not re.search(r"\d", line))

    @cached_property
    def _digits(self) -> tuple[str, ...]:
        runs = [re.sub(r"\D", "", line) for line in self.lines]
        runs += [english_digits(line) for line in self.lines]
        return tuple({*runs, *map(digits_in, self.lines)} - {""})

    def _said_digits(self, digits: str) -> bool:
        """The digits can be put together from a few pieces that the caller said."""
        pieces, rest = 0, digits
        while rest and pieces < MAX_PIECES:
            length = next(
                (
                    n
                    for n in range(len(rest), 0, -1)
                    if any(rest[:n] in run for run in self._digits)
                ),
                0,
            )
            if not length:
                return False
            rest, pieces = rest[length:], pieces + 1
        return not rest

    def _sounds_said(self, name: str) -> bool:
        """The name was said, whatever the recogniser wrote."""
        sound = read(name)
        return len(sound) > 1 and (sound in self.text or self._nearly_said(sound))

    def _nearly_said(self, sound: str) -> bool:
        """A surname that people have, and that lies near what she said: it is read back to her
        after the one that was heard first was refused."""
        return is_common_surname(sound) and any(
            spot(sound, heard_morae(line)).cost <= NEARLY for line in self.lines if is_kana(line)
        )


_NEAR = {1: "明日", 2: "明後日"}
