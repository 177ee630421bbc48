"""A member of staff reported where she is: the decision's change becomes an entry of the schedule.

A rehearsal (`denwaban talk`) enters nothing; a real call does, and every call begun later knows.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from agent.events import StatusChange
from knowledge import Knowledge
from knowledge.statuses import StatusEntry, append, client_folder, staff_key

_END_OF_DAY = dt.time(23, 59)


def enter(change: StatusChange, knowledge: Knowledge, data_dir: Path) -> StatusEntry | None:
    """Keep `change` in the client's folder under `data_dir`; None when nobody here is meant.

    Raises KnowledgeError when the folder cannot be written.
    """
    person = knowledge.directory.person(change.staff)
    if person is None:
        return None
    until = dt.datetime.fromisoformat(change.back) if change.back else None
    if until is not None and "T" not in change.back:
        until = knowledge.schedule.next_open(until) or dt.datetime.combine(until, _END_OF_DAY)
    now = knowledge.now
    start = dt.datetime.fromisoformat(change.start) if change.start else now
    entry = StatusEntry.model_validate(
        {
            "staff": staff_key(person.staff),
            "status": change.status,
            "start": max(start, now),
            "until": until if until is not None and until > max(start, now) else None,
            "note": change.spoken,
            "set_at": now,
        }
    )
    append(client_folder(data_dir, knowledge.manual), entry)
    return entry
