"""What staff report by telephone is known to the next caller."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from agent.events import StatusChange
from agent.records.schedule_entry import enter
from knowledge import Knowledge
from knowledge.schema import Manual

NOW = dt.datetime(2026, 11, 24, 10, 0)
MANUAL = Manual.model_validate(
    {
        "company": {"name": "株式会社あおば", "reading": "かぶしきがいしゃあおば"},
        "staff": [{"name": "白石 誠", "reading": "しらいし まこと", "status": "在席"}],
    }
)


@pytest.mark.parametrize(
    ("status", "back", "said"),
    [("外出", "2026-11-24T18:00", dt.time(18)), ("直帰", "", None), ("休暇", "2026-11-26", None)],
)
def test_the_next_call_knows_what_was_reported(tmp_path: Path, status, back, said) -> None:
    knowledge = Knowledge.open(MANUAL, NOW, tmp_path)
    key = knowledge.directory.people[0].id
    assert enter(StatusChange(key, status, back, "戻りは18時です"), knowledge, tmp_path) is not None
    later = Knowledge.open(MANUAL, NOW + dt.timedelta(minutes=5), tmp_path)
    presence = later.schedule.presence(later.directory.people[0].staff, later.now)
    assert presence.status == status
    assert said is None or (presence.back is not None and presence.back.time == said)


def test_nobody_of_ours_enters_nothing(tmp_path: Path) -> None:
    knowledge = Knowledge.open(MANUAL, NOW, tmp_path)
    assert enter(StatusChange("nobody", "外出"), knowledge, tmp_path) is None
    assert not list(tmp_path.rglob("*.jsonl"))
