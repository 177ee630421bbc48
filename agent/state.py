"""What the call has come to: the fold of its events, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from agent.events import (
    AgentDecided,
    AgentStopped,
    CallAnswered,
    CallEnded,
    CallerSaid,
    CallEvent,
    Decision,
    DigitPressed,
    Slot,
    TurnReopened,
)
from speech.endpointing import Expect


@dataclass(frozen=True, slots=True)
class DialogueState:
    """Everything the next decision may depend on besides knowledge."""

    client: str = ""
    caller_number: str = ""
    """As the line shows it; empty when withheld."""
    slots: tuple[Slot, ...] = ()
    """One a name, the latest value."""
    notes: tuple[tuple[str, str], ...] = ()
    """What decisions asked to be remembered: task stack, counters."""
    said: tuple[tuple[str, int], ...] = ()
    """How often each entry of the talk script was said, by "kind.topic"."""
    last: Decision | None = None
    heard: tuple[str, ...] = ()
    """The caller's words and readings, which may be said back."""
    was_cut: bool = False
    """The agent's last turn was interrupted."""
    ended: bool = False
    escalated: str = ""
    """Why a person must take over; empty when none need."""
    before: DialogueState | None = field(default=None, compare=False, repr=False)
    """As it was before the last decision, which may yet be taken back."""

    @property
    def expect(self) -> Expect:
        """What the caller is expected to say next."""
        return self.last.expect if self.last is not None else Expect.OPEN

    @property
    def asked(self) -> str:
        """The question now open, by topic; empty when none is."""
        return self.last.asked if self.last is not None else ""

    def slot(self, name: str) -> Slot | None:
        """The slot of this name, or None."""
        return next((s for s in self.slots if s.name == name), None)

    def value(self, name: str) -> str:
        """The slot's value; empty when unknown."""
        slot = self.slot(name)
        return slot.value if slot is not None else ""

    def note(self, name: str, default: str = "") -> str:
        """A remembered note."""
        return next((v for n, v in self.notes if n == name), default)

    def count(self, entry: str) -> int:
        """How often an entry of the talk script was said."""
        return next((n for e, n in self.said if e == entry), 0)


def begin() -> DialogueState:
    """The state before anything has happened."""
    return DialogueState()


def advance(state: DialogueState, event: CallEvent) -> DialogueState:
    """The state after one more event."""
    match event:
        case CallAnswered():
            return replace(state, client=event.client, caller_number=event.caller_number)
        case CallerSaid(backchannel=False):
            words = (event.transcript.text, event.transcript.reading)
            return replace(state, heard=(*state.heard, *words))
        case DigitPressed():
            return replace(state, heard=(*state.heard, event.digits))
        case AgentDecided():
            return _decided(state, event.decision)
        case AgentStopped():
            return replace(state, was_cut=event.interrupted)
        case TurnReopened():
            return state.before or state
        case CallEnded():
            return replace(state, ended=True)
        case _:
            return state


def fold(events: Iterable[CallEvent]) -> DialogueState:
    """The state after all `events`."""
    state = begin()
    for event in events:
        state = advance(state, event)
    return state


def decisions(events: Iterable[CallEvent]) -> tuple[AgentDecided, ...]:
    """The decisions that stand, in order: without those that were taken back."""
    standing: list[AgentDecided] = []
    for event in events:
        if isinstance(event, AgentDecided):
            standing.append(event)
        elif isinstance(event, TurnReopened) and standing:
            standing.pop()
    return tuple(standing)


def _decided(state: DialogueState, decision: Decision) -> DialogueState:
    said = dict(state.said)
    for act in decision.acts:
        entry = f"{act.kind}.{act.topic}"
        said[entry] = said.get(entry, 0) + 1
    return replace(
        state,
        slots=merge_slots(state.slots, decision.slots),
        notes=tuple((dict(state.notes) | dict(decision.notes)).items()),
        said=tuple(said.items()),
        last=decision,
        was_cut=False,
        ended=state.ended or decision.ends_call,
        escalated=state.escalated or decision.escalate,
        before=replace(state, before=None),
    )


def merge_slots(old: tuple[Slot, ...], new: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots with `new` ones in place of those of the same name."""
    merged = {slot.name: slot for slot in old}
    for slot in new:
        merged[slot.name] = slot
    return tuple(merged.values())
