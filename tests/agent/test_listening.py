"""The ear with the real echo canceller, detector and endpointer; only the words are given."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from agent.events import CallerSaid, CallerSilent, CallerStarted, DigitPressed
from agent.listening import Continued, Heard, Interrupted, Listener, NumberHeard, Paused, join
from speech.asr.embedded import EmbeddedAsr
from speech.asr.phones import phones_from_kana
from speech.audio import FRAME_MS, FRAME_SAMPLES, SAMPLES_PER_MS, AudioFrame, Samples
from speech.endpointing import Expect
from speech.engines import BiasWord, Voice
from speech.reading.kana import similarity
from speech.transcript import Transcript
from speech.tts.open_jtalk import OpenJTalkTts
from speech.vad.silero import SileroVad
from tests.fakes import transcript

QUIET = np.zeros(FRAME_SAMPLES, np.int16)


class GivenWords:
    """A recogniser that knows what will be said: turns in order, the words so far by duration."""

    def __init__(self, *turns: tuple[str, str]) -> None:
        self._turns = iter(turns)

    def stream(self, start_ms: int, bias: tuple[BiasWord, ...] = ()) -> _GivenStream:
        return _GivenStream(*next(self._turns))


class _GivenStream:
    def __init__(self, text: str, reading: str) -> None:
        self._text, self._reading = text, reading
        self._pushed_ms = 0
        self._shown = 0

    async def push(self, frame: AudioFrame) -> Transcript | None:
        self._pushed_ms += FRAME_MS
        phones = len(phones_from_kana(self._reading))
        shown = len(self._reading) * max(0, self._pushed_ms - 600) // (phones * 75 + 1)
        shown = min(shown, len(self._reading))
        if shown <= self._shown:
            return None
        self._shown = shown
        return transcript(self._text, self._reading[:shown])

    async def finish(self) -> Transcript:
        return transcript(self._text, self._reading)


@pytest.fixture(scope="module")
def tts() -> OpenJTalkTts:
    return OpenJTalkTts()


async def voice(tts: OpenJTalkTts, text: str) -> Samples:
    return np.concatenate([piece async for piece in tts.synthesize(text, Voice(pitch=-3.0))])


def quiet(ms: int) -> Samples:
    noise = np.random.default_rng(1).normal(0, 12, ms * SAMPLES_PER_MS)
    return noise.astype(np.int16)


def frames(*parts: Samples) -> Iterator[AudioFrame]:
    audio = np.concatenate(parts)
    for index in range(audio.size // FRAME_SAMPLES):
        yield AudioFrame(audio[index * FRAME_SAMPLES :][:FRAME_SAMPLES], index * FRAME_MS)


async def hear(
    ear: Listener, audio: Iterator[AudioFrame], expect: Expect, agent_left_ms: int = 0
) -> list[Heard]:
    heard: list[Heard] = []
    for frame in audio:
        heard += await ear.hear(
            frame, sent=QUIET, digits="", expect=expect, agent_left_ms=agent_left_ms
        )
    return heard


async def test_a_sentence_is_one_turn_and_its_end_is_where_the_sound_ends(
    tts: OpenJTalkTts,
) -> None:
    spoken = await voice(tts, "栗本さんをお願いします。")
    ear = Listener(
        SileroVad(), GivenWords(("栗本さんをお願いします。", "クリモトサンオオネガイシマス"))
    )
    heard = await hear(ear, frames(quiet(500), spoken, quiet(1500)), Expect.OPEN)
    kinds = [type(h) for h in heard]
    assert kinds.count(CallerSaid) == 1 and kinds[0] is CallerStarted and Paused in kinds
    said = next(h for h in heard if isinstance(h, CallerSaid))
    true_end_ms = 500 + spoken.size // SAMPLES_PER_MS
    assert abs(said.transcript.end_ms - true_end_ms) < 400  # the voice ends in a pause of its own
    assert said.at_ms - said.transcript.end_ms <= 500


async def test_a_pause_inside_a_number_gets_a_sign_of_listening_and_not_an_answer(
    tts: OpenJTalkTts,
) -> None:
    first, second = await voice(tts, "ゼロイチニーの"), await voice(tts, "サンヨンゴーロクの")
    reading = "ゼロイチニーノ"
    ear = Listener(SileroVad(), GivenWords(("012の", reading)))
    heard = await hear(ear, frames(quiet(300), first, quiet(400), second), Expect.PHONE_NUMBER)
    assert NumberHeard() in heard
    assert not [h for h in heard if isinstance(h, CallerSaid)]


async def test_nothing_said_is_reported_as_silence_once_a_while() -> None:
    ear = Listener(SileroVad(), GivenWords())
    heard = await hear(ear, frames(quiet(13_000)), Expect.OPEN)
    assert [type(h) for h in heard] == [CallerSilent, CallerSilent]


async def test_a_backchannel_under_the_agent_is_kept_apart(tts: OpenJTalkTts) -> None:
    spoken = await voice(tts, "はい")
    ear = Listener(SileroVad(), GivenWords(("はい。", "ハイ")))
    heard = await hear(ear, frames(quiet(500), spoken, quiet(1200)), Expect.OPEN, 5000)
    said = [h for h in heard if isinstance(h, CallerSaid)]
    assert len(said) == 1 and said[0].backchannel
    assert Interrupted() not in heard and CallerStarted not in map(type, heard)


async def test_words_of_substance_over_the_agent_interrupt_it(tts: OpenJTalkTts) -> None:
    spoken = await voice(tts, "すみません、ちょっと待ってください。")
    ear = Listener(
        SileroVad(),
        GivenWords(("すみません、ちょっと待ってください。", "スミマセンチョットマッテクダサイ")),
    )
    heard = await hear(ear, frames(quiet(500), spoken, quiet(1200)), Expect.OPEN, 5000)
    assert heard.count(Interrupted()) == 1
    assert not next(h for h in heard if isinstance(h, CallerSaid)).backchannel


async def test_a_cough_is_nobody_s_turn(tts: OpenJTalkTts) -> None:
    spoken = await voice(tts, "ん")
    ear = Listener(SileroVad(), GivenWords(("", ""), ("", "")))
    heard = await hear(ear, frames(quiet(500), spoken[: 200 * 16], quiet(1200)), Expect.OPEN)
    assert not [h for h in heard if isinstance(h, CallerSaid | Paused)]
    assert CallerStarted not in map(type, heard) or Continued() in heard


async def test_keys_are_taken_together_when_they_pause_or_at_the_hash_key() -> None:
    ear = Listener(SileroVad(), GivenWords())
    heard: list[Heard] = []
    keys = {100: "0", 400: "1", 900: "2#"}
    for frame in frames(quiet(1500)):
        heard += await ear.hear(
            frame,
            sent=QUIET,
            digits=keys.get(frame.start_ms, ""),
            expect=Expect.PHONE_NUMBER,
            agent_left_ms=0,
        )
    assert heard == [DigitPressed(920, "012")]


def test_turns_joined_keep_every_word_and_the_weakest_confidence() -> None:
    one = Transcript("はい", "ハイ", 0, 300, True, 2, 0.9)
    two = Transcript("お願いします", "オネガイシマス", 800, 1500, True, 7, 0.6)
    both = join([one, two])
    assert both.reading == "ハイオネガイシマス" and "はい" in both.text
    assert (both.start_ms, both.end_ms, both.confidence) == (0, 1500, 0.6)


async def test_a_turn_gone_on_with_is_heard_in_one_piece(tts: OpenJTalkTts) -> None:
    first = await voice(tts, "あしたの午後")
    second = await voice(tts, "もう一度お電話いただけますか。")
    ear = Listener(SileroVad(), EmbeddedAsr())
    heard = await hear(ear, frames(quiet(500), first, quiet(600)), Expect.OPEN)
    [begun] = [h for h in heard if isinstance(h, CallerSaid)]
    assert begun.whole is None
    at_ms = 1100 + first.size // SAMPLES_PER_MS
    later = [
        AudioFrame(f.samples, f.start_ms + at_ms // FRAME_MS * FRAME_MS)
        for f in frames(second, quiet(1500))
    ]
    heard = await hear(ear, iter(later), Expect.OPEN, agent_left_ms=2000)
    [rest] = [h for h in heard if isinstance(h, CallerSaid)]
    assert rest.whole is not None
    assert rest.whole.start_ms == begun.transcript.start_ms
    assert similarity(rest.whole.reading, "アシタノゴゴモーイチドオデンワイタダケマスカ") > 0.85


async def test_a_turn_long_after_another_stands_alone(tts: OpenJTalkTts) -> None:
    first = await voice(tts, "お願いします。")
    ear = Listener(SileroVad(), EmbeddedAsr())
    heard = await hear(ear, frames(quiet(300), first, quiet(3000), first, quiet(1500)), Expect.OPEN)
    assert [h.whole for h in heard if isinstance(h, CallerSaid)] == [None, None]
