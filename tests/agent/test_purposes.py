"""What the report of a call says it was for, and what of the promises still stands."""

from __future__ import annotations

import pytest

from agent.events import Act, Fact
from agent.matter import content_of
from agent.promises import standing
from agent.purpose import report_words
from agent.said_to_desk import without_words_to_desk
from agent.state import DialogueState

MATTER = "急須の口が欠けて届いた"


@pytest.mark.parametrize(
    "said",
    [
        "ていうか機械じゃないのこれ",
        "人に代わってよ、話にならない",
        "いいから早く代われよ",
        "おたく、どうなってるの",
        "どうしてくれるの",
        "どっちか今決めてよ",
        "これでいいですか",
        "もうそれだけ",
        "特にないです",
        "もう予約できたってことですか",
        "今ここで取れるって言ってもらえませんか",
        "名前は木下",
        "栗本さんに確認て、綴りの話やで",
    ],
)
def test_what_is_said_to_the_desk_itself_is_not_reported(said: str) -> None:
    assert without_words_to_desk([said, MATTER]) == [MATTER]
    assert without_words_to_desk([said]) == [said]  # nothing else was said


@pytest.mark.parametrize(
    "said",
    [
        "今日もう送っちゃいますか",
        "コーヒーの機械が動かない",
        "担当が代わったと聞いたんですが",
        "代わりの先生で結構です",
        "エアコンが動かなくて、どうしたらいいですか",
        "名前は変えられますか",
        "犬でもいいですか",
        "責任者を出しなさいよ",
        "家にはかけないでください",
        "給湯器の件でお電話ください",
        "遺産の分け方で揉めてまして、お電話いただけますか",
        "折り返しは要りません",
    ],
)
def test_the_matter_is_reported(said: str) -> None:
    assert without_words_to_desk([said, MATTER], call_wanted=True, booked=True) == [said, MATTER]


def test_what_has_a_field_of_its_own_is_not_said_twice() -> None:
    call, day = "戻り次第お電話ください", "火曜の5時半でお願いします"
    assert without_words_to_desk([call, MATTER], call_wanted=True) == [MATTER]
    assert without_words_to_desk([day, MATTER], booked=True) == [MATTER]
    assert without_words_to_desk([call, day, MATTER]) == [call, day, MATTER]


def test_excuses_and_that_she_called_are_no_matter() -> None:
    for told, matter in (
        ("夜分にすみません、息子が帰ってこなくて", "息子が帰ってこなくて"),
        ("お休みの日に申し訳ありません、お湯が出なくて", "お湯が出なくて"),
        (
            "求人のことでお電話したんですけど、まだ募集されてますか",
            "求人のこと、まだ募集されてますか",
        ),
    ):
        assert content_of(told) == matter
    assert content_of("急にお湯が出なくなりました") == "急にお湯が出なくなりました"


def test_questions_that_were_answered_are_what_the_call_was_for(at) -> None:
    call, _ = at("aoba_law", "すみません、相談料はおいくらですか", "駐車場はありますか")
    assert call.report().purpose == "お尋ね: 相談料はいくらですか、駐車場はありますか"


def test_whose_relation_calls_is_named_alone(at) -> None:
    call, _ = at("kaede_dental", "そちらで衛生士をしております千葉亜希の母でございますが")
    assert not (call.report().purpose or "").startswith("おります")


def _promised(*made: tuple[str, str, dict[str, str]]) -> tuple[str, ...]:
    acts = [
        Act(
            "apologise" if topic.startswith("no_") else "inform",
            topic,
            (Fact("person", who, "manual"), *(Fact(n, v, "caller") for n, v in more.items())),
        )
        for topic, who, more in made
    ]
    return standing(acts, DialogueState(), report_words()["promised"])


def test_a_promise_made_twice_is_reported_once() -> None:
    desk = "管理課の者"
    looked_into, asked = ("will_check", desk, {}), ("will_ask", desk, {})
    plain, later = ("promise_callback", desk, {}), ("promise_callback_open", desk, {"open": "明日"})
    nobody = ("no_operator", "", {})
    checked = (f"{desk}に確認して折り返しご連絡する",)
    timed = (f"明日以降、{desk}から折り返しお電話する",)
    assert _promised(looked_into, asked, plain) == checked
    assert _promised(looked_into, asked, later) == timed
    assert _promised(later, plain) == timed
    assert _promised(nobody, later) == timed
    assert _promised(nobody) == ("係の者から折り返しお電話する",)


def test_trying_today_is_part_of_the_call_that_was_promised() -> None:
    made = _promised(("try_today", "栗本", {}), ("promise_try", "栗本", {}))
    assert made == ("栗本に至急連絡を取り、折り返しお電話する",)


def test_promises_for_different_people_all_stand() -> None:
    call, message = ("promise_callback", "栗本", {}), ("promise_message", "佐藤", {})
    assert _promised(call, message) == ("栗本から折り返しお電話する", "佐藤に伝言を伝える")
    assert len(_promised(call, ("promise_callback", "佐藤", {}))) == 2
