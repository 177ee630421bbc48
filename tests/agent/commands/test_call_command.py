"""`denwaban call` on what people really hand it: odd formats, broken files, silent callers."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import typer
from typer.testing import CliRunner

from agent.commands.call import call
from agent.events import AgentStarted, CallEvent
from agent.records.call_log import CallLog
from speech.audio import SAMPLE_RATE_HZ, read_audio
from speech.engines import Voice
from speech.tts.open_jtalk import OpenJTalkTts

APP = typer.Typer()
APP.command()(call)
REQUEST = "お世話になっております。営業の栗本さんをお願いします。"
Record = dict[str, Any]


def _voice(text: str, **shape: float) -> np.ndarray:
    import asyncio

    async def said() -> np.ndarray:
        pieces = [p async for p in OpenJTalkTts().synthesize(text, Voice(**shape))]
        return np.concatenate(pieces)

    quiet = np.random.default_rng(0).normal(0, 12, 8 * SAMPLE_RATE_HZ).astype(np.int16)
    return np.concatenate([quiet, asyncio.run(said()), quiet[: 2 * SAMPLE_RATE_HZ]])


def _resampled(samples: np.ndarray, rate_hz: int) -> np.ndarray:
    import soxr

    return soxr.resample(samples.astype(np.float32) / 32768, SAMPLE_RATE_HZ, rate_hz)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("callers")
    voice = _voice(REQUEST, pitch=-4.0)
    other = _voice("もしもし、田中ですが、ちょっと聞こえますか。", depth=0.5)
    rng = np.random.default_rng(1)
    seconds = np.arange(6 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    chord = sum(np.sin(2 * np.pi * f * seconds) for f in (262, 330, 392, 523))
    soundfile.write(path / "stereo44.wav", np.stack([_resampled(voice, 44_100)] * 2, 1), 44_100)
    soundfile.write(path / "eightbit.wav", _resampled(voice, 8_000), 8_000, subtype="PCM_U8")
    soundfile.write(path / "high96.flac", _resampled(voice, 96_000), 96_000)
    soundfile.write(path / "silence.wav", np.zeros(3 * SAMPLE_RATE_HZ, np.int16), SAMPLE_RATE_HZ)
    noise = rng.normal(0, 2_500, 6 * SAMPLE_RATE_HZ).astype(np.int16)
    soundfile.write(path / "noise.wav", noise, SAMPLE_RATE_HZ)
    swell = 3_000 * chord * (1 + np.sin(2 * np.pi * 2 * seconds)) / 2
    soundfile.write(path / "music.wav", swell.astype(np.int16), SAMPLE_RATE_HZ)
    both = voice[: min(voice.size, other.size)] // 2 + other[: min(voice.size, other.size)] // 2
    soundfile.write(path / "two.wav", both, SAMPLE_RATE_HZ)
    (path / "empty.wav").write_bytes(b"")
    (path / "cut.wav").write_bytes((path / "noise.wav").read_bytes()[:30_000])
    (path / "letter.wav").write_text("これは音声ではありません。")
    return path


@pytest.fixture(scope="module")
def answers(folder: Path) -> tuple[int, dict[str, Record]]:
    files = sorted(folder.iterdir())
    arguments = [*map(str, files), str(folder / "missing.wav"), "--manual", "smile_corp", "--json"]
    arguments += ["--out", str(folder / "out"), "--now", "2026-11-24T10:00:00+09:00"]
    result = CliRunner().invoke(APP, arguments)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    return result.exit_code, {Path(r["path"]).stem: r for r in records}


@pytest.mark.parametrize("name", ["empty", "cut", "letter", "missing"])
def test_a_file_that_is_no_recording_is_named_with_a_remedy(
    answers: tuple[int, dict[str, Record]], name: str
) -> None:
    status, records = answers
    assert status == 2
    assert set(records[name]) == {"path", "error"}
    assert "\n" not in records[name]["error"] and records[name]["error"].endswith(".")


@pytest.mark.parametrize("name", ["stereo44", "eightbit", "high96"])
def test_a_recording_of_any_format_is_a_call(
    answers: tuple[int, dict[str, Record]], name: str
) -> None:
    report = answers[1][name]["report"]
    said = "".join(t["text"] for t in report["transcript"] if t["speaker"] == "caller")
    assert said, "the caller was not heard"
    assert report["target"] and "栗本" in report["target"]


@pytest.mark.parametrize("name", ["silence", "noise", "music", "two"])
def test_a_caller_without_clear_words_is_asked_again_and_let_go_politely(
    answers: tuple[int, dict[str, Record]], name: str
) -> None:
    report = answers[1][name]["report"]
    lines = [t["text"] for t in report["transcript"] if t["speaker"] == "agent"]
    assert len(lines) >= 2, "nobody asked again"
    assert len(set(lines)) == len(lines), "the same words twice"
    if name != "two":
        assert "失礼" in lines[-1] or "お電話" in lines[-1]
        assert report["caller_name"] is None and report["target"] is None


def test_each_call_leaves_a_stereo_recording_and_a_log(
    answers: tuple[int, dict[str, Record]],
) -> None:
    record = answers[1]["stereo44"]
    both, rate_hz = soundfile.read(record["recording"])
    assert both.shape[1] == 2 and rate_hz == SAMPLE_RATE_HZ
    assert np.abs(both[:, 0]).max() > 0.01 and np.abs(both[:, 1]).max() > 0.01
    assert Path(record["log"]).read_text().count("\n") > 5
    assert read_audio(record["recording"]).size == both.shape[0]


def test_an_unknown_manual_is_one_line_with_what_to_do(folder: Path) -> None:
    result = CliRunner().invoke(APP, [str(folder / "two.wav"), "--manual", "smile_crop"])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "smile_corp" in result.stderr


def test_two_files_of_one_name_are_two_calls_with_receipts_of_their_own(tmp_path: Path) -> None:
    files = []
    for name in ("d1", "d2"):
        (tmp_path / name).mkdir()
        files.append(tmp_path / name / "a.wav")
        soundfile.write(files[-1], np.zeros(SAMPLE_RATE_HZ, np.int16), SAMPLE_RATE_HZ)
    records = _played(tmp_path / "out", *files)
    assert len({record["log"] for record in records}) == 2
    assert len({record["recording"] for record in records}) == 2
    assert len({record["report"]["receipt_no"] for record in records}) == 2


def test_a_log_is_never_written_over(tmp_path: Path) -> None:
    caller = tmp_path / "a.wav"
    soundfile.write(caller, np.zeros(SAMPLE_RATE_HZ, np.int16), SAMPLE_RATE_HZ)
    [first] = _played(tmp_path / "out", caller)
    kept = Path(first["log"]).read_bytes()
    [second] = _played(tmp_path / "out", caller)
    assert second["log"] != first["log"] and Path(first["log"]).read_bytes() == kept


def test_a_file_that_is_no_recording_leaves_no_log(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"")
    [record] = _played(tmp_path / "out", tmp_path / "a.wav")
    assert "error" in record and not list((tmp_path / "out").iterdir())


def _played(out: Path, *files: Path, now: str = "2026-11-24T10:00:23+09:00") -> list[Record]:
    arguments = [*map(str, files), "--manual", "smile_corp", "--json", "--out", str(out)]
    result = CliRunner().invoke(APP, [*arguments, "--now", now])
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_full_disk_costs_one_call_and_not_those_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "first.wav", tmp_path / "second.wav"]
    for file in files:
        soundfile.write(file, np.zeros(SAMPLE_RATE_HZ, np.int16), SAMPLE_RATE_HZ)
    append = CallLog.append

    def full(log: CallLog, event: CallEvent) -> None:
        if isinstance(event, AgentStarted) and event.at_ms == 0 and not told:
            told.append(event)
            raise OSError(errno.ENOSPC, "No space left on device")
        append(log, event)

    told: list[CallEvent] = []
    monkeypatch.setattr(CallLog, "append", full)
    first, second = _played(tmp_path / "out", *files)
    assert first == {
        "path": str(files[0]),
        "error": "No space left on device. Make room on the disk and try again.",
    }
    assert second["report"]["receipt_no"]


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("DENWABAN_VAD", "nobody", "silero"),
        ("DENWABAN_ASR", "nobody", "embedded"),
        ("DENWABAN_TTS", "nobody", "open_jtalk"),
        ("DENWABAN_CACHE", "/dev/null/cache", "DENWABAN_CACHE"),
    ],
)
def test_a_wrong_setting_is_one_line_before_the_first_call(
    folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    monkeypatch.setenv(setting, value)
    result = CliRunner().invoke(APP, [str(folder / "two.wav"), "--manual", "smile_corp"])
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_file_where_the_folder_should_be_is_one_line(folder: Path) -> None:
    file = str(folder / "two.wav")
    result = CliRunner().invoke(APP, [file, "--manual", "smile_corp", "--out", file])
    assert result.exit_code == 2 and "Errno" not in result.stderr
    assert "--out" in result.stderr and len(result.stderr.splitlines()) == 1


def test_the_report_says_when_with_the_offset_of_japan(tmp_path: Path) -> None:
    caller = tmp_path / "a.wav"
    soundfile.write(caller, np.zeros(SAMPLE_RATE_HZ, np.int16), SAMPLE_RATE_HZ)
    for now in ("2026-11-24T10:00:23", "2026-11-24T01:00:23+00:00"):
        [record] = _played(tmp_path / "out", caller, now=now)
        assert record["report"]["received_at"] == "2026-11-24T10:00:23+09:00"
