"""What can go wrong with sound.

SpeechError
├── AudioUnreadable      the file is no audio, empty or cut off
├── EngineUnavailable    an optional engine is not installed, or its weights are missing
└── EngineFailed         an engine broke while a call was running

Every error carries a remedy, so that a command can print one line that says what to do.
"""

from __future__ import annotations


class SpeechError(Exception):
    """Base of this tree. `remedy` says what to do, in one short sentence."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class AudioUnreadable(SpeechError):
    """The file holds no sound that can be read."""


class EngineUnavailable(SpeechError):
    """An engine was asked for that is not installed here."""


class EngineFailed(SpeechError):
    """An engine broke in the middle of its work."""
