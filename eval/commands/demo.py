"""`denwaban demo`: a simulated caller rings, and the agent answers, before your eyes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from agent.commands.output import emit, fail
from agent.config import Config
from agent.desk import Desk
from agent.events import (
    AgentStarted,
    AgentStopped,
    CallerSaid,
    CallEvent,
    DigitPressed,
    StageFailed,
)
from agent.main import open_desk
from eval.hearing import ear_of
from eval.player import NoPlayer, play
from eval.script import CallerScript, ScriptError, load_script
from eval.simulate import DEFAULT_NOW, SimulatedCall, simulate
from eval.voices import CallerVoice, find_voices
from knowledge.errors import KnowledgeError
from knowledge.manual import find_manual, load_manual
from speech.asr.registry import make_asr
from speech.errors import SpeechError

SCENARIOS = Path(__file__).parents[1] / "scripts"
"""The calls that can be shown: one YAML file each; its first comment says what happens."""
DEMO_SCENARIO = "absent_colleague"


def demo(
    *,
    play_it: Annotated[bool, typer.Option("--play", help="Play the call afterwards.")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON lines: words, then report.")] = False,
    out: Annotated[Path, typer.Option(help="Where recording and log go.")] = Path("calls"),
    seed: Annotated[int, typer.Option(help="Varies the caller's timing and noise.")] = 0,
    scenario: Annotated[str, typer.Option(help="Which call: a name, or a file.")] = DEMO_SCENARIO,
    show_list: Annotated[bool, typer.Option("--list", help="Name the calls and stop.")] = False,
    voice: Annotated[str, typer.Option(help="The caller's voice, instead of the script's.")] = "",
    snr: Annotated[float | None, typer.Option(help="Noise on the line, dB below voice.")] = None,
) -> None:
    """A simulated caller rings by voice; the agent answers; then the report."""
    if show_list:
        _list(json)
        return
    started = perf_counter()
    plan = _plan(scenario, snr)
    caller = _voice(voice or plan.voice)
    desk = _desk(plan)
    show = _JsonTranscript() if json else _Transcript()
    call = simulate(
        plan,
        desk,
        caller,
        ear=ear_of(make_asr(Config.from_environment().asr)),
        out=out,
        seed=seed,
        watch=show.event,
    )
    show.end(call, perf_counter() - started)
    if play_it:
        try:
            play(call.recording)
        except NoPlayer as error:
            fail(str(error), error.remedy)


def _list(as_json: bool) -> None:
    """Every call by name, and what happens in it."""
    for path in sorted(SCENARIOS.glob("*.yaml")):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        about = first.removeprefix("#").strip()
        if as_json:
            emit({"scenario": path.stem, "about": about})
        else:
            typer.echo(f"{path.stem:<24}{about}")


def _path_of(scenario: str) -> Path:
    if scenario.endswith((".yaml", ".yml")):
        return Path(scenario)
    packaged = SCENARIOS / f"{scenario}.yaml"
    if not packaged.is_file():
        fail(f"No call is named {scenario}.", "denwaban demo --list names them.")
    return packaged


def _plan(scenario: str, snr_db: float | None) -> CallerScript:
    path = _path_of(scenario)
    try:
        plan = load_script(path)
        if snr_db is None:
            return plan
        return replace(plan, channel=replace(plan.channel, snr_db=snr_db))
    except (ScriptError, ValueError) as error:
        fail(str(error), "Correct the script or the option.")


def _voice(name: str) -> CallerVoice:
    voices = {voice.name: voice for voice in find_voices()}
    if name not in voices:
        fail(f"No voice is called {name}.", f"There are: {', '.join(voices)}.")
    return voices[name]


def _desk(plan: CallerScript) -> Desk:
    try:
        return open_desk(load_manual(find_manual(plan.client)), DEFAULT_NOW)
    except (KnowledgeError, SpeechError) as error:
        fail(str(error), error.remedy)


class _Transcript:
    """The call in the terminal: the caller on the left, the agent indented on the right."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def event(self, event: CallEvent) -> None:
        match event:
            case CallerSaid():
                style = "dim" if event.backchannel else "cyan"
                self._line(event.at_ms, "お客様", event.transcript.text, style, indent=0)
            case DigitPressed():
                self._line(event.at_ms, "お客様", f"［{event.digits}］", "cyan", indent=0)
            case AgentStarted(text=str(words)) if words:
                gap = f"  （間 {event.response_gap_ms} ms）" if event.response_gap_ms else ""
                self._line(event.at_ms, "電話番", words + gap, "green", indent=12)
            case AgentStopped(interrupted=True):
                self._line(event.at_ms, "電話番", "（お話を聞くため中断）", "dim", indent=12)
            case StageFailed():
                self._line(event.at_ms, event.stage, event.error, "red", indent=12)
            case _:
                pass

    def end(self, call: SimulatedCall, took_s: float) -> None:
        show = self._console.print
        show()
        show(call.report.to_text(), markup=False)
        show()
        gaps = ", ".join(str(gap) for gap in _gaps(call))
        show(f"応答までの間 (ms): {gaps}", markup=False)
        show(f"録音 (左: お客様, 右: 電話番): {call.recording}", markup=False)
        show(f"記録: {call.log}", markup=False)
        show(f"所要時間: {took_s:.1f} 秒", markup=False)

    def _line(self, at_ms: int, who: str, words: str, style: str, indent: int) -> None:
        clock = f"{at_ms // 60_000}:{at_ms // 1000 % 60:02}"
        text = Text.assemble((f"{clock} {who} ", f"bold {style}"), (words, style))
        self._console.print(Padding(text, (0, 0 if indent else 12, 0, indent)))


class _JsonTranscript:
    """The same as JSON lines."""

    def event(self, event: CallEvent) -> None:
        match event:
            case CallerSaid():
                emit({"at_ms": event.at_ms, "caller": event.transcript.text})
            case AgentStarted(text=str(words)) if words:
                record: dict[str, Any] = {"at_ms": event.at_ms, "agent": words}
                emit(record | {"response_gap_ms": event.response_gap_ms})
            case StageFailed():
                emit({"at_ms": event.at_ms, "failed": event.stage, "error": event.error})
            case _:
                pass

    def end(self, call: SimulatedCall, took_s: float) -> None:
        emit(
            {
                "report": call.report.to_json(),
                "response_gaps_ms": _gaps(call),
                "recording": str(call.recording),
                "log": str(call.log),
                "took_s": round(took_s, 2),
            }
        )


def _gaps(call: SimulatedCall) -> list[int]:
    return [
        event.response_gap_ms
        for event in call.events
        if isinstance(event, AgentStarted) and event.response_gap_ms is not None
    ]
