"""Departments and titles in what a caller said: 営業の方, 経理ご担当, 営業部長.

The short name of a department is also an ordinary word (営業時間, 営業のお電話), so what follows
it tells which is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.reader import read
from knowledge.schema import Department, Staff
from knowledge.sound import Places, Spot, morae
from knowledge.standing import TITLE_READINGS
from speech.reading.kana import morae as split_morae

Morae = tuple[str, ...]
HEARD_COST = 0.12
"""A department or title is heard up to here: one blurred consonant in three morae."""


def _all(words: str) -> tuple[Morae, ...]:
    return tuple(split_morae(word) for word in words.split())


_AFTER_SHORT = _all(
    "ノ ブ カ タントー ゴタントー マドグチ ガカリ サン サマ ニツナ ニオツナ "
    "ニカワ ニオカワ ニマワ ニオマワ ニデンワ ニオデンワ オネガ オオネガ エツナ "
    "エオツナ デス ワイラ ワオラ チョー シュニン センター チーム ニヨー ニヨージ "
    "エヨー"
)
_NOT_AFTER = _all(
    "ノジカ ノデンワ ノオデンワ ノゴアンナイ ノアンナイ ノオシゴト ノシゴト ノケンデ "
    "ノショー ノヒ ノホーコク カイ カツ ノヨテー ノシュ ノコト ノコスト ノネ "
    "ノリョー ノテーアン"
)
"""営業のお電話, 営業の時間, 技術課題: about something, for nobody."""
_OWN = _all("ウチノ トーシャノ ヘーシャノ コチラノ ワタクシドモノ ワレワレノ")
"""The caller's own side: うちの社長."""
_SHORTENED = ("ブ", "カ", "シツ", "カカリ", "グループ", "チーム", "センター")
_DOCTORS = (
    "院長",
    "医",
    "弁護士",
    "税理士",
    "司法書士",
    "行政書士",
    "先生",
    "所長",
    "教授",
    "教諭",
)
"""Who is called 先生."""


@dataclass(frozen=True, slots=True)
class HeardRole:
    """A department's name, or a title."""

    key: str
    place: Spot


class Departments:
    """One client's departments, by all their names."""

    def __init__(self, departments: Iterable[Department]) -> None:
        self._names: list[tuple[str, str, bool]] = []
        for department in departments:
            whole = "".join(morae(department.reading))
            names = {whole: False}
            for tail in _SHORTENED:
                short = whole.removesuffix(tail)
                if short != whole and len(morae(short)) >= 3 and not short.endswith("ッ"):
                    names.setdefault(short, True)
            for alias in department.aliases:
                names.setdefault(read(alias), True)
            self._names += [(department.name, kana, short) for kana, short in names.items() if kana]
        self.readings = tuple(dict.fromkeys(kana for _, kana, _ in self._names))

    def heard(self, places: Places) -> tuple[HeardRole, ...]:
        """Departments that were named, the longest of overlapping names, best first."""
        found: dict[str, Spot] = {}
        for key, kana, is_short in self._names:
            place = places.best(kana, HEARD_COST)
            if place is None or (is_short and not _is_asked_for(places.heard, place)):
                continue
            if key not in found or _length(place) > _length(found[key]):
                found[key] = place
        longest = [
            HeardRole(key, place)
            for key, place in found.items()
            if not any(_contains(other, place) for other in found.values())
        ]
        return tuple(sorted(longest, key=lambda role: role.place.cost))


class Titles:
    """One client's titles, by sound."""

    def __init__(self, staff: Iterable[Staff]) -> None:
        written = sorted({person.title for person in staff if person.title})
        said = [title for title in TITLE_READINGS if any(is_titled(w, title) for w in written)]
        self._readings = {title: "".join(morae(TITLE_READINGS[title])) for title in said}
        for title in written:
            self._readings.setdefault(title, read(title))
        self.readings = tuple(dict.fromkeys(kana for kana in self._readings.values() if kana))
        behind_names = (*self.readings, *TITLE_READINGS.values())
        self.behind_names = tuple(sorted({morae(kana) for kana in behind_names}))
        """Readings in morae of all titles that may stand behind a name."""

    def heard(self, places: Places) -> tuple[HeardRole, ...]:
        """Titles of the client's people that were said, the longest of overlapping ones."""
        found = []
        for title, kana in self._readings.items():
            place = places.best(kana, HEARD_COST / 2) if kana else None
            if place is not None:
                own = any(places.heard[: place.start][-len(o) :] == o for o in _OWN)
                found += [] if own else [HeardRole(title, place)]
        return tuple(
            role for role in found if not any(_contains(o.place, role.place) for o in found)
        )


def is_titled(title: str, said: str) -> bool:
    """Whether someone of `title` may be called `said`: 営業部長 is a 部長, 副部長 is none."""
    if said == "先生":
        return any(word in title for word in _DOCTORS)
    if said in ("社長", "代表", "代表取締役"):
        return title in ("社長", "代表", "代表取締役", "代表取締役社長", "取締役社長", "代表社員")
    return title == said or (title.endswith(said) and not title.removesuffix(said).endswith("副"))


def _is_asked_for(heard: Morae, place: Spot) -> bool:
    after = heard[place.end :]
    if not after:
        return True
    starts = any(after[: len(w)] == w for w in _AFTER_SHORT)
    return starts and not any(after[: len(w)] == w for w in _NOT_AFTER)


def _length(place: Spot) -> int:
    return place.end - place.start


def _contains(outer: Spot, inner: Spot) -> bool:
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and _length(outer) > _length(inner)
