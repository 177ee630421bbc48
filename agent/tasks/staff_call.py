"""A member of staff reports where she is: verified by what the manual sets, then entered.

What the manual keeps for this (employee number, pin, extension) is compared and never said. Who
is not verified is treated as anybody: the words are taken as a message, nothing is changed.
"""

from __future__ import annotations

import re

from agent.events import Fact, Slot, StatusChange
from agent.tasks.take_message import add_to_message
from agent.turn import Task, Turn, noting
from knowledge.directory import Person
from speech.reading.dates import when_in
from speech.reading.phone_numbers import digits_in

MAX_PROOFS = 2
_STATUSES = (
    ("直帰", r"直帰|このまま帰|社に戻ら|会社に戻ら|戻りません|戻れません|戻れなく"),
    ("休暇", r"休み(?:ます|たい|を)|休ませ|欠勤|有給|休暇"),
    ("直行", r"直行|遅刻|出社が|出勤が|着くのが|電車"),
    ("会議", r"会議|打ち合わせ"),
    ("出張", r"出張"),
)
_OUT = "外出"
"""Where somebody is who only says when she is back."""
_NO_RETURN = frozenset(("直帰", "休暇"))
"""Nobody is asked when she is back from these on the same day."""


def go_on(turn: Turn) -> bool:
    """Who, the proof, when back; then it is entered, or passed on where it cannot be verified."""
    turn.remember("register", "staff")
    rule = turn.knowledge.manual.rules.staff_call
    person = turn.knowledge.directory.person(turn.value("staff"))
    if person is None and turn.note("staff_asked") != "1":
        turn.remember("staff_asked", "1")
        turn.ask("staff_name")
        return True
    if person is None or not rule.accepted or not _secret(person, rule.verify):
        return _pass_on(turn)
    if turn.note("verified") != "1":
        if turn.count("proofs") >= MAX_PROOFS:
            return _pass_on(turn)
        turn.ask("staff_proof", entry=f"staff_proof_{rule.verify}")
        return True
    if not turn.value("status"):
        turn.ask("staff_status")
        return True
    if not turn.value("back") and turn.value("status") not in _NO_RETURN and _asks_back(turn):
        return True
    _enter(turn, person)
    return False


def _secret(person: Person, verify: str) -> str:
    staff = person.staff
    kept = {
        "extension": staff.extension,
        "pin": staff.pin,
        "employee_number": staff.employee_number,
    }
    return re.sub(r"\D", "", kept[verify] or "")


def _asks_back(turn: Turn) -> bool:
    if turn.add_one("back_asked") > 1:
        return False
    turn.ask("staff_back")
    return True


def _enter(turn: Turn, person: Person) -> None:
    """The change, as an event for whoever keeps the schedule; read back to her."""
    status, back = turn.value("status"), turn.slot("back")
    at = back.value if back is not None else ""
    turn.change = StatusChange(person.id, status, at, turn.value("message"))
    name = Fact("person", person.surname, "manual")
    if back is not None and at:
        turn.say("inform", "staff_entered_back", name, Fact("back", back.spoken, "caller"))
    else:
        turn.say("inform", "staff_entered", name, Fact("status", status, "built_in"))
    turn.remember("promised", "1")
    turn.remember("plan", "entered")
    turn.drop("staff_call")


def _pass_on(turn: Turn) -> bool:
    """Not verified: a message like anybody's."""
    turn.assign()
    turn.remember("unverified", "1")
    if not turn.value("message"):
        turn.ask("message", turn.target_name())
        return True
    turn.say("inform", "staff_message", turn.target_name())
    turn.remember("promised", "1")
    turn.remember("plan", "message")
    turn.drop("staff_call")
    turn.drop("reach_person")
    return False


def _who(turn: Turn) -> Person | None:
    """The one who calls, by the name she gives; of two of a name, her department tells."""
    directory = turn.knowledge.directory
    caller = turn.slot("caller_name")
    named = caller.spoken if caller is not None and caller.value else ""
    found = directory.find(named or turn.said.reading, asked=True)
    people = [p for p in (directory.person(s.key) for s in found.people) if p is not None]
    of = turn.value("target_department")
    here = [p for p in people if p.staff.department == of] or people
    return here[0] if len(here) == 1 else turn.person


def _take(turn: Turn) -> None:
    """What the turn tells of where she is."""
    person = _who(turn)
    if person is not None and not turn.value("staff"):
        turn.learn(Slot("staff", person.id, person.surname, 0.9))
        turn.learn(
            Slot("caller_name", person.staff.name.replace(" ", ""), person.full_reading, 0.95)
        )
        for name in ("target", "target_choices", "target_maybe", "target_unknown"):
            turn.forget(name)
    text = turn.said.text
    when = when_in(text, turn.knowledge.now)
    status = next((s for s, cues in _STATUSES if re.search(cues, text)), "")
    is_over = status in _NO_RETURN and (
        when is None or when.day in (None, turn.knowledge.now.date())
    )
    if is_over:
        turn.forget("back")
    elif when is not None and not when.is_vague:
        at = when.at(turn.knowledge.now)
        value = at.isoformat(timespec="minutes") if when.time else at.date().isoformat()
        turn.learn(Slot("back", value, when.spoken, 0.9))
    if status or (when is not None and not turn.value("status")):
        turn.learn(Slot("status", status or _OUT, text, 0.9))


def _opened(turn: Turn) -> None:
    turn.learn(Slot("kind", "staff_call", turn.said.text, 0.9))
    turn.drop("take_message")
    _take(turn)
    add_to_message(turn)


def _named(turn: Turn) -> bool:
    _take(turn)
    return bool(turn.value("staff"))


def _proof_said(turn: Turn) -> bool:
    person = turn.knowledge.directory.person(turn.value("staff"))
    heard = (digits_in(turn.said.reading), digits_in(turn.said.text))
    said = {*heard, re.sub(r"\D", "", turn.said.text)} - {""}
    if person is None or not said:
        return False
    verify = turn.knowledge.manual.rules.staff_call.verify
    if _secret(person, verify) in said:
        turn.remember("verified", "1")
    else:
        turn.add_one("proofs")
        turn.say("apologise", "staff_proof_wrong")
    return True


def _told(turn: Turn) -> bool:
    known = (turn.value("status"), turn.value("back"))
    _take(turn)
    add_to_message(turn)
    return known != (turn.value("status"), turn.value("back"))


def _without_status(turn: Turn) -> None:
    turn.learn(Slot("status", _OUT, turn.said.text, 0.3))


TASK = Task(
    "staff_call",
    ("staff_call",),
    go_on,
    {
        "staff_name": _named,
        "staff_proof": _proof_said,
        "staff_status": _told,
        "staff_back": _told,
    },
    _opened,
    {
        "staff_name": noting("staff_asked"),
        "staff_proof": noting("proofs", str(MAX_PROOFS)),
        "staff_status": _without_status,
        "staff_back": noting("back_asked", "1"),
    },
)
