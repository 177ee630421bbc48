"""Whisper as the recogniser: the extra `whisper` (openai-whisper, MIT), for machines with a GPU.

Whisper is no streaming model: a turn is collected, recognised whole every `PARTIAL_MS` for a
partial and once more at its end. The reading comes from Open JTalk, since Whisper writes kanji.
"""

from __future__ import annotations

import asyncio
import os
from functools import lru_cache
from typing import Any

import numpy as np

from speech.asr.phones import as_pronounced
from speech.audio import FRAME_MS, AudioFrame, Samples
from speech.engines import BiasWord
from speech.errors import EngineFailed, EngineUnavailable
from speech.transcript import Transcript

MODEL_ENV = "DENWABAN_WHISPER_MODEL"
DEFAULT_MODEL = "small"
PARTIAL_MS = 1000
LEAST_MS = 100
"""Shorter audio is not worth asking a model that pads it to 30 s."""
NO_SPEECH = 0.6
"""Whisper's own threshold on `no_speech_prob`."""


class WhisperAsr:
    """Asr of speech/engines.py over one Whisper model."""

    def __init__(self, model: Any = None) -> None:
        self._model = model or _load(os.environ.get(MODEL_ENV, DEFAULT_MODEL))
        self._turn = asyncio.Lock()

    def stream(self, start_ms: int, bias: tuple[BiasWord, ...] = ()) -> WhisperStream:
        """Begin a turn whose first frame starts at `start_ms` of caller audio."""
        return WhisperStream(self, start_ms, bias)

    async def recognise(self, samples: Samples, prompt: str) -> dict[str, Any]:
        """Whisper's own result for 16 kHz samples; one at a time, off the event loop."""
        audio = samples.astype(np.float32) / 32768.0
        async with self._turn:
            try:
                result: dict[str, Any] = await asyncio.to_thread(
                    self._model.transcribe,
                    audio,
                    language="ja",
                    initial_prompt=prompt or None,
                    condition_on_previous_text=False,
                )
            except RuntimeError as error:
                raise EngineFailed(f"Whisper broke ({type(error).__name__}).") from error
        return result


class WhisperStream:
    """AsrStream of speech/engines.py: one turn, kept whole."""

    def __init__(self, asr: WhisperAsr, start_ms: int, bias: tuple[BiasWord, ...]) -> None:
        self._asr = asr
        self._start_ms = start_ms
        self._prompt = "、".join(word.text for word in bias)[:200]
        self._frames: list[Samples] = []
        self._asked_ms = 0
        self._reading = ""

    async def push(self, frame: AudioFrame) -> Transcript | None:
        """Take 20 ms; a partial about once a second, when the words changed."""
        self._frames.append(frame.samples)
        if self._heard_ms - self._asked_ms < PARTIAL_MS:
            return None
        self._asked_ms = self._heard_ms
        partial = await self._transcribe(is_final=False)
        if partial.reading == self._reading:
            return None
        self._reading = partial.reading
        return partial

    async def finish(self) -> Transcript:
        """The whole turn; the stream goes on as if not asked."""
        return await self._transcribe(is_final=True)

    @property
    def _heard_ms(self) -> int:
        return len(self._frames) * FRAME_MS

    async def _transcribe(self, is_final: bool) -> Transcript:
        end_ms = self._start_ms + self._heard_ms
        nothing = Transcript("", "", self._start_ms, end_ms, is_final, 0, 0.0)
        if self._heard_ms < LEAST_MS:
            return nothing
        result = await self._asr.recognise(np.concatenate(self._frames), self._prompt)
        spoken = [s for s in result["segments"] if s["no_speech_prob"] < NO_SPEECH]
        text = "".join(str(segment["text"]) for segment in spoken).strip()
        if not text:
            return nothing
        reading = reading_of(text)
        return Transcript(
            text=text,
            reading=reading,
            start_ms=self._start_ms + int(1000 * spoken[0]["start"]),
            end_ms=min(end_ms, self._start_ms + int(1000 * spoken[-1]["end"])),
            is_final=is_final,
            stable_len=len(reading) if is_final else 0,
            confidence=float(np.exp(np.mean([s["avg_logprob"] for s in spoken]))),
        )


def reading_of(text: str) -> str:
    """Katakana as pronounced, as Open JTalk reads the text; what it cannot read is left out."""
    import pyopenjtalk

    words = pyopenjtalk.run_frontend(text, use_vanilla=True)
    kana = "".join(c for word in words for c in word["pron"] if "ァ" <= c <= "ー")
    return as_pronounced(kana)


@lru_cache(maxsize=2)
def _load(name: str) -> Any:
    """The model of that name or path; openai-whisper downloads it where it is not cached."""
    try:
        import whisper
    except ImportError as error:
        raise EngineUnavailable(
            "The recogniser 'whisper' is not installed.", "Run: pip install -e '.[whisper]'"
        ) from error
    try:
        return whisper.load_model(name)
    except (OSError, RuntimeError) as error:
        raise EngineUnavailable(
            f"Whisper's model {name!r} cannot be loaded ({type(error).__name__}).",
            f"Download it on a connected machine and name its file in {MODEL_ENV}.",
        ) from error
