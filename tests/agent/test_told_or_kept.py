"""What the manual answers is told; what it does not answer is neither guessed at nor answered with
something else; what must be declined is declined."""

from __future__ import annotations

import pytest

from knowledge import Knowledge
from knowledge.asking import names_nothing, shares_noun
from knowledge.manual import find_manual, load_manual
from tests.agent.conftest import NOW, TypedCall


def begun(name: str) -> TypedCall:
    call = TypedCall(Knowledge.open(load_manual(find_manual(name)), NOW))
    call.pick_up()
    return call


def heard(name: str, *lines: str) -> list[str]:
    call = begun(name)
    return [call.say(line) for line in lines]


def test_a_question_asked_back_about_is_answered_after_one_beside_it() -> None:
    asked = "今度初めてそちらに行くんですけど、何か持っていくものあります？"
    first, then = heard(
        "kaede_dental", asked + "それと、マイナンバーカードしかないんですけど、平気ですか。", "はい"
    )
    assert "マイナンバーカードをお使いいただけます" in first
    assert "お問い合わせでしょうか" in first
    assert "お薬手帳" in then


@pytest.mark.parametrize(
    "first",
    ["親知らずってそちらで抜いてもらえるんですか。", "いびきのマウスピースって作れますか。"],
)
def test_the_price_of_what_nobody_here_knows_is_not_that_of_another_thing(first: str) -> None:
    call = begun("kaede_dental")
    call.say(first)
    then = call.say("だいたいいくらぐらいかかるものですか。")
    assert first.rstrip("。") in call.report().purpose
    assert "ホワイトニング" not in then
    assert "確認いたし" in then


@pytest.mark.parametrize(
    ("said", "is_bare"),
    [
        ("だいたいいくらぐらいかかるものですか", True),
        ("費用はどのくらいかかりますか", True),
        ("抜くといくらぐらいしますか", False),
        ("送料はいくらですか", False),
        ("駐車場はありますか", False),
    ],
)
def test_what_asks_only_how_much_names_nothing(said: str, is_bare: bool) -> None:
    assert names_nothing(said) is is_bare


def test_an_entry_of_another_noun_shares_none() -> None:
    assert shares_noun("立ち会いってどれくらいかかるんですか", ["退去の立ち会いは必要ですか"])
    assert not shares_noun("親知らずを抜くのはいくらですか", ["ホワイトニングはいくらですか"])


@pytest.mark.parametrize(
    "said",
    [
        "じゃあ一つ取り置きしといてもらうことってできます？給料日に払うんで。",
        "赤いケトルを取っておいてもらえませんか、来週買いますので。",
    ],
)
def test_who_takes_no_bookings_holds_nothing_either(said: str) -> None:
    (said_back,) = heard("kotori_shop", said)
    assert "承っておりません" in said_back


def test_applicants_hear_what_the_manual_says_of_applications_that_are_not_taken() -> None:
    call = begun("midori_homes")
    first = call.say(
        "事務のお仕事でそちらに応募したいんですけど、履歴書はどこに送ったらいいですか。"
    )
    then = call.say("そうですか。春ごろにまた募集する予定ってありますか。")
    assert "募集はいたしておりません" in first
    assert "採用のお電話は、お受けしておりません" in then
    assert "募集はいたしておりません" not in then


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "kaede_dental",
            "かえで歯科さん？うちの社員の西尾って者が、今日の午後そちらで治療を受けてますよね。",
        ),
        ("kaede_dental", "部下の田島が、先週そちらで診察を受けてますよね。"),
        ("aoba_law", "もしもし、うちの夫がそちらで相談を受けてませんか。"),
    ],
)
def test_whether_somebody_was_treated_or_advised_is_declined(name: str, said: str) -> None:
    (said_back,) = heard(name, said)
    assert "お答えいたしかねます" in said_back


@pytest.mark.parametrize(
    "said",
    [
        "ほしの建材の星野と申します。三宅先生にお願いしてる件で、先週から3回お電話してるんですが、"
        "一度もお返事がないんです。",
        "ほしの建材の星野です。三宅先生に先週お電話したのですが、まだ折り返しをいただけなくて。",
    ],
)
def test_who_was_left_without_word_hears_an_apology_and_gets_her_person(said: str) -> None:
    (said_back,) = heard("aoba_law", said)
    assert "申し訳ございません" in said_back
    assert "三宅" in said_back


def test_who_waits_for_nothing_hears_no_apology() -> None:
    (said_back,) = heard("aoba_law", "ほしの建材の星野と申します。三宅先生をお願いいたします。")
    assert "行き届かず" not in said_back


def test_what_was_told_before_is_not_asked_back_about_where_more_is_asked() -> None:
    first, _, then = heard(
        "midori_homes",
        "今借りてる部屋で猫を飼いたいんですけど、いいですか。",
        "壁に画びょうを使ってもいいですか。",
        "うちが飼える物件かどうかって分かります？架空ガーデンの401です。",
    )
    assert "ペットは、" in first
    assert "お問い合わせでしょうか" not in then
    assert "についてでございましょうか" not in then
    assert "折り返し" in then


def test_of_several_answers_told_the_one_that_is_named_is_told_again() -> None:
    *_, again = heard(
        "kotori_shop",
        "送料はいくらですか",
        "代引きの手数料はいくらですか",
        "すみません、送料、いくらでしたっけ、もう一度",
    )
    assert "全国一律550円" in again and "330円" not in again


def test_a_place_that_the_answer_told_before_holds_is_told_with_it_again() -> None:
    *_, then = heard("kaede_dental", "駐車場はありますか", "駐車場って、どこにあるんですか")
    assert "裏" in then and "折り返し" not in then


def test_what_the_manual_answers_is_told_where_a_particular_was_asked_for() -> None:
    *_, then = heard(
        "aoba_law",
        "夫の浮気で慰謝料っていくら取れますか。",
        "夫に知られるのは困るんです。家に封筒とか送らないでほしいんですけど。",
    )
    assert "事務所名のない" in then and "申し訳" not in then


def test_a_question_beside_words_that_tell_nothing_is_looked_into() -> None:
    *_, then = heard(
        "smile_corp",
        "送料はかかりますか",
        "1万円はいかないと思います。コーヒーの機械も札幌に置けます?",
    )
    assert "聞き取れません" not in then and "折り返し" in then


def test_who_will_think_about_it_is_asked_for_nothing_more() -> None:
    *_, last = heard(
        "smile_corp", "カフェインレスの豆は扱ってますか", "わかりました。また社内で相談します。"
    )
    assert "お待ちしております" in last and "か。" not in last


def test_to_have_something_bought_is_no_booking() -> None:
    (first,) = heard(
        "midori_homes", "いらなくなったエアコンがあるんですけど、買い取ってもらえます？"
    )
    assert "日にち" not in first


def test_what_the_answer_just_told_holds_is_not_promised_beside_it() -> None:
    (told,) = heard("smile_corp", "カタログを送ってもらえますか。お金かかります？")
    assert "無料" in told and "折り返し" not in told


def test_a_short_question_beside_a_name_is_the_matter() -> None:
    (told,) = heard("kaede_dental", "山口と申します。レーザーの治療ってできますか。")
    assert "ご用件" not in told
