"""Telephone numbers as callers say them and as the agent reads them back.

Lengths follow the Japanese numbering plan (Ministry of Internal Affairs and Communications):
eleven digits for 050, 060, 070, 080, 090, 020 and 0800, ten for all others. No number is longer
than eleven, so eleven digits are always taken as whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from speech.reading.doubts import Doubt
from speech.reading.numbers import DigitRun, digit_runs, digits_spoken, normalized
from speech.reading.written import Written

MAX_DIGITS = 11
_ELEVEN = ("020", "050", "060", "070", "080", "090")
_FREE = ("0120", "0170", "0180", "0570", "0990")
_TWO_DIGIT_AREA = ("03", "06", "0429", "0470", "0471")
# Three-digit area codes; the rest of the country has four digits (or two: 03, 06, some of 04).
_THREE_DIGIT_AREA = re.compile(
    r"01[15789]|02[2-9]|019|04[2-9]|05[234589]|07[235-9]|08[2346-9]|09[235-9]"
)

# Between two groups of one number: particles, pauses, fillers, はい of one who dictates.
_SOFT = re.compile(
    r"(?:ノ|デスネ|デス|デ|ト|ネ|エート|エット|エー|アノー|アノ|ンー|ン|ウーン|ハイ|ソレカラ|ツギガ|ツギ|"
    r"ハイフン|[-、。,.()・ー\s])*"
)
_COUNTED = re.compile(
    r"(?:ニチ|日|ジ(?!ャ)|時|フン|プン|分|ニン|人|メー|名|ガツ|月|エン|円|ケタ|桁|カイ|回)"
)
# Words with digit sounds in them that stand around a number.
_NO_DIGITS = re.compile(
    r"デンワ|バンゴー|オネガイ\w*|ゴザイ\w*|ゴレンラク|ゴジタク|ケータイ|サンビャク|イチド|イチオー|"
    r"モーシマス|モーシアゲマス|ソレニ|サイゴ|サイショ"
)
_PARTICLE = re.compile(r"ニ(?=\||オ|ナリ|ナッ|カケ|レンラク|ツナ|マデ|折|電話|連絡)")  # 7890に電話
_STEERS = {"サイゴ": "最後", "サイショ": "最初", "イチド": "一度"}
_INSTEAD = re.compile(r"ジャナクテ|ジャナク|デ[ハワ]ナクテ?|ジャナイ|チガッテ")
_SLIP = re.compile(
    r"チガウ|チガイ|チガッ|違|マチガ|マチガエ|シツレー|失礼|テーセー|訂正|スミマセン|スイマセン|イヤ|モトイ|アッ?[、ー]"
)
_FROM_THE_START = re.compile(r"サイショカラ|最初カラ|ハジメカラ|モーイチド|モー一度")
_AT_THE_END = re.compile(r"サイゴ|最後|シモ|下|オワリ")
_AT_THE_START = re.compile(r"サイショ|最初|アタマ|頭|ハジメ|シガイキョクバン|市外局番")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A telephone number, whole or as far as it has been said."""

    digits: str
    """0-9 only, national form: 0312345678."""
    grouping: tuple[int, ...] = ()
    """Lengths of the groups the caller made, where known."""

    @property
    def is_complete(self) -> bool:
        """True when the numbering plan allows no further digit and none is missing.

        A number said in three groups of which the last is short (012, 3456, 789) is not yet
        whole, although ten digits would do for most areas.
        """
        if not self.digits.startswith("0") or not 10 <= len(self.digits) <= MAX_DIGITS:
            return False
        if len(self.digits) == MAX_DIGITS:
            return not self.digits.startswith(_FREE)
        if self.digits.startswith((*_ELEVEN, "0800")):
            return False
        if self.digits.startswith(_FREE):
            return True
        return len(self.grouping) != 3 or sum(self.grouping) != 10 or self.grouping[-1] == 4

    @property
    def chunks(self) -> tuple[str, ...]:
        """The groups to read back: 012, 3456, 7890; the caller's own where they are usual."""
        ends = list(accumulate(self._lengths()))
        starts = [0, *ends[:-1]]
        groups = (self.digits[a:b] for a, b in zip(starts, ends, strict=True))
        return tuple(group for group in groups if group)

    @property
    def grouped(self) -> str:
        """As it is written: 012-3456-7890."""
        return "-".join(self.chunks)

    @property
    def spoken(self) -> str:
        """As the agent says it: ゼロイチニー、サンヨンゴーロク、ナナハチキューゼロ."""
        return "、".join(digits_spoken(chunk) for chunk in self.chunks)

    def _lengths(self) -> tuple[int, ...]:
        whole = sum(self.grouping) == len(self.digits)
        if whole and len(self.grouping) >= 2 and all(2 <= n <= 5 for n in self.grouping):
            return self.grouping
        digits, count = self.digits, len(self.digits)
        if not digits.startswith("0"):
            return (count,) if count <= 4 else (count - 4, 4)
        if digits.startswith(_FREE):
            return (4, 3, max(3, count - 7))
        if digits.startswith("0800"):
            return (4, 3, max(4, count - 7))
        if count == MAX_DIGITS or digits.startswith(_ELEVEN):
            return (3, 4, max(4, count - 7))
        if digits.startswith(_TWO_DIGIT_AREA):
            return (2, 4, max(4, count - 6))
        if _THREE_DIGIT_AREA.match(digits) or count < 10:
            return (3, 3, max(4, count - 6))
        return (4, 2, max(4, count - 6))


def digits_in(reading_or_text: str) -> str:
    """The digits said so far, slips corrected; empty when none. Takes kana, kanji, any digits."""
    return phone_number_in(reading_or_text).digits


def phone_number_in(reading_or_text: str) -> PhoneNumber:
    """The likeliest number in what was said, as far as it goes (`digits` may be empty)."""
    found = candidates(reading_or_text)
    return found[0] if found else PhoneNumber("")


def candidates(reading_or_text: str) -> tuple[PhoneNumber, ...]:
    """Every number that may have been meant, likeliest first: whole ones before partial ones.

    More than one only where the caller corrected himself (あ、違う、7じゃなくて8) or said more
    digits than a number has.
    """
    text = _prepared(reading_or_text)
    numbers: list[tuple[str, ...]] = [()]
    at = 0
    previous: DigitRun | None = None
    quoted: DigitRun | None = None
    for run in _runs(text):
        between = text[at : run.start]
        after = text[run.end :]
        if quoted is not None:
            numbers = _replaced(numbers, quoted.digits, run.digits)
            quoted = None
        elif _INSTEAD.match(after) and previous is not None and _SLIP.search(between):
            quoted = run
        elif previous is not None and _INSTEAD.search(between):
            numbers = [_with_tail(groups, run.digits) for groups in numbers]
        elif previous is not None and _FROM_THE_START.search(between):
            numbers = [(run.digits,)]
        elif previous is not None and _SLIP.search(between):
            numbers = _after_slip(numbers, run.digits)
        else:
            numbers = [(*groups, run.digits) for groups in numbers]
        at, previous = run.end, run
    return _ranked(number for groups in numbers for number in _possible(groups))


def corrected(known: PhoneNumber, said: str) -> tuple[PhoneNumber, ...]:
    """What `known` becomes when the caller corrects the read-back, likeliest first.

    Takes 「7じゃなくて8です」, 「最後が7891です」, 「市外局番が03です」, 「下4桁、7891」 or the
    whole number anew; empty when nothing in `said` changes it.
    """
    text = _prepared(said)
    runs = list(_runs(text))
    if not runs:
        return ()
    whole = [number for number in candidates(said) if number.is_complete]
    if whole:
        return tuple(whole)
    groups = known.chunks
    last = runs[-1]
    if len(runs) >= 2 and _INSTEAD.search(text[runs[-2].end : last.start]):
        found = _replaced([groups], runs[-2].digits, last.digits)
    elif _AT_THE_START.search(text):
        found = [(last.digits, *groups[1:])]
    elif _AT_THE_END.search(text):
        found = [_with_tail(groups, last.digits)]
    elif len(tail := digits_in(said)) > 1:
        found = [_with_tail(groups, tail)]
    else:
        found = []
    return _ranked(PhoneNumber("".join(g), tuple(map(len, g))) for g in found if g != groups)


def written_phone(spoken: str) -> Written:
    """The telephone number in what was said: digits in national form (+81 becomes 0).

    A number of a wrong length is given as it was said and doubted. `reason` is one of `Doubt`.
    """
    found = candidates(spoken)
    if not found:
        return Written(None, "", True, Doubt.NO_NUMBER)
    number = found[0]
    doubt = _doubt(number)
    return Written(number.digits, "、".join(number.chunks), bool(doubt), doubt)


def _doubt(number: PhoneNumber) -> Doubt:
    if number.is_complete:
        return Doubt.NONE
    if len(number.digits) > 10:
        return Doubt.TOO_LONG
    is_local = not number.digits.startswith("0") or len(number.digits) == 8
    return Doubt.NO_AREA_CODE if is_local and len(number.digits) >= 6 else Doubt.TOO_SHORT


def _prepared(said: str) -> str:
    text = normalized(said)
    if "+81" in text:
        text = re.sub(r"\+81-?\(?0?\)?", "0", text)
    # Words that hide digits become a break; those that steer a correction stay readable.
    text = _NO_DIGITS.sub(lambda word: _STEERS.get(word.group(), "|"), text)
    return _PARTICLE.sub("|", text)


def _runs(text: str) -> list[DigitRun]:
    """Runs of digits that belong to a number: no counted things, no stray particles."""
    text_runs = [
        run
        for run in digit_runs(text, least=1)
        if not _COUNTED.match(text[run.end :]) and not _is_once(text, run)
    ]
    return [
        run
        for i, run in enumerate(text_runs)
        if (run.is_certain and len(run.digits) >= 2)
        or len(run.digits) >= 4
        or _next_to_digits(text, text_runs, i)
        or _corrects(text, run)
    ]


def _is_once(text: str, run: DigitRun) -> bool:
    return text[run.start : run.end + 1] == "一度"


def _next_to_digits(text: str, runs: list[DigitRun], i: int) -> bool:
    """Is nothing but a soft word between this run and its neighbours (or the text's ends)?"""
    before_at = runs[i - 1].end if i else 0
    after_at = runs[i + 1].start if i + 1 < len(runs) else len(text)
    before = _SOFT.fullmatch(text[before_at : runs[i].start])
    after = _SOFT.fullmatch(text[runs[i].end : after_at])
    if runs[i].is_certain:
        return bool((before and i) or (after and i + 1 < len(runs)) or (before and after))
    return bool(before and (i or after))


def _corrects(text: str, run: DigitRun) -> bool:
    """「7じゃなくて」 or 「…じゃなくて8」, 「あ、違う、8」, 「最後が8」."""
    before = text[max(0, run.start - 8) : run.start]
    return bool(
        _INSTEAD.match(text[run.end :])
        or _INSTEAD.search(before)
        or _SLIP.search(before)
        or _AT_THE_END.search(before)
    )


def _with_tail(groups: tuple[str, ...], tail: str) -> tuple[str, ...]:
    """The groups with their last digits overwritten by `tail`."""
    joined = "".join(groups)
    joined = joined[: max(0, len(joined) - len(tail))] + tail
    lengths = list(map(len, groups))
    ends = list(accumulate(lengths))
    if not ends or ends[-1] != len(joined):
        return (joined,)
    return tuple(joined[end - n : end] for n, end in zip(lengths, ends, strict=True))


def _replaced(numbers: Iterable[tuple[str, ...]], wrong: str, right: str) -> list[tuple[str, ...]]:
    """Every way to put `right` for `wrong`, the last occurrence first."""
    out: list[tuple[str, ...]] = []
    for groups in numbers:
        for at in range(len(groups) - 1, -1, -1):
            for place in reversed([m.start() for m in re.finditer(f"(?={wrong})", groups[at])]):
                end = place + max(len(wrong), len(right))
                group = groups[at][:place] + right + groups[at][end:]
                out.append((*groups[:at], group, *groups[at + 1 :]))
        if not any(wrong in group for group in groups):
            out.append(_with_tail(groups, right))
    return out


def _after_slip(numbers: list[tuple[str, ...]], said: str) -> list[tuple[str, ...]]:
    """After 「あ、違う」: the whole anew, the last group anew, its last digits, or no slip."""
    if PhoneNumber(said).is_complete:
        return [(said,), *numbers]
    group_anew = [(*groups[:-1], said) for groups in numbers]
    if all(groups and len(groups[-1]) == len(said) for groups in numbers):
        return group_anew
    tail_anew = [_with_tail(groups, said) for groups in numbers]
    return [*tail_anew, *group_anew, *((*groups, said) for groups in numbers)]


def _possible(groups: tuple[str, ...]) -> list[PhoneNumber]:
    """The number of these groups; of too many digits, the whole numbers they may hold."""
    number = PhoneNumber("".join(groups), tuple(map(len, groups)))
    if len(number.digits) <= MAX_DIGITS:
        return [number]
    parts = [groups[i:] for i in range(1, len(groups))]
    parts += [groups[:i] for i in range(len(groups) - 1, 0, -1)]
    whole = [PhoneNumber("".join(part), tuple(map(len, part))) for part in parts]
    return [part for part in whole if part.is_complete] or [number]


def _ranked(numbers: Iterable[PhoneNumber]) -> tuple[PhoneNumber, ...]:
    """Without doubles and empty ones, whole numbers first, otherwise in the given order."""
    unique = {number.digits: number for number in reversed(list(numbers)) if number.digits}
    return tuple(sorted(reversed(unique.values()), key=lambda number: not number.is_complete))
