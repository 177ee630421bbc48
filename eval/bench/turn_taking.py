"""How soon the agent answers, whether it waits its turn, and whether it yields it.

Everything is taken from the audio and from the script's truth, not from what the agent believes:
a gap runs from the true end of the caller's voice to the agent's first sound of its answer, plus
the real compute the audio timeline does not show (AgentStarted.compute_ms).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from agent.events import AgentDecided, AgentStarted, AgentStopped, CallEvent
from eval.caller import Utterance
from eval.simulate import SimulatedCall
from speech.endpointing import Expect

_HALF_A_WORD_MS = 80
"""An answer that begins this short before the caller's true end cuts nothing off."""
_YIELD_WINDOW_MS = 1500
"""An agent that stops within this of an overlap stopped because of it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One turn of a caller's and how it was taken."""

    call: str
    text: str
    expect: Expect
    """What kind of answer the turn was, by the script."""
    outcome: Literal["answered", "cut_in", "unanswered"]
    gap_ms: float | None
    """Audio and compute; None unless answered."""
    compute_ms: float | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """A caller's voice under the agent's."""

    call: str
    kind: Literal["interruption", "backchannel"]
    agent_stopped: bool
    """The agent broke its turn off because of it."""
    silence_after_ms: float
    """From the caller's onset to the agent's silence, however it came."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Percentiles of gaps, ms."""

    count: int
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class TurnTaking:
    """The figures of many calls."""

    calls: int
    turns: int
    """Turns of callers that wanted an answer."""
    all_but_numbers: Spread | None
    """Telephone numbers and e-mail addresses apart: their ends are waited for longer."""
    by_expect: dict[str, Spread]
    compute_p50_ms: float | None
    cut_ins: int
    """The agent began to answer while the caller was not done."""
    unanswered: int
    barge_in: Spread | None
    """From an interruption's onset to the agent's silence, where the agent yielded."""
    interruptions: int
    yielded: int
    backchannels: int
    spoken_through: int
    """Backchannels over which the agent went on speaking."""


def gaps(call: SimulatedCall) -> list[Gap]:
    """Every turn of the caller's that wants an answer.

    The farewell does not, nor what is said after the agent's own. A はい of the agent's in the
    middle of a number and a turn of nothing but fillers are no answers.
    """
    closing_ms = _closing_ms(call.events)
    turns = [said for said in call.said if said.kind != "backchannel"]
    starts = _answer_starts(call)
    found: list[Gap] = []
    for index, said in enumerate(turns):
        if said.expect is Expect.NOTHING or said.start_ms >= closing_ms:
            continue
        next_ms = turns[index + 1].start_ms if index + 1 < len(turns) else float("inf")
        found.append(_gap(call.script.name, said, starts, next_ms))
    return found


def overlaps(call: SimulatedCall) -> list[Overlap]:
    """Every interruption and backchannel that met the agent speaking."""
    found: list[Overlap] = []
    for said in call.said:
        if said.kind == "turn":
            continue
        under = [end for start, end in call.agent_voice if start < said.start_ms < end]
        if not under:
            continue
        until_ms = said.start_ms + max(_YIELD_WINDOW_MS, said.end_ms - said.start_ms)
        stops = [
            event.at_ms
            for event in call.events
            if isinstance(event, AgentStopped)
            and event.interrupted
            and said.start_ms <= event.at_ms <= until_ms
        ]
        # A voice that was held before it was given up fell silent when it was held.
        silent_ms = _last_sound_ms(call, stops[0]) if stops else under[0]
        kind: Literal["interruption", "backchannel"] = (
            "backchannel" if said.kind == "backchannel" else "interruption"
        )
        after_ms = max(0, silent_ms - said.start_ms)
        found.append(Overlap(call.script.name, kind, bool(stops), after_ms))
    return found


def _last_sound_ms(call: SimulatedCall, stop_ms: int) -> int:
    """When the agent was last heard before it gave up its turn."""
    return max(
        (min(end, stop_ms) for start, end in call.agent_sounds if start < stop_ms), default=0
    )


def summary(calls: Sequence[SimulatedCall]) -> TurnTaking:
    """The figures of all calls together."""
    turns = [gap for call in calls for gap in gaps(call)]
    overlapped = [overlap for call in calls for overlap in overlaps(call)]
    breaks = [one for one in overlapped if one.kind == "interruption"]
    nods = [one for one in overlapped if one.kind == "backchannel"]
    answered = [turn for turn in turns if turn.gap_ms is not None]
    spelled = (Expect.PHONE_NUMBER, Expect.EMAIL)
    compute = [turn.compute_ms for turn in answered if turn.compute_ms is not None]
    return TurnTaking(
        calls=len(calls),
        turns=len(turns),
        all_but_numbers=_spread(turn.gap_ms for turn in answered if turn.expect not in spelled),
        by_expect={
            str(expect): spread
            for expect in Expect
            if (spread := _spread(turn.gap_ms for turn in answered if turn.expect is expect))
        },
        compute_p50_ms=float(np.median(compute)) if compute else None,
        cut_ins=sum(turn.outcome == "cut_in" for turn in turns),
        unanswered=sum(turn.outcome == "unanswered" for turn in turns),
        barge_in=_spread(one.silence_after_ms for one in breaks if one.agent_stopped),
        interruptions=len(breaks),
        yielded=sum(one.agent_stopped for one in breaks),
        backchannels=len(nods),
        spoken_through=sum(not one.agent_stopped for one in nods),
    )


@dataclass(frozen=True, slots=True)
class _Start:
    """The first sound of an answer."""

    sound_ms: int
    compute_ms: int


def _gap(call: str, said: Utterance, starts: Sequence[_Start], next_ms: float) -> Gap:
    for start in starts:
        if not said.start_ms < start.sound_ms < next_ms:
            continue
        if start.sound_ms < said.end_ms - _HALF_A_WORD_MS:
            return Gap(call, said.text, said.expect, "cut_in", None, None)
        gap_ms = float(start.sound_ms - said.end_ms + start.compute_ms)
        return Gap(call, said.text, said.expect, "answered", gap_ms, float(start.compute_ms))
    return Gap(call, said.text, said.expect, "unanswered", None, None)


def _answer_starts(call: SimulatedCall) -> list[_Start]:
    """The first audible sound of each of the agent's answers, fillers left out."""
    starts: list[_Start] = []
    decided: AgentDecided | None = None
    for event in call.events:
        if isinstance(event, AgentDecided):
            decided = event
        elif isinstance(event, AgentStarted) and event.text and not _is_filler(decided):
            sounds = (max(a, event.at_ms) for a, b in call.agent_sounds if b > event.at_ms)
            first = next(sounds, None)
            if first is not None:
                starts.append(_Start(first, event.compute_ms or 0))
    return starts


def _is_filler(decided: AgentDecided | None) -> bool:
    acts = decided.decision.acts if decided else ()
    return bool(acts) and all(act.kind == "backchannel" for act in acts)


def _closing_ms(events: Iterable[CallEvent]) -> float:
    """When the agent decided to end the call."""
    closing = (
        event.at_ms
        for event in events
        if isinstance(event, AgentDecided) and event.decision.ends_call
    )
    return next(closing, float("inf"))


def _spread(values: Iterable[float | None]) -> Spread | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    p50, p95 = np.percentile(known, [50, 95])
    return Spread(len(known), float(p50), float(p95))
