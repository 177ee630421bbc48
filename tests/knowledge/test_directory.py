"""Who is meant, by sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from knowledge.directory import Directory
from knowledge.manual import find_manual, load_manual
from knowledge.reader import read
from knowledge.schema import Manual
from knowledge.sound import spot
from speech.reading.kana import mora_distance, morae, pronounced


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


OFFICE = (
    ("栗本 美香", "くりもと みか", "営業部", "主任"),
    ("佐藤 健一", "さとう けんいち", "営業部", "部長"),
    ("佐藤 裕子", "さとう ゆうこ", "経理部", ""),
    ("佐藤 大輔", "さとう だいすけ", "技術部", "課長"),
    ("高橋 隆文", "たかはし たかふみ", "技術部", "部長"),
    ("高橋 健", "たかはし けん", "技術部", ""),
    ("小山 進", "こやま すすむ", "総務部", "総務部長"),
    ("東 一郎", "ひがし いちろう", "総務部", ""),
    ("後藤 純", "ごとう じゅん", "総務部", ""),
    ("森 有紀", "もり ゆき", "経理部", ""),
    ("小笠原 正", "おがさわら ただし", "", "代表取締役社長"),
)
DEPARTMENTS = (
    ("営業部", "えいぎょうぶ", ("営業",)),
    ("経理部", "けいりぶ", ("会計",)),
    ("技術部", "ぎじゅつぶ", ("サポート窓口", "サポート")),
    ("総務部", "そうむぶ", ()),
)


def directory_of(people: tuple[tuple[str, str, str, str], ...]) -> Directory:
    staff: list[dict[str, object]] = [
        {"name": name, "reading": reading, "department": department, "title": title}
        for name, reading, department, title in people
    ]
    staff.append({"name": "大野 修", "reading": "おおの おさむ", "status": "退職"})
    return Directory(
        Manual.model_validate(
            {
                "company": {"name": "大会社", "reading": "だいがいしゃ"},
                "departments": [
                    {"name": name, "reading": reading, "aliases": aliases}
                    for name, reading, aliases in DEPARTMENTS
                ],
                "staff": staff,
            }
        )
    )


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


# --- no false sightings ------------------------------------------------------------------------


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
    found = [(s, crowd.find(read(s))) for s in SENTENCES if "前田さん" not in s]
    assert len(found) >= 200
    assert [(s, f.people) for s, f in found if f.is_sure] == []
    assert sum(bool(f.people) for _, f in found) <= len(found) // 10


# --- properties --------------------------------------------------------------------------------

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
    assume(own <= 1.0)
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
