"""HTS voices at 16 kHz: the same voice without what a telephone never carries, three times faster.

The published voices run at 48 kHz, and an HTS vocoder's work grows with its rate. A voice file
holds mel-cepstra; log-spectra are linear in them, so a cepstrum of the band up to 8 kHz is a fixed
matrix times the cepstrum of the band up to 24 kHz, and so are the means of the voice's
distributions. Durations, melody and decision trees stay as they are. The same matrix can stretch
the frequency axis, which moves the formants (a larger or smaller speaker) and nothing else.

Against the 48 kHz original, resampled: 1.3-3.0 dB log-spectral distance (1.1 dB is what a 20th of
a semitone makes), band means within 1 dB, computing time a quarter.

File layout: HTS_engine API 1.10 (HTS_Model_load_pdf).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000
ALPHA = 0.2
"""All-pass constant at 16 kHz. Not the mel scale's .42: at .2 the new axis is the old one's lower
part stretched evenly, so each new coefficient is made of few old ones and the variances carry
over (log-spectral distance to the original 3.0 dB, at .42 3.8, at 0 3.1)."""
KEPT = 0.85
"""Coefficients kept of a voice's (30 of 35, 42 of 50); about .7 describe the part below 8 kHz."""
FILTER_TAPS = 15
_GRID = 512
_TOGETHER = 0.85
"""Share of the correlations between the states' means that also holds within a sentence; sets the
loudness contrast of bands (0: -1.2 dB in the mean, 1: +.5, .85: +.4)."""

_Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class _VoiceFile:
    header: dict[str, str]
    """Key -> value of [GLOBAL] and [STREAM], in order."""
    sections: dict[str, list[bytes]]
    """Key of [POSITION] -> its parts."""
    titles: dict[str, str]
    """Key -> the section of the header it stands in."""


def at_16_khz(voice: bytes, formants: float = 1.0) -> bytes:
    """A 48 kHz .htsvoice file as one of 16 kHz; ValueError for any other kind of voice.

    `formants` (.5..2): theirs over the voice's own.
    """
    try:
        return _written(_converted(_parsed(voice), formants))
    except (KeyError, IndexError, struct.error, UnicodeDecodeError) as error:
        raise ValueError("no HTS voice of the known layout") from error


def _parsed(voice: bytes) -> _VoiceFile:
    head, _, data = voice.partition(b"[DATA]\n")
    file = _VoiceFile({}, {}, {})
    title = ""
    for line in head.decode("utf-8").splitlines():
        if line.startswith("["):
            title = line
            continue
        key, _, value = line.partition(":")
        file.titles[key] = title
        if title != "[POSITION]":
            file.header[key] = value
            continue
        spans = [tuple(map(int, span.split("-"))) for span in value.split(",") if span]
        file.sections[key] = [data[a : b + 1] for a, b in spans]
    return file


def _written(file: _VoiceFile) -> bytes:
    lines, data, title = [], bytearray(), ""
    for key, where in file.titles.items():
        if where != title:
            title = where
            lines.append(title)
        if title != "[POSITION]":
            lines.append(f"{key}:{file.header[key]}")
            continue
        spans = []
        for part in file.sections[key]:
            spans.append(f"{len(data)}-{len(data) + len(part) - 1}")
            data += part
        lines.append(f"{key}:{','.join(spans)}")
    return "\n".join([*lines, "[DATA]", ""]).encode() + bytes(data)


def _converted(file: _VoiceFile, formants: float) -> _VoiceFile:
    head = file.header
    rate_hz, period = int(head["SAMPLING_FREQUENCY"]), int(head["FRAME_PERIOD"])
    spectrum, *others = head["STREAM_TYPE"].split(",")
    alpha = _alpha(head[f"OPTION[{spectrum}]"])
    if rate_hz < 2 * RATE_HZ or period * RATE_HZ % rate_hz:
        raise ValueError("this voice has no band to leave out")
    size, windows = int(head[f"VECTOR_LENGTH[{spectrum}]"]), int(head[f"NUM_WINDOWS[{spectrum}]"])
    states = int(head["NUM_STATES"])
    matrix = _band_matrix(size, alpha, rate_hz * formants)
    key = f"STREAM_PDF[{spectrum}]"
    counts, spectra = _pdfs(file.sections[key][0], states, 2 * size * windows)
    file.sections[key] = [_packed(counts, _projected(spectra, matrix, windows))]
    if head.get(f"USE_GV[{spectrum}]") == "1":
        key = f"GV_PDF[{spectrum}]"
        counts, spread = _pdfs(file.sections[key][0], 1, 2 * size)
        narrow = _projected_spread(spread, spectra[:, :size], matrix)
        file.sections[key] = [_packed(counts, narrow)]
    if "LPF" in others:
        taps = int(head["VECTOR_LENGTH[LPF]"])
        counts, filters = _pdfs(file.sections["STREAM_PDF[LPF]"][0], states, 2 * taps)
        means = np.stack([_decimated(mean, rate_hz) for mean in filters[:, :taps]])
        new = np.concatenate([means, np.full_like(means, 1e-4)], axis=1)
        file.sections["STREAM_PDF[LPF]"] = [_packed(counts, new)]
        head["VECTOR_LENGTH[LPF]"] = str(FILTER_TAPS)
    head["SAMPLING_FREQUENCY"] = str(RATE_HZ)
    head["FRAME_PERIOD"] = str(period * RATE_HZ // rate_hz)
    head[f"VECTOR_LENGTH[{spectrum}]"] = str(len(matrix))
    head[f"OPTION[{spectrum}]"] = head[f"OPTION[{spectrum}]"].replace(f"{alpha}", f"{ALPHA}")
    return file


def _alpha(option: str) -> float:
    """The all-pass constant of a mel-cepstral voice: ALPHA=0.55, GAMMA=0,LN_GAIN=1,ALPHA=0.55."""
    values = dict(part.split("=") for part in option.split(","))
    if float(values.get("GAMMA", 0)) != 0:
        raise ValueError("this voice is no plain mel-cepstral one")
    return float(values["ALPHA"])


def _pdfs(part: bytes, trees: int, width: int) -> tuple[tuple[int, ...], _Floats]:
    """(distributions of each tree, (n, width) their numbers: means, then variances)."""
    counts = struct.unpack_from(f"<{trees}I", part)
    numbers = np.frombuffer(part, dtype="<f4", offset=4 * trees).astype(np.float64)
    return counts, numbers.reshape(sum(counts), width)


def _packed(counts: tuple[int, ...], numbers: _Floats) -> bytes:
    return struct.pack(f"<{len(counts)}I", *counts) + numbers.astype("<f4").tobytes()


def _warped(angle: _Floats, alpha: float) -> _Floats:
    """The all-pass phase that bends the frequency axis; `angle` and result in radians."""
    bent: _Floats = angle + 2 * np.arctan2(alpha * np.sin(angle), 1 - alpha * np.cos(angle))
    return bent


def _band_matrix(size: int, alpha: float, rate_hz: float) -> _Floats:
    """(about KEPT size, size): cepstra up to rate/2 -> those of the same log-spectrum to 8 kHz."""
    # Even steps along the new axis, on which its cosines are orthogonal: no system to solve.
    place = (np.arange(_GRID) + 0.5) * np.pi / _GRID
    angle = _warped(place, -ALPHA)
    wide = np.cos(np.outer(_warped(angle * RATE_HZ / rate_hz, alpha), np.arange(size)))
    narrow = np.cos(np.outer(np.arange(round(KEPT * size)), place)) * 2 / _GRID
    narrow[0] /= 2
    matrix: _Floats = narrow @ wide
    return matrix


def _projected(pdfs: _Floats, matrix: _Floats, windows: int) -> _Floats:
    """Means times the matrix, variances times its squares, window by window."""
    count, size = len(pdfs), matrix.shape[1]
    blocks = pdfs.reshape(count, 2, windows, size)
    means = blocks[:, 0] @ matrix.T
    variances = blocks[:, 1] @ np.square(matrix).T
    return np.stack([means, variances], axis=1).reshape(count, -1)


def _projected_spread(spread: _Floats, means: _Floats, matrix: _Floats) -> _Floats:
    """Global variance of the new coefficients.

    The voice gives variances of the old ones only; how these vary together is taken from the
    means of its states.
    """
    size = matrix.shape[1]
    together = _TOGETHER * np.corrcoef(means.T) + (1 - _TOGETHER) * np.eye(size)
    wide, doubt = spread[:, :size], spread[:, size:]
    deviations = np.sqrt(wide)
    covariances = deviations[:, :, None] * together * deviations[:, None, :]
    narrow = np.einsum("ij,njk,ik->ni", matrix, covariances, matrix)
    relative = (doubt / np.square(wide)).mean(axis=1, keepdims=True)
    return np.concatenate([narrow, np.square(narrow) * relative], axis=1)


def _decimated(taps: _Floats, rate_hz: int) -> _Floats:
    """A symmetric FIR filter's response up to 8 kHz as FILTER_TAPS taps at 16 kHz."""
    middle = len(taps) // 2
    angle = (np.arange(_GRID) + 0.5) * np.pi / _GRID
    response = np.cos(np.outer(angle * RATE_HZ / rate_hz, np.arange(len(taps)) - middle)) @ taps
    half = FILTER_TAPS // 2
    places = np.arange(-half, half + 1)
    narrow: _Floats = np.cos(np.outer(places, angle)) @ response / _GRID
    return narrow
