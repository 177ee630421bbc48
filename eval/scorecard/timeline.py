"""The timeline of a call by voice: both channels, words, gaps and interruptions, to be drawn.

A call is cut into rows like a score, so that it can be read on paper. Widths and heights are in
units of the drawing, `WIDTH` of them a row of `ROW_MS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from eval.bench.turn_taking import Gap
from eval.result import CallerTurn, CallResult
from eval.telephone import INT16_FULL_SCALE
from speech.audio import SAMPLE_RATE_HZ, Samples

ROW_MS = 15_000
"""Japanese is spoken at some 5 characters a second: 12 units each, so that words fit their time."""
WIDTH = 1000
CHARACTER = 12
BAR_MS = 60
"""One bar of the waveform; 250 a row, 3 kB."""
LANE = 18
"""Half the height of a channel's waveform."""
_WAIT_TEXT = 30
"""Width of 0.5秒 in its small type."""
LATE_MS = 900
"""A gap from here on is marked: the goal for 95 of 100."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn, as far as it lies in a row."""

    x: float
    width: float
    text: str
    """What fits."""
    start_ms: int
    is_agent: bool
    mark: str = ""
    """failed, backchannel, interruption or cut (the agent broke it off)."""


@dataclass(frozen=True, slots=True)
class Wait:
    """From the end of the caller's turn to the agent's answer."""

    x: float
    width: float
    text: str
    is_late: bool

    @property
    def text_x(self) -> float:
        """Where its text begins: after it, before it at the end of a row."""
        after = self.x + self.width + 4
        return round(after if after + _WAIT_TEXT < WIDTH else self.x - _WAIT_TEXT, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """15 s of a call."""

    start_ms: int
    caller_wave: str
    agent_wave: str
    """Paths of an SVG, around the middle of their lane; empty without a recording."""
    said: tuple[Said, ...]
    waits: tuple[Wait, ...]
    length: float
    """Where the call ends, 0..WIDTH."""


@dataclass(frozen=True, slots=True)
class _Span:
    start_ms: int
    end_ms: int
    text: str
    is_agent: bool
    mark: str


def timeline(result: CallResult) -> tuple[Row, ...]:
    """The rows of a call; empty where it was typed."""
    if result.spoken is None:
        return ()
    caller, agent = waveforms(Path(result.spoken.recording))
    spans = sorted((*_caller_spans(result), *_agent_spans(result)), key=lambda one: one.start_ms)
    waits = tuple(_waits(result))
    end_ms = max([result.spoken.audio_ms, *(span.end_ms for span in spans)])
    return tuple(
        Row(
            start_ms=start_ms,
            caller_wave=_wave(caller, start_ms),
            agent_wave=_wave(agent, start_ms),
            said=tuple(_said(spans, start_ms)),
            waits=tuple(_in_row(waits, start_ms)),
            length=min(WIDTH, _x(end_ms - start_ms)),
        )
        for start_ms in range(0, end_ms, ROW_MS)
    )


def waveforms(recording: Path) -> tuple[Samples, Samples]:
    """Peaks of each channel, one a bar of BAR_MS, int; both empty where there is no recording."""
    try:
        samples, _ = soundfile.read(recording, dtype="int16", always_2d=True)
    except (OSError, soundfile.LibsndfileError):
        samples = np.zeros((0, 2), np.int16)
    bar = BAR_MS * SAMPLE_RATE_HZ // 1000
    whole = samples[: len(samples) // bar * bar].astype(np.int32)
    peaks = np.abs(whole).reshape(-1, bar, 2).max(axis=1)
    return peaks[:, 0], peaks[:, 1]


def _wave(peaks: Samples, start_ms: int) -> str:
    """Bars around 0, as high as the root of the peak: soft voices are seen beside loud ones."""
    first = start_ms // BAR_MS
    shown = peaks[first : first + ROW_MS // BAR_MS]
    step = WIDTH * BAR_MS / ROW_MS
    heights = np.rint(np.sqrt(shown / INT16_FULL_SCALE) * LANE).astype(int)
    bars = (
        f"M{index * step + step / 2:g} {-height}v{2 * height}"
        for index, height in enumerate(heights)
        if height > 0
    )
    return "".join(bars)


def _x(ms: float) -> float:
    return round(WIDTH * ms / ROW_MS, 1)


def _caller_spans(result: CallResult) -> Iterator[_Span]:
    for turn in result.caller:
        mark = turn.kind if turn.kind != "turn" else ""
        yield _Span(turn.start_ms, turn.end_ms, turn.text, False, mark)


def _agent_spans(result: CallResult) -> Iterator[_Span]:
    failed = {failure.turn for failure in result.failures}
    for turn in result.agent:
        stop_ms, was_cut = stop_of(result, turn.at_ms)
        mark = "failed" if turn.number in failed else "cut" if was_cut else ""
        yield _Span(turn.at_ms, stop_ms, turn.text, True, mark)


def stop_of(result: CallResult, start_ms: int) -> tuple[int, bool]:
    """When the agent's turn that began then was over, and whether it was interrupted."""
    for at_ms, was_cut in result.agent_stops:
        if at_ms > start_ms:
            return at_ms, was_cut
    return start_ms, False


def gaps_of(result: CallResult) -> Iterator[tuple[CallerTurn, Gap]]:
    """The caller's turns that wanted an answer, each with how it was taken."""
    left = iter(result.caller)
    for gap in result.spoken.gaps if result.spoken is not None else ():
        for turn in left:
            if turn.kind != "backchannel" and turn.text == gap.text:
                yield turn, gap
                break


def _waits(result: CallResult) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, text and lateness of every answered gap; what is drawn lacks the compute."""
    for turn, gap in gaps_of(result):
        if gap.gap_ms is not None:
            length_ms = gap.gap_ms - (gap.compute_ms or 0)
            text = f"{gap.gap_ms / 1000:.1f}秒"
            yield turn.end_ms, turn.end_ms + round(length_ms), text, gap.gap_ms > LATE_MS


def _in_row(waits: Sequence[tuple[int, int, str, bool]], start_ms: int) -> Iterator[Wait]:
    for begin_ms, end_ms, text, is_late in waits:
        if start_ms <= begin_ms < start_ms + ROW_MS:
            x = _x(begin_ms - start_ms)
            width = min(_x(max(end_ms - begin_ms, 100)), WIDTH - x)
            yield Wait(x, width, text, is_late)


def _said(spans: Sequence[_Span], start_ms: int) -> Iterator[Said]:
    """What lies in the row; a turn that runs on into the next row has its words shared out."""
    for is_agent in (False, True):
        lane = [span for span in spans if span.is_agent == is_agent and span.end_ms > start_ms]
        lane = [span for span in lane if span.start_ms < start_ms + ROW_MS]
        for index, span in enumerate(lane):
            is_last = index + 1 == len(lane)
            room_end_ms = start_ms + ROW_MS if is_last else lane[index + 1].start_ms
            begin_ms = max(span.start_ms, start_ms)
            x, width = _x(begin_ms - start_ms), _x(min(span.end_ms, start_ms + ROW_MS) - begin_ms)
            room = max(1, int(_x(room_end_ms - begin_ms) / CHARACTER))
            text = _shortened(_share(span, start_ms), room)
            yield Said(x, width, text, span.start_ms, is_agent, span.mark)


def _share(span: _Span, start_ms: int) -> str:
    """The words that fall into the row, by time."""
    length_ms = max(1, span.end_ms - span.start_ms)
    first, last = (
        round(len(span.text) * min(max(edge - span.start_ms, 0), length_ms) / length_ms)
        for edge in (start_ms, start_ms + ROW_MS)
    )
    return span.text[first:last]


def _shortened(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
