"""Whom the sounds of a name can mean: nobody in ordinary words, the nearest where it is garbled,
whoever bears it among thousands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from knowledge.directory import Directory
from knowledge.reader import read
from knowledge.schema import Manual
from knowledge.sound import spot
from speech.reading.kana import mora_distance, morae, pronounced
from tests.knowledge.offices import OFFICE, directory_of


def test_one_of_two_thousand_people_is_found() -> None:
    kana = "あいうえかきくけこさしすせたちつてとなにのはひふまみむもやゆよらりるろわ"
    staff = [
        {
            "name": f"社員{i}",
            "reading": "".join(kana[(i * k + k) % len(kana)] for k in (1, 3, 7, 11)),
        }
        for i in range(1999)
    ]
    staff.append({"name": "栗本", "reading": "くりもと"})
    company = {"name": "大会社", "reading": "だいがいしゃ"}
    directory = Directory(Manual.model_validate({"company": company, "staff": staff}))
    found = directory.find("オセワニナッテオリマスエーギョーノクリモトサンイラッシャイマスカ")
    assert found.people[0].key == "栗本"


def _words(text: str) -> list[str]:
    return text.split()


SENTENCES = Path(__file__).with_name("ordinary_sentences.txt").read_text("utf-8").splitlines()
MISTAKABLE = _words(
    "ごとう おの もり つじ せき ほし かく はら みなみ ひがし にし まえだ おおた いまい きた なかい "
    "はやし さかい おく さき かみ いし うえだ うえの しもだ こんどう くどう みずの いまい のだ "
    "ほんだ いしかわ やまぐち ちば ふくしま みやざき ながの あきた おか まち むら かわ しま "
    "もと たに はし たかだ ひらい ほそい ふとい あおい くろい しろい かねだ きむら つちや あさの "
    "はる なつ あき ふゆき さんだ たなか おおつか よさん けいさん おかだ きゃく みな かつ"
)


@pytest.fixture(scope="module")
def crowd() -> Directory:
    """People whose names are in ordinary words, beside 400 others."""
    table = Path("speech/reading/surnames.txt").read_text("utf-8").splitlines()[1:]
    others = [line.split("\t")[0] for line in table if line.split("\t")[0] != "まえだ"][:400]
    names = dict.fromkeys(n for n in (*MISTAKABLE, *others) if n != "まえだ")
    return directory_of(tuple((n, n, "", "") for n in names))


def test_ordinary_sentences_name_nobody_for_sure(crowd: Directory) -> None:
    of_own = ("前田さん", "奥さんはいらっしゃいますか")  # where somebody is called 奥, she is meant
    found = [(s, crowd.find(read(s))) for s in SENTENCES if not any(own in s for own in of_own)]
    assert len(found) >= 200
    assert [(s, f.people) for s, f in found if f.is_sure] == []
    assert sum(bool(f.people) for _, f in found) <= len(found) // 10


NAMES = _words(
    "くりもと さとう たかはし おがさわら なかむら やまざき いしばし えがわ はやし ふじわら "
    "まつした よしおか みやざわ きくち うちだ しのはら おおつか さくらい ひらの あらかわ"
)
MORAE = (
    "アイウエオカキクケコガギグゲゴサシスセソザズゼゾタチツテト"
    "ダデドナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
)


@pytest.fixture(scope="module")
def twenty() -> Directory:
    return directory_of(tuple((name, name, "", "") for name in NAMES))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "around", ["{}さんいらっしゃいますか", "営業部の{}様をお願いします", "{}さん"]
)
def test_a_name_said_exactly_is_found_first(twenty: Directory, name: str, around: str) -> None:
    found = twenty.find(pronounced(around.format(name).replace("営業部", "エイギョウブ")
                                   .replace("様", "サマ").replace("願", "ネガ")))  # fmt: skip
    assert found.people[0].key == name
    assert found.is_sure


@given(
    name=st.sampled_from([n for n in NAMES if len(morae(pronounced(n))) >= 4]),
    place=st.integers(0, 3),
    kind=st.sampled_from(("replaced", "lost", "added")),
    mora=st.sampled_from(MORAE),
)
@settings(max_examples=150, deadline=None)
def test_a_name_with_one_mora_garbled_is_found_where_no_other_is_nearer(
    twenty: Directory, name: str, place: int, kind: str, mora: str
) -> None:
    said = list(morae(pronounced(name)))
    if kind == "added":
        said.insert(place, mora)
    else:
        said[place : place + 1] = [mora] if kind == "replaced" else []
    garbled = "".join(said)
    own = mora_distance(garbled, name)
    assume(own <= 1.0 and garbled != "サムライ")  # さむらいさん is nobody's name
    assume(
        all(
            mora_distance(garbled, other) > own + 0.2
            for other in (*NAMES, "おおの")
            if other != name
        )
    )
    assume(
        not any(_has_within(garbled, other, own) for other in (*NAMES, "おおの") if other != name)
    )
    found = twenty.find(f"{pronounced(garbled)}サンイラッシャイマスカ")
    assert found.people[0].key == name


def _has_within(garbled: str, other: str, edits: float) -> bool:
    """Whether a part of the garbled name is as near to another's: おおの in よしおの, おおもか."""
    sound = pronounced(other)
    heard = morae(pronounced(garbled))
    cost = min(spot(sound, heard).cost, spot(sound, heard, to_the_end=True).cost)
    return cost * len(morae(sound)) <= edits + 0.3


@pytest.fixture(scope="module")
def office() -> Directory:
    return directory_of(OFFICE)


@given(st.text(max_size=400))
@example("サン" * 5_000)
@example("クリモト" * 2_500)
@example("ー" * 10_000)
@example("🙂" * 10_000)
@settings(deadline=None, max_examples=60)
def test_no_text_breaks_it(office: Directory, text: str) -> None:
    for reading in (text, pronounced(text)):
        found = office.find(reading, ((0, 2), (1, 900)), asked=True)
        assert found.is_sure <= (len(found.people) == 1)
