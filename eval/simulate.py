"""One simulated call through the real pipeline, and everything that is then known about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agent.call import run_call
from agent.desk import Desk
from agent.events import CallAnswered, CallEvent
from agent.records.call_log import CallLog, load_events
from agent.report import CallReport
from eval.caller import SimulatedCaller, Utterance
from eval.hearing import Ear
from eval.scenario import DEFAULT_NOW
from eval.script import CallerScript
from eval.voices import CallerVoice


@dataclass(frozen=True, slots=True)
class SimulatedCall:
    """A call that is over: what the agent made of it, and the truth."""

    script: CallerScript
    report: CallReport
    events: tuple[CallEvent, ...]
    said: tuple[Utterance, ...]
    agent_voice: tuple[tuple[int, int], ...]
    """When the agent could be heard, start and end in ms; pauses inside its turns joined."""
    agent_sounds: tuple[tuple[int, int], ...]
    """The same with every pause kept."""
    recording: Path
    log: Path


class _WatchedLog(CallLog):
    """A call's log that also tells somebody of each event, once the disk has it."""

    def __init__(self, path: Path, watch: Callable[[CallEvent], None]) -> None:
        super().__init__(path)
        self._watch = watch

    def append(self, event: CallEvent) -> None:
        super().append(event)
        self._watch(event)


def simulate(
    script: CallerScript,
    desk: Desk,
    voice: CallerVoice,
    *,
    ear: Ear | None,
    out: Path,
    seed: int = 0,
    received_at: datetime = DEFAULT_NOW,
    watch: Callable[[CallEvent], None] = lambda event: None,
) -> SimulatedCall:
    """Run one call; recording and log go into the folder `out`.

    `watch` is told of every event as it happens. Not to be called inside an event loop.
    """
    call_id = f"{received_at:%Y%m%d-%H%M%S}-{script.name}-{seed}"
    recording, log_path = out / f"{call_id}.wav", out / f"{call_id}.jsonl"
    log_path.unlink(missing_ok=True)
    line = SimulatedCaller(script, voice, seed, ear, recording)
    answered = CallAnswered(0, call_id, script.client, received_at.isoformat())
    with _WatchedLog(log_path, watch) as log:
        report = asyncio.run(run_call(line, desk, log, answered))
    return SimulatedCall(
        script=script,
        report=report,
        events=load_events(log_path),
        said=line.said,
        agent_voice=line.agent_voice,
        agent_sounds=line.agent_sounds,
        recording=recording,
        log=log_path,
    )
