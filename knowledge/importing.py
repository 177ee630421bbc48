"""A client's own FAQ or staff list becomes entries of a manual; what is doubtful is marked 要確認.

Nothing is dropped in silence: every row that is left out, and every doubt about one that is
taken, is a note with its place in the client's file.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from knowledge.columns import field_of, header_of, kind_of
from knowledge.doubts_told import LONG_ANSWER_CHARS, plain_question
from knowledge.errors import KnowledgeError, Problem
from knowledge.insertion import insert, scalar
from knowledge.name_readings import guess_reading, is_doubtful, split_name
from knowledge.schema import FaqEntry, Manual, Staff
from knowledge.tables import Row, Table
from knowledge.written import parse
from speech.reading.kana import hiragana, is_kana, katakana

_DRAFT = """# 取り込んだ下書きです。「要確認」とあるところを見て、会社のことを書き足してください。
company:
  name: 株式会社みほん          # 要確認
  reading: かぶしきがいしゃみほん  # 要確認
"""
_ON_A_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
_LOOK = "要確認"


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader should know about one row of the client's file."""

    where: str
    kind: Literal["left", "doubt"]
    """left: not taken; doubt: taken, and marked 要確認."""
    message: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a client's file."""

    content: bytes
    """The manual with the new entries, UTF-8."""
    staff: int
    faq: int
    """How many entries were taken."""
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Work:
    """What is known and gathered while rows are taken."""

    questions: dict[str, str]
    """Plain question -> id of the entry that has it."""
    ids: set[str]
    people: set[str]
    departments: set[str]
    faq: list[list[str]] = field(default_factory=list)
    staff: list[list[str]] = field(default_factory=list)
    new_departments: list[list[str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def left(self, row: Row, why: str) -> None:
        """This row is not taken."""
        self.notes.append(Note(row.where, "left", why))

    def doubt(self, row: Row, why: str) -> None:
        """This row is taken, and should be looked at."""
        self.notes.append(Note(row.where, "doubt", why))


def take_in(tables: tuple[Table, ...], before: bytes | None = None) -> Taken:
    """Entries from a client's tables, added to the manual `before`, or to a new draft.

    Raises KnowledgeError when `before` is no usable manual.
    """
    base = before if before is not None else _DRAFT.encode("utf-8")
    work = _begin(_manual_of(base))
    for table in tables:
        _take_table(table, work)
    if not any(len(row.cells) > 1 for table in tables for row in table[1:]):
        work.notes.append(Note("file", "left", "holds no table and no questions with answers"))
    content = insert(base, "departments", work.new_departments)
    content = insert(content, "staff", work.staff)
    content = insert(content, "faq", work.faq)
    _manual_of(content)
    return Taken(content, len(work.staff), len(work.faq), tuple(work.notes))


def _manual_of(content: bytes) -> Manual:
    held = parse(content)
    if isinstance(held, Problem):
        raise KnowledgeError(f"the manual's line {held.line}: {held.message}", held.remedy)
    try:
        return Manual.model_validate(held)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise KnowledgeError(
            f"the manual cannot be used: {where}: {first['msg']}", "run denwaban check on it first"
        ) from wrong


def _begin(manual: Manual) -> _Work:
    return _Work(
        {plain_question(q): e.id for e in manual.faq for q in (e.question, *e.paraphrases)},
        {entry.id for entry in manual.faq},
        {_joined(person.name) for person in manual.staff},
        {department.name for department in manual.departments},
    )


def _take_table(table: Table, work: _Work) -> None:
    found = header_of(table)
    if found is None:
        if len(table) > 1:
            names = "、".join(cell for cell in table[0].cells if cell)[:60]
            work.left(
                table[0], f"no columns 質問 and 回答, or 氏名 with another, are named (is: {names})"
            )
        return
    at, columns = found
    unknown = [cell for cell in table[at].cells if cell and not field_of(cell)]
    if unknown:
        work.left(table[at], f"columns that are not used: {'、'.join(unknown)}")
    take: Callable[[Mapping[str, str], Row, _Work], None]
    take = _take_question if kind_of(columns) == "faq" else _take_person
    for row in table[at + 1 :]:
        cells = {f: row.cells[n] for f, n in columns.items() if n < len(row.cells)}
        if any(cells.values()):
            take(cells, row, work)


def _take_question(cells: Mapping[str, str], row: Row, work: _Work) -> None:
    question, answer = _one_line(cells.get("question", "")), _one_line(cells.get("answer", ""))
    plain = plain_question(question)
    if not question or not answer:
        missing = "question" if not question else "answer"
        work.left(row, f"the {missing} is empty: {(question or answer)[:40]}")
        return
    if plain in work.questions:
        work.left(row, f"the question is there already ({work.questions[plain]}): {question[:40]}")
        return
    paraphrases = []
    for other in re.split(r"[\n;；|／]", cells.get("paraphrases", "")):
        if other.strip() and plain_question(other) not in {plain, *work.questions}:
            paraphrases.append(_one_line(other))
    asked = [a.strip() for a in re.split(r"[\n;；、,]", cells.get("ask", "")) if a.strip()]
    entry: dict[str, Any] = {"id": _id_for(cells.get("id", ""), work), "question": question}
    entry |= {"paraphrases": paraphrases} if paraphrases else {}
    entry |= {"answer": answer}
    entry |= {"ask_when_unanswered": asked} if asked else {}
    written_on = cells.get("updated_on", "")
    date = _date(written_on)
    entry |= {"updated_on": date} if date else {}
    if written_on and not date:
        work.doubt(row, f"{written_on[:20]} is no date; left out")
    if not _is_valid(FaqEntry, entry, row, work):
        return
    marks = {"answer": _doubts_about(answer, row, work)}
    work.ids.add(entry["id"])
    work.questions.update({plain_question(q): entry["id"] for q in (question, *paraphrases)})
    work.faq.append(_written(entry, marks))


def _doubts_about(answer: str, row: Row, work: _Work) -> str:
    if len(answer) > LONG_ANSWER_CHARS:
        work.doubt(row, f"the answer has {len(answer)} characters, too long for the telephone")
        return f"{_LOOK}: 電話では長すぎます（{len(answer)}字。{LONG_ANSWER_CHARS}字まで）"
    if "http" in answer:
        work.doubt(row, "the answer holds the address of a web page, which is hard to say")
        return f"{_LOOK}: ページのアドレスは電話では伝わりません"
    return ""


def _take_person(cells: Mapping[str, str], row: Row, work: _Work) -> None:
    name = _name_of(cells)
    if not name:
        work.left(row, "the name is empty")
        return
    if _joined(name) in work.people:
        work.left(row, f"{name} is there already")
        return
    reading, doubt = _reading_of(name, cells)
    person: dict[str, Any] = {"name": name, "reading": reading}
    for key in ("department", "title", "extension", "employee_number"):
        if cells.get(key):
            person[key] = _one_line(cells[key])
    person |= _contacts(cells, row, work)
    if not _is_valid(Staff, person, row, work):
        return
    if doubt:
        work.doubt(row, f"{name}: {doubt} ({reading})")
    _take_department(person, row, work)
    work.people.add(_joined(name))
    work.staff.append(_written(person, {"reading": f"{_LOOK}: よみ" if doubt else ""}))


def _take_department(person: dict[str, Any], row: Row, work: _Work) -> None:
    """A department nobody named before comes along, with a guess at how it is read."""
    department = person.get("department", "")
    if not department or department in work.departments:
        return
    reading = guess_reading(department).replace(" ", "")
    if not is_kana(reading):
        work.doubt(row, f"department {department} cannot be read; left out")
        del person["department"]
        return
    work.departments.add(department)
    named = {"name": department, "reading": reading}
    work.new_departments.append(_written(named, {"reading": f"{_LOOK}: よみ"}))
    work.doubt(row, f"department {department} is new; its reading is a guess")


def _name_of(cells: Mapping[str, str]) -> str:
    parts = (cells.get("surname", ""), cells.get("given", ""))
    name = cells.get("name", "") or " ".join(filter(None, parts))
    name = re.sub(r"(?<=.)(?:様|さん|氏)$", "", unicodedata.normalize("NFKC", name).strip())
    return split_name(name) if name else ""


def _reading_of(name: str, cells: Mapping[str, str]) -> tuple[str, str]:
    """(kana with the name's spaces, what is doubtful about it)."""
    parts = (cells.get("surname_reading", ""), cells.get("given_reading", ""))
    given = cells.get("reading", "") or " ".join(filter(None, parts))
    reading = " ".join(hiragana(katakana(given)).split())
    guess = guess_reading(name)
    if not reading or not is_kana(reading):
        return guess, "its reading is a guess"
    surname = guess.split()[0] if guess else ""
    if " " in name and " " not in reading:
        if not reading.startswith(surname) or reading == surname:
            return reading, "surname and given name are not told apart in its reading"
        reading = f"{surname} {reading[len(surname) :]}"
    if is_doubtful(name.split(maxsplit=1)[0], reading.split(maxsplit=1)[0]):
        return reading, "its reading hardly fits"
    return reading, ""


def _contacts(cells: Mapping[str, str], row: Row, work: _Work) -> dict[str, str]:
    """E-mail and mobile, where they can be such."""
    found = {}
    email = unicodedata.normalize("NFKC", cells.get("email", "")).strip()
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", email):
        found["email"] = email
    elif email:
        work.doubt(row, f"{email[:40]} is no e-mail address; left out")
    mobile = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", cells.get("mobile", "")))
    if re.fullmatch(r"[789]0\d{8}", mobile):
        mobile = "0" + mobile  # a spreadsheet took the number for a quantity
    if re.fullmatch(r"0[5789]0\d{8}", mobile):
        found["mobile"] = f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}"
    elif mobile:
        work.doubt(row, f"a mobile number of {len(mobile)} digits is none; left out")
    return found


def _is_valid(
    part: type[FaqEntry] | type[Staff], entry: dict[str, Any], row: Row, work: _Work
) -> bool:
    try:
        part.model_validate(entry)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        work.left(row, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
        return False
    return True


def _written(entry: Mapping[str, Any], marks: Mapping[str, str]) -> list[str]:
    """An entry as lines of YAML, with what is to be looked at as comments."""
    lines: list[str] = []
    for key, value in entry.items():
        if isinstance(value, list):
            text = "[" + ", ".join(scalar(item) for item in value) + "]"
        else:
            text = value if key == "updated_on" else scalar(value)
        mark = f"  # {marks[key]}" if marks.get(key) else ""
        lines.append(f"{'- ' if not lines else '  '}{key}: {text}{mark}")
    return lines


def _id_for(given: str, work: _Work) -> str:
    plain = re.sub(r"\s+", "-", given.strip())[:40]
    if plain and plain not in work.ids:
        return plain
    number = len(work.ids) + 1
    while f"faq-{number}" in work.ids:
        number += 1
    return f"faq-{number}"


def _date(text: str) -> str:
    """ISO 8601; empty where the text holds no date."""
    match = _ON_A_DATE.search(unicodedata.normalize("NFKC", text))
    try:
        return dt.date(*map(int, match.groups())).isoformat() if match is not None else ""
    except ValueError:
        return ""


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _joined(name: str) -> str:
    return re.sub(r"\s", "", name)
