"""What every command says of its mistakes, and to whom."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.cli import build
from agent.commands.output import joined


@pytest.mark.parametrize(
    ("message", "remedy", "line"),
    [
        ("a.wav is empty", "Record it again.", "a.wav is empty. Record it again."),
        ("a.wav is empty.", "Record it again.", "a.wav is empty. Record it again."),
        ("no manual 'a'", "did you mean b?", "no manual 'a'; did you mean b?"),
        ("two\nlines", "", "two lines"),
    ],
)
def test_a_stop_stands_between_what_is_wrong_and_what_to_do(
    message: str, remedy: str, line: str
) -> None:
    assert joined(message, remedy) == line


def test_every_command_that_writes_one_thing_takes_json(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(build(), list(arguments))
        assert result.exit_code == 0, result.output
        [line] = result.stdout.splitlines()
        return line

    assert "properties" in json.loads(run("manual", "schema", "--json"))
    assert "properties" in json.loads(run("eval", "new", "--schema", "--json"))
    path = tmp_path / "call.yaml"
    assert json.loads(run("eval", "new", str(path), "--json")) == {"path": str(path)}


@pytest.mark.parametrize(
    "arguments",
    [
        ["talk", "-m", "smile_corp", "--json"],
        ["talk", "-m", "smile_corp"],
        ["demo", "--typed", "--json"],
    ],
)
def test_a_reader_that_goes_away_is_told_nothing(arguments: list[str]) -> None:
    command = [sys.executable, "-c", "from agent.cli import main; main()", *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        process.stdout = None
        _, told = process.communicate(b'{"caller": "a"}\n' * 20, timeout=120)
    assert told == b""
