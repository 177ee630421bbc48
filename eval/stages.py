"""Which stage lost a recorded call: the ear, the understanding, or the desk.

The same call is played twice, once as it was recorded and once with its words typed as a person
has written them down. What fails only by voice was lost in hearing; what fails typed too was lost
in understanding where the labels say that something else was meant, and at the desk otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.bench.error_rate import kana_edits
from eval.expectation import Failure
from eval.outcome import outcome_of
from eval.playing import Plan, Played, Stage
from eval.recording import Recording
from eval.replay import replay
from eval.result import CallerTurn, CallResult, result_of
from speech.reading.kana import katakana

LostIn = Literal["hearing", "understanding", "desk"]


@dataclass(frozen=True, slots=True)
class TurnReplayed:
    """One turn: what was said, heard and understood."""

    said: str
    heard: str
    kana_edits: int
    kana: int
    wanted_intent: str
    intent: str
    """From what was heard."""
    typed_intent: str
    """From what was said; empty where the typed call had ended before."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One recorded call, stage by stage."""

    name: str
    turns: tuple[TurnReplayed, ...]
    failures: tuple[tuple[LostIn, Failure], ...]
    result: CallResult
    """As any other call, for the scorecard."""

    @property
    def passed(self) -> bool:
        """Every must held."""
        return not self.failures


def replayed(
    recording: Recording, stage: Stage, out: Path, *, strict_timing: bool = False
) -> Replayed:
    """Play a recording and its words; raises what `replay` and `Stage.play` raise."""
    plan = Plan(recording.scenario(), mode="voice")
    call = replay(recording, stage.desk(plan.scenario), out, strict_timing=strict_timing)
    outcome = outcome_of(call.events, call.report)
    spoken = Played(plan, call.report, call.events, outcome, (), call, 0.0)
    typed = stage.play(Plan(plan.scenario))
    by_voice, by_text = result_of(spoken, ""), result_of(typed, "")
    turns = tuple(
        _turn(heard, by_text.caller[index] if index < len(by_text.caller) else None)
        for index, heard in enumerate(by_voice.caller)
    )
    misunderstood = any(
        turn.wanted_intent and turn.typed_intent not in ("", turn.wanted_intent) for turn in turns
    )
    typed_musts = {failure.must for failure in typed.failures}
    failures = tuple((_lost_in(one, typed_musts, misunderstood), one) for one in spoken.failures)
    return Replayed(recording.audio.stem, turns, failures, by_voice)


def _lost_in(failure: Failure, typed_musts: set[str], misunderstood: bool) -> LostIn:
    if failure.must not in typed_musts:
        return "hearing"
    return "understanding" if misunderstood else "desk"


def _turn(heard: CallerTurn, typed: CallerTurn | None) -> TurnReplayed:
    edits = kana_edits(katakana(heard.reading), katakana(heard.heard_reading))
    return TurnReplayed(
        said=heard.text,
        heard=heard.heard_text,
        kana_edits=edits.edits,
        kana=edits.length,
        wanted_intent=heard.wanted_intent,
        intent=heard.intent,
        typed_intent=typed.intent if typed is not None else "",
    )
