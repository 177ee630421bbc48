"""Turns with names as they may be said, typed or written by a recogniser.

Names are filled in and exchanged, turns are joined, and some are written by their sounds.
"""

from __future__ import annotations

import csv
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent.name_features import columns
from agent.name_tagger import LABELS
from agent.training.marked import Turn
from agent.utterance import Utterance, listen
from knowledge.reader import read
from speech.asr.writing import Writer
from speech.reading.firm_words import WRITTEN
from speech.reading.name_words import surnames_with_shares, writings

FULL = 0.25
"""Share of surnames to which a given name is put."""
ABROAD = 0.04
"""Share of surnames from abroad."""
RARE = 0.2
"""Share of surnames put together from two, such as stand in no table."""
WELL_KNOWN = -4.0
"""Likelihood of a given name that is put to a surname."""
KANA = 0.1
"""Share of surnames that are written in kana."""
WRITTEN_SHARE = 0.3
"""Share of turns that are written as a recogniser would write their sounds."""
_BLANK = re.compile(r"\{(\w+)\}")
_FOREIGN = (
    "スミス", "ジョンソン", "ブラウン", "トーマス", "ミラー", "グエン", "チャン", "キム", "パク",
    "リー", "ワン", "チェン", "リン", "ガルシア", "シルバ", "サントス", "クマール", "シン", "ラマ",
    "王", "李", "張", "劉", "陳", "楊", "金", "朴", "崔", "林", "アリ", "デイビス", "マルティネス",
)  # fmt: skip
_FILLED = {
    "given": ("美香", "健一", "由美", "翔太", "恵子", "大輔", "陽子", "さくら", "直樹", "和夫"),
    "city": ("川口市", "柏市", "宇都宮市", "高松市", "北区"),
    "town": ("本町", "緑が丘", "東町", "桜台"),
    "dept": ("営業部", "総務部", "経理課", "購買", "品質管理", "人事部", "開発課", "営業一課"),
    "phone": ("03-0012-3456", "090-0034-5678", "0120-001-234"),
    "day": ("明日", "来週の火曜", "12月3日", "あさって"),
    "weekday": ("火曜", "金曜", "土曜"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """What the tagger is told and what it ought to say."""

    columns: npt.NDArray[np.int32]
    labels: npt.NDArray[np.int8]


class Names:
    """Names to fill in."""

    def __init__(self, texts: Path, chance: random.Random) -> None:
        self._chance = chance
        rows = surnames_with_shares()
        self._surnames = [text for text, _, _ in rows]
        self._readings = {text: reading for text, reading, _ in rows}
        self._weights = [math.exp(share / 2) for _, _, share in rows]
        self._firms = _firms(texts / "companies.csv")
        self._given = _given_names(texts)
        self._words = sorted(word for word in WRITTEN if len(word) > 1)

    def surname(self) -> str:
        """A surname, the commoner the likelier, some in kana, some rare or from abroad."""
        if self._chance.random() < ABROAD:
            return self._chance.choice(_FOREIGN)
        if self._chance.random() < RARE:
            first, last = self._chance.choices(self._surnames, self._weights, k=2)
            return first[0] + last[-1]
        name: str = self._chance.choices(self._surnames, self._weights)[0]
        return self._readings[name] if self._chance.random() < KANA else name

    def person(self) -> str:
        """A surname, or now and then a full name."""
        name = self.surname()
        if self._chance.random() >= FULL:
            return name
        return name + self._chance.choice(("", "", " ")) + self._chance.choice(self._given)

    def firm(self) -> str:
        """A firm: a listed one, or a surname or a listed one's beginning before a firm's word."""
        kind = self._chance.random()
        if kind < 0.45:
            return self._chance.choice(self._firms)
        stem = self.surname()
        if kind < 0.8:
            stem = self._chance.choice(self._firms)[: self._chance.choice((2, 3, 4))]
        made = stem + self._chance.choice(self._words)
        return self._chance.choice(("", "", "", "株式会社")) + made

    def filled(self, text: str) -> str:
        """The text with its blanks filled in."""
        return _BLANK.sub(lambda found: self._one(found[1]), text)

    def _one(self, kind: str) -> str:
        if kind == "surname":
            return self.surname()
        if kind == "company":
            return self.firm()
        if kind in _FILLED:
            return self._chance.choice(_FILLED[kind])
        return str(self._chance.randint(1, 999))


def _given_names(texts: Path) -> list[str]:
    """Given names as they are mostly written."""
    readings = [
        row[0]
        for path in sorted(texts.glob("given_names_*.csv"))
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
    ]
    return [
        name.text
        for reading in readings
        for name in writings(reading)[:4]
        if not name.is_surname and name.likelihood > WELL_KNOWN
    ]


def _firms(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as held:
        names = [row["name"] for row in csv.DictReader(held)]
    bare = (re.sub(r"株式会社|有限会社|[\s　]", "", name) for name in names)
    return [name for name in bare if 2 <= len(name) <= 14]


class Sayings:
    """Turns as they may be said, typed or written by a recogniser."""

    def __init__(self, turns: Sequence[Turn], names: Names, chance: random.Random) -> None:
        self._names, self._chance = names, chance
        self._plain = [turn for turn in turns if not turn.roles]
        self._writer = Writer()

    def example(self, turn: Turn) -> Example | None:
        """One way of saying it; None where a recogniser's words run across a name's edge."""
        parts = [(self._name(text, role), role) for text, role in turn.parts]
        asked = self._asked(turn, parts)
        if asked == "wanted" and turn.roles <= {"N"} and _is_bare(parts):
            parts = [(text, "T" if role == "N" else role) for text, role in parts]
        if self._plain and self._chance.random() < 0.25:
            parts = self._joined(parts)
        said, labels = typed(parts)
        if len(said.text) != len(labels):
            return None  # cut short, or characters that are written otherwise
        if self._chance.random() < WRITTEN_SHARE:
            written = as_written(said, labels, self._writer)
            if written is None:
                return None
            said, labels = written
        return Example(columns(said, asked).astype(np.int32), labels)

    def _name(self, text: str, role: str) -> str:
        kind = self._chance.random()
        if (
            role in ("N", "T", "O")
            and "{" not in text
            and kind < 0.5
            and re.fullmatch(r"[一-龥]{1,3}", text)
        ):
            return self._names.person()
        if role in ("N", "T", "O") and text == "{surname}":
            return self._names.person()
        if role in ("C", "F") and "{" not in text and kind < 0.4:
            return self._names.firm()
        return self._names.filled(text)

    def _asked(self, turn: Turn, parts: Sequence[tuple[str, str]]) -> str:
        kind = self._chance.random()
        if turn.roles & {"N", "C"} and "T" not in turn.roles:
            wanted = 0.3 if _is_bare(parts) else 0.05
            return "who" if kind < 0.5 else "wanted" if kind > 1 - wanted else ""
        if "T" in turn.roles:
            return "wanted" if kind < 0.25 else "who" if kind < 0.3 else ""
        return "who" if kind < 0.3 else "wanted" if kind < 0.36 else ""

    def _joined(self, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
        other = [(self._names.filled(t), "") for t, _ in self._chance.choice(self._plain).parts]
        if self._chance.random() < 0.5:
            return [*parts, *other]
        return [*other, *parts]


def _is_bare(parts: Sequence[tuple[str, str]]) -> bool:
    return len("".join(text for text, role in parts if not role)) <= 4


def typed(parts: Sequence[tuple[str, str]]) -> tuple[Utterance, npt.NDArray[np.int8]]:
    """A turn as the agent takes it, with the label of each character."""
    labels: list[int] = []
    for text, role in parts:
        first, more = ("-", "-") if not role else (f"B{role}", f"I{role}")
        labels += [LABELS.index(first), *[LABELS.index(more)] * (len(text) - 1)]
    said = listen("".join(text for text, _ in parts))
    return said, np.array(labels, dtype=np.int8)


def as_written(
    said: Utterance, labels: npt.NDArray[np.int8], writer: Writer
) -> tuple[Utterance, npt.NDArray[np.int8]] | None:
    """The same turn as its sounds would be written; None where a name's edge lies in a word."""
    reading = read(said.text)
    again = listen(writer.write(reading), reading)
    found = np.zeros(len(again.text), dtype=np.int8)
    for begun, end in runs(labels):
        covered = said.words_between(begun, end)
        if not covered:
            return None
        inside = [
            (word, at)
            for word, at in zip(again.words, again.places(), strict=True)
            if word.start < covered[-1].end and covered[0].start < word.end and word.reading
        ]
        if not inside or (inside[0][0].start, inside[-1][0].end) != (
            covered[0].start,
            covered[-1].end,
        ):
            return None
        at, stop = inside[0][1], inside[-1][1] + len(inside[-1][0].text)
        if stop > len(found):
            return None
        found[at] = labels[begun]
        found[at + 1 : stop] = labels[begun] + 1
    return again, found


def runs(labels: npt.NDArray[np.int8]) -> Iterator[tuple[int, int]]:
    """Where names begin and end."""
    at = 0
    while at < len(labels):
        end = at + 1
        if LABELS[labels[at]][0] == "B":
            while end < len(labels) and labels[end] == labels[at] + 1:
                end += 1
            yield at, end
        at = end
