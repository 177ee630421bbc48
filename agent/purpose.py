"""What a call was for, in the words of its report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import yaml

from agent.matter import content_of, told_plainly
from agent.said_to_desk import without_words_to_desk
from agent.state import DialogueState
from agent.tasks.form import details
from agent.tasks.reason import returns_call
from agent.turn import relation_of


@lru_cache(maxsize=1)
def report_words() -> dict[str, dict[str, str]]:
    """The words of prompts/report.yaml, by group."""
    text = resources.files("prompts").joinpath("report.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded


def purpose_of(
    state: DialogueState,
    asked: tuple[str, ...] = (),
    beside: Sequence[str] = (),
    *,
    call_wanted: bool = False,
) -> str | None:
    """What the call was for: what was ordered or booked, the caller's words, what was asked.

    `asked`: questions of the manual that were answered. `beside`: sentences told beside what was
    asked for. `call_wanted`: the report says by itself that she is to be called.
    """
    kind = state.value("kind")
    parts = []
    if state.value("order"):
        parts.append(f"ご注文: {state.value('order')}")
    parts += [
        f"{label}: {told}"
        for name, label in (("booked", "ご予約"), ("wish", "ご希望"))
        if (told := when_told(state, name))
    ]
    if kind == "family":
        parts.append(f"ご家族（{state.value('relation') or '続柄は不明'}）からのお電話")
    elif state.value("relation"):
        parts.append(_of_whom(state))
    matter = _matter(state, beside, call_wanted=call_wanted)
    parts += [s for s in matter if not any(s in part for part in parts)]
    parts += _told_in_form(state, "。".join(parts))
    if asked and kind in ("", "inquiry"):
        parts.append(f"お尋ね: {'、'.join(q.strip('?？') for q in asked)}")
    if parts:
        return "。".join(parts)
    if state.note("urgent") == "1":
        return "至急、連絡を取りたい"
    if any(map(returns_call, state.heard[::2])):
        return "こちらからの着信への折り返し"
    if state.note("plan") == "callback":
        return "折り返しのお電話を希望"
    return report_words()["kinds"].get(kind)


def when_told(state: DialogueState, name: str) -> str:
    """The day and time in slot `name`, with what was left open: 12月2日水曜日の夕方."""
    slot = state.slot(name)
    value = slot.value if slot is not None else ""
    told = [state.note(f"vague_day:{name}")] if not value[:1].isdigit() else []
    told += [slot.spoken] if slot is not None and value else []
    told += [state.note(f"vague_time:{name}")] if "T" not in value else []
    return "の".join(words for words in told if words)


LEAST_REPEATED = 8
"""Characters of an answer of the form that need not stand beside the words it was taken from;
a shorter one (203, 内見) is looked for by its label."""


def _told_in_form(state: DialogueState, told: str) -> list[str]:
    """物件名: 架空ハイツ; each answer once."""
    found: dict[str, str] = {}
    for label, said in details(state.slots).items():
        if said not in found and not (len(said) >= LEAST_REPEATED and said in told):
            found[said] = label
    return [f"{label}: {said}" for said, label in found.items()]


def _of_whom(state: DialogueState) -> str:
    """石川陸の母からのお電話; without the words, 江川様の秘書の方から."""
    slot, name = state.slot("relation"), state.value("caller_name")
    if slot is not None and slot.spoken.endswith(f"の{slot.value}"):
        begins = max(slot.spoken.find(name), 0) if name else 0
        return f"{slot.spoken[begins:]}からのお電話"
    return f"{name}様の{relation_of(state.value('relation'))}から"


def _matter(state: DialogueState, beside: Sequence[str], *, call_wanted: bool) -> list[str]:
    """What was told, once and plainly, without the caller's name and number."""
    if state.value("kind") == "foreign_language":
        # no Japanese grammar takes English apart
        return [s for n in ("message", "aside") if (s := state.value(n))]
    names = [state.value(name) for name in ("caller_name", "caller_company")]
    words = [state.value("purpose")]
    words += [content_of(state.value(name), names, quoted=True) for name in ("message", "aside")]
    words += beside
    told = [s for s in told_plainly("。".join(w for w in words if w)).split("。") if s]
    if state.note("plan") == "message":
        return told
    booked = bool(state.value("wish") or state.value("booked"))
    return without_words_to_desk(told, call_wanted=call_wanted, booked=booked)
