"""What the shape of a manual allows and a reader would still question: people and references."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import Problem
from knowledge.people import staff_keys
from knowledge.schema import Manual, Staff
from knowledge.sound import morae
from knowledge.written import Lines


def doubts(manual: Manual, lines: Lines, folder: Path) -> Iterator[Problem]:
    """Everything doubtful; `folder` is where paths in the manual begin."""
    yield from _twins(manual.staff, lines)
    yield from _dangling(manual, lines)
    ids = Counter(entry.id for entry in manual.faq)
    for index, entry in enumerate(manual.faq):
        if ids[entry.id] > 1:
            line = lines.of(("faq", index, "id"))
            yield Problem(line, f"faq id {entry.id} is used twice", "give each entry its own id")


def _twins(staff: tuple[Staff, ...], lines: Lines) -> Iterator[Problem]:
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


def _dangling(manual: Manual, lines: Lines) -> Iterator[Problem]:
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
