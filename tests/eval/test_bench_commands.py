import json

import pytest
from typer.testing import CliRunner

from agent.cli import build
from eval.voices import PACKAGED_VOICES


def bench(*arguments):
    return CliRunner().invoke(build(), ["bench", *arguments])


def lines_of(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(autouse=True)
def packaged_voices_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_asr_gives_each_utterance_and_then_the_figures_with_the_machine():
    *heard, end = lines_of(bench("asr", "--json", "--limit", "2"))
    assert len(heard) == 8  # two sentences and two numbers, at 20 and at 10 dB
    assert {one["voice"] for one in heard} <= {voice.name for voice in PACKAGED_VOICES}
    assert [one["snr_db"] for one in end["figures"]] == [20.0, 10.0]
    assert end["machine"]["cores"] >= 1
    assert 0 < end["figures"][0]["rtf"] < 1


def test_gap_gives_each_turn_and_then_the_figures():
    *turns, end = lines_of(bench("gap", "--json", "--turns", "3"))
    assert len(turns) == end["figures"]["turns"] >= 3
    for turn in turns:
        assert turn["outcome"] in ("answered", "cut_in", "unanswered")
        assert (turn["gap_ms"] is None) == (turn["outcome"] != "answered")


def test_a_folder_without_voices_is_named(tmp_path):
    result = bench("asr", "--voices", str(tmp_path))
    assert result.exit_code == 2
    assert "htsvoice" in result.stderr
