"""One suite that every voice passes; engines come from the registry, the fake is held to it too."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import cache

import numpy as np
import pytest

from speech.audio import SAMPLE_RATE_HZ, Samples
from speech.engines import Tts, Voice
from speech.errors import EngineUnavailable
from speech.tts.registry import ENGINES, make_tts
from tests.fakes import FakeTts

SENTENCE = "あいにく栗本は席を外しておりまして、明日戻る予定でございます。"


@cache
def loaded(name: str) -> Tts | str:
    """The engine, or why it is not here."""
    try:
        tts = make_tts(name)
        asyncio.run(said(tts, "はい。"))
    except EngineUnavailable as error:
        return f"{error} {error.remedy}"
    return tts


async def said(tts: Tts, text: str, voice: Voice | None = None) -> list[Samples]:
    return [piece async for piece in tts.synthesize(text, voice or Voice())]


@pytest.fixture(params=[*ENGINES, "fake"])
def tts(request: pytest.FixtureRequest) -> Tts:
    engine = FakeTts() if request.param == "fake" else loaded(request.param)
    if isinstance(engine, str):
        pytest.skip(engine)
    return engine


async def test_pieces_are_mono_16_khz_int16_of_a_sentences_length(tts: Tts) -> None:
    pieces = await said(tts, SENTENCE)
    assert pieces
    for piece in pieces:
        assert piece.dtype == np.int16
        assert piece.ndim == 1
        assert len(piece) > 0
    assert 1.0 < len(np.concatenate(pieces)) / SAMPLE_RATE_HZ < 10.0


async def test_the_sound_is_loud_enough_and_not_clipped(tts: Tts) -> None:
    wave = np.concatenate(await said(tts, SENTENCE)).astype(float)
    blocks = np.sqrt(np.square(wave[: len(wave) // 320 * 320].reshape(-1, 320)).mean(axis=1))
    active = blocks[blocks > blocks.max() / 10]
    level_dbfs = 20 * np.log10(np.sqrt(np.square(active).mean()) / 32768)
    assert -30 < level_dbfs < -10
    assert np.abs(wave).max() < 32767


async def test_the_same_words_sound_the_same_every_time(tts: Tts) -> None:
    first, second = await said(tts, "かしこまりました。"), await said(tts, "かしこまりました。")
    assert np.array_equal(np.concatenate(first), np.concatenate(second))


async def test_a_longer_text_is_longer_speech(tts: Tts) -> None:
    short, long = await said(tts, "はい。"), await said(tts, SENTENCE)
    assert len(np.concatenate(long)) > 2 * len(np.concatenate(short))


async def test_nothing_is_said_for_an_empty_text(tts: Tts) -> None:
    assert await said(tts, "") == []


async def test_closing_in_the_middle_leaves_the_voice_usable(tts: Tts) -> None:
    async with aclosing(tts.synthesize(SENTENCE, Voice(speed=0.9))) as audio:
        await anext(audio)
    assert await said(tts, "はい。")


async def test_two_calls_speak_at_once_without_mixing(tts: Tts) -> None:
    texts = ["少々お待ちくださいませ。", "担当の者に申し伝えます。"]
    together = await asyncio.gather(*(said(tts, text) for text in texts))
    for text, pieces in zip(texts, together, strict=True):
        assert np.array_equal(np.concatenate(pieces), np.concatenate(await said(tts, text)))


def test_an_unknown_engine_is_refused_with_the_known_ones_named() -> None:
    with pytest.raises(EngineUnavailable) as refused:
        make_tts("nobody")
    assert "open_jtalk" in refused.value.remedy
