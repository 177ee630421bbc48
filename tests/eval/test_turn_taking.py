"""The grader of turn-taking, on calls written down by hand: good ones, and bad ones that fail."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from agent.events import Act, AgentDecided, AgentStarted, AgentStopped, Decision
from eval.bench.turn_taking import gaps, overlaps, summary
from eval.caller import Utterance
from eval.script import CallerScript
from speech.endpointing import Expect

SCRIPT = CallerScript("by-hand", ())


def said(start_ms, end_ms, kind="turn", expect=Expect.OPEN):
    return Utterance("はい", "ハイ", start_ms, end_ms, kind, expect)


def answer(at_ms, compute_ms=30, kind="inform", ends_call=False):
    decision = Decision((Act(kind, "topic"),), "task", ends_call=ends_call)
    return [AgentDecided(at_ms, decision), AgentStarted(at_ms, "答え", 0, compute_ms)]


def call(utterances, events, sounds):
    return SimpleNamespace(
        script=SCRIPT,
        said=tuple(utterances),
        events=tuple(events),
        agent_sounds=tuple(sounds),
        agent_voice=tuple(sounds),
        log=Path("none"),
    )


def test_a_gap_is_audio_to_the_first_sound_plus_compute():
    events = answer(5400, compute_ms=35)
    (gap,) = gaps(call([said(3000, 5000)], events, [(0, 2000), (5425, 7000)]))
    assert (gap.outcome, gap.gap_ms, gap.compute_ms) == ("answered", 460, 35)


def test_a_sound_without_an_answer_does_not_shorten_the_gap():
    acknowledged = (5100, 5300)
    events = answer(6000, compute_ms=0)
    (gap,) = gaps(call([said(3000, 5000)], events, [acknowledged, (6000, 7000)]))
    assert gap.gap_ms == 1000


def test_a_filler_is_not_an_answer():
    events = answer(5200, 0, kind="backchannel") + answer(6500, 0)
    (gap,) = gaps(call([said(3000, 5000)], events, [(5200, 5600), (6500, 8000)]))
    assert gap.gap_ms == 1500


def test_starting_before_the_caller_is_done_is_a_cut_in_not_a_short_gap():
    (gap,) = gaps(call([said(3000, 6000)], answer(5000), [(5000, 7000)]))
    assert (gap.outcome, gap.gap_ms) == ("cut_in", None)


def test_a_turn_that_gets_no_answer_is_counted():
    made = summary([call([said(3000, 5000), said(9000, 9500)], answer(10_000), [(10_000, 11_000)])])
    assert (made.turns, made.unanswered) == (2, 1)


def test_farewells_and_words_after_the_agents_goodbye_want_no_answer():
    utterances = [said(3000, 4000), said(7000, 7500), said(9000, 9500, expect=Expect.NOTHING)]
    events = answer(4400, ends_call=True)
    assert len(gaps(call(utterances, events, [(4400, 6500)]))) == 1


def test_backchannels_are_no_turns():
    assert gaps(call([said(3000, 3200, "backchannel")], [], [(2000, 6000)])) == []


@pytest.mark.parametrize(("stopped_ms", "yields"), [(2300, True), (9000, False)])
def test_an_interruption_is_yielded_to_only_if_the_agent_breaks_off(stopped_ms, yields):
    events = [AgentStopped(stopped_ms, interrupted=stopped_ms < 9000)]
    one = call([said(2000, 3500, "interruption")], events, [(0, stopped_ms)])
    (overlap,) = overlaps(one)
    assert overlap.agent_stopped is yields
    assert overlap.silence_after_ms == stopped_ms - 2000
    assert summary([one]).yielded == int(yields)


def test_a_voice_held_before_it_is_given_up_was_silent_from_then_on():
    events = [AgentStopped(2700, interrupted=True), *answer(3900)]
    sounds = [(0, 2300), (3950, 6000)]
    one = call([said(2000, 3500, "interruption")], events, sounds)
    assert overlaps(one)[0].silence_after_ms == 300


def test_a_backchannel_that_stops_the_agent_is_not_spoken_through():
    through = call([said(2000, 2200, "backchannel")], [], [(0, 5000)])
    broken = call([said(2000, 2200, "backchannel")], [AgentStopped(2300, True)], [(0, 2300)])
    made = summary([through, broken])
    assert (made.backchannels, made.spoken_through) == (2, 1)


def test_numbers_stand_apart_from_the_rest():
    utterances = [said(1000, 2000), said(4000, 5000, expect=Expect.PHONE_NUMBER)]
    events = answer(2300, 0) + answer(6200, 0)
    made = summary([call(utterances, events, [(2300, 3000), (6200, 7000)])])
    assert made.all_but_numbers.p50_ms == 300
    assert made.by_expect["phone_number"].p50_ms == 1200
