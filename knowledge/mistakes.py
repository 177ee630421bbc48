"""What pydantic finds wrong in a manual, said as a client can mend it: line, key, remedy."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from knowledge.errors import Problem
from knowledge.schema import Manual
from knowledge.written import Lines, Where

_NUMBER = "write digits and hyphens, like 03-0012-3456"
_TIMES = 'write "9:00-18:00", "9:00-12:00, 13:00-18:00" or closed'
_KANA = "write the reading in hiragana or katakana"
_ADDRESS = "write an address like info@example.com"
_MOMENT = "write it like 2026-12-01 10:00"
_DATE = "write it like 2026-12-29"
_BY_TYPE = {
    "missing": "write it; clients/smile_corp.yaml shows how",
    "string_type": "write it as text, in quotes when it starts with a digit",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "datetime_from_date_parsing": _MOMENT,
}
_BY_KEY = {
    "email": "write an address like kurimoto@example.com",
    "send_to": _ADDRESS,
    "urgent": _ADDRESS,
    "reading": _KANA,
    "aliases": "write readings in hiragana or katakana",
    "spoken": _KANA,
    "mobile": "write digits and hyphens, like 090-0012-3456",
    "phone": _NUMBER,
    "number": _NUMBER,
    "numbers": _NUMBER,
    "hours": _TIMES,
    "special_hours": f"{_TIMES}, after a date like 2026-12-29",
    "closed_on": _DATE,
    "updated_on": _DATE,
    "pin": 'write 4 to 8 digits in quotes, like "0123"',
    "at": 'write a time in quotes, like "18:00"',
    "slack": "write an address that begins with https://",
    "webhook": "write an address that begins with https://",
    "holidays": "write closed or open",
    "kabu": "write 前株 or 後株, or leave it away",
}


def say_mistake(error: ErrorDetails, lines: Lines) -> Problem:
    """One of pydantic's errors as a problem with its line and remedy."""
    where: Where = tuple(error["loc"])
    dotted = ".".join(str(p + 1) if isinstance(p, int) else p for p in where)
    line = lines.of(where)
    kind = error["type"]
    if kind == "extra_forbidden":
        known = _keys_at(where[:-1])
        near = difflib.get_close_matches(str(where[-1]), known, 1, 0.5)
        remedy = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
        return Problem(line, f"unknown key {dotted}", remedy)
    if kind == "missing":
        return Problem(line, f"{dotted} is missing", _BY_TYPE["missing"])
    given = error.get("input")
    if kind == "string_type" and isinstance(given, int | float) and not isinstance(given, bool):
        quoted = f'write it in quotes: "{lines.written(where) or "0123"}"'
        return Problem(line, f"{dotted}: without quotes YAML takes it for a number", quoted)
    shown = f" (is {_short(given)!r})" if isinstance(given, str | int | float) else ""
    message = _plain(kind, error["msg"].removeprefix("Value error, "))
    return Problem(line, f"{dotted}: {message}{shown}", _remedy(kind, where))


def _plain(kind: str, message: str) -> str:
    return "is not written as it must be" if kind == "string_pattern_mismatch" else message


def _short(given: str | float) -> str | float:
    return given[:60] + "…" if isinstance(given, str) and len(given) > 60 else given


def _remedy(kind: str, where: Where) -> str:
    last = next((p for p in reversed(where) if isinstance(p, str)), "")
    if last in ("start", "end"):
        after = ", later than start" if last == "end" else ""
        return (_DATE if where[0] == "periods" else _MOMENT) + after
    top = str(where[0])
    return (
        _BY_KEY.get(last)
        or (_BY_KEY.get(top) if top in ("special_hours", "spoken") else None)
        or _BY_TYPE.get(kind)
        or "correct it; clients/smile_corp.yaml shows how"
    )


def _keys_at(where: Where) -> list[str]:
    """The keys a part of the manual may have."""
    model: type[BaseModel] = Manual
    for step in where:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        found = _model_in(field.annotation) if field is not None else None
        if found is None:
            break
        model = found
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
