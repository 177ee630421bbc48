"""Names as they are written, from how callers say and explain them.

    「にんべんに左の佐に藤の花の藤です」 佐藤      「高橋です、はしごだかの」 髙橋
    「さとうと申します」 佐藤, the usual writing   「あおぞら商事、前株です」 株式会社あおぞら商事

Candidates are the writings of the reading that was said and whatever the explanation spells; each
is weighed by how common it is and how well the explanation fits it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations, product

from speech.reading.companies import company_in
from speech.reading.kana import hiragana, is_kana, pronounced
from speech.reading.kanji import has_reading, is_kanji, newer_form, older_forms, same_character
from speech.reading.kanji_element import Explained
from speech.reading.kanji_explained import Explanation, explained
from speech.reading.kanji_forms import NEW, OLD
from speech.reading.name_words import (
    UNKNOWN,
    NameWriting,
    full_names,
    is_name,
    likelihood,
    reading_of,
    writings,
)
from speech.reading.written import Written

MAX_CHARS = 200
DOUBT_KANJI, DOUBT_EXPLANATION = "漢字の確認", "漢字の説明の確認"
DOUBT_PLACE = "前株か後株かの確認"
_DOMINANT = 0.94
"""Share of a reading's bearers from which its commonest writing is not asked about: さとう 佐藤
(.99), まつもと 松本 (.96); not わたなべ (.93), いとう (.90), あべ (.82), さいとう (.54)."""
_MOST_PRODUCTS = 200
_RARE = -7.5
"""Kana with の inside are a name from this likelihood (いのうえ), else an explanation."""
_TWICE = -1.0
"""Points for a name with one kanji twice: 「立つ崎の山崎」 tells one 崎 twice."""
_MISSED, _REPEATED = -2.0, -0.3
"""Points for an explained kanji that a candidate lacks, and for one that was explained twice."""
_FILLERS = re.compile(
    r"(?:^|(?<=[、。]))(?:え[ーえ]*っ?と[ー]*|あの[ーう]*|その[ー]+|ん[ー]+と?|う[ー]*ん|はい|"
    r"ええ|まあ|あー|えー|あ|そうですね|"
    r"ですね|すみません|もしもし)[、。]+"
)
_CORRECTION = re.compile(
    r"(?:、|。)?(?:あ、?)?(?:いえ|いや|違う|違います|ちがう|じゃなくて|ではなくて|"
    r"じゃなかった|ごめんなさい|すみません|間違えました|訂正)"
    r"(?:ね|、|。)+"
)
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
_WRITTEN_READ = re.compile(
    r"^(?P<note>.+?)(?:と書いて|とかいて|と書き)(?P<name>[一-鿿々ァ-ヴーぁ-ゔ]{2,10})$"
)
_ABOUT = re.compile(
    r"^(?P<name>[一-鿿々﨑ァ-ヴーぁ-ゔ]{1,8}?)(?:の、|は、|は(?![ぁ-ゔ])|(?<=[一-鿿])は|"
    r"の(?=[一-鿿ァ-ヴー]{1,3}(?:は|が))|の(?=[ぁ-ゔ]{1,3}(?:は|が)、))"
)
_WHOLE_SCRIPT = re.compile(
    r"(?:全部|すべて|みんな)?(?:名前は|漢字は|漢字ではなく|"
    r"漢字じゃなくて)?、?(?P<script>カタカナ|かたかな|片仮名|ひらがな|平仮名|ヒラガナ)"
    r"(?:表記|で書きます|になります|で)?$"
)
_SCRIPT_FIRST = re.compile(
    r"^(?P<script>カタカナ|かたかな|片仮名|ひらがな|"
    r"平仮名)で、?(?P<name>[ぁ-ゔァ-ヴー一-鿿]{1,10})$"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn about a name, taken apart."""

    names: tuple[str, ...]
    """The name as it was said or recognised, in kanji or kana."""
    notes: tuple[str, ...]
    """What explains it."""


def written_name(spoken: str) -> Written:
    """The name as it is written: a person's, or a company's where one is named. Never raises."""
    text = unicodedata.normalize("NFKC", spoken)[:MAX_CHARS].strip()
    text = re.sub(r"[,.!?\s「」『』()・;:]+", "、", text) if "(" not in text else text
    text = re.sub(r"、+", "、", text).strip("、。")
    for _ in range(3):
        text = _FILLERS.sub("", text)
    text = _after_correction(text)
    company = company_in(text)
    if company is not None:
        caller = _person_of(company.name)
        if caller:
            found = _person(_Said((caller,), ()))
            return Written(
                found.value,
                f"{company.name[: -len(caller)]}{found.display}",
                found.needs_confirmation,
                found.reason,
            )
        return _shown(company.name, "" if company.is_certain else DOUBT_PLACE)
    return _person(_taken_apart(text))


def _shown(value: str, doubt: str) -> Written:
    return Written(value, f"{value}様", bool(doubt), doubt)


def _after_correction(text: str) -> str:
    """What was said after a correction, where that is a whole explanation of its own."""
    parts = _CORRECTION.split(text)
    return parts[-1] if len(parts) > 1 and len(parts[-1]) > 1 else text


def _person_of(name: str) -> str:
    """The person in 「スマイル企画の江川」; empty where the whole is a company's name."""
    company, of, person = name.rpartition("の")
    return person if of and company and _is_plain_name(person, True) else ""


# --- taking apart -----------------------------------------------------------------------------


def _taken_apart(text: str) -> _Said:
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
    return _Said(tuple(dict.fromkeys(names)), tuple(notes))


def _bare(clause: str) -> str:
    for _ in range(3):
        clause = _POLITE.sub("", _CALL.sub("", clause))
    return re.sub(r"(?<=.{2})(?:さん|様|さま)$", "", clause)


def _name_and_note(clause: str, was_polite: bool) -> tuple[str, str]:
    """A clause as a name, an explanation, or both (…の藤で佐藤)."""
    if _WHOLE_SCRIPT.match(clause) or _SCRIPT_FIRST.match(clause):
        return "", clause
    if _is_plain_name(clause, was_polite):
        return clause, ""
    written = _WRITTEN_READ.match(clause)
    if written is not None:
        return written["name"], written["note"]
    end = re.search(r"で(?P<name>[一-鿿々﨑ァ-ヴーぁ-ゔ]{1,10})$", clause)
    while end is not None:
        name = end["name"]
        inner = re.search(r"で(?P<name>.+)$", name)
        if _is_plain_name(name, True) and not (inner and is_name(inner["name"])):
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


def _is_plain_name(clause: str, was_polite: bool) -> bool:
    if not re.fullmatch(_NAME, clause) or not is_name(clause):
        return False
    if is_kana(clause) and "の" in clause[1:-1]:
        return any(name.likelihood > _RARE for name in writings(clause))
    return len(clause) > 1 or was_polite


# --- weighing ---------------------------------------------------------------------------------


def _person(said: _Said) -> Written:
    notes = "、".join(said.notes)
    script = _told_script(said)
    if script is not None:
        return script
    explanation = explained(notes) if notes else Explanation((), (), 0.0)
    if not explanation.elements:
        return _unexplained(said, notes)
    best, score = "", -99.0
    for candidate in _candidates(said, explanation):
        points = _score(candidate, said, explanation)
        if points > score:
            best, score = candidate, points
    if not best:
        return _unexplained(said, notes)
    return _shown(best, _doubt(best, said, explanation))


def _told_script(said: _Said) -> Written | None:
    """「カタカナでエリです」, 「まゆみ、ひらがなです」."""
    for at, note in enumerate(said.notes):
        first = _SCRIPT_FIRST.match(note)
        if first is not None:
            return _shown(_in_script(first["name"], first["script"]), "")
        whole = _WHOLE_SCRIPT.match(note)
        if whole is not None and said.names and len(said.notes) == 1 and at == 0:
            return _shown(_in_script(said.names[-1], whole["script"]), "")
    return None


def _in_script(name: str, script: str) -> str:
    kana = reading_of(name)
    if script[0] in "ひ平ヒ":
        return kana
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)


def _unexplained(said: _Said, notes: str) -> Written:
    """A bare name: its usual writing, doubtful where others are nearly as common."""
    name = next(iter(said.names), "") or notes
    if not name:
        return Written(None, "", True, DOUBT_KANJI)
    reading = reading_of(name)
    ranked = _ranked(reading)
    if not ranked:
        return _shown(name, DOUBT_KANJI)
    value = ranked[0].text if is_kana(name) else name
    return _shown(value, "" if _is_dominant(value, ranked) else DOUBT_KANJI)


def _ranked(reading: str) -> tuple[NameWriting, ...]:
    found = (*writings(reading), *full_names(reading))
    return tuple(sorted(found, key=lambda name: -name.likelihood))


def _is_dominant(value: str, ranked: tuple[NameWriting, ...]) -> bool:
    total = sum(math.exp(name.likelihood) for name in ranked)
    own = sum(math.exp(name.likelihood) for name in ranked if name.text == value)
    is_surname = any(name.is_surname for name in ranked if name.text == value)
    return is_surname and own / total >= _DOMINANT


def _candidates(said: _Said, explanation: Explanation) -> list[str]:
    found: dict[str, None] = dict.fromkeys(name for name in said.names if not is_kana(name))
    for name in said.names:
        reading = reading_of(name)
        for writing in (*writings(reading)[:60], *full_names(reading)[:40]):
            found[writing.text] = None
    choices = [_choices(element) for element in explanation.elements]
    for count, parts in enumerate(product(*choices)):
        if count >= _MOST_PRODUCTS:
            break
        found["".join(parts)] = None
    found |= dict.fromkeys(_told_once(explanation.elements))
    for candidate in list(found):
        for form in _forms_of(candidate, explanation):
            found[form] = None
    return [text for text in found if text]


def _told_once(elements: tuple[Explained, ...]) -> list[str]:
    """The elements' best writings without one that tells the same kanji as another."""
    best = [_choices(element)[0] for element in elements]
    return [
        "".join(best[:at] + best[at + 1 :])
        for at, text in enumerate(best)
        if any(same_character(text, other) for i, other in enumerate(best) if i != at)
    ]


def _choices(element: Explained) -> list[str]:
    ranked = sorted(element.writings, key=lambda text: -element.writings[text])
    return [text for text in ranked if text not in (OLD, NEW)][:8] or [""]


def _forms_of(name: str, explanation: Explanation) -> list[str]:
    """The name with the older forms that were told."""
    found: list[str] = []
    for element in explanation.elements:
        for form in element.writings:
            for at, char in enumerate(name):
                if form == OLD and older_forms(char):
                    found.append(name[:at] + older_forms(char)[0] + name[at + 1 :])
                elif form == NEW and newer_form(char) != char:
                    found.append(name[:at] + newer_form(char) + name[at + 1 :])
                elif form != char and same_character(form, char):
                    found.append(name[:at] + form + name[at + 1 :])
    return found


def _score(candidate: str, said: _Said, explanation: Explanation) -> float:
    """Points: common writings, explained kanji, the reading that was said."""
    rarity = max(likelihood(candidate), UNKNOWN)
    fit, covered = _fit(candidate, explanation.elements)
    points = 0.25 * rarity + fit
    uncovered = len(candidate) - covered
    points += _TWICE * any(same_character(a, b) for a, b in combinations(candidate, 2))
    is_whole = not said.names or len(explanation.elements) >= len(candidate)
    is_whole = is_whole and not explanation.topics
    points -= (2.0 if is_whole else 0.6) * uncovered
    if said.names:
        points += max(_agreement(candidate, name) for name in said.names)
    return points


def _fit(candidate: str, elements: tuple[Explained, ...]) -> tuple[float, int]:
    """Points for the elements found in the candidate in order, and the characters they cover."""
    rows = [(0.0, 0)] * (len(candidate) + 1)
    for element in elements:
        is_repeated = any(text in candidate for text in element.writings)
        missed = _REPEATED if is_repeated else _MISSED
        new = [(points + missed, covered) for points, covered in rows]
        for at in range(len(candidate)):
            for text, weight in element.writings.items():
                end, points = _element_at(candidate, at, text, weight)
                if end:
                    old = rows[at]
                    new[end] = max(
                        new[end], (old[0] + points * element.sureness, old[1] + end - at)
                    )
        for at in range(1, len(candidate) + 1):
            new[at] = max(new[at], new[at - 1])
        rows = new
    return rows[-1]


def _element_at(candidate: str, at: int, text: str, weight: float) -> tuple[int, float]:
    """(end, points) of one writing at one place; end 0 where it does not stand there."""
    char = candidate[at]
    if text == OLD:
        return (at + 1, 1.5) if newer_form(char) != char else (0, 0.0)
    if text == NEW:
        return (at + 1, 1.0) if newer_form(char) == char and older_forms(char) else (0, 0.0)
    if candidate.startswith(text, at):
        return at + len(text), 2.0 * weight
    if same_character(text, char):
        return at + 1, 0.8 * weight
    return 0, 0.0


def _agreement(candidate: str, name: str) -> float:
    """How well the candidate goes with the name as it was said."""
    if candidate == name:
        return 1.7
    if [newer_form(char) for char in candidate] == [newer_form(char) for char in name]:
        return 1.5
    reading = reading_of(name)
    if any(writing.text == candidate for writing in _ranked(reading)):
        return 1.0
    if pronounced(reading_of(candidate)) == pronounced(reading) or _can_be_read(candidate, reading):
        return 0.8
    return -4.0


def _can_be_read(text: str, reading: str) -> bool:
    """Do readings of the kanji, one after the other, make up the reading?"""
    ends = {0}
    for at, char in enumerate(text):
        kanji = text[at - 1] if char == "々" and at else char
        ends = {
            end
            for start in ends
            for end in range(start + 1, min(len(reading), start + 5) + 1)
            if reading[start:end] == hiragana(kanji) or has_reading(kanji, reading[start:end])
        }
    return len(reading) in ends


def _doubt(best: str, said: _Said, explanation: Explanation) -> str:
    """Why the writing may be wrong; empty where every kanji was explained or the rest is sure."""
    fit, covered = _fit(best, explanation.elements)
    is_explained = covered >= len([char for char in best if is_kanji(char)])
    unsure = min(element.sureness for element in explanation.elements) < 0.7
    if is_explained and (not unsure or fit > 1.0) and explanation.cost < 1.2 * len(best) + 1:
        return ""
    if best in said.names or (said.names and likelihood(best) > -7.0 and covered):
        return ""
    return DOUBT_EXPLANATION
