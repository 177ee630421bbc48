"""Recordings as they come: every rate, width and channel layout, and files that are broken."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import (
    FRAME_SAMPLES,
    SAMPLE_RATE_HZ,
    alaw_decode,
    alaw_encode,
    level_dbfs,
    mulaw_decode,
    mulaw_encode,
    read_audio,
    stream_audio,
    write_wav,
)
from speech.errors import AudioUnreadable


def tone(rate_hz: int, seconds: float = 0.5, hz: float = 440.0, amplitude: float = 0.3):
    return amplitude * np.sin(2 * np.pi * hz * np.arange(int(rate_hz * seconds)) / rate_hz)


def loudest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(spectrum.argmax() * SAMPLE_RATE_HZ / samples.size)


@pytest.mark.parametrize(
    ("rate_hz", "subtype", "suffix"),
    [
        (8_000, "ULAW", "wav"),
        (8_000, "ALAW", "wav"),
        (8_000, "PCM_U8", "wav"),
        (16_000, "PCM_16", "wav"),
        (22_050, "FLOAT", "wav"),
        (44_100, "PCM_24", "wav"),
        (48_000, "PCM_16", "flac"),
        (48_000, "OPUS", "ogg"),
        (48_000, "VORBIS", "ogg"),
        (44_100, "MPEG_LAYER_III", "mp3"),
        (96_000, "DOUBLE", "wav"),
        (96_000, "PCM_16", "aiff"),
    ],
)
def test_any_rate_and_format_becomes_16_khz_mono(tmp_path, rate_hz, subtype, suffix):
    path = tmp_path / f"caller.{suffix}"
    soundfile.write(path, tone(rate_hz), rate_hz, subtype=subtype)
    samples = read_audio(path)
    assert samples.dtype == np.int16
    assert samples.size == pytest.approx(SAMPLE_RATE_HZ // 2, abs=1000)  # MP3 pads
    assert loudest_hz(samples[1000:7000]) == pytest.approx(440, abs=5)
    assert level_dbfs(samples[1000:7000]) == pytest.approx(-13.5, abs=1.0)


def test_stereo_is_averaged(tmp_path):
    path = tmp_path / "stereo.wav"
    soundfile.write(path, np.stack([tone(44_100), tone(44_100, hz=1000)], axis=1), 44_100)
    samples = read_audio(path)
    spectrum = np.abs(np.fft.rfft(samples[:8000]))
    assert spectrum[220] > 100 * np.median(spectrum)
    assert spectrum[500] > 100 * np.median(spectrum)


@pytest.mark.parametrize("caller_channel", [0, 1])
def test_a_silent_channel_does_not_halve_the_caller(tmp_path, caller_channel):
    channels = [np.zeros(22_050), np.zeros(22_050)]
    channels[caller_channel] = tone(44_100)
    path = tmp_path / "one_sided.wav"
    soundfile.write(path, np.stack(channels, axis=1), 44_100)
    assert level_dbfs(read_audio(path)) == pytest.approx(-13.5, abs=0.3)


def test_channels_in_opposite_phase_do_not_cancel(tmp_path):
    path = tmp_path / "opposed.wav"
    soundfile.write(path, np.stack([tone(16_000), -tone(16_000)], axis=1), 16_000)
    assert level_dbfs(read_audio(path)) == pytest.approx(-13.5, abs=0.3)


def test_two_silent_channels_are_silence(tmp_path):
    path = tmp_path / "silence.wav"
    soundfile.write(path, np.zeros((16_000, 2)), 16_000)
    assert not read_audio(path).any()


def test_frames_join_to_the_whole_file(tmp_path):
    path = tmp_path / "caller.wav"
    soundfile.write(path, tone(44_100, seconds=2.345), 44_100)
    frames = list(stream_audio(path))
    whole = read_audio(path)
    assert [frame.start_ms for frame in frames] == list(range(0, 20 * len(frames), 20))
    assert all(frame.samples.shape == (FRAME_SAMPLES,) for frame in frames)
    joined = np.concatenate([frame.samples for frame in frames])
    assert np.array_equal(joined[: whole.size], whole)
    assert not joined[whole.size :].any()


def test_float_above_full_scale_and_not_a_number_are_tamed(tmp_path):
    path = tmp_path / "wild.wav"
    wild = tone(16_000, amplitude=3.0).astype(np.float32)
    wild[100:200] = np.nan
    wild[200:300] = np.inf
    soundfile.write(path, wild, 16_000, subtype="FLOAT")
    samples = read_audio(path)
    assert samples.max() == 32767
    assert samples.min() == -32768
    assert not samples[110:190].any()


def broken(kind: str, folder: Path) -> Path:
    whole = folder / "whole.wav"
    soundfile.write(whole, tone(16_000, seconds=2), 16_000)
    path = folder / f"{kind}.wav"
    contents = {
        "empty": b"",
        "header_only": whole.read_bytes()[:44],
        "half_header": whole.read_bytes()[:20],
        "cut_off": whole.read_bytes()[:30_000],
        "text": "もしもし、電話番です。\n".encode() * 50,
        "noise_bytes": np.random.default_rng(1).bytes(5000),
    }
    path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize(
    "kind", ["empty", "header_only", "half_header", "cut_off", "text", "noise_bytes"]
)
def test_a_broken_file_says_what_to_do(tmp_path, kind):
    path = broken(kind, tmp_path)
    with pytest.raises(AudioUnreadable) as caught:
        read_audio(path)
    assert path.name in str(caught.value)
    assert caught.value.remedy.endswith(".")


def test_a_wav_with_a_header_and_no_samples_is_refused(tmp_path):
    path = tmp_path / "nothing.wav"
    soundfile.write(path, np.zeros(0), 16_000)
    with pytest.raises(AudioUnreadable, match="no sound"):
        read_audio(path)


def test_a_cut_off_flac_is_refused(tmp_path):
    path = tmp_path / "call.flac"
    noise = np.random.default_rng(2).normal(0, 0.1, 64_000)
    soundfile.write(path, noise, 16_000)
    path.write_bytes(path.read_bytes()[:60_000])
    with pytest.raises(AudioUnreadable):
        read_audio(path)


@pytest.mark.parametrize("subtype", ["VORBIS", "OPUS"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.99, "a page", "all but a byte"])
def test_a_cut_off_ogg_is_refused_wherever_it_ends(tmp_path, subtype, part):
    path = tmp_path / "call.ogg"
    noise = np.random.default_rng(2).normal(0, 0.1, 20 * 48_000)
    soundfile.write(path, noise, 48_000, format="OGG", subtype=subtype)
    whole = path.read_bytes()
    assert read_audio(path).size == pytest.approx(20 * SAMPLE_RATE_HZ, abs=1000)
    end = {"a page": whole.rindex(b"OggS"), "all but a byte": len(whole) - 1}
    path.write_bytes(whole[: end[part] if isinstance(part, str) else int(part * len(whole))])
    with pytest.raises(AudioUnreadable, match="cut off") as caught:
        next(stream_audio(path))
    assert caught.value.remedy.endswith(".")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "absent.wav", tmp_path):
        with pytest.raises(AudioUnreadable):
            list(stream_audio(path))


def test_a_streamed_wav_with_unknown_length_is_read(tmp_path):
    path = tmp_path / "piped.wav"
    soundfile.write(path, tone(16_000), 16_000)
    data = bytearray(path.read_bytes())
    where = data.index(b"data") + 4
    data[where : where + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(data))
    assert read_audio(path).size == 8000


def test_a_rate_without_speech_is_refused(tmp_path):
    path = tmp_path / "slow.wav"
    soundfile.write(path, tone(16_000), 1_000)
    with pytest.raises(AudioUnreadable, match="1000 samples"):
        read_audio(path)


def test_a_long_recording_streams_with_flat_memory(tmp_path):
    """Five minutes of 48 kHz stereo (57 MB on disk) within 6 MB; the file is written in blocks."""
    path = tmp_path / "long.wav"
    rng = np.random.default_rng(3)
    with soundfile.SoundFile(path, "w", 48_000, 2, "PCM_16") as file:
        for _ in range(300):
            file.write(rng.normal(0, 0.1, (48_000, 2)))
    tracemalloc.start()
    frames = sum(1 for _ in stream_audio(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert frames == 300 * 50
    assert peak < 6_000_000


def test_written_wav_reads_back_exactly(tmp_path):
    samples = np.random.default_rng(4).integers(-32768, 32768, (1600, 2)).astype(np.int16)
    write_wav(tmp_path / "both.wav", samples)
    back, rate_hz = soundfile.read(tmp_path / "both.wav", dtype="int16")
    assert rate_hz == SAMPLE_RATE_HZ
    assert np.array_equal(back, samples)
    write_wav(tmp_path / "one.wav", samples[:, 0])
    assert np.array_equal(read_audio(tmp_path / "one.wav"), samples[:, 0])


def test_level_counts_from_full_scale():
    assert level_dbfs(np.full(100, -32768, np.int16)) == pytest.approx(0.0, abs=0.01)
    assert level_dbfs(np.zeros(100, np.int16)) == -120.0
    assert level_dbfs(np.zeros(0, np.int16)) == -120.0


@pytest.mark.parametrize(
    ("encode", "decode", "subtype"),
    [(mulaw_encode, mulaw_decode, "ULAW"), (alaw_encode, alaw_decode, "ALAW")],
)
def test_g711_agrees_with_libsndfile(tmp_path, encode, decode, subtype):
    every_code = np.arange(256, dtype=np.uint8)
    path = tmp_path / "codes.raw"
    path.write_bytes(every_code.tobytes())
    kind = {"samplerate": 8000, "channels": 1, "subtype": subtype, "format": "RAW"}
    theirs, _ = soundfile.read(path, dtype="int16", **kind)
    assert np.array_equal(decode(every_code), theirs)
    assert np.array_equal(decode(encode(theirs)), theirs)


@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=50))
def test_g711_error_stays_within_half_a_step(values):
    samples = np.array(values, np.int16)
    for encode, decode in ((mulaw_encode, mulaw_decode), (alaw_encode, alaw_decode)):
        error = np.abs(decode(encode(samples)).astype(int) - samples.astype(int))
        assert np.all(error <= np.maximum(16, np.abs(samples.astype(int)) / 32 + 12))
