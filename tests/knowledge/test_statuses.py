"""Status entries on disk: nothing written is lost, nothing unreadable stops the rest."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.schema import Manual
from knowledge.statuses import FILE_NAME, StatusEntry, append, client_folder, read_statuses

NOW = dt.datetime(2026, 11, 24, 10, 0)


def entry(staff: str = "栗本", status: str | None = "会議", **more: object) -> StatusEntry:
    return StatusEntry.model_validate(
        {"staff": staff, "status": status, "start": NOW, "set_at": NOW, **more}
    )


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    meeting = entry(until=NOW + dt.timedelta(hours=1), note="社内", word="夕方")
    append(tmp_path / "a", meeting)
    append(tmp_path / "a", entry("佐藤", "外出"))
    assert read_statuses(tmp_path / "a").entries == (meeting, entry("佐藤", "外出"))
    assert read_statuses(tmp_path / "nobody").entries == ()


def test_clearing_forgets_one_person_only(tmp_path: Path) -> None:
    for each in (entry(), entry("佐藤"), entry(status=None)):
        append(tmp_path, each)
    assert [e.staff for e in read_statuses(tmp_path).entries] == ["佐藤"]


def test_a_newer_entry_cuts_an_older_and_leaves_what_is_to_come(tmp_path: Path) -> None:
    hour = dt.timedelta(hours=1)
    append(tmp_path, entry(status="出張", until=NOW + 9 * hour))
    append(tmp_path, entry(status="外出", start=NOW + 5 * hour, until=NOW + 6 * hour))
    append(tmp_path, entry(status="会議", start=NOW + hour, until=NOW + 2 * hour))
    found = {e.status: (e.start, e.until) for e in read_statuses(tmp_path).entries}
    assert found == {
        "出張": (NOW, NOW + hour),
        "外出": (NOW + 5 * hour, NOW + 6 * hour),
        "会議": (NOW + hour, NOW + 2 * hour),
    }


def test_a_line_that_is_no_entry_is_named_and_passed_over(tmp_path: Path) -> None:
    append(tmp_path, entry())
    bad = [
        b'{"staff": "x", "status": "\xe5\xaf\x9d\xe5\x9d\x8a", "start": "2026-11-24T10:00", '
        b'"set_at": "2026-11-24T10:00"}',
        b"[1, 2]",
        b"\xff\xfe",
        b'{"staff": "x"}',
        b"[" * 9000,
        b"x" * 20_000,
        b'{"staff":"x","status":"\xe5\xa4\x96\xe5\x87\xba","start":"2026-11-24T10:00Z",'
        b'"set_at":"2026-11-24T10:00"}',
    ]
    with (tmp_path / FILE_NAME).open("ab") as file:
        file.write(b"\n".join(bad) + b"\n")
    append(tmp_path, entry("佐藤"))
    found = read_statuses(tmp_path)
    assert [e.staff for e in found.entries] == ["栗本", "佐藤"]
    assert [p.line for p in found.problems] == list(range(2, 2 + len(bad)))


def test_a_writer_that_died_in_the_middle_costs_only_its_own_line(tmp_path: Path) -> None:
    append(tmp_path, entry())
    with (tmp_path / FILE_NAME).open("ab") as file:
        file.write(b'{"staff": "half')
    append(tmp_path, entry("佐藤"))
    found = read_statuses(tmp_path)
    assert [e.staff for e in found.entries] == ["栗本", "佐藤"]
    assert [p.line for p in found.problems] == [2]


def _write_many(folder: Path, name: str) -> None:
    for number in range(25):
        append(folder, entry(f"{name}{number}"))


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:  # each opens the lock anew, as another process would
        list(pool.map(lambda name: _write_many(tmp_path, name), ("左", "右")))
    found = read_statuses(tmp_path)
    assert {e.staff for e in found.entries} == {f"{n}{i}" for n in ("左", "右") for i in range(25)}
    assert found.problems == ()


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnowledgeError, match="cannot be kept"):
        append(tmp_path / "file" / "below", entry())


def test_each_client_has_a_folder_of_its_own(tmp_path: Path) -> None:
    names = ("株式会社 架空", "株式会社架空", "架空/../商店", "..")
    folders = {
        client_folder(
            tmp_path, Manual.model_validate({"company": {"name": n, "reading": "かくう"}})
        )
        for n in names
    }
    assert len(folders) == len(names)
    assert all(folder.parent == tmp_path for folder in folders)
