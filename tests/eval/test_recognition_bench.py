"""The recognition bench on recognisers whose faults are known."""

from dataclasses import dataclass

import pytest

from eval.bench.material import Item, numbers, sentences
from eval.bench.recognition import CONDITIONS_DB, figures, listen
from eval.script import Stretch
from eval.voices import PACKAGED_VOICES
from speech.audio import AudioFrame
from speech.transcript import Transcript

ITEM = Item(
    "x",
    "sentence",
    "見本です、よろしく",
    "ミホンデスヨロシク",
    (Stretch("見本です、", 500), Stretch("よろしく")),
)


@dataclass
class Known:
    """Hears what it is told to; shows a partial after `partial_ms` of audio."""

    text: str
    reading: str
    partial: str = ""
    partial_ms: int = 0

    def stream(self, start_ms, bias=()):
        return self

    async def push(self, frame: AudioFrame):
        if self.partial and frame.start_ms + 20 == self.partial_ms:
            return Transcript("", self.partial, 0, frame.start_ms, False, 0, 1.0)
        return None

    async def finish(self):
        return Transcript(self.text, self.reading, 0, 0, True, len(self.reading), 1.0)


async def heard_by(asr, item=ITEM):
    return await listen(asr, [item], PACKAGED_VOICES[:1])


async def test_every_item_is_heard_once_under_each_condition():
    heard = await listen(Known("", ""), [*sentences()[:3], *numbers(2)], PACKAGED_VOICES)
    assert [one.snr_db for one in heard] == list(CONDITIONS_DB) * 5
    made = figures(heard)
    assert [one.snr_db for one in made] == list(CONDITIONS_DB)
    assert all(one.kana_error.rate == 1.0 and one.numbers_exact == 0.0 for one in made)
    assert all(one.kana_error.utterances == 3 and one.numbers == 2 for one in made)


async def test_right_words_have_no_error_and_a_wrong_kana_has_one():
    right = figures(await heard_by(Known("見本です。よろしく", "ミホンデスヨロシク")))
    wrong = figures(await heard_by(Known("見本です。よろしい", "ミホンデスヨロシイ")))
    assert right[0].kana_error.rate == right[0].text_error.rate == 0.0
    assert wrong[0].kana_error.rate == pytest.approx(1 / 9)


async def test_a_number_counts_when_every_digit_is_right_in_words_or_figures():
    (item,) = numbers(1)
    for text, reading in ((item.text, ""), ("", item.reading)):
        assert figures(await heard_by(Known(text, reading), item))[0].numbers_exact == 1.0
    wrong = item.text[:-1] + str((int(item.text[-1]) + 1) % 10)
    assert figures(await heard_by(Known(wrong, ""), item))[0].numbers_exact == 0.0


async def test_the_lag_runs_from_the_end_of_the_first_clause_to_the_partial_that_shows_it():
    lags = []
    for partial_ms in (1600, 1800):
        heard = await heard_by(Known("", "", "ミホンデス", partial_ms))
        lags.append(heard[0].partial_lag_ms)
    assert lags[1] - lags[0] == pytest.approx(200, abs=5)
    unseen = await heard_by(Known("", "", "ミホ", 1600))
    assert unseen[0].partial_lag_ms is None
    assert figures(unseen)[0].partial_lag_p50_ms is None
