"""Word vectors out of an unpacked ja_ginza wheel (spaCy's format), without spaCy.

chiVe (Works Applications, Apache-2.0): 300 dimensions, 20,000 vectors for 480,000 normal forms.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import msgpack
import numpy as np
import numpy.typing as npt

_MASK = (1 << 64) - 1
_MIX = 0xC6A4A7935BD1E995


def load(folder: Path) -> tuple[dict[str, int], npt.NDArray[np.float32]]:
    """Normal form -> row, and the rows, of length 1."""
    [vocab] = folder.glob("**/vocab")
    rows = msgpack.unpackb((vocab / "key2row").read_bytes(), strict_map_key=False)
    words = json.loads((vocab / "strings.json").read_text("utf-8"))
    found = ((word, rows.get(_key(word.encode()), -1)) for word in words)
    vectors = np.load(vocab / "vectors").astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: row for word, row in found if row >= 0}, vectors / np.maximum(lengths, 1e-6)


def _key(data: bytes) -> int:
    """spaCy's key of a string: MurmurHash64A with seed 1."""
    size = len(data)
    mixed = 1 ^ (size * _MIX & _MASK)
    for at in range(0, size // 8 * 8, 8):
        part = struct.unpack_from("<Q", data, at)[0] * _MIX & _MASK
        part = (part ^ part >> 47) * _MIX & _MASK
        mixed = (mixed ^ part) * _MIX & _MASK
    if tail := data[size // 8 * 8 :]:
        mixed = (mixed ^ int.from_bytes(tail, "little")) * _MIX & _MASK
    mixed = (mixed ^ mixed >> 47) * _MIX & _MASK
    return mixed ^ mixed >> 47
