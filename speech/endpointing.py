"""When has the caller finished? Depends on what the agent is waiting for."""

from __future__ import annotations

from enum import StrEnum


class Expect(StrEnum):
    """What the agent waits for after a turn; set by the dialogue, used to find the turn's end."""

    OPEN = "open"
    YES_NO = "yes_no"
    NAME = "name"
    PHONE_NUMBER = "phone_number"
    EMAIL = "email"
    DATE = "date"
    NOTHING = "nothing"
