"""The bench of the understanding: its figures are right, and it never shows an unseen row."""

from __future__ import annotations

import datetime as dt
import json
from importlib import import_module

import pytest
import typer
from typer.testing import CliRunner

from agent.published import Published
from eval.bench.understanding import (
    IntentRow,
    Judged,
    SpokenRow,
    confusions,
    intent_figures,
    intent_rows,
    judge,
    misheard,
    share,
    spoken_figures,
)
from knowledge import Knowledge
from knowledge.manual import find_manual, load_manual


def judged(meant: str, answered: str, confidence: float, also: str = "", second: str = ""):
    row = IntentRow(id="x", utterance="x", intent=meant, also=[also] if also else [])
    answer = Published(answered, (second,) if second else (), confidence, {})
    return Judged(row, answer, 1.0)


def test_accuracy_f1_and_calibration_are_counted() -> None:
    made = intent_figures(
        [judged("yes", "yes", 0.95), judged("no", "no", 0.95), judged("no", "yes", 0.55)]
    )
    assert made.accuracy.value == pytest.approx(2 / 3)
    assert made.macro_f1 == pytest.approx(2 / 3)
    assert made.calibration_error == pytest.approx((2 * 0.05 + 0.55) / 3)
    assert [rows for _, _, rows in made.reliability] == [1, 2]


def test_two_intents_count_in_either_order_but_both() -> None:
    made = intent_figures(
        [judged("yes", "faq", 0.9, "faq", "yes"), judged("yes", "yes", 0.9, "faq")]
    )
    assert made.also is not None and made.also.value == 0.5


def test_confusions_are_counted_by_pair() -> None:
    rows = [judged("yes", "no", 0.5), judged("yes", "no", 0.5), judged("faq", "faq", 0.5)]
    assert confusions(rows) == [("yes", "no", 2)]


def test_a_share_holds_its_interval() -> None:
    found = share([True] * 80 + [False] * 20)
    assert found.value == 0.8 and 0.7 < found.low < 0.8 < found.high < 0.9
    with pytest.raises(ValueError):
        share([])


def test_spoken_forms_go_through_normalize() -> None:
    rows = [
        SpokenRow(id="1", kind="phone", spoken="03-0012-3456", value="0300123456"),
        SpokenRow(id="2", kind="phone", spoken="03-0012-3456", value="1", needs_confirmation=False),
    ]
    every, phone = spoken_figures(rows)
    assert (every.kind, phone.kind) == ("all", "phone")
    assert every.value.value == 0.5
    assert every.confirmation is not None and every.confirmation.rows == 1


def test_the_misheard_turn_is_written_as_a_recogniser_writes_it() -> None:
    text, reading = misheard(seed=1, rate=0.3)("予約をお願いします")
    assert reading != "ヨヤクオオネガイシマス" and text and text != "予約をお願いします"
    assert misheard(seed=1, rate=0.3)("予約をお願いします") == (text, reading)


@pytest.fixture(scope="module")
def client() -> Knowledge:
    manual = load_manual(find_manual("smile_corp"))
    return Knowledge.open(manual, dt.datetime(2026, 11, 24, 10, 0))


def test_nine_of_ten_of_the_development_set_are_understood(client) -> None:
    made = intent_figures(judge(intent_rows("dev"), client))
    assert made.accuracy.value >= 0.9
    assert made.calibration_error < 0.15


def test_no_unseen_row_is_printed(monkeypatch) -> None:
    command = import_module("eval.commands.bench.understanding")
    row = IntentRow(id="secret-1", utterance="ひみつの言葉です", intent="faq")
    monkeypatch.setattr(command, "intent_rows", lambda name: (row,))
    monkeypatch.setattr(
        command,
        "spoken_rows",
        lambda name: (SpokenRow(id="secret-2", kind="phone", spoken="ひみつ", value="1"),),
    )
    app = typer.Typer()
    app.command()(command.understanding)
    for options in ([], ["--json"]):
        result = CliRunner().invoke(app, options)
        assert result.exit_code == 0, result.output
        assert "ひみつ" not in result.output and "secret" not in result.output
        if options:
            sets = [json.loads(line).get("set") for line in result.stdout.splitlines()]
            assert sets.count("unseen") == 3
