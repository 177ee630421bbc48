"""What a client's manual may contain. The file is read by manual.py; this is its shape.

Every model is frozen and refuses keys it does not know, so a typing slip in a manual is an
error with a line, never a rule that silently does nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from speech.reading.kana import pronounced

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
Whereabouts = Literal[
    "在席", "離席", "会議", "来客", "電話中", "外出", "出張", "休暇", "直行", "直帰", "退職"
]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-~〜－]\s*(\d{1,2}):(\d{2})")


class Part(BaseModel):
    """Base of every part of a manual."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Company(Part):
    """Who answers."""

    name: Text
    reading: Kana
    spoken: str = ""
    """How the company is announced; empty: as `name`."""
    short: str = ""
    """What callers call it; empty: the name without 株式会社."""


class AgentName(Part):
    """The name the attendant gives itself."""

    name: Text = "電話番"
    reading: Kana = "でんわばん"


class VoiceSettings(Part):
    """How the attendant sounds."""

    name: Text = "mei_normal"
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    pitch: float = Field(default=0.0, ge=-12, le=12)
    depth: float = Field(default=0.0, ge=-1, le=1)


class Recording(Part):
    """Whether callers are told that the call is recorded."""

    notice: bool = False
    text: str = ""


class Greeting(Part):
    """The first words; `{company}` stands for the company."""

    text: Text = "お電話ありがとうございます。{company}でございます。"
    morning: str = ""
    """Until 10:30, where it differs."""
    closed: str = ""
    """Outside business hours, where it differs."""


class Disclose(Part):
    """What a caller may be told about a person."""

    reason: bool = True
    return_time: bool = True
    email: bool = True


class Staff(Part):
    """One person of the client's."""

    name: Text
    """Surname and given name with a space, or the surname alone."""
    reading: Kana
    id: str = ""
    aliases: tuple[Kana, ...] = ()
    department: str = ""
    title: str = ""
    email: Email | None = None
    mobile: PhoneDigits | None = None
    """Private: never told to a caller."""
    extension: str = ""
    status: Whereabouts = "離席"
    """Where she is when no entry of the schedule says otherwise."""
    returns: str = ""
    """When she is back from `status`: 明日, 15時, 2026-12-01 10:00."""
    successor: str = ""
    disclose: Disclose = Disclose()
    put_through: bool = False
    """Her calls are handed over at once when she is in."""


class Department(Part):
    """A department callers may ask for."""

    name: Text
    reading: Kana
    aliases: tuple[str, ...] = ()


class Absence(Part):
    """One entry of the schedule."""

    staff: Text
    status: Whereabouts
    start: dt.datetime
    end: dt.datetime
    """When she can be reached again."""
    note: str = ""

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: dt.datetime, info: object) -> dt.datetime:
        start = getattr(info, "data", {}).get("start")
        if start is not None and end <= start:
            raise ValueError("end must be later than start")
        return end


class FaqEntry(Part):
    """One question the attendant may answer, word for word."""

    id: Text
    question: Text
    answer: Text
    paraphrases: tuple[Text, ...] = ()
    updated_on: dt.date | None = None


class SalesRule(Part):
    """How offers for sale are refused."""

    refuse: bool = True
    send_to: Email | None = None
    """Where a salesperson may send material instead."""


class Operator(Part):
    """A person calls can be handed over to."""

    name: Text
    number: PhoneDigits
    hours: str = ""


class Rules(Part):
    """What is done with each kind of call."""

    sales: SalesRule = SalesRule()
    ask_company: bool = True
    """Callers are asked for their company as well as their name."""
    answers_for: str = ""
    """The department that takes what nobody in particular is asked for."""


class ReportTo(Part):
    """Where reports of calls go."""

    email: tuple[Email, ...] = ()


class Manual(Part):
    """Everything a client has written down about how its telephone is answered."""

    company: Company
    agent: AgentName = AgentName()
    phone: PhoneDigits | None = None
    """The number callers reach the company at; may be told."""
    address: str = ""
    recording: Recording = Recording()
    greeting: Greeting = Greeting()
    voice: VoiceSettings = VoiceSettings()
    hours: dict[Day, str] = Field(default_factory=dict)
    """`mon: "9:00-18:00"`, `sat: closed`; a missing day is closed. No hours at all: always open."""
    closed_on: tuple[dt.date, ...] = ()
    departments: tuple[Department, ...] = ()
    staff: tuple[Staff, ...] = ()
    schedule: tuple[Absence, ...] = ()
    faq: tuple[FaqEntry, ...] = ()
    rules: Rules = Rules()
    operators: tuple[Operator, ...] = ()
    report: ReportTo = ReportTo()
    spoken: dict[str, Kana] = Field(default_factory=dict)
    """How words are read aloud: `smilecorp: すまいるこーぷ`."""
    wording: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    """The client's own words instead of the packaged talk script, by entry."""

    @field_validator("hours")
    @classmethod
    def _readable_hours(cls, hours: dict[Day, str]) -> dict[Day, str]:
        for day, text in hours.items():
            try:
                spans(text)
            except ValueError as wrong:
                raise ValueError(f"{day}: {wrong}") from None
        return hours

    @property
    def company_name(self) -> str:
        """The company as the attendant announces it."""
        return self.company.spoken or self.company.name

    def bias_words(self) -> tuple[tuple[str, str], ...]:
        """(text, katakana reading) of what callers of this client are likely to say."""
        words: dict[str, str] = {self.company.name: self.company.reading}
        for person in self.staff:
            names = person.name.split()
            readings = person.reading.split()
            if len(names) == len(readings):
                words.update(zip(names, readings, strict=True))
            words[person.name.replace(" ", "")] = person.reading
        for department in self.departments:
            words[department.name] = department.reading
        return tuple((text, pronounced(reading)) for text, reading in words.items())

    def readings(self) -> dict[str, str]:
        """Written form -> katakana, for the voice."""
        table = dict(self.bias_words())
        table[self.agent.name] = pronounced(self.agent.reading)
        table.update({text: pronounced(kana) for text, kana in self.spoken.items()})
        return table


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
