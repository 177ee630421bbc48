import json
from pathlib import Path

import pytest
import soundfile
import typer
from typer.testing import CliRunner

from agent.commands.speak import speak

app = typer.Typer()
app.command()(speak)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_a_sentence_becomes_a_file_and_one_line_of_json(tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    code, stdout, _ = run("お電話ありがとうございます。", "-o", str(out), "--json")
    record = json.loads(stdout)
    assert code == 0
    assert record["path"] == str(out)
    assert set(record) == {"path", "audio_ms", "compute_ms", "first_audio_ms"}
    info = soundfile.info(out)
    assert (info.samplerate, info.channels, info.subtype) == (16_000, 1, "PCM_16")
    assert record["audio_ms"] == pytest.approx(info.frames / 16, abs=1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("",),
        ("  \n",),
        ("\x01\x02",),
        ("あ" * 20_001,),
        ("はい", "--voice", "/no/such.htsvoice"),
        ("はい", "--speed", "9"),
        ("はい", "--depth", "-2"),
        ("はい", "--engine", "nobody"),
    ],
)
def test_what_cannot_be_said_is_one_line_that_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    code, stdout, stderr = run(*arguments, "-o", str(tmp_path / "out.wav"), "--json")
    assert (code, stdout) == (2, "")
    assert len(stderr.splitlines()) == 1
    assert not (tmp_path / "out.wav").exists()


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    code, _, stderr = run("はい", "-o", str(tmp_path / "missing" / "out.wav"))
    assert code == 2
    assert "folder" in stderr


def test_control_characters_are_passed_over(tmp_path: Path) -> None:
    code, _, _ = run("はい\x00、どうぞ\x1b。", "-o", str(tmp_path / "out.wav"))
    assert code == 0


def test_the_setting_names_the_engine_unless_the_option_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DENWABAN_TTS", "nobody")
    out = str(tmp_path / "out.wav")
    code, _, stderr = run("はい", "-o", out)
    assert code == 2 and "'nobody'" in stderr
    assert run("はい", "-o", out, "--engine", "open_jtalk")[0] == 0


@pytest.mark.parametrize(("name", "said"), [("x.mp3", "WAV"), ("/dev/full", "another file")])
def test_what_would_be_no_wav_is_not_written(tmp_path: Path, name: str, said: str) -> None:
    code, _, stderr = run("はい", "-o", str(tmp_path / name))
    assert code == 2 and said in stderr and len(stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())
