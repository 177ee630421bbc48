import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.noise import BAND_HIGH_HZ, BAND_LOW_HZ
from eval.telephone import (
    DELAY_SAMPLES,
    Channel,
    Telephone,
    active_rms,
    at_level,
    frames_of,
    in_band,
    through_telephone,
)
from eval.voices import PACKAGED_VOICES, babble_talkers, speak
from speech.audio import FRAME_SAMPLES, SAMPLE_RATE_HZ, SAMPLES_PER_MS

QUIET = np.zeros(FRAME_SAMPLES, np.int16)
SILENCE = np.zeros(FRAME_SAMPLES, np.float32)
FULL_SCALE = 32768.0


@pytest.fixture(scope="module")
def speech():
    return speak("お電話ありがとうございます。資料の件です。", PACKAGED_VOICES[0])


def carried(channel, voice_frames, sent_frames, seed=1):
    telephone = Telephone(channel, seed, babble_talkers() if channel.noise == "babble" else ())
    frames = zip(voice_frames, sent_frames, strict=True)
    heard = np.concatenate([telephone.carry(voice, sent) for voice, sent in frames])
    return heard.astype(np.float64) / FULL_SCALE


def rms(samples):
    return float(np.sqrt(np.mean(np.square(samples))))


def db(ratio):
    return 20 * np.log10(ratio)


@pytest.mark.parametrize("noise", ["white", "pink", "hum", "babble"])
@pytest.mark.parametrize("snr_db", [10.0, 20.0])
def test_the_signal_to_noise_ratio_is_the_one_set(speech, noise, snr_db):
    channel = Channel(snr_db=snr_db, noise=noise, echo_db=None)
    voiced = frames_of(at_level(speech, channel.level_dbfs))
    quiet = [QUIET] * len(voiced)
    noisy = carried(channel, voiced, quiet)
    noise_alone = carried(channel, [SILENCE] * 600, [QUIET] * 600)  # a whole loop
    voice_alone = noisy - noise_alone[: len(noisy)]
    measured = db(active_rms(voice_alone.astype(np.float32)) / rms(noise_alone))
    assert measured == pytest.approx(snr_db, abs=0.5)


def test_speech_arrives_at_the_level_set(speech):
    heard = through_telephone(speech, Channel(snr_db=50, level_dbfs=-30, echo_db=None), seed=3)
    assert db(active_rms(heard / np.float32(FULL_SCALE))) == pytest.approx(-30, abs=0.5)


def test_only_the_telephone_band_comes_through():
    channel = Channel(snr_db=60, echo_db=None)
    t = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ

    def gain_db(hz):
        tone = np.asarray(0.1 * np.sin(2 * np.pi * hz * t), np.float32)
        frames = frames_of(tone)
        heard = carried(channel, frames, [QUIET] * len(frames))
        return db(rms(heard[SAMPLES_PER_MS * 100 :]) / rms(tone))

    for hz in (300, 500, 1000, 2000, 3000, 3400):
        assert gain_db(hz) == pytest.approx(0, abs=1)
    for hz in (50, 60, 3700, 3900, 5000, 7000):
        assert gain_db(hz) < -25


def test_nothing_of_the_image_above_4_khz_is_left(speech):
    heard = through_telephone(speech, Channel(snr_db=15, noise="white"), seed=5)
    spectrum = np.abs(np.fft.rfft(heard.astype(np.float64))) ** 2
    hz = np.fft.rfftfreq(len(heard), 1 / SAMPLE_RATE_HZ)
    inside = spectrum[(hz > BAND_LOW_HZ) & (hz < BAND_HIGH_HZ)].mean()
    assert spectrum[hz > 4700].mean() < inside * 1e-4


@pytest.mark.parametrize("noise", ["white", "pink", "hum", "babble"])
def test_a_line_is_never_digitally_silent(noise):
    channel = Channel(snr_db=60, level_dbfs=-60, noise=noise, loss=0.3)
    heard = carried(channel, [SILENCE] * 200, [QUIET] * 200) * FULL_SCALE
    for frame in heard.reshape(-1, FRAME_SAMPLES)[1:]:
        assert np.abs(frame).max() > 2
        assert len(np.unique(frame)) > 10


@settings(max_examples=12, deadline=None)
@given(echo_db=st.floats(-35, -20), delay_ms=st.integers(30, 200))
def test_the_agents_echo_comes_back_at_its_level_after_its_delay(echo_db, delay_ms):
    channel = Channel(snr_db=60, level_dbfs=-40, echo_db=echo_db, echo_delay_ms=delay_ms)
    rng = np.random.default_rng(7)
    frames = np.asarray(rng.normal(0, 4000, (60, FRAME_SAMPLES)), np.int16)
    echo = carried(channel, [SILENCE] * 60, list(frames))
    alone = carried(channel, [SILENCE] * 60, [QUIET] * 60)
    sent = in_band(frames.reshape(-1).astype(np.float32) / np.float32(FULL_SCALE))
    came_back = echo - alone
    lag = int(np.argmax(np.correlate(came_back, sent[:8000], mode="valid")))
    assert lag == pytest.approx(delay_ms * SAMPLES_PER_MS + DELAY_SAMPLES, abs=1)
    aligned = came_back[lag:]
    gain = float(aligned @ sent[: len(aligned)] / (sent[: len(aligned)] @ sent[: len(aligned)]))
    assert db(gain) == pytest.approx(echo_db, abs=0.5)


def test_packets_get_lost_as_often_and_in_bursts_as_long_as_set():
    channel = Channel(snr_db=10, level_dbfs=-20, noise="white", loss=0.1, loss_burst=3)
    telephone = Telephone(channel, seed=2)
    levels = [rms(telephone.carry(SILENCE, QUIET).astype(float)) for _ in range(6000)]
    lost = np.array(levels) < 300  # noise -30 dBFS is 1036, the floor 16
    assert lost.mean() == pytest.approx(0.1, abs=0.02)
    bursts = np.count_nonzero(np.diff(lost.astype(int)) == 1)
    assert lost.sum() / bursts == pytest.approx(3, abs=0.6)


def test_the_same_seed_is_the_same_line_and_another_is_another(speech):
    once, again, other = (through_telephone(speech, Channel(snr_db=15), seed) for seed in (4, 4, 5))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


@pytest.mark.parametrize(
    "setting",
    [{"snr_db": -1}, {"level_dbfs": 0}, {"echo_db": -5}, {"loss": 0.9}, {"loss_burst": 0.5}],
)
def test_a_channel_no_telephone_has_is_refused(setting):
    with pytest.raises(ValueError, match=next(iter(setting))):
        Channel(**setting)


def test_babble_without_talkers_is_refused():
    with pytest.raises(ValueError, match="talkers"):
        Telephone(Channel(noise="babble"), seed=0)
