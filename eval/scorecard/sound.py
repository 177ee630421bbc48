"""A call's recording made small enough to lie inside a page."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import soundfile
import soxr

RATE_HZ = 8000
"""A telephone's: the caller has nothing above 3.4 kHz."""
_COMPRESSION = 0.9
"""At 8 kHz and one channel libsndfile then writes 16 kbit/s, 2 kB a second of the call; at 0.99 it
is 8 kbit/s, where words begin to smear."""


def encoded(recording: Path) -> str | None:
    """Both sides mixed, as MP3 in base64; None where there is no recording."""
    try:
        samples, rate_hz = soundfile.read(recording, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError):
        return None
    mixed = soxr.resample(samples.sum(axis=1).clip(-1.0, 1.0), rate_hz, RATE_HZ)
    packed = io.BytesIO()
    with soundfile.SoundFile(
        packed,
        "w",
        RATE_HZ,
        channels=1,
        format="MP3",
        compression_level=_COMPRESSION,
        bitrate_mode="CONSTANT",
    ) as sound:
        sound.write(mixed)
    return base64.b64encode(packed.getvalue()).decode()
