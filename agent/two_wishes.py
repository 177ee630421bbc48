"""Two wishes in one breath: which of them the turn is mostly about.

The first one said, as a telephone manual counts it (「はい、それで。あと駐車場はありますか」 is a
yes that also asks), except that danger and displeasure come before everything said around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from agent.intents import ALSO_FROM, Scored, classify
from agent.questions import Question
from agent.utterance import Utterance, Word, listen
from agent.yes_no import polarity
from speech.reading.lead_ins import HESITATION, NO, YES

_FIRST_OF_ALL = ("emergency", "complaint")
_SAYS_NOTHING = frozenset(("other", "greeting", "thanks", "wait", "foreign_language"))
_BARE_ANSWER_MORAE = 4
"""はい and いいえ alone open any turn; what follows tells what they meant."""
_CLEAR = 0.7
"""Score from which a clause by itself says what it is about."""
_LEAST_FIRST = 0.15
"""Score in the whole turn from which what is clear in an earlier clause was a wish of its own."""
_LEAST_SECOND = 0.01
"""The same for a later clause: 番号は… alone sounds like keeping it back, the turn does not."""
_MAX_CLAUSES = 5


def in_order(said: Utterance, question: Question, scores: list[Scored]) -> list[Scored]:
    """`scores` with the first wish on top, and the other counted, where the turn holds two."""
    clauses = list(_clauses(said.words))[:_MAX_CLAUSES]
    if len(clauses) < 2:
        return scores
    score_of = {s.intent: s.score for s in scores}
    meant = [m for m in (_clear(clause, question) for clause in clauses) if m]
    first = _first(meant, question, scores[0].intent, score_of)
    if first != scores[0].intent:
        return _promoted(scores, first)
    others = [m for m in meant if m != first and m not in ("yes", "no")]
    if others and _LEAST_SECOND <= score_of.get(others[0], 0.0) < ALSO_FROM:
        return _counted(scores, others[0])
    return scores


def _first(meant: list[str], question: Question, best: str, score_of: Mapping[str, float]) -> str:
    for intent in _FIRST_OF_ALL:
        if intent in meant and score_of.get(intent, 0.0) >= ALSO_FROM:
            return intent
    if best in ("yes", "no", "repeat_request"):
        return best
    for intent in meant:
        is_answer = intent in ("yes", "no") and question.kind != "open"
        if intent == best or is_answer or score_of.get(intent, 0.0) >= _LEAST_FIRST:
            return intent
    return best


def _promoted(scores: list[Scored], intent: str) -> list[Scored]:
    """`intent` takes the best score; the best becomes second, and counts."""
    best = scores[0]
    second = max(ALSO_FROM, next(s.score for s in scores if s.intent == intent))
    first = min(best.score, 1.0 - second)
    rest = [s for s in scores[1:] if s.intent != intent]
    return [
        Scored(intent, first),
        Scored(best.intent, second),
        *_sharing(rest, 1.0 - first - second),
    ]


def _counted(scores: list[Scored], intent: str) -> list[Scored]:
    """`intent` becomes the second, with the least score that counts."""
    best = min(scores[0].score, 1.0 - ALSO_FROM)
    rest = [s for s in scores[1:] if s.intent != intent]
    shared = _sharing(rest, 1.0 - best - ALSO_FROM)
    return [Scored(scores[0].intent, best), Scored(intent, ALSO_FROM), *shared]


def _sharing(scores: list[Scored], left: float) -> list[Scored]:
    left, total = max(0.0, left), sum(s.score for s in scores)
    return [Scored(s.intent, s.score * left / total if total else 0.0) for s in scores]


def _clear(clause: Utterance, question: Question) -> str:
    """What a clause is about by itself; empty where that is not clear."""
    sign = polarity(clause, question.kind)
    if sign and len(clause.heard) <= _BARE_ANSWER_MORAE and _BARE.fullmatch(clause.text):
        return ""
    top = classify(clause, question.kind, question.topic, sign)[0]
    if top.intent in ("yes", "no") and not sign:
        return ""
    return top.intent if top.score >= _CLEAR and top.intent not in _SAYS_NOTHING else ""


_BARE = re.compile(rf"{HESITATION}|{YES}|{NO}|ああ|はあ|あ")


def _clauses(words: tuple[Word, ...]) -> Iterator[Utterance]:
    part: list[Word] = []
    for word in words:
        if word.pos != "記号":
            part.append(word)
        elif part:
            yield _utterance(part)
            part = []
    if part:
        yield _utterance(part)


def _utterance(words: list[Word]) -> Utterance:
    return listen("".join(w.text for w in words), "".join(w.reading for w in words))
