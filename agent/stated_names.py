"""Who a caller can be: what nobody is called, and the forms that give a name outright."""

from __future__ import annotations

import re

_NOBODY = re.compile(
    r"^(?:うん|いくら|人|家|未開封|新品|中古|標準|いい|だめ|ほんと|まあ|なんか)$|回目|ごろ$|頃$|モード$|[はがをに]$|台$|個$"
)
_SOMEBODY_ELSE = re.compile(r"相手(?:方)?(?:は|が|の)|先方(?:は|が)|あなたは|そちらは")
_TOOK_OVER = re.compile(
    r"(?:代わ|替わ|かわ)りまし(?:た|て)[、。 ]*(?:[^、。\s]{1,12}の)?"
    r"(?P<name>[^、。\sの]{1,8}?)(?:です|と申|といい|でござ)"
)
_AFTER_NUMBER = re.compile(
    r"番号[はがの]?[0-9-]+の(?P<name>[^、。\s0-9]{1,6}?)(?:です|と申|といい|でござ)"
)
_CALLED = re.compile(
    r"(?:^|[、。に])(?P<name>[一-龥ァ-ヴー]{1,5})から(?:お)?電話(?:が)?あった(?:こと|と)"
)
_NUMBERED = re.compile(
    r"(?:診察券|製造|会員|注文|受付|管理|伝票|予約|郵便|お客様|社員|契約)番号"
    r"[はがのも、 ]*(?P<value>[A-Za-z0-9][A-Za-z0-9-]*)"
)
_ROOM = re.compile(r"(?:ハイツ|コーポ|マンション|レジデンス|アパート|ハウス|荘|ビル)の?[0-9]{1,4}")
_ADDRESS = re.compile(r"[都道府県市区町村](?=[^、。\s]{0,8}[0-9一二三四五六七八九])|丁目|番地|号室")


def can_be_caller(name: str, text: str) -> bool:
    """False for what nobody is called, and where the turn names somebody else."""
    return _NOBODY.search(name) is None and _SOMEBODY_ELSE.search(text) is None


def name_given(text: str) -> str:
    """A caller's name in a form that says so outright (代わりました、森です); empty without one."""
    found = _TOOK_OVER.search(text) or _AFTER_NUMBER.search(text) or _CALLED.search(text)
    return found["name"] if found is not None else ""


def without_other_numbers(text: str) -> str:
    """The words without numbers that are no telephone number: a card's, an address's."""
    clauses = (c for c in re.split(r"(?<=[、。])", text) if not _ADDRESS.search(c))
    return _ROOM.sub("", _NUMBERED.sub("", "".join(clauses)))
