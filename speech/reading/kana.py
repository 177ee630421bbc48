"""Kana as sounds: spelling to pronunciation, morae, and how far apart two readings sound.

The recogniser hears sounds, so names, companies and answers are compared by reading. The
distance here is an edit distance over morae in which sounds that the telephone and recognisers
confuse cost less: サ/タ .28, ナ/マ .3, one vowel or another consonant apart (about .5), a lost
ー or ッ (.3, .35).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

_SMALL = "ャュョァィゥェォヮ"
_VOWELS = "アイウエオ"
_COLUMNS = {
    "a": "アカガサザタダナハバパマヤラワャァヮヷ",
    "i": "イキギシジチヂニヒビピミリィヰ",
    "u": "ウクグスズツヅヌフブプムユルュゥヴ",
    "e": "エケゲセゼテデネヘベペメレェヱ",
    "o": "オコゴソゾトドノホボポモヨロヲョォ",
}
_VOWEL_OF = {kana: vowel for vowel, column in _COLUMNS.items() for kana in column}
_ROWS = {
    "": "アイウエオヲヰヱ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サスセソ", "sh": "シ",
    "z": "ザズゼゾヅ", "j": "ジヂ", "t": "タテト", "ch": "チ", "ts": "ツ", "d": "ダデド",
    "n": "ナニヌネノ", "h": "ハヒヘホ", "f": "フ", "b": "バビブベボ", "p": "パピプペポ",
    "m": "マミムメモ", "y": "ヤユヨ", "r": "ラリルレロ", "w": "ワ", "v": "ヴ",
}  # fmt: skip
CONSONANTS = tuple(_ROWS)
_CONSONANT_OF = {kana: consonant for consonant, row in _ROWS.items() for kana in row}
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_TO_HIRAGANA = {katakana: hiragana for hiragana, katakana in _TO_KATAKANA.items()}
_SAME_SOUND = str.maketrans("ヂヅヲヰヱヵヶ〜～ｰ", "ジズオイエカケーーー")
_FIXED_PHRASES = (
    ("コンニチハ", "コンニチワ"),
    ("コンバンハ", "コンバンワ"),
    ("デハ", "デワ"),
)
_NOT_KANA = re.compile(r"[^ァ-ヴー]")
_MORA = re.compile(rf"[ァ-ヴ][{_SMALL}]?|ー")


def katakana(text: str) -> str:
    """Hiragana and half-width kana to katakana; everything else unchanged (NFKC)."""
    return unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA)


def hiragana(text: str) -> str:
    """Katakana to hiragana; ー and everything else unchanged."""
    return text.translate(_TO_HIRAGANA)


def is_kana(text: str) -> bool:
    """True for a non-empty text of kana and ー alone (spaces and ・ allowed)."""
    bare = katakana(text).replace(" ", "").replace("・", "")
    return bool(bare) and _NOT_KANA.search(bare) is None


def pronounced(kana: str) -> str:
    """Katakana as pronounced, from kana as written: コウノ -> コーノ, おおさか -> オーサカ.

    Joins ヂ/ジ, ヅ/ズ, ヲ/オ; a vowel after its own kind, オウ and エイ become long (not in
    ノウエ as in 井上, whose ウ opens 上); the particle は is ワ only in set phrases (コンニチハ),
    because kana alone does not tell particles. What is no kana is dropped.
    """
    text = katakana(kana).translate(_SAME_SOUND)
    for written, spoken in _FIXED_PHRASES:
        if text.startswith(written):
            text = spoken + text[len(written) :]
    text = _NOT_KANA.sub("", text)
    out: list[str] = []
    vowel = ""
    for at, char in enumerate(text):
        if char == "ー" and not vowel:
            continue
        is_long = char in _VOWELS and _lengthens(vowel, char, text[at - 1 : at + 3])
        out.append("ー" if is_long else char)
        vowel = "" if is_long else _VOWEL_OF.get(char, "")  # オオオカ is オーオカ
    return "".join(out)


def _lengthens(vowel: str, char: str, around: str) -> bool:
    """Does vowel kana `char` after a mora ending in `vowel` only lengthen it?"""
    if vowel == "o" and char == "ウ":
        return not (around.startswith("ノウエ") and around != "ノウエン")
    return (vowel == "e" and char == "イ") or (vowel != "" and _VOWEL_OF[char] == vowel)


def morae(kana: str) -> tuple[str, ...]:
    """The morae of a reading: キョーワ -> キョ, ー, ワ. What is no kana is skipped."""
    return tuple(_MORA.findall(katakana(kana)))


def mora_count(kana: str) -> int:
    """How many beats a reading takes; ン, ッ and ー count one each."""
    return len(morae(kana))


# --- distance ---------------------------------------------------------------------------------

_GAP = {"ー": 0.3, "ッ": 0.35, "ン": 0.6}
_GAP_OTHER = 1.0
_GAP_VOWEL = 0.7  # a bare vowel is lost or heard twice more easily than a full mora
SOUND_COSTS = Path(__file__).with_name("sound_costs.txt")
"""What it costs to take one consonant or vowel for another; see `eval.bench.sound_costs`."""


def _sound_costs(kind: str) -> dict[frozenset[str], float]:
    rows = [line.split("\t") for line in SOUND_COSTS.read_text(encoding="utf-8").splitlines()]
    return {frozenset(row[1].split("-")): float(row[2]) for row in rows if row[0] == kind}


_CONSONANT_COST = _sound_costs("consonants")
_VOWEL_COST = _sound_costs("vowels")
_SPECIAL_COST = {
    frozenset("ンー"): 0.5, frozenset("ンッ"): 0.7, frozenset("ーッ"): 0.4, frozenset("ンム"): 0.3,
    frozenset("ンヌ"): 0.4, frozenset("ンウ"): 0.5, frozenset("ンニ"): 0.5, frozenset("ンイ"): 0.6,
    frozenset("ーウ"): 0.15, frozenset("ーイ"): 0.15, frozenset("ーオ"): 0.15,
    frozenset("ーエ"): 0.15, frozenset("ーア"): 0.15, frozenset("ッツ"): 0.4,
    frozenset("ンノ"): 0.5,
}  # fmt: skip


def sound(mora: str) -> tuple[str, bool, str]:
    """(consonant, is it palatalised, vowel) of a plain mora."""
    consonant = _CONSONANT_OF.get(mora[0], "")
    if len(mora) == 1:
        return consonant, False, _VOWEL_OF.get(mora, "")
    glide = mora[1] in "ャュョ" and consonant not in ("sh", "ch", "j")
    if mora[0] == "ウ":
        consonant = "w"
    return consonant, glide, _VOWEL_OF[mora[1]]


@lru_cache(maxsize=65_536)
def mora_cost(a: str, b: str) -> float:
    """0..1, what it costs to hear mora `b` for mora `a`."""
    if a == b:
        return 0.0
    special = _SPECIAL_COST.get(frozenset((a, b)))
    if special is not None:
        return special
    if a in "ンッー" or b in "ンッー":
        return 0.9
    (first, glide_a, vowel_a), (second, glide_b, vowel_b) = sound(a), sound(b)
    cost = 0.0
    if first != second:
        cost += _CONSONANT_COST[frozenset((first, second))]
    if glide_a != glide_b:
        cost += 0.2
    if vowel_a != vowel_b:
        cost += _VOWEL_COST[frozenset((vowel_a, vowel_b))]
    return min(1.0, cost)


def gap_cost(mora: str) -> float:
    """0..1, what it costs to lose or to add a mora."""
    return _GAP.get(mora, _GAP_VOWEL if mora in _VOWELS else _GAP_OTHER)


@lru_cache(maxsize=16_384)
def _pronounced_morae(kana: str) -> tuple[str, ...]:
    return morae(pronounced(kana))


def mora_distance(a: str, b: str) -> float:
    """Weighted edit distance of two readings in morae: 0 for the same sounds.

    About .3 for a voicing slip, about 1 for a mora that differs altogether.
    """
    return _aligned(_pronounced_morae(a), _pronounced_morae(b))


def _aligned(left: Sequence[str], right: Sequence[str]) -> float:
    row = [0.0]
    for mora in right:
        row.append(row[-1] + gap_cost(mora))
    for mora in left:
        gap = gap_cost(mora)
        new = [row[0] + gap]
        for j, other in enumerate(right):
            new.append(
                min(row[j] + mora_cost(mora, other), row[j + 1] + gap, new[j] + gap_cost(other))
            )
        row = new
    return row[-1]


def similarity(a: str, b: str) -> float:
    """0..1: 1 for the same sounds, 0 when nothing is alike; by the longer reading's morae."""
    shorter, longer = sorted((len(_pronounced_morae(a)), len(_pronounced_morae(b))))
    return max(0.0, 1.0 - mora_distance(a, b) / longer) if shorter else 0.0


@dataclass(frozen=True, slots=True)
class SoundMatch:
    """A known reading that sounds like (a part of) what was heard."""

    index: int
    """Position in the readings given to `SoundIndex`."""
    similarity: float
    """0..1."""


class SoundIndex:
    """Many readings, compared with one utterance at once (5,000 names, 40 morae: 5 ms).

    All names are compared in step, one heard mora at a time. They stand in order of length, so
    that the arrays get shorter with every place of the names.
    """

    def __init__(self, readings: Sequence[str]) -> None:
        names = [_pronounced_morae(reading) for reading in readings]
        self._ids: dict[str, int] = {}
        for name in names:
            for mora in name:
                self._ids.setdefault(mora, len(self._ids))
        self.lengths = np.array([len(name) for name in names], dtype=np.intp)
        """(n,) morae of each reading."""
        order = np.argsort(-self.lengths, kind="stable")
        width = int(self.lengths.max(initial=0))
        self._sizes = [int(np.count_nonzero(self.lengths > place)) for place in range(width)]
        begins = np.cumsum([0, *self._sizes])
        self._slices = [slice(a, b) for a, b in pairwise(begins.tolist())]
        morae_at = [[names[i][place] for i in order[:n]] for place, n in enumerate(self._sizes)]
        flat = [mora for column in morae_at for mora in column]
        self._table = np.array([self._ids[mora] for mora in flat], dtype=np.intp)
        self._gaps = np.array([gap_cost(mora) for mora in flat], dtype=np.float32)
        rank = np.empty(len(names), dtype=np.intp)
        rank[order] = np.arange(len(names))
        self._ends = begins[np.maximum(self.lengths - 1, 0)] + rank

    def __len__(self) -> int:
        return len(self.lengths)

    def similarities(self, heard: str, within: bool = False) -> npt.NDArray[np.float32]:
        """(n,) 0..1 of every reading with `heard`; `within`: with its best part of `heard`."""
        utterance = _pronounced_morae(heard)
        if not len(self) or not utterance or not self._sizes:
            return np.zeros(len(self), dtype=np.float32)
        rows = self.distances(utterance, within)
        best = rows.min(axis=0) if within else rows[-1]
        longest = self.lengths if within else np.maximum(self.lengths, len(utterance))
        scores = 1.0 - best / np.maximum(longest, 1)
        return np.where(self.lengths > 0, np.clip(scores, 0.0, 1.0), 0.0).astype(np.float32)

    def search(
        self, heard: str, within: bool = False, least: float = 0.6, limit: int = 5
    ) -> tuple[SoundMatch, ...]:
        """The readings most like `heard` (or a part of it), best first, `least` or better."""
        scores = self.similarities(heard, within)
        order = np.argsort(-scores, kind="stable")[:limit]
        return tuple(SoundMatch(int(i), float(scores[i])) for i in order if scores[i] >= least)

    def distances(self, utterance: Sequence[str], within: bool) -> npt.NDArray[np.float32]:
        """(1 + morae heard, n) edit distance of every name to what was heard up to each mora.

        `within`: to the best stretch that ends there, wherever it begins. A name without morae
        has no meaningful distance.
        """
        found = np.empty((len(utterance) + 1, len(self)), dtype=np.float32)
        if not self._sizes:
            found.fill(np.inf)
            return found
        row = np.concatenate(self._sums())
        ends = np.minimum(self._ends, len(row) - 1)
        found[0] = row[ends]
        before = 0.0
        for at, mora in enumerate(utterance, 1):
            gap = gap_cost(mora)
            costs = np.array([mora_cost(mora, other) for other in self._ids], dtype=np.float32)
            swapped = costs[self._table]
            swapped[self._slices[0]] += np.float32(before)
            for here, there, size in zip(
                self._slices, self._slices[1:], self._sizes[1:], strict=False
            ):
                swapped[there] += row[here][:size]
            row += np.float32(gap)
            np.minimum(row, swapped, out=row)
            before = 0.0 if within else before + gap
            self._skip_morae_of_names(row, before)
            found[at] = row[ends]
        return found

    def _sums(self) -> list[npt.NDArray[np.float32]]:
        """Cost of hearing nothing of a name up to each of its places."""
        sums: list[npt.NDArray[np.float32]] = []
        for part, size in zip(self._slices, self._sizes, strict=True):
            last = sums[-1][:size] if sums else np.float32(0.0)
            sums.append(np.asarray(self._gaps[part] + last, dtype=np.float32))
        return sums

    def _skip_morae_of_names(self, row: npt.NDArray[np.float32], before: float) -> None:
        """Let morae of the names go unheard where that is cheaper; changes `row`."""
        last: npt.NDArray[np.float32] | np.float32 = np.float32(before)
        for part, size in zip(self._slices, self._sizes, strict=True):
            here = row[part]
            shorter = last[:size] if isinstance(last, np.ndarray) else last
            np.minimum(here, self._gaps[part] + shorter, out=here)
            last = here
