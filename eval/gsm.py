"""A mobile's codec: GSM 06.10 full rate (13 kbit/s), as libsndfile has it, frame by frame.

The codec works on 160 samples at 8 kHz, which are just the 20 ms of a frame, and holds none back.
So what comes out is what a mobile of that kind sends, bit for bit; today's speak AMR or EVS, which
damage a voice less. Not modelled: discontinuous transmission with its comfort noise (the noise
around the caller is coded like the voice), and the decoder's guess at lost frames.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import soundfile

from speech.audio import Samples

RATE_HZ = 8_000
FRAME = 160
"""Samples of a GSM frame."""
_ENDLESS_BYTES = 1 << 30
"""The length of the stream as the decoder is told: it must not stop at what is there so far.
Seven days of GSM; libsndfile counts its frames in 32 bits."""


class Gsm:
    """One call's coder and decoder, each with its state."""

    def __init__(self) -> None:
        self._air = _Air()
        self._coder = _opened(self._air, "w")
        self._decoder: Any = None

    def __call__(self, samples: Samples) -> Samples:
        """20 ms at 8 kHz, int16 (160,), as they sound at the other end, (160,)."""
        self._coder.write(samples)
        if self._decoder is None:  # it reads a frame when it is opened
            self._decoder = _opened(self._air, "r")
        return np.asarray(self._decoder.read(FRAME, dtype="int16"), dtype=np.int16)


def _opened(air: _Air, mode: str) -> Any:
    file = soundfile.SoundFile(
        air, mode, samplerate=RATE_HZ, channels=1, format="RAW", subtype="GSM610"
    )
    # soundfile seeks after every block where it can, and a seek resets the codec.
    file.seekable = lambda: False
    return file


class _Air(io.RawIOBase):
    """What lies between coder and decoder: a queue of bytes that looks like an endless file."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()
        self._at = 0

    def write(self, data: Any) -> int:
        sent = bytes(data)
        self._bytes += sent
        return len(sent)

    def readinto(self, into: Any) -> int:
        view = memoryview(into).cast("B")
        size = min(len(view), len(self._bytes))
        view[:size] = self._bytes[:size]
        del self._bytes[:size]
        self._at += size
        return size

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: _ENDLESS_BYTES}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at
