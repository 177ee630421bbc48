from itertools import pairwise
from pathlib import Path

import numpy as np
import pyopenjtalk
import pytest
import soxr
from pyopenjtalk import HTSEngine

from speech.tts.telephone_band import at_16_khz

VOICE = Path(pyopenjtalk.DEFAULT_HTS_VOICE.decode())
TEXT = "申し訳ございません。あいにく席を外しております。"


def spoken(path: Path) -> np.ndarray:
    """The text at 16 kHz, at RMS 1."""
    engine = HTSEngine(str(path).encode())
    wave = engine.synthesize(pyopenjtalk.extract_fullcontext(TEXT))
    wave = soxr.resample(wave, engine.get_sampling_frequency(), 16_000)
    return wave / np.sqrt(np.square(wave).mean())


def bands_db(wave: np.ndarray) -> np.ndarray:
    """(frames, 24) level in bands from 100 to 7600 Hz, every 10 ms."""
    frames = np.lib.stride_tricks.sliding_window_view(wave, 400)[::160] * np.hanning(400)
    power = np.abs(np.fft.rfft(frames, 512)) ** 2
    edges = np.unique(np.geomspace(100, 7600, 25) * 512 // 16_000).astype(int)
    summed = np.stack([power[:, a:b].mean(1) for a, b in pairwise(edges)], 1)
    return 10 * np.log10(summed + 1e-2)


def centre_hz(wave: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(wave)) ** 2
    hz = np.fft.rfftfreq(len(wave), 1 / 16_000)
    return float((hz * power)[hz < 4000].sum() / power[hz < 4000].sum())


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("voice") / "narrow.htsvoice"
    path.write_bytes(at_16_khz(VOICE.read_bytes()))
    return path


def test_the_voice_says_the_same_in_the_same_time(narrow: Path) -> None:
    wide, thin = spoken(VOICE), spoken(narrow)
    assert len(wide) == len(thin)
    a, b = bands_db(wide), bands_db(thin)
    loud = a.max(1) > a.max() - 40
    assert np.abs((a - b)[loud].mean(0)).max() < 2.5
    assert np.sqrt(np.square((a - b)[loud]).mean(1)).mean() < 5.0


def test_formants_can_be_moved_alone(tmp_path: Path, narrow: Path) -> None:
    deep = tmp_path / "deep.htsvoice"
    deep.write_bytes(at_16_khz(VOICE.read_bytes(), formants=0.82))
    plain, deeper = spoken(narrow), spoken(deep)
    assert len(plain) == len(deeper)
    assert centre_hz(deeper) < 0.95 * centre_hz(plain)


def test_a_converted_voice_cannot_be_converted_again(narrow: Path) -> None:
    data = narrow.read_bytes()
    assert b"SAMPLING_FREQUENCY:16000" in data
    with pytest.raises(ValueError, match="band"):
        at_16_khz(data)


@pytest.mark.parametrize("data", [b"", b"[GLOBAL]\n", b"RIFF....", VOICE.read_bytes()[:3000]])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        at_16_khz(data)
