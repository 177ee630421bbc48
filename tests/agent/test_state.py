"""The state is the fold of the events and of nothing else."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.events import (
    Act,
    AgentDecided,
    AgentStopped,
    CallAnswered,
    CallEnded,
    CallerSaid,
    Decision,
    Slot,
    TurnReopened,
)
from agent.state import advance, begin, decisions, fold, merge_slots
from speech.endpointing import Expect
from speech.transcript import Transcript

TURNS = st.sampled_from(
    [
        "江川です。栗本さんいらっしゃいますか",
        "はい",
        "いいえ、結構です",
        "03-0012-3456です",
        "メールアドレスを教えてください",
        "今日中に連絡を取りたいんです",
        "もう一度お願いします",
        "佐藤さんお願いします",
        "かけ直します",
        "人に代わってください",
        "失礼します",
        "ふがふが",
        "商品が届かないんですけど",
    ]
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(turns=st.lists(TURNS, max_size=8))
def test_the_same_events_give_the_same_state(knowledge, call_of, turns) -> None:
    call = call_of(knowledge)
    for turn in turns:
        call.say(turn)
    assert fold(call.events) == call.state == fold(tuple(call.events))


def test_a_decision_leaves_slots_notes_and_counts() -> None:
    number = Slot("callback_number", "0300123456", "03-0012-3456", 0.9)
    decision = Decision(
        (), "call_back", (number,), Expect.YES_NO, "confirm_number", notes=(("plan", "callback"),)
    )
    state = advance(begin(), AgentDecided(1, decision))
    assert state.value("callback_number") == "0300123456"
    assert state.note("plan") == "callback"
    assert (state.asked, state.expect) == ("confirm_number", Expect.YES_NO)


def test_an_interruption_is_remembered_until_the_next_decision() -> None:
    state = advance(begin(), AgentStopped(5, interrupted=True, heard="お電話"))
    assert state.was_cut
    assert not advance(state, AgentDecided(6, Decision((), "close_call"))).was_cut


def test_a_decision_taken_back_leaves_nothing_but_what_was_heard() -> None:
    first = AgentDecided(1, Decision((Act("ask", "purpose"),), "close_call", asked="purpose"))
    name = Slot("caller_name", "江川", "エガワ", 0.9)
    second = AgentDecided(3, Decision((Act("ask", "caller"),), "close_call", (name,)))
    heard = CallerSaid(2, Transcript("江川です", "エガワデス", 1, 2, True, 5, 0.9))
    events = [first, heard, second, TurnReopened(4)]
    assert fold(events) == fold(events[:2])
    assert decisions(events) == (first,)


def test_a_call_once_ended_or_escalated_stays_so() -> None:
    state = advance(begin(), AgentDecided(1, Decision((), "hand_over", escalate="asked")))
    state = advance(state, AgentDecided(2, Decision((), "close_call", ends_call=True)))
    state = advance(state, AgentDecided(3, Decision((), "close_call")))
    assert state.escalated == "asked" and state.ended
    assert fold([CallAnswered(0, "a", "b", "c"), CallEnded(1, "caller_hung_up")]).ended


def test_a_new_value_takes_the_place_of_the_old_one() -> None:
    old = (Slot("caller_name", "江川", "エガワ", 0.5), Slot("target", "栗本", "", 1.0))
    merged = merge_slots(old, (Slot("caller_name", "江沢", "エザワ", 0.9),))
    assert [s.value for s in merged] == ["江沢", "栗本"]
