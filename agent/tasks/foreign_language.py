"""A caller who speaks English: a few sentences, name and number, and somebody who speaks it.

Nothing of an English turn is read by Japanese grammar: who calls, the number and what it is about
are found by `agent.english`, and the rest of the call is held in English to its goodbye.
"""

from __future__ import annotations

import datetime as dt
import re

from agent.english import (
    LEAST_DIGITS,
    english_company,
    english_digits,
    english_name,
    english_sign,
    is_english,
    is_in_danger,
    says_bye,
    told_in,
)
from agent.english_dates import english_whens
from agent.events import Fact, Slot
from agent.turn import Task, Turn
from knowledge.schema import Operator
from speech.endpointing import Expect
from speech.reading.dates import When
from speech.reading.phone_numbers import PhoneNumber, phone_number_in
from speech.reading.romaji import spellings

MAX_TRIES = 2
MAX_WAITING = 1
"""Turns in which nothing is told while somebody is rung; at the next a call back is promised."""
_TOLD = {"asked": "english_question", "told": "english_noted"}
"""What was told beside the open question -> how it is met."""
_GROUPED = re.compile(r"\b(0\d{1,4})[\s,.-]+(\d{1,4})[\s,.-]+(\d{3,4})\b")
_CALLED = r"\b(?:(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?|to|for|with|is) {name}\b|{name}[- ]san\b)"
"""Somebody here, as English speakers name her: Mr. Sato, Sato-san, speak to Sato."""


def speaks_english(turn: Turn) -> bool:
    """This turn is English, or a word that does for both in a call held in English."""
    is_held = turn.note("register") == "english"
    return is_english(turn.said.text) and (is_held or turn.said.intent == "foreign_language")


def converse(turn: Turn) -> None:
    """Keep what an English turn tells, and go on in English."""
    turn.remember("register", "english")
    turn.remember("english_told", "")
    if turn.value("kind") != "emergency":
        turn.learn(Slot("kind", "foreign_language", turn.said.text, 0.9))
    if is_in_danger(turn.said.text):
        turn.learn(Slot("urgency", "emergency", turn.said.text, 0.9))
    _keep_names(turn)
    _keep_number(turn)
    _keep_told(turn)
    _keep_booking(turn)
    turn.push(TASK.name)


def leave_english(turn: Turn) -> None:
    """The caller goes on in Japanese."""
    if turn.note("register") == "english":
        turn.remember("register", "")
        turn.drop(TASK.name)


def go_on(turn: Turn) -> bool:
    """Somebody is rung as soon as she can be told who calls; else a call back is promised."""
    if turn.note("promised") == "1":
        return _close(turn)
    if _leaves(turn):
        return _promise(turn)
    if not turn.knowledge.manual.rules.foreign_language.english:
        return _ring(turn) or _promise(turn)
    if _is_ringing(turn):
        return _wait(turn) or _promise(turn)
    is_danger = turn.value("urgency") == "emergency"
    if is_danger and _ring(turn):
        return True
    if not is_danger and not turn.value("caller_name") and _ask(turn, "english_name"):
        return True
    if not turn.value("callback_number") and _ask(turn, "english_number"):
        return True
    return _ring(turn) or _read_back(turn) or _promise(turn)


def _ask(turn: Turn, topic: str) -> bool:
    """Each is asked twice at most, the second time after a word on what was told instead."""
    if turn.was_said(f"ask.{topic}") >= MAX_TRIES:
        return False
    told, is_first = turn.note("english_told"), turn.state.note("register") != "english"
    if told in _TOLD and not is_first:
        turn.say("inform", _TOLD[told])
    elif turn.state.asked == topic:
        turn.say("apologise", "not_heard")
    turn.ask(topic)
    return True


def _read_back(turn: Turn) -> bool:
    """The number, where nobody takes over who could ask for it herself."""
    number = turn.slot("callback_number")
    if number is None or not number.value or number.confirmed:
        return False
    if turn.was_said("confirm.english_confirm") >= MAX_TRIES:
        return False
    turn.ask("english_confirm", Fact("number", number.spoken, "caller"))
    return True


def _ring(turn: Turn) -> bool:
    """Somebody who speaks English is rung; the caller hears the number that she is told."""
    if turn.note("operator_tried") == "1" or _who_takes(turn) is None:
        return False
    turn.remember("operator_tried", "1")
    turn.remember("hand_over_why", "foreign")
    turn.escalate = "foreign"
    number = turn.slot("callback_number")
    if number is not None and number.value and not number.confirmed:
        turn.say("inform", "english_number", Fact("number", number.spoken, "caller"))
    turn.say("transfer", "foreign")
    turn.waits_silently = True
    return True


def _who_takes(turn: Turn) -> Operator | None:
    rules = turn.knowledge.manual.rules
    if turn.value("urgency") == "emergency":
        operator = turn.operator("emergency", rules.emergency.operator)
        if operator is not None:
            return operator
    return turn.operator("foreign_language", rules.foreign_language.operator)


def _is_ringing(turn: Turn) -> bool:
    last = turn.state.last
    return bool(turn.state.escalated) and last is not None and last.expect is Expect.NOTHING


def _wait(turn: Turn) -> bool:
    """What is told while somebody is rung is noted; nobody comes: False."""
    if not turn.said.text:
        return False  # it has rung long enough
    if turn.note("english_told"):
        turn.say("transfer", "waiting_noted")
    elif turn.add_one("waiting") <= MAX_WAITING:
        turn.say("transfer", "waiting")
    else:
        return False
    turn.waits_silently = True
    return True


def _promise(turn: Turn) -> bool:
    """Somebody calls back where there is a number; else hears that she called."""
    can_call = turn.value("callback_number") or turn.state.caller_number
    turn.assign()
    turn.escalate = "foreign"
    turn.remember("plan", "callback" if can_call else "notify")
    turn.remember("promised", "1")
    turn.say("close", "english_promise" if can_call else "english_notify")
    if _leaves(turn):
        return _goodbye(turn)
    turn.ask("anything_else")
    return True


def _close(turn: Turn) -> bool:
    """After the promise: what more is told is noted; anything else ends the call."""
    if not turn.note("english_told"):
        return _goodbye(turn)
    turn.ask("anything_else", entry="english_noted", kind="inform")
    return True


def _goodbye(turn: Turn) -> bool:
    turn.say("close", "goodbye")
    turn.drop(TASK.name)
    turn.ends = True
    turn.interruptible = False
    return True


def _leaves(turn: Turn) -> bool:
    """The caller has nothing more to say, and said nothing more."""
    return says_bye(turn.said.text) and not turn.note("english_told")


# -- what is told ----------------------------------------------------------------------------------


def _keep_names(turn: Turn) -> None:
    """Who calls, from where, and for whom, by the ways English speakers write her name."""
    text = turn.said.text
    name = english_name(text, asked=turn.state.asked == "english_name")
    company = english_company(text)
    if company and not turn.value("caller_company"):
        turn.learn(Slot("caller_company", company, company, 0.7))
    if name:
        turn.learn(Slot("caller_name", name, name, 0.7))
    for person in turn.knowledge.directory.people:
        ways = "|".join(map(str.capitalize, spellings(person.surname_reading)))
        if ways and re.search(_CALLED.format(name=f"(?:{ways})"), text.replace(name or "\0", "")):
            turn.learn(Slot("target", person.id, person.surname_reading, 0.8))


def _keep_number(turn: Turn) -> None:
    """A number told, a no to the one read back, a yes to it."""
    text = turn.said.text
    number = _number_in(text)
    known = turn.slot("callback_number")
    if len(number.digits) >= LEAST_DIGITS:
        turn.learn(Slot("callback_number", number.digits, number.grouped, 0.8))
        turn.remember("english_told", "number")
    elif turn.state.asked == "english_confirm" and known is not None:
        sign = english_sign(text)
        if sign < 0:
            turn.forget("callback_number")
        elif sign > 0:
            turn.learn(Slot(known.name, known.value, known.spoken, 1.0, confirmed=True))


def _number_in(text: str) -> PhoneNumber:
    """In the caller's own groups where they are written: 080 0012 4567."""
    grouped = _GROUPED.search(text)
    if grouped is not None:
        return PhoneNumber("".join(grouped.groups()), tuple(map(len, grouped.groups())))
    digits, written = english_digits(text), phone_number_in(text)
    return written if len(written.digits) >= len(digits) else PhoneNumber(digits)


def _keep_told(turn: Turn) -> None:
    """What it is about, a room or a wish, is kept for whoever takes over."""
    known = turn.value("message")
    more = [part for part in told_in(turn.said.text) if part not in known]
    if not more:
        return
    words = " ".join([known, *more]).strip()
    turn.learn(Slot("message", words, turn.said.reading, 0.7))
    is_asked = any(part.endswith("?") for part in more)
    turn.remember("english_told", "asked" if is_asked else "told")


_BOOKINGS = (
    ("reservation_cancel", re.compile(r"\bcancel", re.I)),
    ("reservation_change", re.compile(r"\b(?:reschedul|postpon|chang|mov)(?:e|ing)\b", re.I)),
    ("reservation_new", re.compile(r"\b(?:appointment|book|booking|reserv\w+|viewing)\b|"
                                   r"\brooms? (?:for|available|on)\b|\btable for\b", re.I)),
)  # fmt: skip


def _keep_booking(turn: Turn) -> None:
    """A visit wished for, moved or cancelled: its day and time, for whoever takes over."""
    text, now = turn.said.text, turn.knowledge.now
    asked = next((kind for kind, words in _BOOKINGS if words.search(text)), "")
    kind = turn.note("english_booking") or asked
    if not kind:
        return
    turn.remember("english_booking", kind)
    whens = english_whens(text, now)
    is_moved = kind == "reservation_change"
    if kind == "reservation_cancel" or (is_moved and len(whens) > 1 and not turn.value("booked")):
        _keep_when(turn, "booked", whens[:1])
    if kind != "reservation_cancel":
        _keep_when(turn, "wish", whens[-1:])


def _keep_when(turn: Turn, name: str, whens: list[When]) -> None:
    """The day or the time that is told completes what was told of it before."""
    if not whens:
        return
    known = turn.value(name)
    day = whens[0].day or (dt.date.fromisoformat(known[:10]) if known else None)
    if day is None:
        return
    clock = whens[0].time or (dt.time.fromisoformat(known[11:]) if "T" in known else None)
    at = dt.datetime.combine(day, clock or dt.time())
    value = at.isoformat(timespec="minutes") if clock is not None else day.isoformat()
    turn.learn(Slot(name, value, When(day, clock).spoken, 0.7))


TASK = Task("foreign_language", ("foreign_language",), go_on)
