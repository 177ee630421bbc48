from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyopenjtalk
import pytest
import soundfile
from typer.testing import CliRunner

from agent.cli import build


def run(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(build(), ["transcribe", *arguments])
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return result.exit_code, lines, result.stderr


def recording(path: Path, text: str) -> Path:
    wave, rate_hz = pyopenjtalk.tts(text)
    pause = np.random.default_rng(2).normal(0, 0.002, rate_hz // 2)
    stereo = np.stack([np.concatenate([pause, 0.4 * wave / 32768, pause])] * 2, axis=1)
    soundfile.write(path, stereo, int(rate_hz))
    return path


def test_a_recording_becomes_one_json_object(tmp_path: Path) -> None:
    path = recording(tmp_path / "call.wav", "お電話ありがとうございます。")
    status, (record,), _ = run(str(path), "--json")
    assert status == 0
    assert set(record) == {"path", "text", "reading", "confidence", "audio_ms", "compute_ms"}
    assert record["path"] == str(path)
    assert record["text"] == "お電話ありがとうございます"
    assert record["reading"] == "オデンワーリガトーゴザイマス"
    assert 0.5 < float(str(record["confidence"])) <= 1.0


def test_a_bad_file_is_reported_and_the_rest_go_on(tmp_path: Path) -> None:
    bad = tmp_path / "note.wav"
    bad.write_text("this is no sound")
    good = recording(tmp_path / "call.wav", "はい、そうです。")
    status, (first, second, third), _ = run(
        str(bad), str(good), str(tmp_path / "none.wav"), "--json"
    )
    assert status == 2
    assert first["path"] == str(bad)
    assert "error" in first
    assert second["reading"] == "ハイソーデス"
    assert "error" in third


def test_silence_and_noise_are_understood_as_nothing(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    for name, level in (("silence", 0.0), ("noise", 0.05)):
        path = tmp_path / f"{name}.wav"
        soundfile.write(path, rng.normal(0, level, 48_000), 8_000)
        status, (record,), _ = run(str(path), "--json")
        assert status == 0
        assert (record["text"], record["reading"], record["confidence"]) == ("", "", 0)
        assert record["audio_ms"] == 6000


def test_an_unknown_engine_is_one_line_with_the_choices(tmp_path: Path) -> None:
    path = recording(tmp_path / "call.wav", "はい。")
    status, lines, stderr = run(str(path), "--engine", "oracle")
    assert status == 2
    assert lines == []
    assert "embedded" in stderr
    assert stderr.count("\n") == 1


def test_people_read_the_text_and_the_reading(tmp_path: Path) -> None:
    path = recording(tmp_path / "call.wav", "お電話ありがとうございます。")
    result = CliRunner().invoke(build(), ["transcribe", str(path)])
    assert "お電話ありがとうございます" in result.stdout
    assert "オデンワーリガトーゴザイマス" in result.stdout


@pytest.mark.parametrize("setting", ["DENWABAN_ASR", "DENWABAN_VAD"])
def test_the_settings_name_the_engines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(setting, "nobody")
    path = recording(tmp_path / "call.wav", "はい。")
    status, lines, stderr = run(str(path), str(path), "--json")
    assert (status, lines) == (2, [])
    assert "'nobody'" in stderr and stderr.count("\n") == 1
    if setting == "DENWABAN_ASR":
        assert run(str(path), "--engine", "embedded")[0] == 0


def test_a_failure_is_one_line_that_names_the_file_once(tmp_path: Path) -> None:
    path = tmp_path / "empty\ncall.wav"
    path.write_bytes(b"")
    _, _, stderr = run(str(path))
    shown = str(path).replace("\n", " ")
    assert stderr == f"denwaban: {shown} is empty. Record the call again.\n"
    _, [record], _ = run(str(path), "--json")
    assert record["error"] == "empty call.wav is empty. Record the call again."
