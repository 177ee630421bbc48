"""Answers made ready to be spoken; often in the pause that may be the end of the caller's turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from agent.desk import Desk
from agent.events import CallerSaid, StageFailed
from agent.responding import Answerable, Response, respond
from agent.speaking import Speaker, Speech
from agent.state import DialogueState
from agent.wording import Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A response with its first sound made, waiting for the turn to be really over."""

    response: Response
    speech: Speech
    begun_ms: int
    """Caller audio at which the work began."""
    compute_ms: float


class Answers:
    """Makes the answers of one call, and keeps the one drafted ahead."""

    def __init__(
        self,
        desk: Desk,
        speaker: Speaker,
        tasks: asyncio.TaskGroup,
        failed: Callable[[StageFailed], None],
    ) -> None:
        """`failed` is told of a voice that broke."""
        self._desk = desk
        self._speaker = speaker
        self._tasks = tasks
        self._failed = failed
        self._draft: tuple[Answerable, asyncio.Task[Answer]] | None = None

    async def make(self, event: Answerable, state: DialogueState, now_ms: int) -> Answer:
        """Decide, word and make the first sound. Never fails: the last resort is ready audio."""
        started = perf_counter()
        response = respond(event, state, self._desk.knowledge)
        speech = await self.voiced(response.sentences, now_ms)
        return Answer(response, speech, now_ms, (perf_counter() - started) * 1000)

    async def voiced(self, sentences: tuple[Sentence, ...], now_ms: int) -> Speech:
        """The first sound of `sentences`, or of an apology where the voice broke."""
        try:
            return await self._speaker.prepare(sentences)
        except Exception as error:  # a broken voice must not end the call
            self._failed(StageFailed(now_ms, "speak", type(error).__name__))
            return self._speaker.ready(self._desk.apology)

    def draft(self, event: Answerable, state: DialogueState, now_ms: int) -> asyncio.Task[Answer]:
        """Begin an answer that may not be needed, in place of an earlier one."""
        self.drop()
        task = self._tasks.create_task(self.make(event, state, now_ms))
        self._draft = (event, task)
        return task

    async def take(self, event: Answerable) -> Answer | None:
        """The drafted answer where it answers the words of `event`; it is gone either way."""
        if self._draft is None:
            return None
        drafted, task = self._draft
        if _words(drafted) != _words(event):
            self.drop()
            return None
        self._draft = None
        return await task

    def drop(self) -> None:
        """The draft is not needed."""
        if self._draft is not None:
            _, task = self._draft
            self._draft = None
            self._tasks.create_task(self._discard(task))

    async def _discard(self, task: asyncio.Task[Answer]) -> None:
        answer = await task
        await self._speaker.discard(answer.speech)


def _words(event: Answerable) -> str | None:
    return event.transcript.text if isinstance(event, CallerSaid) else None
