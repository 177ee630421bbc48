"""A simulated caller: a script spoken into a telephone, as a Line.

The agent gets audio and nothing else. The caller in turn goes by what it hears: when the agent
begins and falls silent, and, with an ear, what it asked. Every word the caller said is kept with
its true times, so that benches can measure the agent against them.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from agent.transport.playback import PlaybackQueue
from agent.transport.recording import CallRecording
from eval.hearing import Ear
from eval.manner import Intention, Manner
from eval.noise import Floats
from eval.script import CallerScript, Turn
from eval.telephone import DELAY_MS, Telephone, at_level, frames_of
from eval.voices import CallerVoice, babble_talkers, reading_of, speak
from speech.audio import FRAME_MS, FRAME_SAMPLES, SAMPLES_PER_MS, AudioFrame, Samples
from speech.endpointing import Expect

SENTENCE_PAUSE_MS = 600
"""Pauses between the agent's breath groups and sentences are shorter."""

Kind = Literal["turn", "interruption", "backchannel"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the caller truly said, and when, in caller audio as the agent gets it."""

    text: str
    reading: str
    """Katakana as pronounced."""
    start_ms: int
    end_ms: int
    """The true end of the caller's voice, or where a hang-up cut it off."""
    kind: Kind
    expect: Expect
    """The kind of answer it was, by the script."""
    intent: str = ""
    """What was meant, where the script says."""


class SimulatedCaller:
    """One call of a scripted caller. Not live, and the same for the same script, voice and seed.

    `ear` turns the agent's turn (clean int16 audio) into a reading; without one the script's
    turns are said in order. `record_to` gets the stereo recording: what the agent heard on the
    left, the agent on the right. Implements `agent.line.Line`.
    """

    def __init__(
        self,
        script: CallerScript,
        voice: CallerVoice,
        seed: int = 0,
        ear: Ear | None = None,
        record_to: Path | None = None,
    ) -> None:
        channel = script.channel
        talkers = babble_talkers() if channel.noise == "babble" else ()
        self.script = script
        self._voice = voice
        self._telephone = Telephone(channel, seed, talkers)
        self._manner = Manner(script, seed, ear)
        self._playback = PlaybackQueue()
        self._recording = CallRecording(record_to) if record_to else None
        self._agent_voice = VoiceTrack()
        self._speaking: _Speaking | None = None
        self._said: list[Utterance] = []
        self._digits = ""
        self._now_ms = 0
        self._hung_up = False
        self._agent_hangs_up = False
        self._spoken: dict[tuple[str, ...], Floats] = {}

    # -- Line ----------------------------------------------------------------------------------

    @property
    def is_live(self) -> bool:
        """False: the next frame waits until it is asked for."""
        return False

    async def frames(self) -> AsyncGenerator[AudioFrame, None]:
        """The caller's audio until one side hangs up or the script's caps are reached."""
        try:
            while not self._is_over:
                frame = self._exchange()
                if self._hung_up:
                    return
                yield frame
                await _OtherTasks()
        finally:
            if self._recording:
                self._recording.close()

    def play(self, samples: Samples) -> None:
        """Queue the agent's audio."""
        self._playback.play(samples)

    def clear(self) -> int:
        """Drop what the agent has queued; returns how many ms."""
        return self._playback.clear()

    @property
    def queued_ms(self) -> int:
        """How much of the agent's audio has not been sent yet, rounded up."""
        return self._playback.queued_ms

    @property
    def sent(self) -> Samples:
        """The agent's audio during the frame that just came in, (320,)."""
        return self._playback.sent

    def take_digits(self) -> str:
        """Keys pressed since last asked."""
        digits, self._digits = self._digits, ""
        return digits

    async def transfer(self, target: str) -> bool:
        """No: there is nobody behind a simulated line."""
        return False

    async def hang_up(self) -> None:
        """End the call after what is queued has been sent."""
        self._agent_hangs_up = True

    # -- what is known afterwards --------------------------------------------------------------

    @property
    def said(self) -> tuple[Utterance, ...]:
        """The truth: every utterance of the caller's, in order; the one under way is cut off."""
        if self._speaking is None:
            return tuple(self._said)
        return (*self._said, self._speaking.utterance(self._now_ms))

    @property
    def agent_voice(self) -> tuple[tuple[int, int], ...]:
        """When the agent could be heard: start and end in ms, pauses inside sentences joined."""
        return joined(self._agent_voice.spans, SENTENCE_PAUSE_MS)

    @property
    def agent_sounds(self) -> tuple[tuple[int, int], ...]:
        """When the agent could be heard, every gap of 40 ms or more kept."""
        return self._agent_voice.spans

    # -- one frame -----------------------------------------------------------------------------

    @property
    def _is_over(self) -> bool:
        if self._agent_hangs_up and self._playback.queued_ms == 0:
            return True
        return self._now_ms >= self.script.max_call_ms

    def _exchange(self) -> AudioFrame:
        """20 ms of the agent out, 20 ms of the caller in."""
        sent = self._playback.next_frame()
        self._agent_voice.push(self._now_ms, sent)
        heard = self._telephone.carry(self._act(sent), sent)
        if self._recording:
            self._recording.write(heard, sent)
        frame = AudioFrame(heard, self._now_ms)
        self._now_ms += FRAME_MS
        return frame

    # -- the caller ----------------------------------------------------------------------------

    def _act(self, sent: Samples) -> Floats:
        """The caller's voice for these 20 ms, (320,)."""
        if self._speaking is not None:
            self._manner.overhear(self._now_ms, sent)
        elif not self._agent_hangs_up:
            intention = self._manner.listen(self._now_ms, sent, self._playback.queued_ms)
            if intention is not None:
                self._begin(intention)
        return self._voice_frame()

    def _begin(self, intention: Intention) -> None:
        turn = intention.turn
        if turn.when == "hang_up":
            self._hung_up = True
        elif turn.keys:
            self._digits += turn.keys
            self._manner.finished(self._now_ms)
        else:
            samples = self._say(turn)
            self._speaking = _Speaking(turn, intention.kind, self._now_ms, samples)

    def _voice_frame(self) -> Floats:
        speaking = self._speaking
        if speaking is None:
            return np.zeros(FRAME_SAMPLES, dtype=np.float32)
        frame = speaking.frames[speaking.at]
        speaking.at += 1
        if speaking.at == len(speaking.frames):
            self._said.append(speaking.utterance(None))
            self._speaking = None
            self._manner.finished(self._now_ms + FRAME_MS)
        return frame

    def _say(self, turn: Turn) -> Floats:
        """The whole turn with its pauses, at the channel's level; the last sample is voice."""
        words = tuple(stretch.spoken for stretch in turn.stretches)
        key = (*words, str([stretch.pause_ms for stretch in turn.stretches]))
        if key not in self._spoken:
            parts: list[Floats] = []
            for index, stretch in enumerate(turn.stretches):
                parts.append(speak(stretch.spoken, self._voice))
                if index + 1 < len(turn.stretches):
                    pause = stretch.pause_ms * SAMPLES_PER_MS
                    parts.append(np.zeros(pause, dtype=np.float32))
            level = self.script.channel.level_dbfs
            self._spoken[key] = at_level(np.concatenate(parts), level)
        return self._spoken[key]


class _Speaking:
    """An utterance on its way."""

    def __init__(self, turn: Turn, kind: Kind, start_ms: int, samples: Floats) -> None:
        self.turn = turn
        self.kind = kind
        self.start_ms = start_ms + DELAY_MS
        self.end_ms = self.start_ms + round(len(samples) / SAMPLES_PER_MS)
        self.frames: Sequence[Floats] = frames_of(samples)
        self.at = 0

    def utterance(self, cut_off_ms: int | None) -> Utterance:
        """As the truth has it; `cut_off_ms` where the call ended in the middle."""
        end_ms = self.end_ms if cut_off_ms is None else min(self.end_ms, cut_off_ms)
        reading = "".join(reading_of(stretch.spoken) for stretch in self.turn.stretches)
        turn = self.turn
        return Utterance(
            turn.text, reading, self.start_ms, end_ms, self.kind, turn.expect, turn.intent
        )


class VoiceTrack:
    """Where one side of a call can be heard, to the millisecond."""

    _AUDIBLE = 60  # int16 peak, -55 dBFS: under any voice, over any dither
    _JOIN_MS = 40  # between two pitch periods and inside a stop consonant

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def push(self, now_ms: int, frame: Samples) -> None:
        """The next 20 ms, beginning at `now_ms`."""
        loud = np.flatnonzero(np.abs(frame.astype(np.int32)) > self._AUDIBLE)
        if len(loud) == 0:
            return
        start_ms = now_ms + int(loud[0]) // SAMPLES_PER_MS
        end_ms = now_ms + -(-(int(loud[-1]) + 1) // SAMPLES_PER_MS)
        if self._spans and start_ms - self._spans[-1][1] < self._JOIN_MS:
            self._spans[-1] = (self._spans[-1][0], end_ms)
        else:
            self._spans.append((start_ms, end_ms))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end in ms of each audible stretch."""
        return tuple(self._spans)


def joined(spans: Sequence[tuple[int, int]], pause_ms: int) -> tuple[tuple[int, int], ...]:
    """Spans with the gaps shorter than `pause_ms` closed."""
    joint: list[tuple[int, int]] = []
    for start_ms, end_ms in spans:
        if joint and start_ms - joint[-1][1] < pause_ms:
            joint[-1] = (joint[-1][0], end_ms)
        else:
            joint.append((start_ms, end_ms))
    return tuple(joint)


class _OtherTasks:
    """Awaited between frames, so that the agent's other tasks run although nothing waits here."""

    def __await__(self) -> Generator[None, None, None]:
        yield
