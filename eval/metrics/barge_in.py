"""Who gives way when both speak, by voice only.

As tau-bench's voice interaction metrics have it (tau2-bench, docs/interaction-metrics.md, version
1.0; Ray et al. 2026, arXiv:2603.13686), from the audio and the script's truth:

- `barge_in_yield_*` (ms): from the onset of a real interruption to the agent's silence, for the
  interruptions to which the agent gave way within 2 s (their yield latency, of which they give the
  mean: `barge_in_yield_mean`).
- `barge_in_yielded`: the share of interruptions to which it gave way within 2 s (yield rate).
- `speak_through`: the share of 相槌 under the agent's voice over which it goes on (backchannel
  selectivity). They count every silence within 1 s as giving way; here the agent must have broken
  its turn off, so one that came to its end is no error, and it must not do so within 1.5 s.

Their times are in ticks of 200 ms and a pause of one tick is silence; here they are to the
millisecond and the agent is silent after 600 ms. Their leaderboard shows no share of fewer than ten
events: look at the count.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.figure import Figure, figure, mean, percentile
from eval.result import CallResult

YIELD_WINDOW_MS = 2000
GOAL_P95_MS = 400.0
GOAL_SPEAK_THROUGH = 0.95


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`barge_in_yield_*` (ms), `barge_in_yielded` and `speak_through` (shares)."""
    calls = [one.spoken.overlaps for one in results if one.spoken]
    breaks = [
        [one.silence_after_ms for one in call if one.kind == "interruption"] for call in calls
    ]
    yields = [[(ms,) for ms in call if ms <= YIELD_WINDOW_MS] for call in breaks]
    yielded = [[(float(ms <= YIELD_WINDOW_MS),) for ms in call] for call in breaks]
    through = [
        [(float(not one.agent_stopped),) for one in call if one.kind == "backchannel"]
        for call in calls
    ]
    return (
        figure("barge_in_yield_p50", yields, percentile(50), "ms"),
        figure("barge_in_yield_p95", yields, percentile(95), "ms", goal=GOAL_P95_MS),
        figure("barge_in_yield_mean", yields, mean, "ms"),
        figure("barge_in_yielded", yielded, mean, "share"),
        figure("speak_through", through, mean, "share", goal=GOAL_SPEAK_THROUGH),
    )
