import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.asr.beam import BeamSettings, PhoneBeam, forced_score, greedy
from speech.asr.language import PhoneLanguageModel, packaged_language_model
from speech.asr.phones import PHONES, kana_from_phones, phones_from_kana
from tests.speech.asr.simulated import log_probs_of

ALONE = BeamSettings(language_weight=0.0, insertion=0.0)
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノマミムメモラリルレロン"
WORDS = st.text(alphabet=KANA, min_size=1, max_size=12)


def heard(beam: PhoneBeam) -> str:
    return kana_from_phones(beam.hypotheses(1)[0].names)


@settings(max_examples=40, deadline=None)
@given(WORDS, st.integers(0, 5))
def test_clear_sounds_are_heard_without_any_language(word: str, seed: int) -> None:
    beam = PhoneBeam(PhoneLanguageModel.uniform(), ALONE)
    beam.push(log_probs_of(word, seed))
    assert heard(beam) == kana_from_phones(phones_from_kana(word))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_the_beam_sums_all_alignments_of_its_best(seed: int) -> None:
    rng = np.random.default_rng(seed)
    log_probs = np.log(rng.dirichlet(np.full(len(PHONES), 0.05), size=5) + 1e-9)
    settings_ = BeamSettings(
        width=200, language_weight=0.0, insertion=0.0, phone_floor=100.0, score_floor=100.0
    )
    beam = PhoneBeam(PhoneLanguageModel.uniform(), settings_)
    beam.push(log_probs)
    best = beam.hypotheses(1)[0]
    assert best.acoustic == pytest.approx(forced_score(log_probs, best.names), abs=0.02)


def test_language_mends_confused_sounds() -> None:
    said = "オセワニナッテオリマスサトートモーシマスガ"
    log_probs = log_probs_of(said, seed=3, confusion=0.3)
    assert kana_from_phones([PHONES[i] for i in greedy(log_probs)]) != said
    beam = PhoneBeam(packaged_language_model())
    beam.push(log_probs)
    assert heard(beam) == said


def test_frame_by_frame_is_the_same_as_at_once() -> None:
    log_probs = log_probs_of("エーギョーノカタオオネガイシマス", confusion=0.2)
    whole, parts = (PhoneBeam(packaged_language_model()) for _ in range(2))
    whole.push(log_probs)
    for at in range(0, len(log_probs), 2):
        parts.push(log_probs[at : at + 2])
    assert whole.hypotheses(5) == parts.hypotheses(5)


def test_a_copy_goes_its_own_way() -> None:
    log_probs = log_probs_of("モシモシ")
    beam = PhoneBeam(packaged_language_model())
    beam.push(log_probs[:20])
    before = beam.hypotheses(3)
    beam.copy().push(log_probs[20:])
    assert beam.hypotheses(3) == before


def test_shared_phones_begin_every_hypothesis_that_may_win() -> None:
    beam = PhoneBeam(packaged_language_model())
    beam.push(log_probs_of("タカハシトモーシマス", blur=0.001))
    shared = beam.shared()
    best, *others = (h for h in beam.hypotheses(24, ended=False))
    rivals = [h for h in others if h.score > best.score - BeamSettings().stable_floor]
    assert all(best.phones[:shared] == rival.phones[:shared] for rival in rivals)
    assert shared > 5


def test_nothing_is_heard_in_blanks() -> None:
    log_probs = np.full((200, len(PHONES)), np.log(0.01 / (len(PHONES) - 1)))
    log_probs[:, 0] = np.log(0.99)
    beam = PhoneBeam(packaged_language_model())
    beam.push(log_probs)
    assert beam.hypotheses(1)[0].phones == ()


def test_phones_carry_the_frame_they_were_heard_in() -> None:
    beam = PhoneBeam(PhoneLanguageModel.uniform(), ALONE)
    beam.push(log_probs_of("アキ", lead=25))
    frames = beam.hypotheses(1)[0].frames
    assert frames[0] == 25
    assert list(frames) == sorted(frames)
