"""How well the caller was heard: edits over characters, by voice only.

Over everything a caller truly said but 相槌, against what the agent took down of it: `kana_error`
between the readings, one spelling a sound; `character_error` between the texts without punctuation,
width, case and kanji numerals evened out (`eval.bench.error_rate` says how). The rate is that of
jiwer's `cer` over the list: all substitutions, deletions and insertions over all reference
characters, 0.. . A turn that was not taken up counts as deleted whole, except a farewell, for which
the agent need not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.bench.error_rate import Edits, kana_edits, text_edits
from eval.metrics.figure import Figure, figure, ratio
from eval.result import CallerTurn, CallResult
from speech.endpointing import Expect


def measure(results: Sequence[CallResult]) -> tuple[Figure, ...]:
    """`kana_error` and `character_error`."""
    return (
        _rate("kana_error", results, lambda turn: kana_edits(turn.reading, turn.heard_reading)),
        _rate("character_error", results, lambda turn: text_edits(turn.text, turn.heard_text)),
    )


def _rate(name: str, results: Sequence[CallResult], edits: Callable[[CallerTurn], Edits]) -> Figure:
    calls = [[edits(turn) for turn in one.caller if _counts(turn)] for one in results if one.spoken]
    rows = [[(float(one.edits), float(one.length)) for one in call] for call in calls]
    return figure(name, rows, ratio, "rate")


def _counts(turn: CallerTurn) -> bool:
    if turn.kind == "backchannel":
        return False
    return bool(turn.heard_text) or turn.expect != Expect.NOTHING
