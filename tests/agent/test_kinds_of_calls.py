"""Each kind of call played whole: what is said, and that the report holds what a client needs."""

from __future__ import annotations

import pytest

from agent.events import AgentDecided
from agent.tasks import TASKS
from agent.tasks.order_lines import lines_in

PERSON = ("caller_name", "target", "callback_number", "callback_due", "told", "promised")
BOOKING = ("caller_name", "callback_number", "promised", "reservation")
CALLS = [
    (
        "office",
        "reach_person",
        "callback_promised",
        [
            "カナリア商会の森です。見積もりの件で白石さんお願いします",
            "はい",
            "03-0012-4444です",
            "はい",
        ],
        (*PERSON, "caller_company"),
    ),
    (
        "office",
        "message",
        "message_taken",
        ["森です。白石さんに伝言をお願いします", "明日の会議は中止です"],
        ("caller_name", "target", "purpose", "promised"),
    ),
    (
        "office",
        "inquiry",
        "callback_promised",
        ["修理はお願いできますか", "カナリア商会の森です", "03-0012-4444です", "はい"],
        ("caller_name", "callback_number", "promised"),
    ),
    (
        "clinic",
        "reservation_new",
        "callback_promised",
        ["予約をお願いします", "12月1日の10時", "検診です", "小林です", "090-0033-4455", "はい"],
        BOOKING,
    ),
    (
        "clinic",
        "reservation_change",
        "callback_promised",
        ["十日の予約を一日遅らせたいんですが", "10時で", "小林です", "090-0033-4455", "はい"],
        BOOKING,
    ),
    (
        "clinic",
        "reservation_cancel",
        "accepted",
        ["明日の10時の予約をキャンセルしたいんですが", "小林です", "090-0033-4455", "はい"],
        BOOKING,
    ),
    (
        "office",
        "complaint",
        "callback_promised",
        ["届いた品物が壊れてたんですけど", "カナリア商会の森です", "03-0012-4444です", "はい"],
        ("caller_name", "callback_number", "promised", "target"),
    ),
    (
        "office",
        "emergency",
        "escalated",
        ["そちらの倉庫から煙が出ています", "架空町です、090-0033-4455です"],
        ("callback_number", "escalation", "told"),
    ),
    (
        "office",
        "sales",
        "refused",
        ["カナリア通信の森と申します。通信費削減のご提案でお電話しました", "失礼します"],
        ("caller_name", "caller_company", "refused"),
    ),
    (
        "office",
        "nuisance",
        "refused",
        ["お姉さん、今日のパンツ何色", "ねえねえ", "教えてよ"],
        ("refused",),
    ),
    ("office", "wrong_number", "wrong_number", ["すみません、間違えました"], ()),
    (
        "office",
        "job_application",
        "callback_promised",
        ["求人を見て応募したいんですが", "森花子と申します", "090-0033-4455です", "はい"],
        ("caller_name", "callback_number", "promised", "target"),
    ),
    (
        "office",
        "order",
        "callback_promised",
        [
            "コピー用紙を5箱注文したいんですが",
            "はい",
            "カナリア商会の森です",
            "03-0012-4444",
            "はい",
        ],
        ("caller_name", "caller_company", "callback_number", "promised"),
    ),
    (
        "office",
        "staff_call",
        "schedule_changed",
        ["お疲れさまです、営業の白石です。戻りが遅れて18時に戻ります", "1024です"],
        ("caller_name", "promised"),
    ),
    (
        "office",
        "family",
        "callback_promised",
        [
            "白石の妻でございますが、主人をお願いできますか",
            "はい、お願いします",
            "知っております",
        ],
        ("target", "promised", "told"),
    ),
    (
        "office",
        "foreign_language",
        "escalated",
        [
            "Hello, may I speak to someone in English?",
            "My name is Emma Brown",
            "090-0033-4455",
            "Yes",
        ],
        ("caller_name", "callback_number", "escalation"),
    ),
]


@pytest.mark.parametrize("played", CALLS, ids=lambda played: played[1])
def test_the_report_of_every_kind_of_call_is_whole(request, call_of, played) -> None:
    who, kind, outcome, lines, needed = played
    call = call_of(request.getfixturevalue(who))
    for line in lines:
        call.say(line)
    made = call.report().to_json()
    assert (made["kind"], made["outcome"]) == (kind, outcome)
    assert made["purpose"] and made["transcript"] and made["received_at"]
    assert all(made[key] for key in needed), {key: made[key] for key in needed}
    assert not [f for response in call.responses for f in response.failures]


@pytest.mark.parametrize("played", CALLS, ids=lambda played: played[1])
def test_a_caller_who_hangs_up_anywhere_leaves_a_report(request, call_of, played) -> None:
    who, lines = played[0], played[3]
    for length in range(len(lines)):
        call = call_of(request.getfixturevalue(who))
        for line in lines[:length]:
            call.say(line)
        made = call.report()
        assert made.to_text() and made.outcome


def test_a_verified_report_of_staff_is_an_entry_for_the_schedule(office, call_of) -> None:
    call = call_of(office)
    call.say("お疲れさまです、営業の白石です。戻りが遅れて18時に戻ります")
    said = call.say("社員番号は1024です")
    changes = [
        event.decision.change
        for event in call.events
        if isinstance(event, AgentDecided) and event.decision.change is not None
    ]
    assert "白石さん" in said and "1024" not in said
    assert [(c.status, c.back) for c in changes] == [("外出", "2026-11-24T18:00")]


def test_staff_who_cannot_prove_it_change_nothing(office, call_of) -> None:
    call = call_of(office)
    call.say("お疲れさまです、営業の白石です。今日は直帰します")
    said = call.say("9999です") + call.say("8888です")
    assert "1024" not in said and "伝言" in said
    assert all(not response.decision.change for response in call.responses)
    assert "staff" in call.report().unconfirmed


def test_an_order_is_read_back_and_corrected(office, call_of) -> None:
    call = call_of(office)
    assert "コピー用紙を3箱でよろしいでしょうか" in call.say("コピー用紙を3箱注文お願いします")
    assert "コピー用紙を4箱" in call.say("あ、やっぱり4箱で")
    call.say("はい")
    assert "コピー用紙を4箱" in (call.report().purpose or "")


def test_an_order_is_a_question_where_none_are_taken(clinic, call_of) -> None:
    call = call_of(clinic)
    said = call.say("歯ブラシを3本注文したいんですが")
    assert "確認" in said and "復唱" not in said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("コピー用紙A4を5箱と、トナーを2本お願いします", ["コピー用紙A4を5箱", "トナーを2本"]),
        ("マグカップ3つ", ["マグカップを3つ"]),
        ("お願いします", []),
    ],
)
def test_lines_of_an_order(text: str, lines: list[str]) -> None:
    assert [line.spoken for line in lines_in(text)] == lines


def test_english_is_answered_in_english(office, call_of) -> None:
    call = call_of(office)
    assert call.say("Hello, do you speak English?").isascii()
    assert call.say("My name is Emma Brown").isascii()
    assert "090-0033-4455" in call.say("zero nine zero, zero zero three three, four four five five")
    assert not [f for response in call.responses for f in response.failures]


def test_a_day_that_is_over_is_asked_again(clinic, call_of) -> None:
    call = call_of(clinic)
    call.say("予約をお願いします")
    assert "すでに過ぎております" in call.say("昨日の10時でお願いします")
    assert "すでに過ぎております" in call.say("11月20日の10時でお願いします")


def test_a_day_when_the_client_is_closed_is_told(clinic, call_of) -> None:
    call = call_of(clinic)
    call.say("予約をお願いします")
    said = call.say("11月28日の10時でお願いします")
    assert "お休み" in said and "ほかのお日にち" in said


def test_what_the_manual_wants_asked_is_asked_by_its_word(clients, call_of) -> None:
    call = call_of(clients(rules={"unanswered": {"ask": ["製造番号"]}, "ask_company": False}))
    assert "製造番号" in call.say("修理はお願いできますか")
    call.say("A1234です")
    assert "製造番号: A1234" in (call.report().purpose or "")


def test_advice_in_the_manual_is_given_in_an_emergency(clients, call_of) -> None:
    advice = {"水": "まず、元栓をお閉めください。"}
    call = call_of(clients(rules={"emergency": {"advice": advice}}))
    assert "元栓" in call.say("天井から水が漏れてきて大変なんです")


def test_a_service_that_is_off_says_so_and_closes(clients, call_of) -> None:
    call = call_of(clients(service={"enabled": False, "message": "本日は停止しております。"}))
    assert call.state.ended
    assert call.responses[0].sentences[0].text == "本日は停止しております。"


def test_every_task_says_how_to_go_on_without_each_of_its_answers() -> None:
    asked = {topic for task in TASKS.values() for topic in task.answers}
    settled = {topic for task in TASKS.values() for topic in task.without}
    assert asked == settled
