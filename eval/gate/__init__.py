"""The gate before going live: the calls that a manual calls for, played, judged and recorded.

`generate` makes them out of a manual's own FAQ, staff and rules (one file a kind of call); what
must hold in each follows from the manual alone, never from what the desk does. `judged` adds what
only the whole manual can tell: whether another entry's answer was told. A gate that was passed is
kept beside the manual (`knowledge.gates`).
"""

from __future__ import annotations

from eval.gate.call import GateCall
from eval.gate.generating import SAMPLE, Generated, generate
from eval.gate.judging import judged
from knowledge.gates import PassedGate, passed_gate

__all__ = ["SAMPLE", "GateCall", "Generated", "PassedGate", "generate", "judged", "passed_gate"]
