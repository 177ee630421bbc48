"""Replaying a recorded caller to the agent: turn by turn, or in the recording's own time.

The agent of today does not speak as long as whoever took the recorded call, so each turn is given
when the agent has finished, and between the turns the recording's own background is heard. With
strict timing the audio runs as it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np

from agent.call import run_call
from agent.desk import Desk
from agent.events import CallAnswered
from agent.records.call_log import CallLog, load_events
from agent.transport.wav_line import WavLine
from eval.caller import SENTENCE_PAUSE_MS, Utterance, VoiceTrack, joined
from eval.manner import AgentTurn
from eval.recording import RecordedTurn, Recording
from eval.script import CallerScript
from eval.simulate import SimulatedCall
from eval.voices import reading_of
from speech.audio import (
    FRAME_MS,
    FRAME_SAMPLES,
    SAMPLES_PER_MS,
    AudioFrame,
    Samples,
    level_dbfs,
    read_audio,
)

ANSWER_AFTER_MS = 600
"""A recorded turn begins that long after the agent has fallen silent."""
PATIENCE_MS = 7_000
"""Without a word of the agent's the next turn comes anyway."""
MARGIN_MS = 200
"""Of the recording around a turn, for the soft sounds at its edges."""
BACKGROUND_MS = 1_000


def replay(
    recording: Recording, desk: Desk, out: Path, *, strict_timing: bool = False
) -> SimulatedCall:
    """Play one recording to the agent; its recording and log go into `out`.

    Raises AudioUnreadable where the file cannot be read or a turn lies behind its end.
    """
    name = recording.audio.stem
    path, log = out / f"replay-{name}.wav", out / f"replay-{name}.jsonl"
    out.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    caller = RecordedCaller(recording, path, strict_timing)
    answered = CallAnswered(0, f"replay-{name}", recording.client, recording.now.isoformat())
    with CallLog(log) as kept:
        report = asyncio.run(run_call(caller.line, desk, kept, answered))
    return SimulatedCall(
        script=CallerScript(name, (), client=recording.client),
        report=report,
        events=load_events(log),
        said=tuple(caller.said),
        agent_voice=joined(caller.track.spans, SENTENCE_PAUSE_MS),
        agent_sounds=caller.track.spans,
        recording=path,
        log=log,
    )


class RecordedCaller:
    """A recording as the caller of a call on `line`; afterwards `said` and `track` hold truth."""

    def __init__(self, recording: Recording, record_to: Path, strict_timing: bool) -> None:
        self._recording = recording
        self._samples = read_audio(recording.audio, recording.channel)
        self.said: list[Utterance] = []
        self.track = VoiceTrack()
        """When the agent could be heard."""
        frames = self._as_recorded() if strict_timing else self._turn_by_turn()
        self.line = WavLine(frames, record_to)

    def _as_recorded(self) -> Iterator[AudioFrame]:
        self.said += [_utterance(turn, turn.start_ms) for turn in self._recording.turns]
        for at_ms, frame in zip(count(0, FRAME_MS), _frames(self._samples), strict=False):
            yield AudioFrame(frame, at_ms)
            self.track.push(at_ms, self.line.sent)

    def _turn_by_turn(self) -> Iterator[AudioFrame]:
        background = _frames_forever(self._background())
        now_ms = 0
        for turn in self._recording.turns:
            agent, waited_ms = AgentTurn(), 0
            while not self._has_finished(agent, now_ms) and waited_ms < PATIENCE_MS:
                yield AudioFrame(next(background), now_ms)
                self._listen(agent, now_ms)
                waited_ms = 0 if agent.goes_on(now_ms) else waited_ms + FRAME_MS
                now_ms += FRAME_MS
            audio, lead_ms = self._audio_of(turn)
            self.said.append(_utterance(turn, now_ms + lead_ms))
            for frame in _frames(audio):
                yield AudioFrame(frame, now_ms)
                self._listen(agent, now_ms)
                now_ms += FRAME_MS

    def _has_finished(self, agent: AgentTurn, now_ms: int) -> bool:
        return (
            agent.is_turn
            and self.line.queued_ms == 0
            and agent.silent_ms(now_ms) >= ANSWER_AFTER_MS
        )

    def _listen(self, agent: AgentTurn, now_ms: int) -> None:
        agent.push(now_ms, self.line.sent)
        self.track.push(now_ms, self.line.sent)

    def _audio_of(self, turn: RecordedTurn) -> tuple[Samples, int]:
        """The turn with a margin, and how long the margin before it is."""
        turns = self._recording.turns
        ends = [other.end_ms for other in turns if other.end_ms <= turn.start_ms]
        starts = [other.start_ms for other in turns if other.start_ms >= turn.end_ms]
        from_ms = max([0, turn.start_ms - MARGIN_MS, *ends])
        until_ms = min([turn.end_ms + MARGIN_MS, *starts])
        return (
            self._samples[from_ms * SAMPLES_PER_MS : until_ms * SAMPLES_PER_MS],
            turn.start_ms - from_ms,
        )

    def _background(self) -> Samples:
        """The quietest second without the caller's voice: a louder one may hold an echo.

        A quiet line's noise where the caller never pauses so long.
        """
        ends = [0, *(turn.end_ms + MARGIN_MS for turn in self._recording.turns)]
        whole_ms = len(self._samples) // SAMPLES_PER_MS
        starts = [*(turn.start_ms - MARGIN_MS for turn in self._recording.turns), whole_ms]
        stretches = [
            self._samples[at_ms * SAMPLES_PER_MS : (at_ms + BACKGROUND_MS) * SAMPLES_PER_MS]
            for end_ms, start_ms in zip(ends, starts, strict=True)
            for at_ms in range(end_ms, start_ms - BACKGROUND_MS, BACKGROUND_MS // 10)
        ]
        if not stretches:
            rng = np.random.default_rng(0)
            return np.rint(rng.normal(0.0, 10.0, BACKGROUND_MS * SAMPLES_PER_MS)).astype(np.int16)
        return min(stretches, key=level_dbfs)


def _utterance(turn: RecordedTurn, start_ms: int) -> Utterance:
    return Utterance(
        turn.text,
        turn.reading or reading_of(turn.text),
        start_ms,
        start_ms + turn.end_ms - turn.start_ms,
        "turn",
        turn.expect,
        turn.intent,
    )


def _frames(samples: Samples) -> Iterator[Samples]:
    padded = np.pad(samples, (0, -len(samples) % FRAME_SAMPLES))
    yield from padded.reshape(-1, FRAME_SAMPLES)


def _frames_forever(samples: Samples) -> Iterator[Samples]:
    """The stretch forwards and backwards in turn, so that there is no seam to be heard."""
    whole = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES]
    while True:
        yield from _frames(whole)
        yield from _frames(whole[::-1])
