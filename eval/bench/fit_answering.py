"""Fits when an answer may be said: `python -m eval.bench.fit_answering` writes the weights.

Learned from the development questions, typed, heard and misheard, and from two things that every
manual gives by itself: each paraphrase asked of a manual without it, and each question asked of a
manual without the entry that answers it, which makes near misses; and from what callers say beside
questions, which nothing answers. What is printed was measured with weights that had not seen the
client.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.bench.retrieval import Collection, Question, misheard, own_collections, sample_collections
from knowledge import answering
from knowledge.answering import COMPARED, Answering, Choice, Features, crossed, standard
from knowledge.reader import read
from knowledge.schema import FaqEntry
from knowledge.search import FaqSearch
from prompts.intents import examples

RIDGE = 15.0
"""Penalty on a squared weight; 8 to 30 give the same mean ln likelihood within .008."""
SPOKEN, MADE = 2.0, 0.5
"""Weight of the samples' spoken questions and of made rows beside 1."""
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
    found = measured(rows)
    names = {"samples": {c.name for c in spoken}, "others": {c.name for c in own}}
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
    collection: Collection, questions: Sequence[Question], asked: str, weight: float
) -> Iterator[Row]:
    search = FaqSearch.build(collection.entries)
    judge = Answering(search)
    for question in questions:
        scores = search.scores(question.text, question.reading)
        order = [int(at) for at in np.argsort(-scores, kind="stable")[:COMPARED]]
        ranked = [(collection.entries[at], float(scores[at])) for at in order]
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
