"""How well FAQ entries are found: nDCG, recall and hits beside BM25, also for misheard questions.

`localgovfaq` (a city's FAQ with questions of crowd workers and graded relevance) is measured and
never tuned on; the fictitious town of bench/dev is what the search was tuned on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from agent.tasks.find_answer import MAX_ASKED_BACK
from eval.mishearing import MoraChannel
from knowledge.faq import Faq
from knowledge.manual import find_manual, load_manual
from knowledge.reader import read
from knowledge.schema import FaqEntry
from knowledge.search import SearchSettings
from knowledge.terms import analyse
from speech.asr.writing import Writer

DEV = Path(__file__).parent / "dev"
DEPTH = 10
MISHEARD = 0.15
"""Share of a question's morae that are replaced, dropped or followed by another."""
ROUNDS = 2000
"""Of the bootstrap."""

Scores = npt.NDArray[np.float64]
Ranker = Callable[[str, str], Sequence[int]]
"""(text, reading as heard or empty) -> numbers of entries, best first."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asked."""

    text: str
    reading: str
    """As heard; empty for typed text."""
    grades: Mapping[int, int]
    """Number of an entry -> 1 (related) or 2 (answers it); empty: none answers."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Entries and questions to them."""

    name: str
    entries: tuple[FaqEntry, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Figures of one ranker for one way of asking."""

    ranker: str
    asked: str
    """typed or misheard."""
    ndcg: float
    """nDCG@10, gain 2^grade - 1."""
    recall: float
    """Share of the related entries among the first ten, mean over questions."""
    hit: float
    """Share of questions whose first entry is related."""
    gain: float
    """nDCG@10 above BM25's in the same run."""
    low: float
    """Of a paired 95 % bootstrap interval of `gain` over questions."""
    high: float
    query_ms: float
    """Mean processor time of a query."""
    query_p95_ms: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """All figures of one collection."""

    collection: str
    entries: int
    questions: int
    build_s: float
    """Processor time, as all times here: others may be using the machine."""
    figures: tuple[Found, ...]


def localgovfaq(folder: Path) -> Collection:
    """The benchmark from its three files; raises FileNotFoundError or ValueError."""
    corpus = _json(folder / "corpus.json")
    queries, relevant = _json(folder / "queries.json"), _json(folder / "qrels.json")
    number = {key: at for at, key in enumerate(corpus)}
    entries = tuple(_entry(key, text) for key, text in corpus.items())
    questions = tuple(
        Question(text, "", {number[d]: int(g) for d, g in relevant.get(key, {}).items()})
        for key, text in queries.items()
    )
    return Collection("localgovfaq", entries, tuple(q for q in questions if q.grades))


def own_collections() -> tuple[Collection, ...]:
    """The development town and businesses, with the questions that have no answer."""
    town = yaml.safe_load((DEV / "faq_town.yaml").read_text("utf-8"))
    trades = yaml.safe_load((DEV / "faq_trades.yaml").read_text("utf-8"))
    return tuple(_own(name, content) for name, content in {"town": town, **trades}.items())


def sample_collections(part: str) -> tuple[Collection, ...]:
    """Spoken questions to the sample manuals: `dev`, or `unseen`, which nobody tunes on."""
    rows = yaml.safe_load((DEV.parent / part / "faq.yaml").read_text("utf-8"))
    found = []
    for name in dict.fromkeys(row["manual"] for row in rows):
        entries = load_manual(find_manual(name)).faq
        number = {entry.id: at for at, entry in enumerate(entries)}
        asked = tuple(
            Question(row["query"], "", {number[row["entry"]]: 2} if row["entry"] else {})
            for row in rows
            if row["manual"] == name
        )
        found.append(Collection(name, entries, asked))
    return tuple(found)


def misheard(questions: Sequence[Question], rate: float, seed: int) -> tuple[Question, ...]:
    """The questions as a bad line brings them: misheard sounds, and what is written for them."""
    writer, channel = Writer(), MoraChannel(seed, rate)
    heard = [channel(read(question.text)) for question in questions]
    return tuple(
        Question(writer.write(reading), reading, question.grades)
        for question, reading in zip(questions, heard, strict=True)
    )


def measure(
    collection: Collection, rate: float = MISHEARD, seed: int = 0, embeddings: str = "embedded"
) -> Retrieval:
    """Index the collection and ask everything, typed and misheard, beside BM25."""
    began = process_time()
    faq = Faq(collection.entries, SearchSettings(embeddings))
    faq.search("", limit=1)
    build_s = process_time() - began
    rankers = {"BM25": _bm25(collection.entries), embeddings: _ranker(faq, collection.entries)}
    asked = [question for question in collection.questions if question.grades]
    figures: list[Found] = []
    for name, questions in (("typed", asked), ("misheard", misheard(asked, rate, seed))):
        base: Scores | None = None
        for ranker, rank in rankers.items():
            ranked, took_ms = _timed(rank, questions)
            gains = np.array([ndcg(r, q.grades) for r, q in zip(ranked, questions, strict=True)])
            base = gains if base is None else base
            figures.append(
                _found(
                    ranker,
                    name,
                    ranked=ranked,
                    questions=questions,
                    gains=gains,
                    base=base,
                    took_ms=took_ms,
                    seed=seed,
                )
            )
    return Retrieval(collection.name, len(collection.entries), len(asked), build_s, tuple(figures))


def ndcg(ranked: Sequence[int], grades: Mapping[int, int]) -> float:
    """nDCG@10 with gain 2^grade - 1 and a discount of log2 (Järvelin & Kekäläinen 2002)."""
    best = sorted(grades.values(), reverse=True)
    ideal = _dcg(best)
    return _dcg([grades.get(entry, 0) for entry in ranked]) / ideal if ideal else 0.0


def paired_interval(differences: Scores, seed: int = 0) -> tuple[float, float]:
    """95 % bootstrap interval of a mean of paired differences (percentile method)."""
    chance = np.random.default_rng(seed)
    draws = chance.integers(len(differences), size=(ROUNDS, len(differences)))
    low, high = np.percentile(differences[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


# -- answering -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answered:
    """What is said at one threshold."""

    asked: str
    threshold: float
    right: int
    wrong: int
    answerable: int
    unanswerable: int


@dataclass(frozen=True, slots=True)
class AskedBack:
    """What asking back reaches of the questions that no answer was said to."""

    asked: str
    first: int
    """The entry that answers was asked back about at once."""
    second: int
    """The same, after one no."""
    in_vain: int
    """Asked back, and no entry answers."""
    missed: int
    """An entry answers, and it was not asked back about."""


def answered(
    collections: Sequence[Collection], thresholds: Sequence[float], rate: float, seed: int = 0
) -> tuple[Answered, ...]:
    """Answers said rightly and wrongly, typed and misheard at `rate`, for each threshold."""
    surenesses: dict[str, list[tuple[float, bool]]] = {"typed": [], "misheard": []}
    for collection in collections:
        faq = Faq(collection.entries)
        for name, questions in (
            ("typed", collection.questions),
            ("misheard", misheard(collection.questions, rate, seed)),
        ):
            for question in questions:
                hit = faq.nearest(question.text, question.reading)
                if hit is not None:
                    right = question.grades.get(collection.entries.index(hit.entry), 0) > 0
                    surenesses[name].append((hit.score, right))
    answerable = sum(bool(q.grades) for c in collections for q in c.questions)
    total = sum(len(c.questions) for c in collections)
    return tuple(
        Answered(
            name,
            threshold,
            sum(right for sure, right in hits if sure >= threshold),
            sum(not right for sure, right in hits if sure >= threshold),
            answerable,
            total - answerable,
        )
        for name, hits in surenesses.items()
        for threshold in thresholds
    )


def asked_back(collections: Sequence[Collection], rate: float, seed: int = 0) -> list[AskedBack]:
    """What follows where nothing was said, typed and misheard at `rate`, as in a call."""
    found = []
    for name in ("typed", "misheard"):
        ends: Counter[str] = Counter()
        for collection in collections:
            faq = Faq(collection.entries)
            typed = name == "typed"
            asked = collection.questions if typed else misheard(collection.questions, rate, seed)
            ends.update(
                _end(faq, collection.entries, one)
                for one in asked
                if faq.answer(one.text, one.reading) is None
            )
        found.append(
            AskedBack(name, ends["first"], ends["second"], ends["in_vain"], ends["missed"])
        )
    return found


def _end(faq: Faq, entries: Sequence[FaqEntry], question: Question) -> str:
    """What asking back comes to: first, second, in_vain, missed, or nothing."""
    denied: list[str] = []
    for place in ("first", "second")[:MAX_ASKED_BACK]:
        hit = faq.likely(question.text, question.reading, denied)
        if hit is None:
            break
        if question.grades.get(entries.index(hit.entry), 0) > 0:
            return place
        denied.append(hit.entry.id)
    if question.grades:
        return "missed"
    return "in_vain" if denied else "nothing"


# -- parts ---------------------------------------------------------------------------------------


def _json(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_text("utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"{path} is not an object")
    return content


def _entry(key: str, text: str) -> FaqEntry:
    """`Question: ...` on the first line, `Answer: ...` on the second."""
    lines = [line.partition(":")[2].strip() for line in text.splitlines()]
    if len(lines) < 2 or not lines[0]:
        raise ValueError(f"entry {key} of the corpus has no question and answer")
    return FaqEntry(id=key, question=lines[0], answer=" ".join(lines[1:]).strip()[:2000] or "-")


def _own(name: str, content: Mapping[str, Any]) -> Collection:
    entries = tuple(FaqEntry.model_validate(entry) for entry in content["faq"])
    number = {entry.id: at for at, entry in enumerate(entries)}
    asked = []
    for text, ids in content["asked"]:
        best, *others = [ids] if isinstance(ids, str) else ids
        grades = {number[best]: 2} | {number[other]: 1 for other in others}
        asked.append(Question(text, "", grades))
    asked += [Question(text, "", {}) for text in content["unwritten"]]
    return Collection(name, entries, tuple(asked))


def _ranker(faq: Faq, entries: Sequence[FaqEntry]) -> Ranker:
    number = {entry.id: at for at, entry in enumerate(entries)}
    return lambda text, reading: [number[h.entry.id] for h in faq.search(text, reading, DEPTH)]


def _bm25(entries: Sequence[FaqEntry]) -> Ranker:
    """bm25s with its own defaults over Sudachi's normal forms of question and answer."""
    import bm25s

    retriever = bm25s.BM25()
    retriever.index([_tokens(f"{e.question}\n{e.answer}") for e in entries], show_progress=False)

    def rank(text: str, _reading: str) -> Sequence[int]:
        tokens = _tokens(text)
        scores = retriever.get_scores(tokens) if tokens else np.zeros(len(entries))
        return [int(at) for at in np.argsort(-scores, kind="stable")[:DEPTH]]

    return rank


def _tokens(text: str) -> list[str]:
    return [t for t in analyse(text, limit=4000).terms.elements() if t[0] == "w"]


def _timed(rank: Ranker, questions: Sequence[Question]) -> tuple[list[Sequence[int]], list[float]]:
    rank("はい", "ハイ")  # what is loaded once is no query's time
    ranked, took_ms = [], []
    for question in questions:
        began = process_time()
        ranked.append(rank(question.text, question.reading))
        took_ms.append(1000 * (process_time() - began))
    return ranked, took_ms


def _found(
    ranker: str,
    asked: str,
    *,
    ranked: Sequence[Sequence[int]],
    questions: Sequence[Question],
    gains: Scores,
    base: Scores,
    took_ms: Sequence[float],
    seed: int,
) -> Found:
    low, high = paired_interval(gains - base, seed)
    pairs = list(zip(ranked, questions, strict=True))
    return Found(
        ranker,
        asked,
        float(gains.mean()),
        float(np.mean([len(set(r[:DEPTH]) & set(q.grades)) / len(q.grades) for r, q in pairs])),
        float(np.mean([r[0] in q.grades for r, q in pairs])),
        float((gains - base).mean()),
        low,
        high,
        float(np.mean(took_ms)),
        float(np.percentile(took_ms, 95)),
    )


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**g - 1) / float(np.log2(at + 2)) for at, g in enumerate(grades[:DEPTH]))
