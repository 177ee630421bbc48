"""Results of calls, written down by hand."""

from __future__ import annotations

from typing import Any

from eval.bench.turn_taking import Gap, Overlap
from eval.expectation import Failure
from eval.outcome import AgentTurn
from eval.result import CallerTurn, CallResult, Spoken
from speech.endpointing import Expect


def call(scenario: str = "one", *musts: str, **fields: Any) -> CallResult:
    """A typed call; `musts` are those that did not hold."""
    given: dict[str, Any] = {
        "about": "",
        "suite": "shown",
        "features": (),
        "difficulty": 1,
        "client": "smile_corp",
        "seed": 0,
        "mode": "text",
        "condition": "own",
        "fingerprint": "",
        "failures": tuple(Failure(must, "") for must in musts),
        "report": {},
    }
    return CallResult(scenario, **(given | fields))


def spoken(
    gaps: tuple[Gap, ...] = (),
    overlaps: tuple[Overlap, ...] = (),
    agent_voice: tuple[tuple[int, int], ...] = (),
    audio_ms: int = 60_000,
    **fields: Any,
) -> CallResult:
    """A call by voice."""
    heard = Spoken("", audio_ms, agent_voice, gaps, overlaps)
    return call(mode="voice", spoken=heard, **fields)


def turn(
    start_ms: int = 0, end_ms: int = 1000, kind: str = "turn", expect: str = "open", **fields: Any
) -> CallerTurn:
    """A turn of the caller's."""
    given: dict[str, Any] = {"text": "はい", "reading": "ハイ"}
    return CallerTurn(
        start_ms=start_ms, end_ms=end_ms, kind=kind, expect=expect, **(given | fields)
    )


def meant(wanted: str, intent: str, confidence: float = 0.9, *also: str) -> CallerTurn:
    """A labelled turn and what it was taken for."""
    return turn(wanted_intent=wanted, intent=intent, confidence=confidence, also=also)


def gap(gap_ms: float | None, expect: Expect = Expect.OPEN, outcome: Any = "answered") -> Gap:
    """A turn of the caller's and how soon it was answered."""
    return Gap("", "", expect, outcome, gap_ms, None if gap_ms is None else 30.0)


def overlap(kind: Any, silence_after_ms: float, *, stopped: bool = True) -> Overlap:
    """The caller's voice under the agent's."""
    return Overlap("", kind, stopped, silence_after_ms)


def said(number: int, text: str) -> AgentTurn:
    """A turn of the agent's."""
    return AgentTurn(number, 0, text, ())
