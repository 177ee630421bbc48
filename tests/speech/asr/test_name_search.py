"""A surname said where callers say one: common names win over sounds that nobody is called."""

import numpy as np
import pytest

from speech.asr.name_search import better_name
from speech.asr.phones import PHONE_IDS, kana_from_phones, phones_from_kana

FRAMES_A_PHONE = 2


def frames_of(said: str, instead: dict[int, str], heard_by: float = 0.6) -> np.ndarray:
    """Log probabilities in which each phone of `said` peaks; where `instead` has another phone at
    its index, that one is likelier by odds of `heard_by` to the rest."""
    phones = phones_from_kana(said)
    table = np.full((FRAMES_A_PHONE * (len(phones) + 2), len(PHONE_IDS)), 1e-4)
    table[:, 0] = 0.9
    for at, phone in enumerate(phones):
        row = table[FRAMES_A_PHONE * (at + 1)]
        row[0] = 0.02
        row[PHONE_IDS[phone]] = 0.95 if at not in instead else 1.0 - heard_by
        if at in instead:
            row[PHONE_IDS[instead[at]]] = heard_by
    return np.log(table / table.sum(axis=1, keepdims=True))


def heard(said: str, instead: dict[int, str]) -> tuple[list[str], list[int]]:
    phones = [instead.get(at, phone) for at, phone in enumerate(phones_from_kana(said))]
    return phones, [FRAMES_A_PHONE * (at + 1) for at in range(len(phones))]


def found(said: str, instead: dict[int, str], heard_by: float = 0.6) -> str:
    phones, begun = heard(said, instead)
    name = better_name(phones, begun, frames_of(said, instead, heard_by))
    return "" if name is None else kana_from_phones(name.phones)


@pytest.mark.parametrize(
    ("said", "instead", "name"),
    [
        ("ヒラノトモーシマス", {0: "sh"}, "ヒラノ"),
        ("ミナトキカクノイヌイデス", {16: "a"}, "イヌイ"),
        ("コジンデスタジマデス", {10: "g"}, "タジマ"),
    ],
)
def test_a_name_people_have_is_taken_for_sounds_nobody_is_called(said, instead, name):
    assert found(said, instead) == name


def test_the_commonest_answers_are_nobodys_name():
    assert found("ハイソーデス", {0: "s", 4: "t"}) == ""
    assert found("ダイジョーブデス", {}) == ""


def test_what_the_frames_deny_is_not_taken_however_common():
    assert found("ヒラノトモーシマス", {0: "sh"}, heard_by=0.99999) == ""


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("エガワトモーシマス", {}),
        ("ムシバノチリョーデス", {}),
        ("ライシューノカヨービデス", {}),
        ("オセワニナッテオリマス", {}),
        ("", {}),
    ],
)
def test_what_is_a_name_already_or_no_introduction_is_left(said, instead):
    assert found(said, instead) == ""
