"""When the hour of a return is past, and when one of a department is at her desk."""

from __future__ import annotations

from knowledge import Knowledge
from knowledge.schema import Manual
from tests.agent.conftest import DEPARTMENTS, NOW, SHIRAISHI, WEEK, TypedCall

MORI = {"name": "森 咲", "reading": "もり さき", "department": "総務部", "status": "在席"}


def call_at(hour: int, **parts: object) -> TypedCall:
    manual = {
        "company": {"name": "株式会社あおば", "reading": "かぶしきがいしゃあおば"},
        "agent": {"name": "浅井", "reading": "あさい"},
        "hours": WEEK,
        "departments": DEPARTMENTS,
        "staff": [{**SHIRAISHI, "returns": "13時"}, MORI],
        **parts,
    }
    call = TypedCall(Knowledge.open(Manual.model_validate(manual), NOW.replace(hour=hour)))
    call.pick_up()
    return call


def test_before_the_hour_the_return_is_told() -> None:
    assert "13時に戻る" in call_at(11).say("江川です。白石さんいらっしゃいますか")


def test_after_the_hour_it_is_said_to_be_past_and_looked_into() -> None:
    call = call_at(15)
    said = call.say("江川です。白石さんいらっしゃいますか")
    more = call.say("いつ戻られますか")
    assert "戻る予定の時刻を過ぎて" in said
    assert "過ぎて" in more and "確かめ" in more and "伺っておりません" not in more


def test_an_hour_that_may_not_be_told_is_not_told_to_be_past() -> None:
    nothing = {"reason": False, "return_time": False, "email": False}
    call = call_at(15, staff=[{**SHIRAISHI, "returns": "13時", "disclose": nothing}])
    said = call.say("江川です。白石さんいらっしゃいますか")
    assert "過ぎて" not in said + call.say("いつ戻られますか")


def test_a_department_is_not_away_while_one_of_it_is_there() -> None:
    call = call_at(11)
    said = call.say("江川です。総務部の方をお願いします")
    assert "総務部の森が承ります" in said and "電話に出られません" not in said
    call.say("はい、お願いします")
    call.say("03-0012-3456です")
    assert "森から" in call.say("はい")


def test_a_department_of_which_nobody_is_there_is_away() -> None:
    assert "営業部の者は、ただいま電話に出られません" in call_at(11).say(
        "江川です。営業部の方をお願いします"
    )
