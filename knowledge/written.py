"""A manual as it is written: YAML text, what it holds, and where in it each key stands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import Problem

MAX_BYTES = 20_000_000
"""10,000 questions with three paraphrases each take 3.7 MB."""
Where = tuple[str | int, ...]
"""Keys and positions from the top: ("staff", 0, "email")."""

_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it: 1.7 s instead of 21 s for those 3.7 MB."""
_FULL_WIDTH = {"：": "a half-width colon and a space", "\u3000": "half-width spaces"}


class _Loader(_Fast):  # type: ignore[misc]
    """Refuses a key written twice: YAML would silently drop the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f'the key "{key.value}" is written twice', key.start_mark
                    )
                seen.add(key.value)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def _scalar(construct: Callable[[Any, yaml.ScalarNode], Any]) -> Callable[..., Any]:
    """Says where it stands if it has the form of a date or number and is none."""

    def constructed(loader: Any, node: yaml.ScalarNode) -> Any:
        try:
            return construct(loader, node)
        except (ValueError, OverflowError):
            raise yaml.constructor.ConstructorError(
                None, None, f"{node.value[:40]} {_IS_NONE}", node.start_mark
            ) from None

    return constructed


_IS_NONE = "is no date or number that there is"
for _kind in ("timestamp", "int", "float"):
    _construct = getattr(yaml.constructor.SafeConstructor, f"construct_yaml_{_kind}")
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", _scalar(_construct))


def content_id(content: bytes) -> str:
    """What names this content and no other: SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: Path) -> bytes | Problem:
    """The file's content, or why it cannot be had."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return Problem(0, "the file is larger than 20 MB", "split it by client")
        return path.read_bytes()
    except OSError as wrong:
        return Problem(0, f"cannot be read: {wrong.strerror}", "check the path")


def parse(content: bytes) -> Mapping[Any, Any] | Problem:
    """The mapping a manual is, or what is wrong with it as YAML."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        return Problem(line, "the file is not UTF-8 text", "save it as UTF-8")
    try:
        held = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as wrong:
        return _yaml_problem(wrong, text)
    except (ValueError, RecursionError) as wrong:
        return Problem(0, f"is no YAML: {wrong}", "check dates and nesting")
    if not isinstance(held, dict):
        return Problem(1, "a manual is a mapping of keys", "start with company:")
    _drop_unfilled(held)
    return held


def _drop_unfilled(held: dict[Any, Any]) -> None:
    """Take out the keys after which nothing is written, as if they were not there.

    In place and each part once: an alias may contain itself, or be used a million times.
    """
    waiting: list[Any] = [held]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen or not isinstance(part, dict | list):
            continue
        seen.add(id(part))
        if isinstance(part, dict):
            for key in [key for key, value in part.items() if value is None]:
                del part[key]
        waiting.extend(part.values() if isinstance(part, dict) else part)


def compose(content: bytes) -> yaml.Node | None:
    """The tree of nodes with their places in the text; None when it is no YAML."""
    try:
        tree: yaml.Node | None = yaml.compose(content.decode("utf-8-sig"), Loader=_Fast)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return tree


class Lines:
    """Where in the text each key stands. The text is gone through again at the first question,
    so that a manual without mistakes does not pay for it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at: dict[Where, int] = {}
        self._scalars: dict[Where, str] = {}
        self._seen: set[int] = set()  # an alias may contain itself, or be used a million times

    def of(self, where: Where) -> int:
        """1-based line of a key, or of the nearest part that holds it."""
        if not self._at:
            self._at[()] = 1
            tree = compose(self._content)
            if tree is not None:
                self._walk(tree, ())
        while where not in self._at:
            where = where[:-1]
        return self._at[where]

    def written(self, where: Where) -> str:
        """A value as it stands there, before YAML takes it for a number or a date; empty for more
        than one word or number."""
        self.of(where)
        return self._scalars.get(where, "")

    def _walk(self, node: yaml.Node, where: Where) -> None:
        self._at.setdefault(where, node.start_mark.line + 1)
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            self._scalars[where] = node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = (*where, str(key.value))
                self._at[here] = key.start_mark.line + 1
                self._walk(value, here)
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._walk(item, (*where, index))


def _yaml_problem(wrong: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(wrong, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 0
    what = getattr(wrong, "problem", None) or "this is not YAML"
    if "written twice" in what:
        return Problem(line, what, "join the two, or delete one")
    if what.endswith(_IS_NONE):
        return Problem(line, what, "write a date that there is, like 2026-12-29")
    written = text.splitlines()[max(0, line - 2) : line]
    for wide, remedy in _FULL_WIDTH.items():
        # Before the value only: within words both are ordinary Japanese.
        if any(wide in row.split("#")[0].split(": ")[0] for row in written):
            return Problem(
                line, f"YAML cannot be read: {what}", f"write {remedy} instead of {wide!r}"
            )
    if any(row.startswith("\t") for row in written):
        return Problem(line, f"YAML cannot be read: {what}", "indent with spaces, not with tabs")
    return Problem(line, f"YAML cannot be read: {what}", "check indentation, quotes and colons")
