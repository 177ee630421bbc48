"""`denwaban check` on manuals that no call could be taken with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from agent.commands.check import check

APP = typer.Typer()
APP.command()(check)
COMPANY = "company: {name: 株式会社カナリア, reading: かぶしきがいしゃかなりあ}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(APP, list(arguments))


def manual(folder: Path, text: str) -> str:
    path = folder / "client.yaml"
    path.write_text(COMPANY + text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("written", [None, "no voice"])
def test_a_voice_that_is_not_there_is_told_with_its_line(
    tmp_path: Path, written: str | None
) -> None:
    voice = tmp_path / "own.htsvoice"
    if written is not None:
        voice.write_text(written)
    result = run(manual(tmp_path, f"voice:\n  name: {voice}\n"), "--json")
    [problem] = json.loads(result.stdout)["problems"]
    assert result.exit_code == 2
    assert (problem["line"], problem["level"]) == (3, "error")
    assert "own.htsvoice" in problem["message"] and ".htsvoice" in problem["remedy"]


def test_a_voice_file_that_is_there_passes(tmp_path: Path) -> None:
    from pyopenjtalk import DEFAULT_HTS_VOICE

    packaged = DEFAULT_HTS_VOICE.decode()
    assert run(manual(tmp_path, f"voice: {{name: {packaged}}}\n")).exit_code == 0


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("closed_on:\n  - 2026-12-28\n  - 2026-13-29\n", 4, "2026-13-29", "2026-12-29"),
        ("periods:\n  - {start: 2026-02-30 10:00:00}\n", 3, "2026-02-30", "2026-12-29"),
        ("phone: 0300123456\n", 2, "without quotes", 'in quotes: "0300123456"'),
        ("staff:\n  - {name: 1, reading: いち}\n", 3, "staff.1.name", 'in quotes: "1"'),
        ("phone: " + "9" * 5000 + "\n", 2, "no date or number", "write"),
        ("agent: {name: \udc83A}\n", 2, "UTF-8", "UTF-8"),
    ],
)
def test_a_mistake_is_told_on_its_line_with_what_to_write(
    tmp_path: Path, text: str, line: int, message: str, remedy: str
) -> None:
    path = tmp_path / "client.yaml"
    path.write_text(COMPANY + text, encoding="utf-8", errors="surrogateescape")
    result = run(str(path), "--json")
    problem = json.loads(result.stdout)["problems"][0]
    assert result.exit_code == 2 and problem["line"] == line
    assert message in problem["message"] and remedy in problem["remedy"]


def test_a_missing_manual_is_one_line_and_those_after_it_are_checked(tmp_path: Path) -> None:
    result = run("nowhere", manual(tmp_path, ""))
    assert result.exit_code == 2 and "client.yaml: ok" in result.stdout.replace("\n", "")
    assert "nowhere" in result.stderr and len(result.stderr.splitlines()) == 1
