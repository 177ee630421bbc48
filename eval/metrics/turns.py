"""How much the agent talks. A false start, where it gave way at once, is no turn.

- `turns_to_resolution`: the agent's turns, greeting and farewell among them, of the calls in which
  every must held; a count a call.
- `morae_a_turn`: the length of a turn of the agent's as it sounds; a count a turn. People
  read some 8 a second aloud (Pellegrino et al. 2011).
- `talk_over`: the share of the agent's talk that lies under the caller's voice; 相槌 are left out,
  since the agent is to speak through them; a rate, by voice only.
- `silence`: the share of the call in which nobody speaks (pauses inside a turn are its own); a
  rate, by voice only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.metrics.figure import Figure, figure, mean, ratio
from eval.outcome import AgentTurn
from eval.result import CallResult, Spoken
from knowledge.reader import read
from knowledge.sound import morae

Spans = list[tuple[int, int]]


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`turns_to_resolution`, `morae_a_turn`, `talk_over` and `silence`."""
    turns = [[(float(len(_heard(one))),)] for one in results if one.passed]
    lengths = [[(float(len(morae(read(turn.text)))),) for turn in _heard(one)] for one in results]
    voiced = [(one, one.spoken) for one in results if one.spoken]
    over = [[_talk_over(one, spoken)] for one, spoken in voiced]
    silent = [[_silence(one, spoken)] for one, spoken in voiced]
    return (
        figure("turns_to_resolution", turns, mean, "count"),
        figure("morae_a_turn", lengths, mean, "count"),
        figure("talk_over", over, ratio, "rate"),
        figure("silence", silent, ratio, "rate"),
    )


def _heard(result: CallResult) -> list[AgentTurn]:
    return [turn for turn in result.agent if not turn.is_false_start]


def _talk_over(result: CallResult, spoken: Spoken) -> tuple[float, float]:
    """ms of the agent's talk under the caller's voice, and of all of it."""
    talk = united(spoken.agent_voice)
    voice = united(
        (turn.start_ms, turn.end_ms) for turn in result.caller if turn.kind != "backchannel"
    )
    shared = length_ms(talk) + length_ms(voice) - length_ms(united([*talk, *voice]))
    return float(shared), float(length_ms(talk))


def _silence(result: CallResult, spoken: Spoken) -> tuple[float, float]:
    """ms in which nobody speaks, and of the call."""
    voice = [(turn.start_ms, turn.end_ms) for turn in result.caller]
    heard = united([*spoken.agent_voice, *voice])
    whole = max([spoken.audio_ms, *(end for _, end in heard)])
    return float(whole - length_ms(heard)), float(whole)


def united(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans (start and end in ms) in order, those that meet made one."""
    joint: Spans = []
    for start_ms, end_ms in sorted(spans):
        if joint and start_ms <= joint[-1][1]:
            joint[-1] = (joint[-1][0], max(joint[-1][1], end_ms))
        else:
            joint.append((start_ms, end_ms))
    return joint


def length_ms(spans: Spans) -> int:
    """Of spans that do not meet."""
    return sum(end_ms - start_ms for start_ms, end_ms in spans)
