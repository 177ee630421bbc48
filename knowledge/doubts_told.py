"""What is doubtful in what callers would be told: leaks, double questions, hours that disagree."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from knowledge.errors import Problem
from knowledge.schema import DAYS, Manual, spans
from knowledge.written import Lines, Where

LONG_ANSWER_CHARS = 200
"""Half a minute of speech; callers keep about two sentences in mind."""
_NUMBER = re.compile(r"\+?\d[\d\-() ]{6,}\d")
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9.-]*[A-Za-z0-9]")
_ABOUT_HOURS = re.compile(
    r"(?:営業|診療|受付|開館|業務|対応)(?:時間|日)|何時(?:まで|から|に)|定休|休診|お?休みはいつ|開店|閉店"
)
_OTHER_TIMES = re.compile(r"最終|ラストオーダー|昼休み|予約|夜間|お届け")
_TIME = re.compile(r"(午前|午後|朝|夜|夕方)?(\d{1,2})(?:時(?:(半)|(\d{1,2})分)?(?!間)|:(\d{2}))")
_DAYS_OFF = re.compile(
    r"(?<![本休曜営業定祝祭毎平])((?:(?:[月火水木金土日](?:曜日?)?|[祝祭]日?)(?:[・、とや]|および)*)++)"
    r"[はがを]?、?(?:お|定)*休"
)
_DAY_NAMES = "月火水木金土日"


def told_faults(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """What must never be told, and answers that cannot be told apart: errors."""
    mobiles = {_digits(p.mobile): p.name for p in manual.staff if p.mobile}
    for where, text in _told(manual):
        for number in sorted(_numbers_in(text) & mobiles.keys()):
            yield Problem(
                lines.of(where),
                f"callers would be told the private number of {mobiles[number]}",
                "take it out here; where it is a business number, take it out of mobile",
            )
    ids: set[str] = set()
    for index, entry in enumerate(manual.faq):
        if entry.id in ids:
            line = lines.of(("faq", index, "id"))
            yield Problem(line, f"faq id {entry.id} is used twice", "give each entry its own id")
        ids.add(entry.id)


def told_doubts(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """Everything doubtful in answers and other texts callers hear: warnings."""
    told = tuple(_told(manual))
    yield from _told_addresses(manual, told, lines)
    yield from _told_operators(manual, told, lines)
    yield from _twice(manual, lines)
    for index, entry in enumerate(manual.faq):
        if len(entry.answer) > LONG_ANSWER_CHARS:
            yield Problem(
                lines.of(("faq", index, "answer")),
                f"faq {entry.id}: an answer of {len(entry.answer)} characters is too long to hear",
                f"say it in two short sentences (up to {LONG_ANSWER_CHARS}), offer the rest",
                "warning",
            )
    yield from _hours_apart(manual, lines)


def _told(manual: Manual) -> Iterator[tuple[Where, str]]:
    """Every text of the manual that a caller may hear word for word."""
    yield from ((("faq", i, "answer"), e.answer) for i, e in enumerate(manual.faq))
    yield from ((("greeting", k), v) for k, v in manual.greeting.model_dump().items() if v)
    yield from ((("periods", i, "message"), p.message) for i, p in enumerate(manual.periods))
    yield ("phone",), manual.phone or ""
    yield from ((("numbers", i, "number"), n.number) for i, n in enumerate(manual.numbers))
    yield ("address",), manual.address
    yield ("service", "message"), manual.service.message
    yield ("recording", "text"), manual.recording.text
    yield ("reservation", "say"), manual.reservation.say
    yield ("reservation", "cancellation_policy"), manual.reservation.cancellation_policy
    yield ("orders", "say"), manual.orders.say
    yield ("rules", "job_application", "say"), manual.rules.job_application.say
    advice = manual.rules.emergency.advice.items()
    yield from ((("rules", "emergency", "advice", word), text) for word, text in advice)
    for entry, texts in manual.wording.items():
        yield from ((("wording", entry, i), text) for i, text in enumerate(texts))


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return "0" + digits[2:] if text.strip().startswith("+81") else digits


def _numbers_in(text: str) -> set[str]:
    plain = re.sub(r"[‐‑–—−ー－]", "-", unicodedata.normalize("NFKC", text))
    return {_digits(found) for found in _NUMBER.findall(plain)}


def _told_addresses(
    manual: Manual, told: tuple[tuple[Where, str], ...], lines: Lines
) -> Iterator[Problem]:
    closed = {p.email.lower(): p.name for p in manual.staff if p.email and not p.disclose.email}
    for where, text in told:
        for address in sorted({a.lower() for a in _ADDRESS.findall(text)} & closed.keys()):
            yield Problem(
                lines.of(where),
                f"callers would be told the address of {closed[address]}, who discloses none",
                "take it out here, or set disclose.email: true",
                "warning",
            )


def _told_operators(
    manual: Manual, told: tuple[tuple[Where, str], ...], lines: Lines
) -> Iterator[Problem]:
    known = {number for _, text in told for number in _numbers_in(text)}
    for index, operator in enumerate(manual.operators):
        if _digits(operator.number) in known:
            yield Problem(
                lines.of(("operators", index, "number")),
                f"the number of operator {operator.name} is also told to callers",
                "give operators a number of their own, so that calls come through the attendant",
                "warning",
            )


def _twice(manual: Manual, lines: Lines) -> Iterator[Problem]:
    asked: dict[str, str] = {}
    for index, entry in enumerate(manual.faq):
        for question in (entry.question, *entry.paraphrases):
            other = asked.setdefault(plain_question(question), entry.id)
            if other != entry.id:
                yield Problem(
                    lines.of(("faq", index, "question")),
                    f"{question} stands in faq {entry.id} and in {other}",
                    "keep it in one of them; callers hear only one of the answers",
                    "warning",
                )


def plain_question(text: str) -> str:
    """A question without what does not tell it from another: width, case, marks, spaces."""
    return re.sub(r"[\s、。？?！!・]", "", unicodedata.normalize("NFKC", text)).lower()


def _hours_apart(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """Answers about the hours that say other times or days than `hours`."""
    if not manual.hours:
        return
    usual = (*manual.hours.values(), *manual.special_hours.values())
    edges = {time for text in usual for span in spans(text) for time in span}
    edges |= {time for p in manual.periods for span in spans(p.hours) for time in span}
    for index, entry in enumerate(manual.faq):
        if not any(_ABOUT_HOURS.search(q) for q in (entry.question, *entry.paraphrases)):
            continue
        answer = unicodedata.normalize("NFKC", entry.answer)
        odd = [text for text, times in _times_in(answer) if not edges & times]
        odd += [f"{day}曜" for day in _days_off_in(answer) if _is_open(manual, day)]
        if odd:
            yield Problem(
                lines.of(("faq", index, "answer")),
                f"faq {entry.id} says {'、'.join(odd)}, which hours does not",
                "correct the answer or hours",
                "warning",
            )


def _times_in(answer: str) -> Iterator[tuple[str, set[dt.time]]]:
    """(as written, the times it may mean: 6時 is 6:00 or 18:00)."""
    for sentence in answer.split("。"):
        if _OTHER_TIMES.search(sentence):
            continue
        for match in _TIME.finditer(sentence):
            part, hour, half, minutes, colon = match.groups()
            minute = 30 if half else int(minutes or colon or 0)
            late = part in ("午後", "夜", "夕方")
            hours = {int(hour) + 12} if late else {int(hour)}
            if part is None and int(hour) < 12:
                hours.add(int(hour) + 12)
            times = {dt.time(h, minute) for h in hours if h < 24 and minute < 60}
            if int(hour) == 24:
                times.add(dt.time(23, 59))
            yield match.group(), times


def _days_off_in(answer: str) -> Iterator[str]:
    for match in _DAYS_OFF.finditer(answer):
        yield from re.findall(rf"[{_DAY_NAMES}]", re.sub(r"曜日?|[祝祭]日?", "", match.group(1)))


def _is_open(manual: Manual, day: str) -> bool:
    return bool(spans(manual.hours.get(DAYS[_DAY_NAMES.index(day)], "closed")))
