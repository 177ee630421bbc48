"""Neural voices of the Coqui TTS library (extra `coqui`); better sound, a model to download."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import soxr

from speech.audio import SAMPLE_RATE_HZ, Samples
from speech.engines import Voice
from speech.errors import EngineFailed, EngineUnavailable
from speech.sentences import breath_groups, split
from speech.tts.cache import AudioCache, content_key

DEFAULT_MODEL = "tts_models/ja/kokoro/tacotron2-DDC"
PEAK = 0.7


class CoquiTts:
    """A Coqui model; one instance a client. Text is spoken by breath group.

    `Voice.name` is a model name of Coqui's list or the folder of a model on disk (mei_normal
    stands for `DEFAULT_MODEL`). Speed and pitch are changed together by resampling (`pitch` in
    semitones); `depth` is not offered by these models.
    """

    def __init__(
        self,
        readings: Mapping[str, str] | None = None,
        cache_dir: Path | None = None,
        fixed: Iterable[str] = (),
    ) -> None:
        """`readings`: how this client's words are read; `fixed`: prompts to keep on disk.

        Raises EngineUnavailable without Coqui.
        """
        try:
            from TTS.api import TTS
        except ImportError as error:
            raise EngineUnavailable(
                "The Coqui voices are not installed.", "Run: pip install -e '.[coqui]'"
            ) from error
        self._api: Any = TTS
        self._readings = dict(sorted((readings or {}).items(), key=lambda r: -len(r[0])))
        self._cache = AudioCache(cache_dir)
        self._fixed = frozenset(
            group for text in fixed for part in split(text) for group in breath_groups(part)
        )
        self._models: dict[str, Any] = {}
        self._lock = Lock()

    async def synthesize(self, text: str, voice: Voice) -> AsyncGenerator[Samples, None]:
        """Speak `text` breath group by breath group. Raises EngineUnavailable, EngineFailed."""
        for word, reading in self._readings.items():
            text = text.replace(word, reading)
        for sentence in split(text):
            for group in breath_groups(sentence):
                key = content_key("coqui", group, repr(voice))
                known = self._cache.get(key)
                if known is None:
                    known = (await asyncio.to_thread(self._speak, group, voice),)
                    self._cache.put(key, known, keep=group in self._fixed)
                for piece in known:
                    yield piece

    def _speak(self, text: str, voice: Voice) -> Samples:
        with self._lock:  # the models are not thread-safe
            model = self._model(voice.name)
            try:
                wave = np.asarray(model.tts(text), dtype=np.float32)
            except (RuntimeError, ValueError) as error:
                raise EngineFailed("The Coqui voice could not speak a sentence.") from error
            rate_hz = float(model.synthesizer.output_sample_rate)
        faster = voice.speed * 2 ** (voice.pitch / 12)
        wave = soxr.resample(wave, rate_hz * faster, SAMPLE_RATE_HZ)
        peak = float(np.abs(wave).max(initial=0.0)) or 1.0
        samples: Samples = np.round(wave * (PEAK / peak) * 32767.0).astype(np.int16)
        return samples

    def _model(self, name: str) -> Any:
        if name not in self._models:
            wanted = DEFAULT_MODEL if name == "mei_normal" else name
            folder = Path(wanted)
            try:
                if folder.is_dir():
                    self._models[name] = self._api(
                        model_path=str(folder / "model.pth"),
                        config_path=str(folder / "config.json"),
                        progress_bar=False,
                    )
                else:
                    self._models[name] = self._api(model_name=wanted, progress_bar=False)
            except Exception as error:  # the library raises whatever its many loaders raise
                raise EngineUnavailable(
                    f"The Coqui model {wanted!r} cannot be loaded.",
                    "Give a model's folder (model.pth, config.json) or a name of Coqui's list.",
                ) from error
        return self._models[name]
