"""Callers' turns in which people marked who is who.

`names/NAME.tsv` holds, for lines of speech/asr/training/callers/NAME.txt, the names in them:
LINE<TAB>ROLE=span<TAB>..., and `#done LINE` for how far people read; a line before it that is not
listed names nobody. `names/answers_and_others.txt` adds set forms, of which the turns hold too few.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import speech.asr.training

FOLDER = Path(__file__).with_name("names")
TURNS = Path(speech.asr.training.__file__).with_name("callers")
FORMS = FOLDER / "answers_and_others.txt"
"""Bare answers and other people's names, of which the callers' turns hold too few."""
OWN_SHARE, OTHERS_SHARE = 20, 3
"""Times each of them is taken in an epoch: the caller's own name alone, anybody else's."""
HELD_OUT = 12
"""One line in so many is kept for the figures."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn cut where names begin and end."""

    parts: tuple[tuple[str, str], ...]
    """(text, role), in order; the role is empty where nobody is named."""
    is_held_out: bool

    @property
    def roles(self) -> frozenset[str]:
        """Those that occur."""
        return frozenset(role for _, role in self.parts if role)


def marked() -> Iterator[Turn]:
    """Every turn that was read, with its names; the set forms of `FORMS` many times."""
    for row in FORMS.read_text("utf-8").splitlines():
        text, *spans = row.split("\t")
        turn = Turn(_cut(text, _spans(spans)), False)
        is_own = bool(turn.roles) and turn.roles <= {"N", "C"}
        yield from (turn for _ in range(OWN_SHARE if is_own else OTHERS_SHARE))
    for path in sorted(FOLDER.glob("*.tsv")):
        lines = (TURNS / f"{path.stem}.txt").read_text("utf-8").split("\n")
        found = {line: spans for _, line, spans in _rows(path)}
        for number, text in enumerate(lines[: _read_up_to(path)], 1):
            if text and not text.startswith("#"):
                yield Turn(_cut(text, found.get(number, [])), _is_held_out(path.stem, number))


def rows_of() -> Iterator[tuple[Path, int, list[tuple[str, str]]]]:
    """File, line and (role, span) of every turn that names somebody."""
    for path in sorted(FOLDER.glob("*.tsv")):
        yield from _rows(path)


def _rows(path: Path) -> Iterator[tuple[Path, int, list[tuple[str, str]]]]:
    for row in path.read_text("utf-8").splitlines():
        if not row.startswith("#"):
            line, *spans = row.split("\t")
            yield path, int(line), _spans(spans)


def _spans(cells: Sequence[str]) -> list[tuple[str, str]]:
    return [(role, text) for role, _, text in (cell.partition("=") for cell in cells)]


def _read_up_to(path: Path) -> int:
    rows = path.read_text("utf-8").splitlines()
    return max((int(row.split()[1]) for row in rows if row.startswith("#done")), default=0)


def learnt_from() -> str:
    """A fingerprint of all that the weights are learnt from."""
    made = hashlib.sha256(FORMS.read_bytes())
    for path in sorted(FOLDER.glob("*.tsv")):
        made.update(path.read_bytes())
        made.update((TURNS / f"{path.stem}.txt").read_bytes())
    return made.hexdigest()


def _is_held_out(name: str, line: int) -> bool:
    return hashlib.sha256(f"{name}{line}".encode()).digest()[0] % HELD_OUT == 0


def _cut(text: str, spans: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Spans stand in the order of the text; one that is not there is left out."""
    places: list[tuple[int, int, str]] = []
    at = 0
    for role, span in _with_relations(spans):
        starts = [found.start() for found in re.finditer(f"(?={re.escape(span)})", text)]
        free = [b for b in starts if all(b >= e or b + len(span) <= p for p, e, _ in places)]
        begun = next((b for b in free if b >= at), free[0] if free else -1)
        if begun >= 0:
            places.append((begun, begun + len(span), role))
            at = begun + len(span)
    parts: list[tuple[str, str]] = []
    at = 0
    for begun, end, role in sorted(places):
        parts += [(text[at:begun], ""), (text[begun:end], role)]
        at = end
    return tuple((part, role) for part, role in [*parts, (text[at:], "")] if part)


def _with_relations(spans: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Whoever tells herself by somebody else (江川の家内) is called by that name."""
    is_related = any(role == "R" for role, _ in spans)
    return [("N" if is_related and role == "O" else role, span) for role, span in spans if span]
