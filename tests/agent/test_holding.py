"""The agent's voice pauses while it is unclear why the caller speaks, and loses nothing by it."""

from __future__ import annotations

import numpy as np

from agent.listening import Held, Interrupted, Listener, Released
from agent.speaking import Piece, ReadyLine, Speaker
from agent.transport.wav_line import WavLine
from agent.wording import Sentence
from speech.audio import FRAME_SAMPLES, AudioFrame
from speech.endpointing import Expect
from speech.engines import Voice
from speech.tts.open_jtalk import OpenJTalkTts
from speech.vad.silero import SileroVad
from tests.agent.test_listening import GivenWords, frames, quiet, voice

RAMP = np.arange(1, 20 * FRAME_SAMPLES + 1).astype(np.int16)


async def test_a_held_voice_goes_on_where_it_paused():
    line = WavLine(np.zeros(FRAME_SAMPLES, np.int16), trailing_ms=5000)
    speaker = Speaker(line, OpenJTalkTts(), Voice())
    speech = speaker.ready(ReadyLine(Sentence("はい。", "はい。"), RAMP))
    speaker.start(speech)
    await speaker.finish(speech)
    sent = []
    async for frame in line.frames():
        sent.append(line.sent)
        if frame.start_ms == 100:
            speaker.hold()
            speaker.hold()
            assert speaker.is_speaking
            assert speaker.take_finished() is None
            assert speaker.left_ms == 400 - 120
        if frame.start_ms == 300:
            speaker.release()
        if speaker.take_finished():
            break
    out = np.concatenate(sent)
    assert np.array_equal(out[out != 0], RAMP)
    assert not out[6 * FRAME_SAMPLES : 16 * FRAME_SAMPLES].any()


async def test_a_voice_given_up_while_held_was_heard_as_far_as_it_came():
    line = WavLine(np.zeros(FRAME_SAMPLES, np.int16), trailing_ms=5000)
    speaker = Speaker(line, OpenJTalkTts(), Voice())
    speech = speaker.ready(ReadyLine(Sentence("十文字の文である。", "十文字"), RAMP))
    speaker.start(speech)
    await speaker.finish(speech)
    async for frame in line.frames():
        if frame.start_ms == 180:
            speaker.hold()
        if frame.start_ms == 300:
            assert speaker.stop() == "十文字の"
            assert line.queued_ms == 0
            break
    speaker.release()
    assert line.queued_ms == 0


async def heard_over_the_agent(text: str, reading: str) -> list[object]:
    spoken = await voice(OpenJTalkTts(), text)
    ear = Listener(SileroVad(), GivenWords((text, reading), ("", ""), ("", "")))
    silent = np.zeros(FRAME_SAMPLES, np.int16)
    found: list[object] = []
    for frame in frames(quiet(500), spoken, quiet(1000)):
        assert isinstance(frame, AudioFrame)
        found += await ear.hear(
            frame, sent=silent, digits="", expect=Expect.OPEN, agent_left_ms=5000
        )
    return found


async def test_a_long_backchannel_holds_the_voice_and_lets_it_go_on():
    found = await heard_over_the_agent("なるほど", "ナルホド")
    assert Interrupted() not in found
    assert found.count(Held()) == found.count(Released())


async def test_an_interruption_holds_the_voice_and_then_takes_the_word():
    found = await heard_over_the_agent("すみません、待ってください", "スミマセンマッテクダサイ")
    assert found.index(Held()) < found.index(Interrupted())
    assert Released() not in found


def test_pieces_made_while_held_wait_their_turn():
    line = WavLine(np.zeros(FRAME_SAMPLES, np.int16))
    speaker = Speaker(line, OpenJTalkTts(), Voice())
    speech = speaker.ready(ReadyLine(Sentence("はい。", "はい。"), RAMP))
    speaker.start(speech)
    speaker.hold()
    speaker._queue(speech, Piece(0, RAMP))
    assert line.queued_ms == 0
    assert speaker.left_ms == 800
    speaker.release()
    assert line.queued_ms == 800
