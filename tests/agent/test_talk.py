"""denwaban talk and denwaban check, as programs use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from agent.commands.check import check
from agent.commands.talk import talk

app = typer.Typer()
app.command("talk")(talk)
app.command("check")(check)
KEYS = {"agent", "intent", "acts", "expect", "escalated", "ended"}
ACTS = {
    "greet", "ask", "confirm", "inform", "offer", "refuse", "apologise", "instruct", "backchannel",
    "repeat", "transfer", "close",
}  # fmt: skip


def run(*arguments: str, lines: list[object] = ()) -> Result:  # type: ignore[assignment]
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return CliRunner().invoke(app, arguments, input=text.encode("utf-8"))


def talked(*lines: object) -> list[dict]:
    result = run(
        "talk", "--manual", "smile_corp", "--now", "2026-11-24T10:00", "--json", lines=list(lines)
    )
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_line_out_for_each_line_in_and_then_the_report() -> None:
    out = talked(
        {"caller": "江川です。栗本さんお願いします"}, {"silence_ms": 6000}, {"digits": "1"}
    )
    assert len(out) == 5
    for line in out[:-1]:
        assert set(line) == KEYS and set(line["acts"]) <= ACTS
    assert out[0]["intent"] is None and out[0]["expect"] == "open"
    assert out[1]["intent"] == "reach_person" and "offer" in out[1]["acts"]
    assert out[3]["expect"] == "phone_number"
    assert out[-1]["report"]["caller_name"] == "江川"


@pytest.mark.parametrize(
    "bad",
    ["not json", "[]", "{}", {"caller": 5}, {"silence_ms": -1}, {"silence_ms": True},
     {"digits": "12a"}, {"digits": ""}, "[" * 5000],
)  # fmt: skip
def test_a_bad_line_is_named_and_the_call_goes_on(bad: object) -> None:
    out = talked(bad, {"caller": "栗本さんお願いします"})
    assert set(out[1]) == {"error"} and "出張" in out[2]["agent"] and "report" in out[3]


def test_long_and_broken_text_is_met_with_patience() -> None:
    out = talked(
        {"caller": "あ" * 10_000}, {"caller": "\x00\x1b\u202e"}, {"caller": "栗本さん" * 2500}
    )
    assert all(line["agent"] for line in out[:-1]) and "report" in out[-1]


def test_bytes_that_are_no_text_are_met_with_an_error() -> None:
    result = CliRunner().invoke(app, ["talk", "-m", "smile_corp", "--json"], input=b"\xff\xfe\n")
    assert result.exit_code == 0 and "error" in json.loads(result.stdout.splitlines()[1])


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--manual", "smile_corb", "--json"], "smile_corp"),
        (["--manual", "smile_corp", "--now", "tomorrow"], "2026-11-24T10:00"),
    ],
)
def test_what_cannot_start_says_what_to_do(arguments: list[str], remedy: str) -> None:
    result = run("talk", *arguments)
    assert (
        result.exit_code == 2 and remedy in result.stderr and len(result.stderr.splitlines()) == 1
    )


def test_by_hand_it_talks_and_shows_the_report() -> None:
    result = run("talk", "-m", "smile_corp", lines=["間違えました"])
    assert result.exit_code == 0 and "失礼いたします" in result.output and "報告" in result.output


def test_the_packaged_manuals_pass_the_check() -> None:
    result = run("check", "smile_corp", "kaede_dental", "--json")
    assert result.exit_code == 0
    assert [json.loads(line)["ok"] for line in result.stdout.splitlines()] == [True, True]


def test_a_wrong_manual_fails_with_line_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("company:\n  name: 会社\n", encoding="utf-8")
    result = run("check", str(path), "--json")
    record = json.loads(result.stdout)
    assert result.exit_code == 2 and not record["ok"]
    assert record["problems"][0]["line"] == 1 and record["problems"][0]["remedy"]


def test_a_missing_manual_does_not_stop_the_others() -> None:
    result = run("check", "nowhere", "smile_corp", "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 2 and "error" in first and second["ok"]


@pytest.mark.parametrize(
    "sounds", ["、", "はあ", "じゃあ", "0の", "お願いします", "a.", "えーと", " "]
)
def test_the_same_sound_over_and_over_holds_nobody_up(sounds: str) -> None:
    out = talked({"caller": sounds * 400}, {"caller": "栗本さんお願いします"})
    assert out[1]["agent"] and "report" in out[-1]


def test_two_rehearsals_of_one_minute_have_receipts_of_their_own() -> None:
    receipts = {talked()[-1]["report"]["receipt_no"] for _ in range(3)}
    assert len(receipts) == 3


def test_a_time_with_another_offset_is_told_in_japanese_time() -> None:
    now = ("--now", "2026-11-24T01:00+00:00")
    report = json.loads(run("talk", "-m", "smile_corp", *now, "--json").stdout.splitlines()[-1])
    assert report["report"]["received_at"] == "2026-11-24T10:00:00+09:00"
    assert "10時00分" in run("talk", "-m", "smile_corp", *now).output


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ('{"silence_ms": ' + "9" * 5000 + "}", "silence_ms must be 1..3600000"),
        ('{"silence_ms": -' + "9" * 5000 + "}", "silence_ms must be 1..3600000"),
        ('{"id": 7, "silence_ms": 0}', "silence_ms must be 1..3600000"),
        ('{"id": "\\ud800", "digits": "x"}', "digits are 1 to 40"),
    ],
)
def test_a_bad_line_is_told_in_our_own_words_with_its_id(bad: str, told: str) -> None:
    row = talked(bad)[1]
    assert told in row["error"] and ("id" in row) == ('"id"' in bad)


def test_the_id_of_a_line_comes_back_with_its_answer() -> None:
    assert talked({"id": "a1", "silence_ms": 6000})[1]["id"] == "a1"


@pytest.mark.parametrize(
    "typed",
    ["\x1b[31m江川です\x1b[0m", "江川です\x1b[A", "\x1b]0;title\x07江川です", "\ud800江川です"],
)
def test_what_a_terminal_puts_between_the_words_is_not_heard(typed: str) -> None:
    report = talked({"caller": typed})[-1]["report"]
    heard = [line["text"] for line in report["transcript"] if line["speaker"] == "caller"]
    assert heard == ["江川です"]
