"""What must be true of a call's report once it is over, and what the agent must never have said.

Words are compared as sounds too: a caller's name or wish that the recogniser wrote in other
characters is the same name and the same wish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.report import CallReport
from knowledge.reader import read

Wanted = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Report fields as they must be; what is empty or None is not looked at."""

    kind: str = ""
    outcome: Wanted = ()
    """Any of these."""
    urgency: str = ""
    escalation: str | None = None
    """The reason; "" where nobody may have been called in."""
    callback_number: str = ""
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
    reservation: tuple[tuple[str, str], ...] = ()
    """Key -> what its value contains."""
    said: Wanted = ()
    """Words the agent must have spoken."""
    never_said: Wanted = ()
    """Words the agent must not have spoken: a secret, a promise nobody may make."""

    @property
    def is_empty(self) -> bool:
        """Nothing is expected."""
        return self == Expectation()

    def failures(self, report: CallReport) -> tuple[str, ...]:
        """What is otherwise, one line each; empty when all is as expected."""
        return (*_exact(self, report), *_by_sound(self, report), *_spoken(self, report))


_EXACT = ("kind", "urgency", "callback_number", "callback_wanted")
_LATIN = re.compile("[A-Za-z]")
_CONTAINED = ("caller_company", "target", "purpose", "told", "promised", "refused")


def _exact(wanted: Expectation, report: CallReport) -> Iterator[str]:
    for name in _EXACT:
        expected, found = getattr(wanted, name), getattr(report, name)
        if expected not in ("", None) and found != expected:
            yield f"{name}: {found}, not {expected}"
    if wanted.outcome and report.outcome not in wanted.outcome:
        yield f"outcome: {report.outcome}, not {' or '.join(wanted.outcome)}"
    if wanted.escalation is not None and (report.escalation or "") != wanted.escalation:
        yield f"escalation: {report.escalation}, not {wanted.escalation or None}"


def _by_sound(wanted: Expectation, report: CallReport) -> Iterator[str]:
    name = report.caller_name or ""
    if wanted.caller_name and not _is_same_name(wanted.caller_name, name):
        yield f"caller_name: {report.caller_name}, not {wanted.caller_name}"
    for field in _CONTAINED:
        expected, found = getattr(wanted, field), getattr(report, field)
        whole = found if isinstance(found, str) else "／".join(found or ())
        for part in (expected,) if isinstance(expected, str) else expected:
            if not is_in(part, whole):
                yield f"{field}: {whole or None}, without {part}"
    for key, part in wanted.reservation:
        value = (report.reservation or {}).get(key, "")
        if not is_in(part, value):
            yield f"reservation.{key}: {value or None}, without {part}"


def _is_same_name(wanted: str, found: str) -> bool:
    """By sound; Latin letters, of which not all have one, as written."""
    return found == wanted if _LATIN.search(found) else read(found) == read(wanted)


def _spoken(wanted: Expectation, report: CallReport) -> Iterator[str]:
    spoken = "".join(line.text for line in report.transcript if line.speaker == "agent")
    yield from (f"said: not {words}" for words in wanted.said if not is_in(words, spoken))
    yield from (f"never_said: {words}" for words in wanted.never_said if is_in(words, spoken))


def is_in(part: str, whole: str) -> bool:
    """Does `whole` hold `part`, as written or as it sounds?"""
    return part in whole or (read(part) != "" and read(part) in read(whole))
