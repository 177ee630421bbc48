from pathlib import Path

import pytest
import yaml

from eval.voices import reading_of
from speech.asr.phones import as_pronounced

SENTENCES = yaml.safe_load(Path("eval/bench/sentences.yaml").read_text(encoding="utf-8"))


def test_there_are_enough_and_no_two_alike():
    assert len(SENTENCES) >= 150
    assert len({sentence["text"] for sentence in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"])
def test_the_written_reading_is_what_the_voice_says(sentence):
    reading = sentence["reading"]
    assert as_pronounced(reading) == reading
    assert reading_of(sentence.get("spoken", sentence["text"])) == reading
