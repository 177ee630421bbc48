"""Settings: engines, places and limits. The only reader of the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call may take before the agent acts by itself."""

    call_ms: int = 60 * 60 * 1000
    """After this the agent excuses itself and closes."""
    goodbye_ms: int = 700
    """Quiet after the closing words before the line is put down, so that a last word is heard."""
    keypad_pause_ms: int = 2000
    """Keys are taken together until none was pressed for this long, or # was."""


@dataclass(frozen=True, slots=True)
class Config:
    """Which engines answer and where files lie."""

    asr: str = "embedded"
    tts: str = "open_jtalk"
    vad: str = "silero"
    embeddings: str = "embedded"
    """Of the FAQ search: embedded, huggingface:MODEL or openai:MODEL."""
    judge: str = ""
    """Of the scorecard's opinions (`eval.judge`): openai:MODEL; empty for none."""
    cache_dir: Path = field(default_factory=lambda: _user_cache() / "denwaban")
    """Rendered prompts; safe to delete."""
    data_dir: Path = field(default_factory=lambda: _user_data() / "denwaban")
    """Status entries and the last good copies of calendars, a folder a client."""
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Read DENWABAN_ASR, _TTS, _VAD, _EMBEDDINGS, _JUDGE, _CACHE and _DATA."""
        env = os.environ if environment is None else environment
        default = cls()
        return cls(
            asr=env.get("DENWABAN_ASR", default.asr),
            tts=env.get("DENWABAN_TTS", default.tts),
            vad=env.get("DENWABAN_VAD", default.vad),
            embeddings=env.get("DENWABAN_EMBEDDINGS", default.embeddings),
            judge=env.get("DENWABAN_JUDGE", default.judge),
            cache_dir=Path(env["DENWABAN_CACHE"]) if "DENWABAN_CACHE" in env else default.cache_dir,
            data_dir=Path(env["DENWABAN_DATA"]) if "DENWABAN_DATA" in env else default.data_dir,
        )


def _user_cache() -> Path:
    """The platform's place for files that may be deleted."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _user_data() -> Path:
    """The platform's place for files that must stay."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
