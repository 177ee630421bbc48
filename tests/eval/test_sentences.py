from pathlib import Path

import pytest
import yaml

from eval.voices import reading_of
from prompts.intents import examples
from speech.asr.phones import as_pronounced
from speech.asr.training.split import may_train

SENTENCES = yaml.safe_load(Path("eval/bench/sentences.yaml").read_text(encoding="utf-8"))


def test_there_are_enough_and_no_two_alike():
    assert len(SENTENCES) >= 150
    assert len({sentence["text"] for sentence in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"])
def test_the_written_reading_is_what_the_voice_says(sentence):
    reading = sentence["reading"]
    assert as_pronounced(reading) == reading
    assert reading_of(sentence.get("spoken", sentence["text"])) == reading


def plain(text):
    return "".join(character for character in text if character not in "、。？?！! ")


def test_no_sentence_is_one_that_the_recogniser_was_trained_on():
    folder = Path("speech/asr/training")
    files = [folder / "caller_sentences.txt", folder / "language_phrases.txt"]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    turns = [example.text for example in examples() if may_train(example.text)]
    trained = {plain(line) for line in lines + turns}
    assert len(trained) > 200
    assert not trained & {plain(sentence["text"]) for sentence in SENTENCES}
