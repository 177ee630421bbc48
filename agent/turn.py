"""One turn being decided: what is known, what was said, and what the agent will say to it.

Tasks write into a Turn; the policy makes a Decision of it. A Turn lives for one decision, so to
the outside the policy stays a pure function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from agent.events import Act, ActKind, Decision, Fact, Slot, StatusChange, Understanding
from agent.questions import QUESTIONS, Question
from agent.state import DialogueState, merge_slots
from knowledge import Knowledge
from knowledge.directory import Person
from knowledge.schedule import Presence
from knowledge.schema import CallKind, Operator, spans
from speech.endpointing import Expect

STACK = "stack"
PERSON = ("target", "target_maybe", "target_choices", "target_unknown")
"""Slots of the person who is wanted, as far as she is known."""
SOMEBODY = (*PERSON, "target_department")
PRIVATE_KINDS = frozenset(
    (
        "emergency",
        "job_application",
        "reservation_new",
        "reservation_change",
        "reservation_cancel",
    )
)
"""Kinds of calls that are made by people rather than companies."""
NOTHING_SAID = Understanding("other", (), 0.0)


class Turn:
    """The turn at hand. Facts come from `state`, `said` and `knowledge`; results go into it."""

    def __init__(
        self, state: DialogueState, said: Understanding | None, knowledge: Knowledge
    ) -> None:
        self.state = state
        self.said = _nod_is_yes(said) if said is not None else NOTHING_SAID
        self.knowledge = knowledge
        self.acts: list[Act] = []
        self.question: Question | None = None
        self.interruptible = True
        self.ends = False
        self.escalate = ""
        self.waits_silently = False
        self.change: StatusChange | None = None
        self.answered = False
        """The open question got its answer."""
        self._slots = {slot.name: slot for slot in state.slots}
        self._learned: dict[str, Slot] = {}
        self._notes = dict(state.notes)
        self._noted: dict[str, str] = {}

    # -- what was said -------------------------------------------------------------------------

    @property
    def intents(self) -> tuple[str, ...]:
        """Everything meant by this turn."""
        return (self.said.intent, *self.said.also)

    def meant(self, *intents: str) -> bool:
        """True when any of these was meant."""
        return any(intent in self.intents for intent in intents)

    @property
    def is_yes(self) -> bool:
        """The caller said yes."""
        return self.said.polarity > 0.3

    @property
    def is_no(self) -> bool:
        """The caller said no."""
        return self.said.polarity < -0.3

    # -- what is known -------------------------------------------------------------------------

    def slot(self, name: str) -> Slot | None:
        """A slot as of this turn."""
        return self._slots.get(name)

    def value(self, name: str) -> str:
        """Its value; empty when unknown."""
        slot = self._slots.get(name)
        return slot.value if slot is not None else ""

    def is_confirmed(self, name: str) -> bool:
        """The caller said yes to its read-back."""
        slot = self._slots.get(name)
        return slot is not None and slot.confirmed

    def learn(self, slot: Slot) -> None:
        """A slot has a new value."""
        self._slots[slot.name] = slot
        self._learned[slot.name] = slot

    def forget(self, *names: str) -> None:
        """What these slots held was wrong."""
        for name in names:
            if self.value(name):
                self.learn(Slot(name, "", "", 0.0))

    def note(self, name: str, default: str = "") -> str:
        """Something remembered."""
        return self._notes.get(name, default)

    def remember(self, name: str, value: str) -> None:
        """Keep a note for later turns."""
        if self._notes.get(name, "") != value:
            self._notes[name] = value
            self._noted[name] = value

    def count(self, name: str) -> int:
        """A counter among the notes."""
        return int(self.note(name, "0"))

    def add_one(self, name: str) -> int:
        """Count up; the new value."""
        number = self.count(name) + 1
        self.remember(name, str(number))
        return number

    # -- the stack of tasks --------------------------------------------------------------------

    @property
    def stack(self) -> tuple[str, ...]:
        """Names of the open tasks, the current one last."""
        return tuple(name for name in self.note(STACK).split(",") if name)

    def push(self, task: str) -> None:
        """Begin a task, or come back to it."""
        self.remember(STACK, ",".join([*(n for n in self.stack if n != task), task]))

    def drop(self, task: str) -> None:
        """A task is done or given up."""
        self.remember(STACK, ",".join(n for n in self.stack if n != task))

    # -- what the agent will say ---------------------------------------------------------------

    def say(self, kind: ActKind, topic: str, *facts: Fact) -> None:
        """Add an act to the turn."""
        self.acts.append(Act(kind, topic, facts))

    def ask(self, topic: str, *facts: Fact, entry: str = "", kind: ActKind | None = None) -> None:
        """End the turn with a question; `entry` is its talk script entry where it differs."""
        question = QUESTIONS[topic]
        self.question = question
        self.add_one(f"put:{topic}")
        default: ActKind = "ask"
        if question.kind == "confirm":
            default = "confirm"
        elif topic.startswith("offer_"):
            default = "offer"
        self.say(kind or default, entry or topic, *facts)

    def ask_caller(self) -> None:
        """Who is calling: company and name, or the name alone where no company matters."""
        kind, asked = self.value("kind"), self.knowledge.manual.reservation.ask
        private = kind in PRIVATE_KINDS or bool(self.value("caller_company"))
        if kind.startswith("reservation_") and "company" in asked:
            private = bool(self.value("caller_company"))
        by_name = private or not self.knowledge.manual.rules.ask_company
        self.ask("caller_name" if by_name else "caller")

    def was_said(self, entry: str) -> int:
        """How often an entry ("kind.topic") was said before this turn."""
        return self.state.count(entry)

    def was_read_back(self, entry: str) -> bool:
        """The last turn said this entry ("kind.topic"): a no is about that."""
        last = self.state.last
        return last is not None and any(f"{a.kind}.{a.topic}" == entry for a in last.acts)

    # -- people --------------------------------------------------------------------------------

    @property
    def person(self) -> Person | None:
        """Whom the caller wants, once that is sure."""
        return self.knowledge.directory.person(self.value("target"))

    def presence(self, person: Person) -> Presence:
        """Where somebody is now."""
        return self.knowledge.schedule.presence(person.staff, self.knowledge.now)

    def name_of(self, person: Person) -> Fact:
        """How a person is named to a caller: 栗本, or 経理部の佐藤 where there are two."""
        twins = [p for p in self.knowledge.directory.people if p.surname == person.surname]
        named = person.surname
        if len(twins) > 1:
            department = person.staff.department or person.staff.title
            named = f"{department}の{person.surname}" if department else person.surname
        if self.note("register") in ("family", "staff"):
            named += "さん"
        return Fact("person", named, "manual")

    def assign(self, department: str = "") -> None:
        """Who deals with it where nobody was asked for: the department that the answer told to it
        names (修理は技術部が承っております), else `department`, else the desk's own."""
        department = self.note("answers_for") or department
        department = department or self.knowledge.manual.rules.answers_for
        if department and self.person is None and not self.value("target_department"):
            self.learn(Slot("target_department", department, "", 1.0))

    def operator(self, kind: CallKind, name: str = "") -> Operator | None:
        """The person who takes calls of this kind now; `name`: the one the manual names for it."""
        here = [o for o in self.knowledge.manual.operators if self._answers(o)]
        named = [o for o in here if name and o.name == name]
        return next(iter(named + [o for o in here if not o.kinds or kind in o.kinds]), None)

    def _answers(self, operator: Operator) -> bool:
        now = self.knowledge.now.time()
        return not operator.hours or any(a <= now < b for a, b in spans(operator.hours))

    def target_name(self) -> Fact:
        """Who will deal with it, as named to the caller: the person, else her department.

        Nobody who has left: no message reaches her, and a stranger would take her to be here.
        """
        person = self.person
        if person is not None and not self.presence(person).has_left:
            return self.name_of(person)
        either = self.knowledge.directory.namesakes(self.value("target_choices").split("|"))
        if person is None and either:
            return Fact("person", either[0].surname, "manual")  # not told apart
        left_from = person.staff.department if person is not None else ""
        department = left_from or self.value("target_department")
        if department:
            return Fact("person", f"{department}の者", "manual")
        return Fact("person", "担当の者", "built_in")

    def caller_fact(self) -> Fact:
        """The caller's name."""
        return Fact("caller", self.value("caller_name"), "caller")

    @property
    def relation(self) -> str:
        """What the caller is to the one she names: ご家族の方; empty where it is herself."""
        return relation_of(self.value("relation"))

    # -- the result ----------------------------------------------------------------------------

    def decision(self) -> Decision:
        """What was decided."""
        question = self.question
        expect = question.expect if question is not None else Expect.OPEN
        if self.ends or self.waits_silently:
            expect = Expect.NOTHING
        stack = self.stack
        return Decision(
            acts=_in_order(self.acts),
            task=stack[-1] if stack else "close_call",
            slots=tuple(self._learned.values()),
            expect=expect,
            asked=question.topic if question is not None and not self.ends else "",
            interruptible=self.interruptible,
            ends_call=self.ends,
            escalate=self.escalate,
            notes=tuple(self._noted.items()),
            change=self.change,
        )

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot as of this turn."""
        return merge_slots(self.state.slots, tuple(self._learned.values()))


_NO_KIN = re.compile(r"友人|知人|秘書|代理|後任|同僚|部下|上司|使い")


def relation_of(said: str) -> str:
    """家内 -> ご家族の方, 秘書 -> 秘書の方; empty for nobody."""
    if not said:
        return ""
    return f"{said}の方" if _NO_KIN.match(said) else "ご家族の方"


SHORT_YES = 4
"""Characters of はい, ええ, うん: a nod, whatever else it is likened to."""


def _nod_is_yes(said: Understanding) -> Understanding:
    if said.intent == "repeat_request" and said.polarity > 0 and len(said.text) <= SHORT_YES:
        return replace(said, intent="yes", also=())
    return said


MAX_ACTS = 3
"""A turn with more says nothing that can be left out."""


def _in_order(acts: list[Act]) -> tuple[Act, ...]:
    """Greetings first; the caller's name is not greeted in a turn that is full without it."""
    greetings = [act for act in acts if (act.kind, act.topic) == ("greet", "caller")]
    others = [act for act in acts if act not in greetings]
    if len(others) >= MAX_ACTS:
        greetings = []
    return (*greetings, *others)


Answer = Callable[[Turn], bool]
"""Reads the answer to a question; True when it was one."""


Rule = Callable[[Turn], None]
"""Changes what is known; says nothing by itself, or asks something else."""


def noting(name: str, value: str = "1") -> Rule:
    """The rule that only remembers this."""
    return lambda turn: turn.remember(name, value)


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of thing a call is about: data plus a few rules."""

    name: str
    opens_on: tuple[str, ...]
    """Intents that begin it."""
    go_on: Callable[[Turn], bool]
    """Say what comes next; True when the agent then waits, False when the task is done."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Question topic -> how its answer is read."""
    opened: Rule = lambda _: None
    """What happens once when one of its intents is heard."""
    without: Mapping[str, Rule] = field(default_factory=dict)
    """Question topic -> how the call goes on without its answer."""
    hears: Callable[[Turn], bool] = lambda _: False
    """Begins it too, by what the words show at this point of the call."""
