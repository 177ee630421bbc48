"""Names are found by what stands around them; clauses, things and places are nobody."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.mentions import caller_in
from agent.name_tagger import LABELS, ROLES, load_tagger, names_in, packaged_tagger
from agent.training.marked import FORMS, TURNS, learnt_from, marked, rows_of
from agent.utterance import listen


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("ネットがようわからんので電話で頼みたいんですけど", ""),
        ("いや排水口じゃなくて、天井です。天井から水が落ちてきてるんです", ""),
        ("だから先週の分がまだ届いてないんですよ", "caller_name"),
        ("10時半じゃなくて11時です", "caller_name"),
        ("以上です", "caller_name"),
        ("さっき言ったやん", "caller_name"),
        ("急いでるんで早くしてもらえますか", "caller_name"),
        ("ちょっと今、手が離せなくて", "caller_company"),
    ],
)
def test_a_clause_is_nobody(said: str, asked: str) -> None:
    found = caller_in(listen(said), asked)
    assert found.name is None and found.company is None


@pytest.mark.parametrize(
    ("said", "asked", "name"),
    [
        ("さっき言うたやん、青木。", "caller_name", "青木"),
        ("名前は木下。ていうか機械じゃないのこれ", "caller_name", "木下"),
        ("個人なんですけど、沢田理恵と申します", "", "沢田理恵"),
        ("江口じゃなくて江川です", "caller_name", "江川"),
        ("予約してる田村なんですけど、来週に変えてもらえます？", "", "田村"),
    ],
)
def test_a_name_is_found_between_other_words(said: str, asked: str, name: str) -> None:
    found = caller_in(listen(said), asked)
    assert found.name is not None and found.name.text == name


def test_a_name_alone_belongs_to_whom_the_question_was_after() -> None:
    assert caller_in(listen("江川"), "caller_name").name is not None
    assert [span.role for span in names_in(listen("江川さん"), "wanted")] == ["T"]


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60), st.sampled_from(("", "who", "wanted")))
def test_names_lie_in_the_turn_side_by_side(said: str, asked: str) -> None:
    turn = listen(said)
    at = 0
    for span in names_in(turn, asked):
        assert at <= span.begun < span.end <= len(turn.text)
        assert span.role in ROLES and 0.0 <= span.sure <= 1.0 + 1e-5
        at = span.end


def test_the_shipped_tagger_is_of_the_marked_turns() -> None:
    """`python -m agent.training.names --texts ../shared/text` learns it anew."""
    assert packaged_tagger().digest == learnt_from()


def test_a_tagger_written_and_read_again_finds_the_same_names(tmp_path: Path) -> None:
    tagger = packaged_tagger()
    tagger.save(tmp_path / "names.npz")
    again = load_tagger(tmp_path / "names.npz")
    said = listen("架空商事の大和田と申しますが、栗本さんいらっしゃいますか")
    first, second = tagger.spans(said), again.spans(said)
    assert [(s.role, s.begun, s.end) for s in first] == [(s.role, s.begun, s.end) for s in second]
    assert np.allclose(tagger.steps, again.steps) and len(tagger.steps) == len(LABELS)


def test_what_was_marked_stands_in_its_turn() -> None:
    for path, line, spans in rows_of():
        text = (TURNS / f"{path.stem}.txt").read_text("utf-8").split("\n")[line - 1]
        for role, span in spans:
            assert role in ROLES and span and span in text, f"{path.name}:{line}"
    for row in FORMS.read_text("utf-8").splitlines():
        text, *spans = row.split("\t")
        assert all(span.partition("=")[2] in text for span in spans), row
    assert sum(bool(turn.roles) for turn in marked()) > 4_000
