"""Who is calling, from many mouths."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.mentions import caller_in
from agent.utterance import listen

TURNS = [
    line.split("\t")
    for line in Path(__file__).with_name("callers.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("said", "asked", "company", "name"), TURNS)
def test_the_caller_is_who_she_says(said: str, asked: str, company: str, name: str) -> None:
    found = caller_in(listen(said), asked)
    assert (found.company.text if found.company else "-") == company
    heard = (found.name.text, found.name.reading) if found.name else ("-", "-")
    assert name in heard


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(("栗本", "江口", "高橋", "森", "佐々木")),
    st.sampled_from(("さん", "様", "部長", "さんという方")),
    st.sampled_from(
        ("をお願いします", "はいらっしゃいますか", "いますか", "に代わってください", "ですか")
    ),
)
def test_whoever_is_asked_for_is_not_the_caller(name: str, called: str, wish: str) -> None:
    found = caller_in(listen(f"{name}{called}{wish}"))
    assert found.name is None and found.company is None


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(("江川", "堀", "東", "五十嵐", "小鳥遊", "長谷川")),
    st.sampled_from(("と申します", "と申しますが", "ですが", "ですけど", "といいますけれども")),
    st.sampled_from(("", "、栗本さんをお願いします", "、いつもお世話になっております")),
)
def test_a_name_is_the_callers_whatever_follows(name: str, says: str, wish: str) -> None:
    found = caller_in(listen(f"{name}{says}{wish}"))
    assert found.name is not None and found.name.text == name


def test_a_misspelled_name_keeps_its_sounds() -> None:
    found = caller_in(listen("青空商事の絵側と申します", "アオゾラショージノエガワトモーシマス"))
    assert found.name is not None and found.name.reading == "エガワ"
    assert found.company is not None and found.company.text == "青空商事"


def test_a_name_is_written_as_its_caller_explains_it() -> None:
    found = caller_in(listen("えがわと申します、漢字はさんずいの江に三本川の川です"))
    assert found.name is None or found.name.text == "江川"
    found = caller_in(listen("斉藤と申します、漢字は書斎の斎に藤の花の藤です"))
    assert found.name is not None and found.name.text == "斎藤"


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=80), st.sampled_from(("", "caller", "caller_name", "caller_company")))
def test_any_text_is_taken(said: str, asked: str) -> None:
    found = caller_in(listen(said), asked)
    assert all(begun <= end for begun, end in found.spans)
