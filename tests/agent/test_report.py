"""The report: the documented keys, what a client needs first, and calls cut off anywhere."""

from __future__ import annotations

from agent.events import AgentStarted, AgentStopped, CallAnswered, CallEnded
from agent.report import report

KEYS = {
    "receipt_no", "received_at", "client", "kind", "outcome", "urgency", "caller_name",
    "caller_company", "target", "purpose", "callback_number", "callback_wanted", "callback_due",
    "told", "promised", "refused", "reservation", "escalation", "unconfirmed", "transcript",
    "response_gaps_ms",
}  # fmt: skip


def full_call(call):
    call.say("スマイル企画の江川と申します。営業の栗本さんお願いします")
    call.say("はい、お願いします")
    call.say("03-0012-3456です")
    call.say("はい")
    call.say("失礼します")
    return call.report()


def test_it_has_the_documented_keys_and_no_others(call) -> None:
    assert set(full_call(call).to_json()) == KEYS


def test_it_says_who_what_and_what_was_promised(call) -> None:
    made = full_call(call).to_json()
    assert made["target"] == "営業部 栗本 美香"
    assert made["callback_number"] == "03-0012-3456" and made["callback_wanted"] is True
    assert made["callback_due"] == "2026-11-25T09:00"
    assert made["promised"] == ["栗本から、明日戻り次第折り返しお電話する"]
    assert made["told"] == ["栗本: 出張中で、明日戻る予定"]
    assert made["outcome"] == "callback_promised" and made["unconfirmed"] == []
    assert made["transcript"][1] == {
        "at_ms": made["transcript"][1]["at_ms"],
        "speaker": "caller",
        "text": "スマイル企画の江川と申します。営業の栗本さんお願いします",
    }


def test_the_mail_leads_with_what_matters(call) -> None:
    text = full_call(call).to_text()
    assert text.splitlines()[0] == "取り次ぎ: スマイル企画 江川様 → 営業部 栗本 美香"
    assert "■お電話番号: 03-0012-3456" in text and "2026年11月25日(水) 9時00分以降" in text
    assert "None" not in text


def test_a_number_not_read_back_is_marked(call) -> None:
    call.say("江川です。栗本さんから折り返しください")
    call.say("03-0012-3456です")
    made = call.report()
    assert "callback_number" in made.unconfirmed and made.outcome == "abandoned"


def test_it_is_made_of_any_beginning_of_a_call(call) -> None:
    full_call(call)
    for length in range(len(call.events) + 1):
        made = report(call.events[:length], call.knowledge)
        assert set(made.to_json()) == KEYS and made.to_text()


def test_gaps_and_interruptions_are_shown(knowledge) -> None:
    events = [
        CallAnswered(0, "c-77", "smile", "2026-11-24T10:00:00+09:00"),
        AgentStarted(0, "お電話ありがとうございます。", None),
        AgentStopped(400, interrupted=True, heard="お電話"),
        AgentStarted(900, "はい。", 420, 30),
        CallEnded(1200, "caller_hung_up"),
    ]
    made = report(events, knowledge)
    assert made.response_gaps_ms == (420,)
    assert made.transcript[0].text == "お電話――" and made.receipt_no == "20261124-1000-C77"


def test_an_emergency_is_urgent(call) -> None:
    call.say("人が倒れて意識がないんです")
    call.say("架空ビルの3階です")
    made = call.report()
    assert made.urgency == "emergency" and made.escalation == "emergency"
    assert made.to_text().startswith("【緊急】")
