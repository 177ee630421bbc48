"""The words of a client's calls, from its manual."""

from __future__ import annotations

from knowledge.manual import find_manual, load_manual
from knowledge.schema import FaqEntry
from knowledge.vocabulary import MOST_WORDS, vocabulary


def test_what_the_manual_answers_is_a_word_of_its_calls() -> None:
    words = dict(vocabulary(load_manual(find_manual("midori_homes"))))
    assert words["敷金"] == "シキキン"
    assert words["内見"] == "ナイケン"
    assert words["換気扇"] == "カンキセン"


def test_names_keep_the_readings_of_the_manual() -> None:
    manual = load_manual(find_manual("kotori_shop"))
    words = dict(vocabulary(manual))
    assert not words.keys() & {name for name, _ in manual.bias_words()}
    assert not any(part in words for person in manual.staff for part in person.name.split())


def test_what_is_written_together_is_a_word_too() -> None:
    words = dict(vocabulary(load_manual(find_manual("smile_corp"))))
    assert {"製造番号", "営業時間", "コーヒーマシン", "マシン"} <= words.keys()


def test_a_large_manual_gives_the_words_of_most_of_its_entries() -> None:
    manual = load_manual(find_manual("smile_corp"))
    rare = tuple(
        FaqEntry(
            id=f"q{n}", question=f"部品{chr(0x4E00 + n)}はありますか", answer="電池は別売です。"
        )
        for n in range(900)
    )
    words = vocabulary(manual.model_copy(update={"faq": rare}))
    assert len(words) <= MOST_WORDS
    assert "部品" in [text for text, _ in words[:5]]
    assert "電池" in [text for text, _ in words[:5]]
