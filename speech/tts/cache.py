"""Rendered speech kept by content: in memory for all, on disk for prompts that never change.

What is said to one caller (names, numbers) stays in memory; only what `keep` marks as a fixed
prompt is written to disk.
"""

from __future__ import annotations

import hashlib
import logging
import os
import struct
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from speech.audio import Samples

MEMORY_BYTES = 32 * 2**20
"""About 17 minutes of speech."""
DISK_BYTES = 64 * 2**20
_MAGIC = b"DWA1"
_DIGEST_BYTES = 16

logger = logging.getLogger(__name__)


def content_key(*parts: str) -> str:
    """The name of a piece of speech: a digest of everything that shapes it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


class AudioCache:
    """Pieces of int16 16 kHz audio by key; least recently used entries go first."""

    def __init__(
        self,
        folder: Path | None = None,
        memory_bytes: int = MEMORY_BYTES,
        disk_bytes: int = DISK_BYTES,
    ) -> None:
        """Without a folder nothing is written; a folder that cannot be written is done without."""
        self._folder = folder
        self._memory_bytes = memory_bytes
        self._disk_bytes = disk_bytes
        self._memory: OrderedDict[str, tuple[Samples, ...]] = OrderedDict()
        self._held_bytes = 0
        self._lock = Lock()

    def get(self, key: str) -> tuple[Samples, ...] | None:
        """The pieces kept under `key`, or None; a damaged file is removed and gives None."""
        with self._lock:
            if key in self._memory:
                self._memory.move_to_end(key)
                return self._memory[key]
        pieces = self._read(key)
        if pieces is not None:
            self._remember(key, pieces)
        return pieces

    def put(self, key: str, pieces: Sequence[Samples], keep: bool = False) -> None:
        """Remember pieces; `keep` writes them to disk too."""
        self._remember(key, tuple(pieces))
        if keep and self._folder is not None:
            try:
                self._write(self._folder, key, pieces)
            except OSError as error:  # a full or read-only disk costs speed, not the call
                logger.warning("speech cache not written: %s", type(error).__name__)

    def _remember(self, key: str, pieces: tuple[Samples, ...]) -> None:
        with self._lock:
            old = self._memory.pop(key, ())
            self._memory[key] = pieces
            self._held_bytes += sum(p.nbytes for p in pieces) - sum(p.nbytes for p in old)
            while self._held_bytes > self._memory_bytes and self._memory:
                _, gone = self._memory.popitem(last=False)
                self._held_bytes -= sum(piece.nbytes for piece in gone)

    def _path(self, key: str) -> Path | None:
        return self._folder / f"{key}.speech" if self._folder is not None else None

    def _read(self, key: str) -> tuple[Samples, ...] | None:
        path = self._path(key)
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        pieces = _unpacked(data)
        if pieces is None:
            logger.warning("damaged speech cache entry is rendered again")
            path.unlink(missing_ok=True)
        else:
            os.utime(path)
        return pieces

    def _write(self, folder: Path, key: str, pieces: Sequence[Samples]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_packed(pieces))
            os.replace(name, folder / f"{key}.speech")  # readers see the whole file or none
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        self._prune(folder)

    def _prune(self, folder: Path) -> None:
        """Delete the files not used for longest until the folder is within its bound."""
        files = sorted((path.stat().st_mtime, path) for path in folder.glob("*.speech"))
        held = sum(path.stat().st_size for _, path in files)
        for _, path in files[:-1]:
            if held <= self._disk_bytes:
                break
            held -= path.stat().st_size
            path.unlink(missing_ok=True)


def _packed(pieces: Sequence[Samples]) -> bytes:
    """Magic, digest of the rest, number of pieces, their lengths in samples, the samples."""
    lengths = [len(piece) for piece in pieces]
    body = struct.pack(f"<I{len(lengths)}I", len(lengths), *lengths)
    body += b"".join(piece.astype("<i2").tobytes() for piece in pieces)
    return _MAGIC + hashlib.sha256(body).digest()[:_DIGEST_BYTES] + body


def _unpacked(data: bytes) -> tuple[Samples, ...] | None:
    head = len(_MAGIC) + _DIGEST_BYTES
    digest, body = data[len(_MAGIC) : head], data[head:]
    if data[: len(_MAGIC)] != _MAGIC or hashlib.sha256(body).digest()[:_DIGEST_BYTES] != digest:
        return None
    (count,) = struct.unpack_from("<I", body)
    lengths = struct.unpack_from(f"<{count}I", body, 4)
    samples = np.frombuffer(body, dtype="<i2", offset=4 * (count + 1)).astype(np.int16)
    return tuple(np.split(samples, np.cumsum(lengths)[:-1])) if count else ()
