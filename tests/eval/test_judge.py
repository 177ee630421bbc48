"""The judge: a verdict for every call, whatever the model answers; nothing without a setting."""

import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from eval.judge import JudgeUnavailable, Verdict, judged, open_judge, transcript
from eval.outcome import AgentTurn
from eval.playing import Plan
from eval.result import CallerTurn, planned
from eval.scenario import Scenario

GOOD = '{"politeness": 5, "naturalness": 4, "reason": "落ち着いた応対です。"}'
CALL = replace(
    planned(Plan(Scenario("call", "", (), {})), "1"),
    agent=(
        AgentTurn(1, 0, "お電話ありがとうございます。", ()),
        AgentTurn(2, 9000, "少々お待ちください。", ()),
    ),
    caller=(CallerTurn("佐藤さんを\nお願いします。", "サトー", 5000, 8000, "turn", "open"),),
)


class _Endpoint(BaseHTTPRequestHandler):
    """A chat-completions endpoint on this machine."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body))
        status, content = self.server.answers.pop(0)
        answer = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": content},
                    "finish_reason": "stop",
                }
            ],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
        sent = json.dumps(answer if status == 200 else {"error": {"message": content}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *arguments):
        """Nothing on stderr."""


@contextmanager
def over_http(answers, monkeypatch):
    """The judge as it is opened by its setting, against an endpoint that gives these answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    server.answers, server.asked = [*answers], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "any")
    try:
        yield open_judge("openai:small"), server.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def by_hand(answers, monkeypatch):
    """LangChain's own scripted chat model."""
    yield FakeListChatModel(responses=[content for _, content in answers]), []


@pytest.fixture(params=[by_hand, over_http])
def judging(request):
    if request.param is over_http:
        pytest.importorskip("langchain_openai")
    return request.param


def test_every_call_gets_its_verdict(judging, monkeypatch):
    with judging([(200, GOOD), (200, GOOD.replace("5", "2"))], monkeypatch) as (judge, _):
        first, second = judged([CALL, CALL], judge)
    assert first == Verdict(5, 4, "落ち着いた応対です。")
    assert second.politeness == 2


@pytest.mark.parametrize("around", ["```json\n{}\n```", "はい、評価します。{} 以上です。"])
def test_words_around_the_verdict_do_not_hide_it(judging, around, monkeypatch):
    with judging([(200, around.replace("{}", GOOD))], monkeypatch) as (judge, _):
        [verdict] = judged([CALL], judge)
    assert verdict.politeness == 5


@pytest.mark.parametrize(
    "answer", ["よいと思います。", "", '{"politeness": 6, "naturalness": 1, "reason": ""}', "{"]
)
def test_an_answer_that_is_no_verdict_stops_no_other_call(judging, answer, monkeypatch):
    with judging([(200, answer), (200, GOOD)], monkeypatch) as (judge, _):
        broken, whole = judged([CALL, CALL], judge)
    assert broken.error
    assert broken.politeness is None
    assert whole.politeness == 5


def test_an_endpoint_that_refuses_costs_a_verdict_and_no_page(monkeypatch):
    pytest.importorskip("langchain_openai")
    with over_http([(400, "no such model"), (200, GOOD)], monkeypatch) as (judge, asked):
        refused, whole = judged([CALL, CALL], judge)
    assert refused.error.endswith("RequestError")
    assert whole.politeness == 5
    path, body = asked[0]
    assert path == "/v1/chat/completions"
    assert body["model"] == "small"
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["messages"][1]["content"] == transcript(CALL)


def test_a_call_in_which_the_agent_said_nothing_is_not_sent():
    [verdict] = judged([replace(CALL, agent=())], FakeListChatModel(responses=[]))
    assert verdict.error


def test_the_model_reads_the_call_in_order_and_a_turn_cannot_forge_another():
    assert transcript(CALL).splitlines() == [
        "電話番: お電話ありがとうございます。",
        "お客様: 佐藤さんを お願いします。",
        "電話番: 少々お待ちください。",
    ]


@pytest.mark.parametrize("name", ["", "gpt", "openai:", "other:model"])
def test_a_judge_that_is_not_named_says_how_to_name_one(name):
    with pytest.raises(JudgeUnavailable) as caught:
        open_judge(name)
    assert "DENWABAN_JUDGE=openai:MODEL" in caught.value.remedy


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "langchain_openai", None)
    with pytest.raises(JudgeUnavailable) as caught:
        open_judge("openai:small")
    assert "denwaban[embeddings]" in caught.value.remedy


def test_without_a_key_the_key_is_named(monkeypatch):
    pytest.importorskip("langchain_openai")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(JudgeUnavailable) as caught:
        open_judge("openai:small")
    assert "OPENAI_API_KEY" in caught.value.remedy
