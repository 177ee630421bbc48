"""What a client wants asked is kept where it is said, and only what can be such a thing."""

from __future__ import annotations

import pytest

from agent.stated_details import (
    answer_of,
    can_be,
    details_given,
    matter_in,
    of_menu,
    own_words,
)
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
        ("矯正とクリーニングと", "矯正の相談とクリーニング"),
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


@pytest.mark.parametrize(
    ("label", "said", "answer"),
    [
        ("お困りのところ", "奥歯がしみるだけです。さっき言いました。名前は松永です。",
         "奥歯がしみるだけ"),
        ("商品名", "ポットよ。もう3回くらい言ってるけど。", "ポット"),
        ("車種", "ワゴンRだよ。代車は?", "ワゴンR"),
        ("車種", "2月じゃないよ、12月5日の土曜、朝9時。さっき言ったろ", ""),
        ("車種", "3,300円ね。で、外したタイヤ、そっちで預かってくれるだかい。", ""),
        ("内容", "半年で6,600円ね。そしたら来週の金曜あたり頼めるかい。", ""),
        ("内容", "だからふるさと納税。あ、名前は江端です。連絡先は090-0012-6612", "ふるさと納税"),
        ("内容", "ふるさと納税の相談だって言ってるんですけど", "ふるさと納税の相談"),
        ("ご到着の時刻", "駅からどうやって行きゃいいだね。迎えは来てもらえるかい", ""),
        ("ご到着の時刻", "駅からは迎えに来てくれるのかって聞いとるだけど", ""),
        ("学年", "わかりました、また主人と相談して電話します。", ""),
        ("お困りのところ", "奥歯が10時ごろから痛くて", "奥歯が10時ごろから痛くて"),
    ],
)  # fmt: skip
def test_protests_questions_and_names_are_no_part_of_an_answer(label, said, answer) -> None:
    assert answer_of(label, own_words(label, said)) == answer


@pytest.mark.parametrize(
    ("said", "matter"),
    [
        ("初めてなんですけど、奥歯がしみるんで診てほしくて", "奥歯がしみる"),
        ("昨日からずっと歯が痛くて、今日診てもらえませんか", "歯が痛い"),
        ("銀歯が取れちゃったので早めに診てほしいんですが", "銀歯が取れた"),
        ("明日の10時に予約したいんですけど", ""),
        ("4人で席を予約したいんですけど", ""),
    ],
)
def test_why_one_comes_is_heard_beside_the_wish(said: str, matter: str) -> None:
    assert matter_in(said) == matter


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("雪のタイヤに履き替えてもらいたい", "タイヤ交換"),
        ("交換をお願いします", ""),
        ("車検で", "車検"),
    ],
)
def test_a_noun_of_its_own_names_a_thing_on_the_menu(text: str, item: str) -> None:
    assert of_menu(text, ("車検", "オイル交換", "タイヤ交換", "板金の見積もり")) == item


def test_a_school_year_is_given_by_its_own_word() -> None:
    assert dict(details_given("中学2年の石川です", ("学年",))) == {"学年": "中学2年"}
    assert dict(details_given("今は5年生で", ("学年",))) == {"学年": "5年生"}
    assert dict(details_given("2年前から通っています", ("学年",))) == {}


def test_what_was_told_with_the_wish_is_not_asked(at) -> None:
    call = at("kaede_dental")
    call.say("初めてなんですけど、奥歯がしみるんで診てほしくて。来週の火曜の3時、空いてますか。")
    assert call.state.asked == "caller_name"  # neither 内容 nor 診察券番号
    call.say("松永です")
    call.say("090-0012-3377です")
    call.say("はい")
    assert call.report().reservation["内容"] == "奥歯がしみる"


@pytest.fixture
def asked_for_number(clients, call_of):
    """A question nobody here can answer, whose order number is asked for."""
    call = call_of(clients(rules={"unanswered": {"ask": ["注文番号", "製造番号", "症状"]}}))
    assert "注文番号" in call.say("このお皿は、食洗機で洗えますか")
    return call


@pytest.mark.parametrize(
    "said", ["注文番号なんてないわよ。", "だから無いの。", "まだ届いてないのでありません"]
)
def test_what_the_caller_does_not_have_is_not_asked_again(asked_for_number, said: str) -> None:
    assert "注文番号" not in asked_for_number.say(said)
    assert "注文番号" not in asked_for_number.say("だから、まだないんです")
    assert not any("注文番号" in slot.name for slot in asked_for_number.state.slots)


def test_who_has_not_bought_yet_is_asked_nothing_of_the_purchase(asked_for_number) -> None:
    asked_for_number.say("まだ買ってないから注文番号なんてないわよ。")
    assert asked_for_number.state.asked.startswith("caller")


def test_goods_that_were_named_are_not_asked_for(clients, call_of) -> None:
    shop = clients(
        rules={"unanswered": {"ask": ["商品名", "注文番号"]}},
        orders={"accepted": True, "items": [{"name": "急須", "reading": "きゅうす"}]},
    )
    call = call_of(shop)
    assert "注文番号" in call.say("急須のふたは、食洗機で洗えますか")
    assert call.state.value("detail:商品名") == "急須"


def test_a_name_beside_an_answer_is_who_calls(at) -> None:
    call = at("kaede_dental")
    call.say("クリーニングの予約を12月1日の5時でお願いします")
    call.say("診察券、いま手元になくて。何回か行ってます。片山です。")
    assert call.state.value("caller_name") == "片山"
    assert call.state.asked == "callback_number"


def test_what_was_told_of_a_thing_is_nobodys_name(clients, call_of) -> None:
    call = call_of(clients(reservation={"ask": ["date", "車種", "name", "phone"]}))
    call.say("12月1日に点検の予約をお願いします")
    call.say("ワゴンRです")
    assert call.state.asked.startswith("caller")
    call.say("ワゴンRだよ、スズキのワゴンR。")
    assert call.state.value("caller_name") == ""
    call.say("坂本です")
    assert call.state.value("caller_name") == "坂本"


@pytest.mark.parametrize(
    ("label", "said", "value"),
    [
        ("診察券番号", "はい。診察券は1182です", "1182"),
        ("会員番号", "会員番号はA12です", "A12"),
        ("診察券番号", "診察券は5時に持って行きます", None),
        ("相手方のお名前", "夫の名前は松原浩です", "松原浩"),
        ("相手方のお名前", "主人が出張です", None),
        ("希望職種", "歯科衛生士の募集ってまだされてますか", "歯科衛生士"),
        ("希望職種", "事務員で応募したいんです", "事務員"),
        ("希望職種", "求人のことでお電話したんですけど", None),
        ("資格", "衛生士の免許は持ってます", "衛生士の免許"),
        ("住所", "住所はね、台東区架空橋1-2-3", "台東区架空橋1-2-3"),
    ],
)
def test_a_detail_is_known_by_its_own_word(label: str, said: str, value: str | None) -> None:
    assert dict(details_given(said, (label,))).get(label) == value


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("相手方のお名前", "できれば女の先生がいいんですけど"),
        ("診察券番号", "それなら11時でお願いします"),
        ("色", "もうそれだけ。ありがとうね"),
    ],
)
def test_a_wish_a_time_and_thanks_are_no_detail(label: str, said: str) -> None:
    assert own_words(label, said) == ""
