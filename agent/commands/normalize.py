"""`denwaban normalize`: spoken forms in, written values out, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from agent.commands.output import Json, emit
from knowledge import japan_time
from speech.reading.dates import written_datetime
from speech.reading.emails import written_email
from speech.reading.names import written_name
from speech.reading.phone_numbers import written_phone
from speech.reading.written import Written

_KINDS = ("phone", "email", "datetime", "name")
_ROW = '{"id": ..., "kind": "phone|email|datetime|name", "spoken": "...", "now": "..." or null}'


def normalize(as_json: Json = True) -> None:
    """Write spoken forms: {"id","kind","spoken","now"?} a line on stdin.

    On stdout {"id","value","display","needs_confirmation","reason"}; a row that cannot be used
    gives {"id","error"} and the rest go on. kind is phone, email, datetime or name; now is local
    ISO 8601 (an offset is turned into Japanese time) and only datetime uses it.
    """
    for record in normalized_rows(sys.stdin.buffer):
        emit(record)


def normalized_rows(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One record a line that is not empty; mistakes become records too."""
    for line in lines:
        if line.strip():
            yield _record(line)


def _record(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):  # bytes that are no UTF-8 are a ValueError too
        return {"id": None, "error": f"not JSON; write {_ROW} on one line"}
    if not isinstance(row, dict):
        return {"id": None, "error": f"not an object; write {_ROW}"}
    problem, now = _examined(row)
    if problem:
        return {"id": row.get("id"), "error": problem}
    written = _written(row["kind"], row["spoken"], now)
    return {
        "id": row.get("id"),
        "value": written.value,
        "display": written.display,
        "needs_confirmation": written.needs_confirmation,
        "reason": str(written.reason),
    }


def _examined(row: dict[str, Any]) -> tuple[str, datetime | None]:
    """(what is wrong with the row or "", its `now` in Japanese wall time)."""
    if row.get("kind") not in _KINDS:
        return f"kind must be one of {', '.join(_KINDS)}", None
    if not isinstance(row.get("spoken"), str):
        return "spoken must be text", None
    if row["kind"] != "datetime" or row.get("now") is None:
        return "", None
    try:
        return "", japan_time(datetime.fromisoformat(row["now"]))
    except (TypeError, ValueError, OverflowError):
        return "now must be ISO 8601, as in 2026-11-24T10:20", None


def _written(kind: str, spoken: str, now: datetime | None) -> Written:
    if kind == "phone":
        return written_phone(spoken)
    if kind == "email":
        return written_email(spoken)
    if kind == "name":
        return written_name(spoken)
    return written_datetime(spoken, now)
