"""What every recogniser keeps to, whatever is inside it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyopenjtalk
import pytest
import soxr

from speech.asr.registry import make_asr
from speech.asr.whisper import WhisperAsr
from speech.audio import AudioFrame, Samples
from speech.engines import Asr
from tests.speech.asr.test_whisper import RecordedWhisper

SENTENCE = "お世話になっております"


@pytest.fixture(scope="module", params=["embedded", "whisper"])
def asr(request: pytest.FixtureRequest) -> Asr:
    makers: dict[str, Callable[[], Asr]] = {
        "embedded": make_asr,
        "whisper": lambda: WhisperAsr(RecordedWhisper()),
    }
    return makers[request.param]()


@pytest.fixture(scope="module")
def sound() -> Samples:
    wave, rate_hz = pyopenjtalk.tts(SENTENCE)
    speech = soxr.resample(wave / 32768.0, rate_hz, 16_000)
    noise = np.random.default_rng(1).normal(0.0, 0.002, len(speech) + 16_000)
    noise[4_000 : 4_000 + len(speech)] += 0.3 * speech
    return (noise * 32767).astype(np.int16)


def frames(sound: Samples, start_ms: int) -> list[AudioFrame]:
    whole = sound[: len(sound) // 320 * 320].reshape(-1, 320)
    return [AudioFrame(samples, start_ms + 20 * i) for i, samples in enumerate(whole)]


async def test_the_final_says_what_partials_led_to_in_the_calls_time(
    asr: Asr, sound: Samples
) -> None:
    stream = asr.stream(60_000)
    for frame in frames(sound, 60_000):
        partial = await stream.push(frame)
        if partial is not None:
            assert not partial.is_final
            assert 0 <= partial.stable_len <= len(partial.reading)
    final = await stream.finish()
    assert final.is_final
    assert final.text
    assert final.stable_len == len(final.reading) > 0
    assert 60_000 <= final.start_ms < final.end_ms <= 60_000 + len(sound) / 16
    assert 0.0 <= final.confidence <= 1.0


async def test_the_reading_is_katakana_without_spaces(asr: Asr, sound: Samples) -> None:
    stream = asr.stream(0)
    for frame in frames(sound, 0):
        await stream.push(frame)
    reading = (await stream.finish()).reading
    assert all("ァ" <= char <= "ヴ" or char == "ー" for char in reading)


async def test_finish_can_be_taken_back(asr: Asr, sound: Samples) -> None:
    """A pause is tried as the turn's end; the caller goes on; the words must be whole."""
    tried, plain = asr.stream(0), asr.stream(0)
    for at, frame in enumerate(frames(sound, 0)):
        await tried.push(frame)
        await plain.push(frame)
        if at in (30, 60):
            await tried.finish()
            await tried.finish()
    assert await tried.finish() == await plain.finish()


async def test_streams_do_not_hear_each_other(asr: Asr, sound: Samples) -> None:
    alone, one, other = asr.stream(0), asr.stream(0), asr.stream(0)
    silence = AudioFrame(np.zeros(320, np.int16), 0)
    for frame in frames(sound, 0):
        await alone.push(frame)
        await one.push(frame)
        await other.push(silence)
    assert await one.finish() == await alone.finish()


async def test_a_turn_without_audio_is_an_empty_transcript(asr: Asr) -> None:
    final = await asr.stream(7000).finish()
    assert (final.text, final.reading, final.confidence) == ("", "", 0.0)
    assert final.start_ms == final.end_ms == 7000
