"""What must be true of a call once it is over, and the grader that says what is not.

The final state is compared first (the report's fields, the effects as a set), then what was said:
by fact and by act where the scenario names one, by words otherwise. Words are compared as sounds
too: a caller's name or wish that the recogniser wrote in other characters is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eval.cues import sound_of
from eval.outcome import AgentTurn, Outcome
from knowledge.reader import read
from speech.asr.phones import as_pronounced

Wanted = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """Something the agent says: any of `words`, or an act, or a fact; and where."""

    words: Wanted = ()
    act: str = ""
    """"inform.email", or only its kind: "refuse"."""
    fact: tuple[str, str] | None = None
    """Name and what its value contains."""
    turn: int | None = None
    """In this turn of the agent's; 1 is the greeting, -1 the last."""
    by: int | None = None
    """In this turn or before it."""

    def is_in(self, turns: tuple[AgentTurn, ...]) -> bool:
        """Was it said where it belongs?"""
        return any(self._fits(turn) for turn in self._where(turns))

    def _where(self, turns: tuple[AgentTurn, ...]) -> tuple[AgentTurn, ...]:
        if self.turn is not None:
            at = self.turn - 1 if self.turn > 0 else len(turns) + self.turn
            return turns[at : at + 1] if at >= 0 else ()
        return turns[: self.by] if self.by is not None else turns

    def _fits(self, turn: AgentTurn) -> bool:
        if self.act:
            return any(act == self.act or act.split(".")[0] == self.act for act in turn.acts)
        if self.fact is not None:
            name, value = self.fact
            return any(name == told and is_in(value, found) for told, found in turn.facts)
        return any(is_in(words, turn.text) for words in self.words)

    def __str__(self) -> str:
        what = self.act or (" ".join(self.fact) if self.fact else " or ".join(self.words))
        if self.turn is not None:
            return f"{what} (in turn {self.turn})"
        return f"{what} (by turn {self.by})" if self.by is not None else what


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is not as it must be."""

    must: str
    """Which expectation: `callback_number`, `said`, `effects`."""
    message: str
    turn: int | None = None
    """The agent's turn it concerns."""

    def __str__(self) -> str:
        return f"{self.must}: {self.message}"


@dataclass(frozen=True, slots=True)
class Expectation:
    """The end of a call as it must be; what is empty or None is not looked at."""

    kind: Wanted = ()
    """Any of these; so the next."""
    outcome: Wanted = ()
    urgency: Wanted = ()
    escalation: str | None = None
    """The reason; "" where nobody may have been called in."""
    callback_number: str | None = None
    """"" where none may stand in the report."""
    callback_wanted: bool | None = None
    caller_name: str = ""
    """By its sound."""
    caller_company: str = ""
    """By its sound, anywhere in the field."""
    target: str = ""
    purpose: Wanted = ()
    """Each somewhere in the field, as text or as sound; so the next four."""
    told: Wanted = ()
    promised: Wanted = ()
    refused: Wanted = ()
    unconfirmed: Wanted = ()
    reservation: tuple[tuple[str, str], ...] = ()
    """Key -> what its value contains."""
    effects: frozenset[str] | None = None
    """All that the call may set in motion (`Outcome.effects`), and nothing beside it."""
    besides: frozenset[str] = field(default_factory=frozenset)
    """Effects that may be there or not."""
    change: tuple[tuple[str, str], ...] = ()
    """What was entered in the schedule: staff, status, back -> what it contains."""
    said: tuple[Saying, ...] = ()
    never_said: tuple[Saying, ...] = ()
    """A secret, a promise nobody may make."""
    escalated_by: int | None = None
    """The latest turn of the agent's in which a person is called in."""
    max_agent_turns: int | None = None
    max_gap_ms: int | None = None
    """No answer may begin later; looked at in voice only."""
    allowed_facts: Wanted = ()
    """Stated facts that count as vouched for, beside manual, schedule, clock and caller."""

    @property
    def is_empty(self) -> bool:
        """Nothing is expected."""
        return self == Expectation()

    def failures(self, outcome: Outcome) -> tuple[Failure, ...]:
        """What is otherwise; empty when all is as expected."""
        return (
            *_exact(self, outcome),
            *_by_sound(self, outcome),
            *_state(self, outcome),
            *_spoken(self, outcome),
            *_course(self, outcome),
        )


_ANY_OF = ("kind", "outcome", "urgency")
_KATAKANA = re.compile("[ァ-ヺー]+")
_LATIN = re.compile("[A-Za-z]")
_CONTAINED = ("target", "purpose", "told", "promised", "refused", "unconfirmed")


def _exact(wanted: Expectation, outcome: Outcome) -> Iterator[Failure]:
    report = outcome.report
    for name in _ANY_OF:
        expected, found = getattr(wanted, name), getattr(report, name)
        if expected and found not in expected:
            yield Failure(name, f"{found}, not {' or '.join(expected)}")
    number, wanted_number = report.callback_number or "", wanted.callback_number
    if wanted_number is not None and _digits(number) != _digits(wanted_number):
        yield Failure("callback_number", f"{number or None}, not {wanted_number or None}")
    if wanted.callback_wanted not in (None, report.callback_wanted):
        yield Failure("callback_wanted", f"{report.callback_wanted}")
    if wanted.escalation is not None and (report.escalation or "") != wanted.escalation:
        yield Failure("escalation", f"{report.escalation}, not {wanted.escalation or None}")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _by_sound(wanted: Expectation, outcome: Outcome) -> Iterator[Failure]:
    report = outcome.report
    name, company = report.caller_name or "", report.caller_company or ""
    heard = _pronounced(outcome.name_heard) if name else ""
    if wanted.caller_name and not (
        _is_same_name(wanted.caller_name, name) or (heard and heard == sound_of(wanted.caller_name))
    ):
        yield Failure("caller_name", f"{name or None}, not {wanted.caller_name}")
    heard = _pronounced(outcome.company_heard) if company else ""
    if wanted.caller_company and not (
        is_in(wanted.caller_company, company)
        or (heard and sound_of(wanted.caller_company) in heard)
    ):
        yield Failure("caller_company", f"{company or None}, without {wanted.caller_company}")
    for field_name in _CONTAINED:
        expected, found = getattr(wanted, field_name), getattr(report, field_name)
        whole = found if isinstance(found, str) else "／".join(found or ())
        for part in (expected,) if isinstance(expected, str) else expected:
            if part and not is_in(part, whole):
                yield Failure(field_name, f"{whole or None}, without {part}")
    for key, part in wanted.reservation:
        value = (report.reservation or {}).get(key, "")
        if not is_in(part, value):
            yield Failure(f"reservation.{key}", f"{value or None}, without {part}")


def _pronounced(heard: str) -> str:
    """Katakana as pronounced; empty for words that came without a reading (Peter Brown)."""
    return as_pronounced(heard) if _KATAKANA.fullmatch(heard) else ""


def _is_same_name(wanted: str, found: str) -> bool:
    """By sound; Latin letters, of which not all have one, as written."""
    if _LATIN.search(found) or not found:
        return found == wanted
    return read(found) == read(wanted)


def _state(wanted: Expectation, outcome: Outcome) -> Iterator[Failure]:
    if wanted.effects is not None:
        for effect in sorted(wanted.effects - outcome.effects):
            yield Failure("effects", f"no {effect}")
        for effect in sorted(outcome.effects - wanted.effects - wanted.besides):
            yield Failure("effects", f"{effect}, which nobody wanted")
    for key, part in wanted.change:
        if not any(is_in(part, getattr(change, key)) for change in outcome.changes):
            yield Failure(f"change.{key}", f"no entry with {part}")


def _spoken(wanted: Expectation, outcome: Outcome) -> Iterator[Failure]:
    for saying in wanted.said:
        if not saying.is_in(outcome.heard_turns):
            yield Failure("said", f"not {saying}")
    for saying in wanted.never_said:
        for turn in outcome.turns:
            if saying.is_in((turn,)):
                yield Failure("never_said", str(saying), turn.number)
    for fact in outcome.invented:
        if not any(is_in(allowed, fact) for allowed in wanted.allowed_facts):
            yield Failure("invented", fact)


def _course(wanted: Expectation, outcome: Outcome) -> Iterator[Failure]:
    if wanted.escalated_by is not None:
        called = next((turn for turn in outcome.turns if turn.escalate), None)
        turn = called.number if called is not None else None
        before = sum(one.number <= (turn or 0) for one in outcome.heard_turns)
        if turn is None or before > wanted.escalated_by:
            yield Failure("escalated_by", f"turn {turn}, not by {wanted.escalated_by}", turn)
    turns = len(outcome.heard_turns)
    if wanted.max_agent_turns is not None and turns > wanted.max_agent_turns:
        yield Failure("max_agent_turns", f"{turns} turns, not {wanted.max_agent_turns}")
    if wanted.max_gap_ms is not None:
        for late in outcome.turns:
            if late.gap_ms is not None and late.gap_ms > wanted.max_gap_ms:
                yield Failure("max_gap_ms", f"{late.gap_ms} ms", late.number)


def is_in(part: str, whole: str) -> bool:
    """Does `whole` hold `part`, as written or as it sounds?"""
    whole = whole.replace("@", "アットマーク") if "@" not in part else whole  # so it is said
    return part in whole or (read(part) != "" and read(part) in read(whole))
