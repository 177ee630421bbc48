"""Corrections of an address: what was said instead of what."""

from __future__ import annotations

import difflib

from speech.reading.address_assembly import alike, assembled, doubt_of, letters_of, tidy
from speech.reading.address_lattice import Piece

_LEAST_AGAIN = 0.6
"""Likeness to a local part above which letters after it are that local part, corrected."""
LEAST_TWICE = 0.7
"""Likeness from which what follows is the same local part once more."""
_SIGNS = frozenset("@._+-")


def corrected(before: list[Piece], after: list[Piece]) -> list[Piece]:
    """`after` replaces the end of `before` that it was said instead of."""
    said = [piece for piece in after if piece.letters]
    if not said or not before:
        return before or after
    old, new = letters_of(before), letters_of(said)
    if before[-1].letters in _SIGNS and said[0].letters in _SIGNS:
        return [*before[:-1], *after]
    if "@" in new.strip("@") and "@" in old:
        return after
    if "@" in new and "@" not in old:
        at = next(i for i, piece in enumerate(after) if "@" in piece.letters)
        again = _last_like(after[:at], old)
        if alike(letters_of(again), old) >= LEAST_TWICE:
            return again + after[at:]
    if "@" in old and "@" not in new and "." in new and "." in old.partition("@")[2]:
        at = next(i for i, piece in enumerate(before) if "@" in piece.letters)
        end = at + 1
        while new.startswith(".") and end < len(before) and "." not in before[end].letters:
            end += 1
        if before[at].letters == "@":
            return before[:end] + after
        if new.startswith("."):  # the whole was typed: jinji@example.com
            kept = tidy(old).rpartition("@")
            name = kept[2].partition(".")[0]
            return [Piece(f"{kept[0]}@{name}", "typed", "", doubt_of(before)), *after]
    return before[: len(before) - _replaced(before, said)] + after


def whole_and_rest(found: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A whole address, and what was said after it; none when the address is not finished."""
    for end in range(len(found) - 1, 0, -1):
        rest = found[end:]
        is_end = found[end - 1].kind in ("sign", "typed") and rest[0].starts
        if is_end and assembled(found[:end]).is_whole and "@" not in letters_of(rest):
            return found[:end], rest
    return found, []


def replaced_within(whole: list[Piece], wrong: list[Piece], right: list[Piece]) -> list[Piece]:
    """A whole address in which `wrong` was to be `right`: 「エムじゃなくてエヌです」."""
    text, old, new = tidy(letters_of(whole)), letters_of(wrong), letters_of(right)
    if "@" in new or not new:
        return right or whole
    local, _, domain = text.partition("@")
    again = _last_like(right, local)
    if len(letters_of(again)) > 1 and alike(letters_of(again), local) > _LEAST_AGAIN:
        return restated(whole, again)
    first = right[0].letters if len(old) == 1 else new
    if old not in text:
        return whole if new in text else restated(whole, right)
    if old in local:
        text = f"{local.replace(old, first, 1)}@{domain}"
    else:
        text = text.replace(old, first, 1)
    return [Piece(text, "typed", "", doubt_of(whole))]


def restated(whole: list[Piece], again: list[Piece]) -> list[Piece]:
    """A whole address, a part of which was said once more, otherwise."""
    text = tidy(letters_of(whole))
    local, _, domain = text.partition("@")
    new = letters_of(_last_like(again, local))
    if not new:
        return whole
    if new.startswith("."):
        text = f"{local}@{domain.partition('.')[0]}{new}"
        return [Piece(text, "typed", "", doubt_of(whole))]
    is_domain = "." in new and not difflib.SequenceMatcher(None, new, domain).ratio() < 0.5
    text = f"{local}@{new.strip('@.')}" if is_domain else f"{new.strip('@')}@{domain}"
    return [Piece(text, "typed", "", doubt_of([*whole, *again]))]


def _last_like(again: list[Piece], local: str) -> list[Piece]:
    """What was said last of all where that alone is like the local part  (…が付きます、m.itou)."""
    start = max((i for i, piece in enumerate(again) if piece.starts), default=0)
    last = letters_of(again[start:])
    is_clearer = alike(last, local) > max(0.6, alike(letters_of(again), local))
    return again[start:] if is_clearer else again


def _replaced(before: list[Piece], said: list[Piece]) -> int:
    """How many of the last pieces were said wrongly: those that the new ones repeat most of."""
    best, count = 0, 1
    for size in range(2, min(len(before), len(said), 12) + 1):
        old = [piece.letters for piece in before[-size:]]
        new = [piece.letters for piece in said[:size]]
        same = sum(a == b for a, b in zip(old, new, strict=True))
        if same > best and 2 * same >= size and (old[0] == new[0] or old[1] == new[1]):
            best, count = same, size
    return count
