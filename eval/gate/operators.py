"""Who takes a kind of call at a moment, by the manual's own words."""

from __future__ import annotations

import datetime as dt

from knowledge.schema import CallKind, Manual, Operator, spans


def takes(manual: Manual, kind: CallKind, at: dt.datetime, named: str = "") -> Operator | None:
    """The operator whom a call of this kind can be handed over to at `at`; None: nobody then.

    The one a rule names for it takes it whatever her kinds, else the first who takes such calls.
    """
    here = [one for one in manual.operators if _answers(one, at.time())]
    by_name = [one for one in here if named and one.name == named]
    by_kind = [one for one in here if not one.kinds or kind in one.kinds]
    return next(iter([*by_name, *by_kind]), None)


def _answers(operator: Operator, time: dt.time) -> bool:
    return not operator.hours or any(start <= time < end for start, end in spans(operator.hours))
