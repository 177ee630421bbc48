"""Playing scenarios: one call by text or by voice, against the real desk, in virtual time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Literal

from agent import grounding
from agent.config import Config
from agent.desk import Desk
from agent.events import AgentStarted, CallerSaid, CallEvent, DigitPressed
from agent.main import open_desk
from agent.report import CallReport
from eval.expectation import Failure
from eval.hearing import Ear, ear_of
from eval.outcome import Outcome, outcome_of
from eval.scenario import Scenario
from eval.script import CallerScript, Turn
from eval.simulate import SimulatedCall, simulate
from eval.typed import typed
from eval.voices import voice_for
from knowledge import Knowledge
from knowledge.errors import KnowledgeError
from knowledge.manual import Manual, find_manual, load_manual
from knowledge.people import staff_keys
from knowledge.statuses import StatusEntry, append, client_folder, staff_key
from speech.asr.registry import make_asr

Mode = Literal["text", "voice"]


@dataclass(frozen=True, slots=True)
class Plan:
    """One call to be played."""

    scenario: Scenario
    seed: int = 0
    mode: Mode = "text"
    condition: str = "own"
    """One of `eval.telephone.CONDITIONS`; of no account in text."""


@dataclass(frozen=True, slots=True)
class Played:
    """One call that is over."""

    plan: Plan
    report: CallReport
    events: tuple[CallEvent, ...]
    outcome: Outcome
    said: tuple[Turn, ...]
    """What was typed, in order; empty where it was spoken."""
    call: SimulatedCall | None
    """The truth of a spoken call; None: it was typed."""
    took_s: float

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What is not as the scenario expects."""
        expectation = self.plan.scenario.expectation
        if self.plan.mode == "text":
            expectation = replace(expectation, max_gap_ms=None)
        return expectation.failures(self.outcome)


class Stage:
    """Where calls are played: clients, engines and indexes are opened once a process.

    `voice` speaks for every caller instead of the scenario's own.
    """

    def __init__(self, out: Path, voice: str = "") -> None:
        self._out = out
        self._voice = voice
        self._manual = lru_cache(_manual)
        self._indexed = lru_cache(lambda client, now: Knowledge.open(self._manual(client), now))
        self._desk = lru_cache(maxsize=8)(self._open_desk)
        self._ear: Callable[[], Ear] = lru_cache(
            lambda: ear_of(make_asr(Config.from_environment().asr))
        )

    def play(self, plan: Plan, watch: Callable[[CallEvent], None] = lambda event: None) -> Played:
        """Play one call. Raises KnowledgeError, SpeechError or ValueError (an unknown voice)."""
        started = perf_counter()
        scenario = plan.scenario
        script = scenario.script(plan.seed, plan.condition)
        knowledge = self._knowledge(scenario)
        call: SimulatedCall | None = None
        said: tuple[Turn, ...] = ()
        if plan.mode == "text":
            done = typed(script, knowledge, received_at=scenario.now, watch=watch)
            report, events, said = done.report, done.events, done.said
        else:
            call = self._speak(plan, script, watch)
            report, events = call.report, call.events
        outcome = outcome_of(events, report, _invented(events, call, knowledge))
        return Played(plan, report, events, outcome, said, call, perf_counter() - started)

    def _speak(
        self,
        plan: Plan,
        script: CallerScript,
        watch: Callable[[CallEvent], None],
    ) -> SimulatedCall:
        return simulate(
            script,
            self.desk(plan.scenario),
            voice_for(self._voice or script.voice, script.style, plan.seed),
            ear=self._ear(),
            out=self._out / plan.condition,
            seed=plan.seed,
            received_at=plan.scenario.now,
            watch=watch,
        )

    def desk(self, scenario: Scenario) -> Desk:
        """The desk that takes this scenario's call."""
        return replace(self._desk(scenario.client), knowledge=self._knowledge(scenario))

    def _open_desk(self, client: str) -> Desk:
        """Nothing is kept of what a caller reports: a call must not change the next."""
        return open_desk(self._manual(client), _ANY_TIME.now)

    def _knowledge(self, scenario: Scenario) -> Knowledge:
        knowledge: Knowledge = self._indexed(scenario.client, _ANY_TIME.now)
        if not scenario.statuses:
            return knowledge.at(scenario.now)
        with TemporaryDirectory() as folder:
            kept = client_folder(Path(folder), knowledge.manual)
            for entry in scenario.statuses:
                append(kept, _of_staff(entry, knowledge.manual))
            return knowledge.at(scenario.now, Path(folder))


_ANY_TIME = Scenario("", "", (), {})
"""Its `now` opens what is then asked for the time of each call."""


def _manual(client: str) -> Manual:
    return load_manual(find_manual(client))


def _of_staff(entry: StatusEntry, manual: Manual) -> StatusEntry:
    """The entry under the key of the person it names; KnowledgeError where there is none."""
    for person in manual.staff:
        if entry.staff in staff_keys(person):
            return entry.model_copy(update={"staff": staff_key(person)})
    raise KnowledgeError(f"statuses: nobody is called {entry.staff}", "take a name of the manual")


def _invented(
    events: Sequence[CallEvent], call: SimulatedCall | None, knowledge: Knowledge
) -> tuple[str, ...]:
    """What the agent stated and nobody vouches for; the caller by what was said and was heard."""
    heard = [event.digits for event in events if isinstance(event, DigitPressed)]
    for event in events:
        if isinstance(event, CallerSaid):
            heard += [event.transcript.text, event.transcript.reading]
    if call is not None:
        heard += [words for said in call.said for words in (said.text, said.reading)]
    found: list[str] = []
    for event in events:
        if isinstance(event, AgentStarted) and event.text:
            facts = grounding.check(event.text, heard, knowledge)
            found += [f"{fact.kind} {fact.value}" for fact in facts]
    return tuple(dict.fromkeys(found))
