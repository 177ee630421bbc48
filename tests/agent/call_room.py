"""A call with its line, voice and log, for tests of the call's own behaviour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np

from agent.call import run_call
from agent.config import Limits
from agent.desk import Desk
from agent.events import (
    AgentStarted,
    CallAnswered,
    CallerSaid,
    CallEvent,
    StatusChange,
)
from agent.listening import Heard
from agent.records.call_log import CallLog, load_events
from agent.report import CallReport
from agent.speaking import ReadyLine
from agent.wording import Sentence
from knowledge import Knowledge
from speech.engines import Voice
from tests.fakes import FakeEar, FakeLine, FakeTts, transcript

NOW = datetime.fromisoformat("2026-11-24T10:00:00+09:00")
AFTER_GREETING_MS = 16_000  # the fake voice takes 100 ms a character


def said(at_ms: int, text: str, reading: str, backchannel: bool = False) -> CallerSaid:
    return CallerSaid(at_ms, transcript(text, reading, at_ms - 300), backchannel)


REQUEST = (
    "スマイル企画の江川です。栗本さんをお願いします。",
    "スマイルキカクノエガワデスクリモトサンオオネガイシマス",
)


class Room:
    """A call with its line, voice and log, played once."""

    def __init__(self, knowledge: Knowledge, log: Path) -> None:
        self.tts = FakeTts()
        self.line = FakeLine(90_000)
        self.limits = Limits()
        self._knowledge = knowledge
        self._log = log
        self.enter: Callable[[StatusChange], None] = lambda change: None
        self.events: tuple[CallEvent, ...] = ()

    async def play(
        self, script: dict[int, Heard | Exception], before: Callable[[], None] = lambda: None
    ) -> CallReport:
        before()
        ear = FakeEar(script)
        ready = ReadyLine(
            Sentence("申し訳ございません。", "申し訳ございません。", True),
            np.full(16_000, 2000, np.int16),
        )
        desk = Desk(
            knowledge=self._knowledge,
            new_ear=lambda: ear,
            tts=self.tts,
            voice=Voice(),
            limits=self.limits,
            acknowledgement=ReadyLine(ready.sentence, np.full(3_200, 2000, np.int16)),
            apology=ready,
            enter=self.enter,
        )
        with CallLog(self._log) as log:
            report = await run_call(
                self.line, desk, log, CallAnswered(0, "c1", "smile_corp", NOW.isoformat())
            )
        self.events = load_events(self._log)
        self.report = report
        return report

    @property
    def texts(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, AgentStarted)]

    def of(self, kind: type) -> list[CallEvent]:
        return [event for event in self.events if isinstance(event, kind)]
