"""Speakers nobody recorded: two HTS voices mixed into one, whose vowels stand elsewhere.

A network that has heard four speakers knows four; what moves the error on a fifth is how many
different people it has met. The HTS engine mixes the models of several voices state by state
(Yoshimura et al. 1997, Speaker interpolation in HMM-based speech synthesis system): spectrum,
pitch and duration each with weights of its own. Before that the cepstra of each voice go through
a linear map of their own about their mean, as a speaker's differ from another's in maximum
likelihood linear regression (Leggetter and Woodland 1995), drawn at random instead of learnt:
that moves each vowel its own way, which a longer vocal tract alone does not. pyopenjtalk's class
loads one voice, but its compiled module carries the whole engine, which is asked by name here.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from ctypes import c_char_p, c_double, c_size_t, c_void_p
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pyopenjtalk import htsengine

_ENGINE_BYTES = 8_192
"""More than the engine's structure takes; what is in it is not looked at."""
_ORDER = 35
"""Cepstra kept; some voices have 50, whose last say little below 4 kHz."""
_WINDOWS = 3
_SPEAKERS_STD = (0.03, 0.12)
"""How much of each cepstrum's spread a speaker adds to another's; the recogniser still understood
all of a few at .07."""
_MOVED = 16
"""Cepstra that are mixed with one another; those above are fine structure."""

_hts = ctypes.CDLL(htsengine.__file__)
for _name, _given, _result in (
    ("initialize", (c_void_p,), None),
    ("load", (c_void_p, c_void_p, c_size_t), ctypes.c_bool),
    ("clear", (c_void_p,), None),
    ("refresh", (c_void_p,), None),
    ("set_speed", (c_void_p, c_double), None),
    ("add_half_tone", (c_void_p, c_double), None),
    ("set_duration_interpolation_weight", (c_void_p, c_size_t, c_double), None),
    ("set_parameter_interpolation_weight", (c_void_p, c_size_t, c_size_t, c_double), None),
    ("set_gv_interpolation_weight", (c_void_p, c_size_t, c_size_t, c_double), None),
    ("synthesize_from_strings", (c_void_p, c_void_p, c_size_t), ctypes.c_bool),
    ("get_nsamples", (c_void_p,), c_size_t),
    ("get_generated_speech", (c_void_p, c_size_t), c_double),
):
    _function = getattr(_hts, f"HTS_Engine_{_name}")
    _function.argtypes, _function.restype = _given, _result


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """The parts of an .htsvoice file: header lines as they stand, and named stretches of bytes."""

    head: str
    parts: dict[str, tuple[bytes, ...]]

    @classmethod
    def parse(cls, data: bytes) -> VoiceFile:
        """Raises ValueError for what is no voice."""
        head, found, rest = data.partition(b"[DATA]\n")
        text, marked, positions = head.decode("utf-8").partition("[POSITION]\n")
        if not (found and marked):
            raise ValueError("not a voice file")
        parts = {}
        for line in positions.split():
            name, _, places = line.partition(":")
            spans = (place.split("-") for place in places.split(","))
            parts[name] = tuple(rest[int(begin) : int(end) + 1] for begin, end in spans)
        return cls(text, parts)

    def joined(self) -> bytes:
        """The file."""
        at, lines = 0, []
        for name, pieces in self.parts.items():
            spans = []
            for piece in pieces:
                spans.append(f"{at}-{at + len(piece) - 1}")
                at += len(piece)
            lines.append(f"{name}:{','.join(spans)}\n")
        head = f"{self.head}[POSITION]\n{''.join(lines)}[DATA]\n".encode()
        return head + b"".join(piece for pieces in self.parts.values() for piece in pieces)


def another_speaker(voice: bytes, rng: np.random.Generator) -> bytes:
    """The voice in the form that all mix in, its cepstra moved by a linear map of its own."""
    file = VoiceFile.parse(voice)
    found = re.search(r"VECTOR_LENGTH\[(MGC|MCP)\]:(\d+)", file.head)
    if found is None:
        raise ValueError("a voice without mel cepstra")
    name, order = found[1], int(found[2])
    parts = {
        key.replace("MGC", "MCP"): pieces
        for key, pieces in file.parts.items()
        if not key.startswith("GV_")
    }
    parts["STREAM_PDF[MCP]"] = (_moved(parts["STREAM_PDF[MCP]"][0], order, rng),)
    head = re.sub(r"(USE_GV\[[^]]*\]|GV_OFF_CONTEXT|COMMENT):.*\n", "", file.head)
    head = head.replace("GAMMA=0,LN_GAIN=1,", "").replace(name, "MCP")
    return VoiceFile(head.replace(f"[MCP]:{order}", f"[MCP]:{_ORDER}"), parts).joined()


def _moved(pdf: bytes, order: int, rng: np.random.Generator) -> bytes:
    """Statistics of cepstra: as many of each, the means moved, the variances of one mind.

    Each state: how many leaves; each leaf: means of (windows, order), then variances of the same.
    """
    counts = np.frombuffer(pdf[:20], np.uint32)
    leaves = np.frombuffer(pdf[20:], np.float32).reshape(-1, 2, _WINDOWS, order)[..., :_ORDER]
    means, variances = leaves[:, 0].copy(), leaves[:, 1]
    middle, spread = means[:, 0].mean(axis=0), means[:, 0].std(axis=0)
    mixing = np.zeros((_ORDER, _ORDER), np.float32)
    among = slice(1, _MOVED)
    mixing[among, among] = rng.normal(0, rng.uniform(*_SPEAKERS_STD), (_MOVED - 1,) * 2)
    mixing *= spread[None, :] / spread[:, None]  # rows: from, columns: to
    mapping = np.diag(np.r_[1.0, np.full(_ORDER - 1, rng.uniform(1.0, 1.2))]) + mixing
    static = means[:, 0] - middle
    means[:, 0] = static @ mapping + middle
    means[:, 0, 1:_MOVED] += rng.normal(0, 0.15, _MOVED - 1) * spread[1:_MOVED]
    for window in range(1, _WINDOWS):
        means[:, window] = means[:, window] @ mapping
    same = np.broadcast_to(np.exp(np.log(variances).mean(axis=0)), variances.shape)
    return counts.tobytes() + np.stack((means, same), axis=1).astype(np.float32).tobytes()


class BlendedEngine:
    """Like pyopenjtalk's HTSEngine, over several voices of one make."""

    def __init__(self, voices: Sequence[Path]) -> None:
        """Raises RuntimeError where the voices are of different makes (streams, sizes)."""
        self._engine = ctypes.create_string_buffer(_ENGINE_BYTES)
        self._voices = len(voices)
        _hts.HTS_Engine_initialize(self._engine)
        names = (c_char_p * len(voices))(*(str(voice).encode() for voice in voices))
        if not _hts.HTS_Engine_load(self._engine, names, len(voices)):
            raise RuntimeError(f"these voices do not mix: {', '.join(map(str, voices))}")

    def blend(
        self, spectrum: Sequence[float], pitch: Sequence[float], duration: Sequence[float]
    ) -> None:
        """Take so much of each voice; the weights of each sum to 1."""
        for number in range(self._voices):
            _hts.HTS_Engine_set_duration_interpolation_weight(
                self._engine, number, duration[number]
            )
            for stream, weights in enumerate((spectrum, pitch, spectrum)):
                for set_weight in (
                    _hts.HTS_Engine_set_parameter_interpolation_weight,
                    _hts.HTS_Engine_set_gv_interpolation_weight,
                ):
                    set_weight(self._engine, number, stream, weights[number])

    def set_speed(self, speed: float) -> None:
        """As a factor on the voices' own rate."""
        _hts.HTS_Engine_set_speed(self._engine, speed)

    def add_half_tone(self, half_tones: float) -> None:
        """Raise the pitch."""
        _hts.HTS_Engine_add_half_tone(self._engine, half_tones)

    def synthesize(self, labels: Sequence[str]) -> npt.NDArray[np.float64]:
        """Full-context labels -> (n,) samples, as pyopenjtalk gives them."""
        lines = (c_char_p * len(labels))(*(label.encode() for label in labels))
        if not _hts.HTS_Engine_synthesize_from_strings(self._engine, lines, len(labels)):
            raise RuntimeError("the engine could not speak these labels")
        get, engine = _hts.HTS_Engine_get_generated_speech, ctypes.addressof(self._engine)
        audio = np.array([get(engine, at) for at in range(_hts.HTS_Engine_get_nsamples(engine))])
        _hts.HTS_Engine_refresh(self._engine)
        return audio

    def __del__(self) -> None:
        _hts.HTS_Engine_clear(self._engine)
