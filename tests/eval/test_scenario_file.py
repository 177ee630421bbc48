"""Scenario files: read as they are written, or refused with a line and a remedy."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from agent.cli import build
from eval.choosing import Chooser
from eval.cues import asked_slots, sound_of
from eval.saying import SayingError, said
from eval.scenario_file import ScenarioError, load_scenario, load_scenarios, scenario_schema
from eval.script import SENTENCE_PAUSE_MS
from eval.voices import PACKAGED_VOICES
from speech.endpointing import Expect

FOLDERS = [Path("eval/scenarios"), Path("eval/bench/calls")]
GOOD = """# 番号を残す
now: 2026-11-24T18:30
features: [number]
difficulty: 2
caller: {voice: mei-calm, introduces: varies, style: {speed: 0.9, fillers: 0.2}}
channel: {snr_db: 15, noise: babble}
statuses: [{staff: 栗本, status: 外出}]
turns:
  - say: 早瀬《はやせ》と申します。
    or: [早瀬です。, 早瀬ですが。]
    expect: name
    intent: reach_person
  - {say: 03-0012-3456です。, cue: お電話番号}
  - {say: はい, backchannel_ms: 900}
  - {say: ちょっと待ってください, interrupt_ms: 1200}
  - {keys: "1#"}
  - {silent_ms: 9000}
  - {hang_up: true}
answers:
  name: 早瀬です。
  company: {say: 早瀬商店です。, or: 早瀬商店の者です。}
reactions:
  - {when: [absent, refused], say: そうですか。, from_time: 2, once: true}
  - {cue: もう一度, repeat: true}
expect:
  kind: reach_person
  callback_number: 03-0012-3456
  said: [かしこまりました, {act: refuse, by: 3}, {fact: {email: "@"}, turn: -1}]
  never_said: ["090"]
  effects: [callback]
"""


def written(tmp_path, text):
    path = tmp_path / "caller.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_scenario_is_read_as_written(tmp_path):
    scenario = load_scenario(written(tmp_path, GOOD))
    assert (scenario.name, scenario.about) == ("caller", "番号を残す")
    assert scenario.now.isoformat() == "2026-11-24T18:30:00+09:00"
    assert scenario.statuses[0].staff == "栗本"
    script = scenario.script()
    name, number, nod, interruption, keys, silence, end = script.turns
    assert (script.voice, script.style.speed, script.channel.noise) == ("mei-calm", 0.9, "babble")
    assert (name.text, name.expect, name.intent) == (
        "早瀬と申します。",
        Expect.NAME,
        "reach_person",
    )
    assert [(s.spoken, s.pause_ms) for s in number.stretches] == [
        ("ゼロサンの、", 300),
        ("ゼロゼロイチニーの、", 300),
        ("サンヨンゴーロクです。", 0),
    ]
    assert number.text == "03-0012-3456です。"
    assert number.cue == ("オデンワバンゴー",)
    assert (nod.when, nod.at_ms) == ("backchannel", 900)
    assert (interruption.when, interruption.at_ms) == ("interrupt", 1200)
    assert (keys.keys, silence.silent_ms, end.when) == ("1#", 9000, "hang_up")
    assert script.answers["company"].expect is Expect.NAME
    again = script.reactions[0]
    assert (again.from_time, again.once, script.reactions[1].repeats) == (2, True, True)
    acts = [saying.act for saying in scenario.expectation.said]
    assert acts == ["", "refuse", ""]


def test_a_seed_chooses_among_the_wordings_and_who_introduces_himself(tmp_path):
    scenario = load_scenario(written(tmp_path, GOOD))
    firsts = [scenario.script(seed).turns[0].text for seed in range(12)]
    assert firsts == [scenario.script(seed).turns[0].text for seed in range(12)]
    assert "早瀬ですが" in "".join(firsts)
    assert not firsts[0].startswith("早瀬商店")
    assert all("早瀬商店" in first for first in firsts[1::2])
    assert not any("早瀬商店" in first for first in firsts[::2])


def test_three_playings_meet_all_of_three_wordings(tmp_path):
    scenario = load_scenario(written(tmp_path, "turns:\n - {say: はい, or: [ええ, うん]}\n"))
    firsts = [scenario.script(seed).turns[0].text for seed in range(4)]
    assert firsts == ["はい", "ええ", "うん", "はい"]


@pytest.mark.parametrize(
    ("text", "line", "said_of_it", "remedy"),
    [
        ("turns: []", 1, "turns", ""),
        ("turns:\n - sya: はい", 2, "turns.0.sya", "did you mean say?"),
        ("turns:\n - say: はい\n   keys: '1'", 2, "does one of", "split"),
        ("turns:\n - {say: はい, interrupt_ms: 1, after_ms: 2}", 2, "has one of", "take"),
        ("turns:\n - say: <300>はい", 2, "pause", ""),
        ("turns:\n - say: 江川《えがわです", 2, "漢字《かんじ》", ""),
        ("turns:\n - keys: abc", 2, "turns.0.keys", ""),
        ("turns:\n - say: はい\nchannel: {snr_db: 99}", 3, "snr_db", ""),
        ("turns:\n - say: はい\nchannel: {colour: red}", 3, "colour", "did you mean"),
        ("turns:\n - say: はい\nanswers: {fone_number: はい}", 3, "phone_number", ""),
        ("turns:\n - say: はい\nfeatures: [absense]", 3, "absense", "did you mean absence?"),
        ("turns:\n - say: はい\nreactions:\n - say: はい", 4, "needs when or cue", ""),
        ("turns:\n - say: はい\nreactions:\n - {when: abzent, say: はい}", 4, "abzent", "absent"),
        ("turns:\n - say: はい\nexpect: {said: [a], never_said: [a]}", 3, "never said", "keep one"),
        ("turns:\n - say: はい\nexpect: {escalation: '', escalated_by: 2}", 3, "nobody", ""),
        ("turns:\n - say: はい\nexpect:\n  said: [{act: a, words: b}]", 4, "one of", "split"),
        ("turns: [", 2, "", ""),
        ("- 1", 1, "", ""),
        ("", 1, "", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_a_remedy(tmp_path, text, line, said_of_it, remedy):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(written(tmp_path, text))
    assert said_of_it in f"{caught.value} {caught.value.remedy}"
    assert remedy in caught.value.remedy
    assert caught.value.line == line
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ScenarioError, match=r"nobody\.yaml"):
        load_scenario(tmp_path / "nobody.yaml")


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_every_scenario_can_be_spoken_by_the_packaged_voices_and_says_what_it_is(folder):
    scenarios = load_scenarios(folder)
    assert len(scenarios) >= 2
    for scenario in scenarios:
        assert scenario.caller.voice in {voice.name for voice in PACKAGED_VOICES}
        assert len(scenario.about) > 6, scenario.path


def test_no_two_scenarios_have_one_name():
    names = [path.stem for path in FOLDERS[0].rglob("*.yaml")]
    assert len(names) == len(set(names))


def test_the_published_schema_is_the_shape_that_is_read_and_every_scenario_fits_it():
    published = json.loads(Path("docs/scenario.schema.json").read_text("utf-8"))
    assert published == scenario_schema(), "denwaban eval new --schema > docs/scenario.schema.json"
    check = jsonschema.Draft202012Validator(published)
    for path in (*FOLDERS[0].rglob("*.yaml"), Path("eval/scenario_template.yaml")):
        held = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        wrong = [e for e in check.iter_errors(held) if e.validator == "additionalProperties"]
        assert wrong == [], path


def test_new_writes_a_scenario_that_holds_and_overwrites_nothing(tmp_path):
    path = tmp_path / "own" / "my_call.yaml"
    command = ["eval", "new", str(path)]
    assert CliRunner().invoke(build(), command).exit_code == 0
    assert load_scenario(path).expectation.outcome == ("callback_promised",)
    again = CliRunner().invoke(build(), command)
    assert again.exit_code == 2
    assert CliRunner().invoke(build(), ["eval", "new"]).exit_code == 2
    played = CliRunner().invoke(
        build(), ["eval", "run", str(path), "-k", "2", "--jobs", "1", "--out", str(tmp_path / "o")]
    )
    assert played.exit_code == 0, played.stdout


@pytest.mark.parametrize(
    ("say", "text", "spoken"),
    [
        ("江川《えがわ》です。", "江川です。", ["えがわです。"]),
        ("｜みなと企画《みなときかく》です", "みなと企画です", ["みなときかくです"]),
        ("あの、<400>折り返しを", "あの、折り返しを", ["あの、", "折り返しを"]),
        ("012-3456-7890です", "012-3456-7890です",
         ["ゼロイチニーの、", "サンヨンゴーロクの、", "ナナハチキューゼロです"]),
    ],
)  # fmt: skip
def test_marks_say_how_words_are_spoken(say, text, spoken):
    written_so, stretches = said(say)
    assert written_so == text
    assert [stretch.spoken for stretch in stretches] == spoken


@pytest.mark.parametrize(
    "say", ["<300>はい", "はい<300><300>ええ", "江川《", "はい<99999>ええ", "江川》"]
)
def test_marks_that_make_no_sense_are_refused(say):
    with pytest.raises(SayingError):
        said(say)


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("失礼ですが、会社名とお名前をお聞かせいただけますか。", ("company", "name")),
        ("念のため、お電話番号をお願いいたします。", ("phone_number",)),
        ("江川様、お電話番号は、ゼロイチニー、サンヨン。合っておりますか。", ("confirm",)),
        ("午後と申しますと、何時ごろがよろしいでしょうか。", ("time",)),
        ("ご希望の日にちとお時間を、お聞かせいただけますか。", ("date",)),
        ("場所と、お電話番号をお聞かせください。", ("place", "phone_number")),
        ("ほかにご用件はございますか。", ("anything_else",)),
        ("あいにく栗本は、席を外しております。", ()),
    ],
)  # fmt: skip
def test_a_caller_knows_what_it_is_asked_for(words, slots):
    assert asked_slots(sound_of(words)) == slots


ANSWERS = """turns: [{say: 伝言をお願いします。}]
answers:
  company: 光洋《こうよう》システムです。
  name: 平野《ひらの》と申します。
  phone_number: 03-0012-9036です。
"""


@pytest.mark.parametrize(
    ("read_back", "answer"),
    [
        ("復唱いたします。光洋システムの平野様、03-0012-9036でよろしいでしょうか。",
         "はい、そうです。"),
        ("復唱いたします。光洋システムの白野様、03-0012-9036でよろしいでしょうか。",
         "いえ、違います。平野と申します。"),
        ("復唱いたします。浜口商店の平野様、03-0012-9036でよろしいでしょうか。",
         "いえ、違います。光洋システムです。"),
        ("平野様、お電話番号は、03-0012-9037。合っておりますか。",
         "いえ、違います。03-0012-9036です。"),
    ],
)  # fmt: skip
def test_a_caller_puts_a_wrong_read_back_right(tmp_path, read_back, answer):
    chooser = Chooser(load_scenario(written(tmp_path, ANSWERS)).script())
    chooser.took(chooser.choose(None))
    assert chooser.choose(sound_of(read_back)).text == answer


def test_several_answers_in_one_turn_have_a_breath_between_them(tmp_path):
    chooser = Chooser(load_scenario(written(tmp_path, ANSWERS)).script())
    chooser.took(chooser.choose(None))
    turn = chooser.choose(sound_of("失礼ですが、会社名とお名前をお聞かせいただけますか。"))
    assert turn.text == "光洋システムです。平野と申します。"
    assert [stretch.pause_ms for stretch in turn.stretches] == [SENTENCE_PAUSE_MS, 0]
