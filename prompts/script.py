"""The talk script: what callers hear, as text in talk/*.yaml, looked up by act and topic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


def _files(name: str) -> list[dict[str, Any]]:
    folder = resources.files("prompts").joinpath(name)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return [yaml.safe_load(folder.joinpath(n).read_text(encoding="utf-8")) for n in names]


@lru_cache(maxsize=1)
def talk_script() -> Mapping[str, tuple[str, ...]]:
    """Entries "kind.topic" -> variants, the first said first."""
    return {
        f"{kind}.{topic}": tuple(texts)
        for file in _files("talk")
        for kind, topics in file.items()
        for topic, texts in topics.items()
    }


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, Mapping[str, str]]:
    """Small tables of words: how a status is said, how a report line is worded."""
    text = resources.files("prompts").joinpath("phrases.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded
