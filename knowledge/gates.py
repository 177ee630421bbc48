"""Which versions of a manual passed the gate before going live, when, and with what figures.

`NAME.versions/gates.jsonl` beside the manual, a line a passed gate, never rewritten. A version is
named by the hash of its content, saved or not: the content is kept with it (see versions.py), so a
record can always be held against what was tried.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.versions import append_record, write_whole
from knowledge.written import content_id

FILE_NAME = "gates.jsonl"
_LEAST_PREFIX = 6


@dataclass(frozen=True, slots=True)
class PassedGate:
    """One gate that a manual passed: every must of every call held."""

    manual: str
    """SHA-256 of its content, hexadecimal."""
    at: dt.datetime
    """When, with its offset."""
    mode: str
    """text or voice."""
    desk: str
    """The version of the attendant that was tried."""
    figures: dict[str, Any]
    """What was tried: calls by kind, how many of how many entries and people, seed."""


def keep_passed(manual: Path, content: bytes, gate: PassedGate) -> Path:
    """Append the record of a passed gate, and keep the content it was passed with.

    Returns the file of records. Raises KnowledgeError when it cannot be written.
    """
    kept = _folder(manual) / f"{content_id(content)}.yaml"
    if not kept.exists():
        write_whole(kept, content)
    path = _folder(manual) / FILE_NAME
    record = {
        "manual": gate.manual,
        "at": gate.at.isoformat(timespec="seconds"),
        "mode": gate.mode,
        "desk": gate.desk,
        "figures": gate.figures,
    }
    append_record(path, record)
    return path


def passed_gate(manual: Path, version_id: str) -> PassedGate | None:
    """The last gate that a version passed, by its id or the first six and more digits of it.

    None where it passed none. A line torn by a crash is no record.
    """
    found = [gate for gate in passed_gates(manual) if _is_named(gate.manual, version_id)]
    return found[-1] if found else None


def passed_gates(manual: Path) -> tuple[PassedGate, ...]:
    """Every gate that any content of this manual passed, oldest first."""
    path = _folder(manual) / FILE_NAME
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return ()
    except OSError as wrong:
        raise KnowledgeError(
            f"{path} cannot be read: {wrong.strerror}", "restore it from a backup"
        ) from wrong
    return tuple(gate for gate in map(_gate, lines) if gate is not None)


def _is_named(whole: str, name: str) -> bool:
    return whole == name or (len(name) >= _LEAST_PREFIX and whole.startswith(name))


def _gate(line: str) -> PassedGate | None:
    try:
        row = json.loads(line)
        at = dt.datetime.fromisoformat(row["at"])
        figures = dict(row["figures"])
        return PassedGate(str(row["manual"]), at, str(row["mode"]), str(row["desk"]), figures)
    except (ValueError, KeyError, TypeError):
        return None


def _folder(manual: Path) -> Path:
    return manual.parent / f"{manual.stem}.versions"
