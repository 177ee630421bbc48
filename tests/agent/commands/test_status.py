"""`denwaban status` as an office uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from agent.commands.status import status

NOW = "2026-11-24T10:00"  # a Tuesday


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENWABAN_DATA", str(tmp_path / "data"))


def run(*words: str, now: str = NOW, manual: str = "smile_corp") -> Result:
    return CliRunner().invoke(status, [*words, "--manual", manual, "--now", now])


def set_json(*words: str, now: str = NOW) -> dict[str, Any]:
    result = run("set", *words, "--json", now=now)
    assert result.exit_code == 0, result.stderr
    record: dict[str, Any] = json.loads(result.stdout)
    return record


def listed(now: str = NOW) -> dict[str, dict[str, Any]]:
    result = run("list", "--json", now=now)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    return {r["name"]: r for r in records if "name" in r}


@pytest.mark.parametrize(
    "who", ["栗本", "くりもと", "クリモト", "栗元", "栗本 美香", "栗本さん", "営業の栗本", "美香"]
)
def test_a_colleague_is_known_by_text_and_by_sound(who: str) -> None:
    assert set_json(who, "会議", "--until", "15時")["name"] == "栗本 美香"


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("明日18時", "2026-11-25T18:00"),
        ("15時半まで", "2026-11-24T15:30"),
        ("5時", "2026-11-24T17:00"),
        ("30分", "2026-11-24T10:30"),
        ("二時間", "2026-11-24T12:00"),
        ("夕方", "2026-11-24T17:00"),
        ("午前中", "2026-11-24T12:00"),
        ("明日の午前中", "2026-11-25T12:00"),
        ("定時", "2026-11-24T18:00"),
        ("終日", "2026-11-25T00:00"),
        ("24時", "2026-11-25T00:00"),
        ("今日いっぱい", "2026-11-25T00:00"),
        ("金曜", "2026-11-30T00:00"),
        ("来週", "2026-12-07T00:00"),
        ("週明け", "2026-11-30T00:00"),
        ("翌営業日の10時", "2026-11-25T10:00"),
        ("2026-12-01 10:00", "2026-12-01T10:00"),
        ("2026-12-01T10:00:00", "2026-12-01T10:00"),
        ("12月28日", "2027-01-04T00:00"),
    ],
)
def test_ends_are_understood_as_colleagues_write_them(words: str, until: str) -> None:
    assert set_json("栗本", "出張", "--until", words)["until"] == until


@pytest.mark.parametrize(
    "words", ["そのうち", "25時", "9時", "昨日", "2026-02-31", "9999-12-31", "?"]
)
def test_an_end_that_is_none_is_refused_with_a_way_to_write_it(words: str) -> None:
    result = run("set", "栗本", "出張", "--until", words)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "write it like" in result.stderr
    assert listed()["栗本 美香"]["source"] == "manual"


def test_what_was_vague_is_answered_with_what_was_understood() -> None:
    result = run("set", "栗本", "外出", "--until", "夕方")
    assert "夕方" in result.stdout and "17時" in result.stdout


def test_two_of_one_name_are_both_named() -> None:
    result = run("set", "佐藤", "会議")
    assert result.exit_code == 2
    assert "佐藤 健一 (営業部)" in result.stderr and "佐藤 由美子 (経理部)" in result.stderr
    assert set_json("経理の佐藤", "会議")["name"] == "佐藤 由美子"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("粟本", "会議"), "did you mean 栗本 美香?"),
        (("くりもろ", "会議"), "did you mean 栗本 美香?"),
        (("", "会議"), "no  in the manual"),
        (("大野", "在席"), "has left"),
        (("栗本", "寝坊"), "在席 離席"),
        (("栗本", "会議", "--note", "長" * 501), "at most 500"),
    ],
)
def test_what_cannot_be_kept_says_why_in_one_line(words: tuple[str, ...], says: str) -> None:
    result = run("set", *words)
    assert result.exit_code == 2
    assert " ".join(says.split()) in result.stderr and result.stderr.count("\n") == 1


def test_a_manual_or_clock_that_is_none_says_so() -> None:
    assert run("list", manual="nobody").exit_code == 2
    assert "ISO 8601" in run("list", now="soon").stderr


def test_an_entry_may_begin_later() -> None:
    record = set_json("中村", "外出", "--from", "13時", "--until", "17時")
    assert record["status"] == "在席" and record["start"] == "2026-11-24T13:00"
    assert listed("2026-11-24T14:00")["中村 玲奈"]["status"] == "外出"


def test_the_list_tells_where_everybody_is_and_who_says_so() -> None:
    set_json("栗本", "会議", "--until", "15時", "--note", "社内")
    people = listed()
    assert len(people) == 7
    assert people["栗本 美香"] == {
        "staff": "栗本美香",
        "name": "栗本 美香",
        "department": "営業部",
        "status": "会議",
        "back": "2026-11-24T15:00",
        "then": "",
        "source": "status",
        "note": "社内",
    }
    assert people["大野 修"]["status"] == "退職"
    assert "15時" in run("list").stdout


def test_clearing_leaves_what_the_manual_says() -> None:
    set_json("栗本", "会議", "--until", "15時")
    assert run("clear", "栗本").exit_code == 0
    assert listed()["栗本 美香"]["status"] == "出張"


def test_a_broken_line_is_named_in_the_list(tmp_path: Path) -> None:
    set_json("栗本", "会議")
    [file] = (tmp_path / "data").rglob("statuses.jsonl")
    file.write_text(file.read_text() + "oops\n")
    lines = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert lines[-1]["line"] == 2 and "no JSON" in lines[-1]["problem"]


def test_an_entry_for_somebody_who_is_gone_is_named(tmp_path: Path) -> None:
    set_json("栗本", "会議")
    [file] = (tmp_path / "data").rglob("statuses.jsonl")
    file.write_text(file.read_text().replace("栗本美香", "粟本美香"))
    assert "粟本美香, who is not in the manual" in run("list", "--json").stdout


def test_calendars_are_read_on_demand_and_a_missing_one_is_named(tmp_path: Path) -> None:
    manual = tmp_path / "own.yaml"
    manual.write_text(
        "company: {name: 架空商店, reading: かくうしょうてん}\n"
        "staff: [{name: 栗本, reading: くりもと, calendar: gone.ics}]\n"
    )
    result = run("refresh", "--json", manual=str(manual))
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0] == {"calendars": 1, "problems": 1} and "栗本" in lines[1]["problem"]
