"""A language model's opinion of how the agent spoke: polite, natural, and why.

It stands on the scorecard for a person to read. It never counts: not in a figure, not in the gate,
not in an exit status. The model is an OpenAI-compatible endpoint (`DENWABAN_JUDGE=openai:MODEL`,
with OPENAI_BASE_URL and OPENAI_API_KEY as that library reads them) or any LangChain chat model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, resources
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.result import CallResult

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TIMEOUT_S = 60.0


class JudgeUnavailable(Exception):
    """No verdicts can be had at all. `remedy` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model thinks of one call; with an error, why it gave none."""

    politeness: int | None = None
    """1 (rude) .. 5 (a secretary one would hire)."""
    naturalness: int | None = None
    """1 (a machine) .. 5 (a person)."""
    reason: str = ""
    error: str = ""


class _Answer(BaseModel):
    """What the model is asked to write."""

    model_config = ConfigDict(extra="ignore")
    politeness: int = Field(ge=1, le=5)
    naturalness: int = Field(ge=1, le=5)
    reason: str = Field(max_length=600)


def open_judge(name: str) -> BaseChatModel:
    """The chat model `openai:MODEL`; raises JudgeUnavailable."""
    kind, _, model = name.partition(":")
    if kind != "openai" or not model:
        raise JudgeUnavailable(
            f"{name or 'DENWABAN_JUDGE'} names no judge." if name else "No judge is set.",
            "Set DENWABAN_JUDGE=openai:MODEL, and OPENAI_BASE_URL where it is not OpenAI's.",
        )
    try:
        library = import_module("langchain_openai")
    except ImportError as error:
        raise JudgeUnavailable(
            "The judge needs langchain-openai.", "pip install 'denwaban[embeddings]'"
        ) from error
    try:
        chat: BaseChatModel = library.ChatOpenAI(model=model, temperature=0, timeout=TIMEOUT_S)
    except Exception as error:  # the library's own class where no key is set
        raise JudgeUnavailable(
            f"The judge {model} cannot be opened ({type(error).__name__}).",
            "Set OPENAI_API_KEY; any word does for a server that wants none.",
        ) from error
    return chat


def judged(results: Iterable[CallResult], judge: BaseChatModel) -> Iterator[Verdict]:
    """A verdict for every call, in order; one that cannot be had stops no other."""
    for result in results:
        yield _verdict(result, judge)


def _verdict(result: CallResult, judge: BaseChatModel) -> Verdict:
    if not result.agent:
        return Verdict(error="the agent said nothing")
    try:
        answer = judge.invoke([("system", _instructions()), ("human", transcript(result))])
        given = _Answer.model_validate_json(_object_in(str(answer.text)))
    except ValidationError:
        return Verdict(error="the model's answer is no verdict")
    except Exception as error:  # whatever the endpoint does, the page is made
        return Verdict(error=type(error).__name__)
    return Verdict(given.politeness, given.naturalness, given.reason)


def _object_in(text: str) -> str:
    """The JSON object of an answer that may stand in a code fence or among words."""
    found = re.search(r"\{.*\}", text, re.DOTALL)
    return found.group() if found else ""


@lru_cache(maxsize=1)
def _instructions() -> str:
    return resources.files("prompts").joinpath("judge.txt").read_text("utf-8")


def transcript(result: CallResult) -> str:
    """The call as it was said, a turn a line."""
    turns = [(turn.start_ms, "お客様", turn.text) for turn in result.caller]
    turns += [(turn.at_ms, "電話番", turn.text) for turn in result.agent]
    return "\n".join(f"{who}: {' '.join(text.split())}" for _, who, text in sorted(turns))
