"""A turn about a name, taken apart: the name as it was said, and what explains it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speech.reading.kana import is_kana
from speech.reading.lead_ins import BEFORE_PAUSE, HESITATION, YES
from speech.reading.name_words import is_name, likelihood, writings

_RARE = -7.5
"""Kana with の inside are a name from this likelihood (いのうえ), else an explanation."""
_COMMON = -6.6
"""Likelihood of any of the two thousand commonest surnames."""
_FILLERS = re.compile(
    rf"(?:^|(?<=[、。]))(?:{HESITATION}|{BEFORE_PAUSE}|{YES}|えー|あ|そうですね|ですね|すみません|もしもし)"
    r"[、。]+"
)
_CORRECTION = re.compile(
    r"(?:、|。)?(?:あ、?)?(?:いえ|いや|違う|違います|ちがう|じゃなくて|ではなくて|"
    r"じゃなかった|ごめんなさい|すみません|間違えました|訂正)"
    r"(?:ね|、|。)+"
)
_EXPLAINS = re.compile(r".の.")
_JOINT = re.compile(r"[^の]の[^の]{1,3}[にと].")
_LAST_PIECE = re.compile(r"(?:^|(?<=[にと、]))[^にと、]*$")
_POLITE = re.compile(
    r"(?:と(?:申|もう)し(?:ます|まして)|と(?:い|言)います|って(?:い|言)います|でございます|"
    r"と読みます|と読む|です|だ(?=が|け|よ|ね))"
    r"(?:が|けど|けれども?|ね|よ|けれど|ー)*$"
)
_CALL = re.compile(
    r"^(?:(?:私|わたし|わたくし|名前|苗字|名字|姓|名|下の名前|担当|担当者|社名|会社名|"
    r"お?名前)は|こちら(?:は)?|私|わたくし)、?"
)
_NAME = r"[一-鿿々﨑𠮷ァ-ヴーぁ-ゔ・ 　]{1,10}"
_SAID = re.compile(r"(?:です|と申します|でございます|といいます|と言います)(?=[^かがけねよ、。ー])")
"""A recogniser writes no pause behind 「江川です」."""
_WRITTEN_READ = re.compile(
    r"^(?P<note>.+?)(?:と書いて|とかいて|と書き)(?P<name>[一-鿿々ァ-ヴーぁ-ゔ]{2,10})$"
)
_ABOUT = re.compile(
    r"^(?P<name>[一-鿿々﨑ァ-ヴーぁ-ゔ]{1,8}?)(?:の、|は、|は(?![ぁ-ゔ])|(?<=[一-鿿])は|"
    r"の(?=[一-鿿ァ-ヴー]{1,3}(?:は|が))|の(?=[ぁ-ゔ]{1,3}(?:は|が)、))"
)
WHOLE_SCRIPT = re.compile(
    r"(?:全部|すべて|みんな)?(?:名前は|漢字は|漢字ではなく|"
    r"漢字じゃなくて)?、?(?P<script>カタカナ|かたかな|片仮名|ひらがな|平仮名|ヒラガナ)"
    r"(?:表記|で書きます|になります|で)?$"
)
SCRIPT_FIRST = re.compile(
    r"^(?P<script>カタカナ|かたかな|片仮名|ひらがな|"
    r"平仮名)で、?(?P<name>[ぁ-ゔァ-ヴー一-鿿]{1,10})$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A turn about a name, taken apart."""

    names: tuple[str, ...]
    """The name as it was said or recognised, in kanji or kana."""
    notes: tuple[str, ...]
    """What explains it."""


def cleaned(text: str) -> str:
    """Without fillers, 、 and 。 between clauses, and only what was said after a correction."""
    text = re.sub(r"[,.!?\s「」『』()・;:]+", "、", text) if "(" not in text else text
    text = _SAID.sub(r"\g<0>、", text)
    text = re.sub(r"、+", "、", text).strip("、。")
    for _ in range(3):
        text = _FILLERS.sub("", text)
    return _after_correction(text)


def _after_correction(text: str) -> str:
    """What was said after a correction, where that is a whole explanation of its own."""
    parts = _CORRECTION.split(text)
    if len(parts) == 1 or len(parts[-1]) <= 1:
        return text
    name, _, notes = "、".join(parts[:-1]).partition("、")
    if not notes or not _EXPLAINS.search(parts[-1]) or not _is_introduced(name):
        return parts[-1]
    if _JOINT.search(parts[-1]):
        return f"{name}、{parts[-1]}"
    return f"{name}、{_LAST_PIECE.sub('', notes)}、{parts[-1]}"


def _is_introduced(clause: str) -> bool:
    """「鈴木一郎と申します」: what explains it may be corrected while the name stays."""
    bare = _bare(clause)
    return bare != clause and is_plain_name(bare, True)


def taken_apart(text: str) -> Said:
    """A cleaned turn's names and notes, clause by clause."""
    names: list[str] = []
    notes: list[str] = []
    for clause in re.split(r"[、。]", text):
        bare = _bare(clause)
        if not bare:
            continue
        is_first = not names and not notes and clause != text
        name, note = _name_and_note(bare, is_first or bare != clause)
        names += [name] if name else []
        notes += [note] if note else []
    return Said(tuple(dict.fromkeys(names)), tuple(notes))


def _bare(clause: str) -> str:
    for _ in range(3):
        clause = _POLITE.sub("", _CALL.sub("", clause))
    return re.sub(r"(?<=.{2})(?:さん|様|さま)$", "", clause)


def _name_and_note(clause: str, was_polite: bool) -> tuple[str, str]:
    """A clause as a name, an explanation, or both (…の藤で佐藤)."""
    if WHOLE_SCRIPT.match(clause) or SCRIPT_FIRST.match(clause):
        return "", clause
    if is_plain_name(clause, was_polite):
        return clause, ""
    written = _WRITTEN_READ.match(clause)
    if written is not None:
        return written["name"], written["note"]
    end = re.search(r"で(?P<name>[一-鿿々﨑ァ-ヴーぁ-ゔ]{1,10})$", clause)
    while end is not None:
        name = end["name"]
        inner = re.search(r"で(?P<name>.+)$", name)
        if is_plain_name(name, True) and not (inner and is_name(inner["name"])):
            return name, clause[: end.start()]
        end = re.search(r"で(?P<name>[一-鿿々﨑ァ-ヴーぁ-ゔ]{1,10})$", name) if inner else None
        if end is not None:
            offset = len(clause) - len(end["name"]) - 1
            if is_name(end["name"]):
                return end["name"], clause[:offset]
    if clause[-1] in "のは" and len(clause) > 2 and is_name(clause[:-1]):
        return clause[:-1], ""
    about = _ABOUT.match(clause)
    if about is not None and len(about["name"]) > 1 and is_name(about["name"]):
        return about["name"], clause[about.end() :]
    return "", clause


def is_plain_name(clause: str, was_polite: bool) -> bool:
    """Is the whole clause somebody's name? One kanji is only where です or a pause shows it."""
    if not re.fullmatch(_NAME, clause) or not is_name(clause):
        return False
    if is_kana(clause) and "の" in clause[1:-1]:
        return any(name.likelihood > _RARE for name in writings(clause))
    return len(clause) > 1 or was_polite


def leading_name(text: str) -> str:
    """A common surname that a turn without pauses begins with (北村北海道の北…); often none."""
    for size in (4, 3, 2):
        if len(text) > size + 1 and likelihood(text[:size]) > _COMMON and not is_kana(text[:size]):
            return text[:size]
    return ""
