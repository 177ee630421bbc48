import asyncio
from pathlib import Path

import numpy as np
import pytest

from speech.audio import Samples
from speech.engines import Voice
from speech.errors import EngineUnavailable
from speech.tts.open_jtalk import OpenJTalkTts

SENTENCE = "あいにく栗本は席を外しておりまして、明日戻る予定でございます。"


@pytest.fixture(scope="module")
def tts() -> OpenJTalkTts:
    return OpenJTalkTts()


async def said(tts: OpenJTalkTts, text: str, voice: Voice | None = None) -> list[Samples]:
    return [piece async for piece in tts.synthesize(text, voice or Voice())]


def pitch_hz(wave: Samples) -> float:
    """Median of the autocorrelation peaks of loud 40 ms blocks."""
    found = []
    for at in range(0, len(wave) - 1280, 640):
        block = wave[at : at + 640].astype(float)
        if np.sqrt(np.square(block).mean()) < 1500:
            continue
        power = np.correlate(block, block, "full")[640 - 1 :]
        lag = 32 + int(np.argmax(power[32:200]))
        found.append(16_000 / lag)
    return float(np.median(found))


def mean_formant_hz(wave: Samples) -> float:
    """Centre of the spectrum under 4 kHz."""
    power = np.abs(np.fft.rfft(wave.astype(float))) ** 2
    hz = np.fft.rfftfreq(len(wave), 1 / 16_000)
    low = hz < 4000
    return float((hz[low] * power[low]).sum() / power[low].sum())


async def test_speed_shortens_and_nothing_else(tts: OpenJTalkTts) -> None:
    plain = np.concatenate(await said(tts, SENTENCE))
    fast = np.concatenate(await said(tts, SENTENCE, Voice(speed=1.5)))
    assert 1.3 < len(plain) / len(fast) < 1.55  # the pause at the comma gives way less
    assert pitch_hz(fast) == pytest.approx(pitch_hz(plain), rel=0.06)


async def test_pitch_is_moved_by_semitones(tts: OpenJTalkTts) -> None:
    plain = np.concatenate(await said(tts, SENTENCE))
    low = np.concatenate(await said(tts, SENTENCE, Voice(pitch=-4.0)))
    assert pitch_hz(low) / pitch_hz(plain) == pytest.approx(2 ** (-4 / 12), rel=0.06)
    assert len(low) == pytest.approx(len(plain), rel=0.05)


async def test_depth_moves_formants_and_keeps_pitch_and_speed(tts: OpenJTalkTts) -> None:
    plain = np.concatenate(await said(tts, SENTENCE))
    deep = np.concatenate(await said(tts, SENTENCE, Voice(depth=-1.0)))
    assert mean_formant_hz(deep) < 0.95 * mean_formant_hz(plain)
    assert pitch_hz(deep) == pytest.approx(pitch_hz(plain), rel=0.06)
    assert len(deep) == pytest.approx(len(plain), rel=0.1)


async def test_short_phrases_are_no_louder_than_sentences(tts: OpenJTalkTts) -> None:
    def level(pieces: list[Samples]) -> float:
        wave = np.concatenate(pieces).astype(float)
        blocks = np.sqrt(np.square(wave[: len(wave) // 320 * 320].reshape(-1, 320)).mean(axis=1))
        return float(20 * np.log10(np.sqrt(np.square(blocks[blocks > 300]).mean()) / 32768))

    levels = [level(await said(tts, text)) for text in ("はい。", "あいにく。", "栗本。", SENTENCE)]
    assert max(levels) - min(levels) < 6.0
    assert all(-24 < value < -16 for value in levels)


async def test_a_sentence_said_before_comes_at_once(tts: OpenJTalkTts) -> None:
    first = await said(tts, "少々お待ちくださいませ。")
    again = await said(tts, "少々お待ちくださいませ。")
    assert first and all(one is other for one, other in zip(first, again, strict=True))


def test_fixed_prompts_are_on_disk_and_callers_names_are_not(tmp_path: Path) -> None:
    tts = OpenJTalkTts(cache_dir=tmp_path, fixed=["はい。"])
    asyncio.run(said(tts, "はい。"))
    asyncio.run(said(tts, "江川様。"))
    (path,) = tmp_path.glob("*.speech")
    path.write_bytes(b"damaged")
    again = asyncio.run(said(OpenJTalkTts(cache_dir=tmp_path), "はい。"))
    kept = asyncio.run(said(tts, "はい。"))
    assert np.array_equal(np.concatenate(again), np.concatenate(kept))


@pytest.mark.parametrize(
    "content", [None, b"", b"RIFF....WAVE", b"[GLOBAL]\nHTS_VOICE_VERSION:1.0\n"]
)
async def test_a_voice_that_cannot_be_used_is_refused(
    tts: OpenJTalkTts, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "some.htsvoice"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EngineUnavailable) as refused:
        await said(tts, "はい。", Voice(name=str(path)))
    assert refused.value.remedy


@pytest.mark.parametrize("text", ["\x00\x07", "。。。", "\n\n", "🎉"])
async def test_nothing_is_said_where_there_is_nothing_to_say(tts: OpenJTalkTts, text: str) -> None:
    assert await said(tts, text) == []


async def test_any_text_comes_out_finite(tts: OpenJTalkTts) -> None:
    for text in ("あ" * 150, "A" * 40, "はい\x00\x1bどうぞ", "😀です", "ーーーー", "っっっ"):
        wave = np.concatenate([*await said(tts, text), np.zeros(1, np.int16)])
        assert np.abs(wave.astype(int)).max() < 32767
