"""Audio as the call sees it: 20 ms frames of 16 kHz mono int16; files in and out; G.711.

Any file that libsndfile reads becomes 16 kHz mono, block by block, so that a recording of an
hour takes no more memory than one of a second.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from speech.errors import AudioUnreadable

SAMPLE_RATE_HZ = 16_000
FRAME_MS = 20
FRAME_SAMPLES = SAMPLE_RATE_HZ * FRAME_MS // 1000  # 320
SAMPLES_PER_MS = SAMPLE_RATE_HZ // 1000  # 16

Samples = npt.NDArray[np.int16]
_Floats = npt.NDArray[np.float32]

LEVEL_FLOOR_DBFS = -120.0
_BLOCK_S = 1.0
_LOWEST_RATE_HZ = 4_000  # below this no speech is left (band under 2 kHz)
_SILENT_CHANNEL_DB = 30.0  # a channel this far below the liveliest carries no caller
_WAV_SIZE_UNKNOWN = 0x7FFFFFFF  # recorders that stream write 0x7fffffff.. or 0xffffffff
_OGG_PAGE_BYTES = 27  # its head, up to the count of segments
_OGG_LAST_PAGE = 0x04

_EXPORT_AGAIN = "Export the recording again, for example as 16-bit WAV."


@dataclass(frozen=True, slots=True, eq=False)
class AudioFrame:
    """Twenty milliseconds of one side of a call."""

    samples: npt.NDArray[np.int16]
    """Shape (320,), mono, 16 kHz."""
    start_ms: int
    """Position of the first sample in caller audio, from the moment the call was answered."""


def level_dbfs(samples: npt.NDArray[Any]) -> float:
    """RMS level of int16 samples in dB of full scale: 0 a full-scale square wave, at least -120."""
    if samples.size == 0:
        return LEVEL_FLOOR_DBFS
    power = float(np.mean(np.square(samples.astype(np.float64) / 32768.0)))
    return max(LEVEL_FLOOR_DBFS, 10.0 * float(np.log10(power + 1e-12)))


def read_audio(path: Path | str, channel: int | None = None) -> Samples:
    """Read a whole file as 16 kHz mono int16, shape (n,): one channel (from 0), or all mixed.

    Raises AudioUnreadable where the file is missing, empty, cut off, no audio, or without that
    channel.
    """
    return np.concatenate(list(_blocks(Path(path), channel)))


def stream_audio(path: Path | str) -> Iterator[AudioFrame]:
    """Read a file as 20 ms frames with flat memory; the last is filled up with silence.

    Raises AudioUnreadable as `read_audio` does, before the first frame wherever the file shows it.
    """
    rest = np.empty(0, np.int16)
    start_ms = 0
    for block in _blocks(Path(path)):
        rest = np.concatenate([rest, block])
        whole = rest.size - rest.size % FRAME_SAMPLES
        for samples in rest[:whole].reshape(-1, FRAME_SAMPLES):
            yield AudioFrame(samples, start_ms)
            start_ms += FRAME_MS
        rest = rest[whole:]
    if rest.size:
        yield AudioFrame(np.pad(rest, (0, FRAME_SAMPLES - rest.size)), start_ms)


def write_wav(path: Path | str, samples: Samples) -> None:
    """Write int16 16 kHz samples, shape (n,) mono or (n, channels), as a 16-bit WAV file."""
    soundfile.write(str(path), samples, SAMPLE_RATE_HZ, subtype="PCM_16", format="WAV")


def _blocks(path: Path, channel: int | None = None) -> Iterator[Samples]:
    """Blocks of 16 kHz mono int16, about a second each; at least one sample in all."""
    _refuse_what_is_no_file(path)
    _refuse_cut_off(path)
    heard = 0
    weights = _channel_weights(path) if channel is None else _one_channel(path, channel)
    with _open(path) as file:
        resampler = soxr.ResampleStream(file.samplerate, SAMPLE_RATE_HZ, 1, dtype="float32")
        for block in _raw_blocks(path, file):
            out = resampler.resample_chunk(np.ascontiguousarray(block @ weights))
            heard += out.size
            if out.size:
                yield _to_int16(out)
        out = resampler.resample_chunk(np.empty(0, np.float32), last=True)
    if out.size:
        yield _to_int16(out)
    if heard + out.size == 0:
        raise AudioUnreadable(f"{path.name} holds no sound", "Record the call again.")


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.exists():
        raise AudioUnreadable(f"{path} does not exist", "Check the path.")
    if not path.is_file():
        raise AudioUnreadable(f"{path} is no file", "Name one audio file.")
    if path.stat().st_size == 0:
        raise AudioUnreadable(f"{path.name} is empty", "Record the call again.")


def _refuse_cut_off(path: Path) -> None:
    """libsndfile reads a cut-off WAV or OGG as a short one; half a call must not pass for a whole
    one."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            if head[:4] == b"RIFF" and head[8:] == b"WAVE":
                _refuse_cut_off_wav(path, file)
            elif head[:4] == b"OggS":
                file.seek(0)
                _refuse_cut_off_ogg(path, file)
    except OSError as error:
        raise AudioUnreadable(
            f"{path.name} cannot be opened: {error.strerror}", "Check who may read it."
        ) from error


def _refuse_cut_off_wav(path: Path, file: BinaryIO) -> None:
    """The data chunk says how long it is."""
    size = path.stat().st_size
    while len(chunk := file.read(8)) == 8:
        name, length = struct.unpack("<4sI", chunk)
        if name == b"data":
            if length < _WAV_SIZE_UNKNOWN and file.tell() + length > size:
                held = 100 * (size - file.tell()) // length
                raise AudioUnreadable(
                    f"{path.name} is cut off: it holds {held}% of its audio", _EXPORT_AGAIN
                )
            return
        file.seek(length + length % 2, 1)


def _refuse_cut_off_ogg(path: Path, file: BinaryIO) -> None:
    """Each stream's last page says that it is the last (RFC 3533, section 6)."""
    size = path.stat().st_size
    begun: set[bytes] = set()
    is_whole = True
    while is_whole and (page := file.read(_OGG_PAGE_BYTES))[:4] == b"OggS":
        page = page.ljust(_OGG_PAGE_BYTES, b"\xff")  # a head cut off wants more than there is
        lengths, stream = file.read(page[-1]), page[14:18]
        file.seek(sum(lengths), 1)
        is_whole = len(lengths) == page[-1] and file.tell() <= size
        begun.add(stream)
        if is_whole and page[5] & _OGG_LAST_PAGE:
            begun.discard(stream)
    if begun:
        raise AudioUnreadable(f"{path.name} is cut off", _EXPORT_AGAIN)


def _open(path: Path) -> Any:
    """The opened soundfile.SoundFile."""
    try:
        file = soundfile.SoundFile(str(path))
    except (soundfile.LibsndfileError, OSError, TypeError) as error:
        raise AudioUnreadable(f"{path.name} is no audio that can be read", _EXPORT_AGAIN) from error
    if file.samplerate < _LOWEST_RATE_HZ:
        file.close()
        raise AudioUnreadable(
            f"{path.name} has only {file.samplerate} samples a second", _EXPORT_AGAIN
        )
    return file


def _raw_blocks(path: Path, file: Any) -> Iterator[_Floats]:
    """Blocks (n, channels) in -1..1 as stored; raises AudioUnreadable where the data break off."""
    length = int(file.samplerate * _BLOCK_S)
    read = 0
    while True:
        try:
            block = file.read(length, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError as error:
            raise AudioUnreadable(f"{path.name} is damaged or cut off", _EXPORT_AGAIN) from error
        if len(block) == 0:
            break
        read += len(block)
        yield np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)
    if file.format == "FLAC" and read < file.frames < 2**62:
        raise AudioUnreadable(f"{path.name} is cut off", _EXPORT_AGAIN)


def _one_channel(path: Path, channel: int) -> _Floats:
    """Weights that keep one channel of several; a mono file has only one to take."""
    with _open(path) as file:
        if file.channels == 1:
            return np.ones(1, np.float32)
        if not 0 <= channel < file.channels:
            raise AudioUnreadable(
                f"{path.name} has no channel {channel}", f"It has {file.channels}, from 0."
            )
        weights: _Floats = np.eye(file.channels, dtype=np.float32)[channel]
    return weights


def _channel_weights(path: Path) -> _Floats:
    """How to mix the channels down, shape (channels,), summing to 1.

    The average, but without channels that are silent beside the liveliest one; where two channels
    are each other's negative, so that the average is silence, the liveliest alone.
    """
    with _open(path) as file:
        if file.channels == 1:
            return np.ones(1, np.float32)
        covariance = np.zeros((file.channels, file.channels))
        for block in _raw_blocks(path, file):
            centred = (block - block.mean(axis=0)).astype(np.float64)
            covariance += centred.T @ centred
    power = np.diag(covariance)
    lively = power > power.max() * 10 ** (-_SILENT_CHANNEL_DB / 10)
    if not lively.any():
        lively[:] = True
    weights = lively / lively.sum()
    if weights @ covariance @ weights < power.max() * 10 ** (-_SILENT_CHANNEL_DB / 10):
        weights = np.eye(power.size)[int(power.argmax())]
    mix: _Floats = weights.astype(np.float32)
    return mix


def _to_int16(floats: _Floats) -> Samples:
    samples: Samples = np.clip(np.rint(floats * 32768.0), -32768, 32767).astype(np.int16)
    return samples


# G.711 (ITU-T G.711, 1988): the code of the public telephone network, 8 bits a sample. Encoding
# looks all 65,536 values up in a table made from the decision levels between decoded values.


def mulaw_encode(samples: Samples) -> npt.NDArray[np.uint8]:
    """int16 samples to G.711 mu-law bytes (14-bit, bias 33), same shape."""
    return _MULAW_CODES[samples.astype(np.int32) + 32768]


def mulaw_decode(codes: npt.NDArray[np.uint8]) -> Samples:
    """G.711 mu-law bytes to int16 samples, same shape."""
    return _MULAW_VALUES[codes]


def alaw_encode(samples: Samples) -> npt.NDArray[np.uint8]:
    """int16 samples to G.711 A-law bytes (13-bit), same shape."""
    return _ALAW_CODES[samples.astype(np.int32) + 32768]


def alaw_decode(codes: npt.NDArray[np.uint8]) -> Samples:
    """G.711 A-law bytes to int16 samples, same shape."""
    return _ALAW_VALUES[codes]


def _mulaw_values() -> Samples:
    code = ~np.arange(256) & 0xFF
    magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _alaw_values() -> Samples:
    code = np.arange(256) ^ 0x55
    segment = (code & 0x70) >> 4
    step = (code & 0x0F) << 4
    magnitude = np.where(segment == 0, step + 8, (step + 0x108) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


def _codes_by_sample(values: Samples) -> npt.NDArray[np.uint8]:
    """For each int16 value the code of the nearest decoded value, as table of 65,536."""
    order = np.argsort(values, kind="stable")
    levels = values[order].astype(np.float64)
    nearest = np.searchsorted((levels[1:] + levels[:-1]) / 2, np.arange(-32768, 32768))
    return order[nearest].astype(np.uint8)


_MULAW_VALUES = _mulaw_values()
_ALAW_VALUES = _alaw_values()
_MULAW_CODES = _codes_by_sample(_MULAW_VALUES)
_ALAW_CODES = _codes_by_sample(_ALAW_VALUES)
