"""Playing a WAV file aloud with whatever this machine has."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PROGRAMS: tuple[tuple[str, ...], ...] = (
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-v", "quiet", "-nodisp", "-autoexit"),
)


class NoPlayer(Exception):
    """Nothing here can play sound. `remedy` says what to do."""

    def __init__(self, path: Path) -> None:
        super().__init__("No player was found.")
        self.remedy = f"Install sounddevice (pip), aplay or ffplay, or open {path} elsewhere."


def play(path: Path) -> None:
    """Play to the end; raises NoPlayer where nothing here can."""
    if _with_sounddevice(path):
        return
    for program, *options in PROGRAMS:
        found = shutil.which(program)
        if found and subprocess.run([found, *options, str(path)], check=False).returncode == 0:
            return
    raise NoPlayer(path)


def _with_sounddevice(path: Path) -> bool:
    """True when the package is there and a device took the sound."""
    try:
        import sounddevice
    except (ImportError, OSError):  # OSError: the package without its PortAudio library
        return False
    import soundfile

    samples, rate_hz = soundfile.read(path)
    try:
        sounddevice.play(samples, rate_hz, blocking=True)
    except sounddevice.PortAudioError:
        return False
    return True
