"""What a call was for, in the words of its report."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml

from agent.matter import content_of, told_plainly
from agent.state import DialogueState
from agent.tasks.form import details
from agent.turn import relation_of


@lru_cache(maxsize=1)
def report_words() -> dict[str, dict[str, str]]:
    """The words of prompts/report.yaml, by group."""
    text = resources.files("prompts").joinpath("report.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded


def purpose_of(state: DialogueState) -> str | None:
    """What the call was for: what was ordered or booked, the caller's words, what was asked."""
    kind = state.value("kind")
    parts = []
    if state.value("order"):
        parts.append(f"ご注文: {state.value('order')}")
    parts += [
        f"{label}: {slot.spoken}"
        for name, label in (("booked", "ご予約"), ("wish", "ご希望"))
        if (slot := state.slot(name)) is not None and slot.value
    ]
    if kind == "family":
        parts.append(f"ご家族（{state.value('relation') or '続柄は不明'}）からのお電話")
    elif state.value("relation"):
        parts.append(_of_whom(state))
    parts += [words] if (words := _matter(state)) else []
    parts += [f"{label}: {said}" for label, said in details(state.slots).items()]
    if parts:
        return "。".join(parts)
    if state.note("urgent") == "1":
        return "至急、連絡を取りたい"
    if state.note("plan") == "callback":
        return "折り返しのお電話を希望"
    return report_words()["kinds"].get(kind)


def _of_whom(state: DialogueState) -> str:
    """石川陸の母からのお電話; without the words, 江川様の秘書の方から."""
    slot = state.slot("relation")
    if slot is not None and slot.spoken.endswith(f"の{slot.value}"):
        return f"{slot.spoken}からのお電話"
    return f"{state.value('caller_name')}様の{relation_of(state.value('relation'))}から"


def _matter(state: DialogueState) -> str:
    """What was told, once and plainly, without the caller's name and number."""
    names = [state.value(name) for name in ("caller_name", "caller_company")]
    words = [state.value("purpose")]
    words += [content_of(state.value(name), names, quoted=True) for name in ("message", "aside")]
    return told_plainly("。".join(w for w in words if w))
