"""The policy is a pure function; the greeting knows the time of day."""

from __future__ import annotations

import datetime as dt

import pytest

from agent import policy
from agent.state import begin
from agent.tasks import TASKS
from agent.understanding import understand
from agent.wording import word
from knowledge import Knowledge


@pytest.mark.parametrize(
    ("now", "greeting"),
    [
        (dt.datetime(2026, 11, 24, 9, 30), "おはようございます。"),
        (dt.datetime(2026, 11, 24, 10, 30), "お電話ありがとうございます。"),
        (dt.datetime(2026, 11, 24, 23, 59), "本日は終了いたしました。"),
        (dt.datetime(2026, 11, 28, 11, 0), "本日は終了いたしました。"),
    ],
)
def test_the_greeting_follows_the_clock(knowledge, now: dt.datetime, greeting: str) -> None:
    words = {
        "text": "お電話ありがとうございます。",
        "morning": "おはようございます。",
        "closed": "本日は終了いたしました。",
    }
    greeting_of = knowledge.manual.greeting.model_copy(update=words)
    client = Knowledge.open(knowledge.manual.model_copy(update={"greeting": greeting_of}), now)
    said = word(policy.open_call(begin(), client), begin(), client)
    assert said[-1].text == greeting


def test_the_recording_notice_comes_only_where_the_manual_asks_for_it(knowledge) -> None:
    quiet = knowledge.manual.recording.model_copy(update={"notice": False})
    client = Knowledge.open(knowledge.manual.model_copy(update={"recording": quiet}), knowledge.now)
    assert [a.kind for a in policy.open_call(begin(), client).acts] == ["greet"]
    assert policy.open_call(begin(), knowledge).acts[0].topic == "recording"


def test_the_same_turn_is_always_decided_alike(knowledge) -> None:
    said = understand("江川です。栗本さんお願いします", "", begin(), knowledge)
    first, second = (policy.answer(begin(), said, knowledge) for _ in range(2))
    assert first == second and first.task == "reach_person"


def test_each_intent_and_each_question_belongs_to_one_task() -> None:
    intents = [intent for task in TASKS.values() for intent in task.opens_on]
    questions = [topic for task in TASKS.values() for topic in task.answers]
    assert len(intents) == len(set(intents)) and len(questions) == len(set(questions))


def test_a_time_with_an_offset_is_turned_into_japanese_time(knowledge) -> None:
    utc = dt.datetime(2026, 11, 24, 1, 0, tzinfo=dt.UTC)
    assert Knowledge.open(knowledge.manual, utc).now == dt.datetime(2026, 11, 24, 10, 0)
