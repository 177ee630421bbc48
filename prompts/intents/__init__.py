"""What callers say, by intent: words that point to it, and whole turns of many kinds of speakers.

Each file maps an intent to `cues` (word -> weight 0..1), `says` (style of speaker -> turns; a
plain list is the style "plain") and `after` (pairs of the agent's words and the caller's turn).
A key "a+b" holds turns that mean both, the first above all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Example:
    """One turn and what it means."""

    intent: str
    also: str
    """The second intent of the same breath; empty when there is none."""
    style: str
    """The kind of speaker: polite, blunt, elderly ..."""
    text: str
    prompt: str = ""
    """The agent's words before; empty when they do not matter."""


@lru_cache(maxsize=1)
def _sources() -> tuple[tuple[str, bytes], ...]:
    folder = resources.files("prompts.intents")
    files = [file for file in folder.iterdir() if file.name.endswith(".yaml")]
    return tuple((file.name, file.read_bytes()) for file in sorted(files, key=lambda f: f.name))


def digest() -> str:
    """A fingerprint of every file here: weights made from other texts do not carry it."""
    made = hashlib.sha256()
    for name, text in _sources():
        made.update(name.encode() + b"\0" + text + b"\0")
    return made.hexdigest()


def cues() -> Mapping[str, Mapping[str, float]]:
    """Intent -> (word -> how surely it points there, 0..1)."""
    found: dict[str, dict[str, float]] = {}
    for key, entry in _entries():
        found.setdefault(key.split("+")[0], {}).update(entry.get("cues") or {})
    return {intent: words for intent, words in found.items() if words}


def examples() -> tuple[Example, ...]:
    """Every turn, in the order of the files."""
    return tuple(example for key, entry in _entries() for example in _examples(key, entry))


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for _, text in _sources():
        yield from (yaml.load(text, Loader=_Loader) or {}).items()


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where there is one: the files are long."""


def _examples(key: str, entry: dict[str, Any]) -> Iterator[Example]:
    intent, _, also = key.partition("+")
    says = entry.get("says") or {}
    for style, turns in says.items() if isinstance(says, dict) else [("plain", says)]:
        yield from (Example(intent, also, style, text) for text in turns)
    for prompt, text in entry.get("after") or ():
        yield Example(intent, also, "after", text, prompt)
