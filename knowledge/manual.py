"""The client manual: one YAML file a client, read whole or refused with a line and a remedy each.

Manuals are looked for by the name of their file (`smile_corp`) among the packaged samples, or by
path. Nothing of a manual is used when any of it is wrong: a rule that silently does nothing is
worse than a service that says at the start what to mend.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.errors import KnowledgeError, ManualInvalid, Problem
from knowledge.schema import Manual, Staff
from knowledge.sound import morae

__all__ = ["Manual", "Problem", "examine", "find_manual", "load_manual"]

MAX_BYTES = 20_000_000
_REMEDIES = {
    "missing": "write it; clients/smile_corp.yaml shows how",
    "string_type": "write it as text, in quotes when it starts with a digit",
    "bool_type": "write true or false",
    "datetime_from_date_parsing": "write it like 2026-12-01 10:00",
}


def find_manual(name_or_path: str) -> Path:
    """The file of a manual: a path as it is, or the stem of a packaged sample.

    Raises KnowledgeError when neither exists.
    """
    path = Path(name_or_path)
    if path.is_file():
        return path
    samples = resources.files("clients")
    packaged = Path(str(samples.joinpath(f"{name_or_path}.yaml")))
    if packaged.is_file():
        return packaged
    stems = sorted(p.name[:-5] for p in samples.iterdir() if p.name.endswith(".yaml"))
    near = difflib.get_close_matches(name_or_path, stems, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else f"give a path, or one of: {', '.join(stems)}"
    raise KnowledgeError(f"no manual {name_or_path!r}", hint)


def load_manual(path: str | Path) -> Manual:
    """Read a manual. Raises ManualInvalid with every mistake that makes it unusable."""
    manual, problems = examine(path)
    errors = tuple(p for p in problems if p.level == "error")
    if manual is None or errors:
        raise ManualInvalid(str(path), errors)
    return manual


def examine(path: str | Path) -> tuple[Manual | None, tuple[Problem, ...]]:
    """The manual (None when unusable) and everything that is wrong or doubtful in it."""
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, (Problem(0, "the file is larger than 20 MB", "split it by client"),)
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except UnicodeDecodeError:
        return None, (Problem(0, "the file is not UTF-8 text", "save it as UTF-8"),)
    except OSError as wrong:
        return None, (Problem(0, f"cannot be read: {wrong.strerror}", "check the path"),)
    except yaml.YAMLError as wrong:
        return None, (_yaml_problem(wrong),)
    except (ValueError, RecursionError) as wrong:
        return None, (Problem(0, f"is no YAML: {wrong}", "check dates and nesting"),)
    if not isinstance(content, dict):
        return None, (Problem(1, "a manual is a mapping of keys", "start with company:"),)
    lines = _Lines(tree)
    try:
        manual = Manual.model_validate(content)
    except ValidationError as wrong:
        found = tuple(_schema_problem(e, lines) for e in wrong.errors())
        return None, tuple(sorted(found, key=lambda p: p.line))
    return manual, tuple(sorted(_doubts(manual, lines), key=lambda p: p.line))


def _yaml_problem(wrong: yaml.YAMLError) -> Problem:
    mark = getattr(wrong, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 0
    what = getattr(wrong, "problem", None) or "this is not YAML"
    return Problem(line, f"YAML cannot be read: {what}", "check indentation, quotes and colons")


class _Lines:
    """Where in the file each key stands."""

    def __init__(self, tree: yaml.Node | None) -> None:
        self._at: dict[tuple[str | int, ...], int] = {(): 1}
        self._seen: set[int] = set()  # an alias may contain itself, or be used a million times
        if tree is not None:
            self._walk(tree, ())

    def _walk(self, node: yaml.Node, where: tuple[str | int, ...]) -> None:
        self._at.setdefault(where, node.start_mark.line + 1)
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = (*where, str(key.value))
                self._at[here] = key.start_mark.line + 1
                self._walk(value, here)
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._walk(item, (*where, index))

    def of(self, where: tuple[str | int, ...]) -> int:
        """1-based line of a key, or of the nearest part that holds it."""
        while where not in self._at:
            where = where[:-1]
        return self._at[where]


def _schema_problem(error: ErrorDetails, lines: _Lines) -> Problem:
    where = tuple(error["loc"])
    dotted = ".".join(str(p + 1) if isinstance(p, int) else p for p in where)
    line = lines.of(where)
    kind = error["type"]
    if kind == "extra_forbidden":
        known = _keys_at(where[:-1])
        near = difflib.get_close_matches(str(where[-1]), known, 1, 0.5)
        remedy = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
        return Problem(line, f"unknown key {dotted}", remedy)
    if kind == "missing":
        return Problem(line, f"{dotted} is missing", _REMEDIES["missing"])
    given = error.get("input")
    shown = f" (is {given!r})" if isinstance(given, str | int | float) else ""
    message = error["msg"].removeprefix("Value error, ")
    return Problem(line, f"{dotted}: {_plain(kind, message)}{shown}", _remedy(kind, where))


def _plain(kind: str, message: str) -> str:
    return "is not written as it must be" if kind == "string_pattern_mismatch" else message


def _remedy(kind: str, where: tuple[str | int, ...]) -> str:
    last = next((p for p in reversed(where) if isinstance(p, str)), "")
    by_key = {
        "email": "write an address like kurimoto@example.com",
        "send_to": "write an address like info@example.com",
        "reading": "write the reading in hiragana or katakana",
        "aliases": "write readings in hiragana or katakana",
        "spoken": "write the reading in hiragana or katakana",
        "mobile": "write digits and hyphens, like 090-0012-3456",
        "phone": "write digits and hyphens, like 03-0012-3456",
        "number": "write digits and hyphens, like 03-0012-3456",
        "hours": 'write "9:00-18:00", "9:00-12:00, 13:00-18:00" or closed',
        "start": "write it like 2026-12-01 10:00",
        "end": "write it like 2026-12-01 10:00, later than start",
        "closed_on": "write it like 2026-12-29",
        "updated_on": "write it like 2026-12-29",
    }
    return by_key.get(last) or _REMEDIES.get(kind, "correct it; clients/smile_corp.yaml shows how")


def _keys_at(where: tuple[str | int, ...]) -> list[str]:
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


def _doubts(manual: Manual, lines: _Lines) -> Iterator[Problem]:
    """What the shape allows and a reader would still question."""
    yield from _twins(manual.staff, lines)
    yield from _dangling(manual, lines)
    ids = Counter(entry.id for entry in manual.faq)
    for index, entry in enumerate(manual.faq):
        if ids[entry.id] > 1:
            line = lines.of(("faq", index, "id"))
            yield Problem(line, f"faq id {entry.id} is used twice", "give each entry its own id")


def _twins(staff: tuple[Staff, ...], lines: _Lines) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], str] = {}
    surnames: dict[tuple[str, ...], str] = {}
    for index, person in enumerate(staff):
        line = lines.of(("staff", index, "reading"))
        whole, surname = morae(person.reading), morae(person.reading.split()[0])
        if whole in seen and (other := seen[whole]):
            yield Problem(
                line,
                f"{person.name} and {other} have one reading",
                "callers will be asked for the department; add one to both, or an alias",
                "warning",
            )
        elif surname in surnames:
            yield Problem(
                line,
                f"{person.name} and {surnames[surname]} share a surname's reading",
                "callers will be asked which; see that the departments differ",
                "warning",
            )
        seen.setdefault(whole, person.name)
        surnames.setdefault(surname, person.name)


def _dangling(manual: Manual, lines: _Lines) -> Iterator[Problem]:
    """References to people or departments that the manual does not have."""
    names = {key for person in manual.staff for key in staff_keys(person)}
    departments = {d.name for d in manual.departments}
    for index, entry in enumerate(manual.schedule):
        if entry.staff not in names:
            near = difflib.get_close_matches(entry.staff, sorted(names), 1, 0.4)
            remedy = f"did you mean {near[0]}?" if near else "add the person to staff"
            line = lines.of(("schedule", index, "staff"))
            yield Problem(line, f"schedule names {entry.staff}, who is not in staff", remedy)
    for index, person in enumerate(manual.staff):
        if person.department and departments and person.department not in departments:
            line = lines.of(("staff", index, "department"))
            yield Problem(
                line,
                f"{person.name}: no department {person.department}",
                "add it to departments with its reading, so that callers can ask for it",
                "warning",
            )
        if person.successor and person.successor not in names:
            line = lines.of(("staff", index, "successor"))
            yield Problem(
                line, f"successor {person.successor} is not in staff", "name someone in staff"
            )


def staff_keys(person: Staff) -> tuple[str, ...]:
    """The names by which a manual may refer to a person."""
    joined = person.name.replace(" ", "")
    return tuple(k for k in (person.id, person.name, joined, person.name.split()[0]) if k)
