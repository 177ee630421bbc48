"""`denwaban manual`: a client's manual, from its first line to its last version."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import TypeAdapter, ValidationError
from rich.console import Console

from agent.commands.output import emit, fail
from knowledge.drafting import Beginnings, new_manual
from knowledge.errors import KnowledgeError
from knowledge.importing import take_in
from knowledge.json_schema import manual_schema
from knowledge.name_readings import guess_reading
from knowledge.parts import HoursText, Kana, PhoneDigits, Text
from knowledge.tables import read_tables
from knowledge.versions import (
    SHORT_ID,
    Version,
    difference,
    find_version,
    history,
    restore,
    save,
    write_whole,
)

manual = typer.Typer(no_args_is_help=True, help="Write, import and version client manuals.")

File = Annotated[Path, typer.Argument(help="The manual, a YAML file.")]
By = Annotated[str, typer.Option("--by", help="Who: a name.")]
Why = Annotated[str, typer.Option("--why", help="What for.")]
T = TypeVar("T")
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]


@manual.command("schema")
def show_schema(as_json: Json = False) -> None:
    """Print the JSON Schema of a manual; editors complete and check by it."""
    if as_json:
        emit(manual_schema())
    else:
        sys.stdout.write(json.dumps(manual_schema(), ensure_ascii=False, indent=2) + "\n")


@manual.command("new")
def new(
    file: File,
    template: Annotated[
        bool, typer.Option("--template", help="Ask nothing: write the template as it is.")
    ] = False,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Begin a manual: asks on a terminal, otherwise writes the commented template."""
    if file.exists() and not force:
        fail(f"{file} exists.", "Give another name, or --force to overwrite it.")
    is_asked = not template and sys.stdin.isatty()
    begin = _ask_beginnings() if is_asked else Beginnings()
    try:
        write_whole(file, new_manual(begin).encode("utf-8"))
    except KnowledgeError as wrong:
        fail(str(wrong), wrong.remedy)
    if as_json:
        emit({"path": str(file), "company": begin.company})
    else:
        sys.stdout.write(f"{file}\n  → denwaban check {file}\n")


@manual.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="FAQ or staff list: .csv .tsv .xlsx .md")],
    into: Annotated[Path | None, typer.Option(help="A manual that takes it in.")] = None,
    out: Annotated[Path | None, typer.Option(help="A draft to look over first.")] = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Turn a client's own FAQ or staff list into entries of a manual; doubts are marked 要確認."""
    if (into is None) == (out is None):
        fail("Say where to.", "Give --into MANUAL to add to it, or --out DRAFT for a new file.")
    if out is not None and out.exists() and not force:
        fail(f"{out} exists.", "Give another name, or --force to overwrite it.")
    try:
        target = into or out
        assert target is not None
        before = into.read_bytes() if into is not None else None
        taken = take_in(read_tables(source), before)
        if taken.staff or taken.faq:
            write_whole(target, taken.content)
    except OSError as wrong:
        fail(f"{into} cannot be read: {wrong.strerror}.", "Check the path.")
    except KnowledgeError as wrong:
        fail(str(wrong), wrong.remedy)
    record = {
        "path": str(target),
        "staff": taken.staff,
        "faq": taken.faq,
        "notes": [{"where": n.where, "kind": n.kind, "message": n.message} for n in taken.notes],
    }
    if as_json:
        emit(record)
    else:
        for note in taken.notes:
            sys.stdout.write(f"{note.where}: {note.kind}: {note.message}\n")
        sys.stdout.write(f"{target}: {taken.staff} staff, {taken.faq} faq\n")
    if not (taken.staff or taken.faq):
        raise typer.Exit(2)


@manual.command("save")
def save_version(file: File, by: By, why: Why, as_json: Json = False) -> None:
    """Keep the manual as it stands, with who and why."""
    _show(_try(lambda: save(_existing(file), by, why, _now())), as_json)


@manual.command("history")
def show_history(file: File, as_json: Json = False) -> None:
    """List the versions, oldest first."""
    versions = _try(lambda: history(file))
    if not versions and not as_json:
        fail(f"{file} has no saved version.", "Save one: denwaban manual save FILE --by --why")
    for version in versions:
        _show(version, as_json)


@manual.command("diff")
def diff(
    file: File,
    start: Annotated[
        str, typer.Option("--from", help="Version number or id; else the last saved.")
    ] = "",
    end: Annotated[str, typer.Option("--to", help="Version; else the file as it stands.")] = "",
    as_json: Json = False,
) -> None:
    """Show what changed since a version."""

    def lines() -> tuple[str, ...]:
        old = find_version(file, start or str(len(history(file))))
        return difference(_existing(file), old, find_version(file, end) if end else None)

    changed = _try(lines)
    if as_json:
        emit({"path": str(file), "diff": list(changed)})
        return
    for line in changed:
        sys.stdout.write(line + "\n")


@manual.command("restore")
def restore_version(
    file: File,
    version: Annotated[str, typer.Argument(help="Version number or id.")],
    by: By,
    *,
    why: Annotated[str, typer.Option("--why", help="What for.")] = "",
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Make the manual what it was; that is a new version."""

    def restored() -> Version:
        old = find_version(file, version)
        reason = why or f"version {old.number} に戻す"
        return restore(file, old, by, reason, _now(), force=force)

    _show(_try(restored), as_json)


def _try(work: Callable[[], T]) -> T:
    try:
        return work()
    except KnowledgeError as wrong:
        fail(str(wrong), wrong.remedy)


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise KnowledgeError(f"no file {file}", "give the path of the manual")
    return file


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _show(version: Version, as_json: bool) -> None:
    at = version.at.isoformat(timespec="seconds")
    if as_json:
        emit(
            {
                "number": version.number,
                "id": version.id,
                "at": at,
                "by": version.by,
                "why": version.why,
            }
        )
        return
    sys.stdout.write(
        f"{version.number}  {version.id[:SHORT_ID]}  {at}  {version.by}  {version.why}\n"
    )


def _ask_beginnings() -> Beginnings:
    """The questions asked of a client who begins."""
    begin = Beginnings()
    company = _ask("会社名", Text)
    reading = _ask("会社名のよみ（かな）", Kana, guess_reading(company).replace(" ", ""))
    phone = _ask("代表番号", PhoneDigits, begin.phone)
    hours = _ask("平日の営業時間", HoursText, begin.hours)
    name = _ask("最初の社員（姓と名の間を空ける）", Text)
    staff_reading = _ask("そのよみ（かな）", Kana, guess_reading(name))
    return Beginnings(company, reading, phone, hours, name, staff_reading)


def _ask(question: str, kind: Any, default: str | None = None) -> str:
    """Ask until the answer has the form the manual wants."""
    form: TypeAdapter[str] = TypeAdapter(kind)
    while True:
        answer = typer.prompt(question, default=default or None)
        try:
            return form.validate_python(answer)
        except ValidationError as wrong:
            message = wrong.errors()[0]["msg"].removeprefix("Value error, ")
            Console(stderr=True).print(f"[red]{message}[/]", highlight=False)
