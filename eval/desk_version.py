"""Which attendant was tried: the released version, and a mark of exactly this code and its data."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

_PACKAGES = ("agent", "knowledge", "prompts", "speech")
_MARK_CHARS = 12


@lru_cache(maxsize=1)
def desk_version() -> str:
    """`0.1.0+5e1c...`: two desks that could answer differently never share it.

    The mark is a hash over the files of the packages that answer, not over installed libraries.
    """
    mark = hashlib.sha256()
    for package in _PACKAGES:
        folder = Path(str(files(package)))
        files_here = (path for path in folder.rglob("*") if path.is_file())
        for path in sorted(path for path in files_here if "__pycache__" not in path.parts):
            mark.update(str(path.relative_to(folder)).encode() + b"\0")
            mark.update(path.read_bytes())
    return f"{version('denwaban')}+{mark.hexdigest()[:_MARK_CHARS]}"
