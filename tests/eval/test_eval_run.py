"""Running many calls: the same results on any number of processes, and none lost with another."""

import json
import multiprocessing
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from agent.cli import build
from eval.run import RESULTS, fingerprint, plans, read_results, run
from eval.scenario_file import load_scenario

SCENARIO = """\
# 間違い電話：番号違いをお詫びして切る
client: {client}
turns:
  - {{say: もしもし、そば処の花月さんですか。, or: [あの、そば処の花月さんでしょうか。]}}
  - {{say: 間違えました。失礼します。, expect: nothing}}
expect:
  kind: {kind}
"""


def scenario(folder, name, client="smile_corp", kind="wrong_number"):
    path = folder / f"{name}.yaml"
    path.write_text(SCENARIO.format(client=client, kind=kind), encoding="utf-8")
    return path


def loaded(folder, *names, **options):
    return [load_scenario(scenario(folder, name, **options)) for name in names]


def alike(results):
    return [replace(result, took_s=0.0) for result in results]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    wanted = plans(loaded(folder, "one", "two"), "text", times=2)
    return wanted, run(wanted, folder / "out")


def test_results_come_in_the_order_of_the_plans(alone):
    wanted, results = alone
    assert [(one.scenario, one.seed) for one in results] == [
        (plan.scenario.name, plan.seed) for plan in wanted
    ]


def test_the_same_calls_give_the_same_results_on_two_processes(alone, tmp_path):
    wanted, results = alone
    assert alike(run(wanted, tmp_path, jobs=2)) == alike(results)


def test_only_what_is_missing_is_played_when_a_run_is_resumed(alone, tmp_path):
    wanted, results = alone
    run(wanted, tmp_path)
    kept = tmp_path / RESULTS
    whole, torn = kept.read_text("utf-8").splitlines()[:3], '{"scenario": "tw'
    kept.write_text("\n".join([*whole, torn]) + "\n", encoding="utf-8")
    played = []
    again = run(wanted, tmp_path, resume=True, told=played.append)
    assert [(one.scenario, one.seed) for one in played] == [("two", 1)]
    assert alike(again) == alike(results)


def test_a_call_is_known_by_what_its_files_say(tmp_path):
    [before] = plans(loaded(tmp_path, "one"), "text")
    known = fingerprint(before)
    assert fingerprint(replace(before, seed=1)) != known
    [twin] = plans(loaded(tmp_path, "twin"), "text")
    assert fingerprint(twin) != known
    other = tmp_path / "other"
    other.mkdir()
    [changed] = plans(loaded(other, "one", kind="sales"), "text")
    moved = replace(changed.scenario, path=changed.scenario.path)
    assert fingerprint(replace(before, scenario=moved)) != known


def test_a_call_that_cannot_be_played_stops_no_other(tmp_path):
    broken = tmp_path / "broken_manual.yaml"
    broken.write_text("company: [", encoding="utf-8")
    calls = [
        *loaded(tmp_path, "nobody", client="no_such_client"),
        *loaded(tmp_path, "broken", client=str(broken)),
        *loaded(tmp_path, "whole"),
    ]
    nobody, torn, whole = run(plans(calls, "text"), tmp_path / "out")
    assert "no_such_client" in nobody.error
    assert torn.error
    assert not nobody.passed
    assert whole.passed


def test_a_process_that_dies_takes_one_call_with_it(tmp_path):
    wanted = plans(loaded(tmp_path, "one"), "text", times=5)
    told = []

    def kill_the_others(result):
        told.append(result)
        if len(told) == 1:
            for child in multiprocessing.active_children():
                child.kill()
                child.join()

    results = run(wanted, tmp_path / "out", jobs=2, told=kill_the_others)
    assert len(results) == len(told) == 5
    lost = [one for one in results if one.error]
    assert len(lost) <= 2, "one for each process that was killed"
    assert all("BrokenProcessPool" in one.error for one in lost)
    assert len(read_results(tmp_path / "out" / RESULTS)) == 5


def command(*arguments):
    return CliRunner().invoke(build(), ["eval", "run", *map(str, arguments)])


def test_a_run_ends_in_figures_failures_and_the_page(tmp_path):
    good = scenario(tmp_path, "good")
    bad = scenario(tmp_path, "bad", kind="sales")
    out = tmp_path / "out"
    done = command(good, bad, "--text", "--jobs", 1, "--out", out, "--junit", out / "junit.xml")
    assert done.exit_code == 1
    assert "task_success" in done.stdout
    assert "FAIL bad" in done.stdout
    assert "kind: wrong_number, not sales" in done.stdout
    assert "FAIL good" not in done.stdout
    assert f"Scorecard: {out / 'scorecard.html'}" in done.stdout.replace("\n", "")
    assert "間違い電話" in (out / "scorecard.html").read_text("utf-8")
    assert "間違い電話" in (out / "scorecard.md").read_text("utf-8")
    cases = ElementTree.parse(out / "junit.xml").getroot().findall(".//testcase")
    assert {case.get("name"): case.find("failure") is not None for case in cases} == {
        "good (seed 0, own)": False,
        "bad (seed 0, own)": True,
    }


def test_a_run_in_which_every_must_held_exits_with_status_0_and_speaks_json(tmp_path):
    path = scenario(tmp_path, "good")
    done = command(path, path, "--json", "-k", 2, "--jobs", 1, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    *calls, end = [json.loads(line) for line in done.stdout.splitlines()]
    assert [call["seed"] for call in calls] == [0, 1]
    assert end["calls"] == end["passed"] == 2
    assert end["figures"]["pass^2"]["value"] == 1.0
    assert end["scorecard"].endswith("scorecard.html")


def test_an_earlier_run_stands_beside_this_one(tmp_path):
    path = scenario(tmp_path, "turned", kind="sales")
    command(path, "--out", tmp_path / "then", "--jobs", 1)
    scenario(tmp_path, "turned")
    done = command(
        *(path, "--out", tmp_path / "now", "--jobs", 1),
        *("--against", tmp_path / "then" / RESULTS),
    )
    assert done.exit_code == 0, done.output
    page = (tmp_path / "now" / "scorecard.md").read_text("utf-8")
    assert "新しく合格した通話: turned" in page
    assert "新しく不合格になった通話: なし" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_such_scenario"], "Suites: smoke"),
        (["no_such.yaml"], "no_such.yaml"),
        (["shown", "--condition", "underwater"], "underwater"),
        (["shown", "--condition", "10dB"], "--voice"),
        (["shown", "--against", "nowhere.jsonl"], "nowhere.jsonl"),
        (["shown", "-k", "0"], "-k"),
        (["shown", "--audio", "loud"], "loud"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line_with_status_2(arguments, said, tmp_path):
    done = command(*arguments, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_judge_that_is_not_set_is_missed_before_any_call(tmp_path, monkeypatch):
    monkeypatch.delenv("DENWABAN_JUDGE", raising=False)
    done = command("shown", "--judge", "llm", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "DENWABAN_JUDGE=openai:MODEL" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    taken = tmp_path / "file"
    taken.write_text("")
    done = command(scenario(tmp_path, "good"), "--out", taken / "out", "--jobs", 1)
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
