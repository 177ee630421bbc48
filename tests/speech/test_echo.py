"""The agent's voice comes back and is not taken for the caller; the caller is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyopenjtalk
import pytest
import soxr

from eval.telephone import Channel, Telephone, at_level
from speech.audio import FRAME_SAMPLES, SAMPLE_RATE_HZ, AudioFrame, level_dbfs
from speech.echo import EchoCanceller
from speech.endpointing import Endpointer, Expect, SpeechStarted
from speech.vad.silero import SileroVad

AGENT_SAYS = (
    "お電話ありがとうございます。株式会社スマイルコープでございます。"
    "この通話は録音させていただきます。あいにく栗本は本日出張しております。"
)


@cache
def spoken(text: str, semitones: float = 0.0) -> np.ndarray:
    wave, rate_hz = pyopenjtalk.tts(text, half_tone=semitones)
    samples = soxr.resample(wave, rate_hz, SAMPLE_RATE_HZ)
    samples = samples[np.flatnonzero(np.abs(samples) > 300)[0] :]
    return np.clip(samples, -32768, 32767).astype(np.int16)


def agent_voice() -> np.ndarray:
    voice = spoken(AGENT_SAYS)
    return voice[: voice.size // FRAME_SAMPLES * FRAME_SAMPLES]


@dataclass
class Heard:
    before: np.ndarray
    after: np.ndarray
    starts: list[int]
    """When a turn of the caller's was found, in ms."""
    canceller: EchoCanceller


def call(channel: Channel, caller: np.ndarray, agent: np.ndarray, cancel: bool = True) -> Heard:
    telephone = Telephone(channel, seed=7)
    canceller, vad, endpointer = EchoCanceller(), SileroVad(), Endpointer()
    before, after, starts = [], [], []
    for at in range(0, agent.size, FRAME_SAMPLES):
        sent = agent[at : at + FRAME_SAMPLES]
        voice = caller[at : at + FRAME_SAMPLES].astype(np.float32) / 32768
        frame = AudioFrame(telephone.carry(voice, sent), at // 16)
        clean = canceller.process(frame, sent) if cancel else frame
        before.append(frame.samples)
        after.append(clean.samples)
        found = endpointer.push(frame.start_ms, vad.push(clean), None, Expect.OPEN, True)
        starts += [frame.start_ms + 20 for event in found if isinstance(event, SpeechStarted)]
    return Heard(np.concatenate(before), np.concatenate(after), starts, canceller)


def quiet_caller(agent: np.ndarray) -> np.ndarray:
    return np.zeros(agent.size, np.int16)


@pytest.mark.parametrize(("echo_db", "delay_ms"), [(-20, 30), (-20, 200), (-28, 90), (-35, 90)])
def test_an_echo_is_no_caller(echo_db, delay_ms):
    agent = agent_voice()
    channel = Channel(snr_db=40, echo_db=echo_db, echo_delay_ms=delay_ms)
    heard = call(channel, quiet_caller(agent), agent)
    assert heard.starts == []


def test_without_the_canceller_the_same_echo_is_a_caller():
    agent = agent_voice()
    channel = Channel(snr_db=40, echo_db=-20, echo_delay_ms=90)
    assert call(channel, quiet_caller(agent), agent, cancel=False).starts != []


def test_the_echo_is_subtracted_within_the_first_sentence():
    agent = agent_voice()
    heard = call(Channel(snr_db=40, echo_db=-20, echo_delay_ms=90), quiet_caller(agent), agent)
    late = slice(3 * SAMPLE_RATE_HZ, None)
    assert level_dbfs(heard.before[late]) - level_dbfs(heard.after[late]) > 9
    assert heard.canceller.cancelled_db > 8


@pytest.mark.parametrize("level_dbfs_", [-26, -36])
@pytest.mark.parametrize("snr_db", [40, 20])
def test_a_caller_over_the_agent_is_found_at_once(level_dbfs_, snr_db):
    agent = agent_voice()
    said = at_level(
        spoken("すみません、栗本さんの携帯の番号を教えてください", -7) / 32768, level_dbfs_
    )
    caller = quiet_caller(agent)
    start = 4 * SAMPLE_RATE_HZ
    caller[start : start + said.size] = said * 32768
    channel = Channel(snr_db=snr_db, echo_db=-24, echo_delay_ms=120, level_dbfs=level_dbfs_)
    heard = call(channel, caller, agent)
    assert 4000 < heard.starts[0] <= 4300, "a pause may split the sentence: nobody transcribes here"


def test_a_caller_over_the_agent_stays_clean_enough_to_recognise():
    agent = agent_voice()
    said = spoken("すみません、栗本さんの携帯の番号を教えてください", -7)
    caller = quiet_caller(agent)
    start = 4 * SAMPLE_RATE_HZ
    caller[start : start + said.size] = said
    alone = call(Channel(snr_db=40, echo_db=None), caller, quiet_caller(agent), cancel=False).after
    with_echo = call(Channel(snr_db=40, echo_db=-20, echo_delay_ms=120), caller, agent).after
    where = slice(start, start + said.size)
    difference = with_echo[where].astype(float) - alone[where]
    power = np.mean(alone[where].astype(float) ** 2)
    assert 10 * np.log10(power / np.mean(difference**2)) > 20


def test_a_caller_is_not_touched_while_the_agent_is_silent():
    caller = spoken("栗本さんをお願いします", -7)
    caller = caller[: caller.size // FRAME_SAMPLES * FRAME_SAMPLES]
    heard = call(Channel(snr_db=20, echo_db=None), caller, quiet_caller(caller))
    assert np.array_equal(heard.before, heard.after)
    assert heard.canceller.caller_likely


def test_where_no_echo_exists_a_caller_over_the_agent_is_hardly_changed():
    agent = agent_voice()
    said = spoken("すみません、栗本さんの携帯の番号を教えてください", -7)
    caller = quiet_caller(agent)
    start = 4 * SAMPLE_RATE_HZ
    caller[start : start + said.size] = said
    heard = call(Channel(snr_db=40, echo_db=None), caller, agent)
    where = slice(start, start + said.size)
    difference = heard.after[where].astype(float) - heard.before[where]
    power = np.mean(heard.before[where].astype(float) ** 2)
    assert 10 * np.log10(power / max(1e-9, np.mean(difference**2))) > 20
