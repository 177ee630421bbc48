"""The figures of the search bench, on a corpus small enough to count by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from agent.cli import build
from eval.bench.retrieval import (
    Collection,
    Question,
    answered,
    asked_back,
    localgovfaq,
    measure,
    misheard,
    ndcg,
    own_collections,
    paired_interval,
    sample_collections,
)
from knowledge.answering import ANSWER_FROM
from knowledge.manual import find_manual, load_manual


@pytest.fixture
def corpus(tmp_path):
    """Three entries, two questions, in the benchmark's files."""
    texts = {
        "0": "Question: 駐車場はありますか。\nAnswer: 地下にございます。\n",
        "1": "Question: 粗大ごみの出し方\nAnswer: 電話でお申し込みください。\n",
        "2": "Question: 休館日はいつですか。\nAnswer: 月曜日です。\n",
    }
    files = {
        "corpus": texts,
        "queries": {"a": "車を停めたい", "b": "ソファを捨てたい", "c": "判定がない"},
        "qrels": {"a": {"0": 2}, "b": {"1": 2, "0": 1}},
    }
    for name, content in files.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return tmp_path


def bench(*arguments):
    return CliRunner().invoke(build("bench"), ["bench", "search", *arguments])


def test_ndcg_is_one_for_the_ideal_order_and_counts_grades_and_places():
    grades = {4: 2, 7: 1}
    assert ndcg([4, 7, 1], grades) == 1
    assert ndcg([1, 2, 3], grades) == 0
    ideal = 3 + 1 / np.log2(3)
    assert ndcg([7, 4], grades) == pytest.approx((1 + 3 / np.log2(3)) / ideal)
    assert ndcg([*range(10, 20), 4], grades) == 0  # the eleventh place does not count


def test_the_interval_holds_the_mean_and_tells_a_difference():
    differences = np.random.default_rng(0).normal(0.1, 0.2, 300)
    low, high = paired_interval(differences)
    assert 0 < low < differences.mean() < high


def test_the_benchmarks_files_are_read(corpus):
    collection = localgovfaq(corpus)
    assert [e.question for e in collection.entries][1] == "粗大ごみの出し方"
    assert [q.grades for q in collection.questions] == [{0: 2}, {1: 2, 0: 1}]


def test_both_rankers_are_measured_typed_and_misheard(corpus):
    made = measure(localgovfaq(corpus))
    assert [(f.ranker, f.asked) for f in made.figures] == [
        ("BM25", "typed"), ("embedded", "typed"), ("BM25", "misheard"), ("embedded", "misheard")
    ]  # fmt: skip
    typed = made.figures[1]
    assert typed.hit == 1 and typed.ndcg > 0.9
    assert typed.gain == pytest.approx(typed.ndcg - made.figures[0].ndcg)


def test_misheard_questions_keep_their_grades_and_carry_sounds():
    town, *_ = own_collections()
    heard = misheard(town.questions[:5], 0.15, seed=1)
    assert [q.grades for q in heard] == [q.grades for q in town.questions[:5]]
    assert all(q.reading for q in heard)
    assert heard == misheard(town.questions[:5], 0.15, seed=1)


def test_the_command_gives_figures_with_the_machine(corpus):
    result = bench("--json", "--corpus", str(corpus))
    assert result.exit_code == 0, result.output
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert record["figures"]["entries"] == 3 and record["machine"]["cores"] >= 1


def test_a_missing_benchmark_is_named_with_what_to_do(tmp_path):
    result = bench("--corpus", str(tmp_path / "nothing"))
    assert result.exit_code == 2
    assert "corpus.json" in result.stderr and "--own" in result.stderr


def test_a_file_that_is_no_benchmark_is_named(corpus):
    (corpus / "corpus.json").write_text('{"0": "no question"}', "utf-8")
    result = bench("--corpus", str(corpus))
    assert result.exit_code == 2 and "entry 0" in result.stderr


def test_what_is_not_said_is_asked_back_or_counted_as_missed():
    found = sample_collections("dev")
    said = answered(found, [ANSWER_FROM], 0.0)[0]
    typed = asked_back(found, 0.0)[0]
    assert typed.first > said.wrong
    told = said.right + said.wrong
    asked = typed.first + typed.second + typed.in_vain + typed.missed
    assert told + asked <= said.answerable + said.unanswerable
    assert said.right + typed.first + typed.second + typed.missed <= said.answerable


def test_one_entry_denied_gives_way_to_the_next():
    entries = load_manual(find_manual("aoba_law")).faq
    places = {entry.id: at for at, entry in enumerate(entries)}
    asked = "費用っておいくらですか"
    ends = {
        key: asked_back(
            [Collection("aoba_law", entries, (Question(asked, "", {places[key]: 2}),))], 0.0
        )[0]
        for key in ("fee_consultation", "fee_case", "parking")
    }
    assert sorted((e.first, e.second, e.missed) for e in ends.values()) == [
        (0, 0, 1),
        (0, 1, 0),
        (1, 0, 0),
    ]
