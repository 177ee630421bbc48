"""Whom callers ask for, where those are, who takes over, and who has precedence."""

from __future__ import annotations

import datetime as dt

from pydantic import field_validator, model_validator

from knowledge.call_rules import CallKind, Disclose
from knowledge.parts import Email, Kana, Part, PhoneDigits, Pin, Text, Whereabouts, spans


class Staff(Part):
    """One person of the client's."""

    name: Text
    """Surname and given name with a space, or the surname alone."""
    reading: Kana
    """The same in kana, with the same space."""
    id: str = ""
    """A key of the client's own; empty: the name."""
    aliases: tuple[Kana, ...] = ()
    """Other readings callers ask by: a common misreading, a former name."""
    department: str = ""
    """One of `departments`."""
    title: str = ""
    """部長, 院長."""
    email: Email | None = None
    """Told only where `disclose.email` allows it."""
    mobile: PhoneDigits | None = None
    """Private: never told to a caller."""
    extension: str = ""
    """Internal number; never told to a caller."""
    employee_number: str = ""
    """Verifies her own calls; never told to a caller."""
    pin: Pin | None = None
    """Verifies her own calls, 4-8 digits in quotes; never told to a caller."""
    status: Whereabouts = "離席"
    """Where she is when no entry of the schedule says otherwise."""
    returns: str = ""
    """When she is back from `status`: 明日, 15時, 2026-12-01 10:00."""
    successor: str = ""
    """Who takes her calls: a person of `staff`."""
    disclose: Disclose = Disclose()
    """What a caller may be told about her."""
    put_through: bool = False
    """Her calls are handed over at once when she is in."""
    vip: tuple[Text, ...] = ()
    """Companies or names whose calls are put through to her at once."""
    calendar: str = ""
    """Path (beside the manual) or URL of an iCalendar file or feed."""


class Department(Part):
    """A department callers may ask for."""

    name: Text
    """As written."""
    reading: Kana
    """Its reading."""
    aliases: tuple[str, ...] = ()
    """Other words callers use for it."""


class Absence(Part):
    """One entry of the schedule."""

    staff: Text
    """Whose: name, surname or id."""
    status: Whereabouts
    """Where she is."""
    start: dt.datetime
    """From when."""
    end: dt.datetime
    """When she can be reached again."""
    note: str = ""
    """For the client's own people; never told."""

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: dt.datetime, info: object) -> dt.datetime:
        start = getattr(info, "data", {}).get("start")
        if start is not None and end.replace(tzinfo=None) <= start.replace(tzinfo=None):
            raise ValueError("end must be later than start")
        return end


class Vip(Part):
    """A caller who is treated with precedence."""

    company: str = ""
    """Whose calls these are; company, name or number must be given."""
    name: str = ""
    """Of one person."""
    reading: str = ""
    """Of the company or the name, in kana, where it is not plain."""
    number: PhoneDigits | None = None
    """Known by its number."""
    staff: str = ""
    """Who takes the call; empty: whoever is asked for."""
    put_through: bool = True
    """Handed over at once; false: only marked in the report."""
    note: str = ""
    """For the client's own people; never told."""

    @model_validator(mode="after")
    def _is_known_by_something(self) -> Vip:
        if not (self.company or self.name or self.number):
            raise ValueError("write company, name or number: who is meant?")
        return self


class Operator(Part):
    """A person calls can be handed over to, in the order of the manual."""

    name: Text
    """As it is said: 受付センター."""
    number: PhoneDigits
    """Rung by the attendant; not told unless it stands elsewhere in the manual too."""
    reading: Kana | None = None
    """Of the name."""
    hours: str = ""
    """When the operator answers: "9:00-18:00"; empty: always."""
    kinds: tuple[CallKind, ...] = ()
    """The kinds of call taken; empty: all."""

    @field_validator("hours")
    @classmethod
    def _readable_hours(cls, hours: str) -> str:
        spans(hours)
        return hours


def staff_keys(person: Staff) -> tuple[str, ...]:
    """The names by which a manual may refer to a person."""
    joined = person.name.replace(" ", "")
    return tuple(k for k in (person.id, person.name, joined, person.name.split()[0]) if k)
