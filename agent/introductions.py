"""Set forms in which callers on the telephone say who they are, read from the text as a whole.

「三和フーズです。堀です。」, 「架空地所の三枝だけど」, 「架空ハイツ105の増田。」: a firm or a
home and a surname, wherever the dictionary cuts the words (みなと|企画, 丘|の|上|ホテル). What is
no such form is left to the grammar of `mentions`.
"""

from __future__ import annotations

import re

from agent.caller_words import (
    COMPANY,
    DEPARTMENT,
    DESCRIBED,
    NOT_A_NAME,
    RELATION,
    TITLES_OF_CALLERS,
)
from agent.named import Caller, Name
from agent.utterance import Utterance
from speech.reading.name_words import is_name, likelihood

COMMON = -9.0
"""Likelihood from which a written word is a surname people have; what is in no table has -14."""
SURE = 0.86
"""Confidence of a set form: as sure as と申します."""
UNMARKED = 0.7
"""The same of a firm that no word marks as one: it takes no other's place."""
_IS = (
    r"(?:です|でございます|と申します|といいます|と言います|なんです|だ|や)"
    r"(?:が|けど|けれども?|けども)?(?:ね|よ)?"
)
_LEAD = (
    r"^(?:(?:もしもし|はい|ええ|あ(?=[、。 ])|あの[うー]?(?=[、。 ])|えーと|えっと|すみません|"
    r"恐れ入ります|お世話(?:に|様)\S*?|"
    r"いつも\S*?|どうも|こんばんは|こんにちは|おはようございます|わたくし|私|こちら|"
    r"うち(?=[^はがもでの、。])|ちょっと)[、。 ]*)*"
)
_NAME = r"[^、。?!\s0-9はがをにのとで]{1,8}?"
_FIRM = r"[^、。?!\s0-9はがを]{2,20}?"
_TWO = re.compile(
    rf"{_LEAD}(?P<firm>{_FIRM})(?P<of>の(?:者|もの)(?=で))?(?:{_IS}|の)?[、。]+[ ]*"
    r"(?:えーと|えっと|あの)?[、。 ]*"
    rf"(?:(?P<part>[^、。\s0-9]{{2,6}})の)?(?P<name>{_NAME})(?:{_IS}|[。]|$)"
)
_ONE = re.compile(
    rf"(?:{_LEAD}|.*[。、?!])(?P<firm>{_FIRM}|夫|妻|母|父|兄|弟|姉|妹)の(?P<name>{_NAME})"
    rf"(?:{_IS}(?=[、。]|$)|。|$|[、 ]+(?=0[0-9-]{{9,}}))"
)
_BEHIND = re.compile(
    rf"{_LEAD}(?P<name>{_NAME}){_IS}[、。 ]+(?P<firm>{_FIRM})の(?:者|もの)?(?:です)?[。]?$"
)
"""井村です。サンライズの."""
_HOME = re.compile(
    rf"{_LEAD}(?P<firm>[^、。\s0-9はがを]{{2,16}}(?:の)?[0-9]{{2,4}}(?:号室?|号)?)の(?P<name>{_NAME})"
    rf"(?:{_IS}|[、。]|$)"
)
_FIRM_ALONE = re.compile(rf"{_LEAD}(?P<firm>{_FIRM})(?:{_IS})?[。]?$")
_PARTICLE = re.compile(r"[にでも](?=.)|から|まで|[るたいうく]$|さん|様|けど|ので|って")
_SENTENCE = re.compile(r"お願い|ください|いますか|(?:ます|です|でした|ました|ません)(?:か|ね|よ)?$")
_INSTEAD = re.compile(r"(?:じゃ|では)な|個人|違")
_NO_FIRM = re.compile(
    r"^[ぁ-んー]{1,4}$|[士員師者生客長]$|^[おご]?(?:約束|予約|予定|注文)$|お疲れ|ご苦労|お世話|^(?:救急|外来|受付|事務|窓口|本社|支店|工場)$"
)
_BEFORE = re.compile(
    r"^うち(?=[^はがもでの])|^(?:顧問先|取引先|得意先|下請け|お客|入居者|株主)の|^.+(?:ております|ています|いたします|します|予定|約束|件|先日|昨日|今朝|先ほど|さっき|担当|"
    r"(?<=[ぁ-ん])(?<!の)[うるた])の?(?=[^の])"
)


def introduced(said: Utterance, asked: str = "") -> Caller:
    """Who the caller says she is in a set form; nobody where it is none."""
    text = said.text.strip()
    home = _HOME.match(text)
    if home is not None and _is_person(home["name"]):
        return Caller(_name(said, home, "name"))
    two = _TWO.match(text)
    if two is not None and _says_firm(two) and _is_person(two["name"]):
        return Caller(_name(said, two, "name"), _firm(said, two))
    one = _ONE.match(text)
    if one is not None and _is_person(one["name"]) and RELATION.match(one["firm"]):
        return Caller(_name(said, one, "name"), None, one["firm"])
    if one is not None and _is_person(one["name"]) and _is_house(one["firm"], asked):
        return Caller(_name(said, one, "name"), _firm(said, one))
    behind = _BEHIND.match(text)
    if behind is not None and _is_person(behind["name"]) and _is_house(behind["firm"]):
        return Caller(_name(said, behind, "name"), _firm(said, behind))
    alone = _FIRM_ALONE.match(text)
    if asked in ("caller", "caller_company") and alone is not None and _is_house(alone["firm"]):
        last = alone["firm"].rpartition("の")[2]
        if COMPANY.search(last) and not _INSTEAD.search(last):
            return Caller(None, _firm(said, alone))
    return Caller()


def _is_person(name: str) -> bool:
    return (
        is_name(name)
        and likelihood(name) > COMMON
        and not NOT_A_NAME.match(name)
        and not RELATION.match(name)
        and COMPANY.search(name) is None
    )


def _says_firm(found: re.Match[str]) -> bool:
    """A firm, or what the caller says she is の者 of, whatever was written for it."""
    return _is_firm(found["firm"]) or (bool(found["of"]) and _is_house(found["firm"]))


def _is_firm(firm: str) -> bool:
    """A firm's name before a person's: marked as one, or what nobody is called."""
    if NOT_A_NAME.match(firm) or DEPARTMENT.match(firm) or RELATION.match(firm):
        return False
    if _NO_FIRM.search(firm) or _SENTENCE.search(firm):
        return False
    if COMPANY.search(firm):
        return _PARTICLE.search(COMPANY.sub("", firm)) is None
    return not (is_name(firm) or _PARTICLE.search(firm) or len(firm) < 3 or "の" in firm)


def _is_house(firm: str, asked: str = "") -> bool:
    """What stands before 「の」 and a name is a firm, not a place, a relation or a department."""
    bare = _BEFORE.sub("", firm)
    if not bare or NOT_A_NAME.match(bare) or DEPARTMENT.match(bare) or RELATION.match(bare):
        return False
    if _NO_FIRM.search(bare):
        return False
    if COMPANY.search(bare):
        return _PARTICLE.search(COMPANY.sub("", bare)) is None
    is_plain = DESCRIBED.search(bare) or _PARTICLE.search(bare) or bare in TITLES_OF_CALLERS
    return not asked and len(bare) >= 3 and not is_plain


def _firm(said: Utterance, found: re.Match[str]) -> Name | None:
    bare = _BEFORE.sub("", found["firm"])
    return _at(said, bare, found.start("firm") + len(found["firm"]) - len(bare))


def _name(said: Utterance, found: re.Match[str], group: str) -> Name | None:
    return _at(said, found[group], found.start(group))


def _at(said: Utterance, text: str, begun: int) -> Name | None:
    """The name at a place of the text, with the sounds heard there."""
    at, heard = said.text.find(text), []
    begun = said.text.find(text, max(0, begun - 1)) if at >= 0 else begun
    at = 0
    for word in said.words:
        if begun - len(word.text) < at < begun + len(text):
            heard.append(word)
        at += len(word.text)
    if not heard:
        return None
    reading = "".join(word.reading for word in heard)
    is_sure = is_name(text) or COMPANY.search(text) is not None
    return Name(text, reading, heard[0].start, heard[-1].end, SURE if is_sure else UNMARKED)
