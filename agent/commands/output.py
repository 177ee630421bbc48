"""How every command speaks: people read a terminal, programs read one JSON object a line."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

Json = Annotated[bool, typer.Option("--json", help="Always so here: one JSON object a line.")]
"""For the commands that speak nothing else, so that every command takes --json."""

_STOPS = (".", "?", "!", "。")


def emit(record: dict[str, Any]) -> None:
    """Print one JSON object on one line of stdout, at once."""
    text = json.dumps(record, ensure_ascii=False)
    # Half a surrogate pair, of a file's name or a typed row, becomes the JSON escape of itself.
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    sys.stdout.flush()


def fail(message: str, remedy: str = "") -> NoReturn:
    """Say in one line on stderr what is wrong and what to do, and exit with status 2."""
    say_wrong(joined(message, remedy))
    raise typer.Exit(2)


def fail_file(path: Path, error: Exception, as_json: bool) -> None:
    """Say of one file among several why it cannot be used; the command goes on."""
    if as_json:
        emit({"path": str(path), "error": told(error)})
        return
    message, named = told(error), (one_line(str(path)), one_line(path.name))
    known = next((name for name in named if message.startswith(name)), None)
    # By its whole path, and once.
    rest = f": {message}" if known is None else message.removeprefix(known)
    say_wrong(f"{path}{rest}")


def say_wrong(message: str) -> None:
    """One line on stderr, the command running on."""
    sys.stderr.write(f"denwaban: {one_line(message)}\n")


def told(error: Exception) -> str:
    """What is wrong and what to do, in one line: of our errors, or of the system's."""
    if not isinstance(error, OSError):
        return joined(str(error), getattr(error, "remedy", ""))
    remedy = "Check the path and who may write there."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        remedy = "Make room on the disk and try again."
    where = f"{error.filename}: " if error.filename else ""
    return joined(f"{where}{error.strerror or error}", remedy)


def joined(message: str, remedy: str) -> str:
    """Both as one line, with a stop between them."""
    message, remedy = one_line(message), one_line(remedy)
    if not remedy or message.endswith(_STOPS):
        return f"{message} {remedy}".strip()
    return f"{message}{'.' if remedy[0].isupper() else ';'} {remedy}"


def one_line(text: str) -> str:
    """Without line ends and what else a terminal does not print; a file may be named so."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def unwrapped(error: BaseException) -> BaseException:
    """What a task group wrapped; of several the first, which cancelled the others."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
