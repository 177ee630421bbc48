"""Every call that can be shown: all of them typed, a few by voice; all end as expected."""

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.cli import build
from agent.events import AgentDecided
from agent.tasks import TASKS
from eval.commands.demo import SCENARIOS
from eval.expectation import Expectation, is_in
from eval.outcome import Outcome
from eval.playing import Plan, Stage
from eval.scenario_file import ScenarioError, load_scenario

NAMES = sorted(path.stem for path in SCENARIOS.glob("*.yaml"))
BY_VOICE = ("message", "staff_return_time", "wrong_number")
UNMET: dict[str, str] = {}
"""What is known to go wrong; mended, the call must leave this list."""


def calls():
    for name in NAMES:
        known = pytest.mark.xfail(reason=UNMET.get(name, ""), strict=True)
        yield pytest.param(name, marks=[known] if name in UNMET else [])


def run(*arguments):
    return CliRunner().invoke(build(), ["demo", *arguments])


@lru_cache
def stage():
    return Stage(Path("calls"))


@lru_cache
def played(name):
    """The typed call."""
    return stage().play(Plan(load_scenario(SCENARIOS / f"{name}.yaml")))


def decisions(name):
    return [event for event in played(name).events if isinstance(event, AgentDecided)]


@pytest.mark.parametrize("name", list(calls()))
def test_a_typed_call_ends_as_its_script_expects(name):
    assert played(name).failures == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_script_says_what_happens_and_how_it_must_end(name):
    scenario = played(name).plan.scenario
    assert len(scenario.about) > 12
    assert scenario.expectation.outcome


def tasks_of(decided):
    """The tasks that decided, or whose wish was heard and met in the same turn.

    Prices are told in passing: no intent opens that task, and it never waits.
    """
    said = [event.understanding for event in decided if event.understanding is not None]
    heard = {intent for one in said for intent in (one.intent, *one.also)}
    met = {task.name for task in TASKS.values() if heard & set(task.opens_on)}
    told = {act.topic for event in decided for act in event.decision.acts}
    passing = {"tell_goods"} if told & {"price", "carried"} else set()
    return met | passing | {event.decision.task for event in decided}


def test_every_task_has_a_call():
    assert set(TASKS) <= set.union(*(tasks_of(decisions(name)) for name in NAMES))


def test_typed_twice_a_call_is_the_same():
    plan = Plan(load_scenario(SCENARIOS / "return_time.yaml"), seed=2)
    assert stage().play(plan).events == stage().play(plan).events


@pytest.mark.parametrize("name", BY_VOICE)
def test_the_call_ends_so_by_voice_too(name, tmp_path):
    result = run("--scenario", name, "--json", "--out", str(tmp_path))
    end = json.loads(result.stdout.splitlines()[-1])
    assert end["failures"] == []
    assert result.exit_code == 0


def test_all_calls_are_told_in_a_line_each_and_a_summary(tmp_path, monkeypatch):
    for name in ("silence", "wrong_number"):
        (tmp_path / f"{name}.yaml").write_bytes((SCENARIOS / f"{name}.yaml").read_bytes())
    monkeypatch.setattr("eval.commands.demo.SCENARIOS", tmp_path)
    text = run("--scenario", "all", "--typed")
    assert text.stdout.splitlines()[-1] == "2 of 2 calls ended as expected"
    lines = [
        json.loads(x) for x in run("--scenario", "all", "--typed", "--json").stdout.splitlines()
    ]
    assert [line["scenario"] for line in lines[:-1]] == ["silence", "wrong_number"]
    assert lines[-1] == {"calls": 2, "as_expected": 2}
    assert text.exit_code == 0


def test_what_is_not_as_expected_is_named_and_the_exit_status_is_one(tmp_path):
    path = tmp_path / "hangs_up.yaml"
    path.write_text(
        "turns: [{say: もしもし。}, {hang_up: true}]\nexpect: {outcome: answered}",
        "utf-8",
    )
    result = run("--scenario", str(path), "--typed")
    assert result.exit_code == 1
    assert "outcome: abandoned, not answered" in result.stdout


def test_names_and_wishes_are_compared_by_sound():
    report = replace(
        played("return_time").report,
        caller_name="えがわ",
        purpose="明日の航海の件",
        told=("16時に戻る予定",),
    )

    def failures(**wanted):
        found = Expectation(**wanted).failures(Outcome(report, ()))
        return [str(failure) for failure in found]

    assert failures(caller_name="江川", purpose=("公開",)) == []
    assert failures(caller_name="小川", purpose=("公演",)) == [
        "caller_name: えがわ, not 小川",
        "purpose: 明日の航海の件, without 公演",
    ]
    assert failures(told=("16時",), escalation="") == []
    assert failures(escalation="complaint") == ["escalation: None, not complaint"]
    assert is_in("栗元", "営業の栗本です")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("expect: {outcom: answered}", "expect.outcom"),
        ("expect: {callback_number: 03-00a}", "expect.callback_number"),
        ("expect: {told: {who: 栗本}}", "expect.told"),
        ("expect: {urgency: huge}", "expect.urgency"),
    ],
)
def test_an_expectation_that_says_nothing_sensible_is_named(tmp_path, text, place):
    path = tmp_path / "caller.yaml"
    path.write_text(f"turns: [{{say: はい}}]\n{text}", "utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert place in str(caught.value)
