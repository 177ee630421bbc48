"""Which number a caller means who corrects himself: あ、違う、7じゃなくて8.

Groups are taken as they come; a slip, 〜じゃなくて, 最後は and 最初は say what the next replaces.
Where a correction can mean more than one place, every number it can give is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate

from speech.reading.dictated_digits import AT_THE_END, INSTEAD, SLIP, Dictated, dictated
from speech.reading.numbering_plan import MAX_DIGITS, PhoneNumber
from speech.reading.numbers import DigitRun

Groups = tuple[str, ...]
_FROM_THE_START = re.compile(
    r"サイショカラ|最初カラ|ハジメカラ|モーイチド|モー一度|言イ直|イーナオ"
)
_AT_THE_START = re.compile(r"サイショ|最初|アタマ|頭|ハジメ|シガイ|市外|局番")
_IN_THE_MIDDLE = re.compile(r"真ン中|マンナカ|二番目|ニバンメ")
_RATHER = re.compile(
    r"(?:ノトコロ|ノ所)?[ガワハ、]{1,2}(?:[0-9〇零一二三四五六七八九]|ゼロ|イチ|ニ|サン|ヨン|ゴ|ロク|ナナ|ハチ|キュ)"
)
"""最後の6が8です."""
_AREA_CODE = re.compile(r"シガイ|市外|局番")
_LONGEST_TAIL = 4
_LOCAL = (6, 7, 8)
"""Digits behind an area or network code."""
_NEARLY_WHOLE = 9
_GOES_ON = re.compile(r"[ノ、 -]{0,2}")
_MOST_KEPT = 24
"""Of the numbers a much corrected one may be."""


def candidates(said: str) -> tuple[PhoneNumber, ...]:
    """Every number that may have been meant, likeliest first: whole ones before partial ones.

    More than one only where the caller corrected himself (あ、違う、7じゃなくて8), or said more
    digits than a number has, or two numbers.
    """
    return candidates_of(dictated(said))


def candidates_of(heard: Dictated) -> tuple[PhoneNumber, ...]:
    """The same for a turn whose digits were found already."""
    if (turned := _told_from_the_end(heard)) is not None:
        return (turned,)
    numbers: list[Groups] = [()]
    finished: list[Groups] = []
    at = 0
    quoted = ""
    for run in _restatements_joined(heard):
        between, after = heard.text[at : run.start], heard.text[run.end :]
        if quoted:
            numbers, quoted = _replaced(numbers, quoted, run.digits), ""
        elif at and _quotes(numbers, between, after, run.digits):
            quoted = run.digits
        elif at and _is_whole(numbers) and _begins_anew(between, run.digits):
            finished, numbers = numbers[:1] + finished, [(run.digits,)]
        else:
            numbers = _with_run(numbers, run.digits, between if at else "")[:_MOST_KEPT]
        at = run.end
    return _ranked(number for groups in (*numbers, *finished) for number in _possible(groups))


def _told_from_the_end(heard: Dictated) -> PhoneNumber | None:
    """「下四桁は1001、頭は03の0058」: a number whose last digits came first; None if not whole."""
    if len(heard.runs) < 2 or SLIP.search(heard.text) or INSTEAD.search(heard.text):
        return None
    tail, *rest = [run.digits for run in heard.runs]
    lead = heard.text[: heard.runs[0].start]
    if not AT_THE_END.search(lead) or len(tail) > _LONGEST_TAIL or _is_beginning(tail):
        return None
    begun = next((at for at, said in enumerate(rest) if _is_beginning(said)), None)
    if begun is None:
        return None
    groups = (*rest[begun:], *rest[:begun])
    told = _number(groups)
    number = told if told.digits.endswith(tail) and told.is_complete else _number((*groups, tail))
    return number if number.is_complete else None


def _restatements_joined(heard: Dictated) -> list[DigitRun]:
    """The runs; those that say all but the area code once more after a slip are one."""
    out: list[DigitRun] = []
    for run in heard.runs:
        last = out[-1] if out else None
        before = heard.text[out[-2].end : out[-1].start] if len(out) > 1 else ""
        known = sum(len(other.digits) for other in out[:-1])
        if (
            last is not None
            and known >= _NEARLY_WHOLE
            and SLIP.search(before)
            and not (_AT_THE_START.search(before) or AT_THE_END.search(before))
            and not _is_beginning(last.digits)
            and len(last.digits + run.digits) in _LOCAL
            and _GOES_ON.fullmatch(heard.text[last.end : run.start])
        ):
            out[-1] = replace(last, digits=last.digits + run.digits, end=run.end)
        else:
            out.append(run)
    return out


def _is_whole(numbers: list[Groups]) -> bool:
    return any(_number(groups).is_complete for groups in numbers)


def _number(groups: Groups) -> PhoneNumber:
    return PhoneNumber("".join(groups), tuple(map(len, groups)))


def _begins_anew(between: str, said: str) -> bool:
    """A further number, or the whole once more, rather than one of its places."""
    has_place = _AT_THE_START.search(between) or _IN_THE_MIDDLE.search(between)
    return _is_beginning(said) and not has_place


def _is_beginning(said: str) -> bool:
    """An area or network code: 03, 090, 0120."""
    return said.startswith("0") and not said.startswith("00") and len(said) > 1


def _quotes(numbers: list[Groups], between: str, after: str, said: str) -> bool:
    """7 in 「あ、7じゃなくて8」: what was wrong, said once more."""
    has_place = any(p.search(between) for p in (AT_THE_END, _AT_THE_START, _IN_THE_MIDDLE))
    if has_place and _is_whole(numbers) and _RATHER.match(after):
        return True
    if not INSTEAD.match(after):
        return False
    just_said = any("".join(groups).endswith(said) for groups in numbers if groups)
    anew = has_place or bool(SLIP.search(between)) or just_said
    return anew or (_is_whole(numbers) and len(said) <= 4)


def _with_run(numbers: list[Groups], said: str, between: str) -> list[Groups]:
    """The numbers with one more run of digits, by the words before it."""
    whole = _is_whole(numbers)
    if INSTEAD.search(between):
        anew = [(said,)] if _is_beginning(said) else []
        return [*anew, *(_with_tail(groups, said) for groups in numbers)]
    if _FROM_THE_START.search(between):
        return [(said,)]
    if whole and len(said) > 1 and all("".join(groups).endswith(said) for groups in numbers):
        return numbers
    if _AREA_CODE.search(between) and not any(g and _is_beginning(g[0]) for g in numbers):
        return [(said, *groups) for groups in numbers]
    if whole and _AT_THE_START.search(between):
        return [(said, *groups[1:]) for groups in numbers]
    if whole and _IN_THE_MIDDLE.search(between):
        return [(groups[0], said, *groups[2:]) for groups in numbers]
    if whole and AT_THE_END.search(between):
        return [_with_tail(groups, said) for groups in numbers]
    if SLIP.search(between):
        return _after_slip(numbers, said)
    return [(*groups, said) for groups in numbers]


def corrected(known: PhoneNumber, said: str) -> tuple[PhoneNumber, ...]:
    """What `known` becomes when the caller corrects the read-back, likeliest first.

    Takes 「7じゃなくて8です」, 「最後が7891です」, 「市外局番が03です」, 「下4桁、7891」 or the
    whole number anew; empty when nothing in `said` changes it.
    """
    heard = dictated(said)
    if not heard.runs:
        return ()
    whole = [number for number in candidates_of(heard) if number.is_complete]
    if whole:
        return tuple(whole)
    groups = known.chunks
    last = heard.runs[-1]
    between = heard.text[heard.runs[-2].end : last.start] if len(heard.runs) > 1 else ""
    if INSTEAD.search(between):
        found = _replaced([groups], heard.runs[-2].digits, last.digits)
    elif _AT_THE_START.search(heard.text):
        found = [(last.digits, *groups[1:])]
    elif AT_THE_END.search(heard.text):
        found = [_with_tail(groups, last.digits)]
    elif len(tail := candidates_of(heard)[0].digits) > 1:
        found = [_with_tail(groups, tail)]
    else:
        found = []
    return _ranked(_number(g) for g in found if g != groups)


def put_right(known: PhoneNumber, said: str) -> PhoneNumber | None:
    """`known` put right by words that were said unasked; None where they speak of something else.

    They name some of its digits as wrong (4471じゃない、4417です), or say that a number is (番号、
    違ってて、下4桁は6611).
    """
    heard = dictated(said)
    is_quoted = any(
        len(run.digits) >= _LEAST_QUOTED
        and run.digits in known.digits
        and INSTEAD.match(heard.text[run.end :])
        for run in heard.runs
    )
    is_told = _OF_NUMBER.search(heard.text) and SLIP.search(heard.text.replace("違|", ""))
    if not (is_quoted or is_told):
        return None
    whole = (number for number in corrected(known, said) if number.is_complete)
    better = next(whole, known)
    return better if better.digits != known.digits else None


_LEAST_QUOTED = 3
"""Digits: 80 may be pieces as well."""
_OF_NUMBER = re.compile(r"番号|デンワ|電話|桁|ケタ")


def _with_tail(groups: Groups, tail: str) -> Groups:
    """The groups with their last digits overwritten by `tail`."""
    joined = "".join(groups)
    joined = joined[: max(0, len(joined) - len(tail))] + tail
    lengths = list(map(len, groups))
    ends = list(accumulate(lengths))
    if not ends or ends[-1] != len(joined):
        return (joined,)
    return tuple(joined[end - n : end] for n, end in zip(lengths, ends, strict=True))


def _replaced(numbers: Iterable[Groups], wrong: str, right: str) -> list[Groups]:
    """Every way to put `right` for `wrong`, the last occurrence first, a whole group alone."""
    out: list[Groups] = []
    for groups in numbers:
        if wrong in groups:
            at = len(groups) - 1 - groups[::-1].index(wrong)
            out.append((*groups[:at], right, *groups[at + 1 :]))
            continue
        for at in range(len(groups) - 1, -1, -1):
            for place in reversed([m.start() for m in re.finditer(f"(?={wrong})", groups[at])]):
                end = place + max(len(wrong), len(right))
                group = groups[at][:place] + right + groups[at][end:]
                out.append((*groups[:at], group, *groups[at + 1 :]))
        if not any(wrong in group for group in groups):
            out.append(_with_tail(groups, right))
    return out


def _after_slip(numbers: list[Groups], said: str) -> list[Groups]:
    """After 「あ、違う」: the whole anew, a group anew, the last digits, or no slip."""
    if PhoneNumber(said).is_complete:
        return [(said,), *numbers]
    if len(said) in _LOCAL and all(groups and _is_beginning(groups[0]) for groups in numbers):
        return [(groups[0], said[:-4], said[-4:]) for groups in numbers]
    if _is_whole(numbers) and any(len(said) == len(g) for groups in numbers for g in groups):
        return [_nearest_replaced(groups, said) for groups in numbers]
    if _is_beginning(said) and any(len(groups) > 1 for groups in numbers):
        return [(said,), *((*groups[:-1], said) for groups in numbers)]
    group_anew = [(*groups[:-1], said) for groups in numbers]
    if all(groups and len(groups[-1]) == len(said) for groups in numbers):
        return group_anew
    tail_anew = [_with_tail(groups, said) for groups in numbers]
    return [*tail_anew, *group_anew, *((*groups, said) for groups in numbers)]


def _nearest_replaced(groups: Groups, said: str) -> Groups:
    """A group of this length anew: the one most like it, the last of those as like."""
    fitting = [at for at, group in enumerate(groups) if len(group) == len(said)]
    if not fitting:
        return _with_tail(groups, said)
    alike: Callable[[int], int] = lambda at: sum(  # noqa: E731
        a == b for a, b in zip(groups[at], said, strict=True)
    )
    at = max(reversed(fitting), key=alike)
    return (*groups[:at], said, *groups[at + 1 :])


def _possible(groups: Groups) -> list[PhoneNumber]:
    """The number of these groups; of too many digits, the whole numbers they may hold."""
    number = _number(groups)
    parts = [_number(groups[i:]) for i in range(1, len(groups))]
    parts += [_number(groups[:i]) for i in range(len(groups) - 1, 0, -1)]
    whole = [part for part in parts if part.is_complete and _is_beginning(part.digits)]
    if len(number.digits) <= MAX_DIGITS:
        stray = len(number.digits) == MAX_DIGITS and len(groups[-1]) <= 2
        fixed = [p for p in whole if number.digits.startswith(p.digits) and p.grouping[-1] == 4]
        if number.is_complete:
            return [*fixed, number] if stray and fixed and not number.is_mobile_or_ip else [number]
        return [*_without_repeats(groups), number]
    return _without_repeats(groups) or whole or [number]


def _without_repeats(groups: Groups) -> list[PhoneNumber]:
    """A group said twice while it was being written down: 090の0012、0012の3456."""
    once = tuple(g for at, g in enumerate(groups) if not at or g != groups[at - 1])
    number = _number(once)
    return [number] if number.is_complete else []


def _ranked(numbers: Iterable[PhoneNumber]) -> tuple[PhoneNumber, ...]:
    """Without doubles and empty ones, whole numbers first, otherwise in the given order."""
    unique = {number.digits: number for number in reversed(list(numbers)) if number.digits}
    return tuple(sorted(reversed(unique.values()), key=lambda number: not number.is_complete))
