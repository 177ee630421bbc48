from importlib.util import find_spec

import numpy as np
import pytest

from speech.asr.registry import make_asr
from speech.asr.whisper import WhisperAsr, reading_of
from speech.audio import AudioFrame
from speech.engines import BiasWord
from speech.errors import EngineUnavailable


class RecordedWhisper:
    """What openai-whisper returned for 「栗本さんをお願いします」; keeps what it was asked."""

    def __init__(self, no_speech: float = 0.02) -> None:
        self.asked: list[tuple[int, str | None]] = []
        self._no_speech = no_speech

    def transcribe(self, audio: np.ndarray, **options: object) -> dict[str, object]:
        assert audio.dtype == np.float32
        assert options["language"] == "ja"
        prompt = options["initial_prompt"]
        self.asked.append((len(audio), None if prompt is None else str(prompt)))
        segment = {"start": 0.2, "end": 1.4, "text": "栗本さんをお願いします",
                   "avg_logprob": -0.1, "no_speech_prob": self._no_speech}  # fmt: skip
        return {"text": segment["text"], "segments": [segment]}


def frames(count: int) -> list[AudioFrame]:
    return [AudioFrame(np.full(320, 50, np.int16), 20 * i) for i in range(count)]


@pytest.mark.skipif(find_spec("whisper") is not None, reason="the extra is installed")
def test_without_the_extra_the_error_names_it() -> None:
    with pytest.raises(EngineUnavailable) as error:
        make_asr("whisper")
    assert "pip install -e '.[whisper]'" in error.value.remedy


async def test_a_turn_becomes_text_and_reading_with_times_of_the_call() -> None:
    stream = WhisperAsr(RecordedWhisper()).stream(5000)
    for frame in frames(80):
        await stream.push(frame)
    heard = await stream.finish()
    assert heard.text == "栗本さんをお願いします"
    assert heard.reading == "クリモトサンオーネガイシマス"
    assert (heard.start_ms, heard.end_ms) == (5200, 6400)
    assert heard.is_final
    assert heard.confidence == pytest.approx(0.905, abs=0.01)


async def test_the_clients_words_prompt_the_model_and_the_whole_turn_is_sent() -> None:
    model = RecordedWhisper()
    stream = WhisperAsr(model).stream(0, (BiasWord("栗本", "クリモト"),))
    for frame in frames(60):
        await stream.push(frame)
    await stream.finish()
    assert model.asked[-1] == (60 * 320, "栗本")


async def test_a_partial_comes_about_once_a_second_and_only_when_the_words_changed() -> None:
    stream = WhisperAsr(RecordedWhisper()).stream(0)
    partials = [p for frame in frames(200) if (p := await stream.push(frame))]
    assert len(partials) == 1
    assert not partials[0].is_final


async def test_what_whisper_takes_for_no_speech_is_nothing() -> None:
    stream = WhisperAsr(RecordedWhisper(no_speech=0.9)).stream(0)
    for frame in frames(80):
        await stream.push(frame)
    heard = await stream.finish()
    assert (heard.text, heard.reading, heard.confidence) == ("", "", 0.0)


def test_latin_letters_and_signs_have_a_reading_too() -> None:
    assert reading_of("はい、そうです。") == "ハイソーデス"
