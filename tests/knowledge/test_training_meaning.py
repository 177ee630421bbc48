"""What is learnt of words is what the search runs: training and runtime give the same scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.meaning import Meaning, read_meanings
from knowledge.training.sheets import sheets

pytestmark = pytest.mark.torch


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors by chance in place of the published ones."""
    from knowledge.training import meaning

    rng = np.random.default_rng(1)
    some = (
        "駐車",
        "場",
        "車",
        "止める",
        "犬",
        "料金",
        "幾ら",
        "値段",
        "時間",
        "営業",
        "何",
        "時",
        "饂飩",
        "琵琶",
    )
    vectors = rng.standard_normal((len(some), 300)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = {word: at for at, word in enumerate(some)}
    monkeypatch.setattr(meaning, "load", lambda folder: (rows, vectors))


def test_the_search_scores_as_the_training_does_and_learns(words: None, tmp_path: Path) -> None:
    import torch

    from knowledge.training import meaning

    torch.set_num_threads(1)
    made = sheets()[:2]
    known = meaning.vocabulary(made, tmp_path)
    laid = [meaning.lay(sheet, known) for sheet in made]
    model = meaning.train(known, laid, steps=30)
    first, _ = meaning.hits(model, laid[0])
    assert first > 5 / len(made[0].entries), "five times as often as by chance"
    meaning.save(meaning.shipped(model, tmp_path), tmp_path / "meaning.npz")
    search = Meaning.build(made[0].entries, read_meanings(tmp_path / "meaning.npz"))
    asked = laid[0].asked[:20]
    with torch.no_grad():
        wanted = model.scores(laid[0], asked).numpy()
    found = np.stack([search.scores(text) for text, _ in made[0].asked[:20]])
    assert np.abs(found - wanted).max() < 0.05
