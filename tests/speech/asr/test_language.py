from pathlib import Path

import numpy as np
import pytest

from speech.asr.language import (
    BITS,
    END,
    PackedTree,
    PhoneLanguageModel,
    expand,
    packaged_language_model,
)
from speech.asr.phones import PHONE_IDS, PHONES, phones_from_kana
from speech.errors import EngineUnavailable


def tree_of_two_contexts() -> PackedTree:
    """Empty context, the edge, and 'after a': a and i are likely, after a only k."""
    a, k = PHONE_IDS["a"], PHONE_IDS["k"]
    everything = np.arange(len(PHONES), dtype=np.uint8)
    return PackedTree(
        keys=np.array([0, END, a], dtype=np.int64),
        lengths=np.array([0, 1, 1], dtype=np.uint8),
        offsets=np.array([0, len(PHONES), len(PHONES), len(PHONES) + 1], dtype=np.int64),
        phones=np.append(everything, np.uint8(k)),
        costs=np.append(np.full(len(PHONES), 60, dtype=np.uint8), np.uint8(2)),
        backoff=np.array([0, 0, 32], dtype=np.uint8),
    )


def test_a_longer_context_overrides_and_backs_off() -> None:
    model = expand(tree_of_two_contexts())
    after_a = int(model.next_context[model.start, PHONE_IDS["a"]])
    assert model.log_probs[after_a, PHONE_IDS["k"]] == pytest.approx(-2 / 16)
    assert model.log_probs[after_a, PHONE_IDS["s"]] == pytest.approx(-(60 + 32) / 16)
    assert model.next_context[after_a, PHONE_IDS["s"]] == 0


def test_the_shipped_model_is_a_distribution_in_every_context() -> None:
    sums = np.exp(packaged_language_model().log_probs.astype(np.float64)).sum(axis=1)
    assert np.abs(sums - 1.0).max() < 0.2  # quantised in steps of 1/16 nat
    assert abs(sums.mean() - 1.0) < 0.02


@pytest.mark.parametrize(
    ("japanese", "other"),
    [
        ("オデンワアリガトーゴザイマス", "オデンアワリトーガゴゾイムサ"),
        ("ヨヤクノヘンコーオオネガイシマス", "ヨクヤノンヘコーオノオガイシスマ"),
        ("ゼロサンノゼロゼロイチニーノ", "ロゼンサノロロゼゼチイニーノー"),
        ("デンシャガオクレテイマス", "シャデンオクガレマイテス"),
    ],
)
def test_japanese_is_likelier_than_the_same_sounds_shuffled(japanese: str, other: str) -> None:
    model = packaged_language_model()
    left, right = (phones_from_kana(kana) for kana in (japanese, other))
    assert model.score(left) / len(left) > model.score(right) / len(right) + 1.0


def test_contexts_fit_their_packing() -> None:
    assert len(PHONES) < 1 << BITS


def test_a_missing_or_broken_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "language.npz"
    with pytest.raises(EngineUnavailable) as missing:
        PhoneLanguageModel.load(broken)
    assert "Reinstall" in missing.value.remedy
    np.savez(broken, keys=np.zeros(1))
    with pytest.raises(EngineUnavailable):
        PhoneLanguageModel.load(broken)
