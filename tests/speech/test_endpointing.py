"""When a turn is over, in audio time, by what was asked and what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.endpointing import (
    NO_INPUT_MS,
    Endpointer,
    Expect,
    NoInput,
    NumberChunk,
    PauseTried,
    SpeechResumed,
    SpeechStarted,
    TurnEnded,
    TurnEvent,
)
from speech.transcript import Transcript


def said(text: str, reading: str) -> Transcript:
    return Transcript(text, reading, 0, 0, True, len(reading), 0.9)


YES = said("はい、そうです", "ハイソーデス")
BARE_YES = said("はい", "ハイ")
DONE = said("お願いします", "オネガイシマス")
NOUN = said("栗本", "クリモト")
INTRODUCED = said("スマイル企画の江川です", "スマイルキカクノエガワデス")
SOFT = said("変更したいんですけど", "ヘンコーシタインデスケド")
LEADS_ON = said("請求書の件で", "セーキューショノケンデ")
FILLER = said("えーと", "エート")


class Caller:
    """Feeds an endpointer with stretches of speech and silence."""

    def __init__(self, expect: Expect = Expect.OPEN) -> None:
        self.endpointer = Endpointer()
        self.expect = expect
        self.now_ms = 0
        self.events: list[tuple[int, TurnEvent]] = []

    def go(
        self,
        ms: int,
        speech: float,
        partial: Transcript | None = None,
        agent_speaking: bool = False,
    ) -> Caller:
        for _ in range(ms // 20):
            found = self.endpointer.push(self.now_ms, speech, partial, self.expect, agent_speaking)
            self.now_ms += 20
            self.events += [(self.now_ms, event) for event in found]
        return self

    def kinds(self) -> list[type]:
        return [type(event) for _, event in self.events]

    def when(self, kind: type) -> list[int]:
        return [at_ms for at_ms, event in self.events if isinstance(event, kind)]


def wait_after(partial: Transcript, expect: Expect) -> int:
    caller = Caller(expect).go(500, 0.0).go(600, 0.9, partial).go(2000, 0.0, partial)
    [ended_ms] = caller.when(TurnEnded)
    return ended_ms - 1100


@pytest.mark.parametrize(
    ("partial", "expect", "least", "most"),
    [
        (YES, Expect.YES_NO, 200, 200),
        (BARE_YES, Expect.YES_NO, 300, 360),
        (BARE_YES, Expect.OPEN, 600, 800),
        (DONE, Expect.OPEN, 300, 360),
        (NOUN, Expect.OPEN, 500, 560),
        (NOUN, Expect.YES_NO, 500, 560),
        (INTRODUCED, Expect.OPEN, 600, 800),
        (INTRODUCED, Expect.NAME, 300, 360),
        (SOFT, Expect.OPEN, 600, 800),
        (LEADS_ON, Expect.OPEN, 900, 1200),
        (FILLER, Expect.YES_NO, 900, 1200),
        (said("", "ゼロイチニーサンヨンゴーロクナナハチキューゼロ"), Expect.PHONE_NUMBER, 300, 500),
    ],
)
def test_the_silence_that_ends_a_turn_depends_on_question_and_words(partial, expect, least, most):
    assert least <= wait_after(partial, expect) <= most


def test_the_answer_is_prepared_in_the_pause_before_the_turn_is_over():
    caller = Caller(Expect.YES_NO).go(500, 0.0).go(400, 0.9, YES).go(400, 0.0, YES)
    assert caller.kinds() == [SpeechStarted, PauseTried, TurnEnded]
    [tried_ms] = caller.when(PauseTried)
    [ended_ms] = caller.when(TurnEnded)
    assert 60 <= ended_ms - tried_ms <= 100


def test_onset_and_end_are_dated_where_the_sound_was():
    caller = Caller().go(1000, 0.0).go(600, 0.9, DONE).go(600, 0.0, DONE)
    started = caller.events[0][1]
    ended = caller.events[-1][1]
    assert isinstance(started, SpeechStarted)
    assert 940 <= started.at_ms <= 1000
    assert ended == TurnEnded(started.at_ms, 1600)


@pytest.mark.parametrize("burst_ms", [20, 40, 60])
def test_a_click_or_cough_starts_no_turn(burst_ms):
    caller = Caller()
    for _ in range(5):
        caller.go(burst_ms, 0.9).go(300, 0.0)
    assert caller.events == []


@pytest.mark.parametrize("gap_ms", [20, 40, 60, 100])
def test_a_lost_packet_or_a_closed_consonant_breaks_no_turn(gap_ms):
    caller = Caller(Expect.YES_NO).go(300, 0.9, YES)
    for _ in range(4):
        caller.go(gap_ms, 0.0, YES).go(300, 0.9, YES)
    assert caller.kinds() == [SpeechStarted]


def test_a_pause_taken_back_goes_on_as_the_same_turn():
    caller = Caller().go(500, 0.9, NOUN).go(300, 0.0, NOUN).go(500, 0.9, NOUN).go(1000, 0.0, NOUN)
    assert caller.kinds() == [SpeechStarted, PauseTried, SpeechResumed, PauseTried, TurnEnded]
    assert caller.events[-1][1].speech_start_ms == 0
    assert caller.events[-1][1].speech_end_ms == 1300


def test_a_caller_who_was_cut_in_on_is_given_the_time_she_takes():
    caller = Caller().go(500, 0.0).go(600, 0.9, NOUN).go(540, 0.0, NOUN)
    caller.go(200, 0.0, agent_speaking=True)  # the agent begins, and she goes on
    caller.go(600, 0.9, NOUN, agent_speaking=True).go(3000, 0.0, NOUN)
    first, second = caller.when(TurnEnded)
    assert first == 1100 + 540 and 700 <= second - 2440 <= 980


def test_patience_learned_leaves_a_plain_answer_quick_and_is_forgotten():
    caller = Caller().go(500, 0.0).go(600, 0.9, NOUN).go(540, 0.0, NOUN)
    caller.go(200, 0.0, agent_speaking=True).go(600, 0.9, NOUN, agent_speaking=True)
    caller.go(3000, 0.0, NOUN)
    caller.expect = Expect.YES_NO
    caller.go(300, 0.9, YES).go(3000, 0.0, YES)
    assert caller.when(TurnEnded)[-1] - caller.when(PauseTried)[-1] <= 100
    caller.expect = Expect.OPEN
    for _ in range(8):
        caller.go(600, 0.9, NOUN).go(3000, 0.0, NOUN)
    spoken_ms = caller.now_ms - 3000
    assert caller.when(TurnEnded)[-1] - spoken_ms <= 560


def test_a_finished_sentence_is_not_kept_waiting_for_long_by_patience_learned():
    caller = Caller().go(500, 0.0).go(600, 0.9, NOUN).go(540, 0.0, NOUN)
    caller.go(600, 0.0, agent_speaking=True).go(600, 0.9, NOUN, agent_speaking=True)
    caller.go(3000, 0.0, NOUN)  # she pauses for a second: that much patience is learned
    caller.go(600, 0.9, DONE)
    spoken_ms = caller.now_ms
    caller.go(3000, 0.0, DONE)
    assert 600 <= caller.when(TurnEnded)[-1] - spoken_ms <= 720


def test_a_click_in_the_closing_pause_does_not_keep_the_caller_waiting():
    caller = Caller().go(500, 0.9, DONE).go(200, 0.0, DONE).go(40, 0.9, DONE).go(600, 0.0, DONE)
    assert caller.kinds() == [SpeechStarted, PauseTried, TurnEnded]
    assert caller.when(TurnEnded) == [820]


def test_each_part_of_a_number_gets_one_yes_and_the_end_waits_for_the_rest():
    caller = Caller(Expect.PHONE_NUMBER)
    spoken = ""
    for part in ("ゼロイチニー", "サンヨンゴーロク", "ナナハチキューゼロ"):
        spoken += part
        caller.go(800, 0.9, said("", spoken)).go(900, 0.0, said("", spoken))
    assert len(caller.when(NumberChunk)) == 2, "after the last part the agent answers instead"
    assert len(caller.when(TurnEnded)) == 1
    assert caller.when(NumberChunk)[0] == pytest.approx(800 + 360, abs=20)


def test_half_a_number_ends_the_turn_at_last():
    half = said("", "ゼロイチニーサンヨンゴーロク")
    caller = Caller(Expect.PHONE_NUMBER).go(1500, 0.9, half).go(3000, 0.0, half)
    [ended_ms] = caller.when(TurnEnded)
    assert 1200 <= ended_ms - 1500 <= 1800


def test_who_looks_for_the_number_is_not_kept_waiting_for_digits():
    reply = said("今ちょっとわかりません", "イマチョットワカリマセン")
    assert wait_after(reply, Expect.PHONE_NUMBER) <= 360


def test_spelling_an_address_gets_its_yes_too():
    part = said("kurimoto@", "クリモトアットマーク")
    caller = Caller(Expect.EMAIL).go(900, 0.9, part).go(800, 0.0, part)
    assert caller.kinds() == [SpeechStarted, PauseTried, NumberChunk]


@pytest.mark.parametrize("expect", list(Expect))
def test_silence_is_noticed_once_for_each_wait(expect):
    caller = Caller(expect).go(2 * NO_INPUT_MS[expect] + 1000, 0.0)
    assert caller.when(NoInput) == [NO_INPUT_MS[expect], 2 * NO_INPUT_MS[expect]]


def test_silence_counts_from_the_end_of_the_agents_words():
    caller = Caller().go(10_000, 0.0, agent_speaking=True).go(6_000, 0.0)
    assert caller.when(NoInput) == [16_000]


def test_a_caller_who_never_stops_is_cut_after_half_a_minute():
    caller = Caller().go(40_000, 0.9, NOUN)
    assert caller.kinds() == [SpeechStarted, TurnEnded, SpeechStarted]
    assert caller.events[1][1].cut
    assert caller.when(TurnEnded) == [30_000]


def test_a_turn_the_recogniser_heard_nothing_of_ends_all_the_same():
    caller = Caller().go(600, 0.9).go(1000, 0.0)
    assert caller.when(TurnEnded) == [1140]


def test_a_nod_over_the_agent_is_over_at_once_although_ee_leads_on_elsewhere():
    nod = said("ええ", "エー")
    over = Caller().go(300, 0.9, nod, agent_speaking=True).go(1500, 0.0, nod, agent_speaking=True)
    alone = Caller().go(300, 0.9, nod).go(1500, 0.0, nod)
    assert over.when(TurnEnded) == [300 + 320]
    assert alone.when(TurnEnded)[0] > 300 + 1000


def test_speech_and_silence_can_be_asked_for():
    caller = Caller().go(500, 0.9, NOUN).go(200, 0.0, NOUN)
    assert caller.endpointer.in_turn
    assert caller.endpointer.speech_ms == 500
    assert caller.endpointer.silence_ms == 200
    caller.go(600, 0.0, NOUN)
    assert not caller.endpointer.in_turn
    assert caller.endpointer.silence_ms == 0


@given(
    st.lists(st.tuples(st.integers(1, 80), st.sampled_from([0.0, 0.3, 0.4, 0.55, 0.9]))),
    st.sampled_from([None, YES, DONE, NOUN, SOFT, FILLER]),
    st.sampled_from(list(Expect)),
)
def test_whatever_comes_turns_begin_before_they_end_and_follow_each_other(runs, partial, expect):
    caller = Caller(expect)
    for frames, speech in runs:
        caller.go(frames * 20, speech, partial)
    caller.go(2000, 0.0, partial)
    in_turn = False
    tried = False
    last_end_ms = -1
    for at_ms, event in caller.events:
        match event:
            case SpeechStarted():
                assert not in_turn
                in_turn, tried = True, False
            case PauseTried():
                assert in_turn
                assert not tried
                tried = True
            case SpeechResumed():
                assert tried
                tried = False
            case NumberChunk():
                assert in_turn
            case TurnEnded():
                assert in_turn
                assert event.speech_start_ms < event.speech_end_ms <= at_ms
                assert event.speech_end_ms > last_end_ms
                last_end_ms, in_turn = event.speech_end_ms, False
            case NoInput():
                assert not in_turn
    assert not in_turn
