"""`denwaban manual`: from the first line to the last version, in one terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from agent.commands.check import check
from agent.commands.manual import manual
from knowledge.manual import examine, load_manual

app = typer.Typer()
app.add_typer(manual, name="manual")
app.command()(check)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def client(tmp_path: Path) -> Path:
    path = tmp_path / "client.yaml"
    assert run("manual", "new", path).exit_code == 0
    return path


def test_a_new_manual_passes_the_check_and_explains_itself(client: Path) -> None:
    assert run("check", client, "--json").exit_code == 0
    assert examine(client)[1] == ()
    text = client.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=") and "<<" not in text


def test_a_manual_is_never_overwritten_unasked(client: Path) -> None:
    client.write_text("company: {name: か, reading: か}\n", encoding="utf-8")
    result = run("manual", "new", client, "--template")
    assert result.exit_code == 2 and "--force" in result.stderr
    assert load_manual(client).company.name == "か"
    assert run("manual", "new", client, "--force").exit_code == 0
    assert load_manual(client).company.name == "株式会社みほん"


def test_on_a_terminal_it_asks_until_it_can_use_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    main, side = pty.openpty()
    asked = subprocess.Popen(
        [sys.executable, "-c", "from agent.cli import main; main()", "manual", "new", str(path)],
        stdin=side,
        stdout=side,
        stderr=side,
        cwd=Path(__file__).parents[3],
    )
    os.close(side)
    answers = [
        "株式会社 C&D: 電機",
        "シー＆ディー",
        "しーあんどでぃーでんき",
        "03-0012-3456",
        "九時から",
    ]
    answers += ["10:00-19:00", "栗本 美香", ""]
    os.write(main, ("\n".join(answers) + "\n").encode())
    assert asked.wait(timeout=60) == 0
    os.close(main)
    made = load_manual(path)
    assert made.company.name == "株式会社 C&D: 電機"
    assert made.hours["fri"] == "10:00-19:00" and "10時から19時" in made.faq[0].answer
    assert (made.staff[0].name, made.staff[0].reading) == ("栗本 美香", "くりもと みか")


def test_a_list_is_taken_into_the_manual_or_into_a_draft(client: Path, tmp_path: Path) -> None:
    source = tmp_path / "faq.csv"
    source.write_bytes("質問,回答\n送料は？,600円です。\n返品は？,\n".encode("cp932"))
    result = run("manual", "import", source, "--into", client, "--json")
    record = json.loads(result.stdout)
    assert result.exit_code == 0 and (record["faq"], record["staff"]) == (1, 0)
    assert record["notes"][0]["kind"] == "left" and "line 3" in record["notes"][0]["where"]
    assert [e.question for e in load_manual(client).faq][-1] == "送料は？"
    draft = tmp_path / "draft.yaml"
    assert run("manual", "import", source, "--out", draft).exit_code == 0
    assert run("manual", "import", source, "--out", draft).exit_code == 2
    assert run("check", draft).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["faq.csv"], "--into"),
        (["faq.csv", "--into", "a.yaml", "--out", "b.yaml"], "--into"),
        (["nowhere.csv", "--out", "b.yaml"], "path"),
        (["faq.csv", "--into", "nowhere.yaml"], "path"),
        (["faq.csv", "--into", "broken.yaml"], "check"),
        (["faq.pdf", "--out", "b.yaml"], "CSV"),
    ],
)
def test_what_cannot_be_taken_in_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], remedy: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "faq.csv": "質問,回答\nい,ろ\n",
        "faq.pdf": "",
        "broken.yaml": "company: 5",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("manual", "import", *arguments)
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert remedy in result.stderr
    assert not (tmp_path / "b.yaml").exists()


def test_a_list_of_nothing_known_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("商品,値段\nい,1\n", encoding="utf-8")
    result = run("manual", "import", source, "--out", tmp_path / "draft.yaml")
    assert result.exit_code == 2 and "商品" in result.output
    assert not (tmp_path / "draft.yaml").exists()


def test_versions_are_saved_listed_compared_and_restored(client: Path) -> None:
    first = run("manual", "save", client, "--by", "桜井", "--why", "初版", "--json")
    saved = json.loads(first.stdout)
    assert saved["number"] == 1 and saved["by"] == "桜井" and len(saved["id"]) == 64
    before = client.read_text(encoding="utf-8")
    client.write_text(before.replace("retention_days: 90", "retention_days: 30"), encoding="utf-8")
    assert "+  retention_days: 30" in run("manual", "diff", client).stdout
    assert run("manual", "save", client, "--by", "森", "--why", "短く").exit_code == 0
    rows = run("manual", "history", client, "--json").stdout.splitlines()
    assert [json.loads(row)["why"] for row in rows] == ["初版", "短く"]
    changed = json.loads(run("manual", "diff", client, "--from", 1, "--to", 2, "--json").stdout)
    assert any("retention_days: 30" in line for line in changed["diff"])
    assert run("manual", "restore", client, 1, "--by", "桜井").exit_code == 0
    assert client.read_text(encoding="utf-8") == before
    assert len(run("manual", "history", client).stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["save", "client.yaml", "--by", "", "--why", "x"], "--by"),
        (["save", "nowhere.yaml", "--by", "x", "--why", "x"], "path"),
        (["history", "client.yaml"], "save"),
        (["diff", "client.yaml"], "save the first"),
        (["restore", "client.yaml", "3", "--by", "x"], "save the first"),
    ],
)
def test_what_cannot_be_versioned_is_one_line(
    client: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], remedy: str
) -> None:
    monkeypatch.chdir(client.parent)
    result = run("manual", *arguments)
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert remedy in result.stderr


def test_the_schema_is_printed_whole() -> None:
    shape = json.loads(run("manual", "schema").stdout)
    assert shape["$schema"].endswith("2020-12/schema") and "company" in shape["required"]


@pytest.mark.parametrize(
    ("wording", "level", "message"),
    [
        ("ask.purpos: [ご用件は。]", "warning", "ask.purpos is said nowhere"),
        ("ask.purpose: ['{caller}様、ご用件は。']", "error", "nothing fills {caller}"),
        ("ask.purpose@elderly: [ご用件を、どうぞ。]", "", ""),
    ],
)
def test_own_wording_is_held_against_the_script(
    client: Path, wording: str, level: str, message: str
) -> None:
    text = client.read_text(encoding="utf-8") + f"wording:\n  {wording}\n"
    client.write_text(text, encoding="utf-8")
    result = run("check", client, "--json")
    problems = json.loads(result.stdout)["problems"]
    assert [p["level"] for p in problems] == ([level] if level else [])
    assert all(message in p["message"] and p["line"] == len(text.splitlines()) for p in problems)
    assert result.exit_code == (2 if level == "error" else 0)
