"""What an acoustic model would give for a phone string: for tests of what comes after it."""

from __future__ import annotations

import numpy as np

from speech.asr.phones import PHONE_IDS, PHONES, phones_from_kana


def log_probs_of(
    kana: str, seed: int = 0, blur: float = 0.05, confusion: float = 0.0, lead: int = 10
) -> np.ndarray:
    """(frames, phones): peaky phones between blanks, `blur` of probability spread at random.

    `confusion` is the share of phones whose peak leans to a random other phone.
    """
    rng = np.random.default_rng(seed)
    rows = [np.eye(len(PHONES))[0]] * lead
    before = ""
    for phone in phones_from_kana(kana):
        if phone == before:  # CTC tells two equal phones apart by a blank alone
            rows.append(np.eye(len(PHONES))[0])
        before = phone
        right = np.eye(len(PHONES))[PHONE_IDS[phone]]
        if rng.random() < confusion:
            wrong = np.eye(len(PHONES))[int(rng.integers(1, len(PHONES)))]
            right = 0.35 * right + 0.65 * wrong
        rows.extend([right] * int(rng.integers(1, 3)))
        rows.extend([np.eye(len(PHONES))[0]] * int(rng.integers(0, 2)))
    rows.extend([np.eye(len(PHONES))[0]] * lead)
    sharp = np.array(rows)
    noise = rng.dirichlet(np.full(len(PHONES), 0.3), size=len(sharp))
    return np.log((1.0 - blur) * sharp + blur * noise + 1e-8)
