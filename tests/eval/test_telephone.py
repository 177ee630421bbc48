import io
from typing import get_args

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.gsm import Gsm
from eval.noise import BAND_HIGH_HZ, BAND_LOW_HZ, NoiseKind, noise_loop
from eval.room import T60_S, Room, impulse_response
from eval.telephone import (
    CONDITIONS,
    DELAY_SAMPLES,
    SPEAKERPHONE_ECHO_DB,
    SPEAKERPHONE_LEVEL_DB,
    Channel,
    Codec,
    Telephone,
    active_rms,
    at_level,
    frames_of,
    in_band,
    through_telephone,
    under,
)
from eval.voices import PACKAGED_VOICES, babble_talkers, speak
from speech.audio import (
    FRAME_SAMPLES,
    SAMPLE_RATE_HZ,
    SAMPLES_PER_MS,
    alaw_decode,
    mulaw_decode,
)

NOISES = get_args(NoiseKind)
CODECS = get_args(Codec)
DECODES = {"mulaw": mulaw_decode, "alaw": alaw_decode}
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


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("snr_db", [10.0, 20.0])
@pytest.mark.parametrize("speakerphone", [False, True])
def test_the_signal_to_noise_ratio_is_the_one_set(speech, noise, snr_db, speakerphone):
    channel = Channel(snr_db=snr_db, noise=noise, echo_db=None, speakerphone=speakerphone)
    voiced = frames_of(at_level(speech, channel.level_dbfs))
    quiet = [QUIET] * len(voiced)
    noisy = carried(channel, voiced, quiet)
    noise_alone = carried(channel, [SILENCE] * 600, [QUIET] * 600)  # a whole loop
    voice_alone = noisy - noise_alone[: len(noisy)]
    measured = db(active_rms(voice_alone.astype(np.float32)) / rms(noise_alone))
    # A room's reflections meet a voice in step or out of it, and ring on into its pauses.
    assert measured == pytest.approx(snr_db, abs=2.0 if speakerphone else 0.5)


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


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("codec", CODECS)
def test_a_line_is_never_digitally_silent(noise, codec):
    channel = Channel(snr_db=60, level_dbfs=-60, noise=noise, loss=0.3, codec=codec)
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
    [
        {"snr_db": -1},
        {"level_dbfs": 0},
        {"echo_db": -5},
        {"loss": 0.9},
        {"loss_burst": 0.5},
        {"codec": "opus"},
        {"noise": "rain"},
    ],
)
def test_a_channel_no_telephone_has_is_refused(setting):
    with pytest.raises(ValueError, match=next(iter(setting))):
        Channel(**setting)


def test_babble_without_talkers_is_refused():
    with pytest.raises(ValueError, match="talkers"):
        Telephone(Channel(noise="babble"), seed=0)


def lag_and_likeness(heard, sent):
    """Where `sent` (float) is found in `heard`, and how much it is like it there, at most 1."""
    products = np.correlate(heard, sent, mode="valid")
    lag = int(np.argmax(products))
    there = heard[lag : lag + len(sent)]
    return lag, float(products[lag] / np.sqrt((there @ there) * (sent @ sent)))


@pytest.mark.parametrize("codec", CODECS)
def test_no_codec_delays_and_gsm_damages_a_voice_most(speech, codec):
    channel = Channel(snr_db=60, echo_db=None, codec=codec)
    heard = through_telephone(speech, channel, seed=1, before_ms=0) / FULL_SCALE
    lag, likeness = lag_and_likeness(heard, in_band(at_level(speech, channel.level_dbfs)))
    assert lag == pytest.approx(DELAY_SAMPLES, abs=1)
    if codec == "gsm":
        assert 0.85 < likeness < 0.99
    else:
        assert likeness > 0.998


@pytest.mark.parametrize("codec", CODECS)
def test_every_second_sample_is_one_that_the_codec_of_the_network_can_send(speech, codec):
    heard = through_telephone(speech, Channel(codec=codec), seed=1)
    sent = {
        law: set(heard[FRAME_SAMPLES + 1 :: 2]) <= set(decode(np.arange(256, dtype=np.uint8)))
        for law, decode in DECODES.items()
    }
    assert sent == {"mulaw": codec != "alaw", "alaw": codec == "alaw"}


def test_gsm_frame_by_frame_is_what_a_whole_file_would_be(speech):
    samples = np.asarray(speech[::2] * 20_000, np.int16)
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    file = io.BytesIO()
    form = {"samplerate": 8000, "format": "RAW", "subtype": "GSM610"}
    soundfile.write(file, frames.reshape(-1), **form)
    file.seek(0)
    whole, _ = soundfile.read(file, channels=1, dtype="int16", **form)
    one, other = Gsm(), Gsm()
    streamed = []
    for frame in frames:
        streamed.append(one(frame))
        other(frame[::-1].copy())  # another call at the same time
    assert np.array_equal(np.concatenate(streamed), whole)


def test_a_room_rings_as_long_as_it_is_said_to_and_adds_no_energy():
    response = impulse_response(np.random.default_rng(5)).astype(np.float64)
    assert np.sum(response**2) == pytest.approx(1)
    assert np.argmax(np.abs(response)) == 0
    left_db = 10 * np.log10(np.cumsum(response[::-1] ** 2)[::-1])  # Schroeder's integral
    early, late = int(0.05 * 8000), int(0.2 * 8000)
    assert 60 * 0.15 / (left_db[early] - left_db[late]) == pytest.approx(T60_S, rel=0.15)


def test_a_room_frame_by_frame_is_one_long_convolution():
    rng = np.random.default_rng(6)
    response = impulse_response(rng)
    samples = rng.standard_normal(160 * 30).astype(np.float32)
    room = Room(response)
    streamed = np.concatenate([room(frame) for frame in samples.reshape(-1, 160)])
    expected = np.convolve(samples, response)[: len(samples)]
    assert np.allclose(streamed, expected, atol=1e-4)


def test_hands_free_the_voice_is_lower_the_echo_stronger_and_the_room_rings_on(speech):
    near, far = (Channel(snr_db=60, speakerphone=on) for on in (False, True))
    heard = [through_telephone(speech, each, 3) / np.float32(FULL_SCALE) for each in (near, far)]
    levels = [db(active_rms(each)) for each in heard]
    assert levels[1] - levels[0] == pytest.approx(SPEAKERPHONE_LEVEL_DB, abs=1.5)

    spoken_ms = 300 + len(speech) / SAMPLES_PER_MS
    after = slice(round((spoken_ms + 50) * SAMPLES_PER_MS), round((spoken_ms + 150) * 16))
    rings_db = [db(rms(each[after])) - level for each, level in zip(heard, levels, strict=True)]
    assert rings_db[1] > rings_db[0] + 3

    loud = np.random.default_rng(7).normal(0, 4000, (100, FRAME_SAMPLES)).astype(np.int16)
    echoes = [db(rms(carried(each, [SILENCE] * 100, list(loud))[8000:])) for each in (near, far)]
    assert echoes[1] - echoes[0] == pytest.approx(SPEAKERPHONE_ECHO_DB, abs=1)


def test_the_level_of_a_street_wanders_and_that_of_a_car_hardly():
    def spread_db(kind):
        noise = noise_loop(kind, np.random.default_rng(8))
        levels = 20 * np.log10(np.sqrt(np.mean(noise.reshape(-1, 3200) ** 2, axis=1)))
        return float(np.percentile(levels, 90) - np.percentile(levels, 10))

    assert spread_db("street") > 6
    assert 1 < spread_db("car") < 6
    assert spread_db("pink") < 1.5


def test_a_car_rumbles_low_in_the_band():
    def share_below_600_hz(kind):
        spectrum = np.abs(np.fft.rfft(noise_loop(kind, np.random.default_rng(9)))) ** 2
        hz = np.fft.rfftfreq(12 * SAMPLE_RATE_HZ, 1 / SAMPLE_RATE_HZ)
        return float(spectrum[hz < 600].sum() / spectrum.sum())

    assert share_below_600_hz("car") > 0.8 > share_below_600_hz("street") > 0.3
    assert share_below_600_hz("white") < 0.15


def test_a_condition_changes_what_it_names_and_own_changes_nothing():
    own = Channel(snr_db=17, noise="hum", level_dbfs=-31, codec="gsm", loss=0.2, speakerphone=True)
    assert under(own, "own") == own
    assert under(own, "10dB") == Channel(
        snr_db=10, noise="hum", level_dbfs=-31, codec="gsm", speakerphone=True
    )
    assert under(own, "clean").snr_db == 40
    assert under(own, "20dB").loss == 0
    lossy = under(own, "loss5")
    assert (lossy.snr_db, lossy.loss) == (20, 0.05)
    assert lossy.loss_burst > 1


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_condition_is_a_line_that_carries_speech(speech, name):
    channel = under(Channel(), name)
    heard = through_telephone(speech, channel, seed=2, before_ms=0) / FULL_SCALE
    _, likeness = lag_and_likeness(heard, in_band(at_level(speech, -26)))
    assert 0.5 < likeness < 1


def test_an_unknown_condition_names_those_there_are():
    with pytest.raises(ValueError, match=r"20db.*own, clean, 20dB"):
        under(Channel(), "20db")
