"""Which colleague is meant where a client's own people write a name: by text or by sound."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable

from knowledge.errors import KnowledgeError
from knowledge.reader import read
from knowledge.schema import Manual, Staff
from knowledge.sound import heard_morae, spot
from speech.reading.kana import pronounced

_HONORIFIC = re.compile(
    r"(?:さん|サン|様|さま|氏|君|くん|先生|部長|課長|係長|主任|社長|院長|所長|店長)$"
)
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
_SHOWN = 5
"""Names listed in an error."""
_SHOWN_CHARS = 40


def colleague(manual: Manual, said: str) -> Staff:
    """The one person meant by 栗本, くりもと, 栗元, 佐藤健一, 営業部の佐藤 or an id.

    Raises KnowledgeError with the people it may be, or the nearest names.
    """
    text = _plain(said)
    found = _matching(manual.staff, text) or _in_department(manual, text)
    bare = _HONORIFIC.sub("", text)
    if not found and bare and bare != text:
        found = _matching(manual.staff, bare) or _in_department(manual, bare)
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(_named(person) for person in found[:_SHOWN])
        raise KnowledgeError(
            f"{said[:_SHOWN_CHARS]} may be {len(found)} people: {named};",
            "write the whole name or 営業部の佐藤, or give each an id in the manual",
        )
    raise KnowledgeError(f"no {said[:_SHOWN_CHARS]} in the manual;", _nearest(manual, bare or text))


def _matching(people: Iterable[Staff], text: str) -> list[Staff]:
    """Those named in the best way that names anybody: whole name, surname, sound, given name."""
    sound = _sound(text)
    ways: tuple[Callable[[Staff], bool], ...] = (
        lambda p: text in (p.id, _plain(p.name)),
        lambda p: text == _plain(p.name.split()[0]),
        lambda p: sound in {_sound(p.reading), *map(_sound, p.aliases)},
        lambda p: sound == _sound(p.reading.split()[0]),
        lambda p: text == _plain(p.name.split()[-1]) or sound == _sound(p.reading.split()[-1]),
    )
    people = tuple(people)
    found: list[Staff] = []
    for way in ways if text else ():
        found = found or [person for person in people if way(person)]
    return found


def _in_department(manual: Manual, text: str) -> list[Staff]:
    """営業部の佐藤, 営業の佐藤."""
    place, of, name = text.partition("の")
    if not of or not place or not name:
        return []
    named = {
        d.name for d in manual.departments if place == d.name or place in map(_plain, d.aliases)
    }
    here = [p for p in manual.staff if p.department in named or p.department == place]
    return _matching(here, name) or _matching(here, _HONORIFIC.sub("", name))


def _nearest(manual: Manual, text: str) -> str:
    sounds: dict[str, Staff] = {}
    for person in manual.staff:
        for part in (person.reading, *person.reading.split(), *person.aliases):
            sounds.setdefault(_sound(part), person)
    heard = heard_morae(_sound(text))
    alike = difflib.get_close_matches(_sound(text), sounds, 3 * _SHOWN, 0.6)
    near = [sounds[s] for s in sorted(alike, key=lambda s: spot(s, heard).cost)]
    written = {_plain(part): p for p in manual.staff for part in (p.name, *p.name.split())}
    near += [written[w] for w in difflib.get_close_matches(text, written, _SHOWN, 0.5)]
    names = list(dict.fromkeys(person.name for person in near))[:_SHOWN]
    return f"did you mean {' or '.join(names)}?" if names else "add the person to staff"


def _named(person: Staff) -> str:
    return f"{person.name} ({person.department})" if person.department else person.name


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _sound(text: str) -> str:
    """Katakana as pronounced."""
    plain = _plain(text)[:40]
    return pronounced(plain) if _KANA.fullmatch(plain) else read(plain)
