"""`denwaban demo`: a simulated caller rings, and the agent answers, before your eyes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from agent.commands.output import emit, fail, told, unwrapped
from agent.events import (
    AgentStarted,
    AgentStopped,
    CallerSaid,
    CallEvent,
    DigitPressed,
    StageFailed,
)
from eval.player import NoPlayer, play
from eval.playing import Mode, Plan, Played, Stage
from eval.scenario_file import ScenarioError, load_scenario
from eval.simulate import SimulatedCall
from knowledge.errors import KnowledgeError
from speech.errors import SpeechError

SCENARIOS = Path(__file__).parents[1] / "scenarios" / "shown"
"""The calls that can be shown: one YAML file each; its first comment says what happens."""
DEMO_SCENARIO = "absent_colleague"


ALL = "all"


def demo(
    *,
    play_it: Annotated[bool, typer.Option("--play", help="Play the call afterwards.")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON lines: words, then report.")] = False,
    out: Annotated[Path, typer.Option(help="Where recording and log go.")] = Path("calls"),
    seed: Annotated[int, typer.Option(help="Varies the caller's timing and noise.")] = 0,
    scenario: Annotated[str, typer.Option(help="A name, a file, or all.")] = DEMO_SCENARIO,
    show_list: Annotated[bool, typer.Option("--list", help="Name the calls and stop.")] = False,
    by_text: Annotated[bool, typer.Option("--typed", help="Type the words: no audio.")] = False,
    voice: Annotated[str, typer.Option(help="The caller's voice, instead of the script's.")] = "",
    snr: Annotated[float | None, typer.Option(help="Noise on the line, dB below voice.")] = None,
) -> None:
    """A simulated caller rings by voice; the agent answers; then the report.

    Exits with status 1 where the report is not what the script expects.
    """
    if show_list:
        _list(json)
        return
    stage = _Stage(Stage(out, voice), seed, "text" if by_text else "voice", snr)
    if scenario == ALL:
        _play_all(stage, json)
        return
    show = _JsonTranscript() if json else _Transcript()
    done = stage.run(_path_of(scenario), show.event)
    show.end(done)
    if play_it and done.call is not None:
        try:
            play(done.call.recording)
        except NoPlayer as error:
            fail(str(error), error.remedy)
    if done.failures:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Stage:
    """How the calls of this command are played."""

    stage: Stage
    seed: int
    mode: Mode
    snr_db: float | None

    def run(self, path: Path, watch: Callable[[CallEvent], None]) -> Played:
        """Play one call; what cannot be played ends the command."""
        try:
            scenario = load_scenario(path)
            if self.snr_db is not None:
                channel = replace(scenario.channel, snr_db=self.snr_db)
                scenario = replace(scenario, channel=channel)
            return self.stage.play(Plan(scenario, self.seed, self.mode), watch)
        except (ScenarioError, KnowledgeError, SpeechError) as error:
            fail(str(error), error.remedy)
        except ValueError as error:
            fail(str(error), "Correct the scenario or the option.")
        except (OSError, ExceptionGroup) as raised:
            inner = unwrapped(raised)
            if isinstance(inner, BrokenPipeError):  # the reader has gone: nobody is to be told
                raise inner from None
            if not isinstance(inner, OSError | SpeechError):
                raise
            fail(told(inner))


def _play_all(stage: _Stage, as_json: bool) -> None:
    """Every call, one line each: is the report what the script expects?"""
    passed = total = 0
    for path in _scripts():
        done = stage.run(path, lambda event: None)
        total += 1
        passed += not done.failures
        if as_json:
            emit(_verdict(done))
        else:
            mark = "ok  " if not done.failures else "FAIL"
            line = f"{mark} {done.plan.scenario.name:<24}{done.report.kind} / {done.report.outcome}"
            typer.echo(line + "".join(f"\n       {failure}" for failure in done.failures))
    if as_json:
        emit({"calls": total, "as_expected": passed})
    else:
        typer.echo(f"{passed} of {total} calls ended as expected")
    if passed < total:
        raise typer.Exit(1)


def _verdict(done: Played) -> dict[str, Any]:
    return {
        "scenario": done.plan.scenario.name,
        "as_expected": not done.failures,
        "failures": [str(failure) for failure in done.failures],
        "report": done.report.to_json(),
        "took_s": round(done.took_s, 2),
    }


def _scripts() -> list[Path]:
    return sorted(SCENARIOS.glob("*.yaml"))


def _list(as_json: bool) -> None:
    """Every call by name, and what happens in it."""
    for path in _scripts():
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

    def end(self, done: Played) -> None:
        show = self._console.print
        show()
        show(done.report.to_text(), markup=False)
        show()
        if done.call is not None:
            gaps = ", ".join(str(gap) for gap in _gaps(done.call))
            show(f"応答までの間 (ms): {gaps}", markup=False)
            show(f"録音 (左: お客様, 右: 電話番): {done.call.recording}", markup=False)
            show(f"記録: {done.call.log}", markup=False)
        show(f"所要時間: {done.took_s:.1f} 秒", markup=False)
        if not done.plan.scenario.expectation.is_empty:
            show("確認: 台本どおり" if not done.failures else "確認: 台本と違います", markup=False)
        for failure in done.failures:
            show(f"  {failure}", style="red", markup=False)

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

    def end(self, done: Played) -> None:
        audio: dict[str, Any] = {}
        if done.call is not None:
            audio = {
                "response_gaps_ms": _gaps(done.call),
                "recording": str(done.call.recording),
                "log": str(done.call.log),
            }
        emit(_verdict(done) | audio)


def _gaps(call: SimulatedCall) -> list[int]:
    return [
        event.response_gap_ms
        for event in call.events
        if isinstance(event, AgentStarted) and event.response_gap_ms is not None
    ]
