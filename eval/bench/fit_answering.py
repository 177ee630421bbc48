"""Fits when an answer may be said: `python -m eval.bench.fit_answering FOLDS` writes the weights.

Learned from the sheets of knowledge/training, each with the meanings of words that were learnt
without it (FOLDS, written by `python -m knowledge.training.meaning --folds FOLDS`), from the
development questions, typed, heard and misheard, and from two things that every
manual gives by itself: each paraphrase asked of a manual without it, and each question asked of a
manual without the entry that answers it, which makes near misses; and from what callers say beside
questions, which nothing answers. What is printed was measured with weights that had not seen the
client.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.bench.retrieval import Collection, Question, misheard, own_collections, sample_collections
from knowledge import answering
from knowledge.answering import (
    COMPARED,
    Answering,
    Choice,
    Features,
    Ranked,
    crossed,
    standard,
)
from knowledge.meaning import WordMeanings, read_meanings
from knowledge.reader import read
from knowledge.schema import FaqEntry
from knowledge.search import FaqSearch
from knowledge.training.sheets import Sheet, folds, sheets
from prompts.intents import examples

RIDGE = 15.0
"""Penalty on a squared weight; 8 to 30 give the same mean ln likelihood within .008."""
SPOKEN, MADE = 2.0, 0.5
"""Weight of the samples' spoken questions and of made rows beside 1."""
SHEET = 0.5
"""Weight of a sheet's questions: there are many, and none was asked in earnest."""
_EVERY = {"typed": 4, "heard": 12, "misheard": 12}
"""Of a sheet every so manieth question is asked so."""
MISHEARD = 0.06
TALK = 40
"""Turns that ask nothing, a client."""
_NO_QUESTIONS = frozenset(
    (
        "yes", "no", "goodbye", "thanks", "greeting", "wait", "repeat_request", "reach_person",
        "leave_message", "request_callback", "call_again", "decline_number", "ask_return_time",
        "ask_email", "ask_mobile", "ask_private", "who_are_you", "confirm_company",
        "human_operator", "wrong_number", "sales_call", "staff_call", "other_person", "urgent",
    )
)  # fmt: skip
"""Intents of callers that no FAQ answers."""
MOST_WRONG = 0.05
_OFFSETS = {"typed": 0, "heard": 1, "misheard": 3}
_EVERY_GONE = 10
"""Of a sheet every so manieth entry is left out and asked for."""
_LARGE = 60
"""Entries from which only every second is left out."""
_STEPS = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One question with the entries that are compared for it."""

    client: str
    asked: str
    features: Features
    """(COMPARED, n); rows of fewer entries end with NaN."""
    right: Features
    """(COMPARED,) 1 shared among the entries that answer; all 0: none does."""
    weight: float
    is_measured: bool


def rows_of(collection: Collection, weight: float) -> Iterator[Row]:
    """All that one client's questions and entries teach."""
    heard = tuple(Question(q.text, read(q.text), q.grades) for q in collection.questions)
    kinds = {
        "typed": collection.questions,
        "heard": heard,
        "misheard": misheard(collection.questions, MISHEARD, 1),
    }
    for asked, questions in kinds.items():
        yield from _rows(collection, questions, asked, weight)
    made = (*_without_paraphrases(collection), *_without_answers(collection), _talk(collection))
    for one in made:
        yield from _rows(one, _half_heard(one.questions), "", MADE)


def sheet_rows(folder: Path) -> Iterator[Row]:
    """What the sheets teach, each with meanings that were learnt without it."""
    made = sheets()
    for number, (_, out) in enumerate(folds(len(made))):
        meanings = read_meanings(folder / f"meaning{number}.npz")
        for sheet in (made[at] for at in out):
            collection = _collection(sheet)
            for asked, every in _EVERY.items():
                questions = collection.questions[_OFFSETS[asked] :: every]
                if asked == "heard":
                    questions = tuple(Question(q.text, read(q.text), q.grades) for q in questions)
                if asked == "misheard":
                    questions = misheard(questions, MISHEARD, 1)
                yield from _rows(collection, questions, asked, SHEET, meanings)
            yield from _rows(_talk(collection), _talk(collection).questions, "", MADE, meanings)
            for gone in list(_without_answers(collection))[::_EVERY_GONE]:
                yield from _rows(gone, gone.questions[::2], "", SHEET * MADE, meanings)


def _collection(sheet: Sheet) -> Collection:
    asked = (Question(text, "", {answer: 2}) for text, answer in sheet.asked)
    beside = (Question(text, "", {}) for text in sheet.unwritten)
    questions = tuple(asked) + tuple(beside)
    order = random.Random(sheet.trade).sample(range(len(questions)), len(questions))
    return Collection(sheet.trade, sheet.entries, tuple(questions[at] for at in order))


def fit(rows: Sequence[Row]) -> Choice:
    """The most likely weights under `RIDGE`, by Newton's method."""
    known = np.concatenate([row.features[~np.isnan(row.features[:, 0])] for row in rows])
    mean, scale = known.mean(axis=0), known.std(axis=0) + 1e-9
    designs = [crossed(standard(row.features, mean, scale)) for row in rows]
    design = np.nan_to_num(np.stack(designs))
    is_there = np.stack([~np.isnan(row.features[:, 0]) for row in rows])
    right = np.stack([row.right for row in rows])
    weight = np.array([row.weight for row in rows])
    weights = np.zeros(design.shape[2])
    ridge = RIDGE * np.eye(len(weights))
    ridge[0, 0] = 1e-3
    for _ in range(_STEPS):
        powers = np.where(is_there, np.exp(np.minimum(design @ weights, 50)), 0.0)
        p = powers / (powers.sum(axis=1, keepdims=True) + 1)
        slope = np.einsum("q,qk,qkd->d", weight, p - right, design) + ridge @ weights
        mean_of = np.einsum("qk,qkd->qd", p, design)
        curve = np.einsum("qk,qkd,qke->de", weight[:, None] * p, design, design, optimize=True)
        curve += ridge - np.einsum("q,qd,qe->de", weight, mean_of, mean_of, optimize=True)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return Choice(mean, scale, weights)


def measured(rows: Sequence[Row]) -> list[tuple[Row, float, bool]]:
    """Each measured row's best sureness, and whether it is right; by weights of other clients."""
    found = []
    for client in dict.fromkeys(row.client for row in rows):
        choice = fit([row for row in rows if row.client != client])
        for row in rows:
            if row.client == client and row.is_measured:
                sure = choice.sureness_of(row.features[~np.isnan(row.features[:, 0])])
                best = int(sure.argmax())
                found.append((row, float(sure[best]), bool(row.right[best])))
    return found


def main() -> None:
    """Print what other clients' weights do, then write the weights of all."""
    spoken, own = sample_collections("dev"), own_collections()
    rows = [row for c in spoken for row in rows_of(c, SPOKEN)]
    rows += [row for c in own for row in rows_of(c, 1.0)]
    rows += sheet_rows(Path(sys.argv[1]))
    found = measured(rows)
    names = {
        "samples": {c.name for c in spoken},
        "others": {c.name for c in own},
        "sheets": {sheet.trade for sheet in sheets()},
    }
    for name, clients in names.items():
        for asked in ("typed", "heard", "misheard"):
            kept = [one for one in found if one[0].client in clients and one[0].asked == asked]
            _print(f"{name}, {asked}", kept)
    choice = fit(rows)
    parts = {"mean": choice.mean, "scale": choice.scale, "weights": choice.weights}
    stored = {name: [float(f"{value:.5g}") for value in values] for name, values in parts.items()}
    path = Path(answering.__file__).with_name("answering.json")
    path.write_text(json.dumps(stored) + "\n", encoding="utf-8")


def _print(title: str, found: Sequence[tuple[Row, float, bool]]) -> None:
    answerable = sum(bool(row.right.any()) for row, _, _ in found)
    for threshold in np.arange(0.2, 0.95, 0.05):
        said = [right for _, sure, right in found if sure >= threshold]
        print(f"{title}: from {threshold:.2f} {sum(said)} right of {answerable} found,", end=" ")
        print(f"{len(said) - sum(said)} wrong of {len(found)}")


def _rows(
    collection: Collection,
    questions: Sequence[Question],
    asked: str,
    weight: float,
    meanings: WordMeanings | None = None,
) -> Iterator[Row]:
    search = FaqSearch.build(collection.entries, meanings=meanings)
    judge = Answering(search)
    for question in questions:
        scores = search.scores(question.text, question.reading)
        order = [int(at) for at in np.argsort(-scores, kind="stable")[:COMPARED]]
        ranked = [Ranked(at, collection.entries[at], float(scores[at])) for at in order]
        agreements = judge.agreements(question.text, question.reading, ranked)
        features = np.array([agreement.features() for agreement in agreements])
        right = np.array([float(question.grades.get(at, 0) > 0) for at in order])
        missing = COMPARED - len(order)
        yield Row(
            collection.name,
            asked,
            np.pad(features, ((0, missing), (0, 0)), constant_values=np.nan),
            np.pad(right / max(1.0, right.sum()), (0, missing)),
            weight,
            bool(asked),
        )


def _half_heard(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Every second one as heard, so that heard questions learn of as many near misses."""
    return tuple(
        Question(q.text, read(q.text), q.grades) if at % 2 else q for at, q in enumerate(questions)
    )


def _without_paraphrases(collection: Collection) -> Iterator[Collection]:
    """The client without each entry's first, second, third paraphrase, which is then asked."""
    for left_out in range(3):
        entries, questions = [], []
        for at, entry in enumerate(collection.entries):
            phrases = list(entry.paraphrases)
            if len(phrases) > left_out:
                questions.append(Question(phrases.pop(left_out), "", {at: 2}))
            entries.append(_with(entry, phrases))
        yield Collection(collection.name, tuple(entries), tuple(questions))


def _with(entry: FaqEntry, phrases: Sequence[str]) -> FaqEntry:
    return FaqEntry(
        id=entry.id, question=entry.question, paraphrases=tuple(phrases), answer=entry.answer
    )


def _without_answers(collection: Collection) -> Iterator[Collection]:
    """The client without one entry and those related to it, asked what they would have answered."""
    step = 2 if len(collection.entries) > _LARGE else 1
    for at in range(0, len(collection.entries), step):
        asked = [q for q in collection.questions if next(iter(q.grades), -1) == at]
        if asked:
            gone = {number for question in asked for number in question.grades}
            entries = tuple(e for n, e in enumerate(collection.entries) if n not in gone)
            questions = tuple(Question(question.text, "", {}) for question in asked * 2)
            yield Collection(collection.name, entries, questions)


def _talk(collection: Collection) -> Collection:
    """The client, told what callers say that asks nothing; each client hears other callers."""
    said = sorted({one.text for one in examples() if one.intent in _NO_QUESTIONS and not one.also})
    chosen = random.Random(collection.name).sample(said, TALK)
    return Collection(
        collection.name, collection.entries, tuple(Question(text, "", {}) for text in chosen)
    )


if __name__ == "__main__":
    main()
