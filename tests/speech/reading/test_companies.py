"""How the names of firms are written."""

import pytest

from speech.reading.companies import as_firm


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("丸山成果", "丸山製菓"),
        ("美咲紹介", "美咲商会"),
        ("グリーン企画", "グリーン企画"),
        ("成果", "成果"),
    ],
)
def test_the_last_word_of_a_firm_is_written_as_firms_write_it(heard, meant):
    assert as_firm(heard) == meant
