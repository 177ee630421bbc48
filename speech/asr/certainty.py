"""How sure the recogniser may be: of a phone, of the turn, and that it is speech at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from speech.asr.beam import Hypothesis
from speech.asr.language import PhoneLanguageModel
from speech.asr.phones import CONSONANTS, kana_from_phones

LOUD_SHARE, LEAST_POWER = 10**-2.5, 1e-7
"""A mel frame is loud within 25 dB of the loudest so far, and above -70 dB of full scale."""
STRONG_BAND = 6.0
"""Nats below a frame's strongest band within which a band counts."""
STEADY = 0.25
"""Nats a strong band changes from one 10 ms frame to the next, on average over loud frames: tones,
chords, hum and keypad signals 0 to .21; of 150 real words the lowest .31, the median .68."""
UNLIKELY = -1.9
"""log p(sounds) a phone. Words in quiet have -.1 to -.9, at 15 dB SNR down to -1.4 and by voices
never heard in training -1.6; clicks, chords, breath, bursts of noise have -1.8 to -2.9."""
FLAT, UNLIKELY_IF_FLAT = 0.45, -1.5
"""Mean probability of the frames' best phones: words .45 to .99, noises mostly below .5."""


class Evidence:
    """Sums over the acoustic model's frames that the certainty needs later; constant size."""

    def __init__(self) -> None:
        self.peak = 0.0
        """Sum, over frames where a phone is best, of that phone's probability."""
        self.phone_frames = 0
        self.loudest = 0.0
        self.change = 0.0
        """Sum of the mean change of strong bands, over pairs of loud mel frames."""
        self.pairs = 0
        self._last_mel: npt.NDArray[np.floating] | None = None

    def copy(self) -> Evidence:
        """An independent copy."""
        twin = Evidence()
        twin.__dict__.update(self.__dict__)
        return twin

    def push(self, log_probs: npt.NDArray[np.floating]) -> None:
        """log_probs (frames, phones)."""
        best = log_probs.max(axis=1)
        spoken = log_probs.argmax(axis=1) != 0
        self.peak += float(np.exp(best[spoken]).sum())
        self.phone_frames += int(spoken.sum())

    def push_mel(self, mel: npt.NDArray[np.floating]) -> None:
        """mel (frames, 40) natural-log power."""
        if not len(mel):
            return
        frames = mel if self._last_mel is None else np.concatenate((self._last_mel, mel))
        self._last_mel = mel[-1:]
        total = np.exp(frames).sum(axis=1)
        self.loudest = max(self.loudest, float(total.max()))
        loud = total > max(LOUD_SHARE * self.loudest, LEAST_POWER)
        both = loud[1:] & loud[:-1]
        later = frames[1:][both]
        strong = later > later.max(axis=1, keepdims=True) - STRONG_BAND
        moved = np.abs(later - frames[:-1][both]) * strong
        self.change += float((moved.sum(axis=1) / strong.sum(axis=1)).sum())
        self.pairs += len(later)


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


def kana_certainties(
    heard: Hypothesis, hypotheses: Sequence[Hypothesis]
) -> tuple[tuple[str, float], ...]:
    """Every mora's kana with the certainty of its least certain phone."""
    phones = phone_certainties(heard, hypotheses)
    names = heard.names
    found: list[tuple[str, float]] = []
    begun = 0
    for end in range(1, len(names) + 1):
        kana = kana_from_phones(names[:end])[sum(len(k) for k, _ in found) :]
        if kana and names[end - 1] not in CONSONANTS:
            found.append((kana, min(phones[begun:end])))
            begun = end
    return tuple(found)


def certainty(heard: Hypothesis, evidence: Evidence, language: PhoneLanguageModel) -> float:
    """0..1: the share of the kana that is expected to be right.

    A logistic fit to the kana accuracy of 550 utterances at 20 dB SNR (two people's words, four
    synthetic speakers' sentences, half of them unseen); tenths of it lie within .1 of the truth.
    """
    count = len(heard.phones)
    if not count:
        return 0.0
    peak = evidence.peak / max(1, evidence.phone_frames)
    logit = (
        2.16
        + 1.02 * peak
        + 1.95 * heard.acoustic / count
        + 0.51 * language.score(heard.names) / count
    )
    return float(1.0 / (1.0 + np.exp(-logit)))


def is_speech(heard: Hypothesis, evidence: Evidence) -> bool:
    """False where the phones are more likely to be noise, tones or music than words."""
    if not heard.phones:
        return False
    likely = heard.acoustic / len(heard.phones)
    peak = evidence.peak / max(1, evidence.phone_frames)
    if evidence.change < STEADY * evidence.pairs:
        return False
    return likely > UNLIKELY and (peak > FLAT or likely > UNLIKELY_IF_FLAT)
