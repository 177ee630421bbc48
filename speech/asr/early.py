"""What the acoustic model's middle head hears before the whole model does.

Every block with right context makes the model wait; its middle head, trained beside the last one,
stands before four of them and tells a phone about 80 ms earlier, less surely. A partial
transcript ends with what it has heard beyond the beam's best hypothesis. Final transcripts do not
use it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from speech.asr.phones import BLANK, PHONE_IDS

KEPT = 10
"""Phones kept: more than two heads ever lie apart."""
LONGEST_MATCH = 4
LEAST_MATCH = 2
"""Phones in a row by which the two are known to tell of the same sounds."""
MOST_BEYOND = 5
"""Phones the middle head may be ahead: 80 ms hold one or two, a late last head hides more."""
_BLANK = PHONE_IDS[BLANK]


class EarlyPhones:
    """The newest phones of the middle head, of one turn."""

    def __init__(self) -> None:
        self._phones: deque[int] = deque(maxlen=KEPT)
        self._last = _BLANK

    def copy(self) -> EarlyPhones:
        """An independent copy."""
        twin = EarlyPhones()
        twin._phones, twin._last = self._phones.copy(), self._last
        return twin

    def push(self, frames: Sequence[int]) -> None:
        """The likeliest symbol of each new frame; repetitions and blanks are no phones."""
        for symbol in frames:
            if symbol not in (_BLANK, self._last):
                self._phones.append(symbol)
            self._last = symbol

    def beyond(self, phones: Sequence[int]) -> tuple[int, ...]:
        """What was heard after `phones` ended; nothing where the two do not fit together."""
        heard = tuple(self._phones)
        for size in range(min(LONGEST_MATCH, len(phones), len(heard)), LEAST_MATCH - 1, -1):
            wanted = tuple(phones[-size:])
            for end in range(len(heard), max(size, len(heard) - MOST_BEYOND) - 1, -1):
                if heard[end - size : end] == wanted:
                    return heard[end:]
        return ()
