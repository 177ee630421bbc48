"""The shape of a scenario file, key by key: what may stand there, and what it is made into."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from eval.cues import HAPPENINGS, SLOTS, happening, sound_of
from eval.expectation import Expectation, Saying
from eval.saying import said
from eval.scenario import DEFAULT_NOW, Caller, Introduces, Scenario, Wording
from eval.script import Reaction, Turn, When
from eval.speech_style import Style
from eval.telephone import Channel
from knowledge import JAPAN
from knowledge.statuses import StatusEntry
from speech.endpointing import Expect

FEATURES = (
    "absence", "schedule", "message", "callback", "email", "number", "faq", "reservation",
    "order", "complaint", "emergency", "sales", "privacy", "injection", "handover", "staff",
    "family", "english", "silence", "noise", "interruption", "backchannel", "elderly",
    "wrong_number", "job_application", "correction", "hang_up", "small_talk", "vip",
)  # fmt: skip
"""What a scenario can be tagged with; the scorecard sums up by them."""

_KIND_OF_ANSWER = {
    "target": Expect.NAME,
    "which": Expect.NAME,
    "company": Expect.NAME,
    "name": Expect.NAME,
    "affiliation": Expect.NAME,
    "address": Expect.NAME,
    "phone_number": Expect.PHONE_NUMBER,
    "employee_number": Expect.PHONE_NUMBER,
    "pin": Expect.PHONE_NUMBER,
    "extension": Expect.PHONE_NUMBER,
    "email": Expect.EMAIL,
    "date": Expect.DATE,
    "time": Expect.DATE,
    "booked": Expect.DATE,
    "back": Expect.DATE,
    "callback": Expect.YES_NO,
    "email_offer": Expect.YES_NO,
    "message_offer": Expect.YES_NO,
    "other_person": Expect.YES_NO,
    "confirm": Expect.YES_NO,
    "anything_else": Expect.NOTHING,
}
"""For the figures by kind of answer; OPEN for the rest."""


def _one_of(name: str, known: tuple[str, ...], what: str) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise ValueError(f"no {what} is called {name}; {hint}")


def _built(made: Any, given: Mapping[str, Any]) -> Any:
    """A dataclass from a mapping. Raises ValueError, naming a field that it does not have."""
    for name in given:
        _one_of(name, tuple(made.__dataclass_fields__), made.__name__.lower() + " setting")
    return made(**given)


def _known(names: tuple[str, ...], what: str) -> AfterValidator:
    """One of `names`; the message tells the nearest."""
    return AfterValidator(lambda name: _one_of(name, names, what))


def _builds(made: Any) -> AfterValidator:
    """The settings of a dataclass, refused with its own words where they make none."""

    def check(given: dict[str, Any]) -> dict[str, Any]:
        _built(made, given)
        return given

    return AfterValidator(check)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


Words = Annotated[list[str], BeforeValidator(_listed)]
"""One text or several."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class SpokenModel(_Strict):
    """Words of the caller's."""

    say: str = ""
    """As it is written. `江川《えがわ》` gives a reading, `<400>` a pause in ms."""
    spoken: str = ""
    """What the voice is given, where it is not what is written."""
    others: Words = Field(default=[], alias="or")
    """Other words for the same; a seed chooses."""
    expect: Expect | None = None

    def turns(self, expect: Expect, **ways: Any) -> Wording:
        """As turns. Raises SayingError for marks that make no sense."""
        kind = self.expect or expect
        first, *others = [
            Turn(*said(words, spoken), expect=kind, **ways)
            for words, spoken in ((self.say, self.spoken), *((other, "") for other in self.others))
        ]
        return Wording(first, tuple(others))


class AnswerModel(SpokenModel):
    """What the caller tells when asked."""

    say: str = Field(min_length=1)


def _as_spoken(value: Any) -> Any:
    return {"say": value} if isinstance(value, str) else value


Answer = Annotated[AnswerModel, BeforeValidator(_as_spoken)]


class TurnModel(SpokenModel):
    """One thing the caller wants to say or do, in order."""

    interrupt_ms: int | None = Field(default=None, ge=0, le=60_000)
    """Said so far into the agent's turn."""
    backchannel_ms: int | None = Field(default=None, ge=0, le=60_000)
    """A 相槌 so far into the agent's turn; the agent should go on."""
    after_ms: int | None = Field(default=None, ge=0, le=20_000)
    """The silence before it; otherwise 300-800 ms, as people leave."""
    keys: str = Field(default="", pattern=r"^[0-9*#]*$")
    """Keys pressed instead of words."""
    silent_ms: int = Field(default=0, ge=0, le=120_000)
    """Says nothing for so long."""
    hang_up: bool = False
    cue: Words = []
    """Only once the agent has said something that sounds like one of these."""
    intent: str = ""
    """What is meant, to score understanding."""

    @model_validator(mode="after")
    def _does_one_thing(self) -> TurnModel:
        if sum([bool(self.say), bool(self.keys), self.silent_ms > 0, self.hang_up]) != 1:
            raise ValueError("a turn does one of say, keys, silent_ms, hang_up; split it in two")
        times = [self.interrupt_ms, self.backchannel_ms, self.after_ms]
        if sum(time is not None for time in times) > 1:
            raise ValueError(
                "a turn has one of interrupt_ms, backchannel_ms, after_ms; take the others away"
            )
        self.wording()  # marks that make no sense are named here, with this turn's line
        return self

    def wording(self) -> Wording:
        """As the caller's turn."""
        when: When = "after"
        at_ms = self.after_ms
        if self.hang_up:
            when = "hang_up"
        elif self.interrupt_ms is not None:
            when, at_ms = "interrupt", self.interrupt_ms
        elif self.backchannel_ms is not None:
            when, at_ms = "backchannel", self.backchannel_ms
        ways = {
            "when": when,
            "at_ms": at_ms,
            "cue": tuple(sound_of(cue) for cue in self.cue),
            "intent": self.intent,
        }
        if not self.say:
            kind = self.expect or Expect.OPEN
            return Wording(
                Turn("", keys=self.keys, silent_ms=self.silent_ms, expect=kind, **ways)  # type: ignore[arg-type]
            )
        return self.turns(Expect.OPEN, **ways)


class ReactionModel(TurnModel):
    """What the caller does whenever something happens or is said; before any answer."""

    when: Annotated[
        list[Annotated[str, _known(HAPPENINGS, "happening")]], BeforeValidator(_listed)
    ] = []  # fmt: skip
    """Happenings: see `eval/cues.yaml`."""
    from_time: int = Field(default=1, ge=1, le=20)
    """Only from the so-manieth time on: 2 waits until it happens again."""
    once: bool = False
    repeat: bool = False
    """Says the last turn again."""

    @model_validator(mode="after")
    def _does_one_thing(self) -> ReactionModel:
        if not (self.when or self.cue):
            raise ValueError("a reaction needs when or cue; say what it reacts to")
        deeds = [bool(self.say), bool(self.keys), self.silent_ms > 0, self.hang_up, self.repeat]
        if sum(deeds) != 1:
            raise ValueError("a reaction does one of say, keys, silent_ms, hang_up, repeat")
        return self

    def reaction(self) -> Reaction:
        """As the caller's reaction."""
        cues = (*(cue for name in self.when for cue in happening(name)), *map(sound_of, self.cue))
        turn = Turn("") if self.repeat else self.wording().turn
        return Reaction(cues, turn, self.from_time, self.once, self.repeat)


class CallerModel(_Strict):
    """Who rings."""

    voice: str = "mei-low"
    style: Annotated[dict[str, Any], _builds(Style)] = {}
    """speed, fillers, hesitation, register."""
    introduces: Introduces = "never"
    patience_ms: int = Field(default=7000, ge=1000, le=60_000)

    def caller(self) -> Caller:
        """As the scenario's caller."""
        return Caller(self.voice, _built(Style, self.style), self.introduces, self.patience_ms)


class SayingModel(_Strict):
    """Something the agent says."""

    words: Words = []
    act: str = ""
    fact: dict[str, str] = {}
    turn: int | None = None
    by: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _is_one_thing(self) -> SayingModel:
        if sum([bool(self.words), bool(self.act), bool(self.fact)]) != 1 or len(self.fact) > 1:
            raise ValueError("a saying is one of words, act, fact; split it in two")
        return self

    def saying(self) -> Saying:
        """As the grader has it."""
        fact = next(iter(self.fact.items()), None)
        return Saying(tuple(self.words), self.act, fact, self.turn, self.by)


def _as_saying(value: Any) -> Any:
    return {"words": value} if isinstance(value, str | list) else value


Said = Annotated[SayingModel, BeforeValidator(_as_saying)]


class ExpectModel(_Strict):
    """How the call must end; see `eval.expectation.Expectation`."""

    kind: Words = []
    outcome: Words = []
    urgency: Annotated[
        list[Literal["emergency", "high", "normal"]], BeforeValidator(_listed)
    ] = []  # fmt: skip
    escalation: str | None = None
    callback_number: str | None = Field(default=None, pattern=r"^(\d+(-\d+)*)?$")
    callback_wanted: bool | None = None
    caller_name: str = ""
    caller_company: str = ""
    target: str = ""
    purpose: Words = []
    told: Words = []
    promised: Words = []
    refused: Words = []
    unconfirmed: Words = []
    reservation: dict[str, str] = {}
    effects: list[str] | None = None
    besides: Words = []
    change: dict[Literal["staff", "status", "back"], str] = {}
    said: list[Said] = []
    never_said: list[Said] = []
    escalated_by: int | None = Field(default=None, ge=1)
    max_agent_turns: int | None = Field(default=None, ge=1)
    max_gap_ms: int | None = Field(default=None, ge=100)
    allowed_facts: Words = []

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> ExpectModel:
        both = {str(s.saying()) for s in self.said} & {str(s.saying()) for s in self.never_said}
        if both:
            raise ValueError(f"{both.pop()} must be said and never said; keep one of them")
        if self.escalation == "" and (self.escalated_by or "escalated" in self.outcome):
            raise ValueError('escalation: "" says that nobody is called in; take one of them away')
        if self.callback_wanted is False and self.callback_number:
            raise ValueError("a number is expected and no callback; keep one of them")
        return self

    def expectation(self) -> Expectation:
        """As the grader has it."""
        plain = self.model_dump(exclude={"said", "never_said", "effects", "besides"})
        given: dict[str, Any] = {
            name: tuple(value.items()) if isinstance(value, dict)
            else tuple(value) if isinstance(value, list) else value
            for name, value in plain.items()
        }  # fmt: skip
        return Expectation(
            **given,
            said=tuple(one.saying() for one in self.said),
            never_said=tuple(one.saying() for one in self.never_said),
            effects=frozenset(self.effects) if self.effects is not None else None,
            besides=frozenset(self.besides),
        )


class StatusModel(_Strict):
    """What a member of staff has entered today."""

    staff: str
    status: str
    start: dt.datetime | None = None
    until: dt.datetime | None = None
    note: str = ""

    def entry(self, now: dt.datetime) -> StatusEntry:
        """As the file of statuses has it: local times without an offset."""
        start = in_japan(self.start) if self.start else now - dt.timedelta(minutes=20)
        start = start.replace(tzinfo=None)
        until = in_japan(self.until).replace(tzinfo=None) if self.until else None
        return StatusEntry.model_validate(
            {"staff": self.staff, "status": self.status, "start": start, "until": until,
             "note": self.note, "set_at": start}
        )  # fmt: skip


class ScenarioModel(_Strict):
    """One scenario file."""

    client: str = "smile_corp"
    """The manual: the name of a sample, or a path."""
    now: dt.datetime | None = None
    """When the call comes in, Japanese time; a Tuesday morning where nothing is said."""
    features: list[Annotated[str, _known(FEATURES, "feature")]] = []
    difficulty: int = Field(default=1, ge=1, le=5)
    caller: CallerModel = Field(default_factory=CallerModel)
    channel: Annotated[dict[str, Any], _builds(Channel)] = {}
    """The line: snr_db, noise, codec, loss, level_dbfs, echo_db, speakerphone."""
    statuses: list[StatusModel] = []
    turns: list[TurnModel] = Field(min_length=1)
    """What the caller wants, in order."""
    answers: dict[Annotated[str, _known(SLOTS, "slot")], Answer] = {}
    """Told only when asked, by slot: see `eval/cues.yaml`."""
    reactions: list[ReactionModel] = []
    expect: ExpectModel = Field(default_factory=ExpectModel)
    max_turns: int = Field(default=30, ge=1, le=200)
    max_call_ms: int = Field(default=240_000, ge=1000, le=3_600_000)

    def scenario(self, path: Path, about: str) -> Scenario:
        """As it is played."""
        now = in_japan(self.now) if self.now is not None else DEFAULT_NOW
        return Scenario(
            name=path.stem,
            about=about,
            wordings=tuple(turn.wording() for turn in self.turns),
            answers={
                slot: answer.turns(_KIND_OF_ANSWER.get(slot, Expect.OPEN))
                for slot, answer in self.answers.items()
            },
            reactions=tuple(reaction.reaction() for reaction in self.reactions),
            client=self.client,
            now=now,
            features=tuple(self.features),
            difficulty=self.difficulty,
            caller=self.caller.caller(),
            channel=Channel(**self.channel),
            statuses=tuple(status.entry(now) for status in self.statuses),
            max_turns=self.max_turns,
            max_call_ms=self.max_call_ms,
            expectation=self.expect.expectation(),
            path=path,
        )


def in_japan(moment: dt.datetime) -> dt.datetime:
    """With Japan's offset; a time without one is taken as Japanese already."""
    return moment.astimezone(JAPAN) if moment.tzinfo else moment.replace(tzinfo=JAPAN)


PARTS: tuple[type[BaseModel], ...] = (
    ScenarioModel, TurnModel, ReactionModel, CallerModel, ExpectModel, SayingModel, StatusModel
)  # fmt: skip
"""Everything that has keys."""
