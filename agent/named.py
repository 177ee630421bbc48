"""The caller's name and company, and whether words can be one.

Grammar finds the place of a name, not that it is one (虫歯の治療です); the tags of the words and
the tables of names say whether anybody is called so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agent.caller_words import COMPANY, EXPLAINS, GRADE, IN_THE_PAST, SOMEBODY, SOMEBODY_ELSE
from agent.utterance import Utterance, Word
from speech.reading.kana import is_kana, sound
from speech.reading.name_words import full_names, likelihood, writings
from speech.reading.names import written_name

_SAID_PLAINLY = 0.85
"""From here と申します marks a name, whatever its words are."""
_RARE_IN_KANA = -8.6
"""Likelihood from which kana alone are a surname or given name: えがわ, not いくら."""
_KNOWN = -14.0
_UNKNOWN_WORD = re.compile(r"[ァ-ヴーA-Za-z・]{2,}")
_NEVER = re.compile(
    r"^(?:[ぁ-ん]|(?i:ai|yes|no|ok|hello)|エーアイ|ちょうだい|頂戴|うん|ううん|いくら|そう|どう|ええ|ああ|いや|ほら|ねえ|だから|でも|"
    r"時?(?:ごろ|頃)|回目|番目|.*(?:治療|検診|修理|交換|回目|番目|ごろ|開封|予約|変更|番号|書類|請求書|見積書|領収書|診察券|商品券|証))$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it may be written, and as it was heard."""

    text: str
    reading: str
    start: int
    """First of its morae in the turn."""
    end: int
    confidence: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who the caller says she is; a part that was not said is None."""

    name: Name | None = None
    company: Name | None = None
    relation: str = ""
    """What she is to the named: 家内 in 「江川の家内です」; empty where it is herself."""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The morae that belong to the caller's own name."""
        return tuple((n.start, n.end) for n in (self.name, self.company) if n is not None)


def from_its_beginning(said: Utterance, caller: Caller) -> Caller:
    """The same where あの and 大和田 run together in アノーオワダ: a name begins with no ー."""

    def begun(name: Name | None) -> Name | None:
        if name is None or not name.reading.startswith("ー") or not name.start:
            return name
        vowel = sound(said.heard[name.start - 1])[2]
        return replace(name, reading=_VOWELS.get(vowel, "") + name.reading[1:])

    return replace(caller, name=begun(caller.name), company=begun(caller.company))


_VOWELS = {"a": "ア", "i": "イ", "u": "ウ", "e": "エ", "o": "オ"}


def can_be_callers(said: Utterance, caller: Caller) -> Caller:
    """The caller without what nobody and no firm is called."""
    name, company = caller.name, caller.company
    if name is not None and not _can_be_name(said, name):
        return Caller()
    if company is not None and _is_counted(said, company):
        company = None
    if company is not None and name is None and not _can_be_firm(said, company):
        return Caller()
    return replace(caller, name=name, company=company)


def _is_counted(said: Utterance, company: Name) -> bool:
    """年 of 「2年の小野寺」, 時の予約 of 「10時の予約の吉田」, 小6."""
    at = said.text.find(company.text)
    return GRADE.match(company.text) is not None or said.text[max(0, at - 1) : max(0, at)].isdigit()


def is_somebody_else(said: Utterance, caller: Caller, asked: str) -> bool:
    """「相手は小林という人です」, 「担当は小林でした」: a name that is not the caller's."""
    first = caller.company or caller.name
    last = caller.name or caller.company
    if first is None or last is None:
        return False
    at = said.text.find(first.text)
    end = said.text.find(last.text, max(at, 0)) + len(last.text)
    is_others = SOMEBODY_ELSE.search(said.text[:at]) is not None
    if SOMEBODY.match(said.text[end:]):
        return True
    return is_others and (not asked or "担当" not in said.text or bool(_is_past(said, end)))


def _is_past(said: Utterance, end: int) -> bool:
    return IN_THE_PAST.match(said.text[end:]) is not None


def as_explained(said: Utterance, name: Name | None) -> Name | None:
    """The name written as the caller explains it (漢字はさんずいの江に川です), if she does."""
    if name is None or not EXPLAINS.search(said.text):
        return name
    rest = said.text.partition(name.text)[2]
    rest = re.sub(r"^(?:と(?:申|言|い)\w*?(?:ます)?|です)(?:が|けど|けれども)?[、。]?", "", rest)
    written = written_name(f"{name.text}です、{rest}")
    if written.value is None or written.needs_confirmation or len(written.value) > 8:
        return name
    return replace(name, text=written.value)


def _can_be_name(said: Utterance, name: Name) -> bool:
    if _NEVER.match(name.text):
        return False
    if name.confidence >= _SAID_PLAINLY:
        return True
    if is_kana(name.text) and not _UNKNOWN_WORD.fullmatch(name.text):
        found = (*writings(name.text), *full_names(name.text)[:3])
        return any(writing.likelihood > _RARE_IN_KANA for writing in found)
    words = _words_of(said, name)
    if any(word.kind == "固有名詞" for word in words) or COMPANY.search(name.text):
        return True
    if _UNKNOWN_WORD.fullmatch(name.text):
        return not _is_common_loan(words)
    return likelihood(name.text) > _KNOWN


def _can_be_firm(said: Utterance, company: Name) -> bool:
    if _NEVER.match(company.text):
        return False
    words = _words_of(said, company)
    is_marked = COMPANY.search(company.text) or any(word.kind == "固有名詞" for word in words)
    foreign = re.search(r"[ァ-ヴーA-Za-z]{2,}", company.text)
    return bool(is_marked or foreign or len(words) > 1 or company.confidence >= _SAID_PLAINLY)


def _words_of(said: Utterance, name: Name) -> list[Word]:
    return [w for w in said.words if w.start < name.end and name.start < w.end and w.reading]


def _is_common_loan(words: list[Word]) -> bool:
    """エアコン, パソコン: one word of everyday's."""
    return len(words) == 1 and words[0].text in _LOANS


_LOANS = frozenset(
    ("エアコン", "パソコン", "キャンセル", "メール", "テレビ", "トイレ", "クレーム", "サポート",
     "レンタル", "クリーニング", "インプラント", "コンタクト", "ワクチン", "カード", "アポ",
     "ネット")
)  # fmt: skip
