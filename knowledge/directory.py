"""Who is meant, by sound: people, departments and titles in what a caller said.

A name is looked for in the whole turn by its reading (栗本 recognised as 栗元 or クリモート is one
person). A near hit is sure only when nothing else is nearly as near; otherwise the caller is
asked. Short surnames (モリ, ツジ) are found in half the language, so they count only where a name
can stand: before さん, after の, before いらっしゃいますか.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.reader import read
from knowledge.schema import Department, Manual, Staff
from knowledge.sound import Spot, heard_morae, morae, spot
from speech.reading.kana import SoundIndex

SURE_COST = 0.13
"""A whole mora wrong in a name of eight, a blurred consonant in one of three."""
UNSURE_COST = 0.34
"""Beyond a third of its morae a name is another name."""
MARGIN = 0.1
"""Two different names nearer to each other than this are not told apart by what was heard."""
_AFTER = tuple(
    morae(w)
    for w in (
        "サン", "サマ", "クン", "シ", "ブチョー", "カチョー", "シャチョー", "シュニン", "センセー",
        "センム", "ジョーム", "カカリチョー", "テンチョー", "インチョー", "ショチョー", "オネガ",
        "イラッシャ", "オラレ", "イマス", "ニ", "オ", "ワ", "アテ",
    )
)  # fmt: skip
_HONORIFICS = tuple(
    morae(w)
    for w in (
        "サン", "サマ", "クン", "ブチョー", "カチョー", "シャチョー", "シュニン", "センセー",
        "センム", "ジョーム", "カカリチョー", "テンチョー", "インチョー", "ショチョー",
    )
)  # fmt: skip
_AFTER_PLACE = ((), *((mora,) for mora in "ノブカニオワサガデトエタ"))
"""What follows a department: 営業の, 営業部, 営業さん; not 営業時間."""
FULL_NAME_BONUS = 0.02
"""The whole name heard tells more than a surname."""
GIVEN_NAME_PENALTY = 0.08
"""Given names are asked for less."""
_SHORT = 3
"""Morae up to which a name needs its context."""
TITLES = {
    "社長": "シャチョー", "部長": "ブチョー", "課長": "カチョー", "係長": "カカリチョー",
    "主任": "シュニン", "専務": "センム", "常務": "ジョーム", "院長": "インチョー",
    "所長": "ショチョー", "店長": "テンチョー", "支店長": "シテンチョー", "先生": "センセー",
}  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person or department that may have been meant."""

    key: str
    """Person.id, or the department's name."""
    cost: float
    """0 exact .. 1."""
    spot: Spot
    is_called: bool = False
    """さん or a title follows: this is certainly somebody's name."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the directory makes of one turn."""

    people: tuple[Sighting, ...] = ()
    """Those who may be meant, likeliest first; more than one means ask."""
    departments: tuple[Sighting, ...] = ()
    is_sure: bool = False
    """One person, beyond doubt."""


_NOWHERE = Spot(0, 0, 1.0)


class Directory:
    """The people and departments of one client."""

    def __init__(self, manual: Manual) -> None:
        self.people = tuple(_people(manual))
        self.departments = manual.departments
        self._by_id = {p.id: p for p in self.people}
        self._owners: dict[str, list[tuple[Person, float]]] = {}
        for person in self.people:
            for name, penalty in person.names:
                self._owners.setdefault(name, []).append((person, penalty))
        self._readings = tuple(self._owners)
        self._index = SoundIndex(self._readings)

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

    def department(self, name: str) -> Department | None:
        """The department of this name, or None."""
        return next((d for d in self.departments if d.name == name), None)

    def find(
        self, reading: str, skip: tuple[tuple[int, int], ...] = (), *, asked: bool = False
    ) -> Found:
        """Who is meant in a turn.

        `reading` is the whole turn in katakana; `skip` are spans of its morae that are known to
        be something else (the caller's own name); `asked` is true when the turn answers the
        question whom the caller wants, so that a bare name counts.
        """
        heard = heard_morae(reading)
        sightings = self._sightings(reading, heard, skip, asked)
        people = _best_of_each(sightings)
        people = self._narrow_by_title(people, heard)
        departments = self._departments(heard, skip)
        if departments and len(people) > 1:
            people = self._narrow_by_department(people, departments)
        if not people:
            return Found((), departments)
        best = people[0].cost
        near = tuple(s for s in people if s.cost <= best + MARGIN)
        return Found(near, departments, is_sure=len(near) == 1 and best <= SURE_COST)

    def _sightings(
        self, reading: str, heard: tuple[str, ...], skip: tuple[tuple[int, int], ...], asked: bool
    ) -> list[Sighting]:
        found = []
        for match in self._index.search(reading, within=True, least=1 - UNSURE_COST, limit=30):
            name = self._readings[match.index]
            place = spot(name, heard)
            if any(place.start < end and start < place.end for start, end in skip):
                continue
            cost = place.cost + _out_of_place(name, place, heard, asked)
            for person, penalty in self._owners[name]:
                whole = spot(person.full_reading, heard) if cost <= UNSURE_COST else _NOWHERE
                is_whole = whole.cost <= SURE_COST
                best = min(cost + penalty, whole.cost - FULL_NAME_BONUS if is_whole else 1.0)
                if best <= UNSURE_COST:
                    found.append(Sighting(person.id, best, place, _is_called(place, heard)))
        return found

    def _narrow_by_title(
        self, people: tuple[Sighting, ...], heard: tuple[str, ...]
    ) -> tuple[Sighting, ...]:
        titles = [t for t, kana in TITLES.items() if spot(kana, heard).cost < 0.05]
        if not titles:
            return people
        titled = [p for p in self.people if p.staff.title in titles]
        kept = {p.id for p in titled}
        named = tuple(s for s in people if s.key in kept)
        if named or (people and people[0].cost <= SURE_COST) or not titled:
            return named or people
        places = {t: spot(TITLES[t], heard) for t in titles}
        return tuple(Sighting(p.id, 0.0, places[p.staff.title]) for p in titled)

    def _departments(
        self, heard: tuple[str, ...], skip: tuple[tuple[int, int], ...]
    ) -> tuple[Sighting, ...]:
        found = []
        for department in self.departments:
            readings = (department.reading, *_kana_of(department))
            best = min((spot(r, heard) for r in readings), key=lambda s: s.cost)
            own = any(best.start < end and start < best.end for start, end in skip)
            if best.cost <= 0.12 and not own and heard[best.end : best.end + 1] in _AFTER_PLACE:
                found.append(Sighting(department.name, best.cost, best))
        return tuple(sorted(found, key=lambda s: s.cost))

    def _narrow_by_department(
        self, people: tuple[Sighting, ...], departments: tuple[Sighting, ...]
    ) -> tuple[Sighting, ...]:
        named = {d.key for d in departments}
        kept = tuple(s for s in people if self._by_id[s.key].staff.department in named)
        return kept or people


def _people(manual: Manual) -> list[Person]:
    found: list[Person] = []
    used: set[str] = set()
    for number, staff in enumerate(manual.staff, 1):
        key = staff.id or staff.name.replace(" ", "")
        if key in used:
            key = f"{key}#{number}"
        used.add(key)
        parts = staff.reading.replace("　", " ").split()
        surname_reading, given = parts[0], parts[1] if len(parts) > 1 else ""
        names = {"".join(morae(surname_reading)): 0.0}
        if given:
            names.setdefault("".join(morae(given)), GIVEN_NAME_PENALTY)
        for alias in staff.aliases:
            names.setdefault("".join(morae(alias)), 0.0)
        found.append(
            Person(
                key,
                staff.name.split()[0],
                "".join(morae(surname_reading)),
                "".join(morae("".join(parts))),
                tuple(names.items()),
                staff,
            )
        )
    return found


def _kana_of(department: Department) -> tuple[str, ...]:
    """Other readings of a department: without its 部/課, and its aliases."""
    reading = department.reading
    short = [reading.removesuffix(tail) for tail in ("ぶ", "か", "ブ", "カ", "しつ", "シツ")]
    return (*dict.fromkeys(short), *(read(alias) for alias in department.aliases))


def _best_of_each(sightings: list[Sighting]) -> tuple[Sighting, ...]:
    best: dict[str, Sighting] = {}
    for sighting in sightings:
        if sighting.key not in best or sighting.cost < best[sighting.key].cost:
            best[sighting.key] = sighting
    ranked = sorted(best.values(), key=lambda s: s.cost)
    called = any(s.is_called and s.cost <= SURE_COST for s in ranked)
    ranked = [s for s in ranked if s.is_called or not called]
    return tuple(s for s in ranked if not _is_part(s, ranked[0]))


def _is_part(sighting: Sighting, best: Sighting) -> bool:
    """Only an accident of neighbouring sounds: it overlaps a better name and is not its equal."""
    ours, others = sighting.spot, best.spot
    overlaps = ours.start < others.end and others.start < ours.end
    is_equal = (ours.start, ours.end) == (others.start, others.end)
    return overlaps and not is_equal and sighting.cost >= best.cost + 0.05


def _is_called(place: Spot, heard: tuple[str, ...]) -> bool:
    after = heard[place.end :]
    return any(after[: len(h)] == h for h in _HONORIFICS)


def _out_of_place(name: str, place: Spot, heard: tuple[str, ...], asked: bool) -> float:
    """A penalty for a name where no name is expected; short names need a place of their own."""
    after = heard[place.end :]
    if _is_called(place, heard):
        return 0.0
    length = len(morae(name))
    alone = asked and place.end - place.start >= len(heard) - 4
    if alone:
        return 0.0
    follows = any(after[: len(h)] == h for h in _AFTER)
    if length <= _SHORT:
        return 0.16 if follows and place.start in (0, *_after_particle(heard)) else 0.5
    return 0.0 if follows or asked else 0.08


def _after_particle(heard: tuple[str, ...]) -> tuple[int, ...]:
    """Places where a name may begin: after の, が, と, ."""
    return tuple(i + 1 for i, mora in enumerate(heard) if mora in ("ノ", "ガ", "ト", "デ", "ワ"))
