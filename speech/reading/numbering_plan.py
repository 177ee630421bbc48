"""A Japanese telephone number: when it is whole, and in which groups it is written and said.

Lengths follow the numbering plan (Ministry of Internal Affairs and Communications): eleven digits
for 050, 060, 070, 080, 090, 020 and 0800, ten for all others. No number is longer than eleven, so
eleven digits are always taken as whole. Groups are the caller's own where they are usual, else
those of the phonenumbers library.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import phonenumbers

from speech.reading.numbers import digits_spoken

MAX_DIGITS = 11
_ELEVEN = ("020", "050", "060", "070", "080", "090")
_JAPAN = 81
_USUAL = (3, 3, 4)
_FREE = ("0120", "0170", "0180", "0570", "0990")


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

        A number said in groups of which the last is short (012, 3456, 789) is not yet whole,
        although ten digits would do for most areas: nobody ends on three, and where ten came
        together so (0350012, 885) one of them was no digit. None begins with 00.
        """
        if not self.digits.startswith("0") or self.digits.startswith("00"):
            return False
        if not 10 <= len(self.digits) <= MAX_DIGITS:
            return False
        if len(self.digits) == MAX_DIGITS:
            return not self.digits.startswith(_FREE)
        is_osaka = self.digits.startswith("06") and self.grouping[:1] == (2,)
        if self.digits.startswith((*_ELEVEN, "0800")) and not is_osaka:
            return False
        if self.digits.startswith(_FREE):
            return True
        if len(self.grouping) != 3 or sum(self.grouping) != 10:
            return len(self.grouping) < 2 or self.grouping[-1] != 3
        return self.grouping[-1] == 4

    @property
    def is_mobile_or_ip(self) -> bool:
        """One of those with eleven digits by plan."""
        return self.digits.startswith((*_ELEVEN, "0800"))

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
        return _area_lengths(digits)


@lru_cache(maxsize=1024)
def _area_lengths(digits: str) -> tuple[int, ...]:
    """The groups of a fixed line by its area code; of a part, those of the number it begins."""
    whole = digits[:10].ljust(10, "0")
    # Not parsed: 010 would be taken for the prefix of a call abroad.
    number = phonenumbers.PhoneNumber(country_code=_JAPAN, national_number=int(whole[1:]))
    form = phonenumbers.PhoneNumberFormat.NATIONAL
    groups = phonenumbers.format_number(number, form).split("-")
    lengths = tuple(map(len, groups))
    if len(lengths) != 3 or sum(lengths) != 10:
        lengths = _USUAL
    return (*lengths[:-1], max(lengths[-1], len(digits) - sum(lengths[:-1])))
