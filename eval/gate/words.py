"""The Japanese of the gate: what its callers say and what the client is told (`words.yaml`)."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml


def words(entry: str, **blanks: str) -> str:
    """An entry with its blanks filled; KeyError for one that is not there."""
    return _entries()[entry].format(**blanks)


@lru_cache(maxsize=1)
def _entries() -> dict[str, str]:
    text = resources.files("eval").joinpath("gate/words.yaml").read_text("utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded
