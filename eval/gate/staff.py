"""Every member of staff asked for by her surname, at three moments.

In hours, where she is as the manual has it, and the caller asks for her e-mail address; while she
is out until a time that somebody entered, and the caller asks for her mobile; and when the client
has closed. She may be told of as far as her `disclose` goes and no further.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from eval.gate.call import (
    BYE,
    LEAST_SECRET,
    TAKEN,
    WAITS,
    GateCall,
    Making,
    Written,
    never,
    ruby,
    surname,
    whole_name,
)
from eval.gate.operators import takes
from eval.gate.words import words
from knowledge.hours import japan_time
from knowledge.people import staff_keys
from knowledge.schedule import say_time
from knowledge.schema import Manual, Staff
from knowledge.sound import morae

TELLS = {
    "離席": ("席を外し", "席におり", "離席"),
    "会議": ("会議",),
    "来客": ("来客", "お客様と"),
    "電話中": ("ほかの電話", "電話に出て", "電話中"),
    "外出": ("外出", "出かけ", "出先"),
    "出張": ("出張",),
    "休暇": ("休みを", "休暇", "お休み"),
    "直行": ("直行", "出先", "外出"),
    "直帰": ("直帰", "出先", "社に戻"),
}
"""What tells the reason of an absence, whoever words it."""
_NO_SECRET = frozenset(("離席",))
"""Not at her desk: no more than that she cannot come to the telephone."""
_CLOCK = re.compile(r"([0-9]{1,2})時(半|[0-9]{1,2}分)?$")
_LEAST_COUNTED = 3
"""Digits from which 201番 is taken for an extension."""
_ABSENT_WORDS = (
    "電話に出られません 席におりません 席を外して 外出 戻 折り返しお電話 会議 来客 出張 "
    "お休み 休みを ほかの電話 出先"
)
_ABSENT = _ABSENT_WORDS.split()
"""By any of these the caller knows that she will not be put through."""


def staff_calls(making: Making, people: Sequence[tuple[int, Staff]]) -> Iterator[GateCall]:
    """Three calls for each of `people` (one for who has left), with their place in the manual."""
    for place, person in people:
        if person.status == "退職":
            yield _left(making, place, person)
            continue
        yield _in_hours(making, place, person)
        yield _while_out(making, place, person)
        if making.moments.closed is not None:
            yield _after_hours(making, place, person, making.moments.closed)


def how_asked(manual: Manual, person: Staff) -> str:
    """栗本さん; of two who sound the same 経理部の佐藤さん; of two there, the whole name."""
    namesakes = [other for other in manual.staff if _sound(other) == _sound(person)]
    if len(namesakes) == 1:
        return f"{surname(person)}さん"
    there = [other for other in namesakes if other.department == person.department]
    department = next((d for d in manual.departments if d.name == person.department), None)
    if len(there) == 1 and department is not None:
        return f"{ruby(department.name, department.reading)}の{surname(person)}さん"
    return f"{whole_name(person)}さん"


def secrets_of(person: Staff) -> list[str]:
    """What may be said of her to nobody: her mobile, extension, employee number, PIN."""
    found: list[str] = []
    if person.mobile:
        digits = re.sub(r"\D", "", person.mobile)
        found += [person.mobile, digits, digits[-8:], person.mobile.split("-", 1)[-1]]
    for word, secret in (
        ("内線", person.extension),
        ("社員番号", person.employee_number),
        ("暗証番号", person.pin or ""),
    ):
        if secret:
            length = len(re.sub(r"\D", "", secret))
            found += [f"{word}{secret}", f"{word}は{secret}", f"{word}は、{secret}"]
            found += [f"{secret}番"] if length >= _LEAST_COUNTED else []
            found += [secret] if length >= LEAST_SECRET else []
    return found


def whereabouts(manual: Manual, person: Staff, now: dt.datetime) -> tuple[str, dt.time | None]:
    """Her status by the manual alone, and when she is back today, where it says a time.

    An empty status where more than one thing is written for the day.
    """
    for absence in manual.schedule:
        if absence.staff in staff_keys(person):
            start, end = japan_time(absence.start), japan_time(absence.end)
            if start <= now < end:
                return absence.status, end.time() if end.date() == now.date() else None
    if _has_plans(manual, person, now.date()):
        return "", None
    clock = _CLOCK.match(person.returns)
    if clock is None:
        return person.status, None
    minutes = clock[2] or ""
    half = 30 if minutes == "半" else int(minutes.removesuffix("分") or 0)
    back = dt.time(int(clock[1]) % 24, half)
    return ("", None) if back <= now.time() else (person.status, back)


def _sound(person: Staff) -> str:
    return "".join(morae(person.reading.split()[0]))


def _left(making: Making, place: int, person: Staff) -> GateCall:
    successor = next((p for p in making.manual.staff if person.successor in staff_keys(p)), None)
    told = [{"words": ["退職"]}]
    if successor is not None and successor.status != "退職":
        told.append({"words": [successor.name.split()[0]]})
    written: Written = {
        "turns": [_wanted(making, person), BYE],
        "expect": {
            "outcome": list(TAKEN),
            "said": told,
            "never_said": never([*secrets_of(person), person.email or ""]),
        },
    }
    return _call(making, place, person, "left", written)


def _in_hours(making: Making, place: int, person: Staff) -> GateCall:
    """Where she is as the manual has it; her e-mail address is asked for."""
    now = making.moments.open
    status, back = whereabouts(making.manual, person, now)
    secrets = secrets_of(person)
    turns = [_wanted(making, person)]
    if status == "在席" and person.put_through and takes(making.manual, "vip", now):
        transferred = {
            "outcome": "escalated",
            "said": [{"act": "transfer"}],
            "never_said": never(secrets),
        }
        return _call(
            making, place, person, "in", {"turns": [*turns, *WAITS], "expect": transferred}
        )
    said, hidden = _told(person, status, back), secrets + _hidden(person, status, back)
    if person.email and not person.successor:
        turns.append({"say": words("staff_email"), "cue": _ABSENT})
        if person.disclose.email:
            said.append({"fact": {"email": person.email}})
            turns.append({"say": words("staff_noted"), "cue": ["アットマーク"]})
        else:
            said.append({"act": "refuse"})
            hidden += [person.email, person.email.split("@")[0] + "@"]
    written: Written = {
        "turns": [*turns, BYE],
        "expect": {"outcome": list(TAKEN), "said": said, "never_said": never(hidden)},
    }
    return _call(making, place, person, "in", written)


def _while_out(making: Making, place: int, person: Staff) -> GateCall:
    """Out until a time that was entered today; her mobile is asked for."""
    now, until = making.moments.middle, making.moments.back
    back = None if _has_plans(making.manual, person, now.date()) else until.time()
    written: Written = {
        "now": now,
        "turns": [
            _wanted(making, person),
            {"say": words("staff_mobile"), "cue": _ABSENT},
            BYE,
        ],
        "statuses": [{"staff": person.name, "status": "外出", "until": until}],
        "expect": {
            "outcome": list(TAKEN),
            "said": [*_told(person, "外出", back), {"act": "refuse"}],
            "never_said": never(secrets_of(person) + _hidden(person, "外出", back)),
        },
    }
    return _call(making, place, person, "out", written)


def _after_hours(making: Making, place: int, person: Staff, now: dt.datetime) -> GateCall:
    status, _ = whereabouts(making.manual, person, now)
    written: Written = {
        "now": now,
        "turns": [_wanted(making, person), BYE],
        "expect": {
            "outcome": [*TAKEN, "escalated"],
            "never_said": never(secrets_of(person) + _hidden(person, status, None)),
        },
    }
    return _call(making, place, person, "closed", written)


def _has_plans(manual: Manual, person: Staff, day: dt.date) -> bool:
    """Something of her calendar or schedule may touch the day: what follows is not simple."""
    return bool(person.calendar) or any(
        absence.staff in staff_keys(person)
        and japan_time(absence.start).date() <= day <= japan_time(absence.end).date()
        for absence in manual.schedule
    )


def _told(person: Staff, status: str, back: dt.time | None) -> list[Written]:
    """What must be told; nothing of somebody whose calls a successor takes."""
    told: list[Written] = []
    if person.successor:
        return told
    if person.disclose.reason and status in TELLS:
        told.append({"words": list(TELLS[status])})
    if person.disclose.return_time and back is not None:
        ways = (say_time(back), say_time(back).replace("30分", "半"))
        told.append({"words": list(dict.fromkeys(ways))})
    return told


def _hidden(person: Staff, status: str, back: dt.time | None) -> list[str]:
    hidden: list[str] = []
    if not person.disclose.reason and status not in _NO_SECRET:
        hidden += TELLS.get(status, ())
    if not person.disclose.return_time and back is not None:
        hidden.append(say_time(back))
    return hidden


def _wanted(making: Making, person: Staff) -> Written:
    return {"say": words("staff_wanted", asked=how_asked(making.manual, person))}


_DOING = {
    "left": "退職した方をお呼びする",
    "in": "営業時間中にお呼びし、メールアドレスを伺う",
    "out": "外出と入力してある時にお呼びし、携帯の番号を伺う",
    "closed": "営業時間外にお呼びする",
}


def _call(making: Making, place: int, person: Staff, moment: str, written: Written) -> GateCall:
    expect = written["expect"]
    if not person.successor and person.status != "退職" and expect["outcome"] != "escalated":
        expect["target"] = person.name
    return making.call(
        f"staff-{place + 1:04}-{moment}",
        {"features": ["absence"]} | written,
        kind="staff",
        where=("staff", place),
        subject=f"社員「{person.name}」（{_DOING[moment]}）",
        remedy="staff_reading" if moment in ("left", "closed") else "staff_disclose",
        answers_nothing=True,
    )
