"""The voice activity detectors by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from speech.engines import Vad
from speech.errors import EngineUnavailable

ENGINES: dict[str, str] = {
    "silero": "speech.vad.silero:SileroVad",
    "energy": "speech.vad.energy:EnergyVad",
}
"""Name in the settings -> module:class, imported when asked for."""

DEFAULT = "silero"


def make_vad(name: str = DEFAULT) -> Vad:
    """A fresh detector for one call; raises EngineUnavailable for an unknown or missing one."""
    if name not in ENGINES:
        raise EngineUnavailable(
            f"there is no voice activity detector {name!r}", f"Choose one of {', '.join(ENGINES)}."
        )
    module, _, attribute = ENGINES[name].partition(":")
    try:
        made: Callable[[], Vad] = getattr(import_module(module), attribute)
    except ImportError as error:
        raise EngineUnavailable(
            f"the voice activity detector {name!r} is not installed",
            "Install the package again: pip install -e .",
        ) from error
    return made()
