"""The client manual: one YAML file a client, read whole or refused with a line and a remedy each.

Manuals are looked for by the name of their file (`smile_corp`) among the packaged samples, or by
path. Nothing of a manual is used when any of it is wrong: a rule that silently does nothing is
worse than a service that says at the start what to mend.

Reading 2,000 people and 10,000 questions (3.7 MB) takes 2.6 s of compute from YAML. Once a manual
was found good, its parsed form is kept under the hash of its content: 70 ms from `cache_dir`, 3 ms
within one process.
"""

from __future__ import annotations

import difflib
import os
import tempfile
from collections import OrderedDict
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from knowledge.doubts import doubts, faults
from knowledge.errors import KnowledgeError, ManualInvalid, Problem
from knowledge.mistakes import say_mistake
from knowledge.people import staff_keys
from knowledge.schema import Manual
from knowledge.written import Lines, content_id, parse, read_bytes

__all__ = ["Manual", "Problem", "examine", "find_manual", "load_manual", "staff_keys"]

_KEPT = 8
_recent: OrderedDict[str, Manual] = OrderedDict()


def find_manual(name_or_path: str) -> Path:
    """The file of a manual: a path as it is, or the stem of a packaged sample.

    Raises KnowledgeError when neither exists.
    """
    path = Path(name_or_path)
    if path.is_file():
        return path
    samples = resources.files("clients")
    packaged = Path(str(samples.joinpath(f"{name_or_path}.yaml")))
    if packaged.is_file():
        return packaged
    stems = sorted(p.name[:-5] for p in samples.iterdir() if p.name.endswith(".yaml"))
    near = difflib.get_close_matches(name_or_path, stems, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else f"give a path, or one of: {', '.join(stems)}"
    raise KnowledgeError(f"no manual {name_or_path!r}", hint)


def load_manual(path: str | Path, cache_dir: Path | None = None) -> Manual:
    """Read a manual. Raises ManualInvalid with every mistake that makes it unusable.

    `cache_dir` keeps the parsed form of large manuals between processes; safe to delete.
    """
    content = read_bytes(Path(path))
    if isinstance(content, Problem):
        raise ManualInvalid(str(path), (content,))
    key = content_id(content)
    manual = _recent.get(key) or (_cached(cache_dir, key) if cache_dir is not None else None)
    if manual is None:
        manual, problems = _usable(content)
        if manual is None or problems:
            raise ManualInvalid(str(path), problems)
        if cache_dir is not None:
            _keep(cache_dir, key, manual)
    _recent[key] = manual
    _recent.move_to_end(key)
    while len(_recent) > _KEPT:
        _recent.popitem(last=False)
    return manual


def examine(path: str | Path) -> tuple[Manual | None, tuple[Problem, ...]]:
    """The manual (None when unusable) and everything that is wrong or doubtful in it."""
    content = read_bytes(Path(path))
    if isinstance(content, Problem):
        return None, (content,)
    manual, problems = _usable(content)
    if manual is not None:
        problems += tuple(doubts(manual, Lines(content), Path(path).parent))
    return manual, tuple(sorted(problems, key=lambda p: p.line))


def _usable(content: bytes) -> tuple[Manual | None, tuple[Problem, ...]]:
    """The manual and its errors; None when it does not even have the shape of one."""
    held = parse(content)
    if isinstance(held, Problem):
        return None, (held,)
    lines = Lines(content)
    try:
        manual = Manual.model_validate(held)
    except ValidationError as wrong:
        found = tuple(say_mistake(e, lines) for e in wrong.errors(include_url=False))
        return None, tuple(sorted(found, key=lambda p: p.line))
    return manual, tuple(faults(manual, lines))


def _cached(cache_dir: Path, key: str) -> Manual | None:
    """A manual that was found good before; None when there is none or the shape has changed."""
    try:
        kept = (cache_dir / "manuals" / f"{key}.json").read_bytes()
        return Manual.model_validate_json(kept)
    except (OSError, ValidationError):
        return None


def _keep(cache_dir: Path, key: str, manual: Manual) -> None:
    """Keep the parsed form; a cache that cannot be written only costs time."""
    folder = cache_dir / "manuals"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
            file.write(manual.model_dump_json(exclude_unset=True))
        os.replace(file.name, folder / f"{key}.json")
    except OSError:
        return
