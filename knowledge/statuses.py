"""Status entries: what somebody wrote down today about where a colleague is.

One append-only file of JSON lines a client. Every line is complete on disk before it counts, two
writers wait for each other, and a line that cannot be read is named and passed over.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError

from knowledge.errors import KnowledgeError, Problem
from knowledge.hours import Hours
from knowledge.presence import OPEN_END, Spell, whole_days
from knowledge.schema import Manual, Part, Staff, Whereabouts

FILE_NAME = "statuses.jsonl"
CALL_LASTS = dt.timedelta(minutes=30)
"""電話中 without an end stops counting: nobody writes down that a call is over. Like the next two
figures chosen by custom, not measured."""
STEP_OUT_LASTS = dt.timedelta(minutes=60)
"""離席 without an end."""
MAX_LINE_CHARS = 10_000
_UNTIL_CLEARED = frozenset({"出張", "休暇", "退職"})
"""Without an end these last until somebody clears them; the others end with the day."""


class StatusEntry(Part):
    """One line of the file."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    staff: str = Field(min_length=1)
    """staff_key of the person."""
    status: Whereabouts | None = None
    """None: whatever was known of the person is cleared."""
    start: dt.datetime
    until: dt.datetime | None = None
    """When she can be reached again; None: not known."""
    word: str = ""
    """How `until` was written, where that was vague: 夕方."""
    note: str = ""
    """For the client's own people; never told."""
    set_at: dt.datetime

    def spell(self, hours: Hours) -> Spell | None:
        """The entry as a stretch of time; None for one that clears."""
        if self.status is None:
            return None
        if self.until is not None:
            return Spell(self.start, self.until, self.status, "status", word=self.word)
        end, is_known = self._usual_end(hours)
        return Spell(self.start, end, self.status, "status", is_known)

    def _usual_end(self, hours: Hours) -> tuple[dt.datetime, bool]:
        midnight = dt.datetime.combine(self.start.date() + dt.timedelta(days=1), dt.time())
        if self.status == "在席":
            return self.start, True
        if self.status in _UNTIL_CLEARED:
            return OPEN_END, False
        if self.status == "直帰":
            return whole_days(self.start.date(), self.start.date(), hours)[1], True
        if self.status == "電話中":
            return min(self.start + CALL_LASTS, midnight), False
        if self.status == "離席":
            return min(self.start + STEP_OUT_LASTS, midnight), False
        return midnight, False


@dataclass(frozen=True, slots=True)
class Statuses:
    """The entries of one client that still count, oldest first, and what could not be read."""

    entries: tuple[StatusEntry, ...] = ()
    problems: tuple[Problem, ...] = ()


def staff_key(person: Staff) -> str:
    """The name under which a person's entries and calendar are kept."""
    return person.id or person.name.replace(" ", "").replace("　", "")


def client_folder(data_dir: Path, manual: Manual) -> Path:
    """Where what is known of one client's people is kept, named for the company."""
    name = unicodedata.normalize("NFKC", manual.company.name)
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return data_dir / f"{re.sub(r'[^0-9A-Za-zぁ-ヿ一-鿿]', '', name)[:40]}-{mark}"


def append(folder: Path, entry: StatusEntry) -> None:
    """Add an entry; it is on disk when this returns.

    Raises KnowledgeError when the folder cannot be written.
    """
    line = entry.model_dump_json(exclude_defaults=True).encode() + b"\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder), (folder / FILE_NAME).open("ab+") as file:
            if file.tell() and not _ends_in_newline(file.fileno(), file.tell()):
                line = b"\n" + line  # a writer died in the middle of its line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as wrong:
        raise KnowledgeError(
            f"the entry cannot be kept in {folder}: {wrong.strerror}", "check DENWABAN_DATA"
        ) from wrong


def read_statuses(folder: Path) -> Statuses:
    """The entries that still count; a line that is none is named as a problem.

    Takes no lock: a call must not wait for a writer, and each line is written at one stroke.
    """
    path = folder / FILE_NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Statuses()
    except OSError as wrong:
        return Statuses((), (_problem(path, 0, f"cannot be read: {wrong.strerror}"),))
    kept: dict[str, list[StatusEntry]] = {}
    problems = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        entry = _entry(line)
        if isinstance(entry, str):
            problems.append(_problem(path, number, entry))
        elif entry.status is None:
            kept.pop(entry.staff, None)
        else:
            kept[entry.staff] = [*_beside(kept.get(entry.staff, []), entry), entry]
    entries = sorted((e for own in kept.values() for e in own), key=lambda e: e.set_at)
    return Statuses(tuple(entries), tuple(problems))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: one writer at a time."""
    import fcntl

    with (folder / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _beside(earlier: list[StatusEntry], entry: StatusEntry) -> list[StatusEntry]:
    """What a newer entry leaves of the older ones: those over by then, and those yet to begin."""
    left = []
    for old in earlier:
        if old.start < entry.start:
            runs_on = old.until is None or old.until > entry.start
            cut = {"until": entry.start, "word": ""}
            left.append(old.model_copy(update=cut) if runs_on else old)
        elif old.start > entry.start and not _is_there(entry, old.start):
            left.append(old)
    return left


def _is_there(entry: StatusEntry, at: dt.datetime) -> bool:
    return entry.status == "在席" and entry.until is not None and at < entry.until


def _entry(line: bytes) -> StatusEntry | str:
    if len(line) > MAX_LINE_CHARS:
        return "the line is too long for an entry"
    try:
        entry = StatusEntry.model_validate(json.loads(line))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except (ValueError, RecursionError):
        return "the line is no JSON object"
    times = (entry.start, entry.until, entry.set_at)
    if any(t is not None and t.tzinfo is not None for t in times):
        return "times are local and carry no offset"
    if entry.until is not None and entry.until < entry.start:
        return "until is earlier than start"
    return entry


def _problem(path: Path, line: int, message: str) -> Problem:
    return Problem(
        line, f"{path.name}: {message}", "set the status again and delete the line", "warning"
    )


def _ends_in_newline(handle: int, size: int) -> bool:
    return os.pread(handle, 1, size - 1) == b"\n"
