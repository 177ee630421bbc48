"""What can go wrong in the dialogue.

AgentError
├── ScriptInvalid        the talk script lacks an entry or a placeholder has no fact
└── Ungrounded           a finished sentence says what nobody vouches for
"""

from __future__ import annotations


class AgentError(Exception):
    """Base of this tree. `remedy` says what to do, in one short sentence."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class ScriptInvalid(AgentError):
    """The talk script and the decision do not fit."""


class Ungrounded(AgentError):
    """A sentence holds a fact without an allowed source."""
