"""What a client wants asked is kept where it is said, and only what can be such a thing."""

from __future__ import annotations

import pytest

from agent.stated_details import answer_of, can_be, details_given, of_menu
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual

from .conftest import NOW, TypedCall

MENU = ("定期検診", "クリーニング", "虫歯の治療", "矯正の相談", "入れ歯の調整")


@pytest.fixture(scope="module")
def at():
    """A call to one of the packaged clients."""

    def begun(name: str) -> TypedCall:
        typed = TypedCall(Knowledge.open(load_manual(find_manual(name)), NOW))
        typed.pick_up()
        return typed

    return begun


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("虫歯なんです", "虫歯の治療"),
        ("検診をお願いします", "定期検診"),
        ("入れ歯が痛くて", "入れ歯の調整"),
        ("11月28日の10時で", ""),
        ("矯正とクリーニングと", ""),
    ],
)
def test_words_are_found_on_the_menu(text: str, item: str) -> None:
    assert of_menu(text, MENU) == item


@pytest.mark.parametrize(
    ("label", "text", "may"),
    [
        ("人数", "何人まで行けるんですか", False),
        ("人数", "4人です", True),
        ("人数", "ふたりで", True),
        ("内容", "10時でお願いします", False),
        ("内容", "奥歯が10時ごろから痛くて", True),
        ("お困りのところ", "12時半に行きたいです", False),
        ("お部屋の番号", "明日の午前中なら家にいます", False),
        ("お部屋の番号", "205です", True),
        ("診察券番号", "今日診てもらえますか", False),
        ("お届けの希望日", "12月1日にお願いします", True),
    ],
)
def test_a_label_takes_only_what_it_names(label: str, text: str, may: bool) -> None:
    assert can_be(label, text) is may


def test_an_answer_is_kept_without_its_politeness() -> None:
    assert answer_of("製造番号", "えーと、製造番号はA1234です") == "A1234"
    assert answer_of("人数", "4人でお願いします") == "4人"


def test_a_building_and_a_room_are_told_in_one_breath() -> None:
    labels = ("物件名", "お部屋の番号")
    assert dict(details_given("みどりハイツの205で、隣がうるさくて", labels)) == {
        "物件名": "みどりハイツ",
        "お部屋の番号": "205",
    }
    assert dict(details_given("コーポみどりの102です", labels))["お部屋の番号"] == "102"


def test_how_many_come_is_kept_beside_a_name(call) -> None:
    call.say("ショールームの見学を予約したいんですけど")
    call.say("来週の水曜の13時で")
    said = call.say("さくら商事の井上です。3人で行きます")
    assert "電話番号" in said and "人数" not in said and "何名" not in said
    report = call.report()
    assert (report.reservation or {})["人数"] == "3人"
    assert (report.caller_name, report.caller_company) == ("井上", "さくら商事")


def test_name_firm_number_people_and_time_in_one_turn_are_all_kept(call) -> None:
    said = call.say(
        "さくら商事の井上と申します。電話は03-0012-6677です。"
        "ショールームを3人で来週の水曜の13時に見学したいんですが"
    )
    assert "03-0012-6677" in said
    report = call.report()
    assert report.caller_name == "井上" and report.caller_company == "さくら商事"
    assert report.callback_number == "03-0012-6677"
    booked = report.reservation or {}
    assert booked["人数"] == "3人" and booked["wish"] == "2026-12-02T13:00"


def test_a_day_of_the_week_is_no_department(call) -> None:
    call.say("ショールームの見学、来週の水曜の午後イチでお願いします")
    assert call.state.value("target_department") != "総務部"


def test_a_card_and_a_matter_are_kept_by_kind(at) -> None:
    call = at("kaede_dental")
    call.say("予約をお願いします")
    call.say("11月28日の10時で")
    call.say("虫歯なんです")
    call.say("石田です。診察券番号は4455です")
    booked = call.report().reservation or {}
    assert booked["内容"] == "虫歯の治療" and booked["診察券番号"] == "4455"


def test_what_is_asked_first_is_not_asked_again(at) -> None:
    call = at("kaede_dental")
    call.say("クリーニングの予約をしたいんですけど")
    said = call.say("金曜の午後3時半")
    assert "内容" not in said
    assert "もう一度" not in call.say("菊地です")
