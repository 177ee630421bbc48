"""The call's event log on disk: JSON lines, one file a call, safe before it is acknowledged.

One line is `{"event": "CallerSaid", "at_ms": 5120, ...}` with the fields of that class in
agent/events.py. A process killed while writing leaves a torn last line, which loading skips and
the next append replaces; every line before it is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, TracebackType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import numpy as np

from agent.events import CallEvent

_KINDS: dict[str, type[CallEvent]] = {kind.__name__: kind for kind in get_args(CallEvent)}


class CallLogError(Exception):
    """A line that was whole when it was written is no event. `remedy` says what to do."""

    def __init__(self, message: str, remedy: str = "Restore the log from a backup.") -> None:
        super().__init__(message)
        self.remedy = remedy


class CallLog:
    """Appends events; when `append` returns, the event survives the process and the machine."""

    def __init__(self, path: Path) -> None:
        """Open or continue the log at `path`; only the owner may read it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        _drop_torn_line(self._descriptor)
        if is_new:
            _sync_folder(path.parent)
        self._is_open = True

    def append(self, event: CallEvent) -> None:
        """Write one event and wait until the disk has it."""
        line = memoryview(_to_line(event))
        while line:
            line = line[os.write(self._descriptor, line) :]
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)

    def __enter__(self) -> CallLog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def claim(path: Path) -> bool:
    """Make the empty log of a new call; False where there is one: a log is never written over."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    _sync_folder(path.parent)
    return True


def load_events(path: Path) -> tuple[CallEvent, ...]:
    """The events of one call in order; a torn last line is skipped.

    Raises CallLogError with the line's number where a whole line is no event, and OSError
    where the file cannot be opened.
    """
    lines = path.read_bytes().split(b"\n")
    events = []
    for number, line in enumerate(lines[:-1], 1):
        try:
            events.append(decode(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise CallLogError(f"{path.name} line {number} is no call event") from error
    return tuple(events)


def encode(event: CallEvent) -> dict[str, Any]:
    """An event as JSON-ready values: `event` names the class, the rest are its fields."""
    return {"event": type(event).__name__, **_fields_of(event)}


def decode(record: Mapping[str, Any]) -> CallEvent:
    """The inverse of `encode`; raises KeyError, TypeError or ValueError on anything else.

    Fields this version does not know are ignored, fields it lacks take their defaults, so that
    logs outlive versions.
    """
    kind = _KINDS[record["event"]]
    return cast(CallEvent, _to_type(kind, record))


def _to_line(event: CallEvent) -> bytes:
    text = json.dumps(encode(event), ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate, which only broken typed input holds, becomes the JSON escape of itself.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _fields_of(value: Any) -> dict[str, Any]:
    return {field.name: _to_json(getattr(value, field.name)) for field in fields(value)}


def _to_json(value: Any) -> Any:
    if is_dataclass(value):
        return _fields_of(value)
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, np.generic):  # a confidence straight from an engine
        return value.item()
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _to_type(kind: Any, value: Any) -> Any:
    """Build `kind` (a dataclass, tuple, enum, union, Literal or plain type) from JSON values."""
    origin = get_origin(kind)
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        given = {name: _to_type(hints[name], value[name]) for name in hints if name in value}
        return cast(type, kind)(**given)
    if origin is tuple:
        return _to_tuple(get_args(kind), value)
    if origin in (Union, UnionType):
        return _to_optional(get_args(kind), value)
    if origin is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {get_args(kind)}")
        return value
    return _to_plain(kind, value)


def _to_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_to_type(kinds[0], item) for item in value)
    return tuple(_to_type(kind, item) for kind, item in zip(kinds, value, strict=True))


def _to_optional(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and NoneType in kinds:
        return None
    [kind] = [kind for kind in kinds if kind is not NoneType]
    return _to_type(kind, value)


def _to_plain(kind: type, value: Any) -> Any:
    if kind is float and isinstance(value, int):
        return float(value)
    if kind in (str, int, float, bool):
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} was expected")
        return value
    return kind(value)


def _drop_torn_line(descriptor: int) -> None:
    """Cut what follows the last line end and leave the position there."""
    size = os.fstat(descriptor).st_size
    held = os.pread(descriptor, size, 0)
    whole = held.rfind(b"\n") + 1
    if whole < size:
        os.ftruncate(descriptor, whole)
    os.lseek(descriptor, whole, os.SEEK_SET)


def _sync_folder(folder: Path) -> None:
    """Make the new file's name as durable as its contents."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
