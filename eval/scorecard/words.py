"""What the page calls things: figures, musts, what failed and what was measured, in Japanese."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from eval.expectation import Failure
from eval.metrics.figure import Figure

NOTHING = "なし"


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    text = resources.files("eval.scorecard").joinpath("words.yaml").read_text("utf-8")
    table: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return table


@lru_cache(maxsize=1)
def _report_table() -> dict[str, dict[str, str]]:
    text = resources.files("prompts").joinpath("report.yaml").read_text("utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    return table


def word(kind: str, name: str) -> str:
    """What `name` is called among the `kind`s of words.yaml; itself where nobody named it."""
    return str(_table()[kind].get(name, name))


def report_fields() -> tuple[str, ...]:
    """The fields of a report that the page shows, in order."""
    return tuple(_table()["report"])


def figure_name(name: str) -> str:
    """Short name of a figure: 合格率."""
    if name.startswith("pass^"):
        return f"{_named('pass')[0]}（{name.removeprefix('pass^')}回）"
    if name.startswith("violations."):
        return f"守られなかった「{must_name(name.removeprefix('violations.'))}」"
    return _named(name)[0]


def figure_meaning(name: str) -> str:
    """What a figure says, in a line; empty where nobody wrote one."""
    if name.startswith("violations."):
        return "1通話あたりの件数"
    return _named("pass" if name.startswith("pass^") else name)[1]


def _named(name: str) -> tuple[str, str]:
    short, meaning = _table()["figures"].get(name, (name, ""))
    return short, meaning


def amount(figure: Figure, value: float | None) -> str:
    """A value of the figure's unit: 91.3%, 0.55秒, 6.1回; 測定なし for None."""
    if value is None:
        return "測定なし"
    unit = _table()["counted"].get(figure.name.split(".")[0], _table()["units"][figure.unit])
    if figure.unit in ("share", "rate"):
        return f"{100 * value:.1f}{unit}"
    return f"{value / 1000:.2f}{unit}" if figure.unit == "ms" else f"{value:.2f}{unit}"


def goal(figure: Figure) -> str:
    """90.0%以上; empty where there is none."""
    if figure.goal is None:
        return ""
    side = "以上" if figure.unit == "share" else "以下"
    return amount(figure, figure.goal) + side


def must_name(must: str) -> str:
    """電話番号 for callback_number, 予約 wish for reservation.wish."""
    name, _, rest = must.partition(".")
    return " ".join(part for part in (word("musts", name), rest) if part)


def effect_name(effect: str) -> str:
    """予約（新規） for reservation.new."""
    name, _, rest = effect.partition(".")
    inner = value_name("escalation", rest) if name == "escalation" else word("effects", rest)
    return f"{word('effects', name)}（{inner}）" if rest else word("effects", name)


def value_name(field: str, value: str) -> str:
    """A field of the report as the client's own report calls it; other values as they are."""
    named = {"kind": "kinds", "outcome": "outcomes", "escalation": "escalations"}.get(field)
    if value in ("", "None"):
        return NOTHING
    if field == "urgency":
        return {"emergency": "緊急", "high": "至急", "normal": "ふつう"}.get(value, value)
    return _report_table()[named].get(value, value) if named else value


def failure_text(failure: Failure) -> str:
    """What was not as it must be, as a sentence: 「営業電話」のはずが「伝言」でした."""
    must = failure.must.split(".")[0]
    for pattern, template in _SENTENCES.get(must, ()) + _ANY_SENTENCE:
        found = re.fullmatch(pattern, failure.message, re.DOTALL)
        if found:
            named = {name: _named_value(must, part) for name, part in found.groupdict().items()}
            return template.format_map(named)
    return failure.message


def _named_value(must: str, part: str) -> str:
    if must == "effects":
        return effect_name(part)
    return "」か「".join(value_name(must, one) for one in part.split(" or "))


_ANY_SENTENCE = (
    ("(?P<found>.*), not (?P<wanted>.*?)", "「{wanted}」のはずが「{found}」でした"),
    ("(?P<found>.*), without (?P<wanted>.*?)", "「{wanted}」が入っていません（記録: {found}）"),
)
_SENTENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "callback_wanted": (
        ("True", "不要なのに「要」になっています"),
        ("False", "「要」になっていません"),
    ),
    "effects": (
        ("no (?P<wanted>.*)", "「{wanted}」が行われていません"),
        ("(?P<found>.*), which nobody wanted", "「{found}」は不要でした"),
    ),
    "change": (("no entry with (?P<wanted>.*)", "「{wanted}」の記入がありません"),),
    "said": (("not (?P<wanted>.*)", "「{wanted}」を言っていません"),),
    "never_said": (("(?P<found>.*)", "「{found}」を言いました"),),
    "invented": (("(?P<found>.*)", "根拠のない「{found}」を述べました"),),
    "escalated_by": (
        (
            "turn None, not by (?P<wanted>.*)",
            "{wanted}回目までに引き継ぐはずが、引き継いでいません",
        ),
        ("turn (?P<found>.*), not by (?P<wanted>.*)", "{wanted}回目までのはずが{found}回目でした"),
    ),
    "max_agent_turns": (
        ("(?P<found>.*) turns, not (?P<wanted>.*)", "{wanted}回までのはずが{found}回でした"),
    ),
    "max_gap_ms": (("(?P<found>.*) ms", "{found}ミリ秒かかりました"),),
}
"""Must -> the graders' messages (`eval.expectation`) and what the page says instead."""
