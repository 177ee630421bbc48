"""The recording of a call: caller on the left, agent on the right."""

from __future__ import annotations

import struct
from pathlib import Path
from types import TracebackType

import numpy as np

from speech.audio import SAMPLE_RATE_HZ, Samples

_CHANNELS = 2
_BYTES_PER_MOMENT = _CHANNELS * 2  # one int16 sample of each side
_HEADER_BYTES = 44
_FLUSH_EVERY = SAMPLE_RATE_HZ  # a second of the call is the most that a killed process loses


class CallRecording:
    """A stereo 16-bit WAV file that is valid at every second of the call, not only at its end.

    The header is brought up to date whenever a second has been written, so the recording of a
    killed process can still be played. Memory does not grow with the call.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb")
        self._written = 0
        self._pending: list[bytes] = []
        self._pending_samples = 0
        self._file.write(_header(0))

    def write(self, caller: Samples, agent: Samples) -> None:
        """Append both sides of the same moment, int16 16 kHz of equal shape (n,)."""
        self._pending.append(np.stack([caller, agent], axis=1).astype("<i2").tobytes())
        self._pending_samples += caller.size
        if self._pending_samples >= _FLUSH_EVERY:
            self._flush()

    def close(self) -> None:
        """Write what is pending and the final header; closing twice is harmless."""
        if not self._file.closed:
            self._flush()
            self._file.close()

    def __enter__(self) -> CallRecording:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _flush(self) -> None:
        data = b"".join(self._pending)
        self._pending.clear()
        self._pending_samples = 0
        self._file.write(data)
        self._written += len(data)
        self._file.seek(0)
        self._file.write(_header(self._written))
        self._file.seek(0, 2)
        self._file.flush()


def _header(data_bytes: int) -> bytes:
    """A RIFF/WAVE header for 16-bit PCM."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        _HEADER_BYTES - 8 + data_bytes,
        b"WAVE",
        b"fmt ",
        16,
        1,
        _CHANNELS,
        SAMPLE_RATE_HZ,
        SAMPLE_RATE_HZ * _BYTES_PER_MOMENT,
        _BYTES_PER_MOMENT,
        16,
        b"data",
        data_bytes,
    )
