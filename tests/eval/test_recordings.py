"""Recorded callers: labels read and written, replayed, and each failure laid at its stage."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import yaml
from typer.testing import CliRunner

from agent.cli import build
from eval.expectation import Expectation
from eval.playing import Stage
from eval.recording import first_yaml, load_recording, load_recordings
from eval.scenario_file import ScenarioError
from eval.stages import replayed
from speech.audio import read_audio
from speech.errors import AudioUnreadable

RECORDINGS = Path("eval/recordings")
LABELS = """# 伝言
turns:
- {start_ms: 0, end_ms: 900, text: 伝言をお願いします。, intent: leave_message}
- {start_ms: 1000, end_ms: 1500, text: はい。, expect: yes_no}
expect: {outcome: message_taken}
"""


def run(*arguments):
    return CliRunner().invoke(build(), ["eval", *arguments])


@pytest.fixture
def folder(tmp_path):
    soundfile.write(tmp_path / "call.wav", np.zeros(16000, np.int16), 8000)
    (tmp_path / "call.yaml").write_text(LABELS, "utf-8")
    return tmp_path


def test_the_packaged_recordings_have_labels_that_hold():
    recordings = load_recordings(RECORDINGS)
    assert len(recordings) >= 2
    for recording in recordings:
        whole_ms = len(read_audio(recording.audio, recording.channel)) // 16
        assert recording.turns[-1].end_ms <= whole_ms
        assert recording.about
        assert not recording.expectation.is_empty


def test_a_recording_is_a_scenario_whose_words_are_typed_in_order(folder):
    recording = load_recording(folder / "call.yaml")
    script = recording.scenario().script()
    assert [turn.text for turn in script.turns] == ["伝言をお願いします。", "はい。"]
    assert script.turns[0].intent == "leave_message"
    assert recording.expectation.outcome == ("message_taken",)


@pytest.mark.parametrize(
    ("labels", "said_of_it"),
    [
        (LABELS.replace("end_ms: 900", "end_ms: 0"), "ends after it begins"),
        (LABELS.replace("start_ms: 1000", "start_ms: 800"), "in order"),
        (LABELS.replace("expect: yes_no", "expct: yes_no"), "did you mean expect"),
        (LABELS.replace("outcome", "outcom"), "did you mean outcome"),
        ("turns: []", "turns"),
        ("- 1", "mapping"),
    ],
)
def test_labels_that_make_no_sense_are_named_with_line_and_remedy(folder, labels, said_of_it):
    (folder / "call.yaml").write_text(labels, "utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_recording(folder / "call.yaml")
    assert said_of_it in f"{caught.value} {caught.value.remedy}"
    assert caught.value.remedy


def test_a_missing_audio_file_is_named(folder):
    (folder / "call.wav").unlink()
    result = run("replay", str(folder))
    assert result.exit_code == 2
    assert "call.wav" in result.stderr


def test_a_channel_that_is_not_there_is_named(tmp_path):
    soundfile.write(tmp_path / "two.wav", np.zeros((8000, 2), np.int16), 8000)
    with pytest.raises(AudioUnreadable, match="no channel 5"):
        read_audio(tmp_path / "two.wav", 5)


def test_each_channel_is_read_alone(tmp_path):
    left, right = np.full(8000, 1000, np.int16), np.full(8000, -500, np.int16)
    soundfile.write(tmp_path / "two.wav", np.stack([left, right], axis=1), 8000)
    assert abs(int(read_audio(tmp_path / "two.wav", 0)[8000]) - 1000) <= 2
    assert abs(int(read_audio(tmp_path / "two.wav", 1)[8000]) + 500) <= 2


@pytest.mark.parametrize("timing", [[], ["--strict-timing"]])
def test_a_recorded_call_is_heard_and_ends_as_its_labels_expect(tmp_path, timing):
    labels = str(RECORDINGS / "message_left.yaml")
    result = run("replay", labels, "--json", "--out", str(tmp_path), *timing)
    record = json.loads(result.stdout)
    assert record["failures"] == []
    assert record["passed"] is True
    assert record["kana_error"] < 0.1
    assert record["turns"][1]["intent"] == "leave_message"
    assert (tmp_path / "replay-message_left.wav").exists()


def test_a_failure_is_laid_at_the_desk_where_typed_words_fail_too_and_at_the_ear_otherwise(
    tmp_path,
):
    recording = load_recording(RECORDINGS / "message_left.yaml")
    wrong = Expectation(outcome=("escalated",), caller_name="森下")
    misspelled = replace(
        recording.turns[0], text="大橋と申しますが、佐藤部長はいらっしゃいますか。", reading=""
    )
    other_words = (misspelled, *recording.turns[1:])
    stage = Stage(tmp_path)
    at_desk = replayed(replace(recording, expectation=wrong), stage, tmp_path)
    assert [(where, one.must) for where, one in at_desk.failures] == [("desk", "outcome")]
    said_other = Expectation(caller_name="大橋")
    heard_other = replace(recording, expectation=said_other, turns=other_words)
    in_ear = replayed(heard_other, stage, tmp_path)
    assert [(where, one.must) for where, one in in_ear.failures] == [("hearing", "caller_name")]


def test_first_labels_are_what_is_heard_and_can_be_replayed(tmp_path):
    shutil.copy(RECORDINGS / "message_left.ogg", tmp_path / "new.ogg")
    result = run("label", str(tmp_path / "new.ogg"))
    assert result.exit_code == 0, result.stderr
    written = load_recording(tmp_path / "new.yaml")
    assert [turn.intent for turn in written.turns][:2] == ["reach_person", "leave_message"]
    assert yaml.safe_load(first_yaml(written)) == yaml.safe_load(
        (tmp_path / "new.yaml").read_text("utf-8")
    )
    again = run("label", str(tmp_path / "new.ogg"))
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_a_recording_without_a_voice_is_told_so(folder):
    (folder / "call.yaml").unlink()
    result = run("label", str(folder / "call.wav"))
    assert result.exit_code == 2
    assert "Nobody speaks" in result.stderr
    assert not (folder / "call.yaml").exists()
