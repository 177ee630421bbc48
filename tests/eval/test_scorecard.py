"""The scorecard: what stands on the page is what happened, and nothing on it can break it."""

import base64
import io
import re
from dataclasses import fields, replace
from datetime import datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import soundfile

from agent.intent_model import load_model
from agent.report import CallReport
from eval.commands.suite.run import SCENARIOS
from eval.expectation import Expectation, Failure, Saying
from eval.judge import Verdict
from eval.metrics import figures
from eval.outcome import AgentTurn, outcome_of
from eval.playing import Plan, Stage
from eval.result import result_of
from eval.scenario_file import load_scenario
from eval.scorecard import Run, card, contents, to_html, to_markdown
from eval.scorecard.timeline import ROW_MS, WIDTH, timeline
from eval.scorecard.trend import identity, trend
from eval.scorecard.words import failure_text, figure_meaning, must_name, word
from eval.telephone import CONDITIONS

RUN = Run(datetime(2026, 11, 22, 9, 0), 1, "two cores")


def played(folder, mode):
    scenario = load_scenario(SCENARIOS / "shown" / "wrong_number.yaml")
    return result_of(Stage(folder).play(Plan(scenario, 0, mode)), "0" * 16)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    return played(tmp_path_factory.mktemp("spoken"), "voice")


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    return played(tmp_path_factory.mktemp("typed"), "text")


def broken(result, *failures, **changes):
    return replace(result, failures=failures, **changes)


class _Page(HTMLParser):
    """Checks that tags close, and keeps ids, links, headings and what would be fetched."""

    VOID = frozenset(("meta", "input", "br", "rect", "path", "circle", "polyline"))

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.links, self.headings, self.fetched = [], [], [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.fetched += [value for name, value in attrs if name == "src"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def html_of(results, **options):
    return to_html(card(results, RUN, **options))


def test_the_page_stands_for_itself_and_is_well_formed(spoken, typed):
    lost = broken(typed, error="SpeechError: gone", scenario="lost")
    wrong = broken(typed, Failure("outcome", "answered, not refused", 2), scenario="wrong")
    html = html_of([spoken, typed, lost, wrong], against=[spoken, wrong])
    page = _Page(html)
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert all(source.startswith("data:audio/mpeg;base64,") for source in page.fetched)
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(", html)
    steps = [after - before for before, after in pairwise(page.headings)]
    assert page.headings[0] == 1
    assert max(steps) <= 1


def test_what_callers_and_models_say_is_shown_as_words(typed):
    evil = '<script>alert("x")</script>'
    turn = replace(typed.caller[0], text=evil)
    report = {**typed.report, "purpose": evil}
    result = broken(
        typed,
        Failure("said", f"not {evil}"),
        caller=(turn,),
        about=evil,
        report=report,
        features=('" onclick="x',),
    )
    html = html_of([result], verdicts={identity(result): Verdict(1, 1, evil)})
    assert "<script>alert" not in html
    assert 'onclick="x' not in html
    assert html.count("&lt;script&gt;") >= 5
    _Page(html)


def test_the_worst_calls_come_first(typed):
    slips = [
        broken(typed, scenario="held"),
        broken(typed, Failure("said", "not 終日"), scenario="one"),
        broken(typed, Failure("said", "not a"), Failure("kind", "x, not y"), scenario="two"),
        broken(typed, Failure("invented", "price 500円", 2), scenario="invented"),
        broken(typed, error="SpeechError: gone", scenario="lost"),
    ]
    shown = card(slips, RUN).calls
    assert [call.result.scenario for call in shown] == ["lost", "invented", "two", "one", "held"]


def test_a_failure_stands_at_the_turn_and_at_the_row_it_is_about(typed):
    result = broken(
        typed,
        Failure("never_said", "090", 2),
        Failure("outcome", "wrong_number, not refused"),
        report={**typed.report, "outcome": "wrong_number"},
    )
    [call] = card([result], RUN).calls
    hit = [turn for turn in call.turns if turn.failures]
    assert [(turn.number, turn.failures[0].text) for turn in hit] == [(2, "「090」を言いました")]
    assert [(row.name, row.value) for row in call.report if row.is_wrong] == [
        ("結果", "間違い電話")
    ]
    assert "「お断り」のはずが「間違い電話」でした" in html_of([result])


def test_the_timeline_shows_both_sides_where_they_were_heard(spoken):
    rows = timeline(spoken)
    assert [row.start_ms for row in rows] == list(range(0, spoken.spoken.audio_ms, ROW_MS))
    for is_agent, turns in ((True, spoken.agent), (False, spoken.caller)):
        words = "".join(said.text for row in rows for said in row.said if said.is_agent == is_agent)
        assert words.startswith(turns[0].text[:10])
    bars = [
        row.start_ms + float(x) * ROW_MS / WIDTH
        for row in rows
        for x in re.findall(r"M([\d.]+) ", row.agent_wave)
    ]
    assert len(bars) > 50
    for at_ms in bars:
        assert any(start - 60 <= at_ms <= end + 60 for start, end in spoken.spoken.agent_voice)


def test_every_wait_on_the_timeline_ends_where_the_agent_is_heard(spoken):
    waits = [
        row.start_ms + (wait.x + wait.width) * ROW_MS / WIDTH
        for row in timeline(spoken)
        for wait in row.waits
    ]
    starts = [start for start, _ in spoken.spoken.agent_voice]
    assert len(waits) == sum(gap.gap_ms is not None for gap in spoken.spoken.gaps) > 0
    for at_ms in waits:
        assert min(abs(at_ms - start) for start in starts) < 60


def test_the_sound_on_the_page_is_the_whole_call_and_small(spoken):
    [call] = card([spoken], RUN).calls
    packed = base64.b64decode(call.sound)
    samples, rate_hz = soundfile.read(io.BytesIO(packed))
    seconds = spoken.spoken.audio_ms / 1000
    assert len(samples) / rate_hz == pytest.approx(seconds, abs=0.5)
    assert abs(samples).max() > 0.02
    assert len(packed) < 2500 * seconds


@pytest.mark.parametrize(
    ("audio", "heard"), [("all", 3), ("failed", 2), ("none", 0)], ids=["all", "failed", "none"]
)
def test_sounds_are_those_that_were_asked_for(spoken, audio, heard, monkeypatch):
    monkeypatch.setattr(contents, "WORST", 2)
    results = [replace(spoken, seed=seed) for seed in range(3)]
    results[2] = broken(results[2], Failure("said", "not x"))
    made = card(results, RUN, audio=audio)
    assert sum(call.sound is not None for call in made.calls) == heard
    assert made.calls[0].sound is not None or audio == "none"
    assert made.silent == 0


def test_a_page_that_would_grow_too_large_keeps_the_worst_sounds_and_says_so(spoken, monkeypatch):
    size = len(card([spoken], RUN).calls[0].sound)
    monkeypatch.setattr(contents, "AUDIO_BYTES", 2 * size + 10)
    results = [replace(spoken, seed=seed) for seed in range(4)]
    results[3] = broken(results[3], Failure("said", "not x"))
    made = card(results, RUN, audio="all")
    assert [call.sound is not None for call in made.calls] == [True, True, False, False]
    assert made.silent == 2
    assert "2件の音声は入れていません" in to_html(made)


def test_a_recording_that_is_gone_leaves_a_page_without_its_sound(spoken):
    gone = replace(spoken, spoken=replace(spoken.spoken, recording="gone.wav"))
    [call] = card([gone], RUN).calls
    assert call.sound is None
    assert call.rows[0].said
    _Page(html_of([gone]))


def test_the_trend_names_what_turned_and_compares_shared_calls_only(typed):
    def named(name, *failures):
        return broken(typed, *failures, scenario=name)

    wrong = Failure("said", "not x")
    now = [named("a"), named("b", wrong), named("c"), named("new", wrong)]
    then = [named("a", wrong), named("b"), named("c"), named("old")]
    seen = trend(now, then, figures)
    assert [one.scenario for one in seen.newly_passing] == ["a"]
    assert [one.scenario for one in seen.newly_failing] == ["b"]
    assert (seen.shared, seen.added, seen.gone) == (3, 1, 1)
    success = {change.now.name: change for change in seen.changes}["task_success"]
    assert (success.before.value, success.now.value) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert success.is_better is None


def test_better_is_more_of_a_share_and_less_of_anything_else(typed):
    now = [broken(typed)]
    then = [broken(typed, Failure("said", "not x"))]
    changes = {change.now.name: change.is_better for change in trend(now, then, figures).changes}
    assert changes["task_success"] is True
    assert changes["violations"] is True
    back = {change.now.name: change.is_better for change in trend(then, now, figures).changes}
    assert back["task_success"] is False
    assert back["violations"] is False


def test_gaps_of_calls_played_side_by_side_come_with_a_warning(spoken, typed):
    side_by_side = replace(RUN, jobs=2)
    assert "--jobs 1" in to_html(card([spoken], side_by_side))
    assert "--jobs 1" not in to_html(card([spoken], RUN))
    assert "--jobs 1" not in to_html(card([typed], side_by_side))


def test_markdown_keeps_its_tables_whatever_a_scenario_is_called(typed):
    odd = broken(typed, Failure("said", "not a|b\nc"), scenario="x|y", features=("f|g",))
    lines = to_markdown(card([odd], RUN)).splitlines()
    assert "**1件のうち0件が合格**" in lines[2]
    rows = [line for line in lines if line.startswith("|")]
    assert any("f\\|g" in line for line in rows)
    counts = {line.replace("\\|", "").count("|") for line in rows}
    assert counts == {6}


def test_an_opinion_stands_on_the_page_and_changes_no_figure(typed):
    verdicts = {identity(typed): Verdict(1, 2, "早口です。")}
    judged, plain = card([typed], RUN, verdicts=verdicts), card([typed], RUN)
    assert "丁寧さ 1／5、自然さ 2／5。早口です。" in to_html(judged)
    assert (judged.main, judged.others, judged.passed) == (plain.main, plain.others, plain.passed)


def test_figures_conditions_intents_and_musts_have_japanese_names(spoken):
    for one in figures([spoken]):
        assert figure_meaning(one.name), one.name
    for kind, names in (
        ("conditions", CONDITIONS),
        ("intents", load_model().intents),
        ("musts", [field.name for field in fields(Expectation)]),
    ):
        unnamed = {name for name in names if word(kind, name) == name}
        assert unnamed <= {"besides", "allowed_facts"}, kind


def test_whatever_the_grader_says_is_put_in_japanese(typed):
    told = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in typed.report.items()
    }
    report = CallReport(**told)
    wanted = Expectation(
        kind=("sales",),
        outcome=("refused", "answered"),
        urgency=("high",),
        escalation="complaint",
        callback_number="012-3456-7890",
        callback_wanted=True,
        caller_name="江川",
        caller_company="スマイル企画",
        target="栗本",
        purpose=("展示会",),
        told=("出張",),
        promised=("折り返し",),
        refused=("携帯",),
        unconfirmed=("電話",),
        reservation=(("wish", "2026-12-01"),),
        effects=frozenset(("callback", "reservation.new", "escalation.complaint")),
        change=(("staff", "佐藤"),),
        said=(Saying(words=("番号違い", "間違い"), turn=-1), Saying(act="offer", by=4)),
        never_said=(Saying(words=("お電話",)),),
        escalated_by=1,
        max_agent_turns=1,
        max_gap_ms=0,
    )
    turn = AgentTurn(1, 0, "お電話ありがとうございます。", ("greet.company",), gap_ms=10)
    late = AgentTurn(2, 0, "代わります。", (), escalate="complaint")
    outcome = replace(outcome_of((), report, ("price 500円",)), turns=(turn, late))
    failures = wanted.failures(outcome)
    assert {failure.must.split(".")[0] for failure in failures} >= {
        field.name for field in fields(Expectation)
    } - {"besides", "allowed_facts"} - {"callback_number"} | {"invented", "callback_number"}
    for failure in failures:
        text = failure_text(failure)
        assert text != failure.message, failure
        assert not re.search("not |without|nobody|turns", text), text
        assert must_name(failure.must) != failure.must
