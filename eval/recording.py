"""A recorded call as test material: an audio file, and a YAML of the same name beside it.

The YAML says what was truly said and when, what was meant, and how the call must end. `denwaban
eval label` writes a first one for a person to correct.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.expectation import Expectation
from eval.scenario import DEFAULT_NOW, Scenario, Wording
from eval.scenario_file import ScenarioError, problem_of
from eval.scenario_models import ExpectModel, in_japan
from eval.script import Stretch, Turn
from knowledge.errors import Problem
from knowledge.written import Lines, parse, read_bytes
from speech.endpointing import Expect

AUDIO = (".wav", ".flac", ".ogg", ".mp3")
"""A recording's file is the first of these that is there."""


@dataclass(frozen=True, slots=True)
class RecordedTurn:
    """One turn of the caller's, as a person has written it down."""

    start_ms: int
    end_ms: int
    text: str
    reading: str = ""
    """Katakana where the text would be misread."""
    intent: str = ""
    slots: tuple[tuple[str, str], ...] = ()
    """Name and value as `denwaban understand` gives them."""
    expect: Expect = Expect.OPEN
    """What kind of answer it was."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded call."""

    audio: Path
    channel: int
    """The caller's, from 0."""
    turns: tuple[RecordedTurn, ...]
    client: str
    now: dt.datetime
    about: str = ""
    features: tuple[str, ...] = ()
    expectation: Expectation = field(default_factory=Expectation)

    def scenario(self) -> Scenario:
        """The same call with its words typed in order: what a perfect ear would have heard."""
        return Scenario(
            name=self.audio.stem,
            about=self.about,
            wordings=tuple(
                Wording(
                    Turn(
                        turn.text,
                        (Stretch(turn.reading or turn.text),),
                        expect=turn.expect,
                        intent=turn.intent,
                    )
                )
                for turn in self.turns
            ),
            answers={},
            client=self.client,
            now=self.now,
            features=self.features,
            expectation=self.expectation,
            path=self.audio,
        )


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RecordedTurnModel(_Strict):
    """One turn."""

    start_ms: int = Field(ge=0)
    end_ms: int
    text: str = Field(min_length=1)
    reading: str = ""
    intent: str = ""
    slots: dict[str, str] = {}
    expect: Expect = Expect.OPEN

    @model_validator(mode="after")
    def _has_a_length(self) -> RecordedTurnModel:
        if self.end_ms <= self.start_ms:
            raise ValueError("a turn ends after it begins; correct end_ms")
        return self


class RecordingModel(_Strict):
    """The YAML beside a recording."""

    client: str = "smile_corp"
    now: dt.datetime | None = None
    channel: int = Field(default=0, ge=0, le=7)
    features: list[str] = []
    turns: list[RecordedTurnModel] = Field(min_length=1)
    expect: ExpectModel = Field(default_factory=ExpectModel)

    @model_validator(mode="after")
    def _in_order(self) -> RecordingModel:
        for earlier, later in zip(self.turns, self.turns[1:], strict=False):
            if later.start_ms < earlier.end_ms:
                raise ValueError(
                    f"the turn at {later.start_ms} ms begins before the one before it ends; "
                    "put the turns in order"
                )
        return self


def load_recording(path: Path) -> Recording:
    """Read the YAML `path` and find its audio. Raises ScenarioError with line and remedy."""
    content = read_bytes(path)
    held = content if isinstance(content, Problem) else parse(content)
    if isinstance(held, Problem) or isinstance(content, Problem):
        raise ScenarioError(path, held if isinstance(held, Problem) else Problem(0, "", ""))
    try:
        model = RecordingModel.model_validate(held)
    except ValidationError as wrong:
        models = (RecordingModel, RecordedTurnModel, ExpectModel)
        raise ScenarioError(path, problem_of(wrong, Lines(content), models)) from wrong
    audio = next((path.with_suffix(end) for end in AUDIO if path.with_suffix(end).exists()), None)
    if audio is None:
        missing = Problem(0, f"no recording {path.stem}.wav stands beside it", "copy it there")
        raise ScenarioError(path, missing)
    first = content.decode("utf-8-sig").split("\n", 1)[0]
    return Recording(
        audio=audio,
        channel=model.channel,
        turns=tuple(
            RecordedTurn(t.start_ms, t.end_ms, t.text, t.reading, t.intent,
                         tuple(t.slots.items()), t.expect)
            for t in model.turns
        ),
        client=model.client,
        now=in_japan(model.now) if model.now is not None else DEFAULT_NOW,
        about=first.removeprefix("#").strip() if first[:1] == "#" else "",
        features=tuple(model.features),
        expectation=model.expect.expectation(),
    )  # fmt: skip


def load_recordings(folder: Path) -> tuple[Recording, ...]:
    """All recordings of a folder by name. Raises ScenarioError."""
    return tuple(load_recording(path) for path in sorted(folder.glob("*.yaml")))


def first_yaml(recording: Recording) -> str:
    """A recording's YAML, to be corrected by a person."""
    turns = [
        {"start_ms": turn.start_ms, "end_ms": turn.end_ms, "text": turn.text}
        | ({"intent": turn.intent} if turn.intent else {})
        | ({"slots": dict(turn.slots)} if turn.slots else {})
        | ({"expect": str(turn.expect)} if turn.expect is not Expect.OPEN else {})
        for turn in recording.turns
    ]
    body = {
        "client": recording.client,
        "now": recording.now.strftime("%Y-%m-%dT%H:%M"),
        "channel": recording.channel,
        "turns": turns,
        "expect": {},
    }
    written = yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=120)
    return f"# {recording.about}\n{written}"
