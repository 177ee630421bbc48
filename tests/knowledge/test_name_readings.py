"""A written name is read as most of its bearers read themselves; far-off readings are doubted."""

from __future__ import annotations

import pytest

from knowledge.name_readings import guess_reading, is_doubtful, split_name


@pytest.mark.parametrize(
    ("name", "split", "reading"),
    [
        ("栗本美香", "栗本 美香", "くりもと みか"),
        ("佐藤　健一", "佐藤 健一", "さとう けんいち"),
        ("スミス", "スミス", "すみす"),
        ("営業部", "営業部", "えいぎょうぶ"),
        ("カスタマーサポート課", "カスタマーサポート課", "かすたまーさぽーとか"),
    ],
)
def test_names_are_split_and_read(name: str, split: str, reading: str) -> None:
    assert split_name(name) == split
    assert guess_reading(split) == reading


@pytest.mark.parametrize(
    ("surname", "reading", "doubtful"),
    [
        ("栗本", "くりもと", False),
        ("栗本", "すずき", True),
        ("栗本", "くりも", False),
        ("金子", "かねこ", False),
        ("東海林", "しょうじ", False),
        ("スミス", "すみす", False),
        ("スミス", "じょーんず", True),
    ],
)
def test_a_reading_is_doubted_only_when_it_is_another_name(
    surname: str, reading: str, doubtful: bool
) -> None:
    assert is_doubtful(surname, reading) is doubtful
