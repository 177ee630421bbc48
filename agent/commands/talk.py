"""`denwaban talk`: the same dialogue typed instead of spoken."""

from __future__ import annotations

import datetime as dt
import json
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
from knowledge import JAPAN, Knowledge
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual

MAX_SILENCE_MS = 3_600_000


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
    """Talk to the attendant by keyboard."""
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
    """The receipt number ends in its last four digits: second and hundredth of this moment, so
    that two rehearsals of one minute are told apart."""
    now = dt.datetime.now(JAPAN)
    return f"talk-{now:%S}{now.microsecond // 10_000:02}"


def _by_lines(call: TypedCall) -> None:
    emit(_line(call, call.begin()))
    for raw in _lines():
        try:
            response = _answer(call, raw)
        except ValueError as wrong:
            emit({"error": str(wrong)})
            continue
        emit(_line(call, response))
    emit({"report": call.end().to_json()})


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", errors="replace").strip()
        if line:
            yield line


def _answer(call: TypedCall, raw: str) -> Response:
    """One line in. Raises ValueError with what to write instead."""
    try:
        line = json.loads(raw)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError('not JSON; write {"caller": "..."}') from None
    if not isinstance(line, dict):
        raise ValueError('not an object; write {"caller": "..."}')
    if isinstance(line.get("caller"), str):
        return call.say(line["caller"])
    silence = line.get("silence_ms")
    if isinstance(silence, int) and not isinstance(silence, bool):
        if not 0 < silence <= MAX_SILENCE_MS:
            raise ValueError(f"silence_ms must be 1..{MAX_SILENCE_MS}")
        return call.wait(silence)
    digits = line.get("digits")
    if isinstance(digits, str):
        if not digits or len(digits) > 40 or any(d not in "0123456789*#" for d in digits):
            raise ValueError("digits are 1 to 40 of 0-9, * and #")
        return call.press(digits)
    raise ValueError('write one of {"caller": "..."}, {"silence_ms": n} or {"digits": "..."}')


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
