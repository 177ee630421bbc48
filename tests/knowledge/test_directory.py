"""Who is meant, by sound."""

from __future__ import annotations

import pytest

from knowledge.directory import Directory
from knowledge.manual import find_manual, load_manual
from knowledge.schema import Manual


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory(load_manual(find_manual("smile_corp")))


@pytest.mark.parametrize(
    ("reading", "person"),
    [
        ("エーギョーノクリモトサンイラッシャイマスカ", "栗本美香"),
        ("クリモートサンオネガイシマス", "栗本美香"),
        ("クリモドサンイマスカ", "栗本美香"),
        ("ケーリノサトーサン", "佐藤由美子"),
        ("サトーブチョーオネガイシマス", "佐藤健一"),
        ("シャチョーサンイマスカ", "小笠原正"),
        ("タカハシタカシサンオ", "高橋隆文"),
        ("オノサンイラッシャイマスカ", "大野修"),
    ],
)
def test_a_person_is_found(directory: Directory, reading: str, person: str) -> None:
    assert [s.key for s in directory.find(reading).people][:1] == [person]


def test_two_of_one_surname_are_both_found_and_neither_is_sure(directory: Directory) -> None:
    found = directory.find("サトーサンオネガイシマス")
    assert {s.key for s in found.people} == {"佐藤健一", "佐藤由美子"} and not found.is_sure


@pytest.mark.parametrize(
    "reading",
    ["ヤマダサンイラッシャイマスカ", "チューシャジョーワアリマスカ", "オセワニナッテオリマス", ""],
)
def test_nobody_is_found_where_nobody_is_named(directory: Directory, reading: str) -> None:
    assert not directory.find(reading).is_sure


def test_what_is_the_callers_own_name_is_skipped(directory: Directory) -> None:
    found = directory.find("クリモトトモーシマス", ((0, 4),))
    assert found.people == ()


def test_a_department_is_found_and_business_hours_are_none(directory: Directory) -> None:
    assert directory.find("ケーリノカタオ").departments[0].key == "経理部"
    assert directory.find("エーギョージカンワ").departments == ()


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
