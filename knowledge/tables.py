"""A client's own files as rows of text: CSV, Excel, Markdown (tables, Q./A., headings)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.errors import KnowledgeError

MAX_BYTES = 20_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 100
_FORMS = ".csv .tsv .txt .xlsx .xlsm .md .markdown"
_EITHER = r"^\s*(?:[-*+>]\s+|#+\s*)?(?:\*\*|__)?"
_NUMBERED = r"\s*[0-9０-９]*\s*(?:\*\*|__)?\s*[.．:：、)）]\s*(?:\*\*|__)?\s*(.*)$"
_ASKED = re.compile(_EITHER + r"(?:Q|Ｑ|問|質問)" + _NUMBERED, re.IGNORECASE)
_ANSWERED = re.compile(_EITHER + r"(?:A|Ａ|答|答え|回答)" + _NUMBERED, re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\|?[\s:|-]+\|?$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    where: str
    """For the reader: 質問.xlsx 「よくある質問」 12行目."""
    cells: tuple[str, ...]


Table = tuple[Row, ...]
"""Rows as they stand in the file; which of them names the columns is not known yet."""


def read_tables(path: Path) -> tuple[Table, ...]:
    """All tables of a file. Raises KnowledgeError when it cannot be read as what it is called."""
    form = path.suffix.lower()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnowledgeError(f"{path} is larger than 20 MB", "split it")
        if form in (".xlsx", ".xlsm"):
            return _workbook(path)
        text = _text(path)
    except OSError as wrong:
        raise KnowledgeError(
            f"{path} cannot be read: {wrong.strerror}", "check the path"
        ) from wrong
    if form in (".csv", ".tsv", ".txt"):
        return (_comma_separated(path, text),)
    if form in (".md", ".markdown"):
        return _markdown(path, text)
    raise KnowledgeError(f"{path.name} is none of {_FORMS}", "save it as one of them (CSV, Excel)")


def _text(path: Path) -> str:
    """UTF-8, or what Excel in Japan writes: CP932."""
    content = path.read_bytes()
    for encoding in (
        "utf-8-sig",
        "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp932",
    ):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise KnowledgeError(f"{path} is neither UTF-8 nor Shift-JIS text", "save it as UTF-8")


def _comma_separated(path: Path, text: str) -> Table:
    head = text[:4000]
    between = "\t" if path.suffix.lower() == ".tsv" else max(",\t;", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    rows: list[Row] = []
    try:
        for cells in reader:
            rows.append(_row(f"{path.name} line {reader.line_num}", cells))
            if len(rows) >= MAX_ROWS:
                break
    except csv.Error as wrong:
        raise KnowledgeError(
            f"{path.name} line {reader.line_num}: {wrong}", "check the quotes there"
        ) from wrong
    return tuple(rows)


def _workbook(path: Path) -> tuple[Table, ...]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        tables = tuple(
            tuple(
                _row(f"{path.name} {sheet.title} row {number}", cells)
                for number, cells in enumerate(
                    sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True), 1
                )
            )
            for sheet in book.worksheets
        )
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, EOFError) as wrong:
        raise KnowledgeError(f"{path.name} is no Excel workbook", "save it as .xlsx") from wrong
    return tables


def _row(where: str, cells: Any) -> Row:
    return Row(where, tuple(_cell(value) for value in cells))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _markdown(path: Path, text: str) -> tuple[Table, ...]:
    lines = text.splitlines()
    return (*_markdown_tables(path, lines), tuple(_pairs(path, lines)))


def _markdown_tables(path: Path, lines: list[str]) -> Iterator[Table]:
    rows: list[Row] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.lstrip().startswith("|"):
            if not _RULE.match(line.strip()):
                cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
                rows.append(_row(f"{path.name} line {number}", (_unmarked(c) for c in cells)))
        elif rows:
            yield tuple(rows)
            rows = []


def _pairs(path: Path, lines: list[str]) -> Iterator[Row]:
    """Questions and answers as rows under a header of their own."""
    yield Row(path.name, ("質問", "回答"))
    top = 1 if not any(re.match(r"^#{2,6}\s", line) for line in lines) else 2
    asked, at, answer, is_certain = "", 0, list[str](), False
    for number, line in enumerate(lines, 1):
        question, reply, heading = _ASKED.match(line), _ANSWERED.match(line), _HEADING.match(line)
        if reply is not None and asked:
            answer = [reply.group(1)]
        elif question is not None or heading is not None:
            if asked and (is_certain or any(answer)):
                yield _pair(path, at, asked, answer)
            is_asked = question is not None or (heading and len(heading.group(1)) >= top)
            words = (
                question.group(1) if question is not None else heading.group(2) if heading else ""
            )
            asked, at, answer = (words if is_asked else ""), number, []
            is_certain = question is not None
        elif asked and not line.lstrip().startswith("|"):
            answer.append(re.sub(r"^\s*(?:[-*+]|\d+\.)\s+", "", line).strip())
    if asked and (is_certain or any(answer)):
        yield _pair(path, at, asked, answer)


def _pair(path: Path, at: int, asked: str, answer: list[str]) -> Row:
    said = " ".join(part for part in answer if part)
    return Row(f"{path.name} line {at}", (_unmarked(asked), _unmarked(said)))


def _unmarked(text: str) -> str:
    """Markdown without its marks."""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\*\*|__|`|<br\s*/?>|\\(?=\|)", "", plain).strip()
