import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.asr.beam import BeamSettings, PhoneBeam
from speech.asr.bias import bias_table
from speech.asr.language import packaged_language_model
from speech.asr.phones import PHONE_IDS, kana_from_phones, phones_from_kana
from speech.engines import BiasWord
from tests.speech.asr.simulated import log_probs_of

NAMES = (
    BiasWord("栗本", "クリモト"),
    BiasWord("森田", "モリタ"),
    BiasWord("鳥井", "トリイ"),
    BiasWord("霧島製作所", "キリシマセーサクショ"),
    BiasWord("森", "モリ"),
)


def earned(kana: str, bonus: float = 1.0) -> float:
    table = bias_table(NAMES, bonus)
    place, total = 0, 0.0
    for phone in phones_from_kana(kana):
        total += float(table.gain[place, PHONE_IDS[phone]])
        place = int(table.following[place, PHONE_IDS[phone]])
    return total


@pytest.mark.parametrize("name", ["クリモト", "モリタ", "キリシマセーサクショ"])
def test_a_whole_word_keeps_its_bonus_wherever_it_stands(name: str) -> None:
    assert earned(f"エーギョーノ{name}サンワ") == pytest.approx(len(phones_from_kana(name)))


@pytest.mark.parametrize("begun", ["クリマス", "キリシマシタ", "トリカエ", "アメガフル"])
def test_a_word_that_is_left_before_its_end_keeps_nothing(begun: str) -> None:
    assert earned(begun) == pytest.approx(0.0)


def test_a_word_may_begin_inside_another_that_fails() -> None:
    assert earned("クリモリタ") == pytest.approx(len(phones_from_kana("モリタ")))


@given(st.text(alphabet="クリモトタイキシマセーサショ", min_size=1, max_size=30))
def test_no_path_earns_more_than_a_bonus_a_phone(kana: str) -> None:
    assert -1e-4 <= earned(kana) <= len(phones_from_kana(kana)) + 1e-4


def best(kana: str, seed: int, confusion: float, words: tuple[BiasWord, ...]) -> str:
    beam = PhoneBeam(packaged_language_model(), bias=bias_table(words, BeamSettings().bias_bonus))
    beam.push(log_probs_of(kana, seed, confusion=confusion))
    return kana_from_phones(beam.hypotheses(1)[0].names)


def test_names_on_the_list_are_heard_through_noise_more_often() -> None:
    said = "エーギョーノクリモトサンオオネガイシマス"
    without = sum("クリモト" in best(said, seed, 0.3, ()) for seed in range(12))
    biased = sum("クリモト" in best(said, seed, 0.3, NAMES) for seed in range(12))
    assert biased > without


DECOYS = (
    "クリスマスノヨテーデスガ",
    "モリアガリマシタネ",
    "トリヒキサキノモノデス",
    "コモリウタデス",
    "クルマノコトデ",
    "キリトリセンデキッテクダサイ",
    "ムリモトメマセン",
)


@pytest.mark.parametrize("decoy", DECOYS)
def test_other_words_do_not_turn_into_names(decoy: str) -> None:
    for seed in range(3):
        assert best(decoy, seed, 0.0, NAMES) == best(decoy, seed, 0.0, ())


def test_unreadable_and_very_short_words_are_left_out() -> None:
    table = bias_table((BiasWord("漢字", "漢字"), BiasWord("胃", "イ")), 1.0)
    assert not np.any(table.gain)
