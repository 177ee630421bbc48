"""A spoken e-mail address, written: fillers, corrections and explanations resolved.

    「くりもと、いえ、ケーユーアール…、アットマーク、スマイルコープドットコムです」

What is said is cut into pieces (`address_lattice`); a correction replaces the pieces that it
resembles; a word spelled right after it was said is taken as spelled.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pyopenjtalk

from speech.reading.address_assembly import (
    SpokenAddress,
    alike,
    assembled,
    is_romanised,
    letters_of,
    tidy,
)
from speech.reading.address_corrections import (
    LEAST_TWICE,
    corrected,
    replaced_within,
    restated,
    whole_and_rest,
)
from speech.reading.address_lattice import (
    BOUNDARY,
    HEARING,
    SPELLING,
    Piece,
    Vocabulary,
    nearest_romanised,
    nearest_word,
    pieces,
    vocabulary,
)
from speech.reading.address_talk import CUT, WRONG, without_spelling, without_talk
from speech.reading.kana import katakana, pronounced
from speech.reading.letters import (
    KANJI_SIGNS,
    KINDS_OF_CHARACTER,
    LETTERS,
)
from speech.reading.romaji import spellings

MAX_CHARS = 400
_EXAMPLE = re.compile(r"[^、\s。の]{1,12}の(?=[a-z](?![a-z]))")
_KIND = re.compile(
    r"(?:半角)?(?:英?数字|英語|英字|アルファベット|記号|ローマ字)の(?=[a-z0-9@._+〇零一二三四五六七八九-])"
    r"|(?:英語|英字|ローマ字)の(?=[ァ-ヴ])"
)
_KANJI = re.compile(r"[一-龥々〆]+")
_RUN = re.compile(r"[ァ-ヴー、]+|[a-z0-9@._+-]+")
_SPELLED_IS = re.compile(r"(?:^|(?<=、))[ぁ-ん一-龥々ァ-ヴー]{1,8}は(?=[ァ-ヴa-z]{1,4}、)")
"""「カズはケー、エー、ゼット、ユー」."""
_LETTER_IS = re.compile(r"(?:^|(?<=、))([a-z])[はって](?=.{2,12}の\1(?![a-z]))")
_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_LEAST_ALIKE = 0.5
"""A spelling under this likeness (difflib ratio) spells something else."""
_LEAST_SPELLED = 0.8
"""Likeness to the romanised word from which letters are its spelling: rabo, lab .86."""
_LEAST_TYPED = 4
"""Letters from which a typed local part can be told from what follows."""
READ = "漢字の読みと綴りの確認"


def address_in(spoken: str) -> SpokenAddress:
    """The address in what a caller said. Never raises for any text."""
    text = unicodedata.normalize("NFKC", spoken).lower()[:MAX_CHARS]
    text = re.sub(r"[。・,;:!?「」『』()（）]+|、+", "、", text.replace("．", "."))
    text, checked = without_spelling(without_talk(text))
    known = vocabulary()
    first, *others = re.split(f"([{CUT}{WRONG}])", _said_once(text, known))
    found = _pieces(first, known)
    wrong: list[Piece] = []
    for sign, part in zip(others[::2], others[1::2], strict=True):
        more = _pieces(part, known)
        if sign == WRONG and not wrong:
            found, wrong = whole_and_rest(found)
        if sign == CUT and assembled(found).is_whole and not assembled(more).is_whole:
            wrong = more
        elif wrong:
            found, wrong = replaced_within(found, wrong, more), []
        else:
            found = corrected(found, more)
    found = restated(found, wrong)
    found = _labels_heard(_typed_twice(_spelled_out(_explained_once(found))))
    return _checked(assembled(found), _pieces(checked, known))


_NAMED_THEN = re.compile(
    rf"(?<=[{CUT}{WRONG}])(?P<said>[^、{CUT}{WRONG}]{{1,8}})、(?P<rest>[^{CUT}{WRONG}]*)"
)


def _said_once(text: str, known: Vocabulary) -> str:
    """「いえ、ビーです、ビー、イー、エヌ」: the corrected letter alone, and then from it on."""

    def without_first(found: re.Match[str]) -> str:
        first = letters_of(_pieces(found["said"], known))
        rest = letters_of(_pieces(found["rest"], known))
        is_again = len(first) == 1 and first in rest.partition("@")[0]
        return found["rest"] if is_again else found[0]

    return _NAMED_THEN.sub(without_first, text)


def _pieces(text: str, known: Vocabulary) -> list[Piece]:
    """What a stretch without corrections comes to, before words are spelled out."""
    text = _LETTER_IS.sub("", _KIND.sub("", _NAME_IS.sub(_of_one_letter, text)))
    text = _SPELLED_IS.sub("", text)
    text = _EXAMPLE.sub("", text)
    text, guessed = _in_kana(text)
    text = re.sub(r"(?<![a-z0-9@._+-])[a-z](?![a-z0-9@._+-])", _letter_name, text)
    text = re.sub(r"[\s、]+", BOUNDARY, katakana(text))
    found: list[Piece] = []
    starts = True
    for run in _RUN.findall(text):
        if run[0] > "z":
            part = pieces(run, known)
            found += [replace(p, doubt=READ) if p.sound in guessed else p for p in part]
            starts = run.endswith(BOUNDARY)
        else:
            found.append(Piece(run, "typed", "", "", starts))
            starts = False
    return [piece for piece in found if piece.letters or piece.kind == "filler"]


_NAME_IS = re.compile(
    r"(?:^|(?<=、))(?P<name>[ァ-ヴー]{2,6})[はって](?=[^、]{2,12}の(?P=name))[^、]+(?:、|$)"
)


def _of_one_letter(found: re.Match[str]) -> str:
    """「エルはロンドンのエルです」 spells nothing: the letter was said before."""
    return "" if found["name"] in LETTERS.values() else found[0]


def _letter_name(found: re.Match[str]) -> str:
    name = LETTERS[found[0]]
    return "アルファベットノキュー" if found[0] == "q" else name


def _in_kana(text: str) -> tuple[str, frozenset[str]]:
    """Kanji as katakana, and the readings that were guessed."""
    guessed: set[str] = set()

    def read(found: re.Match[str]) -> str:
        kanji = found[0]
        if all(char in _DIGITS for char in kanji):
            return "".join(_DIGITS[char] for char in kanji)
        if kanji in KANJI_SIGNS:
            return KANJI_SIGNS[kanji]
        kana = "".join(str(node["read"]) for node in pyopenjtalk.run_frontend(kanji))
        kana = re.sub(r"[^ァ-ヴー]", "", kana)
        guessed.add(kana)
        return kana

    return _KANJI.sub(read, text), frozenset(guessed)


# --- words and their spelling -----------------------------------------------------------------


def _explained_once(found: list[Piece]) -> list[Piece]:
    """「ビー、ボストンのビー」 is one b; 「ゼロ、数字のゼロ」 are two."""
    out: list[Piece] = []
    for piece in found:
        head = pronounced(piece.sound.rpartition("ノ")[0])
        explains = piece.kind == "example" and piece.starts and head not in KINDS_OF_CHARACTER
        if explains and out and out[-1].kind == "letter" and out[-1].letters == piece.letters:
            out.pop()
        out.append(piece)
    return out


def _spelled_out(found: list[Piece]) -> list[Piece]:
    """A word that is spelled right after it was said: くりもと、ケー、ユー、アール… is once."""
    out: list[Piece] = []
    at = 0
    while at < len(found):
        piece = found[at]
        end = at + 1
        while (
            end < len(found)
            and found[end].kind in ("letter", "example", "typed")
            and len(letters_of(found[at + 1 : end + 1])) <= len(piece.letters) + 3
        ):
            end += 1
            spelled = letters_of(found[at + 1 : end])
            if (
                (piece.kind in ("kana", "name", "word") or len(piece.letters) > 2)
                and len(spelled) > 1
                and _spells(spelled, piece)
            ):
                out += found[at + 1 : end]
                at = end
                break
        else:
            out.append(piece)
            at += 1
    return out


def _spells(letters: str, piece: Piece) -> bool:
    if letters == piece.letters or letters in spellings(piece.sound):
        return True
    return len(letters) > 2 and alike(piece.letters, letters.replace("l", "r")) >= _LEAST_SPELLED


def _typed_twice(found: list[Piece]) -> list[Piece]:
    """A local part that was typed, and then spelled aloud (t.hori、ティー、ドット…): as typed."""
    at = next((i for i, piece in enumerate(found) if piece.letters.startswith("@")), 0)
    typed, rest = found[:1], found[1:at]
    is_twice = rest and typed[0].kind == "typed" and len(typed[0].letters) >= _LEAST_TYPED
    if is_twice and alike(typed[0].letters, letters_of(rest)) >= LEAST_TWICE:
        return [*typed, *found[at:]]
    return found


def _labels_heard(found: list[Piece]) -> list[Piece]:
    """Labels of the domain that only sound like a common word (エグタンプル): that, doubted."""
    at = next((i + 1 for i, piece in enumerate(found) if "@" in piece.letters), len(found))
    out = found[: at - 1] + [_typed_heard(piece) for piece in found[at - 1 : at]]
    label: list[Piece] = []
    for piece in (*found[at:], None):
        if piece is not None and piece.sound and piece.kind != "sign":
            label.append(piece)
            continue
        out += _label_heard(label)
        out += [] if piece is None else [piece]
        label = []
    return out


def _label_heard(label: list[Piece]) -> list[Piece]:
    sound = "".join(piece.sound for piece in label)
    word = nearest_word(sound) if any(map(is_romanised, label)) else ""
    return [Piece(word, "word", sound, HEARING, label[0].starts)] if word else label


def _typed_heard(piece: Piece) -> Piece:
    """The recogniser romanised what it misheard: …@egutanpuru.com."""
    local, at_sign, domain = piece.letters.partition("@")
    first, dot, rest = domain.partition(".")
    word = nearest_romanised(first)
    if piece.kind != "typed" or not word:
        return piece
    return replace(piece, letters=f"{local}{at_sign}{word}{dot}{rest}", doubt=HEARING)


def _checked(address: SpokenAddress, spelled: list[Piece]) -> SpokenAddress:
    """A part of the local part or of the domain is as it was spelled at the end."""
    letters = tidy(letters_of(spelled))
    local, at_sign, domain = address.text.partition("@")
    if len(letters) < 2 or not at_sign or not re.fullmatch(r"[a-z0-9._-]+", letters):
        return address
    name, dot, rest = domain.partition(".")
    parts = [*re.split(r"([._-])", local), at_sign, name]
    at = max(range(len(parts)), key=lambda i: alike(parts[i], letters))
    if alike(local, letters) >= alike(parts[at], letters):
        parts, at = [local, at_sign, name], 0
    if alike(parts[at], letters) < _LEAST_ALIKE:
        return address
    parts[at] = letters
    doubts = tuple(d for d in address.doubts if d not in (SPELLING, READ))
    return replace(address, text="".join(parts) + dot + rest, doubts=doubts)
