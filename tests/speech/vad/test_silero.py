"""What is no speech starts no turn: noise, tones, music, clicks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from speech.audio import FRAME_SAMPLES, SAMPLE_RATE_HZ, AudioFrame
from speech.endpointing import Endpointer, Expect, SpeechStarted, TurnEnded
from speech.engines import Voice
from speech.tts.open_jtalk import OpenJTalkTts
from speech.vad.silero import SileroVad

SECONDS = 12
TIME_S = np.arange(SECONDS * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
RNG = np.random.default_rng(3)


def chords() -> np.ndarray:
    """A piano-like progression: decaying notes with overtones, two chords a second."""
    out = np.zeros(TIME_S.size)
    for beat in range(SECONDS * 2):
        start = beat * SAMPLE_RATE_HZ // 2
        t = TIME_S[: TIME_S.size - start]
        for step in ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7))[beat % 4]:
            hz = 261.6 * 2 ** (step / 12)
            for overtone in (1, 2, 3):
                out[start:] += np.sin(2 * np.pi * hz * overtone * t) * np.exp(-4 * t) / overtone
    return 0.1 * out


NO_SPEECH = {
    "white noise": 0.05 * RNG.standard_normal(TIME_S.size),
    "loud white noise": 0.3 * RNG.standard_normal(TIME_S.size),
    "ringback tone": 0.2 * np.sin(2 * np.pi * 400 * TIME_S) * (TIME_S % 3 < 1),
    "hum": 0.1 * np.sin(2 * np.pi * 100 * TIME_S) + 0.05 * np.sin(2 * np.pi * 300 * TIME_S),
    "music": chords(),
    "clicks": np.where(np.arange(TIME_S.size) % 5000 < 40, 0.8, 0.0),
}


def turns(samples: np.ndarray) -> list[type]:
    vad, endpointer = SileroVad(), Endpointer()
    frames = np.clip(samples * 32768, -32768, 32767).astype(np.int16).reshape(-1, FRAME_SAMPLES)
    found: list[type] = []
    for index, frame in enumerate(frames):
        speech = vad.push(AudioFrame(frame, index * 20))
        found += map(type, endpointer.push(index * 20, speech, None, Expect.OPEN, False))
    return found


@pytest.mark.parametrize("kind", NO_SPEECH)
def test_no_turn_begins(kind):
    found = turns(NO_SPEECH[kind])
    assert SpeechStarted not in found
    assert TurnEnded not in found


async def test_a_short_yes_after_a_long_noise_is_heard():
    """A model that still knows of all that noise never answers above .42 here."""
    samples = [part async for part in OpenJTalkTts().synthesize("はい。", Voice(speed=1.4))]
    answer = np.concatenate(samples) / 32768
    noise = np.random.default_rng(5).standard_normal(25 * SAMPLE_RATE_HZ)
    line = noise * np.sqrt(np.mean(answer**2)) / 3.5
    line[-answer.size - 8000 : -8000] += answer
    assert turns(line).count(SpeechStarted) == 1


THREADS = """
import os
import numpy as np
from speech.audio import FRAME_SAMPLES, AudioFrame
from speech.vad.silero import SileroVad
vad, before = SileroVad(), len(os.listdir("/proc/self/task"))
for at_ms in range(0, 200, 20):
    vad.push(AudioFrame(np.zeros(FRAME_SAMPLES, np.int16), at_ms))
print(len(os.listdir("/proc/self/task")) - before, os.environ.get("OMP_THREAD_LIMIT"))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells its threads")
def test_the_model_starts_no_threads_and_leaves_the_limit_of_others_alone():
    told = subprocess.run(
        [sys.executable, "-c", THREADS], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["0", "None"]
