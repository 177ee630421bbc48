"""Who a caller can be, and what turns give by its own word: a card's number, the other party."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_OPPONENT = re.compile(
    r"相手(?:方)?(?:の(?:お)?名前)?[はが](?:(?:夫|妻|元夫|元妻|上司|隣人|会社)の)?"
    r"(?P<name>[^、。\s]{1,12}?)(?:という|っていう|です|と(?:申|いい))"
)
_NUMBERED = re.compile(
    r"(?:診察券|製造|会員|注文|受付|管理|伝票|予約|郵便|お客様|社員|契約)番号"
    r"[はがのも、 ]*(?P<value>[A-Za-z0-9][A-Za-z0-9-]*)"
)
_GOODS = re.compile(
    r"(?P<item>[ァ-ヴー一-龥A-Za-z]{2,12})?(?P<count>[0-9一二三四五六七八九十]+(?:台|個|枚|箱|袋|本))"
)
_SEASON = re.compile(r"来月|再来月|今月|来週|年内|年明け|[0-9]{1,2}月(?:ごろ|頃)?|なるべく早く")
_ADDRESS = re.compile(r"[都道府県市区町村](?=[^、。\s]{0,8}[0-9一二三四五六七八九])|丁目|番地|号室")


def can_be_caller(name: str, text: str) -> bool:
    """False for what nobody is called, and where the turn names somebody else."""
    return _NOBODY.search(name) is None and _SOMEBODY_ELSE.search(text) is None


def name_given(text: str) -> str:
    """A caller's name in a form that says so outright (代わりました、森です); empty without one."""
    found = _TOOK_OVER.search(text) or _AFTER_NUMBER.search(text)
    return found["name"] if found is not None else ""


def without_other_numbers(text: str) -> str:
    """The words without numbers that are no telephone number: a card's, an address's."""
    clauses = (c for c in re.split(r"(?<=[、。])", text) if not _ADDRESS.search(c))
    return _NUMBERED.sub("", "".join(clauses))


def details_given(text: str, labels: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(label, value) of what the client asks for and the turn gives by its own word."""
    numbered = {
        m.group().partition("番号")[0] + "番号": m["value"] for m in _NUMBERED.finditer(text)
    }
    opponent = _OPPONENT.search(text)
    goods, season = _GOODS.search(text), _SEASON.search(text)
    for label in labels:
        if goods is not None and label in ("台数", "数量", "個数"):
            yield label, goods["count"]
        elif goods is not None and goods["item"] and label == "商品名":
            yield label, goods["item"]
        elif season is not None and "時期" in label:
            yield label, season.group()
        elif label in numbered:
            yield label, numbered[label]
        elif label.startswith("相手方") and opponent is not None:
            yield label, opponent["name"]
