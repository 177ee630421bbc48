"""A telephone number as a whole: what the frames say once it is known that they are one.

The phone beam hears the ノ between two groups as ゴ, or the レー a number begins with as ゴー, and
its language model has no count of digits. Where the beam's best hypothesis looks like a number
that the numbering plan does not know, the turn's frames are searched once more, exactly
(Viterbi over a CTC graph), for the best *whole* number: a zero first, ten or eleven digits as its
beginning asks, a group's ノ only where groups end. What stands before and after is left to the
beam (a garbage state, as in keyword spotting: Rose and Paul 1990).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from speech.asr.phones import LONG, PHONE_IDS, phones_from_kana

GARBAGE_COST = 0.3
"""Nats a frame for sounds outside the number; they are charged the frame's best phone besides."""
SEPARATORS = ("ノ", "ノー", "ノエート", "エート", "デ", "デスネ", "ハイ", "ハイフン", "カラ")
"""What people say between the groups."""
TAILS = (
    "デス",
    "デゴザイマス",
    "ニナリ",
    "ニオネガイ",
    "オネガイ",
    "マデ",
    "ニ",
    "ノ",
    "ト",
    "ハイ",
    "ネ",
    "ダ",
)
"""How what follows a number begins."""
_DIGITS = (
    ("ゼロ", "レー", "レイ", "マル"), ("イチ",), ("ニ", "ニー"), ("サン",), ("ヨン",),
    ("ゴ", "ゴー"), ("ロク",), ("ナナ", "シチ"), ("ハチ",), ("キュー", "ク"),
)  # fmt: skip
DIGIT_SOUNDS = re.compile(
    "|".join(sorted((w for ws in _DIGITS for w in ws), key=len, reverse=True))
)
ELEVEN_SECOND = frozenset((2, 5, 6, 7, 8, 9))
"""020, 050, 060, 070, 080, 090 have eleven digits; other beginnings ten, or eleven where they are
nobody's (012-3456-7890), which costs `UNUSUAL`."""
UNUSUAL = 5.0
_GROUP_ENDS = frozenset(range(2, 9))
_MOBILE_GROUP_ENDS = frozenset((3, 7))
ODD_GROUP = 4.0
"""Nats for a break elsewhere in a number of eleven digits (0800 has one after its fourth)."""
_MOST = 11

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeardNumber:
    """The best whole number in a stretch of frames."""

    phones: tuple[int, ...]
    """Indices in PHONES, separators included."""
    frames: tuple[int, ...]
    """The frame each phone begins in, counted from the first given."""
    end: int
    """One past the number's last frame."""
    behind: float
    """Nats it lies behind the best path of any sounds over the same frames; 0 is as good."""


class _Prefix(NamedTuple):
    """How much of a number has been said: digits so far, and what the first three were."""

    said: int
    kind: str
    """'' nothing, '0' a zero, 'm' a zero and 2 or 5-9, 'M' as 020, 070 ..., 't' any other."""


@dataclass(frozen=True, slots=True, eq=False)
class _Graph:
    """States that each emit one class a frame, and the edges into each, sorted by target."""

    emits: npt.NDArray[np.intp]
    """(states,) class, or -1 for garbage."""
    is_phone: npt.NDArray[np.bool_]
    is_number: npt.NDArray[np.bool_]
    """Part of the number itself, not of its tail."""
    source: npt.NDArray[np.intp]
    """(edges,)"""
    first_edge: npt.NDArray[np.intp]
    """(states,) where each state's edges begin."""
    cost: Floats
    """(edges,) nats."""
    starts: npt.NDArray[np.intp]
    accepts: npt.NDArray[np.intp]


def best_number(log_probs: npt.NDArray[np.floating]) -> HeardNumber | None:
    """The likeliest whole number in log_probs (frames, phones); None where too few frames are."""
    graph = _graph()
    frames = np.asarray(log_probs, dtype=np.float64)
    if len(frames) < 2 * _MOST:
        return None
    emitted = np.where(graph.emits >= 0, frames[:, graph.emits], 0.0)
    emitted[:, graph.emits < 0] = frames.max(axis=1, keepdims=True) - GARBAGE_COST
    alpha = np.full((len(frames), len(graph.emits)), -np.inf)
    alpha[0, graph.starts] = emitted[0, graph.starts]
    for at in range(1, len(frames)):
        through = alpha[at - 1][graph.source] - graph.cost
        alpha[at] = np.maximum.reduceat(through, graph.first_edge) + emitted[at]
    last = int(graph.accepts[np.argmax(alpha[-1, graph.accepts])])
    if not np.isfinite(alpha[-1, last]):
        return None
    return _trace(graph, frames, alpha, last)


def _trace(graph: _Graph, frames: Floats, alpha: Floats, last: int) -> HeardNumber:
    """Walk back along the best path."""
    path = [last]
    bounds = np.append(graph.first_edge, len(graph.source))
    for at in range(len(frames) - 1, 0, -1):
        edges = slice(bounds[path[-1]], bounds[path[-1] + 1])
        through = alpha[at - 1][graph.source[edges]] - graph.cost[edges]
        path.append(int(graph.source[edges][np.argmax(through)]))
    states = path[::-1]
    phones: list[int] = []
    begun: list[int] = []
    inside: list[int] = []
    for at, state in enumerate(states):
        if not graph.is_number[state]:
            continue
        inside.append(at)
        if graph.is_phone[state] and (at == 0 or states[at - 1] != state):
            phones.append(int(graph.emits[state]))
            begun.append(at)
    behind = float(sum(frames[at].max() - frames[at, graph.emits[states[at]]] for at in inside))
    end = inside[-1] + 1
    return HeardNumber(tuple(phones), tuple(begun), end, behind)


class _Builder:
    """Lays words between prefixes; a word's end leads to every word that may follow."""

    def __init__(self) -> None:
        self.emits: list[int] = []
        self.is_phone: list[bool] = []
        self.is_number: list[bool] = []
        self.edges: list[tuple[int, int, float]] = []

    def state(self, emits: int, *, is_number: bool, is_phone: bool = False) -> int:
        """A new state with a loop to itself."""
        self.emits.append(emits)
        self.is_number.append(is_number)
        self.is_phone.append(is_phone)
        here = len(self.emits) - 1
        self.edges.append((here, here, 0.0))
        return here

    def word(self, phones: tuple[str, ...], *, is_number: bool = True) -> tuple[int, int, int]:
        """A chain of phones with a blank after each: (first phone, last phone, last blank)."""
        first = phone = blank = -1
        for name in phones:
            here = self.state(PHONE_IDS[name], is_number=is_number, is_phone=True)
            if phone >= 0:
                self.edges.append((blank, here, 0.0))
                if self.emits[phone] != self.emits[here]:
                    self.edges.append((phone, here, 0.0))
            first = here if first < 0 else first
            phone, blank = here, self.state(0, is_number=is_number)
            self.edges.append((phone, blank, 0.0))
        return first, phone, blank


@lru_cache(maxsize=1)
def _graph() -> _Graph:
    """About 2,500 states; built once a process in some 50 ms."""
    builder = _Builder()
    garbage = builder.state(-1, is_number=False)
    silence = builder.state(0, is_number=False)
    builder.edges.append((garbage, silence, 0.0))
    ends: dict[_Prefix, list[tuple[int, int]]] = {_Prefix(0, ""): [(garbage, silence)]}
    accepts: list[int] = []
    after = builder.state(-1, is_number=False)
    for count in range(_MOST):
        for prefix in [p for p in ends if p.said == count]:
            _separators(builder, prefix, ends)
        for prefix in [p for p in ends if p.said == count]:
            for digit in range(10):
                following = _next(prefix, digit)
                if following is not None:
                    _lay(builder, _DIGITS[digit], ends[prefix], ends.setdefault(following, []))
    for prefix, places in list(ends.items()):
        if prefix.said < _MOST - 1 or (prefix.said == _MOST - 1 and prefix.kind == "M"):
            continue
        cost = UNUSUAL if prefix.said == _MOST and prefix.kind == "t" else 0.0
        accepts += _finish(builder, places, after, cost)
    return _packed(builder, (garbage, silence), (*accepts, after))


def _next(prefix: _Prefix, digit: int) -> _Prefix | None:
    """The prefix after one more digit, or None where no number goes on so."""
    count, kind = prefix.said + 1, prefix.kind
    if count == 1:
        return _Prefix(1, "0") if digit == 0 else None
    if count == 2:
        kind = "m" if digit in ELEVEN_SECOND else "t"
    elif count == 3 and kind == "m":
        kind = "M" if digit == 0 else "t"
    return _Prefix(count, kind)


def _lay(
    builder: _Builder,
    words: tuple[str, ...],
    before: list[tuple[int, int]],
    after: list[tuple[int, int]],
    cost: float = 0.0,
) -> None:
    """Put each word after every place in `before`, at `cost`; its own end joins `after`."""
    for word in words:
        phones = tuple(phones_from_kana(word))
        first, last, blank = builder.word(phones)
        after.append((last, blank))
        drawn = None
        for phone, pause in before:
            builder.edges.append((pause, first, cost))
            if builder.emits[phone] != builder.emits[first]:
                builder.edges.append((phone, first, cost))
            elif builder.is_phone[phone]:  # ハチ + イチ is heard as ハチーチ
                if drawn is None:
                    drawn = builder.word((LONG, *phones[1:]))
                    after.append(drawn[1:])
                builder.edges.append((phone, drawn[0], 0.0))


def _separators(
    builder: _Builder, prefix: _Prefix, ends: dict[_Prefix, list[tuple[int, int]]]
) -> None:
    if prefix.said in _GROUP_ENDS:
        is_odd = prefix.kind == "M" and prefix.said not in _MOBILE_GROUP_ENDS
        places: list[tuple[int, int]] = []
        _lay(builder, SEPARATORS, ends[prefix], places, ODD_GROUP if is_odd else 0.0)
        ends[prefix] = ends[prefix] + places


def _finish(builder: _Builder, places: list[tuple[int, int]], after: int, cost: float) -> list[int]:
    """Ways to end: there and then, or with a word that leads on to anything."""
    if cost:
        through = builder.state(0, is_number=True)
        for phone, blank in places:
            builder.edges += [(phone, through, cost), (blank, through, cost)]
        places = [(through, through)]
    tails: list[tuple[int, int]] = []
    for word in TAILS:
        first, last, blank = builder.word(tuple(phones_from_kana(word)), is_number=False)
        tails.append((last, blank))
        for phone, pause in places:
            builder.edges.append((pause, first, 0.0))
            if builder.emits[phone] != builder.emits[first]:
                builder.edges.append((phone, first, 0.0))
    for last, blank in tails:
        builder.edges += [(last, after, 0.0), (blank, after, 0.0)]
    return [state for place in (*places, *tails) for state in place]


def _packed(builder: _Builder, starts: tuple[int, ...], accepts: tuple[int, ...]) -> _Graph:
    edges = sorted(set(builder.edges), key=lambda edge: edge[1])
    source, target, cost = (np.array(column) for column in zip(*edges, strict=True))
    return _Graph(
        np.array(builder.emits),
        np.array(builder.is_phone),
        np.array(builder.is_number),
        source,
        np.searchsorted(target, np.arange(len(builder.emits))),
        cost.astype(np.float64),
        np.array(starts),
        np.array(sorted(set(accepts))),
    )
