"""The telephone lines of training: another sound, the same length, the same features."""

from __future__ import annotations

import numpy as np
import pytest

from speech.asr.features import LogMel

pytestmark = pytest.mark.torch


@pytest.fixture
def augment() -> object:
    """The module, which needs scipy from the training extra."""
    pytest.importorskip("scipy")
    from speech.asr.training import augment

    return augment


def test_training_hears_what_the_runtime_hears(augment) -> None:  # type: ignore[no-untyped-def]
    audio = np.random.default_rng(1).standard_normal(8_000).astype(np.float32) * 0.1
    starts = np.arange(98) * 80
    found = augment.WarpedLogMel()(audio, starts, 1.0)
    np.testing.assert_allclose(found, LogMel(8_000).push(audio), atol=1e-3)


def test_a_line_keeps_the_length_and_stays_in_range(augment) -> None:  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(2)
    channel = augment.Channel(rng)
    speech = rng.standard_normal(40_000).astype(np.float32)
    for _ in range(12):
        heard = channel(speech, None)
        assert heard.shape == speech.shape
        assert np.isfinite(heard).all()


def test_mu_law_is_finer_where_it_is_quiet(augment) -> None:  # type: ignore[no-untyped-def]
    table = augment.Channel.mu_law_table()
    exact = np.arange(-32768, 32768) / 32768.0
    error = np.abs(table - exact)
    assert error[32768 - 100 : 32768 + 100].max() < 0.001
    assert error.max() < 0.03
