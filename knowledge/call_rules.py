"""What the client has laid down for each kind of call: the `rules`, `reservation`, `orders` parts.

Each rule says what is done, who takes it, and what may be said; a rule that is not written keeps
the careful default: take the message, promise nothing, reveal nothing.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from knowledge.parts import Day, Email, HoursText, Kana, Part, PhoneDigits, Text

CallKind = Literal[
    "complaint",
    "emergency",
    "human_operator",
    "urgent",
    "vip",
    "family",
    "foreign_language",
    "question",
    "reservation",
    "order",
]
"""Kinds of call that may be handed over to a person."""
Asked = Literal[
    "name", "company", "phone", "date", "time", "people", "menu", "staff", "email", "address"
]
"""What is asked in a form of its own; any other word is asked by that word (例: 車種)."""


class Disclose(Part):
    """What a caller may be told about a person."""

    reason: bool = True
    """Why she cannot come to the telephone: 外出, 会議."""
    return_time: bool = True
    """When she is back."""
    email: bool = True
    """Her e-mail address."""


class SalesRule(Part):
    """How offers for sale are refused."""

    refuse: bool = True
    """Refused at once and kindly; false: taken as a message."""
    send_to: Email | None = None
    """Where a salesperson may send material instead."""
    numbers: tuple[PhoneDigits, ...] = ()
    """Numbers known for sales or nuisance calls: refused without asking what it is about."""


class ComplaintRule(Part):
    """How a complaint is heard, and when a person takes over."""

    turns: int = Field(default=3, ge=2, le=4)
    """Turns of the caller after which a complaint that does not settle is handed over (2-4)."""
    operator: str = ""
    """The operator who takes over, by name; empty: the first who takes complaints."""
    department: str = ""
    """The department that calls back; empty: `answers_for`."""


class EmergencyRule(Part):
    """What counts as an emergency here, and who is rung."""

    operator: str = ""
    """The operator who is rung at once, by name; empty: the first who takes emergencies."""
    words: tuple[Text, ...] = ()
    """Own words that make a call an emergency: 漏水, 閉じ込め, 停電."""
    advice: dict[Text, Text] = Field(default_factory=dict)
    """What may be advised at once, by one of the words: `漏水: まず、止水栓をお閉めください。`"""


class JobApplicationRule(Part):
    """What applicants are told."""

    accepted: bool = True
    """Applications are taken; false: kindly refused."""
    department: str = ""
    """Who takes them; empty: `answers_for`."""
    email: Email | None = None
    """Where applicants may write; told to them."""
    ask: tuple[Text, ...] = ("name", "phone")
    """What an applicant is asked: name, phone, email, or any word (希望職種)."""
    say: str = ""
    """What may be said about recruiting, word for word."""


class PrivateRule(Part):
    """What is offered to callers who ask for a mobile number, whereabouts or the like."""

    offer: tuple[Literal["call_back", "relay", "email", "colleague"], ...] = (
        "call_back",
        "relay",
        "email",
    )
    """Ways offered instead, in this order. The number itself is never told, whatever is set.

    relay: she is told at once by our side; colleague: another person of her department.
    """


class WrongNumberRule(Part):
    """What somebody who misdialled is told."""

    tell_company: bool = True
    """Our name is given again, so that the caller can compare; false: only that it is wrong."""


class FamilyRule(Part):
    """Calls from a member of staff's family."""

    relay: bool = True
    """The member of staff is told at once."""
    disclose: Disclose = Disclose()
    """What the family may be told, within what the person discloses to anybody."""


class StaffCallRule(Part):
    """Calls from the client's own people, who report where they are."""

    accepted: bool = False
    """A verified member of staff may change her own status by telephone."""
    verify: Literal["extension", "employee_number", "pin"] = "employee_number"
    """What she is asked; it must match her entry in `staff`."""


class ForeignLanguageRule(Part):
    """Callers who do not speak Japanese."""

    english: bool = True
    """A few English sentences: name, number, called back."""
    operator: str = ""
    """The operator who speaks it, by name; empty: the first who takes `foreign_language`."""


class UnansweredRule(Part):
    """Questions the manual has no answer to."""

    ask: tuple[Text, ...] = ()
    """What is asked so that somebody can answer later: 商品名, 色, サイズ, 製造番号."""
    department: str = ""
    """Who calls back; empty: `answers_for`."""


class Rules(Part):
    """What is done with each kind of call."""

    ask_company: bool = True
    """Callers are asked for their company as well as their name."""
    answers_for: str = ""
    """The department that takes what nobody in particular is asked for."""
    sales: SalesRule = SalesRule()
    """Offers for sale, nuisance calls."""
    complaint: ComplaintRule = ComplaintRule()
    """Complaints."""
    emergency: EmergencyRule = EmergencyRule()
    """Danger to life or property, service down."""
    job_application: JobApplicationRule = JobApplicationRule()
    """Applicants for work."""
    ask_mobile: PrivateRule = PrivateRule()
    """Callers who ask for private numbers or whereabouts."""
    wrong_number: WrongNumberRule = WrongNumberRule()
    """Misdialled calls."""
    family: FamilyRule = FamilyRule()
    """Families of staff."""
    staff_call: StaffCallRule = StaffCallRule()
    """Own staff reporting their whereabouts."""
    foreign_language: ForeignLanguageRule = ForeignLanguageRule()
    """Callers who do not speak Japanese."""
    unanswered: UnansweredRule = UnansweredRule()
    """Questions without an answer in the manual."""


class Reservation(Part):
    """How reservations are taken. A wish is taken down; only the client confirms it."""

    accepted: bool = True
    """Wishes are taken; false: the caller is told that none are taken by telephone."""
    ask: tuple[Text, ...] = ("date", "time", "name", "phone")
    """What is asked, in this order: date, time, name, phone, people, menu, staff, or any word."""
    hours: dict[Day, HoursText] = Field(default_factory=dict)
    """Weekdays on which one may come at other hours than the client's own: `tue: "9:30-20:00"`."""
    menu: tuple[Text, ...] = ()
    """What can be reserved: 定期検診, クリーニング. Empty: whatever the caller says."""
    accept_cancellations: bool = False
    """A plain cancellation is accepted outright; false: taken as a wish and confirmed later."""
    accept_changes: bool = False
    """A change is accepted outright; false: taken as a wish and confirmed later."""
    cancellation_policy: str = ""
    """What may be said about late cancellations, word for word."""
    say: str = ""
    """Said when a wish has been taken, word for word; empty: the packaged sentence."""


class OrderItem(Part):
    """One thing that can be ordered."""

    name: Text
    """As it is said back to the caller."""
    reading: Kana
    """How it sounds."""
    aliases: tuple[Text, ...] = ()
    """Other words for it."""
    unit: Text = "個"
    """What is counted: 個, 箱, 本, 冊."""
    price: str = ""
    """May be told, as written, in quotes: "1,200円（税込）". Empty: the price is not told."""


class Orders(Part):
    """How orders are taken. An order is taken down; only the client accepts it."""

    accepted: bool = False
    """Orders are taken by telephone."""
    items: tuple[OrderItem, ...] = ()
    """What can be ordered; empty: whatever the caller says."""
    ask: tuple[Text, ...] = ("name", "phone")
    """What is asked beside the items and quantities: name, phone, address, or any word."""
    say: str = ""
    """Said when the order has been taken, word for word; empty: the packaged sentence."""

    @field_validator("items")
    @classmethod
    def _each_once(cls, items: tuple[OrderItem, ...]) -> tuple[OrderItem, ...]:
        names = [item.name for item in items]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"{twice} is written twice; give each item its own name")
        return items
