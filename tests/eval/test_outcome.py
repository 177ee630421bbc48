"""What a call came to: its turns, its false starts, and what it set in motion."""

from dataclasses import replace

import pytest

from agent.events import Act, AgentDecided, AgentStarted, AgentStopped, Decision, Fact
from eval.expectation import Expectation, Saying
from eval.outcome import AgentTurn, Outcome, outcome_of
from tests.eval.written_call import CHANGE, REPORT, TURNS


def test_an_outcome_is_read_from_the_events_of_a_call():
    told = Decision((Act("inform", "email", (Fact("email", "a@example.com", "manual"),)),), "task")
    nod = Decision((Act("backchannel", "go_on"),), "task")
    entered = replace(told, change=CHANGE, escalate="complaint")
    events = [
        AgentStarted(0, "お電話ありがとうございます。"),
        AgentDecided(5000, nod),
        AgentStarted(5000, "はい。"),
        AgentDecided(9000, entered),
        AgentStarted(9000, "a@example.comでございます。", 510),
    ]
    outcome = outcome_of(events, REPORT, ("price 500円",))
    assert [turn.number for turn in outcome.turns] == [1, 2]
    assert outcome.turns[1] == AgentTurn(
        2,
        9000,
        "a@example.comでございます。",
        ("inform.email",),
        (("email", "a@example.com"),),
        "complaint",
        510,
    )
    assert (outcome.changes, outcome.invented) == ((CHANGE,), ("price 500円",))


def test_a_false_start_is_no_turn_and_says_nothing():
    refuses = Decision((Act("refuse", "sales"),), "task", escalate="asked")
    events = [
        AgentStarted(0, "お電話ありがとうございます。"),
        AgentStopped(900, interrupted=True, heard="お電話"),
        AgentDecided(2000, refuses),
        AgentStarted(2000, "お電話でのご案内はお断りしております。"),
        AgentStopped(2300, interrupted=True, heard="お電"),
        AgentDecided(5000, replace(refuses, escalate="")),
        AgentStarted(5000, "お断りしております。"),
        AgentStopped(8000, interrupted=False, heard=""),
    ]
    outcome = outcome_of(events, REPORT)
    assert [turn.number for turn in outcome.heard_turns] == [1, 3]
    assert Expectation(said=(Saying(act="refuse", by=2),), escalated_by=1).failures(outcome) == ()
    cut = outcome_of(events[:5], REPORT)
    assert Expectation(said=(Saying(act="refuse"),)).failures(cut)
    assert Expectation(never_said=(Saying(act="refuse"),)).failures(cut)


@pytest.mark.parametrize(
    ("heard", "is_false_start"), [("少々", True), ("少々お待ちくださ", False), ("はい。", False)]
)
def test_a_turn_given_up_at_once_is_a_false_start(heard, is_false_start):
    asked = Decision((Act("ask", "wait"),), "task")
    events = [
        AgentStarted(0, "お電話ありがとうございます。"),
        AgentDecided(5000, asked),
        AgentStarted(5000, "少々お待ちください。", 400),
        AgentStopped(5600, interrupted=True, heard=heard),
    ]
    assert [turn.is_false_start for turn in outcome_of(events, REPORT).turns] == [
        False,
        is_false_start,
    ]


@pytest.mark.parametrize(
    ("report", "effect"),
    [
        ({"outcome": "callback_promised"}, "callback"),
        ({"outcome": "message_taken"}, "message"),
        ({"outcome": "notify"}, "notify"),
        ({"callback_wanted": True}, "callback"),
        ({"kind": "order", "purpose": "タオル"}, "order"),
        ({"reservation": {"kind": "cancel"}}, "reservation.cancel"),
        ({"escalation": "emergency"}, "escalation.emergency"),
    ],
)
def test_what_a_call_sets_in_motion(report, effect):
    still = replace(
        REPORT, outcome="answered", callback_wanted=False, reservation=None, escalation=None
    )
    assert Outcome(still, TURNS).effects == frozenset()
    assert Outcome(replace(still, **report), TURNS).effects == {effect}
