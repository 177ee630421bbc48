"""The report of a call: its events summed up for the client, as data and as a mail."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from agent.events import (
    Act,
    AgentDecided,
    AgentStarted,
    AgentStopped,
    CallAnswered,
    CallEnded,
    CallerSaid,
    CallEvent,
    DigitPressed,
)
from agent.left_over import left_over
from agent.matter import content_of, told_plainly
from agent.promises import standing
from agent.purpose import purpose_of, report_words, when_told
from agent.said_to_desk import without_words_to_desk
from agent.state import DialogueState, decisions, fold
from agent.tasks.call_back import MOST_DIGITS
from agent.tasks.call_back_time import due_time
from agent.tasks.find_answer import ANSWERS
from agent.tasks.form import details
from agent.tasks.opening_hours import HOURS_TOLD
from knowledge import Knowledge
from knowledge.directory import Person
from speech.reading.phone_numbers import PhoneNumber

LEAST_DIGITS = 9
"""Fewer are the beginning of a number: nobody can be called there."""
UNSURE_BELOW = 0.7
"""Confidence under which something heard is marked as not confirmed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of the transcript."""

    at_ms: int
    speaker: str
    """"agent" or "caller"."""
    text: str


@dataclass(frozen=True, slots=True)
class CallReport:
    """What the client learns about a call. Every name is a key of the JSON form."""

    receipt_no: str
    received_at: str
    """ISO 8601 with offset."""
    client: str
    kind: str
    """reach_person, message, inquiry, complaint, emergency, sales, nuisance, wrong_number,
    reservation_new, reservation_change, reservation_cancel, order, job_application, family,
    staff_call, foreign_language, silent (nothing was ever said) or other."""
    outcome: str
    """callback_promised, message_taken, notify, caller_calls_again, accepted (a cancellation or
    change that the manual lets be accepted), schedule_changed, answered, refused, escalated,
    wrong_number or abandoned."""
    urgency: str
    """emergency, high or normal."""
    caller_name: str | None
    caller_company: str | None
    target: str | None
    purpose: str | None
    callback_number: str | None
    """Grouped: 012-3456-7890."""
    callback_wanted: bool
    callback_due: str | None
    """Local ISO 8601: the earliest moment the promised call can be made."""
    told: tuple[str, ...]
    promised: tuple[str, ...]
    refused: tuple[str, ...]
    reservation: dict[str, str] | None
    """kind; booked and wish (local ISO 8601, to the day or minute); accepted (yes or no); the
    caller's own words as wishes; what else was asked, by its word."""
    escalation: str | None
    """Why a person had to take over."""
    unconfirmed: tuple[str, ...]
    """What was heard but not read back, or heard badly."""
    transcript: tuple[Line, ...]
    response_gaps_ms: tuple[int, ...]
    sureness: tuple[tuple[str, float], ...] = ()
    """How surely each of `unconfirmed` was heard, 0..1; in the mail, not in the JSON form."""

    def to_json(self) -> dict[str, Any]:
        """The documented keys and no others."""
        record = asdict(self)
        del record["sureness"]
        for key in ("told", "promised", "refused", "unconfirmed", "transcript", "response_gaps_ms"):
            record[key] = list(record[key])
        return record

    def to_text(self) -> str:
        """The mail a client reads on her telephone: what to do first, the words last."""
        words = report_words()
        who = " ".join(part for part in (self.caller_company, self.caller_name) if part)
        subject = f"{words['urgencies'][self.urgency]}{words['kinds'].get(self.kind, self.kind)}"
        rows = [
            ("受付番号", self.receipt_no),
            ("受付日時", _japanese_time(self.received_at)),
            ("宛先", self.target),
            ("お客様", f"{who} 様" if who else "（お名前は伺えませんでした）"),
            ("お電話番号", self.callback_number),
            ("ご用件", self.purpose),
            ("結果", words["outcomes"].get(self.outcome, self.outcome)),
            ("折り返し", _callback_line(self)),
            ("お約束", "、".join(self.promised)),
            ("お伝えしたこと", "／".join(self.told)),
            ("お断りしたこと", "、".join(self.refused)),
            ("引き継ぎ", words["escalations"].get(self.escalation or "", self.escalation or "")),
            ("未確認", "、".join(_sureness(name, sure) for name, sure in self.sureness)),
        ]
        body = [f"■{name}: {value}" for name, value in rows if value]
        spoken = {"agent": "電話番", "caller": "お客様"}
        talk = [f"{spoken[line.speaker]}「{line.text}」" for line in self.transcript]
        head = f"{subject}: {who + '様' if who else 'お名前不明'} → {self.target or '宛先なし'}"
        return "\n".join([head, "", *body, "", "── やりとり ──", *talk, ""])


def report(events: Sequence[CallEvent], knowledge: Knowledge) -> CallReport:
    """Sum up a call from its events alone; works for a call cut off at any point."""
    state = fold(events)
    answered = next((e for e in events if isinstance(e, CallAnswered)), None)
    turns = decisions(events)
    acts = [act for decided in turns for act in decided.decision.acts]
    escalation = _escalation(state) or None
    doubts = _doubts(state)
    promised = standing(acts, state, report_words()["promised"])
    wanted = _is_call_wanted(state, promised)
    told, refused, asked = (
        _lines("told", acts),
        _lines("refused", acts),
        _asked(acts, state, knowledge),
    )
    beside = _beside(state, turns, (*told, *refused, *asked))
    return CallReport(
        receipt_no=_receipt(answered),
        received_at=answered.received_at if answered is not None else "",
        client=knowledge.manual.company.name,
        kind=_kind(state),
        outcome=_with_call(_outcome(state, events, acts), wanted=wanted),
        urgency=_urgency(state),
        caller_name=state.value("caller_name") or None,
        caller_company=state.value("caller_company") or None,
        target=_target(state, knowledge),
        purpose=purpose_of(state, asked, beside, call_wanted=wanted),
        callback_number=_number(state),
        callback_wanted=wanted,
        callback_due=_due(state, knowledge) if wanted else None,
        told=told,
        promised=promised,
        refused=refused,
        reservation=_reservation(state),
        escalation=escalation,
        unconfirmed=tuple(name for name, _ in doubts),
        transcript=_transcript(events),
        response_gaps_ms=tuple(
            e.response_gap_ms
            for e in events
            if isinstance(e, AgentStarted) and e.response_gap_ms is not None
        ),
        sureness=doubts,
    )


_ALL_IS_KEPT = frozenset(
    ("sales", "nuisance", "wrong_number", "emergency", "foreign_language", "staff_call")
)
"""Kinds of calls whose words are kept as they come, or are nobody's business."""


def _beside(
    state: DialogueState, turns: Sequence[AgentDecided], reported: tuple[str, ...]
) -> list[str]:
    """What was told that stands neither in a slot nor in what was told, refused or asked."""
    if _kind(state) in _ALL_IS_KEPT:
        return []
    kept = [slot.value for slot in state.slots]
    kept += [when_told(state, name) for name in ("booked", "wish")]
    return left_over(turns, " ".join((*kept, *reported)))


def _receipt(answered: CallAnswered | None) -> str:
    if answered is None:
        return ""
    digits = re.sub(r"\D", "", answered.received_at)[:12]
    tail = re.sub(r"\W", "", answered.call_id)[-4:].upper()
    return f"{digits[:8]}-{digits[8:]}-{tail}"


def _kind(state: DialogueState) -> str:
    if state.value("kind"):
        return state.value("kind")
    if state.note("plan") == "message":
        return "message"
    department = state.value("target_department")
    is_somebody = state.value("target") or state.note("either") == "1"
    if is_somebody or (department and state.note("told") == department):
        return "reach_person"
    if state.value("message") or any(map(state.count, ANSWERS)):
        return "inquiry"
    return "other" if state.heard else "silent"


def _outcome(state: DialogueState, events: Sequence[CallEvent], acts: list[Act]) -> str:
    entries = {f"{act.kind}.{act.topic}" for act in acts}
    if _escalation(state):
        return "escalated"
    if state.value("kind") == "wrong_number":
        return "wrong_number"
    if state.note("promised") == "1":
        return _PROMISED.get(state.note("plan"), "notify")
    if entries & {"refuse.sales", "refuse.sales_send", "refuse.sales_withdrawn", "refuse.nuisance"}:
        return "refused"
    not_hiring = {"refuse.job_application", "refuse.job_application_own"}
    if entries & not_hiring and not state.note("plan"):
        return "refused"
    if entries & ANSWERS:
        return "answered"
    if any(act.kind == "refuse" for act in acts):
        return "refused"
    ended = next((e for e in reversed(events) if isinstance(e, CallEnded)), None)
    closed = ended is None or ended.reason == "agent_closed"
    return "answered" if closed and "close.goodbye" in entries else "abandoned"


_PROMISED = {
    "callback": "callback_promised",
    "message": "message_taken",
    "call_again": "caller_calls_again",
    "notify": "notify",
    "accepted": "accepted",
    "entered": "schedule_changed",
}


_CALLS = "折り返し"
_WITHOUT_CALL = frozenset(("message_taken", "notify", "answered"))


def _is_call_wanted(state: DialogueState, promised: tuple[str, ...]) -> bool:
    """Somebody is to call back: it was wished for or promised, and there is a number to call."""
    is_known = bool(_number(state) or state.note("number_known") or state.caller_number)
    if state.note("plan") == "callback":
        return is_known or state.note("promised") != "1"
    return is_known and any(_CALLS in line for line in promised)


def _with_call(outcome: str, *, wanted: bool) -> str:
    """What was promised beside a message is a call back all the same."""
    return "callback_promised" if wanted and outcome in _WITHOUT_CALL else outcome


def _escalation(state: DialogueState) -> str:
    """Why a person had to take over; nobody had to where the danger ended before one was rung."""
    is_over = state.note("over") == "1" and state.note("operator_tried") != "1"
    return "" if is_over else state.escalated


def _urgency(state: DialogueState) -> str:
    if state.value("urgency") == "emergency" or state.value("kind") == "emergency":
        return "emergency"
    is_pressing = state.note("urgent") == "1" or state.note("vip") or state.escalated == "complaint"
    return "high" if is_pressing else "normal"


def _target(state: DialogueState, knowledge: Knowledge) -> str | None:
    person = knowledge.directory.person(state.value("target"))
    if person is not None:
        return _full_name(person)
    either = knowledge.directory.namesakes(state.value("target_choices").split("|"))
    if either:
        return "または".join(map(_full_name, either))
    department = state.value("target_department")
    stood_in_for = knowledge.directory.person(state.note("in_stead_of"))
    if department and stood_in_for is not None:
        return f"{department}（{stood_in_for.staff.name}の代わり）"
    return department or state.value("target_unknown") or None


def _full_name(person: Person) -> str:
    return " ".join(part for part in (person.staff.department, person.staff.name) if part)


def _number(state: DialogueState) -> str | None:
    slot = state.slot("callback_number")
    if slot is None or not slot.value:
        return None
    if (len(slot.value) < LEAST_DIGITS and not slot.confirmed) or len(slot.value) > MOST_DIGITS:
        return None
    groups = tuple(len(g) for g in slot.spoken.split("-"))
    return PhoneNumber(slot.value, groups).grouped


def _due(state: DialogueState, knowledge: Knowledge) -> str | None:
    if state.note("plan") != "callback":
        return None
    person = knowledge.directory.person(state.value("target"))
    wish = state.slot("callback_wish")
    at = due_time(knowledge, person, wish)
    is_tried = state.note("tried") == "1" and not (wish is not None and wish.value)
    if is_tried and knowledge.schedule.is_open(knowledge.now):
        at = knowledge.now.replace(tzinfo=None)  # whenever she is back, she was to be tried today
    return at.isoformat(timespec="minutes") if at is not None else None


def _lines(group: str, acts: list[Act]) -> tuple[str, ...]:
    templates = report_words()[group]
    found = [
        templates[entry].format_map({fact.name: fact.value for fact in act.facts})
        for act in acts
        if (entry := f"{act.kind}.{act.topic}") in templates
    ]
    return tuple(dict.fromkeys(found))


def _asked(acts: list[Act], state: DialogueState, knowledge: Knowledge) -> tuple[str, ...]:
    """The questions of the manual that were answered, and the days whose hours were told."""
    told = [fact.value for act in acts if act.topic == "answer" for fact in act.facts]
    denied = state.note("answers_denied").split(",")
    entries = (entry for entry in knowledge.manual.faq if entry.id not in denied)
    by_answer = {entry.answer: entry.question for entry in entries}
    days = [
        f.value for act in acts if act.topic in HOURS_TOLD for f in act.facts if f.name == "when"
    ]
    asked = [by_answer[text] for text in told if text in by_answer]
    return tuple(dict.fromkeys((*asked, *(f"{day}の営業時間" for day in days))))


def _reservation(state: DialogueState) -> dict[str, str] | None:
    kind = state.note("english_booking") or state.value("kind")
    if not kind.startswith("reservation_"):
        return None
    told = told_plainly(content_of(state.value("message")))
    made = {
        "kind": kind.removeprefix("reservation_"),
        "booked": state.value("booked"),
        "wish": state.value("wish"),
        "accepted": "yes" if state.note("plan") == "accepted" else "no",
        "wishes": "。".join(without_words_to_desk(told.split("。"), booked=True)),
    }
    return {name: value for name, value in made.items() if value} | details(state.slots)


_READ_BACK = frozenset(("callback_number", "order"))
"""Not confirmed unless the caller said yes to them."""
_HEARD = frozenset(("caller_name", "caller_company", "message", "booked", "wish", "status"))


def _doubts(state: DialogueState) -> tuple[tuple[str, float], ...]:
    """Slots that were not confirmed, with how surely they were heard."""
    found = []
    for slot in state.slots:
        if not slot.value or slot.confirmed:
            continue
        if slot.name in _READ_BACK or (slot.name in _HEARD and slot.confidence < UNSURE_BELOW):
            found.append((slot.name, slot.confidence))
    if state.note("unverified") == "1":
        found.append(("staff", 0.0))
    return tuple(found)


def _sureness(name: str, sure: float) -> str:
    return f"{report_words()['slots'].get(name, name)}（確度{sure:.0%}）"


def _transcript(events: Sequence[CallEvent]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for event in events:
        match event:
            case AgentStarted():
                lines.append(Line(event.at_ms, "agent", event.text))
            case AgentStopped(interrupted=True) if lines and lines[-1].speaker == "agent":
                last = lines[-1]
                heard = event.heard or last.text
                lines[-1] = Line(last.at_ms, "agent", heard + "――")
            case CallerSaid():
                lines.append(Line(event.transcript.start_ms, "caller", event.transcript.text))
            case DigitPressed():
                lines.append(Line(event.at_ms, "caller", f"（ボタン {event.digits}）"))
            case _:
                pass
    return tuple(lines)


def _japanese_time(received_at: str) -> str:
    try:
        at = dt.datetime.fromisoformat(received_at)
    except ValueError:
        return received_at
    weekday = "月火水木金土日"[at.weekday()]
    return f"{at.year}年{at.month}月{at.day}日({weekday}) {at.hour}時{at.minute:02d}分"


def _callback_line(made: CallReport) -> str:
    if not made.callback_wanted:
        return ""
    return f"要（{_japanese_time(made.callback_due)}以降）" if made.callback_due else "要"
