"""The gate before going live: what a manual calls for, what fails it, and what is kept of it."""

import datetime as dt
from dataclasses import replace
from importlib import import_module

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from agent.cli import build
from eval.expectation import Failure
from eval.gate import generate, judged, passed_gate
from eval.gate.faq import Wordings, by_content_words, in_other_words
from eval.gate.handing_over import sudden
from eval.gate.moments import moments_after
from eval.gate.operators import takes
from eval.gate.staff import how_asked, secrets_of
from eval.gate.telling import Gate, in_japanese, summary
from eval.playing import Plan, Stage
from eval.result import planned, result_of
from eval.scenario_file import load_scenario
from knowledge.errors import KnowledgeError
from knowledge.gates import PassedGate, keep_passed, passed_gates
from knowledge.hours import Hours
from knowledge.manual import find_manual, load_manual
from knowledge.schema import FaqEntry, Manual
from knowledge.written import content_id

SAMPLES = ("aoba_law", "kaede_dental", "kotori_shop", "midori_homes", "smile_corp")
DAY = dt.date(2026, 11, 23)
SMALL = {
    "company": {"name": "株式会社ひなた工房", "reading": "かぶしきがいしゃひなたこうぼう"},
    "hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "9:00-18:00"),
    "staff": [
        {
            "name": "榎本 直子",
            "reading": "えのもと なおこ",
            "email": "enomoto@hinata.example.jp",
            "mobile": "090-0033-4455",
            "status": "外出",
            "returns": "16時",
            "disclose": {"reason": True, "return_time": False, "email": False},
        },
    ],
    "faq": [
        {
            "id": "hours",
            "question": "営業時間を教えてください",
            "answer": "営業は、平日の9時から18時まででございます。",
        },
        {
            "id": "parking",
            "question": "駐車場はありますか",
            "answer": "建物の裏に、2台分ございます。",
        },
    ],
    "reservation": {"accepted": False},
    "operators": [{"name": "工房長", "number": "03-0012-9990"}],
}


def written(folder, **changes):
    path = folder / "hinata.yaml"
    path.write_text(yaml.safe_dump(SMALL | changes, allow_unicode=True), "utf-8")
    return path


def made(path, client=None, **ways):
    return generate(load_manual(path), str(client or path), DAY, **ways)


def called(generated, name):
    return next(call for call in generated.calls if call.scenario.name == name)


def failures(call, folder):
    played = Stage(folder).play(Plan(call.scenario))
    return played, {failure.must for failure in played.failures}


# -- what is generated -------------------------------------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_entry_is_asked_in_two_ways_neither_of_them_its_own(sample):
    entries = load_manual(find_manual(sample)).faq
    wordings = Wordings(entries)
    for place, entry in enumerate(entries):
        asked = {by_content_words(entry, wordings), in_other_words(entry, wordings, place)}
        assert len(asked) == 2
        assert not asked & {entry.question, *entry.paraphrases}


def entry(key, question, *paraphrases):
    return FaqEntry(id=key, question=question, answer=f"{key}。", paraphrases=paraphrases)


def test_a_word_is_replaced_by_one_that_no_entry_has():
    parking = entry("p", "駐車場はありますか")
    assert "パーキング" in in_other_words(parking, Wordings([parking]), 0)
    other = entry("q", "パーキングの料金はいくらですか")
    assert "パーキング" not in in_other_words(parking, Wordings([parking, other]), 0)


def test_nouns_alone_stand_for_an_entry_only_where_they_mean_no_other():
    goods = entry("a", "商品は返せますか")
    assert by_content_words(goods, Wordings([goods])).startswith("すみません、商品のことで")
    stock = entry("b", "商品の在庫はありますか")
    both = Wordings([goods, stock])
    assert "返せるか" in by_content_words(goods, both)
    assert "商品の在庫のことで" in by_content_words(stock, both)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_person_entry_and_rule_of_a_sample_is_tried(sample):
    manual = load_manual(find_manual(sample))
    calls = made(find_manual(sample)).calls
    names = [call.scenario.name for call in calls]
    assert len(set(names)) == len(names)
    assert sum(call.kind == "faq" for call in calls) == 2 * len(manual.faq)
    left = sum(person.status == "退職" for person in manual.staff)
    assert sum(call.kind == "staff" for call in calls) == 3 * len(manual.staff) - 2 * left
    rules = {"rule-sales", "rule-mobile", "rule-reserve", "rule-job", "rule-human-night"}
    assert rules < set(names)
    emergencies = [name for name in names if name.startswith("rule-emergency")]
    rule = manual.rules.emergency
    assert len(emergencies) == len({*rule.words, *rule.advice})


def test_two_who_sound_the_same_are_asked_for_by_department_or_whole_name():
    manual = load_manual(find_manual("aoba_law"))
    asked = {person.name: how_asked(manual, person) for person in manual.staff}
    assert asked["根岸 久美"] == "｜根岸《ねぎし》さん"
    assert asked["古川 あゆみ"] == "｜秘書課《ひしょか》の｜古川《ふるかわ》さん"
    alone = manual.model_copy(update={"departments": ()})
    assert how_asked(alone, manual.staff[-1]) == "｜古河亮《ふるかわりょう》さん"


def test_short_numbers_are_secret_only_by_their_name():
    (person, *_) = load_manual(find_manual("kaede_dental")).staff
    assert "01" not in secrets_of(person)
    assert "社員番号01" in secrets_of(person)


@pytest.mark.parametrize("sample", SAMPLES)
@given(day=st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)))
@settings(max_examples=30, deadline=None)
def test_moments_are_within_and_outside_the_hours_that_they_stand_for(sample, day):
    manual = load_manual(find_manual(sample))
    hours, moments = Hours(manual), moments_after(manual, day)
    assert all(hours.is_open(at) for at in (moments.open, moments.middle, moments.back))
    assert moments.middle < moments.back
    assert moments.closed is None or not hours.is_open(moments.closed)
    assert moments.later > moments.open.date() > day


def test_a_client_that_never_closes_has_no_calls_after_hours(tmp_path):
    path = written(tmp_path, hours={}, holidays="open")
    names = [call.scenario.name for call in made(path).calls]
    assert "staff-0001-in" in names
    assert "staff-0001-closed" not in names
    assert "first-closed" not in names


def test_without_faq_and_staff_the_rules_are_still_tried(tmp_path):
    calls = made(written(tmp_path, faq=[], staff=[])).calls
    assert {call.kind for call in calls} == {"rule"}
    assert {"rule-sales", "rule-complaint", "first-text"} < {c.scenario.name for c in calls}


def test_a_service_that_is_off_is_tried_for_its_message_alone(tmp_path):
    path = written(tmp_path, service={"enabled": False, "message": "お休みしております。"})
    assert [call.scenario.name for call in made(path).calls] == ["first-service"]


def test_a_large_manual_is_sampled_by_seed_and_the_summary_says_so(tmp_path):
    faq = [
        {"id": f"q{n}", "question": f"{n}番の棚の本はありますか", "answer": f"{n}。"}
        for n in range(40)
    ]
    path = written(tmp_path, faq=faq)
    few = made(path, sample=10, seed=3)
    assert few.faq == (10, 40)
    assert sum(call.kind == "faq" for call in few.calls) == 20
    assert few == made(path, sample=10, seed=3)
    assert few.calls != made(path, sample=10, seed=4).calls
    results = tuple(planned(Plan(call.scenario), "") for call in few.calls)
    told = summary(Gate(path, path.read_bytes(), few, results, "none", (), 3))
    assert "40件から選んだ10件（種3。ほかは試していません）" in told


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("煙", "煙なんです"),
        ("血が止まらない", "血が止まらないんです"),
        ("顔が腫れ", "顔が腫れてしまって"),
        ("飲み込ん", "飲み込んでしまって"),
        ("捕まって", "捕まってしまって"),
        ("捕まった", "捕まったんです"),
        ("煙が出", "煙が出てしまって"),
    ],
)
def test_a_word_of_danger_is_ended_as_somebody_in_danger_would(word, said):
    assert sudden(word) == said


def test_who_takes_a_call_follows_hours_kinds_and_the_name_in_the_rule():
    manual = load_manual(find_manual("aoba_law"))
    day, night = dt.datetime(2026, 11, 24, 11), dt.datetime(2026, 11, 24, 22)
    assert takes(manual, "complaint", day).name == "事務局長の携帯"
    assert takes(manual, "complaint", night) is None
    assert takes(manual, "emergency", night, "夜間当番").name == "夜間当番"
    assert takes(Manual(company=manual.company), "complaint", day) is None


# -- what fails --------------------------------------------------------------------------------


def test_an_answer_that_is_not_the_manuals_fails_its_question(tmp_path):
    good = written(tmp_path)
    (tmp_path / "other").mkdir()
    faq = [SMALL["faq"][0], SMALL["faq"][1] | {"answer": "駐車場はございません。"}]
    call = called(made(good, written(tmp_path / "other", faq=faq)), "faq-0002-other")
    assert failures(called(made(good), "faq-0002-other"), tmp_path)[1] == set()
    assert failures(call, tmp_path)[1] == {"said"}


def test_an_address_and_a_return_that_may_not_be_told_fail_the_call(tmp_path):
    good = written(tmp_path)
    (tmp_path / "other").mkdir()
    open_hearted = [SMALL["staff"][0] | {"disclose": {}}]
    broken = made(good, written(tmp_path / "other", staff=open_hearted))
    assert failures(called(made(good), "staff-0001-in"), tmp_path)[1] == set()
    played, musts = failures(called(broken, "staff-0001-in"), tmp_path)
    told = [failure.message for failure in played.failures if failure.must == "never_said"]
    assert {"enomoto@hinata.example.jp", "16時"} <= set(told)
    assert "never_said" in musts


def test_an_emergency_that_nobody_is_rung_for_fails(tmp_path):
    good = written(tmp_path)
    (tmp_path / "other").mkdir()
    call = called(made(good, written(tmp_path / "other", operators=[])), "rule-emergency-0")
    assert failures(called(made(good), "rule-emergency-0"), tmp_path)[1] == set()
    assert "said" in failures(call, tmp_path)[1]


def test_another_entrys_answer_fails_a_question_and_a_call_that_asks_for_none(tmp_path):
    path = written(tmp_path)
    generated = made(path)
    parking = called(generated, "faq-0002-other")
    result = result_of(Stage(tmp_path).play(Plan(parking.scenario)), "")
    manual = load_manual(path)
    hours = replace(parking, entry="hours")
    for call in (hours, replace(parking, entry="", answers_nothing=True)):
        (one,) = judged([call], [result], manual)
        assert "駐車場はありますか" in [f.message for f in one.failures if f.must == "other_answer"]
    (own,) = judged([parking], [result], manual)
    assert own.passed


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Failure("said", "not transfer"), "人におつなぎしませんでした。"),
        (Failure("said", "not 外出 or 出先"), "「外出」などと言いませんでした。"),
        (Failure("said", "not 録音 (in turn 1)"), "「録音」と言いませんでした。"),
        (Failure("said", "not email a@b.jp"), "メールアドレス a@b.jp をお伝えしませんでした。"),
        (Failure("never_said", "16時"), "言ってはならないこと（16時）を言いました。"),
        (
            Failure("outcome", "answered, not refused or notify"),
            "結果が「お断りまたはお電話があったことのお伝え」でなく「ご案内済み」になりました。",
        ),
        (Failure("other_answer", "送料は"), "ほかの項目「送料は」の答えを言いました。"),
    ],
)
def test_a_broken_must_is_told_in_the_clients_words(failure, said):
    assert in_japanese(failure) == said


# -- the command and the record ----------------------------------------------------------------


def run(*arguments):
    return CliRunner().invoke(build(), ["eval", "gate", "--day", "2026-11-23", *arguments])


def suite_of(monkeypatch, folder, expect):
    """A general suite of one call."""
    path = folder / "one.yaml"
    text = f"# 一通だけ\nturns: [{{say: 間違えました。}}, {{hang_up: true}}]\nexpect: {expect}\n"
    path.write_text(text, "utf-8")
    command = import_module("eval.commands.suite.gate")  # the package names its command so, too
    monkeypatch.setattr(command, "chosen", lambda names: (load_scenario(path),))


def test_a_good_manual_passes_and_its_record_is_kept(tmp_path, monkeypatch):
    path = written(tmp_path)
    suite_of(monkeypatch, tmp_path, "{max_agent_turns: 9}")
    told = run("--manual", str(path), "--jobs", "1", "--out", str(tmp_path / "out"))
    assert told.exit_code == 0, told.output
    assert "合格" in (tmp_path / "out" / "gate.md").read_text("utf-8")
    version = content_id(path.read_bytes())
    kept = passed_gate(path, version)
    assert kept is not None
    assert kept.figures["general"] == {"suite": "smoke", "calls": 1}
    assert kept.figures["faq"] == {"tried": 2, "of": 2}
    assert kept.figures["staff"] == {"tried": 1, "of": 1}
    assert (tmp_path / "hinata.versions" / f"{version}.yaml").read_bytes() == path.read_bytes()
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    assert passed_gate(path, content_id(path.read_bytes())) is None


OFF = {"service": {"enabled": False, "message": "ただいま受け付けておりません。"}}


@pytest.mark.parametrize(
    ("general", "expect", "status"),
    [("smoke", "{outcome: order}", 1), ("none", "{}", 0), ("all", "{max_agent_turns: 9}", 0)],
)
def test_only_a_gate_that_was_passed_whole_is_recorded(
    tmp_path, monkeypatch, general, expect, status
):
    path = written(tmp_path, **OFF)
    suite_of(monkeypatch, tmp_path, expect)
    told = run("--manual", str(path), "--general", general, "--jobs", "1", "--out", str(tmp_path))
    assert told.exit_code == status, told.output
    assert len(passed_gates(path)) == (general == "all")


def test_a_manual_that_does_not_load_is_told_as_check_does(tmp_path):
    path = written(tmp_path, faq=[{"id": "a", "question": "駐車場は"}])
    told = run("--manual", str(path))
    assert told.exit_code == 2
    assert "answer" in told.output
    assert run("--manual", str(tmp_path / "none.yaml")).exit_code == 2


def test_a_torn_line_is_no_record_and_the_next_stands_whole(tmp_path):
    path = written(tmp_path)
    at = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
    gate = PassedGate(content_id(path.read_bytes()), at, "text", "0.1.0", {"calls": {}})
    kept = keep_passed(path, path.read_bytes(), gate)
    with kept.open("a") as file:
        file.write('{"manual": "12')
    later = replace(gate, mode="voice")
    keep_passed(path, path.read_bytes(), later)
    assert passed_gates(path) == (gate, later)
    assert passed_gate(path, gate.manual[:12]) == later
    assert passed_gate(path, gate.manual[:4]) is None


def test_a_record_that_cannot_be_written_is_told(tmp_path):
    path = written(tmp_path)
    (tmp_path / "hinata.versions" / "gates.jsonl").mkdir(parents=True)
    gate = PassedGate("a", dt.datetime(2026, 11, 24, tzinfo=dt.UTC), "text", "0.1.0", {})
    with pytest.raises(KnowledgeError, match="cannot be written"):
        keep_passed(path, path.read_bytes(), gate)
