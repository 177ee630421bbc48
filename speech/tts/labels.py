"""Text to what an HTS voice is given: full-context labels, cut into pieces to say one by one.

The text is analysed sentence by sentence, so accents are those of the whole sentence; only the
labels are cut. HTS voices give every phone the same length wherever the labels are cut (measured
on mei_normal: pieces add up to the whole to the frame), so pieces can simply be joined.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speech.errors import EngineFailed, EngineUnavailable
from speech.reading.emails import LETTER_NAMES
from speech.reading.kana import is_kana, mora_count, pronounced
from speech.reading.numbers import DIGIT_SPOKEN

_PHONE = re.compile(r"-(\w+)\+")
_ACCENT = re.compile(r"/A:-?\w+\+(\w+)\+")
_SPOKEN_DIGIT = re.compile("|".join(DIGIT_SPOKEN))
_LETTER = "|".join(sorted(LETTER_NAMES, key=len, reverse=True))
_SPELLED = re.compile(rf"(?<![ァ-ヴー])(?:{_LETTER})(?:・(?:{_LETTER})(?![ァ-ヴー]))+")
_SPOKEN_DIGITS = re.compile(f"(?:{'|'.join(DIGIT_SPOKEN)})+")

# The mouth is shut or the vocal cords rest before these, so a join there cannot be heard.
_STOPS = frozenset("k t p ch ts cl ky py ty".split())  # noqa: SIM905
_FRICATIVES = frozenset("s sh h hy f".split())  # noqa: SIM905

FIRST_PHONES = range(14, 28)
"""Where the first piece may end: 1-2 s of speech, 15-30 ms of computing on one free core."""
LATER_PHONES = range(40, 66)
"""Where later pieces may end: 3-5 s, so that letting go of one never takes long."""
MOST_PHONES = 80
"""A piece is cut here even where it can be heard; no sentence people say gets there."""
_MIN_REST = 4
"""Phones that must remain after a cut."""


@dataclass(frozen=True, slots=True)
class LabelPiece:
    """A stretch of labels that is synthesised in one go."""

    labels: tuple[str, ...]
    is_last: bool
    """The sentence ends with it."""

    @property
    def ends_in_pause(self) -> bool:
        """True where a comma (or the sentence's end) follows."""
        return phone(self.labels[-1]) in ("pau", "sil")


class FrontEnd:
    """Japanese text analysis with one client's own readings (栗本 = くりもと)."""

    def __init__(self, readings: Mapping[str, str], folder: Path | None = None) -> None:
        """Readings in kana; bad ones raise EngineUnavailable. `folder` keeps the dictionary."""
        try:
            import pyopenjtalk
        except ImportError as error:
            raise EngineUnavailable(
                "Open JTalk is not installed.", "Run: pip install pyopenjtalk-plus"
            ) from error
        self._module: Any = pyopenjtalk
        system = pyopenjtalk.OPEN_JTALK_DICT_DIR
        plain = pyopenjtalk.OpenJTalk(dn_mecab=system)
        self._run(plain, "明日の方は何時頃ですか。")  # loads the reading models (100 ms) now
        entries = [
            _entry(word, kana, self._accent(plain, word, kana)) for word, kana in readings.items()
        ]
        self.version = hashlib.sha256("\n".join(entries).encode()).hexdigest()[:16]
        if not entries:
            self._analyser = plain
            return
        dictionary = _dictionary(entries, self.version, folder)
        self._analyser = pyopenjtalk.OpenJTalk(
            dn_mecab=system,
            userdic=str(dictionary).encode(),
            userdic_reading_protection=[True],
        )

    def pieces(self, sentence: str) -> list[LabelPiece]:
        """The sentence's label pieces, first to last; none when nothing in it can be said."""
        try:
            features = self._run(self._analyser, sentence)
            if not any(feature["mora_size"] for feature in features):
                return []
            features = _letters_in_groups(_digits_in_pairs(_politely(features)))
            labels: list[str] = self._analyser.make_label(features)
        except (RuntimeError, ValueError) as error:
            raise EngineFailed("Open JTalk could not analyse a sentence.") from error
        return cut(labels[1:])

    def _run(self, analyser: Any, text: str) -> list[dict[str, Any]]:
        text = _SPELLED.sub(
            lambda run: run.group().replace("・", "、"), text
        )  # ケー・ユー would be taken for one unknown word
        features: list[dict[str, Any]] = self._module.run_frontend(
            text, normalize_mode="NFKC", jtalk=analyser
        )
        return features

    def _accent(self, plain: Any, word: str, kana: str) -> int:
        """Accent of a reading: the dictionary's where it knows the word, else the usual one."""
        sound = pronounced(kana)
        for known in (word, sound):
            features = self._run(plain, known)
            if len(features) == 1 and features[0]["pron"].replace("’", "") == sound:
                return int(features[0]["acc"])
        return usual_accent(kana)


def usual_accent(kana: str) -> int:
    """Mora with the accent of a name nobody listed: flat up to three morae, else third last."""
    count = mora_count(pronounced(kana))
    return 0 if count <= 3 else count - 2


def _entry(word: str, kana: str, accent: int) -> str:
    """One line of a MeCab user dictionary in the naist-jdic layout."""
    sound = pronounced(kana)
    if not word.strip() or not is_kana(kana) or any(c in word for c in ',"\n'):
        raise EngineUnavailable(
            f"The reading {word!r} = {kana!r} cannot be used.",
            "Give readings in kana: 栗本=くりもと",
        )
    count = mora_count(sound)
    # Full width as Open JTalk sees it; the cost beats any entry of the system dictionary.
    surface = word.strip().translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})
    return (
        f"{surface},,,-10000,名詞,固有名詞,一般,*,*,*,{surface},{sound},{sound},{accent}/{count},*"
    )


_building = threading.Lock()
_built: dict[str, Path] = {}
_scratch: list[tempfile.TemporaryDirectory[str]] = []


def _dictionary(entries: Sequence[str], version: str, folder: Path | None) -> Path:
    """The compiled dictionary of these entries, built once per content.

    Built in a child process, because the builder writes its progress to the process's stdout,
    which belongs to whoever reads the command's output.
    """
    with _building:
        if folder is None:
            if version in _built:
                return _built[version]
            if not _scratch:
                _scratch.append(tempfile.TemporaryDirectory(prefix="denwaban-"))
            folder = Path(_scratch[0].name)
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"readings-{version}.dic"
        if not target.exists():
            _build(entries, target)
        _built[version] = target
        return target


def _build(entries: Sequence[str], target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="building-") as work:
        source, made = Path(work) / "readings.csv", Path(work) / "readings.dic"
        source.write_text("\n".join(entries) + "\n", encoding="utf-8")
        code = "import sys, pyopenjtalk; pyopenjtalk.mecab_dict_index(*sys.argv[1:])"
        done = subprocess.run(
            [sys.executable, "-c", code, str(source), str(made)],
            capture_output=True,
            check=False,
        )
        if done.returncode or not made.exists():
            raise EngineUnavailable(
                "The client's readings could not be compiled.", "Check the readings in the manual."
            )
        made.replace(target)


# (word, the dictionary's reading) -> how one who answers a company's telephone says it, accent.
_POLITE = {
    ("明日", "アシタ"): ("ミョーニチ", 1),
    ("明日", "アス"): ("ミョーニチ", 1),
    ("昨日", "キノー"): ("サクジツ", 0),
    ("明後日", "アサッテ"): ("ミョーゴニチ", 3),
    ("一昨日", "オトトイ"): ("イッサクジツ", 4),
    ("私", "ワタシ"): ("ワタクシ", 0),
    ("手数", "テカズ"): ("テスー", 2),
    ("お手数", "オテカズ"): ("オテスー", 3),
}


def _politely(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everyday readings as they are said on business; a client's own readings are left alone."""
    out: list[dict[str, Any]] = []
    for feature in features:
        polite = _POLITE.get((feature["string"], feature["pron"].replace("’", "")))
        if polite is None:
            out.append(feature)
            continue
        sound, accent = polite
        size = mora_count(sound)
        out.append({**feature, "read": sound, "pron": sound, "acc": accent, "mora_size": size})
    return out


def _digits_in_pairs(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give digits said one by one the melody people give them: in pairs, accent on the third mora.

    サンヨンゴーロク is サンヨ^ンゴーロ^ク; a single digit left over has its accent at its start
    (NHK accent dictionary, appendix on numerals; the same rule Open JTalk has for 3の4).
    """
    out: list[dict[str, Any]] = []
    for feature in features:
        word = str(feature["string"])
        if not _SPOKEN_DIGITS.fullmatch(word) or mora_count(word) < 4:
            out.append(feature)
            continue
        digits = _SPOKEN_DIGIT.findall(word)
        for at, digit in enumerate(digits):
            is_second, is_alone = at % 2 == 1, at == len(digits) - 1
            sound = dict.fromkeys(("string", "orig", "read", "pron"), digit)
            accent = 1 if is_second or is_alone else 3
            out.append(
                {**feature, **sound, "mora_size": 2, "acc": accent, "chain_flag": int(is_second)}
            )
    return out


def _letters_in_groups(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Say spelled letters in fours: ケー、ユー、アール、アイ pauses after アイ only.

    A pause after every letter makes an address three times as long; four are what one keeps in
    mind while writing.
    """
    out: list[dict[str, Any]] = []
    letters = 0
    for at, feature in enumerate(features):
        word = str(feature["string"])
        if word in LETTER_NAMES:
            letters += 1
            out.append({**feature, "chain_flag": 0})
            continue
        is_inner = word == "、" and at + 1 < len(features)
        if is_inner and letters % 4 and features[at + 1]["string"] in LETTER_NAMES:
            continue
        out.append(feature)
        letters = letters if word == "、" else 0
    return out


def phone(label: str) -> str:
    """The phone a full-context label stands for."""
    found = _PHONE.search(label)
    return found.group(1) if found else ""


def cut(labels: Sequence[str]) -> list[LabelPiece]:
    """Labels into pieces: at every pause, a short first one, none of more than about 3 s."""
    spans: list[Sequence[str]] = []
    start = 0
    for at, label in enumerate(labels):
        if phone(label) in ("pau", "sil") and at >= start:
            spans.extend(_shorter(labels[start : at + 1], is_first=not spans))
            start = at + 1
    if start < len(labels):
        spans.extend(_shorter(labels[start:], is_first=not spans))
    return [LabelPiece(tuple(span), i == len(spans) - 1) for i, span in enumerate(spans)]


def _shorter(span: Sequence[str], is_first: bool) -> list[Sequence[str]]:
    """A breath group in pieces that are joined where it cannot be heard."""
    pieces: list[Sequence[str]] = []
    wanted = FIRST_PHONES if is_first else LATER_PHONES
    while len(span) > wanted.stop + _MIN_REST:
        further = range(wanted.stop, min(len(span) - _MIN_REST, MOST_PHONES))
        at = _join(span, wanted) or _join(span, further)
        if at == 0 and len(span) <= MOST_PHONES:
            break
        at = at or MOST_PHONES
        pieces.append(span[:at])
        span, wanted = span[at:], LATER_PHONES
    return [*pieces, span]


def _join(span: Sequence[str], wanted: range) -> int:
    """The best place to cut before within `wanted`; 0 when there is none."""
    best, best_cost = 0, 9.0
    for at in wanted:
        here = phone(span[at])
        if here not in _STOPS and here not in _FRICATIVES:
            continue
        if phone(span[at - 1]) == "cl":  # the closure before it is the place
            continue
        cost = 0.0 if here in _STOPS else 1.5
        cost -= 2.0 if _starts_phrase(span[at - 1], span[at]) else 0.0
        cost += 0.1 * (at - wanted.start)
        if cost < best_cost:
            best, best_cost = at, cost
    return best


def _starts_phrase(before: str, label: str) -> bool:
    """Does an accent phrase begin with this label?"""
    here, last = _ACCENT.search(label), _ACCENT.search(before)
    return bool(here and last and here.group(1) == "1" and last.group(1) != "1")
