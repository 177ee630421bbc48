import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eval.script import Stretch, Turn
from eval.speech_style import FILLERS, PAUSE_MS, Style, as_loud, styled
from eval.telephone import Channel
from speech.endpointing import Expect

PLAIN = (
    Turn(
        "お世話になっております。来週の予約の件ですが、変更をお願いできますか。",
        (
            Stretch("お世話になっております。", 300),
            Stretch("来週の予約の件ですが、変更をお願いできますか。"),
        ),
    ),
    Turn("いえ、それだけです。", (Stretch("いえそれだけです。"),), expect=Expect.NOTHING),
)
NUMBERS = (
    Turn(
        "番号は、03-0091-7805です。",
        (
            Stretch("番号は、ゼロサンの、", 350),
            Stretch("ゼロゼロキューイチの、ナナハチゼロゴーです。"),
        ),
        expect=Expect.PHONE_NUMBER,
    ),
    Turn(
        "お待たせして、電話は、03-0091-7805です、よろしく。",
        (
            Stretch("お待たせして、電話は、ゼロサンの、", 350),
            Stretch("ゼロゼロキューイチの、", 350),
            Stretch("ナナハチゼロゴーです、よろしく。"),
        ),
    ),
    Turn(
        "電話は、ゼロサンの、ゼロゼロキューイチの、ナナハチ、ゼロゴーです。",
        (Stretch("電話は、ゼロサンの、ゼロゼロキューイチの、ナナハチ、ゼロゴーです。"),),
    ),
    Turn(
        "部屋は、にの、さん、ご、です。建物は、二、〇、五です。",
        (Stretch("部屋は、にの、さん、ご、です。建物は、二、〇、五です。"),),
    ),
    Turn(
        "アドレスは、tanaka@example.comです、はい。",
        (Stretch("アドレスは、ティーエー、エヌエー、ケーエー、アットマーク、です、はい。"),),
    ),
    Turn(
        "アドレスは、ティー、エー、アットマーク、です。",
        (Stretch("アドレスは、ティー、エー、アットマーク、です。"),),
    ),
    Turn(
        "山田、太郎と申します。",
        (Stretch("山田、太郎と申します。"),),
        expect=Expect.NAME,
    ),
    Turn(
        "私は、江川、太郎と申しますが、",
        (Stretch("私は、エガワ、タローと申しますが、"),),
    ),
)
WHOLE = (
    "ゼロサンの|ゼロゼロキューイチの|ナナハチゼロゴー",
    "にの、さん、ご",
    "二、〇、五",
    "ティーエー、エヌエー、ケーエー、アットマーク",
    "ティー、エー、アットマーク",
    "山田、太郎",
    "エガワ、タロー",
)
"""What nothing may come into."""

styles = st.builds(
    Style,
    speed=st.floats(0.7, 1.5),
    fillers=st.floats(0, 1),
    hesitation=st.floats(0, 1),
    register=st.sampled_from(["polite", "blunt", "elderly", "hurried", "angry"]),
)
seeds = st.integers(0, 2**32 - 1)
phrases = st.text("あいはがのをに今日電話予約変更三5ゼエ一です", min_size=1, max_size=8)


@st.composite
def turns(draw):
    """Any phrases in any breaths, written as spoken or with a number in the middle."""
    words = draw(st.lists(phrases, min_size=1, max_size=5))
    marks = draw(st.lists(st.sampled_from("、、。"), min_size=len(words), max_size=len(words)))
    breaks = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    stretches, text = [], ""
    for word, mark, breath in zip(words, marks, breaks, strict=True):
        text += word.replace("ゼエ", "0A") + mark
        if breath or not stretches:
            stretches.append(Stretch(word + mark, draw(st.sampled_from([0, 200]))))
        else:
            last = stretches[-1]
            stretches[-1] = Stretch(last.spoken + word + mark, last.pause_ms)
    return Turn(text, tuple(stretches), expect=draw(st.sampled_from(list(Expect))))


def spoken(turn):
    return "".join(stretch.spoken for stretch in turn.stretches)


def bare(words):
    """Without marks and without the fillers."""
    for filler in FILLERS:
        words = words.replace(filler, "")
    return re.sub("[、。]", "", words)


def rng(seed=0):
    return np.random.default_rng(seed)


@given(turns(), styles, seeds)
def test_without_fillers_and_repetition_the_words_are_unchanged(turn, style, seed):
    assume(style.register != "elderly")
    said = styled(turn, style, rng(seed))
    assert bare(said.text) == bare(turn.text)
    assert bare(spoken(said)) == bare(spoken(turn))


@given(turns(), st.sampled_from(["polite", "blunt", "angry", "hurried"]), seeds)
def test_a_plain_style_changes_nothing_at_all(turn, register, seed):
    assert styled(turn, Style(register=register), rng(seed)) == turn


@given(turns(), styles, seeds)
def test_what_is_put_in_is_put_in_in_writing_and_aloud(turn, style, seed):
    said = styled(turn, style, rng(seed))
    for filler in FILLERS:
        assert said.text.count(filler) == spoken(said).count(filler)
    if turn.text == spoken(turn):
        assert re.sub("[、。]", "", said.text) == re.sub("[、。]", "", spoken(said))


@given(turns(), styles, seeds)
def test_the_same_seed_says_it_the_same_way(turn, style, seed):
    assert styled(turn, style, rng(seed)) == styled(turn, style, rng(seed))


@given(turns(), styles, seeds)
def test_every_stretch_has_words_and_a_pause_a_person_makes(turn, style, seed):
    set_by_the_scenario = {stretch.pause_ms for stretch in turn.stretches}
    for stretch in styled(turn, style, rng(seed)).stretches:
        assert bare(stretch.spoken) or stretch.spoken in FILLERS
        longest = PAUSE_MS[1] * 1.3
        assert stretch.pause_ms in set_by_the_scenario or PAUSE_MS[0] <= stretch.pause_ms <= longest


@pytest.mark.parametrize("turn", NUMBERS, ids=lambda turn: turn.text)
@pytest.mark.parametrize("register", ["polite", "elderly"])
def test_nothing_comes_into_a_number_an_address_or_a_name(turn, register):
    style = Style(fillers=1, hesitation=1, register=register)
    for seed in range(40):
        said = styled(turn, style, rng(seed))
        for whole in "|".join(WHOLE).split("|"):
            assert said.text.count(whole) == turn.text.count(whole)
            assert spoken(said).count(whole) == spoken(turn).count(whole)
            in_one_breath = [whole in stretch.spoken for stretch in said.stretches]
            assert sum(in_one_breath) == sum(whole in each.spoken for each in turn.stretches)
        assert re.sub("[^0-9]", "", said.text) == re.sub("[^0-9]", "", turn.text)


def test_a_filler_may_stand_before_a_number_that_stays_whole():
    said = styled(NUMBERS[1], Style(fillers=1), rng(1))
    filler = f"(?:{'|'.join(FILLERS)})"
    assert re.fullmatch(
        f"{filler}お待たせして、{filler}電話は、{filler}03-0091-7805です、{filler}よろしく。",
        said.text,
    )
    assert [stretch.pause_ms for stretch in said.stretches] == [350, 350, 0]


def test_fillers_stand_at_the_beginning_and_after_commas_as_often_as_set():
    said = styled(PLAIN[0], Style(fillers=1), rng(3))
    filler = f"(?:{'|'.join(FILLERS)})"
    assert re.fullmatch(f"{filler}お世話に.*件ですが、{filler}変更を.*", said.text)
    count = sum(
        styled(PLAIN[0], Style(fillers=0.3), rng(seed)).text != PLAIN[0].text for seed in range(400)
    )
    assert count / 400 == pytest.approx(1 - 0.7**2, abs=0.07)


def test_no_filler_stands_beside_another():
    turn = Turn("えーと、あの、予約の件で。", (Stretch("えーと、あの、予約の件で。"),))
    assert styled(turn, Style(fillers=1), rng()).text == turn.text


def test_a_comma_only_written_is_a_place_too_and_is_then_heard():
    said = styled(PLAIN[1], Style(fillers=1, hesitation=1), rng(2))
    assert len(said.stretches) == 4
    assert [stretch.pause_ms > 0 for stretch in said.stretches] == [True, True, True, False]
    assert spoken(said) == said.text


def test_hesitation_pauses_at_commas_and_keeps_the_pauses_that_are_set():
    said = styled(PLAIN[0], Style(hesitation=1), rng(4))
    assert [stretch.spoken for stretch in said.stretches] == [
        "お世話になっております。",
        "来週の予約の件ですが、",
        "変更をお願いできますか。",
    ]
    assert said.stretches[0].pause_ms == 300
    assert PAUSE_MS[0] <= said.stretches[1].pause_ms <= PAUSE_MS[1]
    assert said.text == PLAIN[0].text


def test_an_old_caller_pauses_and_says_some_phrases_twice():
    turn = Turn(
        "昨日から、熱が出まして、診ていただけますか。",
        (Stretch("昨日から、熱が出まして、診ていただけますか。"),),
    )
    said = [styled(turn, Style(register="elderly"), rng(seed)) for seed in range(200)]
    twice = sum("昨日から、昨日から、熱が" in each.text for each in said)
    assert twice / 200 == pytest.approx(0.15, abs=0.08)
    assert all(re.sub(r"(.{3,8}、)\1", r"\1", each.text) == turn.text for each in said)
    assert any(len(each.stretches) > 1 for each in said)


def test_a_hurried_caller_has_no_time_for_fillers_or_pauses():
    style = Style(fillers=1, hesitation=1, register="hurried")
    assert all(styled(turn, style, rng()) == turn for turn in PLAIN + NUMBERS)
    assert style.pace > 1.2


@pytest.mark.parametrize(
    "turn",
    [
        Turn("はい、そうです。", (Stretch("はい、そうです。"),), expect=Expect.YES_NO),
        Turn("はい、はい。", (Stretch("はい、はい。"),), when="backchannel", at_ms=800),
        Turn("あの、すみません。", (Stretch("あの、すみません。"),), when="interrupt", at_ms=900),
        Turn("もしもし。", (Stretch("もしもし。"),)),
        Turn("Hello, good morning.", (Stretch("ハロー、グッドモーニング。"),)),
        Turn("", keys="1"),
        Turn("", silent_ms=4000),
        Turn("", when="hang_up"),
    ],
    ids=["yes", "backchannel", "interruption", "hello", "English", "keys", "silence", "hang up"],
)
def test_what_is_said_without_thinking_stays_as_it_is(turn):
    style = Style(fillers=1, hesitation=1, register="elderly")
    assert all(styled(turn, style, rng(seed)) == turn for seed in range(10))


def test_an_angry_caller_is_faster_and_louder_over_the_same_noise_and_uses_the_same_words():
    style, channel = Style(register="angry"), Channel(level_dbfs=-26, snr_db=20)
    assert style.pace > 1
    louder = as_loud(channel, style)
    assert louder.level_dbfs > -26
    assert louder.level_dbfs - louder.snr_db == pytest.approx(-46)
    assert as_loud(channel, Style()) == channel
    assert all(styled(turn, style, rng()) == turn for turn in PLAIN)


@given(styles, st.floats(-60, -6), st.floats(0, 60))
def test_any_style_speaks_on_any_line(style, level_dbfs, snr_db):
    as_loud(Channel(level_dbfs=level_dbfs, snr_db=snr_db), style)
    assert 0.5 <= style.pace <= 2


@pytest.mark.parametrize(
    "setting",
    [{"speed": 0.5}, {"speed": 1.6}, {"fillers": 1.2}, {"hesitation": -0.1}, {"register": "rude"}],
)
def test_a_style_nobody_speaks_in_is_refused(setting):
    with pytest.raises(ValueError, match=next(iter(setting))):
        Style(**setting)
