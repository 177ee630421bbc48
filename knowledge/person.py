"""The people of a manual as callers know them: every reading they may be asked for by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.other_readings import other_readings
from knowledge.schema import Manual, Staff
from knowledge.sound import morae

_SAID_OTHERWISE = {"given": 0.08, "other": 0.04, "other_given": 0.1}
"""Penalties of a given name alone, of another reading of the kanji."""

By = Literal["name", "full", "given", "other", "other_given", "title", "department"]
"""What of a person was heard."""


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of the directory."""

    id: str
    surname: str
    surname_reading: str
    """Katakana as pronounced."""
    full_reading: str
    """Surname and given name together."""
    names: tuple[tuple[str, float], ...]
    """(reading, penalty) under which callers ask for this person."""
    staff: Staff
    given_readings: tuple[str, ...] = ()
    """The given name, the right reading first, then others of its kanji."""

    @property
    def has_left(self) -> bool:
        """The manual says that this person works here no more."""
        return self.staff.status == "退職"


def people_of(manual: Manual) -> list[Person]:
    """Everybody of a manual, each under a key of their own."""
    found: list[Person] = []
    used: set[str] = set()
    for number, staff in enumerate(manual.staff, 1):
        key = staff.id or staff.name.replace(" ", "")
        if key in used:
            key = f"{key}#{number}"
        used.add(key)
        parts = staff.reading.replace("　", " ").split()
        written = staff.name.replace("　", " ").split()
        surname = "".join(morae(parts[0]))
        given = "".join(morae("".join(parts[1:])))
        names = {surname: 0.0}
        if given:
            names.setdefault(given, _SAID_OTHERWISE["given"])
        for alias in staff.aliases:
            for said in (alias, *alias.split()[:1]):  # しんみ さおり is asked for as しんみさん
                names.setdefault("".join(morae(said)), 0.0)
        others = other_readings(written[1], "名", given) if given and len(written) > 1 else ()
        found.append(
            Person(
                key,
                written[0],
                surname,
                "".join(morae("".join(parts))),
                tuple(names.items()),
                staff,
                (given, *others) if given else (),
            )
        )
    return found


def said_as(person: Person) -> Iterator[tuple[str, By, float]]:
    """Every reading a person may be asked for by, with its penalty; each once."""
    said: dict[str, tuple[By, float]] = {}
    for reading, penalty in person.names:
        is_given = bool(person.given_readings) and reading == person.given_readings[0]
        said.setdefault(reading, ("given" if is_given else "name", penalty))
    if person.given_readings:
        said.setdefault(person.full_reading, ("full", 0.0))
    for reading in other_readings(person.surname, "姓", person.surname_reading):
        said.setdefault(reading, ("other", _SAID_OTHERWISE["other"]))
    for reading in person.given_readings[1:]:
        said.setdefault(reading, ("other_given", _SAID_OTHERWISE["other_given"]))
    return ((reading, *how) for reading, how in said.items() if reading)
