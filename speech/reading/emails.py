"""E-mail addresses as people spell them on the telephone, spoken and heard.

Local parts are spelled letter by letter; labels of the domain are said as words where the client
says how (smilecorp = スマイルコープ), else spelled. A caller may do either, or say parts as
Japanese words (クリモト), which are then written in Hepburn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from speech.reading.address_lattice import BOUNDARY, pieces, vocabulary
from speech.reading.kana import katakana
from speech.reading.letters import LETTER_NAMES, LETTERS, SPOKEN, TOP_LABELS
from speech.reading.spoken_address import address_in
from speech.reading.written import Written

__all__ = [
    "LETTERS",
    "LETTER_NAMES",
    "Comparison",
    "LetterDifference",
    "compare",
    "heard_address",
    "spell",
    "written_email",
]

# Letters whose names differ in one consonant or vowel; on a telephone they are told apart badly.
_NEAR = ("bdegptcvz", "mn", "akhj", "iy", "uq", "fsx", "lr", "17", "o0", "q9")


@dataclass(frozen=True, slots=True)
class LetterDifference:
    """One place where what was heard is not what was expected."""

    at: int
    """Position in the expected address, from 0; its length where something was added."""
    expected: str
    """A letter, or empty where the caller said one too many."""
    heard: str
    """A letter, or empty where one is missing."""

    @property
    def is_near(self) -> bool:
        """The two letters' names sound alike: as likely a slip of the ear as of the tongue."""
        return _is_near(self.expected, self.heard)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A caller's read-back beside the address it should be."""

    heard: str
    """The address as understood."""
    is_address: bool
    """Enough of an address was said to compare at all."""
    differences: tuple[LetterDifference, ...]

    @property
    def is_exact(self) -> bool:
        """Letter by letter the same."""
        return self.is_address and not self.differences

    @property
    def matches(self) -> bool:
        """The same but for one near letter in six: a slip of the recogniser's."""
        slips = len(self.differences)
        near = all(difference.is_near for difference in self.differences)
        return self.is_address and near and slips <= 1 + len(self.heard) // 12


def spell(address: str, words: Mapping[str, str] | None = None) -> str:
    """An address as the agent says it.

    kurimoto@smilecorp.com -> ケー、ユー、アール、アイ、エム、オー、ティー、オー、アットマーク、
    スマイルコープ、ドットコム with `words` {"smilecorp": "スマイルコープ"}.
    """
    local, at, domain = address.strip().lower().partition("@")
    said = [SPOKEN.get(char, char) for char in local]
    if at:
        said.append(SPOKEN["@"])
        first, *others = domain.split(".")
        said.append(_label(first, words or {}))
        tails = ["ドット" + _label(label, words or {}).replace("、", "") for label in others]
        said.append("".join(tails))
    return "、".join(part for part in said if part)


def _label(label: str, words: Mapping[str, str]) -> str:
    known = words.get(label) or TOP_LABELS.get(label)
    return known or "、".join(SPOKEN.get(char, char) for char in label)


def heard_address(said: str, words: Mapping[str, str] | None = None) -> str:
    """The address in what a caller said: kana, or text with Latin letters; empty when none.

    `words` as in `spell`. What is neither a letter's name nor a known word is romanised.
    """
    text = re.sub(r"[一-龥々]+の(?=[ァ-ヴa-zA-Z])", "", said)  # 東京のT
    text = re.sub(r"[\s、。・,]+", BOUNDARY, katakana(text).lower())
    known = vocabulary(tuple(sorted((words or {}).items())))
    out: list[str] = []
    for run in re.findall(r"[ァ-ヴー、]+|[a-z0-9@._+-]+", text):
        is_kana = run[0] > "z" or run[0] == BOUNDARY
        out += [piece.letters for piece in pieces(run, known)] if is_kana else [run]
    return re.sub(r"\.{2,}", ".", "".join(out)).strip(".")


def written_email(spoken: str) -> Written:
    """The address that a caller dictated, in lower case ASCII; never raises.

    Without a local part, @ and a domain there is no value. Romanised names, and whatever was heard
    or read uncertainly, want confirmation.
    """
    found = address_in(spoken)
    if not found.is_whole:
        return Written(None, found.text, True, found.doubts[0])
    words = {label: sound for label, sound in found.said if label == found.domain_name}
    return Written(
        found.text, spell(found.text, words), bool(found.doubts), "、".join(found.doubts)
    )


def compare(said: str, address: str, words: Mapping[str, str] | None = None) -> Comparison:
    """What the caller said beside `address`, letter by letter.

    A local part alone is compared with the local part. Words sounding like the address's own
    (クリモト for kurimoto) count as those letters.
    """
    expected = address.strip().lower()
    heard = heard_address(said, words)
    if "@" not in heard:
        expected = expected.partition("@")[0]
    differences = _differences(expected, heard)
    is_address = len(heard) >= 3 and len(differences) <= max(1, len(expected) // 2)
    return Comparison(heard, is_address, tuple(differences) if is_address else ())


def _is_near(a: str, b: str) -> bool:
    return bool(a and b) and any(a in group and b in group for group in _NEAR)


def _differences(expected: str, heard: str) -> list[LetterDifference]:
    """The letters that differ in the best alignment; near letters are aligned first."""
    rows = [[float(j) for j in range(len(heard) + 1)]]
    for i, want in enumerate(expected, 1):
        row = [float(i)]
        for j, got in enumerate(heard, 1):
            swap = 0.0 if want == got else 0.6 if _is_near(want, got) else 1.1
            row.append(min(rows[-1][j - 1] + swap, rows[-1][j] + 1.0, row[-1] + 1.0))
        rows.append(row)
    found: list[LetterDifference] = []
    i, j = len(expected), len(heard)
    while i or j:
        want, got = expected[i - 1 : i], heard[j - 1 : j]
        swap = 0.0 if want == got else 0.6 if _is_near(want, got) else 1.1
        if i and j and abs(rows[i][j] - rows[i - 1][j - 1] - swap) < 1e-6:
            if want != got:
                found.append(LetterDifference(i - 1, want, got))
            i, j = i - 1, j - 1
        elif i and abs(rows[i][j] - rows[i - 1][j] - 1.0) < 1e-6:
            found.append(LetterDifference(i - 1, want, ""))
            i -= 1
        else:
            found.append(LetterDifference(i, "", got))
            j -= 1
    return found[::-1]
