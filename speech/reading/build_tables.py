"""Builds the tables of words beside this file from what is installed and from name lists.

    python -m speech.reading.build_tables SURNAMES.csv

`english_words.txt`: how a katakana loanword is spelled in Latin letters, from SudachiDict's entries
whose surface is Latin (Apache-2.0), kept where Mozc's dictionary knows the katakana as a word that
people use. `kanji_readings.txt`: the readings of each kanji, from the same dictionary's words of
one kanji (with okurigana or without) and, what names alone have (なべ in 渡辺), from its words of
two kanji of which one's reading is known. `surnames.txt`: the writings of each surname with how
many people bear them, from the japanese-personal-name-dataset (MIT); columns of the CSV: surname,
population, reading, romaji.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from speech.reading.kana import hiragana, katakana, mora_count
from speech.reading.kanji_words import homophones

HERE = Path(__file__).parent
RAREST_COST = 6500
"""Mozc's cost, -500 ln p: rarer words than e^-13 are names of plants, chemicals and villages."""
_MOST_SPELLINGS = 4
_LEAST_PAIRS, _LEAST_SHARE = 8, 0.03
"""Words that show a reading of a kanji, and their share among its words; fewer are misdivided."""
_KANJI_WORD = re.compile(r"(?P<kanji>[一-龥々﨑]{1,2})(?P<kana>[ぁ-ん]{0,3})")
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


def kanji_readings() -> Iterator[tuple[str, str]]:
    """(kanji, "reading reading ...") in hiragana, the commonest in words first."""
    single, pairs = _entries_in_kanji()
    for _ in range(2):  # the second pass knows what the first one found
        for kanji, counts in _divided(pairs, single).items():
            least = max(_LEAST_PAIRS, _LEAST_SHARE * counts.total())
            for reading, count in counts.items():
                if count >= least and len(reading) <= 4:
                    single[kanji][reading] = max(count, single[kanji][reading])
    for kanji, counts in sorted(single.items()):
        ranked = [r for r, _ in counts.most_common() if re.fullmatch("[ぁ-ゔ]+", r)]
        if ranked and _is_in_jis(kanji):
            yield kanji, " ".join(ranked)


def _divided(
    pairs: list[tuple[str, str]], single: dict[str, Counter[str]]
) -> dict[str, Counter[str]]:
    """What is left of a word's reading where one of its two kanji is known."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word, reading in pairs:
        for at in range(1, len(reading)):
            if reading[:at] in single[word[0]]:
                found[word[1]][reading[at:]] += 1
            if reading[at:] in single[word[1]]:
                found[word[0]][reading[:at]] += 1
    return found


def _entries_in_kanji() -> tuple[dict[str, Counter[str]], list[tuple[str, str]]]:
    """Readings of single kanji with their number of words, and words of two kanji."""
    import sudachipy

    single: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: list[tuple[str, str]] = []
    for entry in sudachipy.Dictionary().entries():
        surface, reading = entry.surface(), hiragana(entry.reading_form())
        parts = _KANJI_WORD.fullmatch(surface)
        if parts is None:
            continue
        kanji, okurigana = parts["kanji"], parts["kana"]
        stem = reading.removesuffix(okurigana)
        if len(kanji) == 1 and stem and reading.endswith(okurigana):
            single[kanji][stem] += 1
        elif not okurigana:
            pairs.append((kanji, reading))
    return single, pairs


def _is_in_jis(kanji: str) -> bool:
    return len(kanji.encode("cp932", "ignore")) == 2


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
        "kanji_readings.txt",
        "Readings of kanji, derived from SudachiDict (Works Applications, Apache-2.0)",
        kanji_readings(),
    )
    _write(
        "surnames.txt",
        "Surnames: reading, then writing and bearers. From japanese-personal-name-dataset"
        " (shuheilocale, MIT)",
        surnames(Path(sys.argv[1])),
    )
