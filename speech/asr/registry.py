"""The recognisers by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from speech.engines import Asr
from speech.errors import EngineUnavailable

ENGINES: dict[str, str] = {
    "embedded": "speech.asr.embedded:EmbeddedAsr",
    "whisper": "speech.asr.whisper:WhisperAsr",
}
"""Name in the settings -> module:class, imported when asked for."""

DEFAULT = "embedded"


def make_asr(name: str = DEFAULT) -> Asr:
    """A recogniser for many calls; raises EngineUnavailable for an unknown or missing one."""
    if name not in ENGINES:
        raise EngineUnavailable(
            f"There is no recogniser {name!r}.", f"Choose one of {', '.join(ENGINES)}."
        )
    module, _, attribute = ENGINES[name].partition(":")
    make: Callable[[], Asr] = getattr(import_module(module), attribute)
    return make()
