"""One call, from pick-up to report. Read this file first.

    line.frames() -> hear -> respond -> speak -> line.play, and every step into the log

The caller's frames are the only clock. On a line that is not live (a file, a simulated caller)
each answer is awaited before the next frame is taken, so the call is deterministic; the real
time an answer took is then added to its response gap instead of to the timeline.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from time import perf_counter

from agent.answers import Answer, Answers
from agent.desk import Desk
from agent.events import (
    AgentDecided,
    AgentStarted,
    AgentStopped,
    CallAnswered,
    CallEnded,
    CallerSaid,
    CallerSilent,
    CallerStarted,
    CallEvent,
    Decision,
    DigitPressed,
    EndReason,
    StageFailed,
    StatusChange,
    TurnReopened,
)
from agent.line import Line
from agent.listening import (
    Continued,
    Heard,
    Held,
    Interrupted,
    NumberHeard,
    Paused,
    Released,
    join,
)
from agent.records.call_log import CallLog
from agent.recovery import TIME_LIMIT
from agent.report import CallReport, report
from agent.responding import Answerable
from agent.speaking import Speaker, Speech
from agent.state import advance, begin
from agent.wording import Sentence
from knowledge.errors import KnowledgeError
from speech.audio import FRAME_MS, AudioFrame

GOES_ON_WITHIN_MS = 700
"""A caller who speaks again so soon after the agent's first sound does not answer it: she goes on
with her turn. Nobody has understood a sentence of the agent's by then."""


async def run_call(line: Line, desk: Desk, log: CallLog, answered: CallAnswered) -> CallReport:
    """Answer the telephone, talk, hang up, and report.

    Every event is in `log` before the caller hears what follows from it. A stage that breaks is
    recorded as StageFailed and the caller hears a sentence; the report is always made, but where
    the log itself cannot be written: then OSError comes out, in an ExceptionGroup.
    """
    calls: list[_Call] = []
    try:
        async with asyncio.TaskGroup() as tasks:
            calls.append(call := _Call(line, desk, log, tasks))
            await call.pick_up(answered)
            async with aclosing(call.frames()) as frames:
                async for frame in frames:
                    for heard in await call.hear(frame):
                        await call.react(heard)
                    await call.go_on()
                    if call.is_over:
                        break
            await call.hang_up()
    except ExceptionGroup as broken:
        if not calls or broken.subgroup(OSError) is not None:
            raise
        calls[0].break_off(broken)
    return report(calls[0].events, desk.knowledge)


class _Call:
    """What happens in one call while it runs. The state itself is the fold of the log."""

    def __init__(self, line: Line, desk: Desk, log: CallLog, tasks: asyncio.TaskGroup) -> None:
        self._line = line
        self._desk = desk
        self._log = log
        self._tasks = tasks
        self._state = begin()
        self.events: list[CallEvent] = []
        self._ear = desk.new_ear()
        self._speaker = Speaker(line, desk.tts, desk.voice)
        self._answers = Answers(desk, self._speaker, tasks, self._record)
        self._now_ms = 0
        self._hear_compute_ms = 0.0
        self._unanswered: list[Answerable] = []
        self._answered: tuple[int, CallerSaid] | None = None
        self._answering: asyncio.Task[None] | None = None
        self._closed_at_ms: int | None = None
        self._cut_off: tuple[Sentence, ...] = ()
        self._wished: Held | Released | Interrupted | None = None
        self._is_too_long = False
        self.is_over = False

    # -- the way of a call ---------------------------------------------------------------------

    async def pick_up(self, answered: CallAnswered) -> None:
        """The line is open: greet."""
        await self._answer(answered)

    async def frames(self) -> AsyncGenerator[AudioFrame, None]:
        """The caller's audio, until she hangs up or the line breaks."""
        try:
            async with aclosing(self._line.frames()) as frames:
                async for frame in frames:
                    yield frame
        except Exception as error:  # a broken line ends the call, not the report
            self._record(StageFailed(self._now_ms, "line", type(error).__name__))

    async def hear(self, frame: AudioFrame) -> list[Heard]:
        """Take 20 ms of the caller; what the caller said or did by them."""
        self._now_ms = frame.start_ms + FRAME_MS
        started = perf_counter()
        try:
            heard = await self._ear.hear(
                frame,
                sent=self._line.sent,
                digits=self._line.take_digits(),
                expect=self._state.expect,
                agent_left_ms=self._speaker.left_ms,
            )
        except Exception as error:  # any engine may break; the call must not
            self._ear = self._desk.new_ear()
            # It may break in every frame: one sentence at a time, and none after the close.
            if not self._speaker.is_speaking and not self._state.ended:
                await self._answer(StageFailed(self._now_ms, "hear", type(error).__name__))
            return []
        self._hear_compute_ms = (perf_counter() - started) * 1000
        return heard

    async def react(self, heard: Heard) -> None:
        """Do what a person would on hearing this."""
        match heard:
            case Paused():
                await self._draft(heard.said)
            case Continued():
                self._answers.drop()
            case NumberHeard():
                self._speaker.acknowledge(self._desk.acknowledgement)
            case Held() | Released() | Interrupted():
                self._wished = heard
                self._give_way()
            case CallerStarted():
                self._record(heard)
                self._reopen_turn(heard.at_ms)
            case CallerSaid(backchannel=True):
                self._answers.drop()
                self._record(heard)
                await self._resume()
            case CallerSaid() | CallerSilent() | DigitPressed():
                await self._answer(heard)

    def _give_way(self) -> None:
        """The caller speaks over the agent: pause, go on, or leave the caller the word.

        What must be heard is said to its end first; the wish is met there.
        """
        match self._wished:
            case Released():
                self._speaker.release()
            case Held() if self._speaker.is_interruptible:
                self._speaker.hold()
            case Interrupted() if self._speaker.is_interruptible:
                cut_off = self._speaker.unheard
                self._fall_silent()
                self._cut_off = cut_off
            case _:
                return
        self._wished = None

    def _reopen_turn(self, began_ms: int) -> None:
        """The agent came in while the caller only paused: the turn is answered as a whole."""
        if self._answered is None or not self._speaker.is_speaking:
            return
        spoke_at_ms, said = self._answered
        if began_ms - spoke_at_ms <= GOES_ON_WITHIN_MS:
            self._fall_silent()
            self._record(TurnReopened(self._now_ms))
            self._unanswered.insert(0, said)
            self._answered = None

    async def go_on(self) -> None:
        """Between frames: notice the end of a turn, take up what waits, close the call."""
        self._give_way()
        if self._speaker.take_finished() is not None:
            self._record(AgentStopped(self._now_ms, interrupted=False, heard=""))
            is_last = self._state.ended or self._is_too_long
            self._closed_at_ms = self._now_ms if is_last else None
        if self._unanswered and self._may_answer:
            await self._begin_answering()
        if self._closed_at_ms is not None and not self._ear.is_hearing:
            quiet_ms = self._now_ms - self._closed_at_ms
            self.is_over = quiet_ms >= self._desk.limits.goodbye_ms
        if self._now_ms >= self._desk.limits.call_ms and not self._is_too_long:
            await self._excuse_length()

    async def hang_up(self) -> None:
        """The call is over, whoever ended it."""
        if self._answering is not None:
            self._answering.cancel()
        self._answers.drop()
        if self._speaker.is_speaking:
            heard = self._speaker.stop()
            self._record(AgentStopped(self._now_ms, interrupted=True, heard=heard))
        self._record(CallEnded(self._now_ms, self._reason()))
        await self._line.hang_up()

    def break_off(self, broken: ExceptionGroup[Exception]) -> None:
        """What nobody expected broke, the line's own playing among it: what is known is kept."""
        if not any(isinstance(event, CallEnded) for event in self.events):
            error = next(_leaves(broken))
            self._record(StageFailed(self._now_ms, "line", type(error).__name__))
            self._record(CallEnded(self._now_ms, self._reason()))

    def _reason(self) -> EndReason:
        if self._is_too_long:
            return "time_limit"
        if self._state.ended:
            return "agent_closed"
        is_broken = any(isinstance(e, StageFailed) and e.stage == "line" for e in self.events)
        return "failed" if is_broken else "caller_hung_up"

    async def _excuse_length(self) -> None:
        """A call cannot go on forever: say so, and put the line down."""
        self._is_too_long = True
        self._answered = None
        self._fall_silent()
        self._answers.drop()
        await self._say((Sentence(TIME_LIMIT, TIME_LIMIT, interruptible=False),))

    # -- answering -----------------------------------------------------------------------------

    @property
    def _may_speak(self) -> bool:
        return self._speaker.is_interruptible

    @property
    def _may_answer(self) -> bool:
        return self._may_speak and self._answering is None and not self._ear.is_hearing

    async def _answer(self, event: Answerable) -> None:
        """Record what happened and answer it, with whatever was not answered before it.

        Words said over a sentence that must be heard wait for its end: nothing is lost.
        """
        self._record(event)
        self._unanswered.append(event)
        if self._may_speak:
            await self._begin_answering()

    async def _draft(self, said: CallerSaid) -> None:
        """Prepare the answer in the pause that may be the turn's end."""
        if self._speaker.is_speaking:
            self._answers.drop()
            return
        whole = _together([*self._unanswered, said])
        await self._unless_live(self._answers.draft(whole, self._state, self._now_ms))

    async def _begin_answering(self) -> None:
        if self._answering is not None:
            self._answering.cancel()
        if self._speaker.is_speaking:
            self._fall_silent()
        self._closed_at_ms = None
        self._answering = self._tasks.create_task(self._answer_now())
        await self._unless_live(self._answering)

    async def _answer_now(self) -> None:
        event = _together(self._unanswered)
        answer = await self._answers.take(event) or await self._answers.make(
            event, self._state, self._now_ms
        )
        self._unanswered.clear()
        self._deliver(event, answer)
        await self._say_rest(answer.speech)

    async def _say_rest(self, speech: Speech) -> None:
        try:
            await self._speaker.finish(speech)
        except Exception as error:  # the voice broke in the middle of a turn
            self._record(StageFailed(self._now_ms, "speak", type(error).__name__))
        self._answering = None

    def _deliver(self, event: Answerable, answer: Answer) -> None:
        for failure in answer.response.failures:
            self._record(failure)
        self._record(
            AgentDecided(self._now_ms, answer.response.decision, answer.response.understanding)
        )
        self._enter(answer.response.decision.change)
        if not answer.response.sentences:  # a last word after the close is answered by nobody
            self._closed_at_ms = self._now_ms if self._state.ended else None
            return
        compute_ms = self._compute_left_ms(answer)
        gap_ms = None
        if isinstance(event, CallerSaid):
            gap_ms = self._now_ms - event.transcript.end_ms + compute_ms
        self._record(AgentStarted(self._now_ms, answer.speech.text, gap_ms, compute_ms))
        self._cut_off = ()
        self._answered = self._may_go_on(event, answer.response.decision)
        self._speaker.start(answer.speech)

    def _may_go_on(self, event: Answerable, decided: Decision) -> tuple[int, CallerSaid] | None:
        """The turn now answered, unless its answer stands in the schedule by now."""
        if not isinstance(event, CallerSaid) or decided.change is not None:
            return None
        return self._now_ms, event

    def _enter(self, change: StatusChange | None) -> None:
        """Keep where a member of staff says she is; the log has it already."""
        try:
            if change is not None:
                self._desk.enter(change)
        except KnowledgeError as error:
            self._record(StageFailed(self._now_ms, "schedule", type(error).__name__))

    def _compute_left_ms(self, answer: Answer) -> int:
        """Real compute that the caller waits for: what the closing silence did not cover."""
        if self._line.is_live:
            return 0
        covered_ms = self._now_ms - answer.begun_ms
        return round(max(0.0, answer.compute_ms - covered_ms) + self._hear_compute_ms)

    async def _resume(self) -> None:
        """What stopped the agent was a nod: say the sentence that was cut off, and the rest."""
        sentences, self._cut_off = self._cut_off, ()
        if not sentences or self._speaker.is_speaking or self._unanswered:
            return
        await self._say(sentences)

    async def _say(self, sentences: tuple[Sentence, ...]) -> None:
        """Say something that answers nobody."""
        speech = await self._answers.voiced(sentences, self._now_ms)
        self._record(AgentStarted(self._now_ms, speech.text))
        self._speaker.start(speech)
        self._answering = self._tasks.create_task(self._say_rest(speech))
        await self._unless_live(self._answering)

    # -- small steps ---------------------------------------------------------------------------

    def _fall_silent(self) -> None:
        """Stop speaking at once: the caller has the word."""
        if self._answering is not None:
            self._answering.cancel()
            self._answering = None
        if self._speaker.is_speaking:
            heard = self._speaker.stop()
            self._record(AgentStopped(self._now_ms, interrupted=True, heard=heard))

    def _record(self, event: CallEvent) -> None:
        """To disk first, then into the state: what was acknowledged is never lost."""
        self._log.append(event)
        self.events.append(event)
        self._state = advance(self._state, event)

    async def _unless_live(self, task: asyncio.Task[None] | asyncio.Task[Answer]) -> None:
        """On a line that waits for us, finish the work before the next frame is taken."""
        if not self._line.is_live:
            await asyncio.wait([task])


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    """What was raised, out of however many groups."""
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


def _together(events: list[Answerable]) -> Answerable:
    """Several turns that were not answered yet, as one; anything else: the last counts."""
    last = events[-1]
    said = [event.transcript for event in events if isinstance(event, CallerSaid)]
    if len(said) < 2 or not isinstance(last, CallerSaid):
        return last
    whole = last.whole
    if whole is None or whole.start_ms != said[0].start_ms:
        whole = join(said)
    return CallerSaid(last.at_ms, whole)
