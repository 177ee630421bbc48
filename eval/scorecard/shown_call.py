"""One call as the page shows it: its turns in order, the report, and where it failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eval.bench.error_rate import kana_edits
from eval.bench.turn_taking import Gap
from eval.expectation import Failure
from eval.judge import Verdict
from eval.result import CallerTurn, CallResult
from eval.scorecard.timeline import LATE_MS, Row, gaps_of, stop_of, timeline
from eval.scorecard.words import failure_text, must_name, report_fields, value_name, word


@dataclass(frozen=True, slots=True)
class ShownFailure:
    """One must that did not hold."""

    must: str
    text: str
    turn: int | None


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """One turn of the talk."""

    at_ms: int
    is_agent: bool
    text: str
    number: int | None = None
    """Of the agent's turns."""
    heard: str = ""
    """What was heard instead, where it sounds otherwise."""
    notes: tuple[str, ...] = ()
    failures: tuple[ShownFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownField:
    """One row of the report."""

    name: str
    value: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class ShownCall:
    """One call."""

    anchor: str
    result: CallResult
    failures: tuple[ShownFailure, ...]
    turns: tuple[ShownTurn, ...]
    report: tuple[ShownField, ...]
    rows: tuple[Row, ...]
    verdict: Verdict | None
    sound: str | None = None
    """MP3 in base64; None where it is not on the page."""


def shown_call(result: CallResult, number: int, verdict: Verdict | None) -> ShownCall:
    """A call without its sound; `number` is its place on the page, from 1."""
    failures = tuple(_failure(failure) for failure in result.failures)
    turns = sorted(
        (*_agent_turns(result, failures), *_caller_turns(result)), key=lambda turn: turn.at_ms
    )
    return ShownCall(
        anchor=f"call-{number}",
        result=result,
        failures=failures,
        turns=tuple(turns),
        report=tuple(_fields(result)),
        rows=timeline(result),
        verdict=verdict,
    )


def _failure(failure: Failure) -> ShownFailure:
    return ShownFailure(must_name(failure.must), failure_text(failure), failure.turn)


def _agent_turns(result: CallResult, failures: tuple[ShownFailure, ...]) -> Iterator[ShownTurn]:
    for turn in result.agent:
        notes = []
        if turn.escalate:
            notes.append(f"係の者へ引き継ぎ（{value_name('escalation', turn.escalate)}）")
        if stop_of(result, turn.at_ms)[1]:
            notes.append("さえぎられて話すのをやめました")
        here = tuple(failure for failure in failures if failure.turn == turn.number)
        yield ShownTurn(turn.at_ms, True, turn.text, turn.number, notes=tuple(notes), failures=here)


def _caller_turns(result: CallResult) -> Iterator[ShownTurn]:
    taken = {turn.start_ms: _taken(gap) for turn, gap in gaps_of(result)}
    for turn in result.caller:
        kind = {"interruption": "割り込み", "backchannel": "相づち"}.get(turn.kind, "")
        notes = [kind] if kind else []
        if turn.intent and turn.kind != "backchannel":
            notes.append(_understood(turn))
        notes += [note for note in (taken.get(turn.start_ms),) if note]
        yield ShownTurn(
            turn.start_ms,
            False,
            turn.text or "（無言）",
            heard=_heard(result, turn),
            notes=tuple(notes),
        )


def _taken(gap: Gap) -> str:
    """What was wrong with the answer's time."""
    if gap.gap_ms is None:
        return {"cut_in": "話し終える前に電話番が話し始めました"}.get(
            gap.outcome, "返事がありません"
        )
    return f"返事まで{gap.gap_ms / 1000:.1f}秒" if gap.gap_ms > LATE_MS else ""


def _heard(result: CallResult, turn: CallerTurn) -> str:
    """Only what sounds otherwise: other characters for the same sounds are no mishearing."""
    if turn.kind == "backchannel" or result.spoken is None:
        return ""
    if not turn.heard_text:
        return "（聞き取っていません）" if turn.expect != "nothing" else ""
    return turn.heard_text if kana_edits(turn.reading, turn.heard_reading).edits else ""


def _understood(turn: CallerTurn) -> str:
    text = f"理解: {word('intents', turn.intent)}（確度{turn.confidence:.0%}）"
    wanted = turn.wanted_intent
    return text if wanted in ("", turn.intent) else f"{text}、正しくは{word('intents', wanted)}"


def _fields(result: CallResult) -> Iterator[ShownField]:
    """The report's rows that say something, and those that failed."""
    wrong = {failure.must.split(".")[0] for failure in result.failures}
    for name in report_fields() if result.report is not None else ():
        value = _value(name, (result.report or {}).get(name))
        if value or name in wrong:
            yield ShownField(word("report", name), value or "なし", name in wrong)


def _value(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "要" if value else "不要"
    if isinstance(value, dict):
        return "、".join(
            f"{word('reservation', key)}: {_day(inner)}" for key, inner in value.items()
        )
    if isinstance(value, list | tuple):
        return "／".join(word("report", str(inner)) for inner in value)
    return _day(value_name(field, str(value)))


def _day(value: str) -> str:
    """11月24日 10:30 for local ISO 8601; anything else as it is."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return word("reservation", value)
    day = f"{at.month}月{at.day}日"
    return f"{day} {at:%H:%M}" if "T" in value else day
