"""The pieces of a spoken address put together: its text, and what is doubtful in it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace

from speech.reading.address_lattice import SPELLING, Piece
from speech.reading.letters import PROVIDERS, TOP_LABELS

_LABELS = {sound: label for label, sound in TOP_LABELS.items()}
INCOMPLETE, DOMAIN_GUESSED = "アドレスが途中まで", "ドメインの確認"
KYUU = "9とQの確認"


@dataclass(frozen=True, slots=True)
class SpokenAddress:
    """What was understood of an address."""

    text: str
    """As far as it was said, in lower case; empty when nothing was."""
    doubts: tuple[str, ...]
    """Why it may be wrong, in Japanese."""
    said: tuple[tuple[str, str], ...] = ()
    """(label, sound) of the words it was said in: smile スマイル."""

    @property
    def domain_name(self) -> str:
        """The domain's first label."""
        return self.text.partition("@")[2].partition(".")[0]

    @property
    def is_whole(self) -> bool:
        """Something stands before @ and a domain with a dot behind it."""
        return (
            re.fullmatch(r"[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(\.[a-z0-9-]+)+", self.text) is not None
        )


def assembled(found: list[Piece]) -> SpokenAddress:
    """The pieces as one address, with every doubt of theirs."""
    doubts: dict[str, None] = {}
    letters = ""
    for at, piece in enumerate(found):
        text = piece.letters
        if piece.sound == "キュー" and text == "9":
            text = _nine_or_q(found, at)
            doubts[KYUU] = None
        if piece.doubt or is_romanised(piece):
            doubts[piece.doubt or SPELLING] = None
        if letters.endswith("."):
            text = _LABELS.get(piece.sound, text)
        letters += text
    letters = tidy(letters)
    local, at_sign, domain = letters.partition("@")
    if at_sign and domain and "." not in domain:
        guess = PROVIDERS.get(domain)
        if guess:
            letters = f"{local}@{guess}"
            doubts[DOMAIN_GUESSED] = None
    said = tuple(
        (piece.letters, piece.sound)
        for piece in found
        if piece.kind == "word" and piece.sound and piece.letters.isalnum()
    )
    address = SpokenAddress(letters, tuple(doubts), said)
    return address if address.is_whole else replace(address, doubts=(INCOMPLETE, *doubts))


def tidy(letters: str) -> str:
    """One dot where there are two, one @, .co.jp where .cojp was said."""
    letters = re.sub(r"\.{2,}", ".", letters)
    letters = re.sub(r"@+", "@", letters).strip(".")
    letters = re.sub(r"\.?@\.?", "@", letters)
    return re.sub(r"\.(co|ne|or|ac|go)jp$", r".\1.jp", letters)


def _nine_or_q(found: list[Piece], at: int) -> str:
    """キュー is 9 beside a digit and at the end of a part, else q."""
    before = found[at - 1].letters[-1:] if at else ""
    after = found[at + 1].letters[:1] if at + 1 < len(found) else ""
    if before.isdigit() or after.isdigit() or (before.isalpha() and not after.isalpha()):
        return "9"
    return "q" if after == "u" or not before else "9"


def doubt_of(found: list[Piece]) -> str:
    """The first doubt among the pieces; empty where all are certain."""
    return next(
        (piece.doubt or SPELLING for piece in found if piece.doubt or is_romanised(piece)), ""
    )


def is_romanised(piece: Piece) -> bool:
    """Were these letters guessed from the sound of a name?"""
    return piece.kind in ("kana", "name") and bool(piece.letters)


def letters_of(found: list[Piece]) -> str:
    """The letters of all pieces."""
    return "".join(piece.letters for piece in found)


def alike(a: str, b: str) -> float:
    """0..1."""
    return difflib.SequenceMatcher(None, a, b).ratio()
