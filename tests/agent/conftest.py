"""Calls typed instead of spoken, for the tests of the dialogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from agent.events import (
    AgentDecided,
    AgentStarted,
    CallAnswered,
    CallEnded,
    CallerSaid,
    CallerSilent,
    CallEvent,
    DigitPressed,
)
from agent.report import CallReport, report
from agent.responding import Answerable, Response, respond
from agent.state import DialogueState, advance, begin
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual
from knowledge.reader import read
from knowledge.schema import Manual
from speech.transcript import Transcript

NOW = dt.datetime(2026, 11, 24, 10, 0)
"""A Tuesday; the day before is a holiday."""


@dataclass
class TypedCall:
    """A call as a test plays it: text in, text out."""

    knowledge: Knowledge
    state: DialogueState = field(default_factory=begin)
    events: list[CallEvent] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def take(self, event: Answerable) -> str:
        response = respond(event, self.state, self.knowledge)
        text = "".join(sentence.text for sentence in response.sentences)
        decided = AgentDecided(event.at_ms, response.decision, response.understanding)
        for happened in (event, *response.failures, decided, AgentStarted(event.at_ms, text)):
            self.events.append(happened)
            self.state = advance(self.state, happened)
        self.responses.append(response)
        return text

    def pick_up(self, caller_number: str = "") -> str:
        at = "2026-11-24T10:00:00+09:00"
        return self.take(CallAnswered(0, "call-1", "smile", at, caller_number))

    def say(self, text: str, reading: str | None = None) -> str:
        at_ms = len(self.events) * 1000
        heard = read(text) if reading is None else reading
        return self.take(CallerSaid(at_ms, Transcript(text, heard, at_ms, at_ms, True, 0, 1.0)))

    def press(self, digits: str) -> str:
        return self.take(DigitPressed(len(self.events) * 1000, digits))

    def wait(self) -> str:
        return self.take(CallerSilent(len(self.events) * 1000, 6000))

    def report(self) -> CallReport:
        reason = "agent_closed" if self.state.ended else "caller_hung_up"
        return report([*self.events, CallEnded(len(self.events) * 1000, reason)], self.knowledge)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.open(load_manual(find_manual("smile_corp")), NOW)


@pytest.fixture
def call(knowledge: Knowledge) -> TypedCall:
    typed = TypedCall(knowledge)
    typed.pick_up()
    return typed


@pytest.fixture
def call_of() -> Callable[[Knowledge], TypedCall]:
    def begun(knowledge: Knowledge) -> TypedCall:
        typed = TypedCall(knowledge)
        typed.pick_up()
        return typed

    return begun


def client(**parts: object) -> Knowledge:
    """A small client of a test's own; `parts` are the keys of a manual."""
    company = {"name": "株式会社あおば", "reading": "かぶしきがいしゃあおば"}
    everything = {"company": company, "agent": {"name": "浅井", "reading": "あさい"}, **parts}
    return Knowledge.open(Manual.model_validate(everything), NOW)


WEEK = {day: "9:00-18:00" for day in ("mon", "tue", "wed", "thu", "fri")}
OPERATOR = {"name": "受付センター", "number": "03-0012-9999"}
SHIRAISHI = {
    "name": "白石 誠",
    "reading": "しらいし まこと",
    "department": "営業部",
    "status": "外出",
    "returns": "17時",
    "email": "shiraishi@example.jp",
    "mobile": "090-0088-7766",
    "employee_number": "1024",
}
DEPARTMENTS = [
    {"name": "営業部", "reading": "えいぎょうぶ"},
    {"name": "総務部", "reading": "そうむぶ"},
]


@pytest.fixture
def clients() -> Callable[..., Knowledge]:
    return client


@pytest.fixture
def office() -> Knowledge:
    """A sales office with an operator, an order desk and staff who report by telephone."""
    return client(
        hours=WEEK,
        departments=DEPARTMENTS,
        staff=[SHIRAISHI],
        operators=[OPERATOR],
        orders={"accepted": True, "items": [{"name": "コピー用紙", "reading": "こぴーようし"}]},
        reservation={"accepted": True, "ask": ["date", "time", "name", "phone"]},
        vips=[{"company": "北原商会"}],
        faq=[
            {
                "id": "hours",
                "question": "営業時間は何時までですか",
                "answer": "9時から18時までです。",
            }
        ],
        rules={
            "answers_for": "総務部",
            "staff_call": {"accepted": True, "verify": "employee_number"},
            "sales": {"refuse": True, "send_to": "info@example.jp"},
        },
    )


@pytest.fixture
def clinic() -> Knowledge:
    """A clinic without an operator, which accepts plain cancellations."""
    return client(
        hours=WEEK,
        departments=[{"name": "受付", "reading": "うけつけ"}],
        reservation={
            "accepted": True,
            "ask": ["date", "time", "menu", "name", "phone"],
            "accept_cancellations": True,
        },
        rules={"ask_company": False, "answers_for": "受付"},
    )


@pytest.fixture
def forbidding() -> Knowledge:
    """A client who has forbidden everything that can be forbidden."""
    nothing = {"reason": False, "return_time": False, "email": False}
    return client(
        staff=[{**SHIRAISHI, "department": "", "disclose": nothing}],
        reservation={"accepted": False},
        orders={"accepted": False},
        rules={
            "job_application": {"accepted": False},
            "wrong_number": {"tell_company": False},
            "foreign_language": {"english": False},
            "family": {"disclose": nothing},
            "ask_mobile": {"offer": ["call_back"]},
        },
    )


@pytest.fixture(scope="session")
def at() -> Callable[..., tuple[TypedCall, list[str]]]:
    """A call to one of the packaged clients, and what the agent said to each row."""

    def begun(name: str, *rows: str) -> tuple[TypedCall, list[str]]:
        typed = TypedCall(Knowledge.open(load_manual(find_manual(name)), NOW))
        typed.pick_up()
        return typed, [typed.say(row) for row in rows]

    return begun
