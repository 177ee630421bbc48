"""Audio as the call sees it: 20 ms frames of 16 kHz mono int16."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 16_000
FRAME_MS = 20
FRAME_SAMPLES = SAMPLE_RATE_HZ * FRAME_MS // 1000  # 320
SAMPLES_PER_MS = SAMPLE_RATE_HZ // 1000  # 16


@dataclass(frozen=True, slots=True, eq=False)
class AudioFrame:
    """Twenty milliseconds of one side of a call."""

    samples: npt.NDArray[np.int16]
    """Shape (320,), mono, 16 kHz."""
    start_ms: int
    """Position of the first sample in caller audio, from the moment the call was answered."""
