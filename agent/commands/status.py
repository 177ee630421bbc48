"""`denwaban status`: where people are today, written down by those who know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from rich.console import Console
from rich.table import Table

from agent.commands.output import emit, fail
from agent.config import Config
from knowledge import JAPAN, japan_time, snapshot
from knowledge.colleagues import colleague
from knowledge.errors import KnowledgeError, Problem
from knowledge.feeds import read_calendars, refresh
from knowledge.hours import Hours
from knowledge.manual import find_manual, load_manual
from knowledge.schedule import Presence, Return, say_time
from knowledge.schema import Manual, Staff, Whereabouts
from knowledge.statuses import (
    StatusEntry,
    Statuses,
    append,
    client_folder,
    read_statuses,
    staff_key,
)
from knowledge.until import Until, read_start, read_until
from speech.reading.dates import date_spoken

status = typer.Typer(no_args_is_help=True, help="Where the client's people are today.")

STATUSES: tuple[Whereabouts, ...] = get_args(Whereabouts)
MAX_NOTE_CHARS = 500
_SOURCES = {
    "status": "入力",
    "calendar": "予定表",
    "schedule": "マニュアルの予定",
    "manual": "ふだん",
}

Who = Annotated[str, typer.Argument(help="栗本, くりもと, 栗本美香, 営業部の佐藤, or an id.")]
ManualName = Annotated[str, typer.Option("--manual", help="Client manual: a file or a name.")]
Now = Annotated[str, typer.Option("--now", help="Instead of the clock, ISO 8601.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every subcommand works on."""

    path: Path
    manual: Manual
    now: dt.datetime
    data_dir: Path

    @property
    def folder(self) -> Path:
        return client_folder(self.data_dir, self.manual)


@status.command("set")
def set_status(
    who: Who,
    where: Annotated[str, typer.Argument(metavar="STATUS", help=" ".join(STATUSES))],
    *,
    manual: ManualName,
    until: Annotated[
        str, typer.Option("--until", help="15時半, 30分, 明日18時, 金曜, 2026-12-01 10:00.")
    ] = "",
    start: Annotated[str, typer.Option("--from", help="The same; empty: now.")] = "",
    note: Annotated[str, typer.Option("--note", help="For colleagues; never told.")] = "",
    now: Now = "",
    as_json: Json = False,
) -> None:
    """Write down where somebody is, and until when."""
    desk = _open(manual, now)
    chosen = _status(where)
    try:
        person = colleague(desk.manual, who)
        if person.status == "退職":
            raise KnowledgeError(f"{person.name} has left (退職);", "change it in the manual")
        begin = read_start(start, desk.now) if start else desk.now
        end = read_until(until, begin, desk.now, Hours(desk.manual)) if until else None
        entry = _entry(person, chosen, begin=begin, end=end, note=note, now=desk.now)
        append(desk.folder, entry)
    except KnowledgeError as wrong:
        fail(str(wrong), wrong.remedy)
    here = snapshot(desk.manual, desk.now, desk.data_dir).presence(person, desk.now)
    if as_json:
        emit(_record(person, here) | {"set": chosen, "start": _iso(begin), **_understood(end)})
        return
    Console().print(_said(person, chosen, end, here), highlight=False, markup=False, soft_wrap=True)


@status.command("clear")
def clear_status(who: Who, manual: ManualName, now: Now = "", as_json: Json = False) -> None:
    """Forget what was set; her calendar and the manual count again."""
    desk = _open(manual, now)
    try:
        person = colleague(desk.manual, who)
        append(desk.folder, StatusEntry(staff=staff_key(person), start=desk.now, set_at=desk.now))
    except KnowledgeError as wrong:
        fail(str(wrong), wrong.remedy)
    here = snapshot(desk.manual, desk.now, desk.data_dir).presence(person, desk.now)
    if as_json:
        emit(_record(person, here))
        return
    Console().print(f"{person.name}: 入力を取り消しました（{here.status}）", highlight=False)


@status.command("list")
def list_statuses(manual: ManualName, now: Now = "", as_json: Json = False) -> None:
    """Everybody: where, until when, who says so; then what could not be read."""
    desk = _open(manual, now)
    entries = read_statuses(desk.folder)
    calendars = read_calendars(desk.manual, desk.folder, desk.now)
    schedule = snapshot(desk.manual, desk.now, desk.data_dir)
    notes = {e.staff: e.note for e in entries.entries if e.start <= desk.now}
    rows = [
        (p, schedule.presence(p, desk.now), notes.get(staff_key(p), "")) for p in desk.manual.staff
    ]
    problems = (*entries.problems, *_strangers(desk.manual, entries), *calendars.problems)
    if as_json:
        for person, here, note in rows:
            emit(
                _record(person, here) | ({"note": note} if here.source == "status" and note else {})
            )
        _emit_problems(problems)
        return
    table = Table("名前", "部署", "状況", "戻り", "もと", "メモ")
    for person, here, note in rows:
        back = _shown(here.back) if here.back is not None else ""
        shown = note if here.source == "status" else ""
        table.add_row(
            person.name, person.department, here.status, back, _SOURCES[here.source], shown
        )
    Console().print(table, markup=False)
    _print_problems(problems)


@status.command("refresh")
def refresh_calendars(manual: ManualName, now: Now = "", as_json: Json = False) -> None:
    """Read everybody's calendar now; calls go on with the last good copy of one that fails."""
    desk = _open(manual, now)
    try:
        problems = refresh(
            desk.manual, desk.path.parent, desk.folder, desk.now, fresh_for=dt.timedelta()
        )
    except OSError as wrong:
        fail(f"{desk.folder} cannot be written: {wrong.strerror}.", "Check DENWABAN_DATA.")
    read = sum(1 for person in desk.manual.staff if person.calendar)
    if as_json:
        emit({"calendars": read, "problems": len(problems)})
        _emit_problems(problems)
        return
    Console().print(f"予定表 {read}件を読みました。", highlight=False)
    _print_problems(problems)


def _open(name: str, now: str) -> _Desk:
    try:
        moment = dt.datetime.fromisoformat(now) if now else dt.datetime.now(JAPAN)
    except ValueError:
        fail(f"--now {now} is no ISO 8601 time.", "Write it like 2026-11-24T10:00.")
    try:
        path = find_manual(name)
        data_dir = Config.from_environment().data_dir
        return _Desk(path, load_manual(path), japan_time(moment).replace(microsecond=0), data_dir)
    except KnowledgeError as wrong:
        fail(str(wrong), wrong.remedy)


def _status(where: str) -> Whereabouts:
    for known in STATUSES:
        if where.strip() == known:
            return known
    fail(f"{where} is no status.", f"Write one of {' '.join(STATUSES)}.")


def _entry(
    person: Staff,
    where: Whereabouts,
    *,
    begin: dt.datetime,
    end: Until | None,
    note: str,
    now: dt.datetime,
) -> StatusEntry:
    if len(note) > MAX_NOTE_CHARS:
        raise KnowledgeError("the note is too long;", f"write at most {MAX_NOTE_CHARS} characters")
    return StatusEntry(
        staff=staff_key(person),
        status=where,
        start=begin,
        until=end.at if end is not None else None,
        word=end.word if end is not None else "",
        note=note,
        set_at=now,
    )


def _strangers(manual: Manual, entries: Statuses) -> Iterator[Problem]:
    """Entries for people whose name in the manual has changed, or who are gone from it."""
    known = {staff_key(person) for person in manual.staff}
    for name in dict.fromkeys(e.staff for e in entries.entries if e.staff not in known):
        message = f"an entry is for {name}, who is not in the manual"
        yield Problem(0, message, "set it again under the new name, or give her that id", "warning")


def _record(person: Staff, here: Presence) -> dict[str, Any]:
    """What is known of a person now."""
    return {
        "staff": staff_key(person),
        "name": person.name,
        "department": person.department,
        "status": here.status,
        "back": _back_iso(here.back),
        "then": here.then,
        "source": here.source,
    }


def _understood(end: Until | None) -> dict[str, Any]:
    if end is None:
        return {"until": None}
    return {"until": _iso(end.at), "vague": end.word or None}


def _said(person: Staff, where: str, end: Until | None, here: Presence) -> str:
    """What was understood, in words, so that a slip is seen at once."""
    if end is None:
        until = "" if where in ("在席", "退職", "直帰") else "、戻りは未定"
    else:
        time = "" if end.last_day else say_time(end.at.time())
        until = f"、{date_spoken(end.last_day or end.at.date())}{time}まで"
        until += f"（「{end.word}」をこのように解しました）" if end.word else ""
    back = f"。戻り: {_shown(here.back)}" if here.back is not None and where == here.status else ""
    return f"{person.name}: {where}{until}{back}"


def _shown(back: Return) -> str:
    return date_spoken(back.day) + (back.word or say_time(back.time) if back.time else "")


def _back_iso(back: Return | None) -> str | None:
    if back is None:
        return None
    return _iso(dt.datetime.combine(back.day, back.time)) if back.time else back.day.isoformat()


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _emit_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        emit({"line": problem.line, "problem": problem.message, "remedy": problem.remedy})


def _print_problems(problems: tuple[Problem, ...]) -> None:
    console = Console(stderr=True)
    for problem in problems:
        console.print(f"{problem.message}\n    → {problem.remedy}", highlight=False, markup=False)
