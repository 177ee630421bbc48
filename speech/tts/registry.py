"""The voices by name. A new one is one file and one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path

from speech.engines import Tts
from speech.errors import EngineUnavailable

ENGINES: dict[str, str] = {
    "open_jtalk": "speech.tts.open_jtalk:OpenJTalkTts",
    "coqui": "speech.tts.coqui:CoquiTts",
}
"""Name in the settings -> module:class, imported when asked for."""

DEFAULT = "open_jtalk"


def make_tts(
    name: str = DEFAULT,
    readings: Mapping[str, str] | None = None,
    cache_dir: Path | None = None,
    fixed: Iterable[str] = (),
) -> Tts:
    """A voice for one client: its readings ({"栗本": "くりもと"}); `fixed` prompts are kept.

    Raises EngineUnavailable for an unknown or missing engine, or readings that are no kana.
    """
    if name not in ENGINES:
        raise EngineUnavailable(
            f"There is no voice engine {name!r}.", f"Choose one of {', '.join(ENGINES)}."
        )
    module, _, attribute = ENGINES[name].partition(":")
    make: Callable[[Mapping[str, str], Path | None, Iterable[str]], Tts] = getattr(
        import_module(module), attribute
    )
    return make(readings or {}, cache_dir, fixed)
