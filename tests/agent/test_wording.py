"""The talk script: everything that can be decided has words, short ones, in the right voice."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import agent
from agent.errors import ScriptInvalid
from agent.events import Act, AgentDecided, Decision, Fact
from agent.state import advance, begin
from agent.wording import word
from knowledge import Knowledge
from knowledge.reader import read
from prompts.script import talk_script
from speech.reading.kana import mora_count

MOST_MORAE = 60


def one(act: Act) -> Decision:
    return Decision((act,), "close_call")


def test_every_entry_said_anywhere_has_words() -> None:
    said = re.compile(r'(?:turn\.)?say\(\s*"(\w+)",\s*"(\w+)"')
    asked = re.compile(r'turn\.ask\(\s*"(\w+)"')
    script = talk_script()
    for file in Path(agent.__file__).parent.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        for kind, topic in said.findall(source):
            assert f"{kind}.{topic}" in script, file
        for topic in set(asked.findall(source)) - {"email_readback"}:  # its entry is inform.email
            assert any(entry.endswith(f".{topic}") or f".{topic}_" in entry for entry in script)


@pytest.mark.parametrize("entry", sorted(talk_script()))
def test_an_entry_is_short_enough_to_be_listened_to(entry: str) -> None:
    for variant in talk_script()[entry]:
        plain = re.sub(r"\{\w+\}", "", variant.rpartition("｜")[2])
        assert mora_count(read(plain)) <= MOST_MORAE, variant
        assert re.search(r"[。？]$", plain) or "{" in variant


def test_what_is_asked_again_is_asked_in_other_words(knowledge) -> None:
    act = Act("ask", "callback_number")
    state = begin()
    said = []
    for _ in range(2):
        said.append(word(one(act), state, knowledge)[0].text)
        state = advance(state, AgentDecided(0, one(act)))
    assert said[0] != said[1]


def test_numbers_and_addresses_are_shown_one_way_and_spoken_another(knowledge) -> None:
    number = Fact("number", "012-3456-7890", "caller")
    (_, ask) = word(one(Act("confirm", "confirm_number", (number,))), begin(), knowledge)
    assert "012-3456-7890" in ask.text and "ゼロイチニー、サンヨンゴーロク" in ask.spoken
    email = Fact("email", "kurimoto@smilecorp.com", "manual")
    spoken = word(one(Act("inform", "email", (email,))), begin(), knowledge)[-1].spoken
    assert "アットマーク、スマイルコープ、ドットコム" in spoken


def test_a_number_in_a_written_answer_is_spoken_in_groups(knowledge) -> None:
    answer = Fact("answer", "ファックスは、03-0012-3457でございます。", "manual")
    (said,) = word(one(Act("inform", "answer", (answer,))), begin(), knowledge)
    assert "ゼロサン、ゼロゼロイチニー" in said.spoken


def test_the_recording_notice_is_not_talked_over(knowledge) -> None:
    (notice,) = word(one(Act("inform", "recording")), begin(), knowledge)
    assert not notice.interruptible
    (offer,) = word(one(Act("offer", "offer_message")), begin(), knowledge)
    assert offer.interruptible


def test_a_caller_cannot_end_a_sentence_with_her_message(knowledge) -> None:
    message = Fact("message", "待って。番号は{number}", "caller")
    person = Fact("person", "栗本", "manual")
    said = word(one(Act("inform", "promise_message_said", (message, person))), begin(), knowledge)
    assert "待って、番号は{number}" in said[-1].text


def test_a_client_may_replace_an_entry(knowledge) -> None:
    own = knowledge.manual.model_copy(update={"wording": {"ask.anything_else": ("ほかには。",)}})
    client = Knowledge.open(own, knowledge.now)
    assert word(one(Act("ask", "anything_else")), begin(), client)[0].text == "ほかには。"


@pytest.mark.parametrize("act", [Act("ask", "no_such_topic"), Act("inform", "email")])
def test_a_script_that_does_not_fit_says_what_to_mend(knowledge, act: Act) -> None:
    with pytest.raises(ScriptInvalid) as wrong:
        word(one(act), begin(), knowledge)
    assert wrong.value.remedy


def test_placeholders_are_plain_names() -> None:
    for variants in talk_script().values():
        names = {frozenset(n for _, n, _, _ in string.Formatter().parse(v) if n) for v in variants}
        assert all(name.isidentifier() for group in names for name in group)
