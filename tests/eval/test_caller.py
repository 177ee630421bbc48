"""The simulated caller against an agent made of tones: when it speaks, and what it admits to."""

import numpy as np
import pytest
import soundfile

from eval.caller import SimulatedCaller
from eval.hearing import is_heard, nearest
from eval.manner import REACTION_MS
from eval.script import CallerScript, Reaction, Stretch, Turn
from eval.telephone import Channel
from eval.voices import PACKAGED_VOICES
from speech.audio import FRAME_SAMPLES, SAMPLE_RATE_HZ

VOICE = PACKAGED_VOICES[0]
QUIET_LINE = Channel(snr_db=50, echo_db=None)


def turn(text, **fields):
    return Turn(text, (Stretch(text),), **fields)


def script(*turns, **fields):
    return CallerScript("test", tuple(turns), **({"channel": QUIET_LINE} | fields))


def tone(seconds, hz=400):
    t = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (8000 * np.sin(2 * np.pi * hz * t)).astype(np.int16)


async def call(line, agent):
    """Run `line`; `agent` maps ms to audio that starts then. Returns the frames."""
    frames = []
    async for frame in line.frames():
        frames.append(frame)
        if frame.start_ms in agent:
            line.play(agent[frame.start_ms])
    return frames


def heard(frames):
    return np.concatenate([frame.samples for frame in frames])


async def test_the_caller_waits_for_the_end_of_the_agents_turn_and_reacts_like_a_person():
    for seed in range(8):
        line = SimulatedCaller(script(turn("総務の早瀬です"), max_call_ms=8000), VOICE, seed)
        await call(line, {0: tone(2)})
        (_, end_ms) = line.agent_voice[0]
        reaction_ms = line.said[0].start_ms - end_ms
        assert REACTION_MS[0] <= reaction_ms <= REACTION_MS[1] + 50


async def test_a_pause_with_more_queued_is_not_the_end_of_the_agents_turn():
    line = SimulatedCaller(script(turn("早瀬です"), max_call_ms=9000), VOICE)
    sentence = np.concatenate((tone(1), np.zeros(16_000, np.int16), tone(1)))
    await call(line, {0: sentence})
    assert line.said[0].start_ms > 3000


async def test_a_short_acknowledgement_of_the_agents_is_not_a_turn():
    line = SimulatedCaller(script(turn("早瀬です"), max_call_ms=6000), VOICE)
    await call(line, {0: tone(0.3)})
    assert line.said == ()


async def test_the_truth_is_where_the_voice_is_in_the_audio():
    quiet = Channel(snr_db=60, echo_db=None)
    line = SimulatedCaller(script(turn("資料がまだ"), channel=quiet, max_call_ms=8000), VOICE)
    frames = await call(line, {0: tone(1)})
    said = line.said[0]
    level = np.abs(heard(frames).astype(float))
    loud = np.flatnonzero(level > level.max() / 30)
    assert said.start_ms == pytest.approx(loud[0] / 16, abs=40)
    assert said.end_ms == pytest.approx(loud[-1] / 16, abs=40)
    assert (said.text, said.reading, said.kind) == ("資料がまだ", "シリョーガマダ", "turn")


async def test_a_number_with_pauses_is_one_utterance_that_ends_with_its_last_digit():
    number = Turn("012-3456", (Stretch("ゼロイチニーの", 700), Stretch("サンヨンゴーロク")))
    whole = Turn("012-3456", (Stretch("ゼロイチニーの", 0), Stretch("サンヨンゴーロク")))
    lengths = []
    for one in (number, whole):
        line = SimulatedCaller(script(one, max_call_ms=9000), VOICE)
        await call(line, {0: tone(1)})
        (said,) = line.said
        assert said.reading == "ゼロイチニーノサンヨンゴーロク"
        lengths.append(said.end_ms - said.start_ms)
    assert lengths[0] - lengths[1] == pytest.approx(700, abs=2)


async def test_an_interruption_comes_at_its_time_into_the_agents_turn():
    plan = script(turn("ちょっとすみません", when="interrupt", at_ms=1500), max_call_ms=9000)
    line = SimulatedCaller(plan, VOICE)
    await call(line, {200: tone(6)})
    said = line.said[0]
    assert said.kind == "interruption"
    assert said.start_ms - line.agent_voice[0][0] == pytest.approx(1500, abs=60)
    assert line.agent_voice[0][0] < said.start_ms < line.agent_voice[0][1]


async def test_a_backchannel_is_said_under_the_agent_and_takes_no_turn():
    plan = script(
        turn("はい", when="backchannel", at_ms=800), turn("お願いします"), max_call_ms=9000
    )
    line = SimulatedCaller(plan, VOICE)
    await call(line, {0: tone(3)})
    nod, answer = line.said
    assert (nod.kind, answer.kind) == ("backchannel", "turn")
    assert nod.end_ms < line.agent_voice[0][1] < answer.start_ms


async def test_the_moment_of_a_backchannel_passes_and_an_interruption_becomes_an_answer():
    plan = script(
        turn("はい", when="backchannel", at_ms=5000),
        turn("待ってください", when="interrupt", at_ms=5000),
        max_call_ms=7000,
    )
    line = SimulatedCaller(plan, VOICE)
    await call(line, {0: tone(1)})
    assert [(said.text, said.kind) for said in line.said] == [("待ってください", "turn")]


async def test_keys_are_pressed_once_and_silence_is_kept_whatever_the_agent_says():
    plan = script(
        Turn("", keys="31#"),
        Turn("", silent_ms=6000),
        turn("まだいます"),
        max_call_ms=16_000,
    )
    line = SimulatedCaller(plan, VOICE)
    pressed = []
    async for frame in line.frames():
        if frame.start_ms in (0, 3000, 6000, 11_000):
            line.play(tone(1))
        pressed.append(line.take_digits())
    assert [digits for digits in pressed if digits] == ["31#"]
    assert line.said[0].start_ms > 10_000


async def test_into_a_dead_line_the_caller_says_moshimoshi_and_then_hangs_up():
    line = SimulatedCaller(script(turn("早瀬です"), patience_ms=2000), VOICE)
    frames = await call(line, {})
    assert [said.text for said in line.said] == ["もしもし。", "もしもし。"]
    assert frames[-1].start_ms < 12_000


async def test_hanging_up_ends_the_audio_at_once_and_cuts_the_agent_off():
    line = SimulatedCaller(script(Turn("", when="hang_up")), VOICE)
    frames = await call(line, {0: tone(1), 1700: tone(5)})
    assert frames[-1].start_ms < 2500


async def test_with_nothing_left_to_say_the_caller_stays_polite_and_the_call_ends():
    line = SimulatedCaller(script(turn("早瀬です")), VOICE)
    frames = await call(line, {ms: tone(1) for ms in range(0, 200_000, 5000)})
    texts = [said.text for said in line.said]
    assert texts[0] == "早瀬です"
    assert texts[-1] == "失礼します。"
    assert frames[-1].start_ms < 60_000


async def test_caps_end_a_call_that_would_never_end():
    script_ = script(*[turn("はい")] * 30, max_turns=3)
    line = SimulatedCaller(script_, VOICE)
    await call(line, {ms: tone(1) for ms in range(0, 200_000, 4000)})
    assert len(line.said) == 3
    capped = SimulatedCaller(script(turn("はい"), max_call_ms=3000), VOICE)
    assert len(await call(capped, {})) == 150


def ear_for(readings):
    """Hears a different sentence in each tone, by its pitch."""

    def hear(samples):
        spectrum = np.abs(np.fft.rfft(samples[:16_000]))
        return readings[round(float(np.argmax(spectrum)) * 16_000 / min(len(samples), 16_000), -2)]

    return hear


async def test_a_caller_with_an_ear_answers_what_was_asked_not_what_comes_next():
    plan = script(
        turn("要件です"),
        turn("メールは結構です", cue=("メール",)),
        turn("番号はこれです", cue=("デンワバンゴー",)),
        reactions=(Reaction(("ヨロシーデショーカ",), turn("そうです")),),
    )
    readings = {
        400: "オデンワアリガトーゴザイマス",
        500: "オデンワバンゴーオオシエテクダサイ",
        600: "デヨロシーデショーカ",
        700: "メールアドレスモオツタエシマショーカ",
        800: "シツレーイタシマス",
    }
    asked = {0: 400, 5000: 500, 10_000: 600, 15_000: 700, 20_000: 600, 25_000: 800, 30_000: 800}
    line = SimulatedCaller(plan, VOICE, ear=ear_for(readings))
    await call(line, {ms: tone(1, hz) for ms, hz in asked.items()})
    assert [said.text for said in line.said] == [
        "要件です",
        "番号はこれです",
        "そうです",
        "メールは結構です",
        "そうです",
        "失礼します。",
    ]


async def test_asked_to_say_it_again_the_caller_repeats_itself_twice_at_most():
    plan = script(
        turn("早瀬です"),
        turn("以上です"),
        reactions=(Reaction(("モーイチド",), Turn(""), repeats=True),),
    )
    readings = {400: "モーイチドオネガイシマス", 500: "ドチラサマデショーカ"}
    line = SimulatedCaller(plan, VOICE, ear=ear_for(readings))
    agent = {ms: tone(1, 400) for ms in range(3000, 20_000, 3000)} | {0: tone(1, 500)}
    await call(line, agent)
    texts = [said.text for said in line.said]
    assert texts[:4] == ["早瀬です", "早瀬です", "早瀬です", "以上です"]


async def test_the_same_seed_gives_the_same_call_and_another_seed_another():
    def fresh(seed):
        plan = script(turn("早瀬です"), channel=Channel(noise="babble", loss=0.05))
        return SimulatedCaller(plan, VOICE, seed)

    agent = {0: tone(1), 4000: tone(1), 9000: tone(1)}
    calls = [heard(await call(fresh(seed), agent)) for seed in (1, 1, 2)]
    assert np.array_equal(calls[0], calls[1])
    assert len(calls[0]) != len(calls[2]) or not np.array_equal(calls[0], calls[2])


async def test_both_sides_are_recorded_caller_left_agent_right(tmp_path):
    path = tmp_path / "calls" / "one.wav"
    line = SimulatedCaller(script(turn("早瀬です"), max_call_ms=6000), VOICE, record_to=path)
    frames = await call(line, {980: tone(1)})
    sides, rate = soundfile.read(path, dtype="int16")
    assert rate == SAMPLE_RATE_HZ
    assert np.array_equal(sides[:, 0], heard(frames))
    assert np.array_equal(sides[16_000:32_000, 1], tone(1))
    assert len(frames) * FRAME_SAMPLES == len(sides)


def test_a_cue_may_be_misheard_by_one_kana_in_five_but_not_more():
    assert is_heard(["デンワバンゴー"], "オデンワバンボーオドーゾ")
    assert not is_heard(["メール"], "ソレデワオマチシテオリマス")
    assert nearest("エガワ", "サマエダワサマ") == (1, 5)
    assert nearest("エガワ", "") == (3, 0)
