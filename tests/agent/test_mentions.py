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


NOBODY = (
    "よ", "ちょうだい", "ちょうだいよ", "虫歯の治療", "虫歯の治療です", "うん", "いくら",
    "いくらなの", "三回目です", "回目", "三時ごろ", "時ごろ",
    "未開封", "未開封です", "領収書", "保険証",
    "エアコンの修理", "予約の変更", "はいよ", "書類です", "早くして", "AI", "OK", "Hello",
)  # fmt: skip
PEOPLE = (
    "白石", "江沢", "えがわ", "小鳥遊", "堀", "東", "田中太郎", "王", "キム", "スミス", "李",
    "トーマス", "鈴木一郎", "白石健太郎",
)  # fmt: skip


@pytest.mark.parametrize("said", NOBODY)
def test_what_nobody_is_called_is_no_name(said: str) -> None:
    found = caller_in(listen(said), "caller_name")
    assert found.name is None and found.company is None


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("ends", ["", "です", "です。"])
def test_what_people_are_called_is_a_name(name: str, ends: str) -> None:
    found = caller_in(listen(name + ends), "caller_name")
    assert found.name is not None and found.name.text == name


@pytest.mark.parametrize("asked", ["", "caller_name"])
@pytest.mark.parametrize(
    "said",
    ["相手は小林という人です", "担当は小林さんでした", "担当は小林でした", "相手の名前は小林です",
     "電話に出たのは小林という方でした", "担当者は小林という男性でした",
     "対応してくれた人は小林です",
     "先方は小林です", "上司は小林です"],
)  # fmt: skip
def test_somebody_elses_name_is_not_the_callers(said: str, asked: str) -> None:
    assert caller_in(listen(said), asked).name is None


@pytest.mark.parametrize("asked", ["", "caller_name"])
@pytest.mark.parametrize("name", ["白石", "江沢", "福島", "長谷川"])
@pytest.mark.parametrize(
    "says", ["{}です", "はい、{}です", "もしもし、{}です", "名前は{}です", "{}です、予約の変更を"]
)
def test_a_name_the_dictionary_knows_as_a_place(says: str, name: str, asked: str) -> None:
    found = caller_in(listen(says.format(name)), asked)
    assert found.name is not None and found.name.text == name


@pytest.mark.parametrize("thinking", ["ええと", "えっと", "あの", "えー", "えーと"])
@pytest.mark.parametrize("asked", ["", "caller_name"])
@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("ブルーオーシャンテクノロジーズ", "長谷川"),
        ("スマイル企画", "江川"),
        ("みどり歯科", "白石"),
    ],
)
def test_a_firm_stands_before_a_pause(company: str, name: str, asked: str, thinking: str) -> None:
    found = caller_in(listen(f"{company}の、{thinking}、{name}です"), asked)
    assert found.company is not None and found.company.text == company
    assert found.name is not None and found.name.text == name


@pytest.mark.parametrize("relation", ["家内", "妻", "母", "息子", "秘書"])
@pytest.mark.parametrize("ends", ["です", "ですが", "と申します"])
def test_what_she_is_to_the_named_is_kept(relation: str, ends: str) -> None:
    found = caller_in(listen(f"江川の{relation}{ends}"))
    assert found.name is not None and (found.name.text, found.relation) == ("江川", relation)
