"""The caller's ear: what it makes of the agent's words, and that it need not hear them twice."""

import numpy as np

from agent.config import Config
from eval.hearing import ear_of, is_heard
from eval.speech_style import Style
from eval.voices import speak, voice_for
from speech.asr.registry import make_asr


class _Counted:
    """The recogniser itself; counts how often it is begun."""

    def __init__(self):
        self.asr = make_asr(Config().asr)
        self.begun = 0

    def stream(self, start_ms):
        self.begun += 1
        return self.asr.stream(start_ms)


def test_what_was_heard_before_to_the_sample_is_not_recognised_again():
    voice = voice_for("mei-calm", Style(), 0)
    said = (speak("念のため、お電話番号をお願いいたします。", voice) * 16_000).astype(np.int16)
    asr = _Counted()
    hear = ear_of(asr)
    first = hear(said)
    assert is_heard(["デンワバンゴー"], first)
    assert hear(said.copy()) == first
    assert asr.begun == 1
    hear(said // 2)
    assert asr.begun == 2
