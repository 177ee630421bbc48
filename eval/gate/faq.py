"""Every FAQ entry asked in two ways that the manual does not have.

Once by its content words alone, once with a word that callers use for one of its own
(knowledge/related_words.txt), or, where no such word fits this entry and no other, from a caller's
situation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from eval.gate.call import GateCall, Making, Written, plain
from eval.gate.words import words
from knowledge.reader import read
from knowledge.schema import FaqEntry
from knowledge.terms import morphemes
from knowledge.topics import plainly, short

_SITUATIONS = 3
_ASKING_WORDS = "何 何処 何時 何れ 何方 幾ら 幾つ どう どれ どの どちら 誰 どなた"
_QUESTION_WORDS = frozenset(_ASKING_WORDS.split())
_LIGHT_WORDS = "方法 事 時 物 所 方 場合 必要 御願い 実際 御社 会社 後 今 一つ"
_LIGHT = frozenset(_LIGHT_WORDS.split())
_NOUN = ("名詞", "接尾辞", "接頭辞", "形状詞")
_LINKS = {link: link for link in ("", "の", "や", "と", "・")} | {
    "で": "での",
    "から": "からの",
    "からの": "からの",
    "へ": "への",
    "への": "への",
    "に": "の",
    "にも": "の",
    "を": "の",
}
"""What stands between two nouns -> how they are one: 電話で注文 -> 電話での注文."""
_NO_WORD = re.compile(r"[0-9一二三四五六七八九十お御ご]+|いくら|いくつ")


@dataclass(frozen=True, slots=True)
class _Word:
    """One noun of a question."""

    surface: str
    normal: str
    begin: int
    end: int

    def with_next(self, word: _Word) -> _Word:
        """Both as one compound."""
        return _Word(self.surface + word.surface, self.normal + word.normal, self.begin, word.end)


class Wordings:
    """What the entries of one manual already say, so that nothing is asked that is another's."""

    def __init__(self, entries: Sequence[FaqEntry]) -> None:
        self._texts = {entry.id: "\n".join(_own_wordings(entry)) for entry in entries}
        self._with: dict[str, set[str]] = {}
        for entry in entries:
            for wording in _own_wordings(entry):
                for word in nouns(wording):
                    self._with.setdefault(word.normal, set()).add(entry.id)

    def single_out(self, entry: FaqEntry, normals: Sequence[str]) -> bool:
        """Do these words together stand in no other entry?"""
        sets = [self._with.get(normal, set()) for normal in normals]
        return bool(sets) and set.intersection(*sets) <= {entry.id}

    def has(self, entry: FaqEntry, text: str) -> bool:
        """Is it one of the entry's own wordings?"""
        return _bare(text) in {_bare(own) for own in _own_wordings(entry)}

    def is_free(self, normal: str) -> bool:
        """Does no entry say this word?"""
        return normal not in self._with


def faq_calls(making: Making, entries: Sequence[tuple[int, FaqEntry]]) -> Iterator[GateCall]:
    """Two calls for each of `entries`, which come with their place in the manual."""
    wordings = Wordings(making.manual.faq)
    for place, entry in entries:
        asked = (by_content_words(entry, wordings), in_other_words(entry, wordings, place))
        for way, said in zip(("short", "other"), asked, strict=True):
            yield _call(making, place, entry, way, said)


def by_content_words(entry: FaqEntry, wordings: Wordings) -> str:
    """駐車場はありますか -> 駐車場のことで伺いたいんですが.

    The whole as a clause where its nouns alone might mean another entry.
    """
    question = plain(entry.question)
    found = [word for word in nouns(question) if word.normal not in _LIGHT]
    matter = _joined(question, found)
    if matter and wordings.single_out(entry, [word.normal for word in found]):
        return words("faq_nouns", matter=matter)
    clause, brief = plainly(question), short(question)
    if clause.endswith("こと") and brief != clause and not brief.endswith("か"):
        return words("faq_nouns", matter=brief)  # 事件の進み具合を教えてください
    return words("faq_clause", clause=_stated(clause))


def in_other_words(entry: FaqEntry, wordings: Wordings, seed: int) -> str:
    """The question with a word that means the same; else from a situation, chosen by `seed`."""
    question = plain(entry.question)
    for word in nouns(question):
        for other in _same(word.surface):
            said = question[: word.begin] + other + question[word.end :]
            if wordings.is_free(other) and not wordings.has(entry, said):
                return words("faq_same_word", question=said.rstrip("。？?"))
    clause, matter = plainly(question), short(question)
    situation = f"faq_situation_{seed % _SITUATIONS}"
    if not clause.endswith("こと"):
        return words(situation, clause=clause)
    if matter != clause:  # 営業時間を教えてください
        return words(situation, clause=matter)
    frame = "faq_wished" if re.search("くださ|下さい", question) else "faq_happened"
    return words(frame, clause=clause.removesuffix("こと"))


def _stated(clause: str) -> str:
    """届きませんでした as it is put before ということで or んです: 届かなかった."""
    return clause.removesuffix("こと").removesuffix("な")


def _joined(question: str, found: Sequence[_Word]) -> str:
    """Nouns as one: 請求書の送り先, 電話での注文; empty where a sentence stands between them."""
    matter = found[0].surface if found else ""
    for before, word in pairwise(found):
        between = question[before.end : word.begin]
        if between not in _LINKS:
            return ""
        matter += _LINKS[between] + word.surface
    return matter


@lru_cache(maxsize=65_536)
def nouns(text: str) -> tuple[_Word, ...]:
    """The nouns of a text, compounds whole, without question words and numbers alone."""
    found: list[_Word] = []
    counts = False  # 年 in 何年 is no matter
    for part in morphemes(text):
        kind, normal = part.part_of_speech(), part.normalized_form()
        is_noun = kind[0] in _NOUN and kind[1] != "助動詞語幹"
        if counts or not is_noun or normal in _QUESTION_WORDS or normal.startswith("何"):
            counts = normal == "何"
            continue
        word = _Word(part.surface(), normal, part.begin(), part.end())
        if found and found[-1].end == word.begin:
            word = found.pop().with_next(word)
        found.append(word)
    return tuple(word for word in found if not _NO_WORD.fullmatch(word.surface))


def _same(word: str) -> Iterator[str]:
    """Words of a group that mean the same and sound otherwise: synonyms in Sudachi's eyes, too.

    The groups of related_words.txt hold what goes together (インプラント, 差し歯), too.
    """
    meant = _synonyms(word)
    for other in (other for group in _groups().get(word, ()) for other in group):
        is_noun = len(other) > 1 and [noun.surface for noun in nouns(other)] == [other]
        if is_noun and meant & _synonyms(other) and read(other) != read(word):
            yield other


@lru_cache(maxsize=65_536)
def _synonyms(word: str) -> frozenset[int]:
    parts = list(morphemes(word))
    return frozenset(parts[0].synonym_group_ids()) if len(parts) == 1 else frozenset()


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Word -> its groups in related_words.txt, smallest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    text = resources.files("knowledge").joinpath("related_words.txt").read_text("utf-8")
    for line in text.splitlines():
        group = () if line.startswith("#") else tuple(line.split())
        for word in group:
            found.setdefault(word, []).append(group)
    return {word: tuple(sorted(groups, key=len)) for word, groups in found.items()}


def _own_wordings(entry: FaqEntry) -> tuple[str, ...]:
    return (entry.question, *entry.paraphrases)


def _bare(text: str) -> str:
    return re.sub(r"[、。？?！!\s]", "", text)


def _call(making: Making, place: int, entry: FaqEntry, way: str, said: str) -> GateCall:
    clause = plainly(plain(entry.question))
    written: Written = {
        "features": ["faq"],
        "turns": [{"say": said, "intent": "faq"}, {"say": words("faq_thanks")}],
        "answers": {"purpose": f"{clause}を伺いたいんです。"},
        "max_turns": 14,
        "expect": {"escalation": "", "said": [{"words": [entry.answer]}]},
    }
    return making.call(
        f"faq-{place + 1:04}-{way}",
        written,
        kind="faq",
        where=("faq", place),
        subject=f"FAQ「{entry.question}」",
        remedy="faq_remedy",
        entry=entry.id,
    )
