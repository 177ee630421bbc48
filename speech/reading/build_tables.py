"""Builds the two tables of words beside this file from what is installed and from name lists.

    python -m speech.reading.build_tables SURNAMES.csv

`english_words.txt`: how a katakana loanword is spelled in Latin letters, from SudachiDict's entries
whose surface is Latin (Apache-2.0), kept where Mozc's dictionary knows the katakana as a word that
people use. `surnames.txt`: the writings of each surname with how many people bear them, from the
japanese-personal-name-dataset (MIT); columns of the CSV: surname, population, reading, romaji.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from speech.reading.kana import hiragana, katakana, mora_count
from speech.reading.kanji_words import homophones

HERE = Path(__file__).parent
RAREST_COST = 6500
"""Mozc's cost, -500 ln p: rarer words than e^-13 are names of plants, chemicals and villages."""
_MOST_SPELLINGS = 4
_LATIN = re.compile(r"[A-Za-z]{3,14}")
_LOANWORD = re.compile(r"[ァ-ヴー]+")
_PREFERENCE = {"普通名詞": 0, "固有名詞": 1}


def english_words() -> Iterator[tuple[str, str]]:
    """(katakana, "spelling spelling ...") of common loanwords, the plainest noun's first."""
    import sudachipy

    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entry in sudachipy.Dictionary().entries():
        surface, reading = entry.surface(), entry.reading_form()
        pos = entry.part_of_speech()
        if pos[0] != "名詞" or pos[2] == "人名" or mora_count(reading) < 3:
            continue
        if not (_LATIN.fullmatch(surface) and _LOANWORD.fullmatch(reading)):
            continue
        is_other_word = int(entry.normalized_form() != reading)
        found[reading].append((is_other_word, _PREFERENCE.get(pos[1], 2), surface.lower()))
    for reading, spellings in sorted(found.items()):
        costs = [word.cost for word in homophones(reading) if word.text == reading]
        if costs and min(costs) <= RAREST_COST:
            ranked = dict.fromkeys(text for _, _, text in sorted(spellings))
            yield reading, " ".join(list(ranked)[:_MOST_SPELLINGS])


def surnames(path: Path) -> Iterator[tuple[str, str]]:
    """(hiragana reading, "writing people writing people ...") commonest first."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for writing, people, reading, *_ in csv.reader(file):
            if people.isdigit():
                found[hiragana(katakana(reading))].append((int(people), writing))
    for reading, writings in sorted(found.items(), key=lambda item: -max(item[1])[0]):
        yield reading, " ".join(f"{text} {people}" for people, text in sorted(writings)[::-1])


def _write(name: str, source: str, rows: Iterator[tuple[str, str]]) -> None:
    lines = [f"# {source}", *(f"{key}\t{value}" for key, value in rows)]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write(
        "english_words.txt",
        "Loanwords and their spelling, taken from SudachiDict (Works Applications, Apache-2.0)",
        english_words(),
    )
    _write(
        "surnames.txt",
        "Surnames: reading, then writing and bearers. From japanese-personal-name-dataset"
        " (shuheilocale, MIT)",
        surnames(Path(sys.argv[1])),
    )
