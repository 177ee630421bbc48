"""The demo call, by voice, start to end: what the client is told of it must be true."""

import json
from pathlib import Path

import pytest
import soundfile
from typer.testing import CliRunner

from agent.cli import build
from eval.voices import reading_of


def run(*arguments):
    return CliRunner().invoke(build(), ["demo", *arguments])


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("calls")
    result = run("--json", "--out", str(out))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_report_says_who_called_for_whom_and_what_was_agreed(demo):
    report = demo[-1]["report"]
    assert reading_of(report["caller_name"]) == "エガワ"
    assert report["caller_company"] == "スマイル企画"
    assert "栗本" in report["target"]
    assert report["callback_number"] == "012-3456-7890"
    assert report["callback_wanted"] is True
    assert "kurimoto@smilecorp.com" in json.dumps(report["told"])


def test_both_sides_are_in_the_transcript_and_no_stage_failed(demo):
    assert any("caller" in line for line in demo)
    assert any("agent" in line for line in demo)
    assert not any("failed" in line for line in demo)


def test_gaps_are_told_and_the_recording_has_two_sides(demo):
    end = demo[-1]
    assert len(end["response_gaps_ms"]) >= 4
    assert all(gap >= 0 for gap in end["response_gaps_ms"])
    sides, rate = soundfile.read(end["recording"])
    assert rate == 16_000
    assert sides.shape[1] == 2
    assert all(abs(side).max() > 0.01 for side in sides.T)
    assert Path(end["log"]).stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scenario", "nobody.yaml"], "nobody.yaml"),
        (["--scenario", "nobody"], "--list"),
        (["--voice", "nobody"], "mei-low"),
        (["--snr", "99"], "snr_db"),
        (["--out", "/dev/null/calls", "--json"], "/dev/null/calls"),
    ],
)
def test_a_wrong_option_is_one_line_that_says_what_to_do(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
