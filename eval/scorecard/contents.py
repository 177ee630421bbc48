"""What the page says: the run, its figures, its groups and its calls, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from eval.judge import Verdict
from eval.metrics import METRICS, Key, by, figures
from eval.metrics.calibration import Bin, reliability
from eval.metrics.figure import Figure
from eval.result import CallResult
from eval.scorecard.shown_call import ShownCall, shown_call
from eval.scorecard.sound import encoded
from eval.scorecard.trend import Identity, Trend, identity, trend
from eval.scorecard.words import word

Audio = Literal["all", "failed", "none"]
WORST = 20
"""So many calls have their sound on the page although they may have passed."""
AUDIO_BYTES = 14_000_000
"""Of all sounds together as they stand in the page: 87 calls of a minute (160 kB each). A page of
20 MB still opens at once and can be mailed."""

MAIN = (
    "task_success",
    "pass^",
    "invented",
    "slot_f1",
    "intent_macro_f1",
    "kana_error",
    "gap_p50",
    "gap_p95",
    "barge_in_yield_p95",
    "speak_through",
)
"""The figures that stand first; a name or the beginning of one."""
_GROUPS: tuple[tuple[Key, str], ...] = (
    ("feature", "機能"),
    ("suite", "テスト集"),
    ("condition", "回線の状態"),
    ("client", "マニュアル"),
    ("difficulty", "難しさ"),
)
_IN_THEIR_OWN_ORDER = ("condition", "difficulty")
"""The others stand worst first."""
_IN_GROUPS = ("success", "violations", "recognition", "response_gap")


@dataclass(frozen=True, slots=True)
class Run:
    """How the calls were played."""

    at: datetime
    """When the run ended, Japanese time."""
    jobs: int
    machine: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The calls of one feature, suite, ..."""

    name: str
    calls: int
    passed: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Group:
    """A table of the calls by one key."""

    title: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """All that the page says."""

    run: Run
    modes: tuple[str, ...]
    clients: tuple[str, ...]
    main: tuple[Figure, ...]
    others: tuple[Figure, ...]
    groups: tuple[Group, ...]
    curve: tuple[Bin, ...]
    calls: tuple[ShownCall, ...]
    trend: Trend | None
    silent: int
    """Calls by voice whose sound was wanted and would have made the page too large."""

    @property
    def passed(self) -> int:
        """How many calls held every must."""
        return sum(call.result.passed for call in self.calls)

    @property
    def by_voice(self) -> bool:
        """Was any call spoken?"""
        return "voice" in self.modes


def card(
    results: Sequence[CallResult],
    run: Run,
    *,
    audio: Audio = "failed",
    against: Sequence[CallResult] | None = None,
    verdicts: Mapping[Identity, Verdict] | None = None,
) -> Card:
    """Everything the page needs; reads the recordings that the results name.

    `verdicts` is by `eval.scorecard.trend.identity`.
    """
    judged = verdicts or {}
    worst_first = sorted(results, key=_badness, reverse=True)
    calls = [
        shown_call(result, number, judged.get(identity(result)))
        for number, result in enumerate(worst_first, 1)
    ]
    heard, silent = _with_sound(calls, audio)
    measured = figures(results)
    main = tuple(_main(measured))
    return Card(
        run=run,
        modes=tuple(sorted({result.mode for result in results})),
        clients=tuple(sorted({result.client for result in results})),
        main=main,
        others=tuple(one for one in measured if one not in main and one.value is not None),
        groups=tuple(_groups(results)),
        curve=reliability(results),
        calls=heard,
        trend=trend(results, against, figures) if against is not None else None,
        silent=silent,
    )


def _badness(result: CallResult) -> tuple[float, ...]:
    """Could not be played, said what it must not, failed most; then the slowest answer."""
    grave = sum(failure.must in ("invented", "never_said") for failure in result.failures)
    gaps = result.spoken.gaps if result.spoken is not None else ()
    slowest = max((gap.gap_ms or 0 for gap in gaps), default=0)
    return (bool(result.error), not result.passed, grave, len(result.failures), slowest)


def _main(measured: Sequence[Figure]) -> Iterator[Figure]:
    """In the order of MAIN; what was not measured only where it has a goal."""
    for name in MAIN:
        for one in measured:
            fits = one.name.startswith(name) if name.endswith("^") else one.name == name
            if fits and one.value is not None:
                yield one


def _groups(results: Sequence[CallResult]) -> Iterator[Group]:
    """Tables that tell anything apart."""
    for key, title in _GROUPS:
        groups = by(results, key)
        if len(groups) > 1 or (key == "feature" and groups):
            rows = [_group_row(key, name, calls) for name, calls in groups.items()]
            if key not in _IN_THEIR_OWN_ORDER:
                rows.sort(key=lambda row: row.passed / row.calls)
            yield Group(title, tuple(rows))


def _group_row(key: Key, name: str, calls: Sequence[CallResult]) -> GroupRow:
    known = {"feature": "features", "suite": "suites", "condition": "conditions"}
    measured = [one for metric in _IN_GROUPS for one in METRICS[metric](calls)]
    return GroupRow(
        name=word(known[key], name) if key in known else name,
        calls=len(calls),
        passed=sum(call.passed for call in calls),
        figures={one.name: one for one in measured},
    )


def _with_sound(calls: Sequence[ShownCall], audio: Audio) -> tuple[tuple[ShownCall, ...], int]:
    """The calls with their sounds, worst first until the page is full; how many went without."""
    room, silent = AUDIO_BYTES, 0
    heard: list[ShownCall] = []
    for place, call in enumerate(calls):
        spoken = call.result.spoken
        wanted = audio == "all" or not call.result.passed or place < WORST
        if spoken is None or audio == "none" or not wanted:
            heard.append(call)
            continue
        sound = encoded(Path(spoken.recording)) if room > 0 else None
        if sound is not None and len(sound) > room:
            sound, room = None, 0
        silent += sound is None and room <= 0
        room -= len(sound or "")
        heard.append(replace(call, sound=sound))
    return tuple(heard), silent
