"""Who is who in a turn: the caller's name and firm, who is asked for, and anybody else named.

A linear-chain conditional random field (Lafferty et al. 2001) over characters, learned from
callers' turns in which people marked the names (`agent.training.names`). A name is found by what
stands around it, not by a list of what is none, so 「ネットがようわからんので」 names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent.name_features import columns
from agent.utterance import Utterance

Floats = npt.NDArray[np.float32]

ROLES = "NCDARTWOF"
"""N the caller's name, C her firm, D her department or title, A her place or what she is known by,
R what she is to the named (家内), T a person of the office, W a department or title of the office,
O somebody else, F another firm."""
LABELS = ("-", *(edge + role for role in ROLES for edge in "BI"))
"""- is no name; B begins one, I goes on."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of the turn that name somebody."""

    role: str
    """One of `ROLES`."""
    begun: int
    end: int
    """One past the last."""
    sure: float
    """0..1: probability that these characters, all of them, have the role."""


@dataclass(frozen=True, eq=False)
class NameTagger:
    """Everything that was learned."""

    weights: Floats
    """(BUCKETS + 1, labels): of each hashed feature; the last row is empty."""
    steps: Floats
    """(labels, labels): from one character's label to the next one's."""
    digest: str = ""
    """Of the turns that it was learned from."""

    def spans(self, said: Utterance, asked: str = "") -> tuple[Span, ...]:
        """The names in a turn, from its beginning; none in an empty one."""
        return self.of_columns(columns(said, asked)) if said.text else ()

    def of_columns(self, found: npt.NDArray[np.int64]) -> tuple[Span, ...]:
        """The same of (characters, features) columns."""
        scores = self.weights[found].sum(axis=1)
        path = self._best(scores)
        shares = self._shares(scores)
        spans: list[Span] = []
        for at, label in enumerate(path):
            name = LABELS[label]
            if name[0] != "B":
                continue
            end = at + 1
            while end < len(path) and LABELS[path[end]] == "I" + name[1]:
                end += 1
            sure = float(min(shares[i, path[i]] for i in range(at, end)))
            spans.append(Span(name[1], at, end, sure))
        return tuple(spans)

    def named(self, said: Utterance, asked: str = "") -> Floats:
        """(characters,) probability that each belongs to a name or a role at all."""
        if not said.text:
            return np.zeros(0, dtype=np.float32)
        scores = self.weights[columns(said, asked)].sum(axis=1)
        return np.asarray(1.0 - self._shares(scores)[:, 0], dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write as npz: 8 bits a weight, scaled label by label."""
        scale = np.maximum(np.abs(self.weights).max(axis=0), 1e-6) / 127
        whole = np.rint(self.weights / scale).astype(np.int8)
        np.savez_compressed(
            path,
            weights=whole,
            scale=scale.astype(np.float32),
            steps=self.steps,
            digest=np.array(self.digest),
        )

    def _best(self, scores: Floats) -> list[int]:
        """Viterbi: the likeliest labels; a turn begins as if after a character that is no name."""
        best, back = scores[0] + self.steps[0], []
        for score in scores[1:]:
            ways = best[:, None] + self.steps
            back.append(ways.argmax(axis=0))
            best = ways.max(axis=0) + score
        path = [int(best.argmax())]
        for came_from in reversed(back):
            path.append(int(came_from[path[-1]]))
        return path[::-1]

    def _shares(self, scores: Floats) -> Floats:
        """(characters, labels) probabilities, by the forward-backward algorithm."""
        there = np.empty_like(scores)
        there[0] = scores[0] + self.steps[0]
        for at in range(1, len(scores)):
            there[at] = scores[at] + _log_sum(there[at - 1][:, None] + self.steps, 0)
        back = np.zeros_like(scores)
        for at in range(len(scores) - 2, -1, -1):
            back[at] = _log_sum(self.steps + scores[at + 1] + back[at + 1], 1)
        whole = there + back
        return np.asarray(np.exp(whole - _log_sum(whole, 1)[:, None]), dtype=np.float32)


def _log_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis)
    spread = np.exp(values - np.expand_dims(most, axis)).sum(axis=axis)
    return np.asarray(most + np.log(spread), dtype=np.float32)


def load_tagger(path: Path | None = None) -> NameTagger:
    """The packaged tagger, or the one at `path`."""
    where = path or Path(str(resources.files("agent").joinpath("names.npz")))
    with np.load(where) as held:
        weights = held["weights"].astype(np.float32) * held["scale"]
        return NameTagger(weights, held["steps"], str(held["digest"]))


@lru_cache(maxsize=1)
def packaged_tagger() -> NameTagger:
    """One instance for all calls."""
    return load_tagger()


@lru_cache(maxsize=512)
def names_in(said: Utterance, asked: str = "") -> tuple[Span, ...]:
    """The names in a turn; `asked` is the open question's topic."""
    return packaged_tagger().spans(said, asked)


@lru_cache(maxsize=512)
def named_in(said: Utterance, asked: str = "") -> Floats:
    """(characters,) probability that each belongs to a name."""
    return packaged_tagger().named(said, asked)
