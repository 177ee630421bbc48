"""Who answers, when and how: the company, its first words, its voice, days out of the ordinary."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, field_validator, model_validator

from knowledge.parts import HoursText, Kana, Part, PhoneDigits, Text


class Company(Part):
    """Who answers."""

    name: Text
    """The registered name."""
    reading: Kana
    """Its reading."""
    spoken: str = ""
    """How the company is announced; empty: as `name`."""
    short: str = ""
    """What callers call it; empty: the name without 株式会社."""
    kabu: Literal["", "前株", "後株"] = ""
    """Whether 株式会社 stands before or after the name, as people ask; empty: as `name` shows."""

    @model_validator(mode="after")
    def _kabu_fits(self) -> Company:
        shown = _kabu_of(self.name)
        if self.kabu and shown and self.kabu != shown:
            raise ValueError(f"kabu is {self.kabu}, but {self.name} is {shown}; delete kabu")
        return self

    @property
    def form(self) -> str:
        """前株, 後株, or empty for what is no 株式会社."""
        return self.kabu or _kabu_of(self.name)

    @property
    def called(self) -> str:
        """What callers call it."""
        return self.short or self.name.replace("株式会社", "").strip()


def _kabu_of(name: str) -> Literal["", "前株", "後株"]:
    if name.startswith("株式会社"):
        return "前株"
    return "後株" if name.endswith("株式会社") else ""


class AgentName(Part):
    """The name the attendant gives itself."""

    name: Text = "電話番"
    """As written."""
    reading: Kana = "でんわばん"
    """Its reading."""


class VoiceSettings(Part):
    """How the attendant sounds."""

    name: Text = "mei_normal"
    """A voice of the engine, or the path of an .htsvoice file."""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    """1 is the voice's own; 0.9 suits elderly callers."""
    pitch: float = Field(default=0.0, ge=-12, le=12)
    """Semitones up or down."""
    depth: float = Field(default=0.0, ge=-1, le=1)
    """-1 a larger, 1 a smaller speaker."""


class Recording(Part):
    """Whether calls are recorded, what callers are told, how long it is kept."""

    notice: bool = False
    """Callers are told first that the call is recorded."""
    text: str = ""
    """The notice, word for word; empty: the packaged sentence."""
    retention_days: int = Field(default=90, ge=1, le=3650)
    """Recordings and transcripts are deleted after so many days."""


class Greeting(Part):
    """The first words; `{company}` stands for the company."""

    text: Text = "お電話ありがとうございます。{company}でございます。"
    """Where none of those below fits."""
    morning: str = ""
    """Until 10:30, where it differs."""
    day: str = ""
    """From 10:30 to 17:00, where it differs."""
    evening: str = ""
    """From 17:00 on, where it differs."""
    closed: str = ""
    """Outside business hours, where it differs."""
    night: str = ""
    """Outside business hours between 20:00 and 7:00; empty: as `closed`."""
    congested: str = ""
    """When more calls come in than can be answered at once."""


class Service(Part):
    """Whether the attendant answers at all."""

    enabled: bool = True
    """False: callers hear `message` only. (Not "on": YAML reads that word as true.)"""
    message: str = ""
    """What callers hear while it is off; empty: the packaged sentence."""


class CalledNumber(Part):
    """One of the numbers on which the attendant answers."""

    number: PhoneDigits
    """As printed on cards and web pages; may be told."""
    name: str = ""
    """What it is for: 代表, 予約専用, サポート窓口."""
    greeting: str = ""
    """The first words on this number, where they differ."""
    department: str = ""
    """Who is meant by callers of this number when they ask for nobody."""


class Period(Part):
    """Days out of the ordinary: 夏季休業, 年末年始, 棚卸し."""

    name: Text
    """What it is called: 夏季休業."""
    start: dt.date
    """First day."""
    end: dt.date
    """Last day."""
    hours: HoursText = "closed"
    """Hours on each of its days; closed, or "10:00-15:00"."""
    message: str = ""
    """The first words while it lasts; empty: as when closed."""

    @field_validator("end")
    @classmethod
    def _not_before_start(cls, end: dt.date, info: object) -> dt.date:
        start = getattr(info, "data", {}).get("start")
        if start is not None and end < start:
            raise ValueError("end must not be earlier than start")
        return end
