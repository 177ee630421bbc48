"""Versions of a manual: what it said, since when, by whom and why.

Beside `client.yaml` stands `client.versions/`: the content of each version under the hash that
names it, and `log.jsonl`, to which one line a version is appended. Nothing is ever rewritten. A
content is written whole before the line that names it, so a process killed in between leaves a
file nobody asks for, never a version without its content. The hash is the version's id: whatever
was measured on a version can be held against exactly that content.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.manual import load_manual
from knowledge.written import content_id

MAX_REASON_CHARS = 500
SHORT_ID = 12
"""Characters of an id that are shown, and enough to name it."""


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a manual."""

    number: int
    """From 1, in the order they were saved."""
    id: str
    """SHA-256 of the content, hexadecimal."""
    at: dt.datetime
    """When it was saved, with its offset."""
    by: str
    """Who."""
    why: str
    """What for."""


def history(manual: Path) -> tuple[Version, ...]:
    """All versions, oldest first; empty when none was saved."""
    try:
        text = _log(manual).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    except OSError as wrong:
        raise KnowledgeError(
            f"{_log(manual)} cannot be read: {wrong}", "restore it from a backup"
        ) from wrong
    return tuple(_versions_in(text))


def save(manual: Path, by: str, why: str, at: dt.datetime) -> Version:
    """Keep the manual as it stands now. `at` carries its offset.

    Raises ManualInvalid when it is unusable: every version can be gone back to; KnowledgeError
    when nothing has changed, or who and why are missing.
    """
    if not by.strip() or not why.strip():
        raise KnowledgeError("a version needs who and why", "give --by and --why")
    if len(by) > MAX_REASON_CHARS or len(why) > MAX_REASON_CHARS:
        raise KnowledgeError(
            f"who and why take up to {MAX_REASON_CHARS} characters", "say it shorter"
        )
    load_manual(manual)
    content = manual.read_bytes()
    earlier = history(manual)
    if earlier and earlier[-1].id == content_id(content):
        raise KnowledgeError(
            f"{manual.name} is as it was saved last (version {earlier[-1].number})",
            "change it first",
        )
    version = Version(len(earlier) + 1, content_id(content), at, by.strip(), why.strip())
    kept = _kept(manual, version.id)
    if not kept.exists():
        write_whole(kept, content)
    _append(_log(manual), version)
    return version


def find_version(manual: Path, name: str) -> Version:
    """A version by its number or the beginning of its id. Raises KnowledgeError."""
    versions = history(manual)
    for version in versions:
        if name == str(version.number):
            return version
    for version in reversed(versions):
        if len(name) >= 6 and version.id.startswith(name):
            return version
    known = f"1 to {len(versions)}" if versions else "none yet; save the first"
    raise KnowledgeError(f"{manual.name} has no version {name}", f"there are: {known}")


def content_of(manual: Path, version: Version) -> bytes:
    """What the manual said then. Raises KnowledgeError when the content is gone or was touched."""
    try:
        content = _kept(manual, version.id).read_bytes()
    except OSError as wrong:
        raise KnowledgeError(
            f"the content of version {version.number} cannot be read: {wrong.strerror}",
            "restore the versions folder from a backup",
        ) from wrong
    if content_id(content) != version.id:
        raise KnowledgeError(
            f"the content of version {version.number} was changed afterwards",
            "restore the versions folder from a backup",
        )
    return content


def difference(manual: Path, old: Version, new: Version | None = None) -> tuple[str, ...]:
    """Lines of a unified diff from `old` to `new`, or to the file as it stands."""
    before = content_of(manual, old).decode("utf-8-sig").splitlines()
    after = manual.read_bytes() if new is None else content_of(manual, new)
    name = f"version {new.number}" if new is not None else manual.name
    lines = after.decode("utf-8-sig", errors="replace").splitlines()
    return tuple(
        difflib.unified_diff(before, lines, f"version {old.number}", name, lineterm="", n=2)
    )


def restore(
    manual: Path, version: Version, by: str, why: str, at: dt.datetime, *, force: bool = False
) -> Version:
    """Make the manual what it was, as a new version.

    Raises KnowledgeError when it holds what no version does, unless `force`d.
    """
    content = content_of(manual, version)
    now = content_id(manual.read_bytes()) if manual.exists() else ""
    if now == version.id:
        raise KnowledgeError(f"{manual.name} is version {version.number} already", "")
    if now and not force and now not in {v.id for v in history(manual)}:
        raise KnowledgeError(
            f"{manual.name} has changes that were not saved",
            "save them first, or give --force to lose them",
        )
    write_whole(manual, content)
    return save(manual, by, why, at)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file all or not at all: it is never seen half written.

    Raises KnowledgeError when it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as wrong:
        raise KnowledgeError(
            f"{path} cannot be written: {wrong.strerror}", "check the folder"
        ) from wrong
    finally:
        part.unlink(missing_ok=True)


def _append(log: Path, version: Version) -> None:
    record = {
        "id": version.id,
        "at": version.at.isoformat(timespec="seconds"),
        "by": version.by,
        "why": version.why,
    }
    append_record(log, record)


def append_record(path: Path, record: Mapping[str, Any]) -> None:
    """Add one JSON line to a log; it is on disk when this returns, whole even after a torn one.

    Raises KnowledgeError where the file cannot be written.
    """
    line = json.dumps(record, ensure_ascii=False)
    try:
        torn = path.exists() and not path.read_bytes().endswith(b"\n")
        with path.open("ab") as file:
            file.write((("\n" if torn else "") + line + "\n").encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as wrong:
        raise KnowledgeError(
            f"{path} cannot be written: {wrong.strerror}", "check the folder"
        ) from wrong


def _versions_in(text: str) -> Iterator[Version]:
    """The versions of a log; a line torn by a crash is no version."""
    number = 0
    for line in text.split("\n"):
        try:
            row = json.loads(line)
            at = dt.datetime.fromisoformat(row["at"])
            version = Version(number + 1, str(row["id"]), at, str(row["by"]), str(row["why"]))
        except (ValueError, KeyError, TypeError):
            continue
        number += 1
        yield version


def _log(manual: Path) -> Path:
    return manual.parent / f"{manual.stem}.versions" / "log.jsonl"


def _kept(manual: Path, version_id: str) -> Path:
    return manual.parent / f"{manual.stem}.versions" / f"{version_id}.yaml"
