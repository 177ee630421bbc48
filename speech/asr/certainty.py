"""How sure the recogniser may be: of a phone, of the turn, and that it is speech at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from speech.asr.beam import Hypothesis


class Evidence:
    """Sums over the acoustic model's frames that the certainty needs later; constant size."""

    def __init__(self) -> None:
        self.free = 0.0
        """log p of the best path with no language model: the sum of each frame's best."""
        self.frames = 0
        self.peak = 0.0
        """Sum, over frames where a phone is best, of that phone's probability."""
        self.phone_frames = 0

    def copy(self) -> Evidence:
        """An independent copy."""
        twin = Evidence()
        twin.__dict__.update(self.__dict__)
        return twin

    def push(self, log_probs: npt.NDArray[np.floating]) -> None:
        """log_probs (frames, phones)."""
        best = log_probs.max(axis=1)
        spoken = log_probs.argmax(axis=1) != 0
        self.free += float(best.sum())
        self.frames += len(best)
        self.peak += float(np.exp(best[spoken]).sum())
        self.phone_frames += int(spoken.sum())


def bending(heard: Hypothesis, evidence: Evidence) -> float:
    """Nats a phone that the language model bent the sounds by; 0 where they said it anyway."""
    return max(0.0, evidence.free - heard.acoustic) / max(1, len(heard.phones))


def phone_certainties(
    heard: Hypothesis, hypotheses: Sequence[Hypothesis], temperature: float = 2.0
) -> tuple[float, ...]:
    """0..1 for each phone: the share of the n-best, by score, that hear it at the same time."""
    scores = np.array([each.score for each in hypotheses])
    weights = np.exp((scores - scores.max()) / temperature)
    weights /= weights.sum()
    total: dict[tuple[int, int], float] = {}
    for each, weight in zip(hypotheses, weights.tolist(), strict=True):
        places = zip(each.phones, each.frames, strict=True)
        for place in {(phone, frame + step) for phone, frame in places for step in (-1, 0, 1)}:
            total[place] = total.get(place, 0.0) + weight
    return tuple(
        min(1.0, total.get((phone, frame), 0.0))
        for phone, frame in zip(heard.phones, heard.frames, strict=True)
    )


def certainty(heard: Hypothesis, hypotheses: Sequence[Hypothesis], evidence: Evidence) -> float:
    """0..1: about how likely the reading is right, from the phones' certainty and the bending."""
    if not heard.phones:
        return 0.0
    phones = phone_certainties(heard, hypotheses)
    peak = evidence.peak / max(1, evidence.phone_frames)
    logit = (
        -3.0
        + 3.0 * float(np.mean(phones))
        + 1.0 * float(np.min(phones))
        + 2.0 * peak
        - 1.5 * bending(heard, evidence)
    )
    return float(1.0 / (1.0 + np.exp(-logit)))


def is_speech(heard: Hypothesis, evidence: Evidence) -> bool:
    """False where the phones are more likely to be noise than words."""
    return bool(heard.phones)
