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
