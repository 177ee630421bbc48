"""What the shape of a manual allows and a reader would still question: people and references.

What callers would be told is looked through in doubts_told.py.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from knowledge.doubts_told import told_doubts, told_faults
from knowledge.errors import Problem
from knowledge.name_readings import is_doubtful
from knowledge.people import staff_keys
from knowledge.schema import Manual, Staff
from knowledge.sound import morae
from knowledge.written import Lines, Where


def faults(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """What makes a well-formed manual unusable: errors."""
    yield from _unknown_names(manual, lines)
    yield from told_faults(manual, lines)


def doubts(manual: Manual, lines: Lines, folder: Path) -> Iterator[Problem]:
    """What leaves it usable: warnings. `folder` is where paths in the manual begin."""
    yield from _twins(manual.staff, lines)
    yield from _misread(manual.staff, lines)
    yield from _nowhere(manual, lines)
    yield from _successors(manual, lines)
    yield from _unknown_departments(manual, lines)
    yield from _unverified(manual, lines)
    yield from _missing_calendars(manual, lines, folder)
    yield from _doubtful_days(manual, lines)
    yield from told_doubts(manual, lines)


def _warning(line: int, message: str, remedy: str) -> Problem:
    return Problem(line, message, remedy, "warning")


def _twins(staff: tuple[Staff, ...], lines: Lines) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], str] = {}
    surnames: dict[tuple[str, ...], Staff] = {}
    for index, person in enumerate(staff):
        whole, surname = morae(person.reading), morae(person.reading.split()[0])
        other = surnames.get(surname)
        if whole in seen:
            yield _warning(
                lines.of(("staff", index, "reading")),
                f"{person.name} and {seen[whole]} have one reading",
                "callers will be asked for the department; add one to both, or an alias",
            )
        elif other is not None and person.department == other.department:
            yield _warning(
                lines.of(("staff", index, "reading")),
                f"{person.name} and {other.name} share a surname's reading and a department",
                "callers will be asked for the given name; see that both given names are right",
            )
        seen.setdefault(whole, person.name)
        surnames.setdefault(surname, person)


def _misread(staff: tuple[Staff, ...], lines: Lines) -> Iterator[Problem]:
    for index, person in enumerate(staff):
        names, readings = person.name.split(), person.reading.split()
        if len(names) != len(readings):
            yield _warning(
                lines.of(("staff", index, "reading")),
                f"{person.name} has {len(names)} parts, its reading {len(readings)}",
                "put a space between surname and given name in both",
            )
        elif is_doubtful(names[0], readings[0]):
            yield _warning(
                lines.of(("staff", index, "reading")),
                f"{readings[0]} hardly reads {names[0]}",
                "correct the reading; leave it when she really reads herself so",
            )


def _nowhere(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """People without a department, departments without people."""
    peopled = {person.department for person in manual.staff if person.status != "退職"}
    if not manual.departments:
        return
    for index, person in enumerate(manual.staff):
        if not (person.department or person.title or person.status == "退職"):
            yield _warning(
                lines.of(("staff", index)),
                f"{person.name} has no department",
                "add department, so that callers can be asked which of two is meant",
            )
    for index, department in enumerate(manual.departments):
        if peopled - {""} and department.name not in peopled:
            yield _warning(
                lines.of(("departments", index)),
                f"nobody belongs to {department.name}",
                "give somebody this department; until then callers can only leave a message",
            )


def _successors(manual: Manual, lines: Lines) -> Iterator[Problem]:
    people = {key: person for person in manual.staff for key in staff_keys(person)}
    for index, person in enumerate(manual.staff):
        line = ("staff", index, "successor")
        if person.status == "退職" and not person.successor:
            yield _warning(
                lines.of(("staff", index, "status")),
                f"{person.name} has left and nobody takes over",
                "add successor, so that callers are led on",
            )
        if not person.successor:
            continue
        heir, passed = people.get(person.successor), [person]
        while heir is not None and heir not in passed and heir.status == "退職":
            passed.append(heir)
            heir = people.get(heir.successor) if heir.successor else None
        if heir is not None and heir in passed:
            ring = " -> ".join(p.name for p in (*passed, heir))
            yield _warning(
                lines.of(line), f"the successors go in a circle: {ring}", "name who is still there"
            )


def _unknown_names(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """References to people or operators that the manual does not have: errors."""
    staff = {key for person in manual.staff for key in staff_keys(person)}
    operators = {operator.name for operator in manual.operators}
    rules = manual.rules
    wanted: list[tuple[Where, str, Collection[str], str]] = [
        *(
            (("schedule", i, "staff"), e.staff, staff, "staff")
            for i, e in enumerate(manual.schedule)
        ),
        *(
            (("staff", i, "successor"), p.successor, staff, "staff")
            for i, p in enumerate(manual.staff)
        ),
        *((("vips", i, "staff"), v.staff, staff, "staff") for i, v in enumerate(manual.vips)),
        (("rules", "complaint", "operator"), rules.complaint.operator, operators, "operators"),
        (("rules", "emergency", "operator"), rules.emergency.operator, operators, "operators"),
        (
            ("rules", "foreign_language", "operator"),
            rules.foreign_language.operator,
            operators,
            "operators",
        ),
    ]
    for where, name, known, part in wanted:
        if name and name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1, 0.4)
            remedy = f"did you mean {near[0]}?" if near else f"add {name} to {part}"
            what = f"{where[0]} names" if where[0] == "schedule" else f"{where[-1]}"
            yield Problem(lines.of(where), f"{what} {name}, who is not in {part}", remedy)


def _unknown_departments(manual: Manual, lines: Lines) -> Iterator[Problem]:
    known = {department.name for department in manual.departments}
    if not known:
        return
    rules = manual.rules
    wanted: list[tuple[Where, str]] = [
        *((("staff", i, "department"), p.department) for i, p in enumerate(manual.staff)),
        *((("numbers", i, "department"), n.department) for i, n in enumerate(manual.numbers)),
        (("rules", "answers_for"), rules.answers_for),
        (("rules", "complaint", "department"), rules.complaint.department),
        (("rules", "job_application", "department"), rules.job_application.department),
        (("rules", "unanswered", "department"), rules.unanswered.department),
    ]
    for where, name in wanted:
        if name and name not in known:
            yield _warning(
                lines.of(where),
                f"there is no department {name}",
                "add it to departments with its reading, so that callers can ask for it",
            )


def _unverified(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """Staff calls that cannot be verified, or not tell one person from another."""
    rule = manual.rules.staff_call
    if not rule.accepted:
        return
    values = [str(getattr(p, rule.verify) or "") for p in manual.staff if p.status != "退職"]
    line = lines.of(("rules", "staff_call", "verify"))
    without = values.count("")
    if without:
        yield _warning(
            line,
            f"{without} of staff have no {rule.verify}, so they cannot report by telephone",
            f"add {rule.verify} to each, or verify by something else",
        )
    shared = sorted(v for v, count in Counter(values).items() if v and count > 1)
    if shared and rule.verify != "pin":
        yield _warning(
            line, f"{rule.verify} {shared[0]} belongs to two people", "give each its own"
        )


def _missing_calendars(manual: Manual, lines: Lines, folder: Path) -> Iterator[Problem]:
    for index, person in enumerate(manual.staff):
        path = person.calendar
        if path and "://" not in path and not (folder / path).is_file():
            yield _warning(
                lines.of(("staff", index, "calendar")),
                f"{person.name}: no calendar file {path}",
                "write its path from the manual's folder, or a URL",
            )


def _doubtful_days(manual: Manual, lines: Lines) -> Iterator[Problem]:
    is_open_sundays = manual.hours.get("sun", "closed") not in ("closed", "休み", "休業", "")
    if is_open_sundays and "holidays" not in manual.model_fields_set:
        yield _warning(
            lines.of(("hours", "sun")),
            "open on Sundays, but closed on public holidays unless the manual says otherwise",
            "write holidays: open or holidays: closed",
        )
    advised = set(manual.rules.emergency.advice) - set(manual.rules.emergency.words)
    for word in sorted(advised):
        yield _warning(
            lines.of(("rules", "emergency", "advice", word)),
            f"{word} has advice but is not among the words of an emergency",
            "add it to rules.emergency.words",
        )
