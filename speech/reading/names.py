"""Names as they are written, from how callers say and explain them.

    「にんべんに左の佐に藤の花の藤です」 佐藤      「高橋です、はしごだかの」 髙橋
    「さとうと申します」 佐藤, the usual writing   「あおぞら商事、前株です」 株式会社あおぞら商事

Candidates are the writings of the reading that was said and whatever the explanation spells; each
is weighed by how common it is and how well the explanation fits it.
"""

from __future__ import annotations

import math
import unicodedata
from itertools import combinations, product

from speech.reading.companies import company_in
from speech.reading.kana import hiragana, is_kana, pronounced
from speech.reading.kanji import has_reading, is_kanji, newer_form, older_forms, same_character
from speech.reading.kanji_element import Explained
from speech.reading.kanji_explained import Explanation, explained
from speech.reading.kanji_forms import NEW, OLD
from speech.reading.name_statements import (
    SCRIPT_FIRST,
    WHOLE_SCRIPT,
    Said,
    cleaned,
    is_plain_name,
    leading_name,
    taken_apart,
)
from speech.reading.name_words import (
    UNKNOWN,
    NameWriting,
    full_names,
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
_CLEAR_COST = 0.8
"""Cost a kanji up to which an explanation was understood; misheard ones cost 1 to 3 (measured on
40 explanations through the telephone and the recogniser)."""
_CLEAR_SURENESS = 0.85
"""Mean sureness of a kanji from which it was explained and not merely stood in the text (.8)."""
_LONGEST = 5
"""Kanji of a name that nobody bears, above which the explanation was misunderstood."""
_TWICE = -1.0
"""Points for a name with one kanji twice: 「立つ崎の山崎」 tells one 崎 twice."""
_MISSED, _REPEATED = -2.0, -0.3
"""Points for an explained kanji that a candidate lacks, and for one that was explained twice."""


def written_name(spoken: str) -> Written:
    """The name as it is written: a person's, or a company's where one is named. Never raises."""
    text = unicodedata.normalize("NFKC", spoken)[:MAX_CHARS].strip()
    text = cleaned(text)
    company = company_in(text)
    if company is not None:
        caller = _person_of(company.name)
        if caller:
            found = _person(Said((caller,), ()))
            return Written(
                found.value,
                f"{company.name[: -len(caller)]}{found.display}",
                found.needs_confirmation,
                found.reason,
            )
        return _shown(company.name, "" if company.is_certain else DOUBT_PLACE)
    return _person(taken_apart(text))


def _shown(value: str, doubt: str) -> Written:
    return Written(value, f"{value}様", bool(doubt), doubt)


def _person_of(name: str) -> str:
    """The person in 「スマイル企画の江川」; empty where the whole is a company's name."""
    company, of, person = name.rpartition("の")
    return person if of and company and is_plain_name(person, True) else ""


# --- weighing ---------------------------------------------------------------------------------


def _person(said: Said) -> Written:
    notes = "、".join(said.notes)
    script = _told_script(said)
    if script is not None:
        return script
    explanation = explained(notes) if notes else Explanation((), (), 0.0)
    if not explanation.elements:
        return _unexplained(said, notes)
    if not said.names and not _is_clear(explanation) and (lead := leading_name(notes)):
        said = Said((lead,), (notes[len(lead) :],))
        explanation = explained(said.notes[0])
    best, score = "", -99.0
    for candidate in _agreeing(_candidates(said, explanation), said, explanation):
        points = _score(candidate, said, explanation)
        if points > score:
            best, score = candidate, points
    if not best:
        return _unexplained(said, notes)
    return _shown(best, _doubt(best, said, explanation))


def _told_script(said: Said) -> Written | None:
    """「カタカナでエリです」, 「まゆみ、ひらがなです」."""
    for at, note in enumerate(said.notes):
        first = SCRIPT_FIRST.match(note)
        if first is not None:
            return _shown(_in_script(first["name"], first["script"]), "")
        whole = WHOLE_SCRIPT.match(note)
        if whole is not None and said.names and len(said.notes) == 1 and at == 0:
            return _shown(_in_script(said.names[-1], whole["script"]), "")
    return None


def _in_script(name: str, script: str) -> str:
    kana = reading_of(name)
    if script[0] in "ひ平ヒ":
        return kana
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)


def _unexplained(said: Said, notes: str) -> Written:
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


def _candidates(said: Said, explanation: Explanation) -> list[str]:
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


def _agreeing(candidates: list[str], said: Said, explanation: Explanation) -> list[str]:
    """Only candidates that can be read as the name was said, where the explanation is unclear."""
    if not said.names or _is_clear(explanation):
        return candidates
    return [c for c in candidates if any(_agreement(c, name) > 0 for name in said.names)]


def _is_clear(explanation: Explanation) -> bool:
    count = len(explanation.elements)
    sureness = sum(element.sureness for element in explanation.elements)
    return explanation.cost <= _CLEAR_COST * count and sureness >= _CLEAR_SURENESS * count


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


def _score(candidate: str, said: Said, explanation: Explanation) -> float:
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


def _doubt(best: str, said: Said, explanation: Explanation) -> str:
    """Why the writing may be wrong; empty where every kanji was explained or the rest is sure."""
    if likelihood(best) <= UNKNOWN and not (_is_clear(explanation) and len(best) <= _LONGEST):
        return DOUBT_EXPLANATION
    fit, covered = _fit(best, explanation.elements)
    is_explained = covered >= len([char for char in best if is_kanji(char)])
    unsure = min(element.sureness for element in explanation.elements) < 0.7
    if is_explained and (not unsure or fit > 1.0) and explanation.cost < 1.2 * len(best) + 1:
        return ""
    if best in said.names or (said.names and likelihood(best) > -7.0 and covered):
        return ""
    return DOUBT_EXPLANATION
