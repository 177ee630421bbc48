"""What a question asks: its words without courtesy, and the kind of answer that it waits for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from knowledge.terms import Analysis, Content, analyse, shortened

_LIGHT_WORDS = Path(__file__).with_name("light_words.txt")
_LIGHT = 0.15
"""Weight of a word that callers use around any matter."""

_COURTESY = re.compile(
    r"教えて(?:ください|いただけ|もらえ|ほしい)?|お伺い|お尋ね|伺い|聞き|ですか|ますか|でしょうか|"
    r"たいの?です|けれども|けれど|けど|ください|ありますか|どちら|どこ|ちょっと|すみません|あの|"
    r"お世話になって(?:おり|い)?ます|について|につきまして|"
    r"そちら|御社|ですね|のですが|んですが|ですが|[、。？！?!\s]"
)
_KINDS = {
    "clock": r"何時|時間",
    "date": r"いつ|何日|曜日|何曜|期限|締め",
    "amount": r"いくら|料金|値段|費用|なんぼ|お金|代金|金額|[料費]は",
    "length": r"何分|何年|何か?月|どの?くらい|どれくらい|どの?れ?ぐらい|期間|何日|何週",
    "where": r"何階|どこ|どちらに|場所|住所|どのへん|行き方|最寄",
    "number": r"何番|番号|何台|何個|何人|何枚|何名|何歳|何センチ|サイズ|大きさ",
    "how": r"どうやっ|どうすれ|どうした|方法|仕方|やり方|どのように|どうなり",
    "can": r"でき|もらえ|いただけ|いいですか|いいの|いいでし|大丈夫|可能|使え|[らか]れます|平気|"
    r"構い|よろしい|くれ|くださ|られる|だめ|ええ",
    "have": r"あります|ございま|ある[のんか？?]|やってい|やってま|やってら|やってる|扱|ありませ",
    "what": r"何が|何を|必要|持ち物|なにが|なにを|何ですか|どんな",
}
_VALUES = {
    "clock": r"時",
    "date": r"[日曜月]",
    "amount": r"円|無料|見積|割|費用|料",
    "length": r"[分日年月週]|時間",
    "where": r"[駅区階町市裏前]|地下|画面|ページ",
    "number": r"\d",
}
_KIND = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}
_VALUE = {kind: re.compile(pattern) for kind, pattern in _VALUES.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart."""

    chars: int
    """Without its courtesy."""
    analysis: Analysis
    words: Mapping[str, Content]
    """Its content words by their own term."""
    kinds: frozenset[str]
    """What it may wait for: clock, date, amount, length, where, number, how, can, have, what."""


@lru_cache(maxsize=4096)
def question(text: str) -> Question:
    """Take a caller's or an entry's question apart."""
    kept = plain(text)
    analysis = analyse(kept)
    words: dict[str, Content] = {}
    for content in analysis.contents:
        words.setdefault(content.terms[0], content)
    kinds = frozenset(kind for kind, pattern in _KIND.items() if pattern.search(text))
    return Question(len(kept), analysis, words, kinds)


def plain(text: str) -> str:
    """A question without its courtesy."""
    return " ".join(_COURTESY.sub(" ", shortened(text)).split())


def bare(text: str) -> Analysis:
    """A question without its courtesy, taken apart."""
    return question(text).analysis


def unserved(kinds: frozenset[str], asked: frozenset[str], answer: str) -> int:
    """How many kinds of value are waited for that neither `asked` names nor the answer holds."""
    return sum(
        kind not in asked and not pattern.search(answer)
        for kind, pattern in _VALUE.items()
        if kind in kinds
    )


def holds_value(text: str, answer: str) -> bool:
    """A time, a place or an amount is waited for, and the answer holds one of that kind."""
    kinds = question(text).kinds & _VALUE.keys()
    return bool(kinds) and not unserved(kinds, frozenset(), answer)


def names_nothing(text: str) -> bool:
    """だいたいいくらぐらいかかりますか: only how much or how long; of what was said before."""
    asked = question(text)
    return bool(asked.kinds) and not any(_carries(term, asked.kinds) for term in asked.words)


def shares_noun(text: str, forms: Iterable[str]) -> bool:
    """A noun that carries the question, or one like it, stands in another's words; True where the
    question has none: 立ち会いってどれくらいかかるんですか and 退去の立ち会いは必要ですか."""
    asked = question(text)
    nouns = [w for k, w in asked.words.items() if w.is_noun and _carries(k, asked.kinds)]
    known = {term for form in forms for w in question(form).words.values() for term in w.terms}
    return not nouns or any(term in known for noun in nouns for term in noun.terms)


def _carries(term: str, kinds: frozenset[str]) -> bool:
    """A word says more than what callers use around any matter, or than the kind of answer."""
    return lightness(term) > _LIGHT and not any(_KIND[kind].fullmatch(term[1:]) for kind in kinds)


_PRICE = re.compile(r"いくら|何円|何万|なんぼ|金額|値段|[\d]割")
_PRICED = re.compile(r"円|無料|無償|割|パーセント|か月|見積|負担|かかりません|いただきません")


def wants_price(text: str, forms: Iterable[str], answer: str) -> bool:
    """How much is asked, and neither the entry's questions ask that nor does its answer tell."""
    if _PRICE.search(text) is None or _PRICED.search(answer):
        return False
    return not any(_PRICE.search(form) for form in forms)


_ITEM = r"[一-龥ァ-ヴーA-Za-z]{2,12}?"
_IS_DONE = re.compile(
    rf"(?:^|[、。]|です?けど|は)(?P<item>{_ITEM})(?:の(?:こと|相談|件|治療|修理)|の)?(?:とか|なんか|など)?(?:も|は|って|を)?"
    r"(?:お?願いでき|頼め|頼む|相談でき|相談し|やって|やり|扱って|扱い|見て|診て|みて|受け(?:て|られ)|対応し|でき|大丈夫)"
)
_WHAT_IS_DONE = re.compile(
    r"扱|どんな|どういう|何を|何が|種類|対応|できますか|もらえますか|いますか"
)


def is_listed(text: str, asked: str, answer: str) -> bool:
    """「刑事事件とかもやってくれるんですか」: it is one of what the answer counts up."""
    wanted = _IS_DONE.search(text)
    if wanted is None or "、" not in answer or _WHAT_IS_DONE.search(asked) is None:
        return False
    item = re.escape(wanted["item"])
    return re.search(rf"(?:^|[、はとや]){item}(?:[、とやをはも]|など)", answer) is not None


def lightness(term: str) -> float:
    """0..1, what a word weighs beside one that says what is asked."""
    return _LIGHT if term[1:] in _light_words() else 1.0


@cache
def _light_words() -> frozenset[str]:
    lines = _LIGHT_WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
