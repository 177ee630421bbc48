"""Who is meant, by sound: people, departments and titles in what a caller said.

A name is looked for in the whole turn by its reading (栗本 recognised as 栗元 or クリモート is one
person). A near hit is sure only when nothing else is nearly as near and when it stands where a
name can stand; otherwise the caller is asked. What else was said narrows the choice: a given
name, a title, a department.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from knowledge.person import By, Person, people_of, said_as
from knowledge.roles import Departments, HeardRole, Titles, is_titled
from knowledge.schema import Department, Manual
from knowledge.sightings import MARGIN, SURE_COST, Sighting, ranked
from knowledge.sound import Places, Spans, Spot, heard_morae, morae, spot
from knowledge.standing import Standing, standing
from speech.reading.kana import SoundIndex

__all__ = ["Directory", "Found", "Person", "Sighting"]

UNSURE_COST = 0.34
"""Beyond a third of its morae a name is another name."""
BARE_UNSURE_COST = 0.15
"""Without さん: ordinary sentences hold something like a name of 2,000 everywhere."""
WHOLE_UNSURE_COST = 0.25
"""A full name is long: a third of it wrong is half of it."""
EXACT_MARGIN = 0.04
"""A name heard exactly needs less: only オ for ー is as near as this."""
WEIGHED = 50
"""Places of names that are looked at one by one; the rest is ranked by the index alone."""
_SHORT = 3
"""Morae up to which a name needs its context."""
_EXACT = 0.02
"""Heard as written; without さん nothing less is sure."""
_OUT_OF_PLACE = {True: 0.5, False: 0.08}
"""Penalty of a name, short or not, beside which nothing tells that it is one."""
_BARE_BUT_WANTED = {True: 0.16, False: 0.0}
"""The same before 「をお願いします」 without さん."""
_BEGINS_BADLY = {True: 0.1, False: 0.04}
"""Penalty where the sounds before a name do not end a phrase: ヤマダ heard in コヤマダさん."""
Outcome = Literal["nobody", "department", "perhaps", "one", "several"]


@dataclass(frozen=True, slots=True)
class Found:
    """What the directory makes of one turn."""

    people: tuple[Sighting, ...] = ()
    """Those who may be meant, likeliest first; more than one means ask."""
    departments: tuple[Sighting, ...] = ()
    is_sure: bool = False
    """One person, beyond doubt."""
    title: str = ""
    """The title that was said, where it led to the people."""

    @property
    def outcome(self) -> Outcome:
        """`one` is sure, `perhaps` is one to be asked about, `several` must be told apart."""
        if not self.people:
            return "department" if self.departments else "nobody"
        if len(self.people) > 1:
            return "several"
        return "one" if self.is_sure else "perhaps"


class Directory:
    """The people and departments of one client."""

    def __init__(self, manual: Manual) -> None:
        self.people = tuple(people_of(manual))
        self.departments = manual.departments
        self._by_id = {p.id: p for p in self.people}
        self._departments = Departments(manual.departments)
        self._titles = Titles(manual.staff)
        self._owners: dict[str, list[tuple[Person, By, float]]] = {}
        for person in self.people:
            for reading, by, penalty in said_as(person):
                self._owners.setdefault(reading, []).append((person, by, penalty))
        self._names = tuple(self._owners)
        roles = (*self._departments.readings, *self._titles.readings)
        readings = (*self._names, *(r for r in dict.fromkeys(roles) if r not in self._owners))
        self._columns = {reading: column for column, reading in enumerate(readings)}
        self._index = SoundIndex(readings)
        self._lengths = self._index.lengths[: len(self._names)].astype(np.float32)
        self._is_short = self._lengths <= _SHORT
        self._least_penalties = np.array(
            [min(penalty for _, _, penalty in self._owners[name]) for name in self._names],
            dtype=np.float32,
        )

    def person(self, key: str) -> Person | None:
        """The person with this id, or None."""
        return self._by_id.get(key)

    def named(self, name: str) -> Person | None:
        """The person a manual's author means by `name`, or None."""
        for person in self.people:
            full = person.staff.name
            if name in (person.id, full, full.replace(" ", ""), person.surname):
                return person
        return None

    def namesakes(self, keys: Iterable[str]) -> tuple[Person, ...]:
        """The people with these ids where all bear one surname; empty where they do not."""
        found = tuple(self._by_id[key] for key in keys if key in self._by_id)
        return found if len({person.surname for person in found}) == 1 else ()

    def department(self, name: str) -> Department | None:
        """The department of this name, or None."""
        return next((d for d in self.departments if d.name == name), None)

    def find(
        self,
        reading: str,
        skip: Spans = (),
        *,
        asked: bool = False,
        among: Sequence[str] = (),
    ) -> Found:
        """Who is meant in a turn.

        `reading` is the whole turn in katakana; `skip` are spans of its morae that are known to
        be something else (the caller's own name); `asked` is true when the turn answers the
        question whom the caller wants, so that a bare name counts; `among` are the ids between
        which the caller was asked to choose: then a department, a title or a given name is enough.
        """
        heard = heard_morae(reading)
        places = Places(self._index, self._columns, heard, skip)
        around = standing(heard, self._titles.behind_names)
        departments = self._departments.heard(places)
        titles = self._titles.heard(places)
        seen = self._sightings(places, around, asked or bool(among))
        roles = [role.place for role in (*departments, *titles)]
        people = ranked(
            s for s in seen if (not among or s.key in among) and not _is_in_a_role(s, roles)
        )
        people = self._narrow_by_given_name(people, around)
        named = self._narrow_by_title(people, titles)
        if titles and not people and not among:
            wanted = _asked_for(titles, departments, around, asked)
            return self._titled(wanted, departments)
        people = named
        if departments and len(people) > 1:
            people = self._narrow_by_department(people, departments)
        if among and not people:
            people = self._chosen(among, departments, titles)
        shown = tuple(_department(role) for role in departments)
        return _found(people, shown, is_choice=bool(among))

    def _sightings(self, places: Places, around: Standing, asked: bool) -> list[Sighting]:
        found = []
        for name, place in places.near(self._limits(around, asked), self._names, WEIGHED):
            is_short = len(morae(name)) <= _SHORT
            cost = place.cost + _out_of_place(is_short, place, around, asked)
            is_verb = is_short and around.is_verb(place.end)
            called = around.called[place.end] < 1.0
            is_own = called and not place.cost and around.is_asked_for(place.end)
            if is_verb or (around.is_ordinary(place.start, place.end) and not is_own):
                cost += _OUT_OF_PLACE[True]
            firm = _is_firm(place, around, asked)
            seen = Sighting("", cost, place, called, "name", firm)
            for person, by, penalty in self._owners[name]:
                one = replace(seen, key=person.id, cost=cost + penalty, by=by)
                if by in ("given", "other_given"):
                    one = _with_surname(one, person, around.heard)
                if one.cost <= _limit(one, asked):
                    found.append(one)
        return found

    def _limits(self, around: Standing, asked: bool) -> list[npt.NDArray[np.float32]]:
        """At each boundary (names,), the edits of a name that may end there."""
        made: dict[tuple[float, float], npt.NDArray[np.float32]] = {}
        limits = []
        for at in range(len(around.called)):
            pair = (_end_penalty(True, at, around, asked), _end_penalty(False, at, around, asked))
            if pair not in made:
                penalties = np.where(self._is_short, *map(np.float32, pair))
                spare = np.float32(UNSURE_COST) - penalties - self._least_penalties
                made[pair] = (spare * self._lengths).astype(np.float32)
            limits.append(made[pair])
        return limits

    def _narrow_by_given_name(
        self, people: tuple[Sighting, ...], around: Standing
    ) -> tuple[Sighting, ...]:
        """佐藤ゆみこさん: of several 佐藤 the one whose given name was said, however it is read."""
        if not people or people[0].by == "full" or people[0].is_called:
            return people
        begin = people[0].spot.end
        stops = [at for at in range(begin + 2, begin + 7) if _is_called(around, at)]
        if not stops:
            return people
        said = around.heard[begin : stops[0]]
        costs = {s.key: self._given_cost(s.key, said) for s in people if s.spot.end == begin}
        best = min(costs.values())
        if best > UNSURE_COST:
            return people
        return tuple(
            replace(s, cost=min(s.cost, (people[0].spot.cost + costs[s.key]) / 2),
                    is_called=True, by="full", is_firm=True)
            for s in people
            if costs.get(s.key, 1.0) <= best + MARGIN
        )  # fmt: skip

    def _given_cost(self, key: str, said: tuple[str, ...]) -> float:
        readings = self._by_id[key].given_readings
        return min((_whole_cost(reading, said) for reading in readings), default=1.0)

    def _narrow_by_title(
        self, people: tuple[Sighting, ...], titles: tuple[HeardRole, ...]
    ) -> tuple[Sighting, ...]:
        def is_any(person: Person) -> bool:
            return any(is_titled(person.staff.title, title.key) for title in titles)

        return tuple(s for s in people if is_any(self._by_id[s.key])) or people

    def _titled(self, title: HeardRole | None, departments: tuple[HeardRole, ...]) -> Found:
        """Nobody was named but by a title: 社長さん, 営業部長."""
        shown = tuple(_department(role) for role in departments)
        if title is None:
            return Found((), shown)
        people = tuple(
            Sighting(person.id, 0.0, title.place, True, "title", True)
            for person in self.people
            if is_titled(person.staff.title, title.key) and not person.has_left
        )
        if departments and len(people) > 1:
            people = self._narrow_by_department(people, departments)
        return _found(people, shown, title.key)

    def _narrow_by_department(
        self, people: tuple[Sighting, ...], departments: tuple[HeardRole, ...]
    ) -> tuple[Sighting, ...]:
        named = {d.key for d in departments}
        kept = tuple(s for s in people if self._by_id[s.key].staff.department in named)
        return kept or people

    def _chosen(
        self,
        among: Sequence[str],
        departments: tuple[HeardRole, ...],
        titles: tuple[HeardRole, ...],
    ) -> tuple[Sighting, ...]:
        """The choice was told by a department or a title alone: 経理の方です."""
        named = {d.key: d.place for d in departments}
        found = []
        for person in (self._by_id[key] for key in among if key in self._by_id):
            title = next((t for t in titles if is_titled(person.staff.title, t.key)), None)
            if person.staff.department in named:
                place = named[person.staff.department]
                found.append(Sighting(person.id, place.cost, place, False, "department", True))
            elif title is not None:
                place = title.place
                found.append(Sighting(person.id, place.cost, place, False, "title", True))
        return tuple(found)


def _found(
    people: tuple[Sighting, ...],
    departments: tuple[Sighting, ...],
    title: str = "",
    *,
    is_choice: bool = False,
) -> Found:
    if not people:
        return Found((), departments)
    best = people[0]
    margin = EXACT_MARGIN if best.spot.cost <= _EXACT else MARGIN
    near = tuple(s for s in people if s.cost <= best.cost + margin)
    sure = len(near) == 1 and best.is_firm and best.cost <= SURE_COST
    if is_choice:
        return Found(near, departments, sure, title)
    sure &= best.by not in ("given", "other_given")
    if best.by == "other" or not (best.is_called or best.by in ("full", "title", "department")):
        sure &= best.spot.cost <= _EXACT
    return Found(near, departments, sure, title)


def _department(role: HeardRole) -> Sighting:
    return Sighting(role.key, role.place.cost, role.place, by="department", is_firm=True)


def _with_surname(given: Sighting, person: Person, heard: tuple[str, ...]) -> Sighting:
    """A given name right behind its surname is the full name, whichever way each is read."""
    end = given.spot.start
    start = max(0, end - len(morae(person.surname_reading)))
    surname = spot(person.surname_reading, heard[start:end], to_the_end=True)
    if surname.cost > SURE_COST:
        return given
    cost = (surname.cost + given.spot.cost) / 2
    place = Spot(start + surname.start, given.spot.end, cost)
    return replace(given, cost=cost, spot=place, by="full", is_firm=given.is_called)


def _limit(sighting: Sighting, asked: bool) -> float:
    if sighting.by == "full":
        return WHOLE_UNSURE_COST
    return UNSURE_COST if sighting.is_called or asked else BARE_UNSURE_COST


def _is_in_a_role(sighting: Sighting, roles: Iterable[Spot]) -> bool:
    """Only sounds of a department or title that was heard better."""
    return any(
        sighting.spot.start < role.end
        and role.start < sighting.spot.end
        and sighting.cost > role.cost + _EXACT
        for role in roles
    )


def _asked_for(
    titles: tuple[HeardRole, ...],
    departments: tuple[HeardRole, ...],
    around: Standing,
    asked: bool,
) -> HeardRole | None:
    """The title by which somebody is asked for: at the beginning of a phrase, or a department's.

    Behind anything else it may belong to a name that nobody here has: 橋本部長をお願いします.
    """
    ends = {d.place.end + apart for d in departments for apart in (-1, 0, 1)}
    begin = [t for t in titles if around.starts[t.place.start] or t.place.start in ends]
    wanted = [
        t for t in begin if asked or _is_called(around, t.place.end) or around.wanted[t.place.end]
    ]
    return wanted[-1] if wanted else None


def _is_called(around: Standing, at: int) -> bool:
    return at < len(around.called) and around.called[at] < 1.0


def _is_firm(place: Spot, around: Standing, asked: bool) -> bool:
    begins = around.starts if place.end - place.start == 1 else around.opens
    if not begins[place.start]:
        return asked and _is_alone(place, around)
    return _is_called(around, place.end) or around.wanted[place.end] or (
        asked and _is_alone(place, around)
    )  # fmt: skip


def _is_alone(place: Spot, around: Standing) -> bool:
    """Little was said beside it: えっと、栗本です."""
    return len(around.heard) - place.end <= 4 and (around.opens[place.start] or place.start <= 2)


def _end_penalty(is_short: bool, at: int, around: Standing, asked: bool) -> float:
    if around.called[at] < 1.0:
        return around.called[at]
    if asked and at >= len(around.heard) - 4:
        return 0.0
    if around.wanted[at]:
        return _BARE_BUT_WANTED[is_short]
    if asked and not is_short:
        return 0.0
    return _OUT_OF_PLACE[is_short]


def _out_of_place(is_short: bool, place: Spot, around: Standing, asked: bool) -> float:
    """What a name's neighbours make doubtful about it."""
    if asked and _is_alone(place, around):
        return 0.0
    penalty = _end_penalty(is_short, place.end, around, False if is_short else asked)
    if not around.opens[place.start]:
        penalty += _BEGINS_BADLY[is_short]
    return penalty


def _whole_cost(word: str, said: tuple[str, ...]) -> float:
    """Edits per mora of a word against the whole of what was said; 0..1."""
    place = spot(word, said)
    unheard = len(said) - (place.end - place.start)
    return min(1.0, place.cost + unheard / max(1, len(said)))
