"""The graders on calls written down: a good call of a scenario passes, a bad one fails for what is
wrong with it and for nothing else.

`good` is a whole call: the report as the client gets it and the agent's turns. `bad` is what is
otherwise in the bad one: fields of the report, turns of the agent's by number (null: left out; a
list: several in its place), schedule entries, inventions; `fails` names the must it breaks and
words of the reason.
"""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from agent.events import StatusChange
from agent.report import CallReport
from eval.outcome import AgentTurn, Outcome
from eval.scenario_file import load_scenario

HERE = Path(__file__).parent
SCENARIOS = Path(__file__).parents[3] / "eval" / "scenarios"
CALLS = sorted(HERE.glob("*.yaml"))

BLANK = CallReport(
    receipt_no="",
    received_at="",
    client="",
    kind="other",
    outcome="abandoned",
    urgency="normal",
    caller_name=None,
    caller_company=None,
    target=None,
    purpose=None,
    callback_number=None,
    callback_wanted=False,
    callback_due=None,
    told=(),
    promised=(),
    refused=(),
    reservation=None,
    escalation=None,
    unconfirmed=(),
    transcript=(),
    response_gaps_ms=(),
)


def outcome(call):
    fields = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in call["report"].items()
    }
    turns = tuple(
        AgentTurn(
            number=number,
            at_ms=5000 * number,
            text=turn["say"],
            acts=tuple(turn["acts"]),
            facts=tuple(turn.get("facts", {}).items()),
            escalate=turn.get("escalate", ""),
        )
        for number, turn in enumerate(call["agent"], 1)
    )
    changes = tuple(StatusChange(**change) for change in call.get("changes", ()))
    return Outcome(replace(BLANK, **fields), turns, changes, tuple(call.get("invented", ())))


def spoilt(good, bad):
    agent = []
    for number, turn in enumerate(good["agent"], 1):
        now = bad.get("agent", {}).get(number, turn)
        agent += now if isinstance(now, list) else [now] if now is not None else []
    return {
        **good,
        **{name: bad[name] for name in ("changes", "invented") if name in bad},
        "report": {**good["report"], **bad.get("report", {})},
        "agent": agent,
    }


def load(path):
    call = yaml.safe_load(path.read_text(encoding="utf-8"))
    expectation = load_scenario(SCENARIOS / f"{call['scenario']}.yaml").expectation
    return call, expectation


def test_there_is_a_good_and_a_bad_call_for_twenty_scenarios():
    assert len({load(path)[0]["scenario"] for path in CALLS}) >= 20


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.stem)
def test_a_good_call_fails_nothing(path):
    call, expectation = load(path)
    assert [str(one) for one in expectation.failures(outcome(call["good"]))] == []


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.stem)
def test_a_bad_call_fails_for_what_is_wrong_with_it_and_nothing_else(path):
    call, expectation = load(path)
    ((must, reason),) = call["bad"]["fails"].items()
    failures = expectation.failures(outcome(spoilt(call["good"], call["bad"])))
    assert [one.must for one in failures] == [must], [str(one) for one in failures]
    assert reason in failures[0].message


def test_the_bad_calls_fail_for_many_reasons():
    broken = {next(iter(load(path)[0]["bad"]["fails"])) for path in CALLS}
    assert len(broken) >= 15
