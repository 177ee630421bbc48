"""A client of 2,000 people and 10,000 answers: how long a call waits for its start and its turns.

The manual is generated: surnames as frequent as in Japan, departments, titles, answers about many
products. It is opened once so that every cache is written, then again in a fresh process; only
that one is measured, in CPU time of one process: what the work takes on a core of its own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, count, cycle, islice, product
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import numpy as np
import yaml

from agent.events import AgentDecided, AgentStarted, CallAnswered, CallerSaid, CallEvent
from agent.responding import Response, respond, warm_up
from agent.state import DialogueState, advance, begin
from agent.understanding import understand
from knowledge import Knowledge
from knowledge.directory import Directory
from knowledge.manual import load_manual
from knowledge.reader import read
from knowledge.search import SearchSettings
from speech.reading import kana
from speech.transcript import Transcript

NOW = dt.datetime(2026, 11, 24, 10, 0)
_CALL_TURNS = 5
_WORDS = Path(__file__).with_name("scale.yaml")


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds."""

    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Scale:
    """What a client of this size costs."""

    staff: int
    faq: int
    manual_ms: float
    """Reading the manual from its cached form, in a fresh process."""
    directory_ms: float
    """Indexing the people by sound once more: a part of the next, without opening SudachiDict."""
    knowledge_ms: float
    """Opening it, with the FAQ's index from its cache."""
    warm_up_ms: float
    """What the process loads for its first turn: dictionaries, examples of intents."""
    call_ms: float
    """From a ringing telephone to the greeting, in a process that has all this."""
    find: Spread
    """Directory.find over the turns."""
    understand: Spread
    """Understanding one turn."""
    respond: Spread
    """One turn's whole decision: understanding, deciding, wording, grounding."""
    turns: int


def manual_of(staff: int, faq: int, seed: int = 0) -> dict[str, Any]:
    """The content of a manual of this size."""
    words = _words()
    departments = list(words["departments"])
    return {
        "company": {"name": "株式会社大きな見本", "reading": "かぶしきがいしゃおおきなみほん"},
        "departments": [{"name": n, "reading": r} for n, r in words["departments"].items()],
        "staff": list(_staff(staff, departments, list(words["given_names"].items()), seed)),
        "faq": [
            {"id": f"q{number}", "question": question, "answer": "書面でご案内しております。"}
            for number, question in enumerate(islice(_questions(words), faq))
        ],
    }


def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return words


def _questions(words: dict[str, Any]) -> Iterator[str]:
    for edition in count(1):
        of = f"{edition}号機の" if edition > 1 else ""
        for model, thing, about in product(words["models"], words["products"], words["about"]):
            yield f"{of}{model}の{thing}の{about}を教えてください"


def _staff(
    size: int, departments: Sequence[str], given: Sequence[tuple[str, str]], seed: int
) -> Iterator[dict[str, str]]:
    chance = np.random.default_rng(seed)
    names, people = _surnames()
    for number, at in enumerate(chance.choice(len(names), size, p=np.array(people) / sum(people))):
        surname, (name, reading) = names[at], given[int(chance.integers(len(given)))]
        yield {
            "id": f"s{number}",
            "name": f"{surname[0]} {name}",
            "reading": f"{surname[1]} {reading}",
            "department": departments[number % len(departments)],
            "title": "部長" if number < len(departments) else "",
            "status": "外出",
        }


def _surnames() -> tuple[list[tuple[str, str]], list[float]]:
    """(writing, reading) and bearers of every surname in the table."""
    table = Path(kana.__file__).with_name("surnames.txt").read_text(encoding="utf-8")
    names, people = [], []
    for line in table.splitlines():
        if not line.startswith("#"):
            reading, writings = line.split("\t")
            words = writings.split()
            for writing, bearers in zip(words[::2], words[1::2], strict=True):
                names.append((writing, reading))
                people.append(float(bearers))
    return names, people


def scale(staff: int, faq: int, rounds: int, folder: Path) -> Scale:
    """Write a manual of this size into `folder`, open it, and measure in a fresh process."""
    path = folder / "scale.yaml"  # JSON is YAML
    path.write_text(json.dumps(manual_of(staff, faq), ensure_ascii=False), encoding="utf-8")
    _in_a_new_process(_opened, path, folder)
    return _in_a_new_process(_measured, path, folder, rounds)


_Result = TypeVar("_Result")


def _in_a_new_process(work: Callable[..., _Result], *given: object) -> _Result:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def _opened(path: Path, folder: Path) -> None:
    Knowledge.open(load_manual(path, folder), NOW, None, SearchSettings(cache_dir=folder))


def _measured(path: Path, folder: Path, rounds: int) -> Scale:
    manual, manual_ms = _timed(lambda: load_manual(path, folder))
    settings = SearchSettings(cache_dir=folder)
    knowledge, knowledge_ms = _timed(lambda: Knowledge.open(manual, NOW, None, settings))
    _, directory_ms = _timed(partial(Directory, manual))
    _, warm_up_ms = _timed(lambda: warm_up(knowledge))
    _, call_ms = _timed(lambda: respond(_RINGING, begin(), knowledge.at(NOW)))
    words = _words()
    leads = cycle(words["lead_ins"])
    said = [[lead + turn for turn in words["turns"]] for lead in islice(leads, rounds)]
    apart = [[lead + turn for turn in words["turns"]] for lead in islice(leads, rounds)]
    turns, others = list(chain(*said)), list(chain(*apart))
    find = knowledge.directory.find
    found = [_timed(partial(find, reading))[1] for reading in map(read, turns)]
    understood, decided = _played(knowledge, turns, others)
    return Scale(
        len(manual.staff),
        len(manual.faq),
        manual_ms,
        directory_ms,
        knowledge_ms,
        warm_up_ms,
        call_ms,
        _spread(found),
        _spread(understood),
        _spread(decided),
        len(turns),
    )


_RINGING = CallAnswered(0, "call", "scale", "2026-11-24T10:00:00+09:00")


def _played(
    knowledge: Knowledge, turns: Sequence[str], others: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Milliseconds of understanding and of the whole decision, over calls of five turns.

    `others` are the same turns in other words, understood at the same places and not answered.
    """
    understood: list[float] = []
    decided: list[float] = []
    for first in range(0, len(turns), _CALL_TURNS):
        state = _after(begin(), _RINGING, respond(_RINGING, begin(), knowledge))
        at = slice(first, first + _CALL_TURNS)
        for number, (text, other) in enumerate(zip(turns[at], others[at], strict=True), 1):
            reading, heard = read(text), read(other)
            said = CallerSaid(number, Transcript(text, reading, 0, 0, True, 0, 1.0))
            understood.append(_timed(partial(understand, other, heard, state, knowledge))[1])
            response, ms = _timed(partial(respond, said, state, knowledge))
            decided.append(ms)
            state = _after(state, said, response)
    return understood, decided


def _after(state: DialogueState, event: CallEvent, response: Response) -> DialogueState:
    text = "".join(sentence.text for sentence in response.sentences)
    decision = AgentDecided(event.at_ms, response.decision, response.understanding)
    for happened in (event, decision, AgentStarted(event.at_ms, text)):
        state = advance(state, happened)
    return state


def _timed(work: Callable[[], _Result]) -> tuple[_Result, float]:
    begun = process_time()
    result = work()
    return result, (process_time() - begun) * 1000


def _spread(times_ms: Sequence[float]) -> Spread:
    return Spread(float(np.percentile(times_ms, 50)), float(np.percentile(times_ms, 95)))
