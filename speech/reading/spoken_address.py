"""A spoken e-mail address, written: fillers, corrections and explanations resolved.

    「くりもと、いえ、ケーユーアール…、アットマーク、スマイルコープドットコムです」

What is said is cut into pieces (`address_lattice`); a correction replaces the pieces that it
resembles; a word spelled right after it was said is taken as spelled.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, replace

import pyopenjtalk

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
    PROVIDERS,
    TOP_LABELS,
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
_LETTER_IS = re.compile(r"(?:^|(?<=、))([a-z])[はって](?=.{2,12}の\1(?![a-z]))")
_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_LABELS = {sound: label for label, sound in TOP_LABELS.items()}
_LEAST_ALIKE = 0.5
"""A spelling under this likeness (difflib ratio) spells something else."""
_LEAST_SPELLED = 0.8
"""Likeness to the romanised word from which letters are its spelling: rabo, lab .86."""
_LEAST_TYPED, _LEAST_TWICE = 4, 0.7
"""Letters, and likeness, from which what follows is the same local part once more."""
_SIGNS = frozenset("@._+-")
INCOMPLETE, DOMAIN_GUESSED = "アドレスが途中まで", "ドメインの確認"
READ = "漢字の読みと綴りの確認"
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


def address_in(spoken: str) -> SpokenAddress:
    """The address in what a caller said. Never raises for any text."""
    text = unicodedata.normalize("NFKC", spoken).lower()[:MAX_CHARS]
    text = re.sub(r"[。・,;:!?「」『』()（）]+|、+", "、", text.replace("．", "."))
    text, checked = without_spelling(without_talk(text))
    known = vocabulary()
    first, *others = re.split(f"([{CUT}{WRONG}])", text)
    found = _pieces(first, known)
    wrong: list[Piece] = []
    for sign, part in zip(others[::2], others[1::2], strict=True):
        more = _pieces(part, known)
        if sign == WRONG and not wrong:
            found, wrong = _whole_and_rest(found)
        if sign == CUT and _assembled(found).is_whole and not _assembled(more).is_whole:
            wrong = more
        elif wrong:
            found, wrong = _replaced_within(found, wrong, more), []
        else:
            found = _corrected(found, more)
    found = _restated(found, wrong)
    found = _labels_heard(_typed_twice(_spelled_out(_explained_once(found))))
    return _checked(_assembled(found), _pieces(checked, known))


def _pieces(text: str, known: Vocabulary) -> list[Piece]:
    """What a stretch without corrections comes to, before words are spelled out."""
    text = _LETTER_IS.sub("", _KIND.sub("", text))
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


# --- corrections ------------------------------------------------------------------------------


def _corrected(before: list[Piece], after: list[Piece]) -> list[Piece]:
    """`after` replaces the end of `before` that it was said instead of."""
    said = [piece for piece in after if piece.letters]
    if not said or not before:
        return before or after
    old, new = _letters(before), _letters(said)
    if before[-1].letters in _SIGNS and said[0].letters in _SIGNS:
        return [*before[:-1], *after]
    if "@" in new.strip("@") and "@" in old:
        return after
    if "@" in old and "@" not in new and "." in new and "." in old.partition("@")[2]:
        at = next(i for i, piece in enumerate(before) if "@" in piece.letters)
        end = at + 1
        while new.startswith(".") and end < len(before) and "." not in before[end].letters:
            end += 1
        if before[at].letters == "@":
            return before[:end] + after
        if new.startswith("."):  # the whole was typed: jinji@example.com
            kept = _tidy(old).rpartition("@")
            name = kept[2].partition(".")[0]
            return [Piece(f"{kept[0]}@{name}", "typed", "", _doubt_of(before)), *after]
    return before[: len(before) - _replaced(before, said)] + after


def _whole_and_rest(found: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A whole address, and what was said after it; none when the address is not finished."""
    for end in range(len(found) - 1, 0, -1):
        rest = found[end:]
        is_end = found[end - 1].kind in ("sign", "typed") and rest[0].starts
        if is_end and _assembled(found[:end]).is_whole and "@" not in _letters(rest):
            return found[:end], rest
    return found, []


def _replaced_within(whole: list[Piece], wrong: list[Piece], right: list[Piece]) -> list[Piece]:
    """A whole address in which `wrong` was to be `right`: 「エムじゃなくてエヌです」."""
    text, old, new = _tidy(_letters(whole)), _letters(wrong), _letters(right)
    if "@" in new or not new:
        return right or whole
    first = right[0].letters if len(old) == 1 else new
    if old not in text:
        return whole if new in text else _restated(whole, right)
    return [Piece(text.replace(old, first, 1), "typed", "", _doubt_of(whole))]


def _restated(whole: list[Piece], again: list[Piece]) -> list[Piece]:
    """A whole address, a part of which was said once more, otherwise."""
    text = _tidy(_letters(whole))
    local, _, domain = text.partition("@")
    new = _letters(_last_like(again, local))
    if not new:
        return whole
    is_domain = "." in new and not difflib.SequenceMatcher(None, new, domain).ratio() < 0.5
    text = f"{local}@{new.strip('@.')}" if is_domain else f"{new.strip('@')}@{domain}"
    return [Piece(text, "typed", "", _doubt_of([*whole, *again]))]


def _last_like(again: list[Piece], local: str) -> list[Piece]:
    """What was said last of all where that alone is like the local part  (…が付きます、m.itou)."""
    start = max((i for i, piece in enumerate(again) if piece.starts), default=0)
    last = _letters(again[start:])
    is_clearer = _alike(last, local) > max(0.6, _alike(_letters(again), local))
    return again[start:] if is_clearer else again


def _doubt_of(found: list[Piece]) -> str:
    return next(
        (piece.doubt or SPELLING for piece in found if piece.doubt or _is_romanised(piece)), ""
    )


def _is_romanised(piece: Piece) -> bool:
    return piece.kind in ("kana", "name") and bool(piece.letters)


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


def _letters(found: list[Piece]) -> str:
    return "".join(piece.letters for piece in found)


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
            and len(_letters(found[at + 1 : end + 1])) <= len(piece.letters) + 3
        ):
            end += 1
            spelled = _letters(found[at + 1 : end])
            if (
                piece.kind in ("kana", "name", "word")
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
    return len(letters) > 2 and _alike(piece.letters, letters.replace("l", "r")) >= _LEAST_SPELLED


def _typed_twice(found: list[Piece]) -> list[Piece]:
    """A local part that was typed, and then spelled aloud (t.hori、ティー、ドット…): as typed."""
    at = next((i for i, piece in enumerate(found) if piece.letters.startswith("@")), 0)
    typed, rest = found[:1], found[1:at]
    is_twice = rest and typed[0].kind == "typed" and len(typed[0].letters) >= _LEAST_TYPED
    if is_twice and _alike(typed[0].letters, _letters(rest)) >= _LEAST_TWICE:
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
    word = nearest_word(sound) if any(map(_is_romanised, label)) else ""
    return [Piece(word, "word", sound, HEARING, label[0].starts)] if word else label


def _typed_heard(piece: Piece) -> Piece:
    """The recogniser romanised what it misheard: …@egutanpuru.com."""
    local, at_sign, domain = piece.letters.partition("@")
    first, dot, rest = domain.partition(".")
    word = nearest_romanised(first)
    if piece.kind != "typed" or not word:
        return piece
    return replace(piece, letters=f"{local}{at_sign}{word}{dot}{rest}", doubt=HEARING)


# --- the address ------------------------------------------------------------------------------


def _assembled(found: list[Piece]) -> SpokenAddress:
    doubts: dict[str, None] = {}
    letters = ""
    for at, piece in enumerate(found):
        text = piece.letters
        if piece.sound == "キュー" and text == "9":
            text = _nine_or_q(found, at)
            doubts[KYUU] = None
        if piece.doubt or _is_romanised(piece):
            doubts[piece.doubt or SPELLING] = None
        if letters.endswith("."):
            text = _LABELS.get(piece.sound, text)
        letters += text
    letters = _tidy(letters)
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


def _tidy(letters: str) -> str:
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


def _checked(address: SpokenAddress, spelled: list[Piece]) -> SpokenAddress:
    """A part of the local part or of the domain is as it was spelled at the end."""
    letters = _tidy(_letters(spelled))
    local, at_sign, domain = address.text.partition("@")
    if len(letters) < 2 or not at_sign or not re.fullmatch(r"[a-z0-9._-]+", letters):
        return address
    name, dot, rest = domain.partition(".")
    parts = [*re.split(r"([._-])", local), at_sign, name]
    at = max(range(len(parts)), key=lambda i: _alike(parts[i], letters))
    if _alike(local, letters) >= _alike(parts[at], letters):
        parts, at = [local, at_sign, name], 0
    if _alike(parts[at], letters) < _LEAST_ALIKE:
        return address
    parts[at] = letters
    doubts = tuple(d for d in address.doubts if d not in (SPELLING, READ))
    return replace(address, text="".join(parts) + dot + rest, doubts=doubts)


def _alike(a: str, b: str) -> float:
    """0..1."""
    return difflib.SequenceMatcher(None, a, b).ratio()
