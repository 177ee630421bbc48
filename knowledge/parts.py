"""What the parts of a manual are made of: words, readings, addresses, numbers, times of a day.

Every part is frozen and refuses keys it does not know, so a typing slip in a manual is an error
with a line, never a rule that silently does nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Kana = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[ぁ-ゖァ-ヺー・ 　]+$")]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
    ),
]
PhoneDigits = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ()-]{1,18}$")
]
Url = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s/]+(/\S*)?$")]
Pin = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{4,8}$")]
Whereabouts = Literal[
    "在席", "離席", "会議", "来客", "電話中", "外出", "出張", "休暇", "直行", "直帰", "退職"
]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-~〜－–]\s*(\d{1,2}):(\d{2})")


class Part(BaseModel):
    """Base of every part of a manual."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True
    )


def spans(text: str) -> tuple[tuple[dt.time, dt.time], ...]:
    """The opening hours of one day: '9:00-12:00, 13:00-18:00'; empty when closed.

    Raises ValueError when it is neither times nor `closed`.
    """
    if text.strip().lower() in ("closed", "休み", "休業", ""):
        return ()
    found: list[tuple[dt.time, dt.time]] = []
    for piece in re.split(r"[,、]", text):
        match = _SPAN.fullmatch(piece.strip())
        if match is None:
            raise ValueError(f'"{piece.strip()}" is not a span like 9:00-18:00, nor closed')
        h1, m1, h2, m2 = map(int, match.groups())
        if h1 > 24 or h2 > 24 or m1 > 59 or m2 > 59 or (h1, m1) >= (h2, m2) or (h2 == 24 and m2):
            raise ValueError(f'"{piece.strip()}" is no span of one day')
        last = dt.time(23, 59) if h2 == 24 else dt.time(h2, m2)
        found.append((dt.time(h1, m1), last))
    return tuple(found)


def _readable(text: str) -> str:
    spans(text)
    return text


def _clock(value: object) -> object:
    """YAML 1.1 reads an unquoted 18:00 as 1080, minutes of the day: meant is the time."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24 * 60:
        return f"{value // 60}:{value % 60:02d}"
    return value


HoursText = Annotated[str, AfterValidator(_readable)]
"""`"9:00-18:00"`, `"9:00-12:00, 13:00-18:00"` or `closed`."""
ClockTime = Annotated[
    str,
    BeforeValidator(_clock),
    StringConstraints(strip_whitespace=True, pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"),
]
"""A time of the day, `"18:00"`."""
