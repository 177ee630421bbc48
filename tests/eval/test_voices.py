from dataclasses import replace

import numpy as np
import pytest

from eval.speech_style import Style
from eval.telephone import active_rms
from eval.voices import (
    PACKAGED_VOICES,
    CallerVoice,
    duration_ms,
    find_voices,
    reading_of,
    speak,
    trim,
    varied,
    voice_for,
)
from speech.audio import SAMPLE_RATE_HZ

TEXT = "お世話になっております。総務の者です。"
OLD = Style(register="elderly")
HASTY = Style(register="hurried")
AGENT = CallerVoice("agent")
"""The packaged voice as it is: what the agent speaks with."""


def centroid_hz(samples):
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    band = (hz > 300) & (hz < 3400)
    return float((spectrum[band] * hz[band]).sum() / spectrum[band].sum())


def pitch_hz(samples):
    """Median over voiced frames of the shortest lag that correlates nearly best, 60-500 Hz."""
    found = []
    for at in range(0, len(samples) - 960, 480):
        frame = samples[at : at + 960]
        if np.sqrt(np.mean(frame**2)) < 0.3 * active_rms(samples):
            continue
        correlation = np.correlate(frame, frame, mode="full")[959:]
        lags = np.arange(SAMPLE_RATE_HZ // 500, SAMPLE_RATE_HZ // 60)
        tops = (correlation[lags] > correlation[lags - 1]) & (
            correlation[lags] >= correlation[lags + 1]
        )
        good = lags[tops & (correlation[lags] > 0.85 * correlation[lags].max())]
        if len(good):
            found.append(SAMPLE_RATE_HZ / int(good[0]))
    return float(np.median(found))


@pytest.mark.parametrize("voice", PACKAGED_VOICES, ids=lambda voice: voice.name)
def test_no_packaged_caller_sounds_like_the_agent(voice):
    agent, caller = speak(TEXT, AGENT), speak(TEXT, voice)
    semitones = 12 * np.log2(pitch_hz(caller) / pitch_hz(agent))
    assert abs(semitones) > 1 or abs(voice.formants - 1) > 0.05


def test_moving_formants_keeps_pitch_and_pace():
    plain, deep = speak(TEXT, AGENT), speak(TEXT, CallerVoice("deep", formants=0.85))
    assert duration_ms(deep) == pytest.approx(duration_ms(plain), rel=0.05)
    assert pitch_hz(deep) == pytest.approx(pitch_hz(plain), rel=0.06)
    assert centroid_hz(deep) < centroid_hz(plain) * 0.97


def test_speed_shortens_and_pitch_lowers():
    plain = speak(TEXT, AGENT)
    fast, low = speak(TEXT, CallerVoice("f", speed=1.5)), speak(TEXT, CallerVoice("l", pitch=-4))
    assert duration_ms(fast) == pytest.approx(duration_ms(plain) / 1.5, rel=0.1)
    assert 12 * np.log2(pitch_hz(low) / pitch_hz(plain)) == pytest.approx(-4, abs=1)


def test_the_last_sample_is_speech_not_the_synthesisers_tail():
    samples = speak(TEXT, PACKAGED_VOICES[0])
    last_20_ms = samples[-320:]
    assert np.sqrt(np.mean(last_20_ms**2)) > 0.004 * np.abs(samples).max()
    padded = np.concatenate((np.zeros(3200, np.float32), samples, np.zeros(8000, np.float32)))
    assert abs(len(trim(padded)) - len(samples)) <= 160


def test_readings_are_as_pronounced():
    assert reading_of("今日は東京へ行きます。") == "キョーワトーキョーエイキマス"


def test_the_same_voice_is_the_same_sound():
    assert np.array_equal(speak(TEXT, PACKAGED_VOICES[1]), speak(TEXT, PACKAGED_VOICES[1]))


def test_a_varied_voice_is_near_its_own_and_its_own_for_a_seed():
    one, two = (varied(PACKAGED_VOICES[0], np.random.default_rng(9)) for _ in range(2))
    assert one == two
    assert one != PACKAGED_VOICES[0]
    assert abs(one.formants / PACKAGED_VOICES[0].formants - 1) <= 0.05


def test_a_folder_without_voices_is_refused_and_no_folder_means_the_packaged(tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError, match="htsvoice"):
        find_voices(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert find_voices() == PACKAGED_VOICES


def test_each_voice_file_of_a_folder_is_a_caller_except_the_agents_own(tmp_path):
    import pyopenjtalk

    packaged = pyopenjtalk.DEFAULT_HTS_VOICE.decode()
    for name in ("guest.htsvoice", "mei_normal.htsvoice"):
        (tmp_path / name).symlink_to(packaged)
    found = find_voices(tmp_path)
    assert [voice.name for voice in found[len(PACKAGED_VOICES) :]] == ["guest"]
    assert len(speak("はい", found[-1])) > 1000


@pytest.mark.parametrize("voice", PACKAGED_VOICES, ids=lambda voice: voice.name)
def test_seed_0_in_a_plain_style_is_the_voice_as_written(voice):
    assert voice_for(voice.name, Style(), 0) == voice


@pytest.mark.parametrize("voice", PACKAGED_VOICES, ids=lambda voice: voice.name)
def test_no_seed_brings_a_caller_near_the_agents_voice_or_far_from_its_own(voice):
    made = [voice_for(voice.name, Style(), seed) for seed in range(1, 60)]
    assert len({each.formants for each in made}) == len(made)
    for each in made:
        assert not each.is_like_the_agents
        assert abs(each.pitch) >= 1 or abs(each.formants - 1) >= 0.05
        assert abs(each.formants / voice.formants - 1) <= 0.05
        assert abs(each.pitch - voice.pitch) <= 2
        assert each.speed == voice.speed
    assert AGENT.is_like_the_agents


def test_the_style_sets_the_pace_within_what_the_voice_can_do():
    slow, plain, fast = (voice_for("mei-calm", style, 3) for style in (OLD, Style(), HASTY))
    assert slow.speed < plain.speed < fast.speed
    assert (slow.formants, slow.pitch) == (plain.formants, plain.pitch)
    lengths = [duration_ms(speak(TEXT, voice)) for voice in (slow, plain, fast)]
    assert lengths[0] > 1.1 * lengths[1] > 1.1 * 1.1 * lengths[2]
    assert voice_for("mei-brisk", Style(speed=1.5, register="hurried"), 0).speed == 2.0


def test_an_old_voice_trembles_at_its_pace_and_no_other_does():
    old = voice_for("mei-low", OLD, 0)
    assert old.tremor > 0 == voice_for("mei-low", HASTY, 0).tremor
    steady = speak("あー", replace(old, tremor=0.0))
    trembling = speak("あー", replace(old, tremor=0.05))
    assert abs(duration_ms(trembling) - duration_ms(steady)) < 30
    assert not np.allclose(trembling[: len(steady)], steady[: len(trembling)], atol=0.02)


def test_a_voice_that_is_not_there_is_refused_by_name():
    with pytest.raises(ValueError, match="mei-lo; there are: mei-low"):
        voice_for("mei-lo", Style(), 0)
