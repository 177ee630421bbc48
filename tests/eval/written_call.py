"""A call as it ended, written down: what its report says and what the agent said in it."""

from agent.events import StatusChange
from agent.report import CallReport
from eval.outcome import AgentTurn, Outcome

REPORT = CallReport(
    receipt_no="",
    received_at="",
    client="smile_corp",
    kind="reach_person",
    outcome="callback_promised",
    urgency="normal",
    caller_name="江川",
    caller_company="株式会社みなと企画",
    target="営業部 栗本 美香",
    purpose="来月の展示会の件。至急、連絡を取りたい",
    callback_number="012-3456-7890",
    callback_wanted=True,
    callback_due=None,
    told=("栗本: 出張中で、明日戻る予定", "栗本のメールアドレス kurimoto@smilecorp.com"),
    promised=("栗本から折り返しお電話する",),
    refused=("携帯電話などの番号",),
    reservation={"kind": "new", "wish": "2026-12-01T17:30"},
    escalation="complaint",
    unconfirmed=("callback_number",),
    transcript=(),
    response_gaps_ms=(),
)
TURNS = (
    AgentTurn(1, 0, "お電話ありがとうございます。スマイルコープでございます。", ("greet.company",)),
    AgentTurn(
        2,
        8000,
        "申し上げます。kurimoto@smilecorp.comでございます。",
        ("inform.email",),
        (("email", "kurimoto@smilecorp.com"),),
        gap_ms=480,
    ),
    AgentTurn(
        3, 20000, "係の者に代わります。", ("transfer.complaint",), escalate="complaint", gap_ms=620
    ),
)
CHANGE = StatusChange("高橋隆文", "外出", "2026-11-24T17:30")
CALL = Outcome(REPORT, TURNS, (CHANGE,))
