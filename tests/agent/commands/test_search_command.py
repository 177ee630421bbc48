"""`denwaban search` reads questions and writes hits, a line each, whatever the line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from agent.cli import build


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DENWABAN_CACHE", str(tmp_path))


def search(lines, manual="smile_corp"):
    return CliRunner().invoke(build("search"), ["search", "--manual", manual], input=lines)


def records(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_ten_hits_best_first():
    (record,) = records(search('{"id": "q1", "query": "駐車場はありますか"}\n'))
    assert record["id"] == "q1"
    assert len(record["hits"]) == 10 and record["hits"][0]["id"] == "parking"
    scores = [hit["score"] for hit in record["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_bad_rows_say_what_is_wrong_and_the_rest_go_on():
    rows = [
        "not json",
        "[1]",
        '{"id": 2}',
        '{"id": 3, "query": null}',
        "",
        json.dumps({"id": 4, "query": "😀 !? hello"}),
        json.dumps({"id": 5, "query": "駐車場" * 3334}),
    ]
    made = records(search("\n".join(rows)))
    assert [record["id"] for record in made] == [None, None, 2, 3, 4, 5]
    assert ["error" in record for record in made] == [True, True, True, True, False, False]
    assert made[-1]["hits"][0]["id"] == "parking"


def test_a_manual_that_is_not_there_is_named():
    result = search("", manual="nobody")
    assert result.exit_code == 2 and "nobody" in result.stderr


def test_an_unknown_embedding_is_named(monkeypatch):
    monkeypatch.setenv("DENWABAN_EMBEDDINGS", "word2vec")
    result = search("")
    assert result.exit_code == 2 and "huggingface:MODEL" in result.stderr
