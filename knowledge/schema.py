"""What a client's manual may contain. The file is read by manual.py; this is its shape.

Who answers is in front.py, whom callers ask for in people.py, the rules per kind of call in
call_rules.py; whoever reads a manual imports all of them from here.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, field_validator

from knowledge.call_rules import (
    Asked,
    CallKind,
    ComplaintRule,
    Disclose,
    EmergencyRule,
    FamilyRule,
    ForeignLanguageRule,
    JobApplicationRule,
    OrderItem,
    Orders,
    PrivateRule,
    Reservation,
    Rules,
    SalesRule,
    StaffCallRule,
    UnansweredRule,
    WrongNumberRule,
)
from knowledge.front import (
    AgentName,
    CalledNumber,
    Company,
    Greeting,
    Period,
    Recording,
    Service,
    VoiceSettings,
)
from knowledge.parts import (
    DAYS,
    ClockTime,
    Day,
    Email,
    HoursText,
    Kana,
    Part,
    PhoneDigits,
    Text,
    Url,
    Whereabouts,
    spans,
)
from knowledge.people import Absence, Department, Operator, Staff, Vip
from speech.reading.kana import pronounced

__all__ = [
    "DAYS",
    "Absence",
    "AgentName",
    "Asked",
    "CallKind",
    "CalledNumber",
    "Company",
    "ComplaintRule",
    "Day",
    "Department",
    "Disclose",
    "EmergencyRule",
    "FamilyRule",
    "FaqEntry",
    "ForeignLanguageRule",
    "Greeting",
    "JobApplicationRule",
    "Manual",
    "Operator",
    "OrderItem",
    "Orders",
    "Part",
    "Period",
    "PrivateRule",
    "Recording",
    "ReportTo",
    "Reservation",
    "Rules",
    "SalesRule",
    "Service",
    "Staff",
    "StaffCallRule",
    "UnansweredRule",
    "Vip",
    "VoiceSettings",
    "Whereabouts",
    "WrongNumberRule",
    "spans",
]


class FaqEntry(Part):
    """One question the attendant may answer, word for word."""

    id: Text
    """Its own key."""
    question: Text
    """As a caller would ask it."""
    answer: Text
    """Said word for word: one or two short sentences."""
    paraphrases: tuple[Text, ...] = ()
    """The same question from other mouths."""
    updated_on: dt.date | None = None
    """When the answer was last looked over."""
    ask_when_unanswered: tuple[Text, ...] = ()
    """What is asked of a caller who wants to know more: 商品名, 色, サイズ, 製造番号."""


class ReportTo(Part):
    """Where reports of calls go, and when."""

    email: tuple[Email, ...] = ()
    """Addresses."""
    slack: Url | None = None
    """An incoming webhook of Slack."""
    webhook: Url | None = None
    """Any address that takes the report as JSON by POST."""
    schedule: tuple[Literal["per_call", "daily", "weekly"], ...] = ("per_call",)
    """After each call, every day, every week."""
    at: ClockTime = "18:00"
    """When the daily and weekly report goes out."""
    weekly_on: Day = "fri"
    """On which day the weekly one does."""
    urgent: tuple[Email, ...] = ()
    """Told at once about emergencies and complaints that did not settle."""


class Manual(Part):
    """Everything a client has written down about how its telephone is answered."""

    company: Company
    """Who answers."""
    agent: AgentName = AgentName()
    """The name the attendant gives itself."""
    phone: PhoneDigits | None = None
    """The number callers reach the company at; may be told."""
    numbers: tuple[CalledNumber, ...] = ()
    """All numbers the attendant answers on, where there are several."""
    address: str = ""
    """May be told."""
    service: Service = Service()
    """On or off."""
    recording: Recording = Recording()
    """Notice and keeping of recordings."""
    greeting: Greeting = Greeting()
    """The first words."""
    voice: VoiceSettings = VoiceSettings()
    """How the attendant sounds."""
    hours: dict[Day, str] = Field(default_factory=dict)
    """`mon: "9:00-18:00"`, `sat: closed`; a missing day is closed. No hours at all: always open."""
    holidays: Literal["closed", "open"] = "closed"
    """Japanese public holidays; open: hours as on the weekday. Without `hours`: always open."""
    closed_on: tuple[dt.date, ...] = ()
    """Own days off, one by one."""
    special_hours: dict[dt.date, HoursText] = Field(default_factory=dict)
    """Hours of single days: `2026-12-28: "9:00-12:00"`; goes before all else."""
    periods: tuple[Period, ...] = ()
    """夏季休業 and the like."""
    departments: tuple[Department, ...] = ()
    """Departments callers may ask for."""
    staff: tuple[Staff, ...] = ()
    """People callers may ask for."""
    schedule: tuple[Absence, ...] = ()
    """Where they are on given days."""
    faq: tuple[FaqEntry, ...] = ()
    """What may be answered."""
    reservation: Reservation = Reservation()
    """How reservations are taken."""
    orders: Orders = Orders()
    """How orders are taken."""
    rules: Rules = Rules()
    """What is done with each kind of call."""
    vips: tuple[Vip, ...] = ()
    """Callers with precedence."""
    operators: tuple[Operator, ...] = ()
    """To whom calls can be handed over."""
    report: ReportTo = ReportTo()
    """Where reports go."""
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
        words.update({department.name: department.reading for department in self.departments})
        words.update({item.name: item.reading for item in self.orders.items})
        return tuple((text, pronounced(reading)) for text, reading in words.items())

    def readings(self) -> dict[str, str]:
        """Written form -> katakana, for the voice."""
        table = dict(self.bias_words())
        table[self.agent.name] = pronounced(self.agent.reading)
        named = [o for o in self.operators if o.reading is not None]
        table.update({o.name: pronounced(o.reading) for o in named if o.reading is not None})
        table.update({text: pronounced(kana) for text, kana in self.spoken.items()})
        return table
