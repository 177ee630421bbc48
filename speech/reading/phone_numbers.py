"""Telephone numbers as callers say them and as the agent reads them back."""

from __future__ import annotations

import re

from speech.reading.dictated_digits import SLIP, Dictated, dictated
from speech.reading.doubts import Doubt
from speech.reading.numbering_plan import MAX_DIGITS, PhoneNumber
from speech.reading.phone_corrections import candidates, candidates_of, corrected, put_right
from speech.reading.written import Written

__all__ = [
    "MAX_DIGITS",
    "PhoneNumber",
    "candidates",
    "corrected",
    "digits_in",
    "phone_number_in",
    "put_right",
    "written_phone",
]

_OTHERWISE = re.compile(
    r"ツナガラナ|出ナ|ダメナラ|ダメデシタラ|無理ナラ|マタワ|モシクワ|ソレトモ|アルイワ|予備|ナケレバ"
)
"""What follows is the second choice."""
_REPLACES = re.compile(r"ジャナク|デ[ワハ]ナク|今[ハワ]|イマワ|新シ|アタラシ|変ワ|変更|カワリマシ")
"""The number that follows stands in the place of the one before."""
_FREE_DIAL = re.compile(r"フリーダイヤル|フリーダイアル|フリーコール")


def digits_in(reading_or_text: str) -> str:
    """The digits said so far, slips corrected; empty when none. Takes kana, kanji, any digits."""
    return phone_number_in(reading_or_text).digits


def phone_number_in(reading_or_text: str) -> PhoneNumber:
    """The likeliest number in what was said, as far as it goes (`digits` may be empty)."""
    found = candidates(reading_or_text)
    return found[0] if found else PhoneNumber("")


def written_phone(spoken: str) -> Written:
    """The telephone number in what was said: digits in national form (+81 becomes 0).

    An extension is read back but no part of the value. A number of a wrong length is given as it
    was said and doubted; one that is only not assigned is not. `reason` is one of `Doubt`.
    """
    heard = dictated(spoken)
    found = candidates_of(heard)
    if not found:
        return Written(None, "", True, Doubt.NO_NUMBER)
    number, doubt = _chosen(found, heard)
    display = "、".join(number.chunks) + (f"、内線{heard.extension}" if heard.extension else "")
    return Written(number.digits, display, bool(doubt), doubt)


def _chosen(found: tuple[PhoneNumber, ...], heard: Dictated) -> tuple[PhoneNumber, Doubt]:
    whole = [number for number in found if number.is_complete]
    if not whole:
        return _incomplete(found[0], heard.text)
    if len(whole) == 1 and not any(map(_is_too_long, found)):
        return whole[0], Doubt.NONE
    if SLIP.search(heard.text):
        is_sure = whole[0].digits in (run.digits for run in heard.runs)
        return whole[0], Doubt.NONE if is_sure else Doubt.CORRECTED
    if _REPLACES.search(heard.text):
        return whole[0], Doubt.NONE
    second_choice = _OTHERWISE.search(heard.text)
    return whole[-1 if second_choice else 0], Doubt.CHOICES


def _is_too_long(number: PhoneNumber) -> bool:
    """The digits as they came, a group said anew among them; what begins with 00 is no number."""
    return len(number.digits) > MAX_DIGITS and not number.digits.startswith("00")


def _incomplete(number: PhoneNumber, text: str) -> tuple[PhoneNumber, Doubt]:
    digits = number.digits
    national = PhoneNumber("0" + digits.removeprefix("81"))
    if digits.startswith("81") and national.is_complete:
        return national, Doubt.NONE
    if _FREE_DIAL.search(text) and len(digits) == 6:
        return PhoneNumber("0120" + digits, (4, 3, 3)), Doubt.NO_AREA_CODE
    is_local = not digits.startswith("0") or (len(digits) == 8 and digits.startswith("00"))
    if is_local and 6 <= len(digits) <= 8:
        return number, Doubt.NO_AREA_CODE
    return number, Doubt.TOO_LONG if len(digits) > 10 else Doubt.TOO_SHORT
