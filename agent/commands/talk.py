"""`denwaban talk`: the same dialogue typed instead of spoken."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from agent.commands.moment import moment
from agent.commands.output import emit, fail
from agent.config import Config
from agent.events import CallAnswered
from agent.responding import Response
from agent.typed_call import TypedCall
from knowledge import Knowledge
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual

MAX_SILENCE_MS = 3_600_000
KEYS = "0123456789*#"


def _line(call: TypedCall, response: Response) -> dict[str, Any]:
    """The JSON form of one answer."""
    said = response.understanding
    return {
        "agent": "".join(sentence.text for sentence in response.sentences),
        "intent": said.intent if said is not None else None,
        "acts": [act.kind for act in response.decision.acts],
        "expect": str(response.decision.expect),
        "escalated": bool(call.state.escalated),
        "ended": call.state.ended,
    }


def talk(
    manual: Annotated[str, typer.Option("--manual", "-m", help="A manual's path or name.")],
    now: Annotated[str, typer.Option(help="When the call comes in, ISO 8601.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines in and out.")] = False,
) -> None:
    """Talk to the attendant by keyboard.

    With --json {"caller": "..."}, {"silence_ms": n} or {"digits": "..."} a line on stdin, one
    answer a line on stdout, {"error"} for a line that cannot be used; a line's "id" comes back.
    """
    call = _open(manual, moment(now))
    if as_json:
        _by_lines(call)
    else:
        _by_hand(call)


def _open(manual: str, at: dt.datetime) -> TypedCall:
    try:
        knowledge_of = load_manual(find_manual(manual))
    except KnowledgeError as wrong:
        fail(str(wrong), wrong.remedy)
    received_at = at.isoformat(timespec="seconds")
    knowledge = Knowledge.open(knowledge_of, at, Config.from_environment().data_dir)
    answered = CallAnswered(0, _new_id(), knowledge_of.company.name, received_at)
    return TypedCall(knowledge, answered)


def _new_id() -> str:
    """The receipt number ends in its last four characters, drawn by chance, so that rehearsals
    of one minute are told apart."""
    return f"talk-{secrets.token_hex(2)}"


def _by_lines(call: TypedCall) -> None:
    emit(_line(call, call.begin()))
    for raw in _lines():
        row, error = _row(raw)
        of_row = {"id": row["id"]} if "id" in row else {}
        if error:
            emit(of_row | {"error": error})
        else:
            emit(of_row | _line(call, _answer(call, row)))
    emit({"report": call.end().to_json()})


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", errors="replace").strip()
        if line:
            yield line


def _row(raw: str) -> tuple[dict[str, Any], str]:
    """One line in, and what to write instead where it cannot be used."""
    try:
        row = json.loads(raw, parse_int=_whole_number)
    except (ValueError, RecursionError):
        return {}, 'not JSON; write {"caller": "..."}'
    if not isinstance(row, dict):
        return {}, 'not an object; write {"caller": "..."}'
    return row, _mistake(row)


def _whole_number(digits: str) -> int:
    """Python reads no number of thousands of digits; too large is all there is to know of it."""
    return int(digits[:4000])


def _mistake(row: dict[str, Any]) -> str:
    """What is wrong with a line; empty: nothing."""
    if isinstance(row.get("caller"), str):
        return ""
    silence = row.get("silence_ms")
    if isinstance(silence, int) and not isinstance(silence, bool):
        return "" if 0 < silence <= MAX_SILENCE_MS else f"silence_ms must be 1..{MAX_SILENCE_MS}"
    digits = row.get("digits")
    if isinstance(digits, str):
        is_pressed = 0 < len(digits) <= 40 and all(d in KEYS for d in digits)
        return "" if is_pressed else "digits are 1 to 40 of 0-9, * and #"
    return 'write one of {"caller": "..."}, {"silence_ms": n} or {"digits": "..."}'


def _answer(call: TypedCall, row: dict[str, Any]) -> Response:
    """To a line without a mistake: the first of its three that is of its kind counts."""
    if isinstance(row.get("caller"), str):
        return call.say(row["caller"])
    silence = row.get("silence_ms")
    if isinstance(silence, int) and not isinstance(silence, bool):
        return call.wait(silence)
    return call.press(row["digits"])


def _by_hand(call: TypedCall) -> None:
    console = Console()
    console.print("[dim]Type what the caller says. #123 presses keys, an empty line is silence, "
                  "Ctrl-D hangs up.[/dim]\n")  # fmt: skip
    _show(console, call.begin())
    while not call.state.ended:
        try:
            typed = console.input("[bold cyan]お客様[/] ")
        except (EOFError, KeyboardInterrupt):
            console.print()
            break
        if typed.startswith("#") and typed[1:].isdigit():
            _show(console, call.press(typed[1:]))
        elif typed.strip():
            _show(console, call.say(typed))
        else:
            _show(console, call.wait(6000))
    console.print(Panel(escape(call.end().to_text()), title="報告"))


def _show(console: Console, response: Response) -> None:
    text = "".join(sentence.text for sentence in response.sentences)
    console.print(f"[bold green]電話番[/] {escape(text)}")
