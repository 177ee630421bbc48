"""What was to be taken down, and stands in the report.

Counted are the slots a scenario names (`CallResult.wanted`); one is right where the grader found
nothing wrong with it (a number by its digits, a name by its sound, a date by its ISO form).

`slot_f1` is the harmonic mean of precision (right of those filled) and recall (right of those
wanted), over all slots together (micro): 2 right / (filled + wanted). A wrong value so counts
twice, as a slot missed and as one made up; an empty one once. Slots that no scenario names are not
looked at. `slot_exact.KIND` is the share of wanted slots that are right: telephone numbers, e-mail
addresses, dates, names (caller, company, who is asked for) and, as `detail`, what else a
reservation holds. All are shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.metrics.figure import Figure, figure, mean, ratio
from eval.result import CallResult

KINDS = ("telephone", "email", "date", "name", "detail")
_KIND_OF = {
    "callback_number": "telephone",
    "caller_name": "name",
    "caller_company": "name",
    "target": "name",
    "reservation.booked": "date",
    "reservation.wish": "date",
}


@dataclass(frozen=True, slots=True)
class _Slot:
    kind: str
    is_filled: bool
    is_right: bool


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`slot_f1`, then `slot_exact.KIND` for every kind."""
    calls = [list(_slots(one)) for one in results]
    counted = [[(2.0 * one.is_right, 1.0 + one.is_filled) for one in call] for call in calls]
    exact = {
        kind: [[(float(one.is_right),) for one in call if one.kind == kind] for call in calls]
        for kind in KINDS
    }
    return (
        figure("slot_f1", counted, ratio, "share"),
        *(figure(f"slot_exact.{kind}", rows, mean, "share") for kind, rows in exact.items()),
    )


def _slots(result: CallResult) -> Iterator[_Slot]:
    wrong = {failure.must for failure in result.failures}
    report = result.report or {}
    for name, value in result.wanted if result.report is not None else ():
        field, _, key = name.partition(".")
        found = (report.get(field) or {}).get(key) if key else report.get(field)
        kind = "email" if "@" in value else _KIND_OF.get(name, "detail")
        yield _Slot(kind, bool(found), bool(found) and name not in wrong)
