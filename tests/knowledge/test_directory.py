"""Who is meant, by sound."""

from __future__ import annotations

import pytest

from knowledge.directory import Directory
from knowledge.manual import find_manual, load_manual
from knowledge.reader import read
from tests.knowledge.offices import OFFICE, directory_of


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


@pytest.fixture(scope="module")
def office() -> Directory:
    return directory_of(OFFICE)


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("栗元さんいらっしゃいますか", "栗本美香"),
        ("クリモートさんいますか", "栗本美香"),
        ("営業のクリ…本さんいらっしゃいますか", "栗本美香"),
        ("栗本お願いします", "栗本美香"),
        ("社長いらっしゃいますか", "小笠原正"),
        ("社長さんお願いします", "小笠原正"),
        ("営業部長お願いします", "佐藤健一"),
        ("総務部長に代わってください", "小山進"),
        ("技術の部長さんいらっしゃいますか", "高橋隆文"),
        ("部長の高橋さん", "高橋隆文"),
        ("佐藤課長お願いします", "佐藤大輔"),
        ("経理の佐藤さん", "佐藤裕子"),
        ("佐藤健一さん", "佐藤健一"),
        ("高橋たかしさんいらっしゃいますか", "高橋隆文"),
        ("おやまさんいらっしゃいますか", "小山進"),
        ("あずまさんいますか", "東一郎"),
        ("佐藤ひろこさんお願いします", "佐藤裕子"),
        ("後藤さんお願いします", "後藤純"),
        ("森さんお願いします", "森有紀"),
        ("大野さんいらっしゃいますか", "大野修"),
    ],
)
def test_one_person_is_meant_beyond_doubt(office: Directory, said: str, person: str) -> None:
    found = office.find(read(said))
    assert found.outcome == "one"
    assert found.people[0].key == person


def test_of_someone_who_left_that_is_known(office: Directory) -> None:
    person = office.person(office.find("オーノサンイラッシャイマスカ").people[0].key)
    assert person is not None
    assert person.has_left


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("佐藤さんお願いします", {"佐藤健一", "佐藤裕子", "佐藤大輔"}),
        ("部長お願いします", {"佐藤健一", "高橋隆文", "小山進"}),
        ("高橋さんいますか", {"高橋隆文", "高橋健"}),
    ],
)
def test_several_must_be_told_apart(office: Directory, said: str, people: set[str]) -> None:
    found = office.find(read(said))
    assert found.outcome == "several"
    assert {s.key for s in found.people} == people


def test_a_given_name_alone_is_asked_about(office: Directory) -> None:
    found = office.find(read("美香さんいますか"))
    assert found.outcome == "perhaps"
    assert [(s.key, s.by) for s in found.people] == [("栗本美香", "given")]


@pytest.mark.parametrize(
    ("said", "department"),
    [
        ("営業の方お願いします", "営業部"),
        ("経理ご担当の方をお願いします", "経理部"),
        ("サポート窓口お願いします", "技術部"),
        ("会計の方", "経理部"),
    ],
)
def test_a_department_alone_is_asked_for(office: Directory, said: str, department: str) -> None:
    found = office.find(read(said))
    assert found.outcome == "department"
    assert found.departments[0].key == department


@pytest.mark.parametrize(
    "said",
    [
        "営業は何時からですか",
        "営業のお電話でしたら結構です",
        "うちの社長がそう言っているんですが",
        "山田部長お願いします",
        "先生お願いします",
        "今度お願いします",
    ],
)
def test_nobody_here_is_asked_for(office: Directory, said: str) -> None:
    found = office.find(read(said))
    assert not found.is_sure
    assert all(s.cost > 0.25 for s in found.people)
    assert found.departments == ()


def test_a_title_behind_a_name_that_is_nobodys_does_not_find_who_has_it(office: Directory) -> None:
    found = office.find(read("橋本部長お願いします"))
    assert not found.is_sure
    assert not {s.key for s in found.people} & {"佐藤健一", "高橋隆文"}


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("経理の方です", "佐藤裕子"),
        ("部長さんです", "佐藤健一"),
        ("課長の方", "佐藤大輔"),
        ("健一さんの方", "佐藤健一"),
        ("えっと、大輔です", "佐藤大輔"),
        ("ひろこさんです", "佐藤裕子"),
    ],
)
def test_a_choice_is_told_by_department_title_or_given_name(
    office: Directory, said: str, person: str
) -> None:
    found = office.find(read(said), among=("佐藤健一", "佐藤裕子", "佐藤大輔"))
    assert found.outcome == "one"
    assert found.people[0].key == person


def test_the_same_name_is_found_beside_the_callers_own(office: Directory) -> None:
    reading = "クリモトトモーシマスガクリモトサンイラッシャイマスカ"
    found = office.find(reading, ((0, 4),))
    assert found.outcome == "one"
    assert found.people[0].spot.start > 4


COLLEAGUES = (("白石 健", "シライシ ケン"), ("三浦 花", "ミウラ ハナ"), ("長谷 一", "ハセ ハジメ"))


@pytest.fixture(scope="module")
def larger() -> Directory:
    manual = load_manual(find_manual("smile_corp"))
    more = [
        manual.staff[0].model_copy(update={"name": name, "reading": reading})
        for name, reading in COLLEAGUES
    ]
    return Directory(manual.model_copy(update={"staff": [*manual.staff, *more]}))


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("白石さんか三浦さん", {"白石健", "三浦花"}),
        ("白石さんか三浦さんをお願いします", {"白石健", "三浦花"}),
        ("三浦さんか白石さん、いますか", {"白石健", "三浦花"}),
        ("栗本さんか、それか高橋さん", {"栗本美香", "高橋隆文"}),
        ("栗本様か高橋様はいらっしゃいますか", {"栗本美香", "高橋隆文"}),
    ],
)
def test_either_of_two_is_both(larger: Directory, asked: bool, said: str, people: set[str]) -> None:
    found = larger.find(read(said), asked=asked)
    assert {s.key for s in found.people} == people and found.outcome == "several"


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("栗本さん大至急お願いします", "栗本美香"),
        ("栗本さん急ぎでお願いします", "栗本美香"),
        ("栗本さんすぐ出して", "栗本美香"),
        ("栗本さん、いてますか", "栗本美香"),
        ("栗本さんいてはりますか", "栗本美香"),
        ("栗本さん頼みます", "栗本美香"),
        ("やっぱり高橋さん", "高橋隆文"),
        ("やっぱり高橋さんお願いします", "高橋隆文"),
        ("やっぱ高橋さんで", "高橋隆文"),
        ("佐藤さん出して、経理の", "佐藤由美子"),
        ("佐藤さん出して、営業の", "佐藤健一"),
    ],
)
def test_one_is_asked_for_in_plain_words(
    larger: Directory, asked: bool, said: str, person: str
) -> None:
    found = larger.find(read(said), asked=asked)
    assert [s.key for s in found.people] == [person] and found.outcome == "one"


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    "said",
    ["おかあさん", "おかあさんがいません", "お母さんお願いします", "うちのおかあさんが、",
     "お父さんか、お母さん", "おばあさんです", "勝てますか", "これで勝てますか", "買えますか",
     "参加できますか", "三か月です"],
)  # fmt: skip
def test_family_and_verbs_are_nobody_of_ours(larger: Directory, asked: bool, said: str) -> None:
    assert larger.find(read(said), asked=asked).people == ()


@pytest.mark.parametrize("called", ["しんみさんお願いします", "管理課のあらみさんいますか"])
def test_the_surname_of_an_alias_alone_is_the_person(called: str) -> None:
    midori = Directory(load_manual(find_manual("midori_homes")))
    found = midori.find(read(called))
    assert [s.key for s in found.people] == ["新見沙織"] and found.is_sure
