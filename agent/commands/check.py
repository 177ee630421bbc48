"""`denwaban check`: a manual's mistakes, each with its line and what to do."""

from __future__ import annotations

import asyncio
import datetime as dt
import difflib
import re
from collections.abc import Iterator
from contextlib import aclosing
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from agent.commands.output import emit, say_wrong, told
from agent.config import Config
from knowledge import JAPAN, japan_time
from knowledge.errors import KnowledgeError, Problem
from knowledge.feeds import read_calendars
from knowledge.manual import Manual, examine, find_manual
from knowledge.statuses import client_folder
from knowledge.written import Lines
from prompts.script import talk_script
from speech.engines import Voice
from speech.errors import SpeechError
from speech.tts.registry import DEFAULT as DEFAULT_ENGINE
from speech.tts.registry import make_tts

DEFAULT_VOICE = Voice().name
_BLANK = re.compile(r"\{([a-z_0-9]+)\}")


def check(
    manuals: Annotated[list[str], typer.Argument(help="Manuals, by path or name.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a manual.")] = False,
) -> None:
    """Check client manuals; exit status 2 when one of them cannot be used."""
    wrong = 0
    for name in manuals:
        try:
            path = find_manual(name)
        except KnowledgeError as missing:
            wrong += 1
            if as_json:
                emit({"path": name, "error": told(missing)})
            else:
                say_wrong(told(missing))
            continue
        found, problems = examine(path)
        if found is not None:
            problems += _calendar_problems(found)
        if found is not None and found.wording:
            problems += tuple(_wording_problems(found, Lines(path.read_bytes())))
        if found is not None:
            problems += tuple(_voice_problems(found, Lines(path.read_bytes())))
        wrong += any(p.level == "error" for p in problems)
        if as_json:
            emit(_record(str(path), problems))
        else:
            _show(str(path), problems)
    if wrong:
        raise typer.Exit(2)


def _wording_problems(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """Own words that are never said, or (an error: the call would fail) with an unknown blank."""
    script = talk_script()
    for entry, texts in manual.wording.items():
        line = lines.of(("wording", entry))
        packaged = script.get(entry) or script.get(entry.partition("@")[0])
        if packaged is None:
            near = difflib.get_close_matches(entry, sorted(script), 1, 0.5)
            remedy = f"did you mean {near[0]}?" if near else "the entries are in prompts/talk"
            yield Problem(line, f"wording {entry} is said nowhere", remedy, "warning")
            continue
        filled = {blank for text in packaged for blank in _BLANK.findall(text)}
        for blank in sorted({b for text in texts for b in _BLANK.findall(text)} - filled):
            yield Problem(
                line,
                f"wording {entry}: nothing fills {{{blank}}}",
                f"here there are: {', '.join(sorted(filled)) or 'none'}",
            )


def _voice_problems(manual: Manual, lines: Lines) -> Iterator[Problem]:
    """A voice that no call could speak with; asked of the engine, as a call does.

    Coqui's are not tried: it would fetch them.
    """
    settings = manual.voice
    if settings.name == DEFAULT_VOICE or Config.from_environment().tts != DEFAULT_ENGINE:
        return
    voice = Voice(settings.name, settings.speed, settings.pitch, settings.depth)
    try:
        asyncio.run(_said(voice))
    except SpeechError as wrong:
        remedy = f"{wrong.remedy} A relative path begins where denwaban is run."
        yield Problem(lines.of(("voice", "name")), f"voice.name: {wrong}", remedy)


async def _said(voice: Voice) -> None:
    async with aclosing(make_tts(DEFAULT_ENGINE).synthesize("はい。", voice)) as audio:
        async for _ in audio:
            pass


def _calendar_problems(manual: Manual) -> tuple[Problem, ...]:
    """Calendars that cannot be read, or have not been for long."""
    folder = client_folder(Config.from_environment().data_dir, manual)
    return read_calendars(manual, folder, japan_time(dt.datetime.now(JAPAN))).problems


def _record(path: str, problems: tuple[Problem, ...]) -> dict[str, object]:
    return {
        "path": path,
        "ok": not any(p.level == "error" for p in problems),
        "problems": [
            {"line": p.line, "level": p.level, "message": p.message, "remedy": p.remedy}
            for p in problems
        ],
    }


def _show(path: str, problems: tuple[Problem, ...]) -> None:
    console = Console()
    for problem in problems:
        colour = "red" if problem.level == "error" else "yellow"
        where = escape(f"{path}:{problem.line}")
        console.print(
            f"{where}: [{colour}]{problem.level}[/]: {escape(problem.message)}\n"
            f"    → {escape(problem.remedy)}",
            soft_wrap=True,
        )
    if not problems:
        console.print(f"{escape(path)}: ok")
