"""Who the caller says she is, read from the sounds where the written words make no sense.

「大投稿さんです。合田です」 was heard ダイトーコーサンデスゴーダデス: what was written is a guess,
what was heard is a firm, です, a surname that people have, です. The surname is looked up by its
sound among those that people have; the firm is what stands before it, written as it was recognised
where that can be a firm's name, else in katakana with its last word as firms write it.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from agent.caller_words import COMPANY, DEPARTMENT, DESCRIBED, NOT_A_NAME, RELATION
from agent.named import Caller, Name, from_its_beginning, is_somebody_else
from agent.utterance import Utterance
from knowledge.terms import tokenizer
from speech.reading.firm_words import WRITTEN, firm_word
from speech.reading.kana import is_kana, morae
from speech.reading.name_words import is_name, likelihood, surname_readings, writings

RARE = math.log(1e-3)
"""ln of a surname's bearers beside 佐藤's from which its sound alone makes it a name."""
LONGEST = 8
"""Kana of a surname."""
LEAST_RARE = 4
"""Kana of a surname that few people have: モノ of 青空商事の者です is none."""
MOST_PLACES = 6
"""Ends of an introduction that are looked at in one turn: who calls is said early."""
UNHEARD_OF = -12.0
"""Likelihood of a written name below which the dictionary only put characters together."""
SURE, UNMARKED = 0.86, 0.6
"""Confidence with と申します or a firm's word beside it, and without."""
_LEAD = (
    r"^(?:モシモシ|ハイ|エエ|アノー?|アッ|アー|エート|エーット|エット|スミマセン|オソレイリマス|"
    r"オセワニナ(?:ッテ(?:オリ)?マス|リマス)|イツモ|ドーモ|コンニチワ|コンバンワ|"
    r"オハヨーゴザイマス|イエ(?:チガイマス)?|コチラ|ワタクシ|ワタシ)*ー?"
)
_IS = (
    r"(?P<says>トモーシマス|トモーシ|トイーマス|デゴザイマス)|"
    r"(?P<is>デス(?:ガ|ケド|ケレド)|ナンデスガ|ダケド|デス(?!カ|ネ|ヨ|ノ))"
)
_THINKS = r"(?:アノー?|エート|エーット|エット|スエット)?"
_CLOSE = re.compile(_IS)
_TWO = re.compile(rf"{_LEAD}(?P<firm>[ァ-ー]{{4,24}}?)(?P<by>デスガ|デス|ノ){_THINKS}$")
_ALONE = re.compile(rf"{_LEAD}{_THINKS}$")
_WHO = frozenset(("caller", "caller_name", "caller_company"))
_ANSWER = re.compile(
    rf"{_LEAD}{_THINKS}(?P<before>(?:[ァ-ー]{{2,24}}ノ)?)(?P<name>[ァ-ー]{{2,16}}?)"
    r"(?:デス|ダ|ヤ|デゴザイマス|トモーシマス|トイーマス)(?:ガ|ケド|ヨ|ネ|ケドモ)*$"
)
_PRIVATE = re.compile(rf"{_LEAD}コジン(?:ノ|デ|デス|ナンデスガ){_THINKS}$")
_NO_FIRM = re.compile(
    r"モシモシ|ノモノ$|マス|マシ|デス|ッタ|シタ|クダサイ|ノケン|コト|カラ|マデ|トモー|"
    r"^(?:コジン|ワタシ|コチラ|ウチ|ソチラ)|"
    r"(?:ビョー|ツマ|オット|ハハ|チチ|アニ|アネ|カンジャ)$"
)
_NO_NAME = frozenset(
    ("ソー", "ケッコー", "ダイジョーブ", "コジン", "オナジ", "イジョー", "ナシ",
     "ホントー", "ハジメ", "タブン", "イマ", "マダ", "モー", "マエ", "キタ", "タカイ", "オキ")
)  # fmt: skip
_PEOPLE = re.compile(r"[士員師者生客長様]$")
_IN_KANJI = re.compile(r"[一-龥々]{2}$")
_IN_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_NEXT_TO = 0.25
"""Edits up to which a firm's word is meant though another word was written: フューズ for フーズ."""
_ODD = re.compile(r"[はがをにでもとか。、]|さん$|様$|[るたくいう]$|ます|です|^[ぁ-んー]+$")
"""In a firm's written form: the recogniser did not know it for a name."""


@lru_cache(maxsize=1)
def _surnames() -> dict[str, float]:
    found: dict[str, float] = {}
    for reading, share in surname_readings():
        found[reading] = max(share, found.get(reading, share))
    return found


def heard_surname(reading: str) -> tuple[str, bool]:
    """How the surname that sounds so is usually written, empty where it is none; is it common?"""
    if reading in _NO_NAME:
        return "", False
    name = next((name.text for name in writings(reading) if name.is_surname), "")
    return name, _surnames().get(reading, -99.0) >= RARE


def introduced_by_sound(said: Utterance) -> Caller:
    """A surname before と申します or です, with a firm before it; nobody where none is heard."""
    heard = "".join(said.heard)
    for close in islice(_CLOSE.finditer(heard), MOST_PLACES):
        for length in range(LONGEST, 1, -1):
            begun = close.start() - length
            if begun < 0 or heard[begun] in "ーンッャュョァィゥェォ":
                continue
            caller = _with_name(said, heard, begun, close)
            if caller != Caller():
                return caller
    return Caller()


def with_sounds(said: Utterance, written: Caller, asked: str) -> Caller:
    """What the words say, with what the sounds know better: a name that nobody has, or that is
    but the end of one, and a firm that is missing or has lost its own name."""
    heard = introduced_by_sound(said)
    if heard == Caller() and asked in _WHO:
        heard = _answered_by_sound(said)
    if heard != Caller() and not is_somebody_else(said, heard, asked):
        written = _put_right(written, heard)
    written = from_its_beginning(said, written)
    if written.company is None:
        return written
    return replace(written, company=on_the_sign(said, written.company))


def _answered_by_sound(said: Utterance) -> Caller:
    """The whole of an answer to who is calling: 長いです is 永井, 201のゴミだ is 五味, 渚紹介です a
    firm."""
    heard = "".join(said.heard)
    answer = _ANSWER.match(heard)
    if answer is None:
        return Caller()
    begun = len(morae(heard[: answer.start("name")]))
    end = begun + len(morae(answer["name"]))
    name, is_common = heard_surname(answer["name"])
    if is_common and not NOT_A_NAME.match(_text(said, begun, end)):
        return Caller(Name(name, answer["name"], begun, end, UNMARKED))
    firm = answer["before"] + answer["name"]
    if _NO_FIRM.search(firm) or not _is_of_a_firm(firm):
        return Caller()
    return Caller(None, _firm(said, firm, len(morae(heard[: answer.start("before")]))))


def _is_of_a_firm(reading: str) -> bool:
    """It ends just on a firm's word, with a name of its own before it: not 知人の紹介."""
    word = firm_word(reading)
    if word is None or word.cost:
        return False
    return not "".join(morae(reading)[: -word.length]).endswith("ノ")


def _put_right(written: Caller, heard: Caller) -> Caller:
    name, other = written.name, heard.name
    if other is None:
        is_new = written == Caller() and heard.company is not None
        return heard if is_new else written
    if name is None or _is_end_of(name, other) or _is_nobody(name):
        name = other
    elif (name.start, name.end) != (other.start, other.end):
        return written
    company = written.company
    if company is None or _is_end_of(company, heard.company) or company.end > name.start:
        company = heard.company
    return replace(written, name=name, company=company)


def _is_end_of(part: Name, whole: Name | None) -> bool:
    """ない of 金井, 証拠 of 第一証拠; what has a name of its own (三和フーズ) is whole."""
    if whole is None or not whole.start < part.start < part.end == whole.end:
        return False
    if whole.text == f"あ{part.text}":
        return False  # あ、デザインラボの工藤です
    word = firm_word("ココ" + part.reading)
    is_bare_word = word is not None and word.length >= len(morae(part.reading))
    return is_bare_word or len(whole.reading) <= LONGEST


def _is_nobody(name: Name) -> bool:
    """フューズ, スエット今村; a name in kana (えがわ) is one."""
    if is_kana(name.text):
        return not is_name(name.text)
    return not is_name(name.text) or likelihood(name.text) <= UNHEARD_OF


def _with_name(said: Utterance, heard: str, begun: int, close: re.Match[str]) -> Caller:
    before, reading = heard[:begun], heard[begun : close.start()]
    name, is_common = heard_surname(reading)
    if not name or (not is_common and len(reading) < LEAST_RARE):
        return Caller()
    start, end = len(morae(before)), len(morae(before)) + len(morae(reading))
    if NOT_A_NAME.match(_text(said, start, end)):
        return Caller()  # トイレの交換の見積もり is no 三森
    sure = SURE if close["says"] else UNMARKED
    person = Name(name, reading, start, end, sure)
    alone = _PRIVATE.match(before) or (close["says"] and _ALONE.match(before))
    if alone and is_common:
        return Caller(person)
    two = _TWO.match(before)
    if two is None:
        return Caller()
    firm = _firm(said, two["firm"], len(morae(heard[: two.start("firm")])))
    has_word = firm_word(two["firm"]) is not None or COMPANY.search(firm.text) is not None
    said_outright = two["by"].startswith("デス") and bool(close["says"])
    if not (has_word or (said_outright and is_common)) or not _is_firm(firm, has_word):
        return Caller()
    return Caller(replace(person, confidence=SURE), firm)


def _is_firm(firm: Name, has_word: bool) -> bool:
    if DESCRIBED.search(firm.text) or DEPARTMENT.match(firm.text) or RELATION.match(firm.text):
        return False
    if _PEOPLE.search(firm.text) or _NO_FIRM.search(firm.reading):
        return False
    return has_word or not firm.reading.endswith("サン")


def _firm(said: Utterance, reading: str, at: int) -> Name:
    """The firm as written, where that can be a name, else in katakana."""
    end = at + len(morae(reading))
    return on_the_sign(said, Name(_written(said, at, end) or reading, reading, at, end, SURE))


def on_the_sign(said: Utterance, firm: Name) -> Name:
    """A firm with its last word as firms write it: 架空辞書 is 架空地所."""
    word = firm_word(firm.reading)
    if word is None or COMPANY.search(firm.text) or firm.text.endswith(tuple(WRITTEN)):
        return firm
    is_other = word.cost > _NEXT_TO and _ends_in_a_word(said, firm)  # リーフ is no リース
    if is_other or (word.cost and _IN_KANJI.search(firm.text)):
        return firm  # 架空損保 is written so, and only sounds like a 本舗
    cut = firm.end - word.length
    own = _written(said, firm.start, cut)
    if not own and firm.text == firm.reading:
        own = "".join(said.heard[firm.start : cut])
    return replace(firm, text=own + word.text) if own else firm


def _ends_in_a_word(said: Utterance, firm: Name) -> bool:
    """Its last word is one of the dictionary's, in katakana: グリーンリーフ."""
    last = next((w.text for w in reversed(said.words) if w.end == firm.end and w.reading), "")
    found = list(tokenizer().tokenize(last)) if _IN_KATAKANA.fullmatch(last) else []
    return len(found) == 1 and not found[0].is_oov()


def _text(said: Utterance, start: int, end: int) -> str:
    """The words that were heard from one mora to another, whatever they are."""
    words = (w for w in said.words if w.start < end and start < w.end and w.reading)
    return "".join(word.text for word in words)


def _written(said: Utterance, start: int, end: int) -> str:
    """The words from one mora to another, where they begin and end there and can be a name."""
    words = [w for w in said.words if w.start < end and start < w.end and w.reading]
    if not words or words[0].start != start or words[-1].end != end:
        return ""
    text = "".join(word.text for word in words)
    return "" if _ODD.search(text) else text
