"""Who a caller can be: what nobody is called, and the forms that give a name outright."""

from __future__ import annotations

import re

from agent.caller_words import COMPANY, NOT_A_NAME
from speech.reading.firm_words import WRITTEN
from speech.reading.kana import is_kana
from speech.reading.lead_ins import LEAD_IN
from speech.reading.name_words import (
    common_surnames,
    is_name,
    is_one_word,
    likelihood,
    reading_of,
    writings,
)

_NOBODY = re.compile(
    r"^(?:今|前|後|朝|昼|夜|昨日|今日|明日)$|^(?:うん|いくら|人|家|未開封|新品|中古|標準|いい|だめ|ほんと|まあ|なんか)$|回目|ごろ$|頃$|モード$|[はがをに]$|台$|個$"
)
_SOMEBODY_ELSE = re.compile(r"相手(?:方)?(?:は|が|の)|先方(?:は|が)|あなたは|そちらは")
_KIN = (
    r"(?:娘|息子|長男|長女|次男|次女|孫|子ども|子供|母親?|父親?|祖母|祖父|主人|夫|旦那|妻|家内|"
    r"嫁|兄|弟|姉|妹|おば|おじ|義母|義父)"
)
_OF_KIN = re.compile(
    rf"(?:(?:患者|本人|生徒|受診(?:する)?の|相手)|{_KIN})(?:の(?:お)?名前)?(?:さん)?[はが]"
    r"[^、。]{1,16}|"
    rf"のは(?:うちの)?{_KIN}(?:で|の|、)+[^、。]{{1,16}}"
)
"""患者は息子の立花陽太です; もめてるのは兄で、木下といいます: whom it is about, not who calls."""
_TOOK_OVER = re.compile(
    r"(?:代わ|替わ|かわ)りまし(?:た|て)[、。 ]*(?:[^、。\s]{1,12}の)?"
    r"(?P<name>[^、。\sの]{1,8}?)(?:です|と申|といい|でござ)"
)
_AFTER_NUMBER = re.compile(
    r"(?:番号[はがの]?[0-9-]+|0[0-9-]{9,})の(?P<name>[^、。\s0-9]{1,6}?)(?:です|と申|といい|でござ)"
)
_CALLED = re.compile(
    r"(?:^|[、。に])(?P<name>[一-龥々ァ-ヴー]{1,5})から(?:お)?電話(?:が)?あった(?:こと|と)"
)
_NAME_IS = re.compile(
    r"(?:^|[、。])(?:私の)?名前は(?P<name>[一-龥々ァ-ヴー]{1,5})"
    r"(?:で(?=[、。])|です|だ|と申します|といいます|[、。]|$)"
)
"""注文番号はKT-20881、名前は大崎。"""
_BEFORE_NUMBER = re.compile(
    r"^(?P<name>[一-龥々]{1,4})(?:です)?[、。 ]+(?:(?:携帯|お?電話)(?:番号)?|番号)?(?:は|が|で)?"
    r"[、 ]*0[0-9]0?[- 0-9]{7,}"
)
"""藤田、090-0045-6789."""
_IN_FULL = re.compile(
    rf"(?:^|[、。])(?:{LEAD_IN}|はい|あ|(?:私|わたし|わたくし|名前)は|[、。 ])*+"
    r"(?P<name>[一-龥々ぁ-ゔァ-ヴー]{2,4}[ 　]?[一-龥々ぁ-ゔァ-ヴー]{0,4}?)"
    r"(?:です|だ|でございます|と申し|といい|と言い|、|。| |$)"
)
_GIVEN = re.compile(r"[一-龥々]{1,3}|[ぁ-ゔ]{2,4}|[ァ-ヴー]{2,4}")
_NO_GIVEN = re.compile(
    r"^(?:さん|さま|くん|ちゃん|様|殿|氏|君|先生|県|市|区|町|村|駅|部|課|係|室|号|科|円|店|社|年生?)$|[市都県区町村駅]内$|駅前$|方面$|学校$"
)
_LONGEST_SURNAME = 3
_FIRM = re.compile(rf"(?:{COMPANY.pattern}|{'|'.join(WRITTEN)})$")
_SAYS = re.compile(
    r"(?:^|[、。!?！？ の]|さっき)(?P<name>[一-龥々]{1,4})"
    r"(?:(?:言|い)います|(?:言|い)うもん|言うたがな|言うてるや)(?!か)"
)
"""中西言いますけど: と is not said everywhere."""
_ALONE = re.compile(
    r"(?:^|[、。!?！？ ])(?P<name>[一-龥々]{1,4})"
    r"(?:や|よ|だ|です|だってば|ですってば|だよ|やて)?(?=[、。!?！？]|$)"
)
"""中西！ and 内田だってば: an answer, where a name was asked for."""
_AS_HEARD = re.compile(
    r"(?:^|ノ|デス|アノー?|エート|エット)(?P<name>(?!ノ)[ァ-ー]{2,6}?)"
    r"(?:デス|ダ|デゴザイマス|トモーシマス|トイーマス)(?:ヨ|ガ|ケド)*$"
)
_AS_WRITTEN = re.compile(
    r"(?:^|[、。のは ])(?P<name>[^、。のは ]{1,6}?)"
    r"(?:です|だ|でございます|と申します|といいます|と言います)(?:よ|が|けど)*[。]?$"
)
"""サングラだ: what is answered for the third time is a name, if nobody's in the tables."""
COMMON = -9.0
"""Likelihood from which a written word is a surname people have; what is in no table has -14."""
_NUMBERED = re.compile(
    r"(?:診察券|製造|会員|注文|受付|管理|伝票|予約|郵便|お客様|社員|契約)番号"
    r"[はがのも、 ]*(?P<value>[A-Za-z0-9][A-Za-z0-9-]*)"
)
_ROOM = re.compile(r"(?:ハイツ|コーポ|マンション|レジデンス|アパート|ハウス|荘|ビル)の?[0-9]{1,4}")
_ADDRESS = re.compile(r"[都道府県市区町村](?=[^、。\s]{0,8}[0-9一二三四五六七八九])|丁目|番地|号室")


def can_be_caller(name: str, text: str) -> bool:
    """False for what nobody is called, and where the turn names somebody else."""
    if _NOBODY.search(name) is not None or _SOMEBODY_ELSE.search(text) is not None:
        return False
    if re.search(rf"[0-9一二三四五六七八九十]{re.escape(name)}(?![一-龥々])", text):
        return False  # じゃあ三袋
    if re.search(rf"(?:駅|改札|出口)(?:の|を出た|から)?{re.escape(name)}", text):
        return False  # 今、駅の南口です
    return name not in text or name in _OF_KIN.sub("", text)


def name_given(text: str) -> str:
    """A caller's name in a form that says so outright (代わりました、森です); empty without one."""
    found = _TOOK_OVER.search(text) or _AFTER_NUMBER.search(text) or _CALLED.search(text)
    if found is not None:
        return found["name"]
    named = _NAME_IS.search(text) or _BEFORE_NUMBER.search(text)
    if named is not None and is_name(named["name"]) and likelihood(named["name"]) > COMMON:
        return named["name"]
    return _first_surname(_SAYS, text)


def full_name(text: str, is_sure: bool) -> str:
    """A surname and a given name that stand by themselves (守田よしみつ、070-…); empty without.

    The dictionary takes many a given name apart (三咲, 千亜喜): where the name was asked for, or a
    number stands beside it (`is_sure`), whatever looks like one is one behind a known surname.
    """
    for found in _IN_FULL.finditer(text):
        whole = found["name"].replace("\u3000", "").replace(" ", "")
        for length in range(_LONGEST_SURNAME, 0, -1):
            surname, given = whole[:length], whole[length:]
            if surname in common_surnames() and _is_given(given, is_sure):
                is_else = is_one_word(whole) or NOT_A_NAME.match(given) or _FIRM.search(whole)
                return "" if is_else else whole
    return ""


def _is_given(name: str, is_sure: bool) -> bool:
    if _GIVEN.fullmatch(name) is None or _NO_GIVEN.search(name):
        return False
    if is_sure and not is_kana(name):
        return True
    return len(name) > 1 and any(not w.is_surname for w in writings(reading_of(name)))


def name_answered(text: str) -> str:
    """A surname that stands by itself in the answer to who is calling; empty without one."""
    return _first_surname(_ALONE, text)


def name_as_heard(text: str, reading: str) -> str:
    """The katakana before です at the end of an answer, whatever was written; empty without it."""
    heard, written = _AS_HEARD.search(reading), _AS_WRITTEN.search(text)
    if heard is None or written is None or NOT_A_NAME.match(written["name"]):
        return ""
    return heard["name"] if _NOBODY.search(written["name"]) is None else ""


def _first_surname(form: re.Pattern[str], text: str) -> str:
    names = (m["name"] for m in form.finditer(text) if not _NOBODY.search(m["name"]))
    return next((name for name in names if is_name(name) and likelihood(name) > COMMON), "")


def without_other_numbers(text: str) -> str:
    """The words without numbers that are no telephone number: a card's, an address's."""
    clauses = (c for c in re.split(r"(?<=[、。])", text) if not _ADDRESS.search(c))
    return _ROOM.sub("", _NUMBERED.sub("", "".join(clauses)))
