"""A caller who speaks English: a few sentences, name and number, and somebody who speaks it."""

from __future__ import annotations

import re

from agent.english import english_digits
from agent.events import Fact, Slot
from agent.turn import Task, Turn, noting
from speech.reading.phone_numbers import PhoneNumber, phone_number_in

MAX_TRIES = 2
LEAST_DIGITS = 9
LEAST_WORDS = 4
"""Words of a sentence that tells something."""
_NAME = re.compile(
    r"\b(?:[Mm]y name is|[Tt]his is|I am|I'm|[Nn]ame's|[Ii]t's|[Cc]alled)\s+"
    r"(?P<name>[A-Za-z][A-Za-z'-]*(?:\s+[A-Z][A-Za-z'-]*){0,3})"
)
_KANA_NAME = re.compile(
    r"(?:マイネームイズ|ディスイズ|アイム|アイアム)[、 ]*(?P<name>[ァ-ヴー・]{2,20})"
)
_COMPANY = re.compile(r"\b(?:from|of|with)\s+(?P<company>[A-Z][\w&.'-]*(?:\s+[A-Z][\w&.'-]*){0,4})")
_BARE = re.compile(r"^\s*(?P<name>[A-Z][A-Za-z'.-]*(?:\s+[A-Z][A-Za-z'.-]*){0,3})[\s.,]*$")
_NOT_NAMES = frozenset(
    ("Yes", "No", "Hello", "Hi", "Ok", "Okay", "Thank", "Thanks", "Sorry", "Please")
)
_YES = re.compile(r"\b(?:yes|yeah|right|correct|sure|ok(?:ay)?)\b|はい|そうです", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|wrong|not)\b|いいえ|違い", re.IGNORECASE)
_QUESTIONS = ("english_name", "english_number", "english_confirm")
_BYE = re.compile(r"\b(?:bye|goodbye)\b", re.IGNORECASE)


def go_on(turn: Turn) -> bool:
    """Name, number, read back, hand over; each is asked twice at most."""
    if not turn.knowledge.manual.rules.foreign_language.english:
        return _hand_over(turn)
    if not turn.value("caller_name") and turn.was_said("ask.english_name") < MAX_TRIES:
        turn.ask("english_name")
        return True
    if len(turn.value("callback_number")) < LEAST_DIGITS:
        turn.forget("callback_number")
    number = turn.slot("callback_number")
    is_missing = number is None or not number.value
    if is_missing and turn.was_said("ask.english_number") < MAX_TRIES:
        turn.ask("english_number")
        return True
    is_open = number is not None and bool(number.value) and not number.confirmed
    if number is not None and is_open and turn.add_one("english_read") <= MAX_TRIES:
        turn.ask("english_confirm", Fact("number", number.spoken, "caller"))
        return True
    return _hand_over(turn)


def _hand_over(turn: Turn) -> bool:
    turn.drop("foreign_language")
    turn.remember("hand_over_why", "foreign")
    if turn.operator("foreign_language", turn.knowledge.manual.rules.foreign_language.operator):
        turn.push("hand_over")
        return False
    turn.assign()
    turn.escalate = "foreign"
    turn.remember("plan", "callback")
    turn.remember("promised", "1")
    turn.remember("closing", "asked")
    turn.ask("anything_else", entry="english_promise", kind="close")
    return True


def _take(turn: Turn) -> bool:
    """Name, company and number out of an English turn; True when something was told."""
    text = turn.said.text
    company = _COMPANY.search(text)
    if company and not turn.value("caller_company"):
        turn.learn(Slot("caller_company", company["company"], company["company"], 0.7))
    name = _NAME.search(text) or _KANA_NAME.search(text)
    if name is None and turn.state.asked == "english_name":
        name = _BARE.match(text)
    taken = False
    if name is not None and name["name"].split()[0] not in _NOT_NAMES:
        turn.learn(Slot("caller_name", name["name"].strip(), name["name"].strip(), 0.7))
        taken = True
    _keep_told(turn)
    number = _number_in(text)
    if len(number.digits) >= LEAST_DIGITS:
        turn.learn(Slot("callback_number", number.digits, number.grouped, 0.8))
        taken = True
    return taken


def _keep_told(turn: Turn) -> None:
    """What else is told, a room or a wish, is kept for whoever takes over."""
    known = turn.slot("message")
    told = [
        part.strip()
        for part in re.split(r"(?<=[.!?])\s+", turn.said.text)
        if len(part.split()) >= LEAST_WORDS and not english_digits(part)[LEAST_DIGITS - 1 :]
    ]
    more = " ".join(part for part in told if known is None or part not in known.value)
    if known is not None and known.value and more:
        turn.learn(Slot("message", f"{known.value} {more}", known.spoken, known.confidence))


def _number_in(text: str) -> PhoneNumber:
    digits, written = english_digits(text), phone_number_in(text)
    return written if len(written.digits) >= len(digits) else PhoneNumber(digits)


def _confirmed(turn: Turn) -> bool:
    number = turn.slot("callback_number")
    if _take(turn):
        return True
    if _NO.search(turn.said.text):
        turn.forget("callback_number")
        turn.remember("english_number", "0")
        return True
    if number is not None and (_YES.search(turn.said.text) or turn.is_yes):
        turn.learn(Slot(number.name, number.value, number.spoken, 1.0, confirmed=True))
        return True
    return False


def _opened(turn: Turn) -> None:
    turn.remember("register", "english")
    turn.learn(Slot("kind", "foreign_language", turn.said.text, 0.9))
    if not turn.value("message") and not turn.state.asked.startswith("english"):
        turn.learn(Slot("message", turn.said.text.strip(), turn.said.reading, 0.7))
    for name in ("caller_name", "caller_company"):
        if turn.value(name) and turn.value(name) != turn.state.value(name):
            turn.forget(name)  # Japanese grammar read into an English sentence
    _take(turn)
    if _BYE.search(turn.said.text):
        turn.remember("closing", "done")


TASK = Task(
    "foreign_language",
    ("foreign_language",),
    go_on,
    {"english_name": _take, "english_number": _take, "english_confirm": _confirmed},
    _opened,
    {topic: noting("english_unsure") for topic in _QUESTIONS},
)
