from pathlib import Path

import pytest

from eval.script import STANDING_REPLIES, ScriptError, load_script, load_scripts
from eval.voices import PACKAGED_VOICES
from speech.endpointing import Expect

GOOD = """
voice: mei-calm
channel: {snr_db: 15, noise: babble}
turns:
  - say: 早瀬と申します。
    expect: name
  - say: [ゼロサンの, 700, ゼロゼロイチニーの]
    text: 03-0012
    expect: phone_number
    cue: [デンワバンゴウ]
  - {say: はい, backchannel_ms: 900}
  - {say: ちょっと待ってください, interrupt_ms: 1200}
  - {keys: "1#"}
  - {silent_ms: 9000}
  - {hang_up: true}
replies:
  - {cue: [オナマエ], say: 早瀬です。, expect: name}
"""


def written(tmp_path, text):
    path = tmp_path / "caller.yaml"
    path.write_text(
        text.replace("電話番号", "デンワバンゴウ").replace("お名前", "オナマエ"), "utf-8"
    )
    return path


def test_a_script_is_read_as_written(tmp_path):
    script = load_script(written(tmp_path, GOOD))
    name, number, nod, interruption, keys, silence, end = script.turns
    assert (script.name, script.voice, script.channel.noise) == ("caller", "mei-calm", "babble")
    assert (name.when, name.at_ms, name.expect) == ("after", None, Expect.NAME)
    assert [(s.spoken, s.pause_ms) for s in number.stretches] == [
        ("ゼロサンの", 700),
        ("ゼロゼロイチニーの", 0),
    ]
    assert number.text == "03-0012"
    assert number.cue == ("デンワバンゴウ",)
    assert (nod.when, nod.at_ms) == ("backchannel", 900)
    assert (interruption.when, interruption.at_ms) == ("interrupt", 1200)
    assert keys.keys == "1#"
    assert silence.silent_ms == 9000
    assert end.when == "hang_up"
    assert script.replies[0].turn.text == "早瀬です。"
    assert script.replies[1:] == STANDING_REPLIES


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("turns: []", "turns"),
        ("turns: [{sya: はい}]", "turns.0.sya"),
        ("turns: [{say: はい, keys: '1'}]", "does one of"),
        ("turns: [{say: はい, interrupt_ms: 1, after_ms: 2}]", "has one of"),
        ("turns: [{say: [300, はい]}]", "pause"),
        ("turns: [{keys: abc}]", "turns.0.keys"),
        ("turns: [{say: はい}]\nchannel: {snr_db: 99}", "snr_db"),
        ("turns: [{say: はい}]\nchannel: {colour: red}", "colour"),
        ("turns: [{say: はい}]\nreplies: [{cue: [ハイ]}]", "say or repeat"),
        ("turns: [", "caller.yaml"),
        ("- 1", "caller.yaml"),
        ("", "turns"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, text, place):
    with pytest.raises(ScriptError) as caught:
        load_script(written(tmp_path, text))
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ScriptError, match=r"nobody\.yaml"):
        load_script(tmp_path / "nobody.yaml")


def test_every_script_of_the_project_can_be_spoken_by_the_packaged_voices():
    folders = [Path("eval/scripts"), Path("eval/bench/calls")]
    scripts = [script for folder in folders for script in load_scripts(folder)]
    assert len(scripts) >= 2
    for script in scripts:
        assert script.voice in {voice.name for voice in PACKAGED_VOICES}
