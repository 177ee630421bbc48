"""What a simulated caller does in a call, as written in eval/scripts/*.yaml.

A script is what the caller wants to say, in order. What it says *now* depends on when the agent
falls silent and, for a caller with an ear, on what the agent was heard to ask: a turn with a
`cue` waits for that question, and `replies` stand ready for questions that may come at any time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.expectation import Expectation
from eval.telephone import Channel
from speech.asr.phones import as_pronounced
from speech.endpointing import Expect

When = Literal["after", "interrupt", "backchannel", "hang_up"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words said in one breath, and the pause after them."""

    spoken: str
    """As given to the caller's voice; kana where it would misread."""
    pause_ms: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing the caller does."""

    text: str
    """The words as they would be written; empty for keys, silence and hanging up."""
    stretches: tuple[Stretch, ...] = ()
    when: When = "after"
    """`after` the agent's turn; as an `interrupt` of it, `backchannel` under it, or `hang_up`."""
    at_ms: int | None = None
    """`after`: silence of the agent before speaking (None: a human reaction, 300-800 ms, drawn
    by the seed). `interrupt`, `backchannel`: how far into the agent's turn."""
    cue: tuple[str, ...] = ()
    """Kana; said only once one of these was heard in the agent's last turn."""
    keys: str = ""
    """Keys pressed instead of words."""
    silent_ms: int = 0
    """Stays silent that long, whatever the agent says."""
    expect: Expect = Expect.OPEN
    """What kind of answer this is, for the figures by kind."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that stands ready whenever one of `cue` is heard, any number of times."""

    cue: tuple[str, ...]
    turn: Turn
    repeats: bool = False
    """Says the caller's last turn again instead of `turn`."""


@dataclass(frozen=True, slots=True)
class CallerScript:
    """One caller's call."""

    name: str
    turns: tuple[Turn, ...]
    replies: tuple[Reply, ...] = ()
    client: str = "smile_corp"
    """The manual in clients/ whose number was called."""
    voice: str = "mei-low"
    channel: Channel = field(default_factory=Channel)
    patience_ms: int = 7000
    """Without an answer for that long the caller asks もしもし, and at the third time hangs up."""
    max_turns: int = 30
    max_call_ms: int = 240_000
    expectation: Expectation = field(default_factory=Expectation)
    """What the report must say in the end."""


STANDING_REPLIES: tuple[Reply, ...] = (
    Reply(("モーイチド", "キキトレ", "キキトリ"), Turn(""), repeats=True),
    Reply(
        ("ヨロシーデショーカ", "マチガイゴザイマセン", "マチガイナイデショーカ"),
        Turn("はい、そうです。", (Stretch("はいそうです。"),), expect=Expect.YES_NO),
    ),
)
"""What anybody answers; a script's own replies come first."""


class ScriptError(Exception):
    """A script that says nothing sensible: the file, the place in it, and what is wrong."""


def load_script(path: Path) -> CallerScript:
    """Read one script; raises ScriptError, naming file and place."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _ScriptModel.model_validate({"name": path.stem} | (data or {})).script()
    except (OSError, yaml.YAMLError, TypeError) as error:
        raise ScriptError(f"{path.name}: {' '.join(str(error).split())}") from error
    except (ValidationError, ValueError) as error:
        raise ScriptError(f"{path.name}: {_first(error)}") from error


def load_scripts(folder: Path) -> tuple[CallerScript, ...]:
    """All scripts of a folder by name."""
    return tuple(load_script(path) for path in sorted(folder.glob("*.yaml")))


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "script"
        return f"{place}: {first['msg']}"
    return str(error)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _TurnModel(_Strict):
    """A turn as written: `say` is words, or words and pauses in ms, alternating."""

    say: str | list[str | int] = ""
    text: str = ""
    interrupt_ms: int | None = Field(default=None, ge=0, le=60_000)
    backchannel_ms: int | None = Field(default=None, ge=0, le=60_000)
    after_ms: int | None = Field(default=None, ge=0, le=20_000)
    keys: str = Field(default="", pattern=r"^[0-9*#]*$")
    silent_ms: int = Field(default=0, ge=0, le=120_000)
    hang_up: bool = False
    cue: list[str] = []
    expect: Expect = Expect.OPEN

    @model_validator(mode="after")
    def _does_one_thing(self) -> _TurnModel:
        deeds = [bool(self.say), bool(self.keys), self.silent_ms > 0, self.hang_up]
        if sum(deeds) != 1:
            raise ValueError("a turn does one of: say, keys, silent_ms, hang_up")
        times = [self.interrupt_ms, self.backchannel_ms, self.after_ms]
        if sum(time is not None for time in times) > 1:
            raise ValueError("a turn has one of: interrupt_ms, backchannel_ms, after_ms")
        return self

    def turn(self) -> Turn:
        when: When = "after"
        at_ms = self.after_ms
        if self.hang_up:
            when = "hang_up"
        elif self.interrupt_ms is not None:
            when, at_ms = "interrupt", self.interrupt_ms
        elif self.backchannel_ms is not None:
            when, at_ms = "backchannel", self.backchannel_ms
        stretches = _stretches(self.say)
        return Turn(
            text=self.text or "".join(stretch.spoken for stretch in stretches),
            stretches=stretches,
            when=when,
            at_ms=at_ms,
            cue=tuple(as_pronounced(cue) for cue in self.cue),
            keys=self.keys,
            silent_ms=self.silent_ms,
            expect=self.expect,
        )


class _ReplyModel(_Strict):
    cue: list[str] = Field(min_length=1)
    say: str | list[str | int] = ""
    text: str = ""
    repeat: bool = False
    expect: Expect = Expect.YES_NO

    def reply(self) -> Reply:
        if bool(self.say) == self.repeat:
            raise ValueError("a reply has either say or repeat: true")
        stretches = _stretches(self.say)
        text = self.text or "".join(stretch.spoken for stretch in stretches)
        turn = Turn(text, stretches, expect=self.expect)
        return Reply(tuple(as_pronounced(cue) for cue in self.cue), turn, self.repeat)


class _ExpectModel(_Strict):
    """The report as it must be; see `Expectation`."""

    kind: str = ""
    outcome: str | list[str] = []
    urgency: Literal["emergency", "high", "normal", ""] = ""
    escalation: str | None = None
    callback_number: str = Field(default="", pattern=r"^(\d+(-\d+)*)?$")
    callback_wanted: bool | None = None
    caller_name: str = ""
    caller_company: str = ""
    target: str = ""
    purpose: list[str] = []
    told: list[str] = []
    promised: list[str] = []
    refused: list[str] = []
    reservation: dict[str, str] = {}
    said: list[str] = []
    never_said: list[str] = []

    def expectation(self) -> Expectation:
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.model_dump().items()
        }
        outcome = (self.outcome,) if isinstance(self.outcome, str) else tuple(self.outcome)
        reservation = tuple(self.reservation.items())
        return Expectation(**given | {"outcome": outcome, "reservation": reservation})


class _ScriptModel(_Strict):
    name: str
    client: str = "smile_corp"
    voice: str = "mei-low"
    channel: dict[str, Any] = {}
    turns: list[_TurnModel] = Field(min_length=1)
    replies: list[_ReplyModel] = []
    expect: _ExpectModel = _ExpectModel()
    patience_ms: int = Field(default=7000, ge=1000)
    max_turns: int = Field(default=30, ge=1, le=200)
    max_call_ms: int = Field(default=240_000, ge=1000, le=3_600_000)

    def script(self) -> CallerScript:
        return CallerScript(
            name=self.name,
            turns=tuple(turn.turn() for turn in self.turns),
            replies=tuple(reply.reply() for reply in self.replies) + STANDING_REPLIES,
            client=self.client,
            voice=self.voice,
            channel=Channel(**self.channel),
            patience_ms=self.patience_ms,
            max_turns=self.max_turns,
            max_call_ms=self.max_call_ms,
            expectation=self.expect.expectation(),
        )


def _stretches(say: str | list[str | int]) -> tuple[Stretch, ...]:
    """Words and the pauses between them; ValueError where a pause stands first or doubled."""
    if isinstance(say, str):
        return (Stretch(say),) if say else ()
    stretches: list[Stretch] = []
    for part in say:
        if isinstance(part, str):
            stretches.append(Stretch(part))
        elif not stretches or stretches[-1].pause_ms:
            raise ValueError("say: a pause stands after words, and once")
        else:
            stretches[-1] = Stretch(stretches[-1].spoken, part)
    return tuple(stretches)
