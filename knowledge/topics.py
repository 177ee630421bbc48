"""What an entry is about, in a few words to ask back by: 「駐車場」 of 「駐車場はありますか」.

The words are the client's own question made shorter, so nothing is said that is not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from knowledge.schema import FaqEntry
from knowledge.terms import morphemes

_ASKED_FOR = re.compile(
    r"を?(?:教えて|お聞かせ|知りたい|お伺い|伺い|お尋ね|お聞き|聞き)(?:し|いた|に|たい|て|ください|"
    r"下さい|です|の|が|のですが|んですが|ほしい|欲しい|いただけますか|もらえますか)*$"
)
"""営業時間を教えてください: what stands before is what it is about."""
_ONLY_ASKS = re.compile(
    r"は(?:何(?:年|日|番|分|人|歳|時|曜日|割|か月)?|何が|いつ|いつから|いつまで|いくら|どこ|どこに|どちら|"
    r"どの(?:くらい|ぐらい)|どれ(?:くらい|ぐらい)|どう(?:すれば|したら)?)?"
    r"(?:です|でしょう|あります|ございます|あり|かかります|なります|になります|できます|使えます|"
    r"もらえます|しています|やっています|必要です|要ります|いいです|いただけます)か$"
)
"""...は and no more than the asking: 駐車場はありますか, 送料はいくらですか."""
_NOT_A_MATTER = re.compile(r"[にでをがへ][^のにでをがへ]+$")
"""お店に駐車場: a piece of a sentence, not the name of a thing."""
_SIGNS = re.compile(r"[。？?！!\s]+$")
_LEAST = 2
"""Characters from which words are a matter."""
_TAIL = re.compile(r"(?:の|ん)?(?:です|でしょう)?(?:が|けど|けれども?)?$")
"""What softens a statement: 会員をやめたいのですが."""
_A_ROW = dict(zip("うくぐすつぬぶむる", "わかがさたなばまら", strict=True))
_PAST = {
    **dict.fromkeys("うつる", "った"),
    **dict.fromkeys("ぬぶむ", "んだ"),
    **{"く": "いた", "ぐ": "いだ", "す": "した"},
}
"""Last kana of a godan verb -> how its past ends."""
_NEGATED = {"ある": "ない", "する": "しない", "くる": "こない", "来る": "来ない"}
_WAS = {"する": "した", "くる": "きた", "来る": "来た", "行く": "行った", "いく": "いった"}


def topic(entry: FaqEntry, entries: Iterable[FaqEntry]) -> str:
    """What an entry is about; where another of `entries` is said as short, the whole question."""
    brief = short(entry.question)
    like = (e for e in entries if e.id != entry.id and e.question.startswith(brief))
    return plainly(entry.question) if any(short(e.question) == brief for e in like) else brief


@lru_cache(maxsize=4096)
def short(question: str) -> str:
    """The matter of a question: 駐車場はありますか -> 駐車場; else the whole of it, plainly."""
    bare = _SIGNS.sub("", question)
    for asking in (_ASKED_FOR, _ONLY_ASKS):
        matter = asking.sub("", bare)
        is_whole = asking is _ASKED_FOR or _NOT_A_MATTER.search(matter) is None
        if matter != bare and len(matter) >= _LEAST and is_whole:
            return matter
    return plainly(bare)


@lru_cache(maxsize=4096)
def plainly(question: str) -> str:
    """A question as a noun clause: 届きますか -> 届くか, 届きません -> 届かないこと."""
    bare = _SIGNS.sub("", question)
    asks = bare.endswith("か")
    clause = _unpolite(bare.removesuffix("か") if asks else bare)
    if asks:
        return clause + "か"
    clause = _TAIL.sub("", clause)
    return clause if clause.endswith("か") else clause + "こと"


def _unpolite(clause: str) -> str:
    """A clause with its last verb plain, without です."""
    for ending in ("でしょう", "です"):
        if clause.endswith(ending):
            return clause.removesuffix(ending)
    words = list(morphemes(clause))
    at = next((n for n in range(len(words) - 1, 0, -1) if words[n].surface() == "ます"), None)
    at = at or next((n for n in range(len(words) - 1, 0, -1) if _is_polite(words[n])), None)
    if at is None:
        return _without_request(words, clause)
    before = "".join(word.surface() for word in words[: at - 1])
    tail = "".join(word.surface() for word in words[at:])
    return before + _inflected(words[at - 1], tail)


def _is_polite(word: Any) -> bool:
    return bool(word.dictionary_form() == "ます")


def _inflected(verb: Any, tail: str) -> str:
    """A verb, plain, as its polite `tail` says: ます, ました, ません."""
    plain, stem = str(verb.dictionary_form()), str(verb.surface())
    is_ichidan = plain == stem + "る"
    if plain[-1:] not in _A_ROW:
        return stem + tail
    if tail.startswith("ません"):
        known = _NEGATED.get(plain)
        negated = known or (stem if is_ichidan else plain[:-1] + _A_ROW[plain[-1]]) + "ない"
        return negated.removesuffix("い") + "かった" if "でし" in tail else negated
    if tail.startswith("まし"):
        known = _WAS.get(plain)
        return known or (stem + "た" if is_ichidan else plain[:-1] + _PAST[plain[-1]])
    return plain


def _without_request(words: list[Any], clause: str) -> str:
    """止めてください -> 止める."""
    surfaces = [word.surface() for word in words]
    if surfaces[-1:] in (["ください"], ["下さい"]) and surfaces[-2:-1] in (["て"], ["で"]):
        return "".join(surfaces[:-3]) + str(words[-3].dictionary_form())
    return clause
