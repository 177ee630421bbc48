"""`denwaban understand --manual M`: what callers mean, one JSON object a line in and out."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from agent.commands.output import Json, emit, fail
from agent.last_words import question_in, state_after
from agent.published import publish
from agent.understanding import meaning
from agent.utterance import listen
from knowledge import JAPAN, Knowledge, japan_time
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual

_SHAPE = '{"id": ..., "utterance": ..., "agent_prompt": ..., "now": ...}'


def understand(
    manual: Annotated[str, typer.Option(help="The client's manual, by path or name.")],
    as_json: Json = True,
) -> None:
    """Tell what callers mean: the intent and the slots of each turn.

    {"id","utterance","agent_prompt"?,"now"?} a line on stdin,
    {"id","intent","also","confidence","slots"} on stdout; {"id","error"} for a row that cannot
    be used.

    `agent_prompt` is what the agent said before, in its own words: 結構です is a yes to a read-back
    and a no to an offer. `now` (ISO 8601) is what 明日 is counted from; without it, this moment.
    `also` holds at most one second intent of the same breath. `confidence` is calibrated: of the
    rows given .8, about four in five are right.

    Slots, each only where it was said:
    target (whom the caller wants: the manual's name, else as heard), target_candidates (names of
    the manual between which the caller must choose), target_department,
    caller_name, caller_company, callback_number (digits), email, datetime (local ISO 8601: a
    date, a minute or an interval a/b), callback_at (when the caller wishes to be called back),
    people (how many), purpose (the caller's words, where they are a matter to pass on).
    """
    try:
        knowledge = Knowledge.open(load_manual(find_manual(manual)), dt.datetime.now(JAPAN))
    except KnowledgeError as error:
        fail(str(error), error.remedy)
    for record in understood(knowledge, sys.stdin.buffer):
        emit(record)


def understood(knowledge: Knowledge, lines: Iterable[str | bytes]) -> Iterator[dict[str, Any]]:
    """One record a line that is not empty; mistakes become records too."""
    for line in lines:
        if not line.strip():
            continue
        row, error = _row(line)
        if error:
            yield {"id": row.get("id"), "error": error}
            continue
        yield {"id": row.get("id"), **_meant(knowledge, row)}


def _row(line: str | bytes) -> tuple[dict[str, Any], str]:
    """The row, and what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}, f"not JSON; write {_SHAPE} on one line"
    if not isinstance(row, dict):
        return {}, f"not an object; write {_SHAPE}"
    if not isinstance(row.get("utterance"), str):
        return row, "utterance must be text"
    if not isinstance(row.get("agent_prompt") or "", str):
        return row, "agent_prompt must be text or null"
    if row.get("now"):
        try:
            row["now"] = japan_time(dt.datetime.fromisoformat(row["now"]))
        except (TypeError, ValueError, OverflowError):
            return row, "now is no ISO 8601 time; write it like 2026-11-24T10:00"
    return row, ""


def _meant(knowledge: Knowledge, row: dict[str, Any]) -> dict[str, Any]:
    if row.get("now"):
        knowledge = knowledge.at(row["now"])
    prompt = row.get("agent_prompt") or ""
    question = question_in(prompt)
    said = listen(row["utterance"])
    found = publish(meaning(said, question, state_after(prompt), knowledge), question, knowledge)
    return {
        "intent": found.intent,
        "also": list(found.also),
        "confidence": round(found.confidence, 3),
        "slots": found.slots,
    }
