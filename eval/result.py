"""What is kept of one played call: enough to score it, show it and never play it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from agent.events import AgentDecided, AgentStopped, CallerSaid, CallEvent, Understanding
from eval.bench.turn_taking import Gap, Overlap, gaps, overlaps
from eval.expectation import Expectation, Failure
from eval.outcome import AgentTurn
from eval.playing import Mode, Plan, Played
from speech.transcript import Transcript


@dataclass(frozen=True, slots=True)
class CallerTurn:
    """What the caller truly said, and what the agent made of it."""

    text: str
    reading: str
    """Katakana as pronounced."""
    start_ms: int
    end_ms: int
    kind: str
    """turn, interruption or backchannel."""
    expect: str
    heard_text: str = ""
    """Empty where nothing was taken up."""
    heard_reading: str = ""
    wanted_intent: str = ""
    """By the scenario's label; empty where there is none."""
    intent: str = ""
    also: tuple[str, ...] = ()
    confidence: float = 0.0
    """Of the intent, 0..1."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What only a call by voice has."""

    recording: str
    """Stereo WAV: what the agent heard of the caller on the left, the agent on the right."""
    audio_ms: int
    agent_voice: tuple[tuple[int, int], ...]
    """When the agent could be heard, start and end in ms."""
    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]


@dataclass(frozen=True, slots=True)
class CallResult:
    """One call, played and graded."""

    scenario: str
    about: str
    suite: str
    features: tuple[str, ...]
    difficulty: int
    client: str
    seed: int
    mode: Mode
    condition: str
    fingerprint: str
    """Of the scenario and the manual it was played against (`eval.run.fingerprint`)."""
    failures: tuple[Failure, ...] = ()
    invented: tuple[str, ...] = ()
    error: str = ""
    """The class and text of what kept the call from being played."""
    wanted: tuple[tuple[str, str], ...] = ()
    """Slots as they should stand in the report, name and value."""
    report: dict[str, Any] | None = None
    caller: tuple[CallerTurn, ...] = ()
    agent: tuple[AgentTurn, ...] = ()
    agent_stops: tuple[tuple[int, bool], ...] = ()
    """When the agent fell silent, and whether it was interrupted."""
    effects: tuple[str, ...] = ()
    log: str = ""
    spoken: Spoken | None = None
    took_s: float = 0.0

    @property
    def passed(self) -> bool:
        """Every must held."""
        return not self.failures and not self.error


_ADAPTER = TypeAdapter(CallResult)
SLOTS = ("callback_number", "caller_name", "caller_company", "target")
"""The slots of a report that a scenario names whole."""


def to_json(result: CallResult) -> str:
    """One line."""
    return _ADAPTER.dump_json(result).decode()


def from_json(line: str) -> CallResult:
    """Raises ValueError for a line that is none."""
    return _ADAPTER.validate_json(line)


def planned(plan: Plan, fingerprint: str, error: Exception | None = None) -> CallResult:
    """The heading of a result; with an error, the result of a call that could not be played."""
    scenario = plan.scenario
    return CallResult(
        scenario=scenario.name,
        about=scenario.about,
        suite=scenario.suite,
        features=scenario.features,
        difficulty=scenario.difficulty,
        client=scenario.client,
        seed=plan.seed,
        mode=plan.mode,
        condition=plan.condition,
        fingerprint=fingerprint,
        error=f"{type(error).__name__}: {error}" if error is not None else "",
    )


def result_of(played: Played, fingerprint: str) -> CallResult:
    """What is kept of a call."""
    outcome = played.outcome
    return replace(
        planned(played.plan, fingerprint),
        failures=played.failures,
        invented=outcome.invented,
        wanted=_wanted(played.plan.scenario.expectation),
        report=played.report.to_json(),
        caller=_caller_turns(played),
        agent=outcome.turns,
        agent_stops=tuple(
            (event.at_ms, event.interrupted)
            for event in played.events
            if isinstance(event, AgentStopped)
        ),
        effects=tuple(sorted(outcome.effects)),
        log=str(played.call.log) if played.call is not None else "",
        spoken=_spoken(played),
        took_s=round(played.took_s, 3),
    )


def _wanted(expectation: Expectation) -> tuple[tuple[str, str], ...]:
    named = tuple((slot, getattr(expectation, slot)) for slot in SLOTS)
    kept = tuple((slot, value) for slot, value in named if value)
    return kept + tuple((f"reservation.{key}", value) for key, value in expectation.reservation)


def _spoken(played: Played) -> Spoken | None:
    call = played.call
    if call is None:
        return None
    return Spoken(
        recording=str(call.recording),
        audio_ms=max((event.at_ms for event in call.events), default=0),
        agent_voice=call.agent_voice,
        gaps=tuple(gaps(call)),
        overlaps=tuple(overlaps(call)),
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """One turn as the agent took it."""

    transcript: Transcript
    understanding: Understanding | None


def _caller_turns(played: Played) -> tuple[CallerTurn, ...]:
    taken = _taken(played.events)
    if played.call is None:
        said = [turn for turn in played.said if turn.stretches]
        return tuple(
            CallerTurn(
                one.transcript.text,
                one.transcript.reading,
                one.transcript.start_ms,
                one.transcript.end_ms,
                "turn",
                str(turn.expect),
                **_made_of([one], turn.intent),
            )
            for turn, one in zip(said, taken, strict=True)
        )
    return tuple(
        CallerTurn(
            true.text,
            true.reading,
            true.start_ms,
            true.end_ms,
            true.kind,
            str(true.expect),
            **_made_of(
                [one for one in taken if _meets(true.start_ms, true.end_ms, one)], true.intent
            ),
        )
        for true in played.call.said
    )


def _meets(start_ms: int, end_ms: int, one: _Taken) -> bool:
    """Does most of the shorter of the two lie within the other?"""
    heard = one.transcript
    shared = min(end_ms, heard.end_ms) - max(start_ms, heard.start_ms)
    return shared > 0.5 * min(end_ms - start_ms, heard.end_ms - heard.start_ms)


def _made_of(taken: Sequence[_Taken], wanted_intent: str) -> dict[str, Any]:
    made: dict[str, Any] = {"wanted_intent": wanted_intent}
    if not taken:
        return made
    understood = taken[-1].understanding
    made["heard_text"] = "".join(one.transcript.text for one in taken)
    made["heard_reading"] = "".join(one.transcript.reading for one in taken)
    if understood is not None:
        made |= {
            "intent": understood.intent,
            "also": understood.also,
            "confidence": understood.confidence,
        }
    return made


def _taken(events: Sequence[CallEvent]) -> list[_Taken]:
    """Every turn of the caller's that was taken up, with what it was understood as."""
    taken: list[_Taken] = []
    for event in events:
        if isinstance(event, CallerSaid):
            taken.append(_Taken(event.transcript, None))
        elif isinstance(event, AgentDecided) and taken and taken[-1].understanding is None:
            taken[-1] = replace(taken[-1], understanding=event.understanding)
    return taken
