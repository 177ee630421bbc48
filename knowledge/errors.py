"""What can be wrong with what the client has written.

KnowledgeError
├── ManualInvalid        the manual cannot be used; `problems` says where and what to do
└── EmbeddingUnavailable  the embedding that was asked for is not installed or unknown
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a manual."""

    line: int
    """1-based line of the file; 0 when it belongs to the file as a whole."""
    message: str
    remedy: str
    level: Literal["error", "warning"] = "error"
    """A warning leaves the manual usable."""


class KnowledgeError(Exception):
    """Base of this tree. `remedy` says what to do, in one short sentence."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class ManualInvalid(KnowledgeError):
    """The manual cannot be used as it stands."""

    def __init__(self, path: str, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{path}:{first.line}: {first.message}{more}", first.remedy)
        self.path = path
        self.problems = problems


class EmbeddingUnavailable(KnowledgeError):
    """The embedding that was asked for is not installed or unknown."""
