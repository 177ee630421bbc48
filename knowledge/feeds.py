"""Where people's calendars come from, and the snapshot of them that a call reads.

`refresh` runs between calls: it fetches what is due, keeps each calendar's last good copy, and
writes one snapshot a client. `read_calendars` only reads that snapshot, so a feed that is down, a
file of gibberish or a server that never answers cannot reach a call.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from knowledge.calendars import MAX_BYTES, CalendarUnreadable, expand
from knowledge.errors import Problem
from knowledge.hours import Hours
from knowledge.presence import Spell
from knowledge.schema import Manual, Staff, Whereabouts
from knowledge.statuses import locked, staff_key

SNAPSHOT = "calendars.json"
COPIES = "calendars"
TIMEOUT_S = 10.0
"""Of one read from the network."""
MAX_FETCH_S = 30.0
"""Of one whole feed, however slowly it drips."""
FRESH_FOR = dt.timedelta(minutes=5)
"""A calendar read within this time is not fetched again; feeds themselves are made hourly or so."""
STALE_AFTER = dt.timedelta(hours=24)
"""An older copy is worth telling the client about."""
_CHUNK_BYTES = 65_536
_AT_ONCE = 16

_TIME = "%Y%m%dT%H%M"
_STATUSES = frozenset(get_args(Whereabouts))


@dataclass(frozen=True, slots=True)
class Calendars:
    """The snapshot: when whom her calendar keeps away. Titles are not in it."""

    rows: Mapping[str, str] = field(default_factory=dict)
    """staff_key -> `packed` spells; unpacked when somebody asks for her, so that two thousand
    calendars open in the time of one file."""
    problems: tuple[Problem, ...] = ()

    def spells(self, key: str) -> tuple[Spell, ...]:
        """The spells of one person."""
        return unpacked(self.rows.get(key, ""))


def packed(spells: Iterable[Spell]) -> str:
    """One spell a line: start, end, status, and ? where the end is not known."""
    return "\n".join(
        f"{s.start:{_TIME}} {s.end:{_TIME}} {s.status}{'' if s.end_is_known else ' ?'}"
        for s in spells
    )


def unpacked(rows: str) -> tuple[Spell, ...]:
    """The spells `packed` wrote; a line that is none of its own is left out."""
    found = (_spell(row.split(" ")) for row in rows.split("\n"))
    return tuple(spell for spell in found if spell is not None)


def _spell(row: list[str]) -> Spell | None:
    if len(row) not in (3, 4) or row[2] not in _STATUSES:
        return None
    try:
        start, end = dt.datetime.fromisoformat(row[0]), dt.datetime.fromisoformat(row[1])
    except ValueError:
        return None
    status: Any = row[2]
    return Spell(start, end, status, "calendar", len(row) == 3) if start < end else None


def refresh(
    manual: Manual,
    beside: Path,
    folder: Path,
    now: dt.datetime,
    *,
    fresh_for: dt.timedelta = FRESH_FOR,
    timeout_s: float = TIMEOUT_S,
) -> tuple[Problem, ...]:
    """Read every calendar of a manual that is due and write the snapshot.

    `beside` is the manual's folder, `folder` statuses.client_folder, `now` local time. Never raises
    for what a feed does; what went wrong is returned and kept in the snapshot. OSError when
    `folder` cannot be written.
    """
    (folder / COPIES).mkdir(parents=True, exist_ok=True)
    people = {staff_key(p): p for p in manual.staff if p.calendar}
    before = _load(folder)
    due = [key for key, person in people.items() if not _is_fresh(before, person, now, fresh_for)]
    run = _Reading(folder, now, Hours(manual), _written_hours(manual))
    records: dict[str, Any] = {key: before[key] for key in people if key in before}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for first in range(0, len(due), _AT_ONCE):  # so many in memory, not two thousand
            some = due[first : first + _AT_ONCE]
            read = pool.map(lambda key: _read(people[key].calendar, beside, timeout_s), some)
            for key, content in zip(some, read, strict=True):
                records[key] = _record(people[key], content, before.get(key, {}), run)
    with locked(folder):
        _write(folder / SNAPSHOT, json.dumps(records, ensure_ascii=False).encode())
    return read_calendars(manual, folder, now).problems


def read_calendars(manual: Manual, folder: Path, now: dt.datetime) -> Calendars:
    """The snapshot for a manual: fast, no network; empty where there is none yet."""
    people = {staff_key(p): p for p in manual.staff if p.calendar}
    if not people:
        return Calendars()
    records = _load(folder)
    rows = {}
    problems: list[Problem] = []
    for key, person in people.items():
        record = records.get(key, {})
        if record.get("calendar") == _mark(person.calendar):
            rows[key] = record["rows"]
            problems += _problems_of(person, record, now)
        else:
            problems.append(
                _problem(person, "has not been read yet", "run denwaban status refresh")
            )
    return Calendars(rows, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One run of refresh."""

    folder: Path
    now: dt.datetime
    hours: Hours
    written_hours: str
    """The hours as the manual has them: with the day and the content, all a result hangs on."""


def _record(
    person: Staff, content: bytes | str, before: Mapping[str, Any], run: _Reading
) -> dict[str, Any]:
    """What the snapshot says of one person; a failed reading falls back on the last good copy."""
    mark, now = _mark(person.calendar), run.now.isoformat()
    copy = run.folder / COPIES / f"{mark}.ics"
    if before.get("calendar") != mark:
        before = {}
    if isinstance(content, bytes):
        try:
            result = _content(person, content, before, run)
        except CalendarUnreadable as wrong:
            content = str(wrong)
        else:
            if result.get("content") != before.get("content"):
                _write(copy, content)
            return {"calendar": mark, "tried_at": now, "read_at": now, **result}
    failed = {"calendar": mark, "tried_at": now, "error": content, "rows": ""}
    if before.get("read_at") is None:
        return failed
    try:
        result = _content(person, copy.read_bytes(), before, run)
    except (OSError, CalendarUnreadable):
        return failed
    return {**failed, "read_at": before["read_at"], **result}


def _content(
    person: Staff, content: bytes, before: Mapping[str, Any], run: _Reading
) -> dict[str, Any]:
    """The rows of a calendar; expanded anew only when it, the day or the hours changed."""
    print_of = hashlib.sha256(content)
    print_of.update(f"{run.now.date()}{person.email}{run.written_hours}".encode())
    same = print_of.hexdigest()
    if before.get("content") == same:
        return {"content": same, "rows": before["rows"], "doubts": before.get("doubts", [])}
    expanded = expand(content, run.now, run.hours, person.email or "")
    return {"content": same, "rows": packed(expanded.spells), "doubts": list(expanded.doubts)}


def _written_hours(manual: Manual) -> str:
    of_hours = {"hours", "holidays", "closed_on", "special_hours", "periods"}
    return manual.model_dump_json(include=of_hours)


def _problems_of(person: Staff, record: Mapping[str, Any], now: dt.datetime) -> Iterator[Problem]:
    read_at = record.get("read_at")
    age = now - dt.datetime.fromisoformat(read_at) if read_at else None
    error = record.get("error")
    if error:
        kept = f"the copy of {_age(age)} ago is used" if age is not None else "there is no copy"
        yield _problem(person, f"cannot be read: {error}; {kept}", "check staff.calendar")
    elif age is not None and age > STALE_AFTER:
        yield _problem(person, f"was read {_age(age)} ago", "run denwaban status refresh")
    for doubt in record.get("doubts", ()):
        yield _problem(person, doubt, "correct it in the calendar")


def _problem(person: Staff, message: str, remedy: str) -> Problem:
    return Problem(0, f"the calendar of {person.name} {message}", remedy, "warning")


def _age(age: dt.timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return f"{max(0, int(age.total_seconds() // 60))} minutes"
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"


def _is_fresh(
    records: Mapping[str, Any], person: Staff, now: dt.datetime, fresh_for: dt.timedelta
) -> bool:
    record = records.get(staff_key(person), {})
    if record.get("calendar") != _mark(person.calendar):
        return False
    age = now - dt.datetime.fromisoformat(record["tried_at"])
    return dt.timedelta() <= age < fresh_for


def _mark(calendar: str) -> str:
    """A feed's address is a secret of the client's: only this much of it is kept."""
    return hashlib.sha256(calendar.encode()).hexdigest()[:16]


def _load(folder: Path) -> dict[str, Any]:
    """The snapshot as written; empty when there is none, or it is not one of ours."""
    try:
        records = json.loads((folder / SNAPSHOT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(records, dict):
        return {}
    return {key: r for key, r in records.items() if isinstance(r, dict) and _is_record(r)}


def _is_record(record: Mapping[str, Any]) -> bool:
    try:
        dt.datetime.fromisoformat(record["tried_at"])
        if record.get("read_at"):
            dt.datetime.fromisoformat(record["read_at"])
    except (KeyError, TypeError, ValueError):
        return False
    return isinstance(record.get("rows"), str)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a reader sees the old file or the new one."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _read(calendar: str, beside: Path, timeout_s: float) -> bytes | str:
    """The bytes of a file or feed; a str says why there are none, without naming the address."""
    url = calendar.replace("webcal://", "https://", 1)
    if url.startswith(("http://", "https://")):
        return _fetch(url, timeout_s)
    if "://" in url:
        return "only http, https, webcal and files are read"
    try:
        with (beside / calendar).open("rb") as file:
            return _whole(file.read(MAX_BYTES + 1))
    except (OSError, ValueError) as wrong:
        return f"the file cannot be opened ({type(wrong).__name__})"


def _fetch(url: str, timeout_s: float) -> bytes | str:
    begun = time.perf_counter()
    found = bytearray()
    try:
        request = urllib.request.Request(
            url, headers={"User-Agent": "denwaban", "Accept": "text/calendar"}
        )
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:
            while chunk := answer.read1(_CHUNK_BYTES):
                found += chunk
                if len(found) > MAX_BYTES:
                    break
                if time.perf_counter() - begun > MAX_FETCH_S:
                    return "the server is too slow"
    except urllib.error.HTTPError as wrong:
        return f"the server answered {wrong.code}"
    except TimeoutError:
        return "the server did not answer in time"
    except (OSError, ValueError, http.client.HTTPException) as wrong:
        reason = getattr(wrong, "reason", wrong)
        return f"the server cannot be reached ({type(reason).__name__})"
    return _whole(bytes(found))


def _whole(content: bytes) -> bytes | str:
    return content if len(content) <= MAX_BYTES else "it is larger than 10 MB"
