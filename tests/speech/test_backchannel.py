"""相槌 under the agent's voice against words that are meant to stop it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.backchannel import InterruptionJudge, Overlap, is_backchannel
from speech.endpointing import Expect
from speech.nods import is_nod, may_become_nod
from speech.transcript import Transcript


def said(reading: str) -> Transcript:
    return Transcript(reading, reading, 0, 400, True, len(reading), 0.9)


BACKCHANNELS = [
    "ハイ", "ハイハイ", "エー", "ウン", "ナルホド", "ソーデスカ", "アー", "アーソーデスカ",
    "ハイワカリマシタ",
]  # fmt: skip
INTERRUPTIONS = [
    "スミマセン", "アノ", "アノー", "チョットマッテ", "モシモシ", "イエ", "イイエ", "チガイマス",
    "ハイアノ", "ソーデスケド", "エート", "ソレワ", "イヤ", "マッテ", "デンワバンゴー",
]  # fmt: skip


@pytest.mark.parametrize("reading", BACKCHANNELS)
def test_a_backchannel_does_not_interrupt_and_is_no_answer(reading):
    assert is_backchannel(said(reading), 400, True, Expect.OPEN)
    judge = InterruptionJudge()
    verdicts = [judge.push(ms, 0, said(reading)) for ms in range(80, 420, 20)]
    verdicts += [judge.push(400, ms, said(reading)) for ms in range(20, 300, 20)]
    assert Overlap.INTERRUPTION not in verdicts
    assert verdicts[-1] is Overlap.BACKCHANNEL


@pytest.mark.parametrize("reading", INTERRUPTIONS)
def test_content_interrupts_with_its_first_clear_sounds(reading):
    assert not is_backchannel(said(reading), 400, True, Expect.OPEN)
    decides_by = 360 if len(reading) < 3 else 200
    assert InterruptionJudge().push(decides_by, 0, said(reading)) is Overlap.INTERRUPTION


def test_the_same_yes_is_an_answer_once_it_was_asked_for():
    yes = said("ハイ")
    assert not is_backchannel(yes, 350, False, Expect.OPEN)
    assert not is_backchannel(yes, 350, True, Expect.YES_NO, agent_left_ms=300)
    assert is_backchannel(yes, 350, True, Expect.YES_NO, agent_left_ms=2500)


def test_speech_that_does_not_stop_interrupts_without_words():
    judge = InterruptionJudge()
    verdicts = {ms: judge.push(ms, 0, None) for ms in range(80, 800, 20)}
    assert verdicts[340] is Overlap.WAIT, "a はい is as long"
    assert verdicts[360] is Overlap.INTERRUPTION


def test_where_the_voice_can_be_held_it_pauses_before_it_is_given_up():
    judge = InterruptionJudge(can_hold=True)
    verdicts = {ms: judge.push(ms, 0, None) for ms in range(80, 800, 20)}
    assert verdicts[260] is Overlap.WAIT
    assert verdicts[280] is verdicts[680] is Overlap.HOLD
    assert verdicts[700] is Overlap.INTERRUPTION
    assert judge.push(400, 0, said("ナルホド")) is Overlap.WAIT, "known: no reason to pause"
    assert judge.push(400, 0, said("スミマ")) is Overlap.INTERRUPTION


def test_a_voice_held_is_taken_up_again_when_the_sound_was_a_yes():
    judge = InterruptionJudge(can_hold=True)
    assert judge.push(300, 0, None) is Overlap.HOLD
    assert judge.push(300, 40, None) is Overlap.WAIT
    assert judge.push(300, 160, None) is Overlap.WAIT, "the recogniser is being asked"
    assert judge.push(300, 180, said("ハイ")) is Overlap.BACKCHANNEL
    assert judge.push(300, 180, said("チガウ")) is Overlap.INTERRUPTION
    assert judge.push(300, 240, None) is Overlap.BACKCHANNEL


def test_a_yes_after_which_the_caller_goes_on_pauses_the_voice_at_once():
    judge = InterruptionJudge(can_hold=True)
    assert judge.push(260, 160, said("ハイ")) is Overlap.BACKCHANNEL
    assert judge.push(620, 0, said("ハイ"), resumed_ms=60) is Overlap.HOLD
    assert judge.push(900, 0, said("ハイジャーメール"), resumed_ms=340) is Overlap.INTERRUPTION
    assert judge.push(900, 160, said("ハイハイ")) is Overlap.BACKCHANNEL, "it was another はい"


def test_after_a_short_a_the_voice_pauses_for_what_came_to_the_callers_mind():
    judge = InterruptionJudge(can_hold=True)
    assert judge.push(160, 160, said("ア")) is Overlap.HOLD
    assert judge.push(160, 480, said("ア")) is Overlap.HOLD
    assert judge.push(160, 500, said("ア")) is Overlap.BACKCHANNEL, "nothing came"
    assert judge.push(560, 0, said("ア"), resumed_ms=60) is Overlap.HOLD
    assert judge.push(160, 160, said("ハイ")) is Overlap.BACKCHANNEL
    assert judge.push(160, 160, None) is Overlap.BACKCHANNEL, "a click holds nobody up"


@pytest.mark.parametrize("reading", ["サイハイ", "ハイカイ", "エーテー"])
def test_a_quick_double_yes_is_known_through_a_slip_and_a_slow_one_is_not(reading):
    assert is_backchannel(said(reading), 400, True, Expect.OPEN)
    assert not is_backchannel(said(reading), 600, True, Expect.OPEN)
    assert InterruptionJudge().push(400, 160, said(reading)) is Overlap.BACKCHANNEL


@pytest.mark.parametrize("reading", ["ジャー", "デワ", "イエ", "アノー"])
def test_words_that_take_the_word_are_no_nods(reading):
    assert not is_nod(reading)


def test_one_guessed_sound_decides_nothing():
    assert InterruptionJudge().push(260, 0, said("カ")) is Overlap.WAIT
    assert is_backchannel(said("カ"), 300, True, Expect.OPEN), "はあ, misheard"
    assert not is_backchannel(said("カ"), 700, True, Expect.OPEN)


@pytest.mark.parametrize(
    "reading", ["カトーデスカ", "アルコトデスネ", "ナルホドデスカ", "アソーデスカ"]
)
def test_a_backchannel_is_known_through_a_slip(reading):
    assert is_nod(reading)


@pytest.mark.parametrize(
    "reading",
    ["ワカリマセン", "ソーデスガ", "ソーデスケド", "チガイマス", "カガイマス", "コレワコマリマス"],
)
def test_likeness_does_not_swallow_words_that_matter(reading):
    assert not is_nod(reading)


def test_a_short_sound_without_words_is_no_interruption():
    assert InterruptionJudge().push(260, 220, None) is Overlap.BACKCHANNEL


def test_yes_after_yes_for_seconds_is_somebody_who_wants_to_speak():
    endless = said("ハイ" * 8)
    assert InterruptionJudge().push(2000, 0, endless) is Overlap.INTERRUPTION
    assert not is_backchannel(endless, 2000, True, Expect.OPEN)


@given(st.lists(st.sampled_from(BACKCHANNELS), min_size=1, max_size=3), st.integers(0, 30))
def test_no_beginning_of_a_backchannel_interrupts(words, cut):
    assert may_become_nod("".join(words)[:cut])
