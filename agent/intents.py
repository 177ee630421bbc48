"""What a turn is about, scored: cue words by text and by sound, weighed words, nearest examples.

A cue votes with its weight; one heard only nearly votes less. Votes, the turn's features and its
likeness to example turns go into one trained model, whose scores are calibrated: of the turns
scored .8, four in five are right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent.intent_features import features
from agent.intent_model import Cue, IntentModel, load_model
from agent.utterance import Utterance, heard_from, listen
from knowledge.sound import morae
from speech.reading.kana import SoundIndex

ACCEPT = 0.4
"""Least score at which the desk acts on an intent instead of asking back."""
ALSO_FROM = 0.3
"""Least score of a second intent of the same breath."""
_SOUND_FROM = 0.84
"""Similarity from which a cue was heard; a five-mora word with one near consonant scores .95."""
_SHORT_CUE = 4
"""Morae up to which a cue must be heard exactly: short words are in everything."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One intent with how sure it is."""

    intent: str
    score: float
    """0..1; those of all intents sum to 1."""


def classify(
    said: Utterance, kind: str = "open", topic: str = "purpose", sign: float = 0.0
) -> list[Scored]:
    """Every intent, likeliest first.

    `kind` and `topic` are those of the open question, `sign` the turn's yes (1) or no (-1) to it.
    """
    model = _model()
    found = model.probabilities(evidence(_without_greeting(said), kind, topic, sign, _cues()))
    scores = [Scored(intent, float(p)) for intent, p in zip(model.intents, found, strict=True)]
    return sorted(scores, key=lambda s: -s.score)


_FIRST_CALL = re.compile(
    r"^(?:[^。、]{0,6}[、。 ])?(?:初めて|はじめて)(?:お)?電話(?:を)?"
    r"(?:し(?:ます|ました|てる|ている)|いたします|させていただ(?:きます|いて(?:おり|い)ます))"
    r"(?:んです)?(?:が|けど|けども)?[、。 ]+"
)
"""How strangers open a call: it is no word of calling again."""


def _without_greeting(said: Utterance) -> Utterance:
    found = _FIRST_CALL.match(said.text)
    rest = said.text[found.end() :] if found is not None else ""
    return listen(rest, heard_from(said, found.end())) if found is not None and rest else said


def votes(said: Utterance) -> dict[str, float]:
    """Intent -> 0..1: how surely the cue words heard point there."""
    return _cues().votes(said)


def evidence(said: Utterance, kind: str, topic: str, sign: float, cues: Cues) -> dict[str, float]:
    """What the model is told of a turn: its features and its cues."""
    found = features(said, kind, topic, sign)
    for intent, vote in cues.votes(said).items():
        found[f"c{intent}"] = vote
    return found


class Cues:
    """The cue words of every intent, indexed by sound."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues = tuple(cues)
        self._lengths = [len(morae(cue.reading)) for cue in cues]
        self._sounds = SoundIndex([cue.reading for cue in cues])

    def votes(self, said: Utterance) -> dict[str, float]:
        """Intent -> 0..1: the three strongest of its cues that were heard, as a noisy or."""
        similar = self._sounds.similarities(said.reading, within=True)
        doubts: dict[str, list[float]] = {}
        for at, cue in enumerate(self._cues):
            share = 1.0 if cue.word in said.text else self._heard(at, float(similar[at]))
            if share:
                doubts.setdefault(cue.intent, []).append(1.0 - cue.weight * share)
        return {intent: 1.0 - _product(sorted(left)[:3]) for intent, left in doubts.items()}

    def _heard(self, at: int, similar: float) -> float:
        length = self._lengths[at]
        if length <= 2:
            return 0.0
        if length <= _SHORT_CUE:
            return 1.0 if similar >= 0.995 else 0.0
        return (similar - 0.7) / 0.3 if similar >= _SOUND_FROM else 0.0


def _product(factors: list[float]) -> float:
    left = 1.0
    for factor in factors:
        left *= factor
    return left


@lru_cache(maxsize=1)
def _cues() -> Cues:
    return Cues(_model().cues)


@lru_cache(maxsize=1)
def _model() -> IntentModel:
    return load_model()
