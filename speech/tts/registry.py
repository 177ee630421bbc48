"""The voices this program can speak with, by engine name. A new one is one file and one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from speech.engines import Tts
from speech.errors import EngineUnavailable

Factory = Callable[[Mapping[str, str], Path | None], Tts]
"""(the client's readings, where to keep fixed prompts or None) -> a voice."""


def _open_jtalk(readings: Mapping[str, str], cache_dir: Path | None) -> Tts:
    from speech.tts.open_jtalk import OpenJTalkTts

    return OpenJTalkTts(readings, cache_dir)


def _coqui(readings: Mapping[str, str], cache_dir: Path | None) -> Tts:
    from speech.tts.coqui import CoquiTts

    return CoquiTts(readings, cache_dir)


ENGINES: dict[str, Factory] = {
    "open_jtalk": _open_jtalk,
    "coqui": _coqui,
}
DEFAULT = "open_jtalk"


def load(
    name: str = DEFAULT, readings: Mapping[str, str] | None = None, cache_dir: Path | None = None
) -> Tts:
    """The engine of that name for one client.

    Raises EngineUnavailable for an unknown name, an engine that is not installed, or readings
    that cannot be used.
    """
    if name not in ENGINES:
        raise EngineUnavailable(f"There is no voice engine {name!r}.", f"Use {', '.join(ENGINES)}.")
    return ENGINES[name](readings or {}, cache_dir)
