"""Spoken forms through a channel that confuses morae, written again as the recogniser writes."""

from datetime import datetime

import pytest

from eval.bench.understanding import misheard, spoken_rows
from speech.reading.dates import written_datetime
from speech.reading.phone_numbers import written_phone
from speech.reading.quantities import quantity_in

NOW = datetime(2026, 11, 24, 10, 20)
HEARD = [
    words
    for rate in (0.05, 0.3)
    for row in spoken_rows("dev")
    if row.kind in ("phone", "datetime")
    for words in misheard(7, rate)(row.spoken)
]


@pytest.mark.parametrize("half", [0, 1])
def test_what_was_misheard_gives_a_value_or_a_reason(half: int) -> None:
    for words in HEARD[half::2]:
        for written in (written_phone(words), written_datetime(words, NOW)):
            assert written.value is not None or written.reason
            assert written.needs_confirmation == bool(written.reason)
        assert all(quantity.count >= 0 for quantity in quantity_in(words))


def test_a_number_in_sounds_alone_is_the_same_number() -> None:
    hear = misheard(7, 0.0)  # 35 of 40 when this was written
    numbers = [row for row in spoken_rows("dev") if row.kind == "phone"]
    right = sum(
        row.value in {written_phone(words).value for words in hear(row.spoken)} for row in numbers
    )
    assert right / len(numbers) > 0.8
