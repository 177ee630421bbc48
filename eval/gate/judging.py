"""What only the whole manual can tell of a call that is over: whose answer was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eval.expectation import Failure
from eval.gate.call import GateCall
from eval.result import CallResult
from knowledge.schema import Manual

OTHER_ANSWER = "other_answer"
"""The must that is broken by telling another entry's answer."""


def judged(
    calls: Sequence[GateCall], results: Sequence[CallResult], manual: Manual
) -> tuple[CallResult, ...]:
    """The results of the calls, in their order, with the answers told that were not theirs."""
    questions: dict[str, str] = {}
    for entry in manual.faq:
        questions.setdefault(entry.answer, entry.question)
    answers = {entry.id: entry.answer for entry in manual.faq}
    return tuple(
        replace(result, failures=(*result.failures, *_others(call, result, questions, answers)))
        for call, result in zip(calls, results, strict=True)
    )


def _others(
    call: GateCall, result: CallResult, questions: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[Failure, ...]:
    if not (call.entry or call.answers_nothing):
        return ()
    own = answers.get(call.entry, "")
    return tuple(
        Failure(OTHER_ANSWER, questions[value], turn.number)
        for turn in result.agent
        for name, value in turn.facts
        if name == "answer" and value in questions and value != own
    )
