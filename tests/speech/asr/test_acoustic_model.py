"""The shipped acoustic model: a stream of fixed cost that hears Japanese."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import pyopenjtalk
import pytest
import soxr

from speech.asr.features import BANDS, LogMel
from speech.asr.phones import PHONES, kana_from_phones, phones_from_open_jtalk

MODEL_DIR = Path(__file__).parents[3] / "speech" / "asr" / "model"


class Stream:
    """The graph as the decoder runs it."""

    def __init__(self) -> None:
        self.description: dict[str, Any] = json.loads((MODEL_DIR / "model.json").read_text("utf-8"))
        self._session = onnxruntime.InferenceSession(str(MODEL_DIR / "acoustic.onnx"))
        self.state = np.zeros((1, self.description["state_length"]), dtype=np.float32)

    def chunk(self, mel: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """mel (8, 40) -> (2, V)."""
        found, _, self.state = self._session.run(None, {"mel": mel[None], "state": self.state})
        return np.asarray(found[0], dtype=np.float32)

    def hear(self, audio: npt.NDArray[np.float32]) -> list[str]:
        """16 kHz audio -> best phones."""
        mel = LogMel().push(audio)
        chunks = range(0, len(mel) - 7, 8)
        best = np.concatenate([self.chunk(mel[at : at + 8]) for at in chunks]).argmax(axis=1)
        changes = np.flatnonzero(np.diff(best, prepend=0))
        return [PHONES[best[at]] for at in changes if best[at] != 0]


def test_the_description_agrees_with_the_code() -> None:
    description = Stream().description
    assert tuple(description["phones"]) == PHONES
    assert description["features"]["bands"] == BANDS
    assert (MODEL_DIR / "acoustic.onnx").stat().st_size <= 20_000_000


def test_outputs_are_probabilities_and_the_state_stays_finite_over_noise() -> None:
    stream, rng = Stream(), np.random.default_rng(1)
    for _ in range(200):
        found = stream.chunk((rng.standard_normal((8, BANDS)) * 3 - 12).astype(np.float32))
    assert found.shape == (2, len(PHONES))
    np.testing.assert_allclose(np.exp(found).sum(axis=1), 1.0, atol=1e-3)
    assert stream.state.shape == (1, stream.description["state_length"])
    assert np.isfinite(stream.state).all()


def test_silence_is_no_speech() -> None:
    assert Stream().hear(np.zeros(32_000, dtype=np.float32)) == []


def test_it_hears_the_voice_of_the_package() -> None:
    text = "お世話になっております。明日の午後三時に予約をお願いしたいのですが。"
    labels = pyopenjtalk.extract_fullcontext(text)
    names = [match[1] for match in (re.search(r"-([^+]+)\+", label) for label in labels) if match]
    wanted = kana_from_phones(phones_from_open_jtalk(names))
    voice, rate_hz = pyopenjtalk.tts(text)
    audio = soxr.resample(voice / np.abs(voice).max() * 0.3, rate_hz, 16_000).astype(np.float32)
    heard = kana_from_phones(Stream().hear(np.concatenate((audio, np.zeros(8_000, np.float32)))))
    # Greedy and without a language model; the decoder does better.
    assert SequenceMatcher(None, wanted, heard, autojunk=False).ratio() > 0.8


@pytest.mark.torch
def test_stream_and_whole_utterance_agree() -> None:
    torch = pytest.importorskip("torch")
    from speech.asr.training.model import AcousticModel, Shape

    torch.manual_seed(0)
    model = AcousticModel(Shape(width=16, front=8, hidden=24)).eval()
    mel = torch.randn(1, 160, BANDS) * 3 - 12
    with torch.no_grad():
        whole, _, _ = model(mel, model.start())
        state, parts = model.start(), []
        for at in range(0, 160, 8):
            part, _, state = model(mel[:, at : at + 8], state)
            parts.append(part)
    assert torch.allclose(torch.cat(parts, dim=1), whole, atol=1e-4)


@pytest.mark.torch
def test_right_context_is_what_the_shape_says() -> None:
    torch = pytest.importorskip("torch")
    from speech.asr.training.model import AcousticModel, Shape

    model = AcousticModel(Shape(width=16, front=8, hidden=24)).eval()
    quiet, changed = torch.zeros(1, 160, BANDS), torch.zeros(1, 160, BANDS)
    changed[:, 100:] = 5.0
    with torch.no_grad():
        same = (model(quiet, model.start())[0] == model(changed, model.start())[0]).all(dim=-1)[0]
    assert same[: 100 // 4].all()
    assert not same[100 // 4 + 1 :].all()
