"""The split keeps the demo's names and every held-out text out of training."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from speech.asr.training.split import HELD_OUT_NAMES, bucket, is_held_out, may_train


@pytest.fixture
def text_dir(tmp_path: Path) -> Path:
    """A tiny copy of the shared text folder's layout."""
    lines = [f"X_{n:04d}:第{n}(だい)の文(ぶん)です。,ダイ{n}ノブンデス。" for n in range(200)]
    (tmp_path / "rohan4600.txt").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "ita.txt").write_text("Y_1:江川です。,エガワデス。", encoding="utf-8")
    names = "\n".join(f"姓{n},1,せい,sei{n}" for n in range(60)) + "\n栗本,1,くりもと,kurimoto"
    (tmp_path / "surnames.csv").write_text(names, encoding="utf-8")
    for sex in ("man", "woman"):
        given = "\n".join(f"な{n},na,名{n}" for n in range(60))
        (tmp_path / f"given_names_{sex}.csv").write_text(given, encoding="utf-8")
    companies = "name,reading\n" + "\n".join(f"会社{n},カイシャ" for n in range(60))
    (tmp_path / "companies.csv").write_text(companies, encoding="utf-8")
    towns = "a,b,c,d,e,f\n" + "\n".join(f"県,市{n},町{n},,," for n in range(150))
    (tmp_path / "towns.csv").write_text(towns, encoding="utf-8")
    return tmp_path


def test_the_bucket_of_a_text_never_moves() -> None:
    assert bucket("お電話ありがとうございます。") == bucket("お電話 ありがとうございます")
    shares = [is_held_out(str(n)) for n in range(5000)]
    assert 0.04 < sum(shares) / len(shares) < 0.06


@pytest.mark.parametrize(
    "text", ["営業の栗本さん", "スマイル企画の者です", "くりもと", "エガワです"]
)
def test_the_demo_call_is_never_trained_on(text: str) -> None:
    assert not may_train(text)


def test_training_texts_hold_nothing_held_out(text_dir: Path) -> None:
    texts_module = pytest.importorskip("speech.asr.training.texts")
    for text in islice(texts_module.Texts(text_dir, seed=3), 400):
        assert not is_held_out(text)
        assert not any(name in text for name in HELD_OUT_NAMES)
