"""The client's written answers: found by what was said and how it sounded, said only when sure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from knowledge.answering import (
    ANSWER_FROM,
    COMPARED,
    LIKELY_FROM,
    Agreement,
    Answering,
    Ranked,
    fitted,
)
from knowledge.asking import bare, is_listed, wants_price
from knowledge.schema import FaqEntry
from knowledge.search import FaqSearch, SearchSettings, open_search
from knowledge.terms import base_forms
from knowledge.topics import plainly, topic

_HALF = 30.0
"""The search score shown as .5; a good match has 40 to 60."""


_WORD_FOR_WORD = 0.97
"""How sure an entry is whose own question stands in the turn as a clause of its own."""
_LISTED = 0.9
"""How sure an entry is whose answer counts up the very thing that is asked for."""
_KEPT = 64
"""Questions whose answers are remembered: a turn is looked up by several rules, each in parts."""
_LEAST_SHARED = 0.15
"""Share of what was asked that an entry's words must cover before it is said: of a towel's yarn and
its washing the meanings are near, and the answer to the one is none to the other."""
_HARDLY_SHARED, _CLEARLY_MEANT, _MEANT_FROM = 0.05, 0.6, 0.45
"""An entry that shares nothing with the question and is not clearly the nearest in meaning is not
asked back about either: after 停電, misheard, 保証人 sounds absurd."""
_ASKED_BACK, _NOT_ASKED_BACK = ANSWER_FROM - 0.01, LIKELY_FROM - 0.01
_LEAST_WORDS = 2
"""Words below which a turn is no question by itself."""
_LEAST_CORE = 3
"""Letters below which a clause is no question by itself."""
_MOST_PLAIN = 300
"""Entries whose questions are also known as clauses (何時まで診てもらえるか); each takes .3 ms when
the first question of a process is looked up."""
_LEAST_TOPIC = 2
"""Letters below which a topic names nothing."""
_FILLERS = re.compile(
    r"^(?:すみません|あの+う?|ええと|えっと|えーと|ちょっと|実は|そちら|お宅|御社|の|で|は|が|"
    r"[、。 ])+"
)
_OPENS = re.compile(
    r"^(?:(?:あの[うー]?|ええと|えっと|えーと|すみません|すいません|それと|それから|あと|ちなみに|"
    r"ところで|ついでに)[、。 ]*)+"
    r"(?=.{4})(?!は|で(?!す)|から|に|の|何|どの|どれ|いくら)"
)
"""What a question is begun with: of あと妹と一緒に住みたい the あと means nothing."""
_HONORIFIC = re.compile(r"お(?=いくら|[一-龥])|ご(?=[一-龥])")
_PAUSES = re.compile(r"[、。,.？?！!\s]+|(?:けれども|けれど|けど|ので|から|が)(?=、|$)")
_WITHIN = re.compile(
    r"か(?:どうか)?(?:ということ|っていうの|が気にな|が?分か|が?わか|について|を?(?:教え|知り|伺|聞)|$)"
)
"""何時まで診てもらえるかということで伺いたい: a question inside another."""
_AROUND = re.compile(
    r"^(?:あの|ええと|えっと|えーと|ちょっと|すみません|あと|それから|それと|では|じゃあ|そちら(?:は|の)?)+|"
    r"(?:を|は|って)?(?:教えて|お聞き|聞き|お伺い|知り)[ぁ-んァ-ヶ一-龥]*$|"
    r"(?:でしょう|ます|です|ました)?か(?:ね|な|しら)?$|(?:です|ます|でしょう)$"
)


def _core(text: str) -> str:
    """A question without what people say around it: 駐車場はありますか -> 駐車場はあり."""
    clause = unicodedata.normalize("NFKC", text).strip("、。？?！! 　")
    for _ in range(3):
        clause = _AROUND.sub("", clause)
    return clause if len(clause) >= _LEAST_CORE else ""


def _clauses(text: str) -> tuple[str, ...]:
    """The cores of a turn's clauses, and of the whole."""
    parts = (text, text.replace("、", ""), *_PAUSES.split(unicodedata.normalize("NFKC", text)))
    within = (part[: found.start()] for part in parts if (found := _WITHIN.search(part)))
    return tuple(_blunt(core) for core in (*map(_core, parts), *within) if core)


def _blunt(core: str) -> str:
    """相談料はおいくら and 相談料はいくら ask the same."""
    return _HONORIFIC.sub("", core)


def _in_base_forms(text: str) -> str:
    """土曜もやってます？ and 土曜日はやっていますか ask the same; empty for less than two words."""
    words = base_forms(_HONORIFIC.sub("", text).replace("曜日", "曜"))
    return " ".join(words) if len(words) >= _LEAST_WORDS else ""


def _has_no_price(entry: FaqEntry, text: str) -> bool:
    """A price is asked and the entry tells none: however near, it is no answer."""
    return wants_price(text, (entry.question, *entry.paraphrases), entry.answer)


def _sureness(entry: FaqEntry, text: str, found: Agreement, sureness: float) -> float:
    """How sure an entry may be: what agrees in meaning alone is asked back about, never said."""
    if _has_no_price(entry, text):
        return 0.0
    if is_listed(text, entry.question, entry.answer):
        return max(sureness, _LISTED)
    if found.whole >= _LEAST_SHARED:
        return sureness
    is_clear = found.meant >= _CLEARLY_MEANT and sureness >= _MEANT_FROM
    is_meant = found.whole >= _HARDLY_SHARED or is_clear
    return min(sureness, _ASKED_BACK if is_meant else _NOT_ASKED_BACK)


@dataclass(frozen=True, slots=True)
class FaqHit:
    """An entry that may answer."""

    entry: FaqEntry
    score: float
    """0..1. Of `search`: nearness among this client's entries; of `answer`: how sure it is."""


class Faq:
    """One client's entries."""

    def __init__(
        self,
        entries: tuple[FaqEntry, ...],
        settings: SearchSettings | None = None,
    ) -> None:
        """`settings` names the embedding and the client's folder for its index.

        Raises EmbeddingUnavailable.
        """
        self.entries = entries
        self._settings = settings or SearchSettings()
        self._surest = lru_cache(_KEPT)(self._compared)
        if self._settings.cache_dir is not None:
            self.search("はい", "ハイ")  # read from disk or made now, never in the middle of a call

    def search(self, text: str, reading: str = "", limit: int = 10) -> list[FaqHit]:
        """Entries for a caller's words, best first; `reading` as heard, empty for typed text."""
        ranked = self._ranked(text, reading, limit)
        return [FaqHit(one.entry, one.score / (one.score + _HALF)) for one in ranked]

    def answer(self, text: str, reading: str = "") -> FaqHit | None:
        """The entry that answers, or None when none is sure enough to be said."""
        hit = self.nearest(text, reading)
        return hit if hit is not None and hit.score >= ANSWER_FROM else None

    def likely(
        self, text: str, reading: str = "", denied: Container[str] = frozenset()
    ) -> FaqHit | None:
        """The entry that is worth asking back about (「〇〇についてのお問い合わせでしょうか」).

        Not sure enough to be said, too likely to be passed over; None where `answer` has one.
        `denied` are ids that the caller has said no to: what spoke for them goes to the others.
        """
        hits = self._surest(text, reading)
        if hits and hits[0].score >= ANSWER_FROM and hits[0].entry.id not in denied:
            return None
        left = 1.0 - sum(hit.score for hit in hits if hit.entry.id in denied)
        best = next((hit for hit in hits if hit.entry.id not in denied), None)
        if best is None or left <= 0.0 or best.score < LIKELY_FROM * left:
            return None
        return FaqHit(best.entry, min(1.0, best.score / left))

    def nearest(self, text: str, reading: str = "") -> FaqHit | None:
        """The nearest entry and how surely it answers; None where nothing was asked."""
        return next(iter(self._surest(text, reading)), None)

    def named(self, told: str, denied: Container[str] = frozenset()) -> FaqHit | None:
        """The entry to ask back about where no more than a topic was told: 「送料のことで」.

        Of the entries whose question holds the topic the one that says least beside it, else of
        those with a paraphrase that does.
        """
        bare_topic = _FILLERS.sub("", told)
        matter = _core(bare_topic) or bare_topic
        if len(matter) < _LEAST_TOPIC:
            return None
        left = [entry for entry in self.entries if entry.id not in denied]
        holding = [e for e in left if matter in e.question]
        holding = holding or [e for e in left if any(matter in asked for asked in e.paraphrases)]
        if not holding:
            return None
        best = min(holding, key=lambda entry: len(self.topic(entry)))
        return FaqHit(best, LIKELY_FROM)

    def written(self, text: str) -> FaqEntry | None:
        """The entry whose own question stands in the turn, word for word, as a clause; or is the
        whole of it, however politely."""
        held = next((self._written[c] for c in _clauses(text) if c in self._written), None)
        return held or self._in_base_forms.get(_in_base_forms(_FILLERS.sub("", text)))

    def topic(self, entry: FaqEntry) -> str:
        """What an entry is about, in a few words of its own question, unlike every other's."""
        return topic(entry, self.entries)

    def _compared(self, text: str, reading: str) -> tuple[FaqHit, ...]:
        """The entries that may answer, the surest first; none where nothing was asked."""
        text = _OPENS.sub("", text)
        if not self.entries or not bare(text).terms:
            return ()
        written = self.written(text)
        if written is not None:
            return (FaqHit(written, _WORD_FOR_WORD),)
        ranked = self._ranked(text, reading, COMPARED)
        agreements = self._answering.agreements(text, reading, ranked)
        surenesses = fitted().surenesses(agreements)
        hits = [
            FaqHit(one.entry, _sureness(one.entry, text, found, float(p)))
            for one, found, p in zip(ranked, agreements, surenesses, strict=True)
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score))

    def _ranked(self, text: str, reading: str, limit: int) -> list[Ranked]:
        scores = self._search.scores(text, reading)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [Ranked(int(at), self.entries[at], float(scores[at])) for at in order]

    @cached_property
    def _written(self) -> dict[str, FaqEntry]:
        """Each question as the client wrote it, without what people say around it; where two
        entries are asked for in the same words, neither."""
        found: dict[str, FaqEntry] = {}
        shared: set[str] = set()
        is_small = len(self.entries) <= _MOST_PLAIN
        for entry in self.entries:
            for asked in (entry.question, *entry.paraphrases):
                whole = plainly(asked).removesuffix("か") if is_small else ""
                for key in {_blunt(_core(asked)), _blunt(whole)}:
                    if found.setdefault(key, entry) is not entry:
                        shared.add(key)
        return {key: entry for key, entry in found.items() if key and key not in shared}

    @cached_property
    def _in_base_forms(self) -> dict[str, FaqEntry]:
        """Each question by its words, however it ends; where two entries share them, neither."""
        found: dict[str, FaqEntry] = {}
        shared = {""}
        for entry in self.entries if len(self.entries) <= _MOST_PLAIN else ():
            for asked in (entry.question, *entry.paraphrases):
                key = _in_base_forms(asked)
                if found.setdefault(key, entry) is not entry:
                    shared.add(key)
        return {key: entry for key, entry in found.items() if key not in shared}

    @cached_property
    def _search(self) -> FaqSearch:
        return open_search(self.entries, self._settings)

    @cached_property
    def _answering(self) -> Answering:
        return Answering(self._search)
