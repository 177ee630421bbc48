"""What a call came to, as the graders see it: the agent's turns, the report, and its effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.events import (
    AgentDecided,
    AgentStarted,
    AgentStopped,
    CallEvent,
    StatusChange,
    TurnReopened,
)
from agent.report import CallReport
from agent.state import fold


@dataclass(frozen=True, slots=True)
class AgentTurn:
    """One turn of the agent's."""

    number: int
    """1 is the greeting; a はい into a pause does not count."""
    at_ms: int
    text: str
    acts: tuple[str, ...]
    """"inform.absence_reason_back": kind and topic."""
    facts: tuple[tuple[str, str], ...] = ()
    """Name and value of what it tells: ("email", "kurimoto@smilecorp.com")."""
    escalate: str = ""
    gap_ms: int | None = None
    """From the end of the caller's speech, audio and compute; None where nothing was answered."""
    is_false_start: bool = False
    """The caller went on and the agent gave way, before a sentence or half of it all was out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A call that is over."""

    report: CallReport
    turns: tuple[AgentTurn, ...]
    changes: tuple[StatusChange, ...] = ()
    """What staff reported, as entered in the schedule."""
    invented: tuple[str, ...] = ()
    """Facts that neither manual nor schedule, clock or caller vouch for."""
    name_heard: str = ""
    """How the caller's name sounded, katakana: 合田 of the report may be ゴーダ or アイダ."""
    company_heard: str = ""

    @property
    def heard_turns(self) -> tuple[AgentTurn, ...]:
        """Without the false starts: these count, and only in these something was said."""
        return tuple(turn for turn in self.turns if not turn.is_false_start)

    @property
    def effects(self) -> frozenset[str]:
        """What the call sets in motion: callback, message, notify, order, reservation.new,
        reservation.change, reservation.cancel, escalation.REASON, status.STATUS."""
        report = self.report
        made = {f"status.{change.status}" for change in self.changes}
        made |= {_BY_OUTCOME[report.outcome]} if report.outcome in _BY_OUTCOME else set()
        made |= {"callback"} if report.callback_wanted else set()
        made |= {"order"} if report.kind == "order" and report.purpose else set()
        made |= {f"reservation.{report.reservation['kind']}"} if report.reservation else set()
        made |= {f"escalation.{report.escalation}"} if report.escalation else set()
        return frozenset(made)


_SENTENCE_END = "。"
_BY_OUTCOME = {"callback_promised": "callback", "message_taken": "message", "notify": "notify"}


def outcome_of(
    events: Sequence[CallEvent], report: CallReport, invented: tuple[str, ...] = ()
) -> Outcome:
    """The outcome a call's events tell of."""
    turns: list[AgentTurn] = []
    decided: AgentDecided | None = None
    changes: list[StatusChange] = []
    nods = False
    for event in events:
        if isinstance(event, AgentDecided):
            decided = event
            if event.decision.change is not None:
                changes.append(event.decision.change)
        elif isinstance(event, AgentStarted) and event.text:
            nods = _is_nod(event, decided)
            if not nods:
                turns.append(_turn(len(turns) + 1, event, decided))
        elif isinstance(event, AgentStopped) and event.interrupted and not nods and turns[1:]:
            turns[-1] = replace(turns[-1], is_false_start=_gave_way(turns[-1].text, event.heard))
        elif isinstance(event, TurnReopened) and turns:
            turns[-1] = replace(turns[-1], is_false_start=True)
    name, company = (_heard(events, slot) for slot in ("caller_name", "caller_company"))
    return Outcome(report, tuple(turns), tuple(changes), invented, name, company)


def _heard(events: Sequence[CallEvent], name: str) -> str:
    slot = fold(events).slot(name)
    return slot.spoken if slot is not None else ""


def _is_nod(event: AgentStarted, decided: AgentDecided | None) -> bool:
    """Is it a はい into a pause of the caller's?"""
    acts = decided.decision.acts if decided is not None else ()
    return bool(acts) and all(act.kind == "backchannel" for act in acts) and len(event.text) <= 3


def _gave_way(text: str, heard: str) -> bool:
    return _SENTENCE_END not in heard and 2 * len(heard) < len(text)


def _turn(number: int, event: AgentStarted, decided: AgentDecided | None) -> AgentTurn:
    acts = decided.decision.acts if decided is not None else ()
    return AgentTurn(
        number=number,
        at_ms=event.at_ms,
        text=event.text,
        acts=tuple(f"{act.kind}.{act.topic}" for act in acts),
        facts=tuple((fact.name, fact.value) for act in acts for fact in act.facts),
        escalate=decided.decision.escalate if decided is not None else "",
        gap_ms=event.response_gap_ms,
    )
