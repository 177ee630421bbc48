"""Every metric on a few calls whose figures are worked out by hand."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    METRICS,
    barge_in,
    by,
    calibration,
    figures,
    intents,
    recognition,
    response_gap,
    slots,
    success,
    turns,
    violations,
)
from eval.metrics.turns import length_ms, united
from speech.endpointing import Expect
from tests.eval.metrics.calls import call, gap, meant, overlap, said, spoken, turn


def of(measure, *results):
    """Name -> value."""
    return {one.name: one.value for one in measure(results)}


def counts(measure, *results):
    return {one.name: one.count for one in measure(results)}


# -- success -----------------------------------------------------------------------------------


def test_task_success_is_the_share_of_calls_with_every_must_held():
    found = of(
        success.measure, call("a"), call("b", "told"), call("c"), call("d", error="Error: x")
    )
    assert found == {"task_success": 0.5}


def test_pass_k_asks_that_all_seeds_of_a_scenario_pass():
    steady = [call("steady", seed=seed) for seed in range(3)]
    shaky = [call("shaky", *(["told"] if seed == 1 else []), seed=seed) for seed in range(3)]
    found = of(success.measure, *steady, *shaky)
    assert found == {"task_success": pytest.approx(5 / 6), "pass^3": 0.5}


def test_pass_k_of_scenarios_played_oftener_is_tau_benchs_estimate():
    """Three of four plays held: of the six pairs, three hold both."""
    shaky = [call("shaky", *(["told"] if seed == 1 else []), seed=seed) for seed in range(4)]
    steady = [call("steady", seed=seed) for seed in range(2)]
    assert of(success.measure, *shaky, *steady)["pass^2"] == pytest.approx((0.5 + 1) / 2)


def test_a_scenario_is_another_under_another_condition():
    found = of(success.measure, call("a", condition="20dB"), call("a", "told", condition="10dB"))
    assert found == {"task_success": 0.5}


def test_success_is_easier_by_text():
    (by_text,) = success.measure([call()])
    (by_voice,) = success.measure([spoken()])
    assert (by_text.goal, by_voice.goal) == (0.90, 0.80)


# -- violations --------------------------------------------------------------------------------


def test_violations_are_counted_a_call_and_by_must():
    found = of(
        violations.measure,
        call("a", "told", "told", "kind"),
        call("b", "invented"),
        call("c"),
        call("d", error="Error: not played"),
    )
    assert found == {
        "invented": pytest.approx(1 / 3),
        "violations": 1.0,
        "violations.kind": pytest.approx(1 / 3),
        "violations.told": pytest.approx(2 / 3),
    }


def test_one_invented_fact_misses_the_goal():
    assert [one.is_met for one in violations.measure([call("a", "invented")])] == [False, None]
    assert violations.measure([call("a", "told")])[0].is_met is True


# -- slots -------------------------------------------------------------------------------------

WANTED = (
    ("callback_number", "012-3456-7890"),
    ("caller_name", "江川"),
    ("caller_company", "みなと企画"),
    ("reservation.wish", "2026-12-01T17:30"),
    ("reservation.メールアドレス", "egawa@example.jp"),
    ("reservation.内容", "虫歯"),
)
REPORT = {
    "callback_number": "012-3456-7890",
    "caller_name": "江上",
    "caller_company": None,
    "reservation": {
        "wish": "2026-12-01T17:30",
        "メールアドレス": "egawa@example.jp",
        "内容": "虫歯",
    },
}


def test_a_wrong_slot_counts_twice_against_f1_and_an_empty_one_once():
    """Four right of five filled, of six wanted: 2 * 4 / (5 + 6)."""
    result = call("a", "caller_name", "caller_company", wanted=WANTED, report=REPORT)
    assert of(slots.measure, result) == {
        "slot_f1": pytest.approx(8 / 11),
        "slot_exact.telephone": 1.0,
        "slot_exact.email": 1.0,
        "slot_exact.date": 1.0,
        "slot_exact.name": 0.0,
        "slot_exact.detail": 1.0,
    }
    assert counts(slots.measure, result)["slot_exact.name"] == 2


def test_a_reservation_that_was_not_taken_down_is_an_empty_slot():
    result = call("a", "reservation.wish", wanted=(WANTED[3],), report={"reservation": None})
    found = of(slots.measure, result)
    assert (found["slot_f1"], found["slot_exact.date"]) == (0.0, 0.0)


def test_slots_of_a_call_without_a_report_are_not_measured():
    unplayed = call("a", wanted=WANTED, report=None, error="Error: x")
    assert set(of(slots.measure, unplayed).values()) == {None}


# -- intents -----------------------------------------------------------------------------------


def test_macro_f1_weighs_a_rare_intent_as_much_as_a_common_one():
    """faq: 3 right, 1 lost, 1 taken wrongly, F1 3/4; complaint: 0 of 1; their mean is 3/8."""
    asked = [meant("faq", "faq")] * 3 + [meant("faq", "sales_call")]
    result = call("a", caller=(*asked, meant("complaint", "faq"), turn(intent="yes")))
    assert of(intents.measure, result) == {
        "intent_macro_f1": pytest.approx(3 / 8),
        "intent_among": pytest.approx(3 / 5),
    }


def test_an_intent_meant_beside_another_is_among_those_understood():
    result = call("a", caller=(meant("faq", "complaint", 0.9, "faq"), meant("faq", "")))
    assert of(intents.measure, result) == {"intent_macro_f1": 0.0, "intent_among": 0.5}


def test_turns_nobody_labelled_are_not_measured():
    result = call("a", caller=(turn(intent="faq", confidence=0.9),))
    assert counts(intents.measure, result) == {"intent_macro_f1": 0, "intent_among": 0}
    assert counts(calibration.measure, result) == {"intent_calibration_error": 0}
    assert calibration.reliability([result]) == ()


# -- calibration -------------------------------------------------------------------------------


def test_calibration_error_is_how_far_confidence_is_from_being_right():
    """Four at .95 of which two are right, one at .25 that is wrong: (4 * .45 + .25) / 5."""
    sure = [meant("faq", "faq", 0.95)] * 2 + [meant("faq", "sales_call", 0.95)] * 2
    result = call("a", caller=(*sure, meant("faq", "other", 0.25), meant("faq", "", 0.0)))
    assert of(calibration.measure, result) == {
        "intent_calibration_error": pytest.approx((4 * 0.45 + 0.25) / 5)
    }
    low, high = calibration.reliability([result])
    assert (low.low, low.high, low.count, low.right) == (0.2, 0.3, 1, 0.0)
    assert (high.count, high.confidence, high.right) == (4, pytest.approx(0.95), 0.5)


def test_full_confidence_is_in_the_last_bin():
    (last,) = calibration.reliability([call("a", caller=(meant("faq", "faq", 1.0),))])
    assert (last.low, last.high, last.confidence) == (0.9, 1.0, 1.0)


# -- recognition -------------------------------------------------------------------------------


def test_recognition_is_edits_over_characters_of_all_turns():
    """はい is whole; そうです is heard as そです: one of six, as sounds and as characters."""
    heard = turn(heard_text="はい", heard_reading="ハイ")
    slip = turn(text="そうです。", reading="ソーデス", heard_text="そです", heard_reading="ソデス")
    assert of(recognition.measure, spoken(caller=(heard, slip))) == {
        "kana_error": pytest.approx(1 / 6),
        "character_error": pytest.approx(1 / 6),
    }


def test_a_turn_not_taken_up_is_deleted_whole_but_a_farewell_need_not_be():
    lost, farewell = turn(), turn(expect="nothing")
    nod = turn(kind="backchannel")
    assert of(recognition.measure, spoken(caller=(lost, farewell, nod)))["kana_error"] == 1.0
    assert counts(recognition.measure, spoken(caller=(lost, farewell, nod)))["kana_error"] == 1


def test_what_was_typed_was_not_recognised():
    assert of(recognition.measure, call(caller=(turn(),)))["kana_error"] is None


# -- response gap ------------------------------------------------------------------------------


def test_gaps_after_numbers_and_addresses_stand_apart():
    gaps = (
        *(gap(float(ms)) for ms in (400, 500, 600, 700, 800)),
        gap(900.0, Expect.PHONE_NUMBER),
        gap(1100.0, Expect.EMAIL),
        gap(None, outcome="unanswered"),
        gap(None, outcome="cut_in"),
    )
    found = of(response_gap.measure, spoken(gaps))
    assert found == {
        "gap_p50": 600.0,
        "gap_p95": pytest.approx(780.0),
        "gap_p99": pytest.approx(796.0),
        "gap_number_p50": 900.0,
        "gap_number_p95": 900.0,
        "gap_email_p50": 1100.0,
        "gap_email_p95": 1100.0,
        "answered": pytest.approx(8 / 9),
        "cut_in": pytest.approx(1 / 9),
    }
    assert counts(response_gap.measure, spoken(gaps))["gap_p95"] == 5


def test_gap_goals_are_half_a_second_and_nine_tenths():
    goals = {one.name: one.goal for one in response_gap.measure([])}
    assert (goals["gap_p50"], goals["gap_p95"], goals["gap_p99"]) == (500, 900, None)


# -- barge-in ----------------------------------------------------------------------------------


def test_yield_is_from_the_onset_to_silence_where_the_agent_gave_way():
    overlaps = (
        *(overlap("interruption", ms) for ms in (200.0, 300.0, 400.0)),
        overlap("interruption", 2001.0, stopped=False),
    )
    assert of(barge_in.measure, spoken(overlaps=overlaps)) == {
        "barge_in_yield_p50": 300.0,
        "barge_in_yield_p95": pytest.approx(390.0),
        "barge_in_yield_mean": 300.0,
        "barge_in_yielded": 0.75,
        "speak_through": None,
    }


def test_speak_through_is_the_share_of_backchannels_that_do_not_stop_the_agent():
    overlaps = (
        overlap("backchannel", 3000.0, stopped=False),
        overlap("backchannel", 500.0, stopped=False),  # its turn came to its end
        overlap("backchannel", 500.0),
    )
    found = of(barge_in.measure, spoken(overlaps=overlaps))
    assert found["speak_through"] == pytest.approx(2 / 3)
    assert found["barge_in_yielded"] is None


# -- turns -------------------------------------------------------------------------------------


def test_turns_to_resolution_are_of_calls_that_were_resolved():
    short = call("a", agent=(said(1, "はい。"), said(2, "はい。")))
    long = call("b", agent=tuple(said(number, "はい。") for number in range(1, 5)))
    unresolved = call("c", "told", agent=(said(1, "はい。"),))
    found = of(turns.measure, short, long, unresolved)
    assert (found["turns_to_resolution"], found["talk_over"]) == (3.0, None)


def test_a_false_start_is_no_turn():
    start = replace(said(2, "少々お待ちください。"), is_false_start=True)
    found = of(turns.measure, call("a", agent=(said(1, "はい。"), start)))
    assert (found["turns_to_resolution"], found["morae_a_turn"]) == (1.0, 2.0)


def test_talk_is_counted_in_morae():
    result = call("a", agent=(said(1, "はい。"), said(2, "東京です。")))
    assert of(turns.measure, result)["morae_a_turn"] == (2 + 6) / 2


def test_talk_over_is_the_agents_talk_under_the_callers_voice():
    """The agent talks 4 s, 0.5 s of it under a turn; the 相槌 under it does not count."""
    caller = (turn(3500, 6000), turn(1000, 1300, "backchannel"))
    result = spoken(agent_voice=((0, 3000), (3000, 4000)), audio_ms=10_000, caller=caller)
    found = of(turns.measure, result)
    assert found["talk_over"] == pytest.approx(0.5 / 4)
    assert found["silence"] == pytest.approx(0.4)


spans = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda s: (s[0], s[0] + s[1])), max_size=8
)


@given(spans)
def test_spans_made_one_cover_the_same_and_do_not_meet(found):
    joint = united(found)
    assert {ms for a, b in joint for ms in range(a, b)} == {
        ms for a, b in found for ms in range(a, b)
    }
    assert all(one[1] < other[0] for one, other in pairwise(joint))
    assert length_ms(joint) == len({ms for a, b in found for ms in range(a, b)})


# -- all ---------------------------------------------------------------------------------------

SOME = (
    call("a", caller=(meant("faq", "faq"),), agent=(said(1, "はい。"),), features=("faq", "vip")),
    call("b", "told", "kind", wanted=WANTED, report=REPORT, client="aoba_law", difficulty=3),
    spoken(
        (gap(400.0), gap(900.0)),
        (overlap("interruption", 300.0), overlap("backchannel", 900.0, stopped=False)),
        ((0, 2000),),
        caller=(turn(2500, 3000, heard_text="はい", heard_reading="ハイ"),),
        condition="20dB",
        suite="faq",
    ),
    call("c", error="KnowledgeError: nobody", report=None),
)


def test_figures_are_those_of_every_metric_in_order():
    found = figures(SOME)
    assert found == tuple(one for measure in METRICS.values() for one in measure(SOME))
    assert found[0].name == "task_success"
    assert len({one.name for one in found}) == len(found)


def test_of_no_calls_nothing_is_known():
    assert {one.value for one in figures([])} == {None}


@given(st.permutations(SOME))
def test_the_order_of_results_does_not_matter(mixed):
    for name in ("success", "violations", "slots", "intents", "calibration", "response_gap"):
        assert METRICS[name](mixed) == METRICS[name](SOME)
    assert recognition.measure(mixed) == recognition.measure(SOME)
    assert turns.measure(mixed) == turns.measure(SOME)


def test_calls_are_grouped_by_what_they_are():
    found = by(SOME, "feature")
    assert {name: len(held) for name, held in found.items()} == {"faq": 1, "vip": 1}
    assert {name: len(held) for name, held in by(SOME, "client").items()} == {
        "aoba_law": 1,
        "smile_corp": 3,
    }
    assert list(by(SOME, "condition")) == ["20dB", "own"]
    assert list(by(SOME, "difficulty")) == ["1", "3"]
    assert by(SOME, "suite")["faq"] == (SOME[2],)
