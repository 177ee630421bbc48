"""A new manual from a few answers: the commented template, filled in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

from knowledge.insertion import scalar
from knowledge.schema import DAYS, spans

_WEEKDAYS = DAYS[:5]


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What a new manual is begun with. The defaults are fictitious and meant to be replaced."""

    company: str = "株式会社みほん"
    reading: str = "かぶしきがいしゃみほん"
    phone: str = "03-0012-3456"
    hours: str = "9:00-18:00"
    """Of every weekday, Monday to Friday."""
    staff_name: str = "栗本 美香"
    staff_reading: str = "くりもと みか"


def new_manual(begin: Beginnings) -> str:
    """The template with these beginnings. Raises ValueError for hours that cannot be read."""
    text = resources.files("knowledge").joinpath("template.yaml").read_text(encoding="utf-8")
    for name, value in {
        "company": scalar(begin.company),
        "reading": scalar(begin.reading),
        "phone": json.dumps(begin.phone),
        "hours": "".join(f"  {day}: {json.dumps(begin.hours)}\n" for day in _WEEKDAYS),
        "hours_answer": _said_hours(begin.hours),
        "staff": f"  - name: {scalar(begin.staff_name)}\n"
        f"    reading: {scalar(begin.staff_reading)}\n"
        "    # department: 営業部\n"
        "    # email: kurimoto@example.co.jp\n"
        "    status: 在席\n",
    }.items():
        text = text.replace(f"<<{name}>>", value.rstrip("\n") if name == "hours" else value)
    return text


def _said_hours(hours: str) -> str:
    """The same hours as an answer."""
    times = [f"{_time(a.hour, a.minute)}から{_time(b.hour, b.minute)}" for a, b in spans(hours)]
    if not times:
        return "お電話でのご用件は、いつでも承っております。"
    return f"営業時間は、平日の{'、'.join(times)}まででございます。"


def _time(hour: int, minute: int) -> str:
    return f"{hour}時{minute}分" if minute else f"{hour}時"
