from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pyopenjtalk
import pytest
import soxr

from speech.asr.embedded import AcousticModel, EmbeddedAsr
from speech.audio import AudioFrame, Samples
from speech.engines import BiasWord
from speech.errors import EngineUnavailable
from speech.transcript import Transcript

RATE_HZ = 16_000


@lru_cache(maxsize=1)
def asr() -> EmbeddedAsr:
    return EmbeddedAsr()


@lru_cache(maxsize=16)
def spoken(text: str, noise: float = 0.002) -> Samples:
    """The packaged voice on a quiet line: half a second of noise before and after."""
    wave, rate_hz = pyopenjtalk.tts(text)
    speech = 0.3 * soxr.resample(wave / 32768.0, rate_hz, RATE_HZ)
    line = np.random.default_rng(7).normal(0.0, noise, len(speech) + RATE_HZ)
    line[RATE_HZ // 2 : RATE_HZ // 2 + len(speech)] += speech
    return (np.clip(line, -1, 1) * 32767).astype(np.int16)


async def heard(sound: Samples, bias: tuple[BiasWord, ...] = ()) -> Transcript:
    stream = asr().stream(0, bias)
    for at in range(0, len(sound) - 319, 320):
        await stream.push(AudioFrame(sound[at : at + 320], at // 16))
    return await stream.finish()


@pytest.mark.parametrize(
    ("said", "reading"),
    [
        ("お電話ありがとうございます。", "オデンワーリガトーゴザイマス"),
        ("明日の予約を変更したいのですが。", "アシタノヨヤクオヘンコーシタイノデスガ"),
        ("はい、そうです。", "ハイソーデス"),
    ],
)
async def test_a_clear_voice_is_understood(said: str, reading: str) -> None:
    assert (await heard(spoken(said))).reading == reading


async def test_a_telephone_number_comes_as_digits() -> None:
    said = await heard(spoken("ゼロサンの、ゼロゼロイチニーの、サンヨンゴーロクです。"))
    assert said.text.replace("の", "") == "0300123456です"


def noises() -> dict[str, Samples]:
    rng = np.random.default_rng(3)
    seconds = np.arange(4 * RATE_HZ) / RATE_HZ
    hum = 0.05 * np.sin(2 * np.pi * 50 * seconds) + 0.02 * np.sin(2 * np.pi * 150 * seconds)
    beat = seconds[: RATE_HZ // 2]
    notes = [262, 330, 392, 523] * 2
    tones = np.concatenate([np.sin(2 * np.pi * hz * beat) for hz in notes])
    music = np.concatenate(
        [sum(np.sin(2 * np.pi * hz * k * beat) / k for k in (1, 2, 3)) for hz in notes]
    )
    return {
        "digital silence": np.zeros(4 * RATE_HZ, np.int16),
        "white noise": (rng.normal(0, 0.02, 4 * RATE_HZ) * 32767).astype(np.int16),
        "loud white noise": (rng.normal(0, 0.15, 4 * RATE_HZ).clip(-1, 1) * 32767).astype(np.int16),
        "hum": (hum * 32767).astype(np.int16),
        "tones": (0.2 * tones * 32767).astype(np.int16),
        "music": (0.1 * music * 32767).astype(np.int16),
        "clicks": np.where(rng.random(4 * RATE_HZ) < 0.0005, 20_000, 0).astype(np.int16),
    }


@pytest.mark.parametrize("name", noises())
async def test_no_words_are_heard_where_nobody_speaks(name: str) -> None:
    said = await heard(noises()[name])
    assert (said.text, said.reading) == ("", "")
    assert said.confidence == 0.0


async def test_every_kana_has_its_own_certainty_and_the_whole_is_sure_of_clear_speech() -> None:
    sound = spoken("お電話ありがとうございます。")
    stream = asr().stream(0)
    for at in range(0, len(sound) - 319, 320):
        await stream.push(AudioFrame(sound[at : at + 320], at // 16))
    said, kana = await stream.finish_with_certainties()
    assert "".join(each for each, _ in kana) == said.reading
    assert all(0.0 <= sure <= 1.0 for _, sure in kana)
    assert said.confidence > (await heard(spoken("お電話ありがとうございます。", 0.05))).confidence


async def test_the_written_form_follows_the_client() -> None:
    bias = (BiasWord("鴨志田", "カモシダ"),)
    assert "鴨志田さん" in (await heard(spoken("かもしださんをお願いします。"), bias)).text


async def test_partials_come_while_words_are_still_being_said() -> None:
    sound = spoken("お電話ありがとうございます。")
    stream = asr().stream(0)
    times = []
    for at in range(0, len(sound) - 319, 320):
        partial = await stream.push(AudioFrame(sound[at : at + 320], at // 16))
        if partial is not None and partial.reading:
            times.append(at // 16)
    begins_ms = int(np.flatnonzero(np.abs(sound) > 1000)[0]) // 16
    assert times[0] - begins_ms < 700  # the first mora, the model's look-ahead, a chunk
    assert len(times) > 5


async def test_what_is_kept_of_the_audio_does_not_grow_with_the_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("speech.asr.embedded.KEPT_FRAMES", 50)
    sound = np.tile(spoken("明日の予約を変更したいのですが。"), 4)
    stream = asr().stream(0)
    for at in range(0, len(sound) - 319, 320):
        await stream.push(AudioFrame(sound[at : at + 320], at // 16))
        assert sum(len(frames) for frames in stream._kept) <= 50
        assert len(stream._mel) + 2 * len(stream._waiting) <= 100


def test_a_missing_model_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable) as error:
        AcousticModel(tmp_path)
    assert error.value.remedy
